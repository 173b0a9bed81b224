/// A calendar as it is written, without what its base calendar adds.
private struct WrittenProjectCalendar {
    var uid: Int
    var baseUID: Int?
    /// The shifts of each day of the week from Monday; nil for those of the base calendar.
    var weekdays: [ProjectClock.Shifts?] = Array(repeating: nil, count: 7)
    /// Exceptions in their order; the last one for a day counts.
    var exceptions: [(days: [Int], shifts: ProjectClock.Shifts)] = []
}

extension ProjectReading {
    /// The largest number of days that the exceptions of all calendars may name, with those of base calendars counted
    /// again.
    private static var exceptionLimit: Int { 1_000_000 }

    /// Reads all calendars and takes the plan's own.
    mutating func readCalendars() {
        guard let list = tree.child(of: 0, "Calendars", in: sources) else { return }
        var written: [WrittenProjectCalendar] = []
        for element in children(list, "Calendar") { written.append(readCalendar(element)) }
        var byUID: [Int: WrittenProjectCalendar] = [:]
        for calendar in written where byUID[calendar.uid] == nil { byUID[calendar.uid] = calendar }
        for calendar in written where clocks[calendar.uid] == nil {
            clocks[calendar.uid] = clock(of: calendar, among: byUID)
        }
        let own = integer(0, "CalendarUID") ?? written.first?.uid
        if let own, let found = clocks[own] { clock = found }
    }

    private mutating func readCalendar(_ element: Int) -> WrittenProjectCalendar {
        var calendar = WrittenProjectCalendar(uid: integer(element, "UID") ?? -1)
        calendar.baseUID = integer(element, "BaseCalendarUID").flatMap { $0 < 0 ? nil : $0 }
        for list in children(element, "WeekDays") {
            for day in children(list, "WeekDay") {
                let type = integer(day, "DayType") ?? 0
                if (1...7).contains(type) {
                    calendar.weekdays[(type + 5) % 7] = shifts(day)  // 1 is Sunday
                } else {
                    addException(day, to: &calendar)
                }
            }
        }
        for list in children(element, "Exceptions") {
            for exception in children(list, "Exception") {
                addException(exception, to: &calendar)
            }
        }
        return calendar
    }

    private mutating func addException(_ element: Int, to calendar: inout WrittenProjectCalendar) {
        guard let period = tree.child(of: element, "TimePeriod", in: sources),
            let first = text(period, "FromDate").flatMap(moment), let last = text(period, "ToDate").flatMap(moment)
        else {
            return log.report(ProjectProblem.exceptionWithoutDays, span(element, "TimePeriod"))
        }
        guard exceptionDays <= Self.exceptionLimit else { return }
        let range = first / 1440...max(first / 1440, last / 1440)
        guard let pattern = pattern(element) else {
            return log.report(ProjectProblem.exceptionPattern, span(element, "Type"))
        }
        var recurring = RecurringDays(pattern: pattern, range: range)
        recurring.period = min(max(1, integer(element, "Period") ?? 1), 10_000)
        // An exception that does not recur ends with its range, whatever number of occurrences is written.
        let recurs = pattern != .daily || recurring.period > 1
        if recurs, flag(element, "EnteredByOccurrences") { recurring.count = integer(element, "Occurrences") }
        let days = recurring.days
        guard hasRoom(for: days.count, span(element, "TimePeriod")) else { return }
        calendar.exceptions.append((days, shifts(element)))
    }

    /// How an exception recurs; nil if that is not stated as the schema requires. One without a type is on every day of
    /// its range.
    private func pattern(_ element: Int) -> RecurringDays.Pattern? {
        func number(_ name: StaticString, _ range: ClosedRange<Int>) -> Int? {
            integer(element, name).flatMap { range.contains($0) ? $0 : nil }
        }
        let (month, day) = (number("Month", 0...11).map { $0 + 1 }, number("MonthDay", 1...31))
        let (kind, position) = (number("MonthItem", 0...9), number("MonthPosition", 0...4))
        switch integer(element, "Type") ?? 1 {
        case 0, 1, 7: return .daily
        case 8: return .weekdays
        case 2:
            guard let month, let day else { return nil }
            return .yearly(month: month, day: day)
        case 3:
            guard let month, let kind, let position else { return nil }
            return .yearlyPlace(month: month, kind: kind, position: position)
        case 4: return day.map { .monthly(day: $0) }
        case 5:
            guard let kind, let position else { return nil }
            return .monthlyPlace(kind: kind, position: position)
        case 6:
            // Bit 0 is Sunday.
            return number("DaysOfWeek", 1...127).map { mask in .weekly((0..<7).map { mask >> (($0 + 1) % 7) & 1 == 1 })
            }
        default: return nil
        }
    }

    /// Whether exceptions may name that many more days; reports the first time they may not.
    private mutating func hasRoom(for days: Int, _ span: Span?) -> Bool {
        exceptionDays += days
        guard exceptionDays > Self.exceptionLimit else { return true }
        if exceptionDays - days <= Self.exceptionLimit {
            log.report(ProjectProblem.tooManyExceptions(limit: Self.exceptionLimit), span)
        }
        return false
    }

    /// The shifts of a day or an exception; none if it is not worked.
    private func shifts(_ element: Int) -> ProjectClock.Shifts {
        guard flag(element, "DayWorking") else { return [] }
        guard let list = tree.child(of: element, "WorkingTimes", in: sources) else { return ProjectClock.usualShifts }
        var shifts: ProjectClock.Shifts = []
        for time in children(list, "WorkingTime") {
            guard let from = text(time, "FromTime").flatMap(timeOfDay), let to = text(time, "ToTime").flatMap(timeOfDay)
            else { continue }
            // A shift that ends at 0:00 ends with the day.
            let end = to == 0 ? 1440 : to
            if from < end { shifts.append(from..<end) }
        }
        return shifts.sorted { $0.lowerBound < $1.lowerBound }
            .reduce(into: []) { merged, shift in
                if let last = merged.last, shift.lowerBound < last.upperBound {
                    merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, shift.upperBound)
                } else {
                    merged.append(shift)
                }
            }
    }

    /// The working time of a calendar, with that of the calendars it is based on.
    private mutating func clock(
        of calendar: WrittenProjectCalendar, among all: [Int: WrittenProjectCalendar]
    ) -> ProjectClock {
        var chain = [calendar]
        while chain.count < 8, let base = chain.last?.baseUID, let next = all[base] { chain.append(next) }
        let weekdays = (0..<7).map { day in
            chain.lazy.compactMap { $0.weekdays[day] }.first ?? (day < 5 ? ProjectClock.usualShifts : [])
        }
        var shiftsOfDay: [Int: ProjectClock.Shifts] = [:]
        var days: [Int] = []
        for link in chain.reversed() {
            for exception in link.exceptions
            where link.uid == calendar.uid || hasRoom(for: exception.days.count, nil) {
                for day in exception.days {
                    if shiftsOfDay.updateValue(exception.shifts, forKey: day) == nil { days.append(day) }
                }
            }
        }
        return ProjectClock(weekdays: weekdays, exceptions: days.sorted().map { ($0, shiftsOfDay[$0] ?? []) })
    }

    /// The plan's working days for the scenario; nil if there are none.
    mutating func writtenCalendar() -> WrittenCalendar? {
        guard clock.workdays.contains(true) else { return nil }
        var calendar = WrittenCalendar()
        calendar.workdays = clock.workdays
        calendar.holidays = clock.holidays.filter { $0 >= .first && $0 <= .last }
        log.guess(.calendar)
        if clock.extraDays > 0 { log.guess(.extraWorkingDays(clock.extraDays)) }
        return calendar
    }
}
