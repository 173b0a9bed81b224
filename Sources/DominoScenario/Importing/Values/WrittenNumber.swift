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
    var text = text
    return text.withUTF8 { utf8 in
        let bytes = utf8.prefix(400)
        guard let digits = NumberDigits(in: bytes), let value = digits.value(in: bytes, decimals: mark),
            !bytes[digits.end...].contains(where: isDigit)
        else { return nil }
        var prefix = trimmedText(bytes[..<digits.start])
        var suffix = trimmedText(bytes[digits.end...])
        let isNegative = takeSign(&prefix, &suffix)
        return WrittenNumber(
            value: isNegative ? -value : value, prefix: prefix, suffix: suffix,
            isAmbiguous: digits.mark == nil && digits.hasMark)
    }
}

/// What a number says about decimals: the mark of `1,5` and of `1.234,5`; nil where it says nothing.
func decimalMark(of text: String) -> DecimalMark? {
    var text = text
    return text.withUTF8 { NumberDigits(in: $0.prefix(400))?.mark }
}

/// Takes the sign off what stands around a number: `-5`, `$-5`, `(5)`. Whether it is a minus.
private func takeSign(_ prefix: inout String, _ suffix: inout String) -> Bool {
    guard !prefix.isEmpty else { return false }
    func isMinus(_ scalar: Unicode.Scalar?) -> Bool { scalar == "-" || scalar == "\u{2212}" }
    let scalars = prefix.unicodeScalars
    if isMinus(scalars.first) || scalars.first == "(" {
        if scalars.first == "(", suffix.utf8.last == UInt8(ascii: ")") {
            suffix = trimmedText(suffix.utf8.dropLast())
        }
        prefix = trimmedText(Substring(scalars.dropFirst()).utf8)
        return true
    }
    if isMinus(scalars.last) {
        prefix = trimmedText(Substring(scalars.dropLast()).utf8)
        return true
    }
    return false
}

/// Where the digits of a number stand, and which marks stand among them.
private struct NumberDigits {
    /// The first digit, or the point or comma right before it.
    var start: Int
    /// Behind the last digit.
    var end: Int
    /// What parts its decimals, as far as it says so itself.
    var mark: DecimalMark?
    /// Whether a point or a comma is in it.
    var hasMark = false

    /// The first number of a text; nil where there is no digit.
    init?(in bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        guard let first = bytes.firstIndex(where: isDigit) else { return nil }
        start = first
        if first > bytes.startIndex, isMark(bytes[first - 1]) { start -= 1 }
        end = first
        var at = first
        while at < bytes.endIndex {
            if isDigit(bytes[at]) {
                at += 1
                end = at
            } else {
                let length = partLength(bytes[at...])
                guard length > 0 else { break }
                at += length
            }
        }
        let marks = (start..<end).filter { isMark(bytes[$0]) }
        guard let last = marks.last else { return }
        hasMark = true
        let isComma = bytes[last] == UInt8(ascii: ",")
        if marks.contains(where: { bytes[$0] != bytes[last] }) {
            mark = isComma ? .comma : .point
        } else if marks.count > 1 {
            mark = isComma ? .point : .comma
        } else if bytes[(last + 1)..<end].prefix(while: isDigit).count != 3 {
            mark = isComma ? .comma : .point
        }
    }

    /// The number; nil where marks stand in no order.
    func value(in bytes: Slice<UnsafeBufferPointer<UInt8>>, decimals usual: DecimalMark) -> Double? {
        let decimal = UInt8(ascii: (mark ?? usual) == .comma ? "," : ".")
        let parts = bytes[start..<end].split(separator: decimal, omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, areGroups(whole) else { return nil }
        if parts.count == 2, parts[1].isEmpty || !parts[1].allSatisfy(isDigit) { return nil }
        let count = whole.count + (parts.count == 2 ? parts[1].count : 0)
        // Up to 15 digits make an integer and a power of ten that are exact, so that their quotient is rounded once.
        guard count <= 15 else { return longValue(whole, parts.dropFirst().first) }
        var digits = 0
        for byte in whole where isDigit(byte) { digits = digits * 10 + Int(byte & 15) }
        var power = 1.0
        for byte in parts.dropFirst().first ?? whole.prefix(0) {
            digits = digits * 10 + Int(byte & 15)
            power *= 10
        }
        return Double(digits) / power
    }

    private func longValue(
        _ whole: Slice<UnsafeBufferPointer<UInt8>>, _ part: Slice<UnsafeBufferPointer<UInt8>>?
    ) -> Double? {
        var digits = whole.filter(isDigit)
        if digits.isEmpty { digits.append(UInt8(ascii: "0")) }
        if let part { digits += [UInt8(ascii: ".")] + part }
        return Double(String(decoding: digits, as: UTF8.self))
    }

    /// Whether digits stand in groups of three between marks, or of two and a last one of three as in India.
    private func areGroups(_ whole: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard !whole.allSatisfy(isDigit) else { return true }
        var groups: [Int] = [0]
        var at = whole.startIndex
        while at < whole.endIndex {
            if isDigit(whole[at]) {
                groups[groups.count - 1] += 1
                at += 1
            } else {
                groups.append(0)
                at += partLength(whole[at...])
            }
        }
        return groups[0] > 0 && groups.last == 3 && groups.dropFirst().allSatisfy { $0 == 2 || $0 == 3 }
    }
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

private func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") }

/// How many bytes of what may stand inside a number begin a text, no digit; 0 for none: marks, apostrophes, blanks, and
/// those blanks that do not break (U+A0, U+202F).
private func partLength(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    guard let first = bytes.first else { return 0 }
    if isMark(first) || first == UInt8(ascii: " ") || first == UInt8(ascii: "'") { return 1 }
    if first == 0xC2 { return bytes.dropFirst().first == 0xA0 ? 2 : 0 }
    guard first == 0xE2, bytes.count >= 3, bytes[bytes.startIndex + 1] == 0x80 else { return 0 }
    let last = bytes[bytes.startIndex + 2]
    return last == 0x99 || last == 0xAF ? 3 : 0
}
