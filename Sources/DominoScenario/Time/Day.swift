/// A civil day (proleptic Gregorian), as a count of days from 1900-01-01, which was a Monday.
///
/// It has its own arithmetic because Foundation's calendars cost more at start-up than a whole run and read the
/// machine's locale and time zone. A test compares it with an independent count.
public struct Day: Comparable, Hashable, Sendable {
    /// Days since 1900-01-01.
    public var number: Int32

    /// The day `number` days after 1900-01-01.
    public init(number: Int32) { self.number = number }

    /// First day a scenario may name: 1900-01-01.
    public static let first = Day(number: 0)
    /// Last day a scenario may name: 2199-12-31.
    public static let last = Day(year: 2199, month: 12, day: 31)
    /// Last day that four digits of a year can write: 9999-12-31.
    public static let lastWritable = Day(year: 9999, month: 12, day: 31)
    /// First such day: 0001-01-01.
    public static let firstWritable = Day(year: 1, month: 1, day: 1)

    /// The day of a date that exists.
    ///
    /// Years are counted from March, so that the leap day is the last of its year (Howard Hinnant's "days from civil").
    public init(year: Int, month: Int, day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int32(era * 146_097 + dayOfEra - 693_901)
    }

    /// Year, month (1...12) and day of month (1...31).
    public var civil: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 693_901
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// Day of the week, 0 for Monday.
    public var weekday: Int { ((Int(number) % 7) + 7) % 7 }

    /// Earlier days come first.
    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
}

extension Day: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    public var description: String {
        let (year, month, day) = civil
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// `16 Mar 2026`, for people.
    public var spoken: String {
        let (year, month, day) = civil
        return "\(day) \(Day.monthNames[month - 1]) \(year)"
    }

    /// English names of the months, three letters.
    public static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// English names of the days of the week from Monday, as in `workdays`.
    public static let weekdayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}

/// A number with leading zeros.
private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// The result of reading a date.
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

/// The date that `2026/01/02`, `2026-1-2` or a day with a time probably means; nil if day and month could be swapped.
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
