import Testing

@testable import DominoScenario

private func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
    Int(Day(year: year, month: month, day: day).number)
}

@Suite("Days off that come again")
struct RecurringDaysTests {
    /// A range that begins and ends in the middle of a month and holds leap days.
    static let range = number(2026, 1, 15)...number(2032, 10, 6)

    /// The days of the range of which a test is true: the slow way.
    private func days(where isOne: (Day) -> Bool) -> [Int] {
        Self.range.filter { isOne(Day(number: Int32($0))) }
    }

    private func found(_ pattern: RecurringDays.Pattern, period: Int = 1, count: Int? = nil) -> [Int] {
        RecurringDays(pattern: pattern, period: period, range: Self.range, count: count).days
    }

    /// Whether a day is the first (0) to fourth or last (4) of those of its month of which a test is true.
    private func isPlace(_ position: Int, _ day: Day, where isOne: (Day) -> Bool) -> Bool {
        let civil = day.civil
        let length = monthLength(year: civil.year, month: civil.month)
        let kind = (1...length).filter { isOne(Day(year: civil.year, month: civil.month, day: $0)) }
        return position == 4 ? kind.last == civil.day : kind.dropFirst(position).first == civil.day
    }

    /// Whether a day is of a kind of the schema: any, Monday to Friday, the weekend, or Sunday and so on.
    private func isKind(_ kind: Int, _ day: Day) -> Bool {
        switch kind {
        case 0: true
        case 1: day.weekday < 5
        case 2: day.weekday > 4
        default: day.weekday == [6, 0, 1, 2, 3, 4, 5][kind - 3]
        }
    }

    @Test("by the day, the week and the day of the month")
    func simple() {
        #expect(found(.daily) == Array(Self.range))
        #expect(found(.daily, period: 3) == Self.range.filter { ($0 - Self.range.lowerBound) % 3 == 0 })
        #expect(found(.weekdays) == days { $0.weekday < 5 })
        let held = [true, false, true, false, false, false, true]
        #expect(found(.weekly(held)) == days { held[$0.weekday] })
        #expect(
            found(.weekly(held), period: 2)
                == days { held[$0.weekday] && (Int($0.number) - Self.range.lowerBound) / 7 % 2 == 0 })
        for day in [1, 14, 15, 29, 30, 31] {
            let expected = days { $0.civil.day == min(day, monthLength(year: $0.civil.year, month: $0.civil.month)) }
            #expect(found(.monthly(day: day)) == expected)
            let fifth = expected.enumerated().filter { $0.offset % 5 == 0 }.map(\.element)
            #expect(found(.monthly(day: day), period: 5) == fifth)
        }
    }

    @Test("by place in the month and in the year", arguments: 0...9)
    func places(_ kind: Int) {
        for position in 0...4 {
            let expected = days { isPlace(position, $0) { isKind(kind, $0) } }
            #expect(found(.monthlyPlace(kind: kind, position: position)) == expected)
            for month in [1, 2, 10, 11] {
                #expect(
                    found(.yearlyPlace(month: month, kind: kind, position: position))
                        == expected.filter { Day(number: Int32($0)).civil.month == month })
            }
        }
    }

    @Test("by the day of the year, the 29th of February on the last day of the month in other years")
    func yearly() {
        #expect(found(.yearly(month: 12, day: 25)) == (2026...2031).map { number($0, 12, 25) })
        #expect(found(.yearly(month: 1, day: 14)) == (2027...2032).map { number($0, 1, 14) })
        #expect(
            found(.yearly(month: 2, day: 29))
                == (2026...2032).map { number($0, 2, monthLength(year: $0, month: 2)) })
    }

    @Test("as often as they are told to, and never beyond their range")
    func counts() {
        #expect(found(.daily, count: 0) == [])
        #expect(found(.monthly(day: 31), count: 2) == [number(2026, 1, 31), number(2026, 2, 28)])
        #expect(found(.weekly([false, false, true, false, false, false, false]), count: 3).count == 3)
        #expect(found(.yearly(month: 6, day: 1), count: 100).count == 7)
        #expect(found(.weekdays, count: 4) == [0, 1, 4, 5].map { Self.range.lowerBound + $0 })
        #expect(found(.weekdays, period: 10_000).count > 1000)
        #expect(found(.daily, period: 10_000) == [Self.range.lowerBound])
    }

    /// A plan over four weeks whose calendar has one exception.
    private func plan(_ exception: String) -> Imported {
        DominoScenarioTests.plan(
            """
            <Project><CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><Exceptions><Exception>
            <TimePeriod><FromDate>2026-01-01T00:00:00</FromDate><ToDate>2027-12-31T23:59:00</ToDate></TimePeriod>
            <Name>Off</Name>\(exception)<DayWorking>0</DayWorking></Exception></Exceptions></Calendar></Calendars>
            <Tasks><Task><UID>1</UID><Name>A</Name><Start>2026-03-02T08:00:00</Start><Finish>2026-03-27T17:00:00</Finish></Task></Tasks>
            </Project>
            """)
    }

    @Test("are read from a plan as its schema writes them")
    func reading() throws {
        // The fourth Thursday of November; months count from 0, places too, and Thursday is 7.
        let november = plan("<Type>3</Type><Month>10</Month><MonthItem>7</MonthItem><MonthPosition>3</MonthPosition>")
        #expect(november.text?.contains("\"holidays\": [\"2026-11-26\", \"2027-11-25\"]") == true)
        let christmas = plan("<Type>2</Type><Month>11</Month><MonthDay>24</MonthDay>")
        #expect(christmas.text?.contains("\"holidays\": [\"2026-12-24\", \"2027-12-24\"]") == true)
        // 8 is Wednesday, and the weeks are those from 1 January 2026, a Thursday.
        let wednesdays = plan(
            "<EnteredByOccurrences>1</EnteredByOccurrences><Occurrences>3</Occurrences><Type>6</Type><Period>2</Period>"
                + "<DaysOfWeek>8</DaysOfWeek>")
        #expect(wednesdays.text?.contains("\"holidays\": [\"2026-01-07\", \"2026-01-21\", \"2026-02-04\"]") == true)
        let mondays = plan(
            "<Type>5</Type><Period>12</Period><MonthItem>4</MonthItem><MonthPosition>4</MonthPosition>")
        #expect(mondays.text?.contains("\"holidays\": [\"2026-01-26\", \"2027-01-25\"]") == true)
        let firsts = plan("<Type>4</Type><MonthDay>1</MonthDay>")
        #expect(firsts.text?.contains("\"2026-09-01\", \"2026-10-01\", \"2026-12-01\"") == true)
    }

    @Test("are left out, which is said at their type, where the plan does not say when")
    func unreadable() {
        for exception in [
            "<Type>3</Type><Month>12</Month><MonthItem>7</MonthItem><MonthPosition>3</MonthPosition>",
            "<Type>2</Type><Month>1</Month>", "<Type>4</Type><MonthDay>32</MonthDay>",
            "<Type>5</Type><MonthItem>10</MonthItem><MonthPosition>0</MonthPosition>",
            "<Type>6</Type><DaysOfWeek>0</DaysOfWeek>", "<Type>6</Type><DaysOfWeek>128</DaysOfWeek>", "<Type>9</Type>",
        ] {
            let imported = plan(exception)
            #expect(imported.diagnostics.map(\.code) == [.leftOut])
            #expect(imported.text?.contains("holidays") == false)
        }
    }
}
