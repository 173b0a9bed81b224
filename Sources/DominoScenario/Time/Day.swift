/// A civil day (proleptic Gregorian), as a count of days from 1900-01-01, which was a Monday.
///
/// Own arithmetic, because Foundation's calendars cost more at start-up than a whole run, and read the
/// machine's locale and time zone. A test holds it equal to an independent count.
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
