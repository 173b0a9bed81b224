/// What came of reading a date.
public enum DayReading: Equatable, Sendable {
    /// A day within reach.
    case day(Day)
    /// Not of the form `YYYY-MM-DD`; with the date that was probably meant.
    case malformed(hint: String?)
    /// Of that form, but no such day: month 13, 30 February.
    case missing(reason: String)
    /// Before 1900-01-01 or after 2199-12-31.
    case outOfReach
}

/// Reads `YYYY-MM-DD`, and nothing else.
public func readDay(_ bytes: some RandomAccessCollection<UInt8>) -> DayReading {
    func byte(_ place: Int) -> UInt8 { bytes[bytes.index(bytes.startIndex, offsetBy: place)] }
    func number(_ first: Int, _ count: Int) -> Int? {
        var value = 0
        for place in first..<first + count {
            let digit = byte(place) &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
    guard bytes.count == 10, byte(4) == UInt8(ascii: "-"), byte(7) == UInt8(ascii: "-"),
        let year = number(0, 4), let month = number(5, 2), let day = number(8, 2)
    else { return .malformed(hint: probableDate(Array(bytes))) }
    guard (1...12).contains(month) else { return .missing(reason: "there is no month \(month)") }
    let length = monthLength(year: year, month: month)
    guard (1...length).contains(day) else {
        return .missing(reason: "\(Day.monthNames[month - 1]) \(year) has \(length) days")
    }
    let result = Day(year: year, month: month, day: day)
    return result < .first || result > .last ? .outOfReach : .day(result)
}

/// Reads `YYYY-MM-DD` from a command line.
public func readDay(_ text: String) -> DayReading { readDay(Array(text.utf8)) }

/// Days of a month.
func monthLength(year: Int, month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
}

/// The number that ASCII digits write, or nil.
private func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    guard !bytes.isEmpty else { return nil }
    for byte in bytes {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
}

/// What somebody probably meant who wrote `2026/01/02`, `2026-1-2` or a time behind the day; silent where day and month could be swapped.
private func probableDate(_ bytes: [UInt8]) -> String? {
    if bytes.count > 11, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
        case .day(let day) = readDay(bytes[..<10])
    {
        return day.description
    }
    guard bytes.count <= 12 else { return nil }
    let parts = bytes.split(omittingEmptySubsequences: false) { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard parts.count == 3, let first = digits(parts[0]), let month = digits(parts[1]), let last = digits(parts[2])
    else { return nil }
    guard parts[0].count == 4, (1...12).contains(month), (1...monthLength(year: first, month: month)).contains(last)
    else { return nil }
    return Day(year: first, month: month, day: last).description
}
