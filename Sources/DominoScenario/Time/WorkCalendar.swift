import DominoEngine

/// The days that count: every day, or the working days of a week without holidays (Model.md, section 1).
public struct WorkCalendar: Sendable {
    /// Whether each day of the week from Monday is worked.
    private let works: [Bool]
    /// Working days before each day of the week, from Monday.
    private let before: [Int]
    /// Working days in a week.
    private let perWeek: Int
    /// Holidays that fall on working days, rising, each once.
    private let holidays: [Int32]
    /// Working days before each of them.
    private var ordinals: [Int] = []

    /// Every day counts.
    public static let everyDay = WorkCalendar(workdays: [Bool](repeating: true, count: 7), holidays: [])

    /// Working days of the week from Monday, and days off.
    ///
    /// - Precondition: seven days, at least one of them worked.
    public init(workdays: [Bool], holidays: [Day]) {
        precondition(workdays.count == 7 && workdays.contains(true), "a week with a working day")
        works = workdays
        var before: [Int] = []
        var sum = 0
        for works in workdays {
            before.append(sum)
            if works { sum += 1 }
        }
        self.before = before
        perWeek = sum
        var numbers: [Int32] = []
        let worked = holidays.filter { workdays[$0.weekday] }.sorted()
        for number in worked.lazy.map({ $0.number }) where numbers.last != number {
            numbers.append(number)
        }
        self.holidays = numbers
        ordinals = numbers.map { ordinal(Day(number: $0)) }
    }

    /// Whether the day counts.
    public func isWorking(_ day: Day) -> Bool {
        guard works[day.weekday] else { return false }
        let place = holidaysBefore(day.number)
        return place == holidays.count || holidays[place] != day.number
    }

    /// Number of working days before the day, counted from 1900-01-01.
    /// - Complexity: O(log holidays).
    public func ordinal(_ day: Day) -> Int {
        let number = Int(day.number)
        let week = (number - day.weekday) / 7
        return week * perWeek + before[day.weekday] - holidaysBefore(day.number)
    }

    /// The ordinal of a due date: a day off counts as the working day before it.
    public func dueOrdinal(_ day: Day) -> Int { isWorking(day) ? ordinal(day) : ordinal(day) - 1 }

    /// The working day with this ordinal.
    ///
    /// A holiday lies before it exactly if no more working days lie before that holiday than before the day itself.
    /// - Complexity: O(log holidays).
    public func day(ordinal: Int) -> Day {
        let holidaysBefore = firstPlace(in: 0..<ordinals.count) { ordinals[$0] > ordinal }
        return dayWithoutHolidays(ordinal + holidaysBefore)
    }

    /// The first working day at or after a point on the axis: `date(ceil(point - 1e-4))`.
    ///
    /// A point beyond the last day that a year of four digits can write becomes that day.
    public func day(at point: Double) -> Day {
        let ordinal = (point - 1e-4).rounded(.up)
        // Ten million working days are more than 27,000 years: far past the last day written.
        guard ordinal < 10_000_000 else { return .lastWritable }
        guard ordinal > -10_000_000 else { return .firstWritable }
        return min(.lastWritable, max(.firstWritable, day(ordinal: Int(ordinal))))
    }

    /// `day(ordinal:)` as if there were no holidays.
    private func dayWithoutHolidays(_ ordinal: Int) -> Day {
        let week = (ordinal >= 0 ? ordinal : ordinal - perWeek + 1) / perWeek
        let inWeek = ordinal - week * perWeek
        let weekday = before.indices.first { works[$0] && before[$0] == inWeek } ?? 0
        return Day(number: Int32(clamping: week * 7 + weekday))
    }

    /// How many holidays lie before a day's number.
    private func holidaysBefore(_ number: Int32) -> Int {
        firstPlace(in: 0..<holidays.count) { holidays[$0] >= number }
    }
}
