import DominoScenario
import DominoTestSupport
import Testing

@testable import DominoCommand

@Suite("Dates on the command line are written as people write them")
struct DatesGivenTests {
    @Test(
        "every usual form is the day",
        arguments: [
            "2027-06-13", "13 June 2027", "June 13, 2027", "13.6.2027", "13.06.27", "13/06/2027", "06/13/2027",
            "13-6-2027", "2027/6/13", "20270613", "Sun 13 Jun 2027", "13. Juni 2027", "2027-06-13T10:00",
        ])
    func forms(_ text: String) {
        #expect(readDate(text) == .success(DateArgument(text: text, meaning: .day(Day(year: 2027, month: 6, day: 13)))))
    }

    @Test("one that is the same day either way is that day")
    func sameEitherWay() {
        let day = Day(year: 2027, month: 6, day: 6)
        #expect(readDate("06/06/2027") == .success(DateArgument(text: "06/06/2027", meaning: .day(day))))
    }

    @Test(
        "what may be two days, or none, is refused",
        arguments: [
            ("12/06/2027", "it may be 12 Jun 2027 or 6 Dec 2027; write 2027-06-12 or 2027-12-06."),
            ("13/06/27", "write the year with four digits, as in \"12 June 2027\"."),
            ("13/13/2027", "no such day: there is no month 13."),
            ("31 June 2027", "no such day: Jun 2027 has 30 days."),
            ("30 February", "no such day: Feb has 29 days."), ("12/06/1812", "dates go from 1900-01-01 to 2199-12-31."),
            ("tomorrow", nil), ("", nil), ("-", nil), ("46083", nil), ("June 2027", nil), ("12", nil), ("12.6", nil),
        ] as [(String, String?)])
    func refused(_ text: String, _ reason: String?) {
        let usual = "write a date as in 2027-06-12, \"12 June 2027\" or \"12 June\"."
        guard case .failure(let refusal) = readDate(text) else {
            Issue.record("\(text) is a date")
            return
        }
        #expect(refusal.reason == reason ?? usual)
    }

    @Test(
        "every option that takes a date understands them",
        arguments: [
            ["whatif", "--slip", "data=1", "--tell-on", "9 Feb"], ["simulate", "--tell-on", "9 Feb"],
            ["check", "--promise", "9 Feb"], ["mitigate", "--decide-on", "9 Feb"],
            ["renegotiate", "--slip", "data=1", "--known", "9 Feb"],
            ["whatif", "--slip", "data=1", "--as-of", "9.2.2026"],
        ])
    func options(_ arguments: [String]) throws {
        let playground = try Playground(["a.json": sampleScenario])
        let written = arguments[arguments.count - 1]
        let spoken = playground.domino([arguments[0], "a.json", "--format", "json"] + arguments.dropFirst())
        let iso = playground.domino(
            [arguments[0], "a.json", "--format", "json"] + arguments.dropFirst().dropLast() + ["2026-02-09"])
        #expect(spoken.output == iso.output && spoken.output.count > 100)
        #expect(iso.errors == "")
        #expect(spoken.errors == "note: \"\(written)\" counts as 2026-02-09\n")
    }

    @Test("a date without a year is the next one, seen from the day that counts as today")
    func withoutYear() throws {
        let open = sampleScenario.replacing(", \"status\": \"kept\"", with: "")
            .replacing("\"keptOn\": \"2026-02-02\", ", with: "")
        let playground = try Playground(["a.json": open])
        func day(_ arguments: String...) -> String {
            playground.domino(["check", "a.json", "--replicates", "64", "--promise"] + arguments).errors
        }
        #expect(day("2 February") == "note: \"2 February\" counts as 2026-02-02\n")
        #expect(day("1 February") == "note: \"1 February\" counts as 2027-02-01\n")
        #expect(day("1 February", "--as-of", "2026-01-15") == "note: \"1 February\" counts as 2026-02-01\n")
        #expect(day("29 February", "--quiet") == "")
    }

    @Test("the next such day has to be one that a scenario may name")
    func tooLate() throws {
        let result = try Playground(["a.json": sampleScenario]).domino(
            "check", "a.json", "--as-of", "2199-12-31", "--promise", "1 Feb")
        #expect(result.status == 64)
        #expect(
            result.errors.contains("Error: '--promise': the next such day is after 2199-12-31, the last one there"))
    }
}
