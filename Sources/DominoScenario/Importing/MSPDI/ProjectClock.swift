/// Minutes since the morning of 1900-01-01.
typealias ProjectMinute = Int

/// The working time of a calendar of a plan: which minutes of which days are worked.
struct ProjectClock {
    /// Pieces of a day that are worked, in minutes since midnight, rising and apart.
    typealias Shifts = [Range<Int>]

    /// The shifts of each day of the week from Monday.
    private let weekdays: [Shifts]
    /// Days that differ, rising, and their shifts.
    private let exceptions: [(day: Int, shifts: Shifts)]
    /// What the exceptions before each of them add to the regular minutes; one more behind the last.
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

    /// Days of the week that are worked at all, from Monday.
    var workdays: [Bool] { weekdays.map { !$0.isEmpty } }

    /// Days off on days of the week that are worked.
    var holidays: [Day] {
        exceptions.filter { $0.shifts.isEmpty && !weekdays[weekday($0.day)].isEmpty }
            .map { Day(number: Int32(clamping: $0.day)) }
    }

    /// Days worked on days of the week that are not.
    var extraDays: Int { exceptions.count { !$0.shifts.isEmpty && weekdays[weekday($0.day)].isEmpty } }

    /// Working minutes between two moments, negative where the second comes first.
    /// - Complexity: O(log exceptions).
    func work(from start: ProjectMinute, to end: ProjectMinute) -> Int { work(before: end) - work(before: start) }

    /// Working minutes before a moment.
    private func work(before moment: ProjectMinute) -> Int {
        let day = moment >= 0 ? moment / 1440 : (moment - 1439) / 1440
        let minute = moment - day * 1440
        var low = 0
        var high = exceptions.count
        while low < high {
            let middle = (low + high) / 2
            if exceptions[middle].day < day { low = middle + 1 } else { high = middle }
        }
        let isException = low < exceptions.count && exceptions[low].day == day
        let shifts = isException ? exceptions[low].shifts : weekdays[weekday(day)]
        let today = shifts.reduce(0) { $0 + max(0, min($1.upperBound, minute) - $1.lowerBound) }
        let week = (day - weekday(day)) / 7
        return week * perWeek + before[weekday(day)] + added[low] + today
    }
}

private func minutes(of shifts: ProjectClock.Shifts) -> Int { shifts.reduce(0) { $0 + $1.count } }

/// The day of the week of a day, 0 for Monday, as 1900-01-01 was.
private func weekday(_ day: Int) -> Int { ((day % 7) + 7) % 7 }
