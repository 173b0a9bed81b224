import Testing

@testable import DominoScenario

@Suite("What people write in cells")
struct WrittenValuesTests {
    private func day(_ text: String) -> WrittenDay { readWrittenDay(Array(text.utf8)[...]) }

    @Test(
        "one day, however it is written",
        arguments: [
            "2026-03-02", "2026/03/02", "2026-3-2", "20260302", "2026-03-02T08:00:00", "2026-03-02 17:00",
            "2026-03-02T08:00:00.000Z", "02-Mar-26", "02/Mar/26 5:12 PM", "Mar 2, 2026", "2 March 2026",
            "March 2nd, 2026",
            "Mon 02 Mar '26", "02.03.2026", "Mo 02.03.26", "2. März 2026", "2 mars 2026", "lun. 2 mars 2026", "46083",
            "46083.354", "2026 Mar 2", "Mon, Mar 2, 2026 8:00 AM",
        ])
    func oneDay(_ text: String) {
        let expected = Day(year: 2026, month: 3, day: 2)
        #expect([.day(expected), .serial(expected)].contains(day(text)))
    }

    @Test("numbers alone leave the order open, and what is no date is none")
    func otherDates() {
        #expect(day("Mon 3/2/26 8:00 AM") == .parts(3, 2, -26))
        #expect(day("mar 03/03/2026") == .parts(3, 3, 2026))
        #expect(resolvedDay(3, 2, -26, .mdy) == .day(Day(year: 2026, month: 3, day: 2)))
        #expect(resolvedDay(26, 3, -2, .ymd) == .day(Day(year: 2026, month: 3, day: 2)))
        #expect(day("2026-02-30") == .missing(reason: "Feb 2026 has 28 days"))
        #expect(day("1812-01-01") == .outOfRange)
        for text in ["", "NA", "n/a", "-", "TBD", "None"] { #expect(day(text) == .none, "\(text)") }
        for text in ["soon", "12", "1.5", "3 days", "2026-03", "2026-03-02 soon", "1/2/3/4", "Q3 2026", "\u{202E}2"] {
            #expect(day(text) == .unreadable, "\(text)")
        }
    }

    @Test(
        "a day and a month may stand without a year",
        arguments: ["12 June", "June 12", "12. Juni", "June 12th", "12 juin", "Sat 12 Jun", "12th of June"])
    func yearless(_ text: String) {
        #expect(day(text) == .yearless(month: 6, day: 12))
    }

    @Test("without a year it is the next such day")
    func nextDays() {
        func next(_ month: Int, _ day: Int, from first: Day) -> String? {
            nextDay(month: month, day: day, onOrAfter: first)?.description
        }
        let today = Day(year: 2027, month: 6, day: 12)
        #expect(next(6, 12, from: today) == "2027-06-12")
        #expect(next(6, 13, from: today) == "2027-06-13")
        #expect(next(6, 11, from: today) == "2028-06-11")
        #expect(next(2, 29, from: today) == "2028-02-29")
        #expect(next(2, 29, from: Day(year: 2096, month: 3, day: 1)) == "2104-02-29")
        #expect(next(12, 31, from: .last) == "2199-12-31")
        #expect(next(6, 12, from: .last) == nil)
        #expect(day("29 Feb") == .yearless(month: 2, day: 29))
        #expect(day("30 Feb") == .missing(reason: "Feb has 29 days"))
        #expect(day("31 June") == .missing(reason: "Jun has 30 days"))
        #expect(day("June 2027") == .unreadable)
    }

    @Test("points, commas, blanks and apostrophes part thousands or decimals")
    func numbers() {
        func value(_ text: String, _ mark: DecimalMark = .point) -> Double? {
            readWrittenNumber(text, decimals: mark)?.value
        }
        #expect(value("1,234.50") == 1234.5)
        #expect(value("1.234,50") == 1234.5)
        #expect(value("1 234,50 €") == 1234.5)
        #expect(value("1\u{A0}234") == 1234)
        #expect(value("CHF 1'234.50") == 1234.5)
        #expect(value("1,234") == 1234)
        #expect(value("1,234", .comma) == 1.234)
        #expect(value("1.234.567") == 1_234_567)
        #expect(value("-$5") == -5)
        #expect(value("$-5") == -5)
        #expect(value("(500)") == -500)
        #expect(value(".5") == 0.5)
        for text in ["", "x", "1 and 2", "1.2,3.4", "--"] { #expect(value(text) == nil, "\(text)") }
        #expect(readWrittenNumber("US$ 12 k", decimals: .point)?.suffix == "k")
        #expect(readWrittenNumber("5 days?", decimals: .point).flatMap { daysPerUnit($0.suffix)?.days } == 1)
    }

    @Test("links are taken apart from their ends")
    func links() {
        func link(_ text: String) -> WrittenLink? { readWrittenLink(text) }
        #expect(link("12") == WrittenLink(reference: "12", kind: .finishToStart, lag: 0))
        #expect(link("12FS+2d") == WrittenLink(reference: "12", kind: .finishToStart, lag: 2))
        #expect(link("13SS") == WrittenLink(reference: "13", kind: .startToStart, lag: 0))
        #expect(link("4FS +1d") == WrittenLink(reference: "4", kind: .finishToStart, lag: 1))
        #expect(link("7FF-1 wk") == WrittenLink(reference: "7", kind: .finishToFinish, lag: -5))
        #expect(link("7EA+0t") == WrittenLink(reference: "7", kind: .finishToStart, lag: 0))
        #expect(link("8SF+2 edays") == WrittenLink(reference: "8", kind: .startToFinish, lag: 2, isElapsed: true))
        #expect(link("8FS+50%") == WrittenLink(reference: "8", kind: .finishToStart, lag: 0.5, isPercent: true))
        #expect(link("12+3") == WrittenLink(reference: "12", kind: .finishToStart, lag: 3))
        #expect(link("ORD-12FS+1,5d")?.reference == "ORD-12")
        #expect(link("ORD-12") == nil)
        #expect(link("12FS+2 moons") == nil)
    }
}
