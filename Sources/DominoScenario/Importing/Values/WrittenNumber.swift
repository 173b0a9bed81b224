/// A number as people write it, with the text before and after it: a currency, a unit.
package struct WrittenNumber: Equatable {
    /// The number.
    package var value: Double
    /// The text before it, such as `EUR` or `$`.
    package var prefix: String
    /// The text after it, such as `days`.
    package var suffix: String
    /// Whether its only point or comma, before three digits, may separate thousands or decimals.
    package var isAmbiguous: Bool
}

/// Which of point and comma separates decimals.
package enum DecimalMark: Equatable { case point, comma }

/// Reads a number with a point or comma for decimals, and blanks, apostrophes, points or commas between thousands.
///
/// - Parameter mark: what separates decimals if the number itself leaves it open.
/// - Returns: nil if there is no number, or more than one.
package func readWrittenNumber(_ text: String, decimals mark: DecimalMark) -> WrittenNumber? {
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

/// What a number shows about decimals: the mark of `1,5` and of `1.234,5`; nil if it is open.
func decimalMark(of text: String) -> DecimalMark? {
    var text = text
    return text.withUTF8 { NumberDigits(in: $0.prefix(400))?.mark }
}

/// Removes the sign from the texts around a number: `-5`, `$-5`, `(5)`. Returns whether it is negative.
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

/// The place of a number's digits, and the marks among them.
private struct NumberDigits {
    /// The first digit, or the point or comma right before it.
    var start: Int
    /// After the last digit.
    var end: Int
    /// What separates its decimals, if the number shows it.
    var mark: DecimalMark?
    /// Whether it contains a point or a comma.
    var hasMark = false

    /// The first number of a text; nil if there is no digit.
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
                let length = separatorLength(bytes[at...])
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

    /// The number; nil if its marks make no sense.
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

    /// Whether the digits form groups of three between marks, or groups of two and a last one of three as in India.
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
                at += separatorLength(whole[at...])
            }
        }
        return groups[0] > 0 && groups.last == 3 && groups.dropFirst().allSatisfy { $0 == 2 || $0 == 3 }
    }
}

/// Whether a byte is an ASCII digit.
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// Whether a text consists of digits only.
func isNumber(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isDigit) }

/// Whether a byte is white space in ASCII.
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

private func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") }

/// The length in bytes of the separator a text begins with, 0 for none: a mark, an apostrophe, a blank or a no-break
/// blank (U+A0, U+202F).
private func separatorLength(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    guard let first = bytes.first else { return 0 }
    if isMark(first) || first == UInt8(ascii: " ") || first == UInt8(ascii: "'") { return 1 }
    if first == 0xC2 { return bytes.dropFirst().first == 0xA0 ? 2 : 0 }
    guard first == 0xE2, bytes.count >= 3, bytes[bytes.startIndex + 1] == 0x80 else { return 0 }
    let last = bytes[bytes.startIndex + 2]
    return last == 0x99 || last == 0xAF ? 3 : 0
}

/// Bytes without the ASCII white space around them.
func withoutSpace<Bytes: BidirectionalCollection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence {
    var kept = bytes[...]
    while let first = kept.first, isSpace(first) { kept = kept.dropFirst() }
    while let last = kept.last, isSpace(last) { kept = kept.dropLast() }
    return kept
}

/// The text of bytes without white space around it.
func trimmedText(_ bytes: some BidirectionalCollection<UInt8>) -> String {
    let kept = withoutSpace(bytes)
    guard !kept.isEmpty else { return "" }
    let text = String(decoding: kept, as: UTF8.self)
    guard kept.first.map({ $0 >= 0x80 }) == true || kept.last.map({ $0 >= 0x80 }) == true else { return text }
    var scalars = text.unicodeScalars[...]
    while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
    while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
    return String(scalars)
}

/// Working days in a unit of durations.
///
/// A week has 5 days, a month 20 and a day 8 hours, the defaults of Microsoft Project.
/// - Returns: working days in a unit, and whether it also counts nights and days off; nil for an unknown unit.
func daysPerUnit(_ unit: String) -> (days: Double, isElapsed: Bool)? {
    if unit.isEmpty { return (1, false) }
    var word = unit.lowercased()
    // Estimated durations end in a question mark: "5 days?".
    while word.utf8.last == UInt8(ascii: "?") || word.utf8.last == UInt8(ascii: ".") { word.removeLast() }
    if let days = workingUnits.first(where: { $0.words.contains(word) })?.days { return (days, false) }
    // "ed" is an elapsed day in English and French ("jé"), "fd" would be one in German ("ft").
    if word.utf8.first == UInt8(ascii: "e"), let unit = elapsedUnits.first(where: { $0.words.contains(word) }) {
        return (unit.days, true)
    }
    return nil
}

private let workingUnits: [(words: [String], days: Double)] = [
    (["", "d", "dy", "day", "days", "wd", "t", "tag", "tage", "j", "jr", "jour", "jours"], 1),
    (["w", "wk", "wks", "week", "weeks", "woche", "wochen", "sem", "semaine", "semaines"], 5),
    (["mo", "mon", "mons", "month", "months", "monat", "monate", "mois"], 20),
    (["h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures"], 1.0 / 8),
    (["m", "min", "mins", "minute", "minutes", "minuten"], 1.0 / 480),
]

/// In days of the calendar.
private let elapsedUnits: [(words: [String], days: Double)] = [
    (["ed", "eday", "edays"], 1), (["ew", "ewk", "ewks", "eweek", "eweeks"], 7),
    (["emo", "emon", "emonth", "emonths"], 30), (["eh", "ehr", "ehrs", "ehour", "ehours"], 1.0 / 24),
    (["em", "emin", "emins", "eminute", "eminutes"], 1.0 / 1440),
]
