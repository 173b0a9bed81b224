/// A number as people write it, with what stands before and behind it: a currency, a unit.
struct WrittenNumber: Equatable {
    /// The number.
    var value: Double
    /// What stands before it, such as `EUR` or `$`.
    var prefix: String
    /// What stands behind it, such as `days`.
    var suffix: String
    /// Whether a single point or comma before three digits may part thousands or decimals.
    var isAmbiguous: Bool
}

/// Which of point and comma parts decimals, as far as one cell says it.
enum DecimalMark: Equatable { case point, comma }

/// Reads a number with a point or comma for decimals, and blanks, apostrophes, points or commas between thousands.
///
/// - Parameter mark: what parts decimals where the number itself leaves it open.
/// - Returns: nil where there is no number, or more than one.
func readWrittenNumber(_ text: String, decimals mark: DecimalMark) -> WrittenNumber? {
    let scalars = Array(text.unicodeScalars.prefix(200))
    guard let first = scalars.firstIndex(where: { isDigit($0) }),
        let last = scalars[first...].firstIndex(where: { !isDigit($0) && !isPart($0) }) ?? Optional(scalars.endIndex)
    else { return nil }
    var start = first
    if start > 0, scalars[start - 1] == "." || scalars[start - 1] == "," { start -= 1 }
    var end = last
    while end > start, !isDigit(scalars[end - 1]) { end -= 1 }
    let (digits, isAmbiguous) = plainDigits(scalars[start..<end], mark)
    guard let digits, let value = Double(digits) else { return nil }
    var prefix = trimmed(scalars[..<start])
    let suffix = trimmed(scalars[end...])
    var isNegative = false
    if let sign = prefix.unicodeScalars.first, sign == "-" || sign == "\u{2212}" || sign == "(" {
        isNegative = true
        prefix = trimmed(Array(prefix.unicodeScalars.dropFirst())[...])
    } else if let sign = prefix.unicodeScalars.last, sign == "-" || sign == "\u{2212}" {
        isNegative = true
        prefix = trimmed(Array(prefix.unicodeScalars.dropLast())[...])
    }
    guard !suffix.unicodeScalars.contains(where: isDigit) else { return nil }
    return WrittenNumber(
        value: isNegative ? -value : value, prefix: prefix, suffix: suffix, isAmbiguous: isAmbiguous)
}

/// What a number says about decimals: the mark of `1,5` and of `1.234,5`; nil where it says nothing.
func decimalMark(of text: String) -> DecimalMark? {
    let marks = text.unicodeScalars.enumerated().filter { $0.element == "." || $0.element == "," }
    guard let last = marks.last else { return nil }
    let isComma = last.element == ","
    if marks.contains(where: { $0.element != last.element }) { return isComma ? .comma : .point }
    if marks.count > 1 { return isComma ? .point : .comma }
    let behind = text.unicodeScalars.dropFirst(last.offset + 1).prefix { isDigit($0) }.count
    return behind == 3 ? nil : isComma ? .comma : .point
}

/// The digits with a point for decimals alone; nil where marks stand in no order.
private func plainDigits(_ scalars: ArraySlice<Unicode.Scalar>, _ mark: DecimalMark) -> (String?, Bool) {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    let own = decimalMark(of: text)
    let hasMark = scalars.contains { $0 == "." || $0 == "," }
    let decimal: Unicode.Scalar = (own ?? mark) == .comma ? "," : "."
    let parts = scalars.split(separator: decimal, omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first else { return (nil, false) }
    // Between thousands stand groups of three digits, or of two and a last one of three as in India.
    let groups = whole.split(omittingEmptySubsequences: false) { !isDigit($0) }
    guard groups.dropFirst().allSatisfy({ $0.count == 3 || $0.count == 2 }),
        groups.count == 1 || (groups.last?.count == 3 && groups.first?.isEmpty == false),
        parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) })
    else { return (nil, false) }
    var result = ""
    result.unicodeScalars.append(contentsOf: whole.filter(isDigit))
    if result.isEmpty { result = "0" }
    for part in parts.dropFirst() {
        result += "."
        result.unicodeScalars.append(contentsOf: part)
    }
    return (result, hasMark && own == nil)
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

/// What may stand inside a number: marks, apostrophes, and blanks that do not break.
private func isPart(_ scalar: Unicode.Scalar) -> Bool {
    [".", ",", " ", "'", "\u{2019}", "\u{A0}", "\u{202F}"].contains(scalar)
}

private func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var kept = scalars
    while let first = kept.first, first.properties.isWhitespace { kept.removeFirst() }
    while let last = kept.last, last.properties.isWhitespace { kept.removeLast() }
    var text = ""
    text.unicodeScalars.append(contentsOf: kept)
    return text
}
