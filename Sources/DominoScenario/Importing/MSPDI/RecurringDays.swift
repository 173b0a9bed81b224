/// On which days an exception of a calendar holds, as the schema of Microsoft Project's XML counts them (mspdi_pj12.xsd).
struct RecurringDays {
    /// How it comes again.
    enum Pattern: Equatable {
        /// Every so many days.
        case daily
        /// On each Monday to Friday.
        case weekdays
        /// On days of the week from Monday, every so many weeks, counted from the first day.
        case weekly([Bool])
        /// On a day of the month, the last one where the month is shorter, every so many months.
        case monthly(day: Int)
        /// On the first (0) to fourth or the last (4) day of a kind, every so many months.
        case monthlyPlace(kind: Int, position: Int)
        /// On a day of one month (1...12) of each year.
        case yearly(month: Int, day: Int)
        /// On the first (0) to fourth or the last (4) day of a kind in one month of each year.
        case yearlyPlace(month: Int, kind: Int, position: Int)
    }

    var pattern: Pattern
    /// Days, weeks or months from one time to the next, from 1.
    var period = 1
    /// The days it may hold on.
    var range: ClosedRange<Int>
    /// On how many days it holds at most; nil where the range alone ends it.
    var count: Int?

    /// The days, rising, as numbers since 1900-01-01.
    /// - Complexity: O(days of the range / period) for daily and weekly patterns, O(31 * days) for the others.
    var days: [Int] {
        let limit = max(0, count ?? .max)
        switch pattern {
        case .daily: return Array(stride(from: range.lowerBound, through: range.upperBound, by: period).prefix(limit))
        case .weekdays: return Array(range.lazy.filter { dayOfWeek($0) < 5 }.prefix(limit))
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
            for day in week..<week + 7 where isHeld[dayOfWeek(day)] {
                guard day <= range.upperBound, days.count < limit else { return days }
                days.append(day)
            }
        }
        return days
    }

    /// A day of each month, or of one month alone; the months are counted from that of the first such day in the range.
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
        let weekday = dayOfWeek(first + day - 1)
        switch kind {
        case 0: return true
        case 1: return weekday < 5
        case 2: return weekday >= 5
        default: return weekday == (kind + 3) % 7
        }
    }
    return position < 4 ? days[position] : days[days.count - 1]
}

/// The day of the week of a day, 0 for Monday, as 1900-01-01 was.
private func dayOfWeek(_ day: Int) -> Int { ((day % 7) + 7) % 7 }
