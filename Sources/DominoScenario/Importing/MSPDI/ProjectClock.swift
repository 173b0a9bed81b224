import DominoEngine

/// Minutes since the morning of 1900-01-01.
typealias ProjectMinute = Int

/// The working time of a calendar: which minutes of which days are worked.
struct ProjectClock {
    /// The worked parts of a day, in minutes since midnight, rising and disjoint.
    typealias Shifts = [Range<Int>]

    /// The shifts of each day of the week from Monday.
    private let weekdays: [Shifts]
    /// The days that differ, rising, and their shifts.
    private let exceptions: [(day: Int, shifts: Shifts)]
    /// The minutes that the exceptions before each one add to the regular ones; the last value is for all of them.
    private let added: [Int]
    /// Regular minutes before each day of the week from Monday.
    private let before: [Int]
    /// Regular minutes of a week.
    private let perWeek: Int

    /// Monday to Friday, 8 to 12 and 13 to 17.
    static let usualShifts: Shifts = [480..<720, 780..<1020]
    static let usual = ProjectClock(
        weekdays: (0..<7).map { $0 < 5 ? usualShifts : [] }, exceptions: [])

    /// - Parameter exceptions: each day once, rising.
    init(weekdays: [Shifts], exceptions: [(day: Int, shifts: Shifts)]) {
        precondition(weekdays.count == 7, "a week has seven days")
        assert(zip(exceptions, exceptions.dropFirst()).allSatisfy { $0.day < $1.day }, "exceptions rise")
        self.weekdays = weekdays
        self.exceptions = exceptions
        var before: [Int] = []
        var sum = 0
        for shifts in weekdays {
            before.append(sum)
            sum += minutes(of: shifts)
        }
        self.before = before
        perWeek = sum
        var added = [0]
        var extra = 0
        for (day, shifts) in exceptions {
            extra += minutes(of: shifts) - minutes(of: weekdays[weekday(day)])
            added.append(extra)
        }
        self.added = added
    }

    /// Which days of the week are worked, from Monday.
    var workdays: [Bool] { weekdays.map { !$0.isEmpty } }

    /// Days off on weekdays that are worked.
    var holidays: [Day] {
        exceptions.filter { $0.shifts.isEmpty && !weekdays[weekday($0.day)].isEmpty }
            .map { Day(number: Int32(clamping: $0.day)) }
    }

    /// How many days are worked on weekdays that are not.
    var extraDays: Int { exceptions.count { !$0.shifts.isEmpty && weekdays[weekday($0.day)].isEmpty } }

    /// Working minutes between two moments; negative if the second comes first.
    /// - Complexity: O(log exceptions).
    func work(from start: ProjectMinute, to end: ProjectMinute) -> Int { work(before: end) - work(before: start) }

    /// Working minutes before a moment.
    private func work(before moment: ProjectMinute) -> Int {
        let day = moment >= 0 ? moment / 1440 : (moment - 1439) / 1440
        let minute = moment - day * 1440
        let next = firstPlace(in: 0..<exceptions.count) { exceptions[$0].day >= day }
        let isException = next < exceptions.count && exceptions[next].day == day
        let shifts = isException ? exceptions[next].shifts : weekdays[weekday(day)]
        let today = shifts.reduce(0) { $0 + max(0, min($1.upperBound, minute) - $1.lowerBound) }
        let week = (day - weekday(day)) / 7
        return week * perWeek + before[weekday(day)] + added[next] + today
    }
}

private func minutes(of shifts: ProjectClock.Shifts) -> Int { shifts.reduce(0) { $0 + $1.count } }

/// The day of the week of a day, 0 for Monday, as 1900-01-01 was.
private func weekday(_ day: Int) -> Int { ((day % 7) + 7) % 7 }

/// The days of a recurring exception of a calendar, as the schema of Microsoft Project's XML counts them
/// (mspdi_pj12.xsd).
struct RecurringDays {
    /// How it recurs.
    enum Pattern: Equatable {
        /// Every `period` days.
        case daily
        /// On each Monday to Friday.
        case weekdays
        /// On days of the week from Monday, every `period` weeks from the first day on.
        case weekly([Bool])
        /// On a day of the month, or the last one of a shorter month, every `period` months.
        case monthly(day: Int)
        /// On the first (0) to fourth or the last (4) day of a kind, every `period` months.
        case monthlyPlace(kind: Int, position: Int)
        /// On a day of one month (1...12) of each year.
        case yearly(month: Int, day: Int)
        /// On the first (0) to fourth or the last (4) day of a kind in one month of each year.
        case yearlyPlace(month: Int, kind: Int, position: Int)
    }

    var pattern: Pattern
    /// Days, weeks or months from one time to the next, from 1.
    var period = 1
    /// The days from which and until which it recurs.
    var range: ClosedRange<Int>
    /// The largest number of its days; nil if only the range ends it.
    var count: Int?

    /// The days, rising, as numbers since 1900-01-01.
    /// - Complexity: O(days of the range / period) for daily and weekly patterns, O(31 * days) for the others.
    var days: [Int] {
        let limit = max(0, count ?? .max)
        switch pattern {
        case .daily: return Array(stride(from: range.lowerBound, through: range.upperBound, by: period).prefix(limit))
        case .weekdays: return Array(range.lazy.filter { weekday($0) < 5 }.prefix(limit))
        case .weekly(let isHeld): return weekly(isHeld, limit)
        case .monthly(let day):
            return inMonths(every: period, limit) { _, length in min(day, length) }
        case .monthlyPlace(let kind, let position):
            return inMonths(every: period, limit) { place(of: kind, position, from: $0, length: $1) }
        case .yearly(let month, let day):
            return inMonths(every: 12, only: month, limit) { _, length in min(day, length) }
        case .yearlyPlace(let month, let kind, let position):
            return inMonths(every: 12, only: month, limit) { place(of: kind, position, from: $0, length: $1) }
        }
    }

    private func weekly(_ isHeld: [Bool], _ limit: Int) -> [Int] {
        var days: [Int] = []
        for week in stride(from: range.lowerBound, through: range.upperBound, by: 7 * period) {
            for day in week..<week + 7 where isHeld[weekday(day)] {
                guard day <= range.upperBound, days.count < limit else { return days }
                days.append(day)
            }
        }
        return days
    }

    /// A day of each month, or of one month only; months are counted from that of the first such day in the range.
    /// - Parameter choose: the day of the month, by its first day and its length.
    private func inMonths(
        every step: Int, only: Int? = nil, _ limit: Int, _ choose: (_ first: Int, _ length: Int) -> Int
    ) -> [Int] {
        let begin = Day(number: Int32(clamping: range.lowerBound)).civil
        var month = begin.year * 12 + begin.month - 1
        if let only { month += ((only - begin.month) % 12 + 12) % 12 }
        var days: [Int] = []
        while days.count < limit {
            let (year, number) = (month / 12, month % 12 + 1)
            let first = Int(Day(year: year, month: number, day: 1).number)
            guard first <= range.upperBound else { break }
            let day = first + choose(first, monthLength(year: year, month: number)) - 1
            guard day <= range.upperBound else { break }
            if day >= range.lowerBound { days.append(day) }
            month += days.isEmpty && only == nil ? 1 : step
        }
        return days
    }
}

/// The day of a month that is the first (0) to fourth or the last (4) of its kind: 0 any day, 1 Monday to Friday, 2 the
/// weekend, 3 Sunday to 9 Saturday.
private func place(of kind: Int, _ position: Int, from first: Int, length: Int) -> Int {
    let days = (1...length).filter { day in
        let dayOfWeek = weekday(first + day - 1)
        switch kind {
        case 0: return true
        case 1: return dayOfWeek < 5
        case 2: return dayOfWeek >= 5
        default: return dayOfWeek == (kind + 3) % 7
        }
    }
    return position < 4 ? days[position] : days[days.count - 1]
}
