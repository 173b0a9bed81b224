/// A civil date of the Gregorian calendar, counted by walking years and months.
public struct ReferenceDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Four digits in every file: 1900...2199.
    public var year: Int
    /// 1...12.
    public var month: Int
    /// 1...31.
    public var day: Int

    /// Takes the three numbers as they are.
    public init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `YYYY-MM-DD`; traps on anything else.
    public init(_ text: String) {
        let parts = text.split(separator: "-").map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else {
            preconditionFailure("not a date: \(text)")
        }
        self.init(year: year, month: month, day: day)
    }

    /// The date that many days after 1900-01-01 (before it, if negative).
    public init(serial: Int) {
        var rest = serial
        var year = 1900
        while rest < 0 {
            year -= 1
            rest += Self.daysIn(year: year)
        }
        while rest >= Self.daysIn(year: year) {
            rest -= Self.daysIn(year: year)
            year += 1
        }
        var month = 1
        while rest >= Self.daysIn(month: month, of: year) {
            rest -= Self.daysIn(month: month, of: year)
            month += 1
        }
        self.init(year: year, month: month, day: rest + 1)
    }

    /// Days from 1900-01-01, which was a Monday.
    public var serial: Int {
        var days = 0
        var y = 1900
        while y < year {
            days += Self.daysIn(year: y)
            y += 1
        }
        while y > year {
            y -= 1
            days -= Self.daysIn(year: y)
        }
        for m in 1..<month {
            days += Self.daysIn(month: m, of: year)
        }
        return days + day - 1
    }

    /// The date that many days later.
    public func adding(days: Int) -> ReferenceDate {
        ReferenceDate(serial: serial + days)
    }

    /// `YYYY-MM-DD`.
    public var description: String {
        Self.padded(year, to: 4) + "-" + Self.padded(month, to: 2) + "-" + Self.padded(day, to: 2)
    }

    /// Earlier dates come first.
    public static func < (a: ReferenceDate, b: ReferenceDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    static func isLeap(_ year: Int) -> Bool {
        if year % 400 == 0 { return true }
        if year % 100 == 0 { return false }
        return year % 4 == 0
    }

    static func daysIn(year: Int) -> Int {
        isLeap(year) ? 366 : 365
    }

    static func daysIn(month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
