import Testing

@testable import DominoScenario

@Suite("Days")
struct DayTests {
    /// Every date from 1900-01-01 to 2199-12-31 with its day of the week (0 for Monday), counted one by one.
    private static func everyDate() -> [(year: Int, month: Int, day: Int, weekday: Int)] {
        var dates: [(year: Int, month: Int, day: Int, weekday: Int)] = []
        var weekday = 0  // 1 January 1900 was a Monday
        for year in 1900...2199 {
            // Every fourth year is a leap year, but for 1900, 2100.
            let february = year % 4 == 0 && year != 1900 && year != 2100 ? 29 : 28
            for (month, length) in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                for day in 1...length {
                    dates.append((year, month + 1, day, weekday))
                    weekday = (weekday + 1) % 7
                }
            }
        }
        return dates
    }

    private static func written(_ year: Int, _ month: Int, _ day: Int) -> String {
        "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    @Test("are numbered one by one, over leap days and year ends, for three hundred years")
    func count() {
        let dates = Self.everyDate()
        #expect(dates.count == 109_573)
        var wrong: [String] = []
        for (number, date) in dates.enumerated() {
            let day = Day(number: Int32(number))
            let text = Self.written(date.year, date.month, date.day)
            let isRight =
                Day(year: date.year, month: date.month, day: date.day) == day
                && day.civil == (date.year, date.month, date.day)
                && day.weekday == date.weekday && day.description == text && readDay(text) == .day(day)
            if !isRight { wrong.append(text) }
        }
        #expect(wrong == [])
        #expect(Day.last.number == Int32(dates.count - 1))
    }

    @Test("are refused where the month has no such day")
    func missing() {
        var read = 0
        for year in 1900...2199 {
            for month in 0...13 {
                for day in 0...32 {
                    if case .day = readDay(Self.written(year, month, day)) { read += 1 }
                }
            }
        }
        #expect(read == 109_573)
    }

    @Test(
        "are guessed only where one day can be meant",
        arguments: [
            ("2026/03/02", "2026-03-02"), ("2026-3-2", "2026-03-02"), ("2026.3.2", "2026-03-02"), ("2/3/2026", nil),
            ("02/03/2026", nil), ("26-1-2", nil), ("2026-13-1", nil), ("2026-3-32", nil), ("2026-3", nil), ("", nil),
            ("2026-03-02T09:00", "2026-03-02"), ("2026-03-02 09:00:00", "2026-03-02"), ("2026-02-30T09:00", nil),
            ("2026-03-02x", nil), ("--", nil), (String(repeating: "9", count: 100_000), nil),
        ])
    func guesses(_ text: String, _ meant: String?) {
        #expect(readDay(text) == .malformed(hint: meant))
    }
}

@Suite("A calendar")
struct WorkCalendarTests {
    /// Holds a calendar to a count over all days from 1990 to 2010, one by one.
    private func check(workdays: [Bool], holidays: [Day]) {
        let calendar = WorkCalendar(workdays: workdays, holidays: holidays)
        let first = Day(year: 1990, month: 1, day: 1)
        let off = Set(holidays)
        var ordinal = calendar.ordinal(first)
        var wrong: [String] = []
        for number in first.number..<Day(year: 2010, month: 1, day: 1).number {
            let day = Day(number: number)
            let isWorking = workdays[day.weekday] && !off.contains(day)
            if calendar.isWorking(day) != isWorking || calendar.ordinal(day) != ordinal
                || calendar.dueOrdinal(day) != (isWorking ? ordinal : ordinal - 1)
            {
                wrong.append("\(day)")
            }
            guard isWorking else { continue }
            if calendar.day(ordinal: ordinal) != day || calendar.day(at: Double(ordinal)) != day {
                wrong.append("\(day)")
            }
            if calendar.day(at: Double(ordinal) - 0.5) != day { wrong.append("\(day) and a half") }
            ordinal += 1
        }
        #expect(wrong == [])
    }

    @Test("counts every week there can be", arguments: 1..<128)
    func weeks(_ bits: Int) {
        let workdays = (0..<7).map { bits & (1 << $0) != 0 }
        // Some single, some in a row, some twice, some before and behind the years looked at.
        let numbers =
            (0..<400).map { Int32(32_000 + $0 * 37 % 9_000) } + (36_000..<36_060) + (36_000..<36_010) + [0, 109_572]
        check(workdays: workdays, holidays: numbers.map { Day(number: $0) })
    }

    @Test("may have two hundred years of holidays")
    func centuries() {
        let holidays = (Day(year: 1901, month: 1, day: 1).number..<Day(year: 2101, month: 1, day: 1).number)
        check(workdays: [true, true, true, true, true, false, false], holidays: holidays.map { Day(number: $0) })
        // With one day between them on which something can be done.
        let monday = Day(year: 2001, month: 1, day: 1)
        check(
            workdays: [true, true, true, true, true, false, false],
            holidays: holidays.filter { $0 != monday.number }.map { Day(number: $0) })
    }

    @Test("of a scenario may have two hundred years of holidays, and ten thousand commitments due on them")
    func scenario() {
        let days = (Day(year: 1901, month: 1, day: 1).number..<Day(year: 2101, month: 1, day: 1).number)
        let holidays = days.map { "\"\(Day(number: $0))\"" }.joined(separator: ",")
        let commitments = (0..<10_000).map { commitmentText("c\($0)", due: "\(Day(number: 40_000 + Int32($0)))") }
        let loaded = load(scenarioText(commitments, "\"calendar\":{\"holidays\":[\(holidays)]}"))
        #expect(codes(of: loaded) == [.untouchedCommitment, .dayOff])
        #expect(loaded.diagnostics.last?.message.hasSuffix("it counts as 1900-12-31, the working day before") == true)
    }
}
