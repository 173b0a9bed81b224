import DominoTestSupport
import Foundation
import Testing

@Suite("Talks in a calendar")
struct TalkCalendarTests {
    /// The calendar about a scenario's slip.
    private func calendar(_ arguments: String..., scenario: String = "late-report") throws -> String {
        let playground = try Playground()
        let result = playground.domino(
            ["renegotiate", "\(repositoryRoot)/Scenarios/\(scenario).json", "--replicates", "100", "--ics", "a.ics"]
                + arguments)
        // Overdue commitments are told of, and nothing else.
        let warnings = result.errors.split(separator: "\n").filter { $0.contains(": warning: ") }
        #expect(result.status == 0 && (result.errors == "" || warnings.allSatisfy { $0.hasSuffix("[overdue]") }))
        return try #require(playground.text("a.ics"))
    }

    /// The values of a property, in order.
    private func values(_ name: String, in text: String) -> [String] {
        text.replacing("\r\n ", with: "").split(separator: "\r\n").filter { $0.hasPrefix("\(name):") }
            .map { String($0.dropFirst(name.count + 1)) }
    }

    @Test("is the same bytes each time, and names its events for good")
    func stable() throws {
        let (one, other) = (try calendar(), try calendar("--threads", "1"))
        #expect(one == other)
        let later = try calendar("--as-of", "2026-06-03", "--slip", "report=9")
        #expect(later != one)
        let identifiers = values("UID", in: one)
        #expect(Set(identifiers).count == identifiers.count)
        #expect(values("UID", in: later).sorted() == identifiers.sorted())
        #expect(Set(values("DTSTAMP", in: one)) == ["20260601T000000Z"])
        #expect(Set(values("DTSTAMP", in: later)) == ["20260603T000000Z"])
    }

    @Test("has a day for each talk, on the last day to have it, as the answer says")
    func days() throws {
        let scenario = "\(repositoryRoot)/Scenarios/hardware-shipment.json"
        let result = try Playground().domino("renegotiate", scenario, "--replicates", "100", "--format", "json")
        let answer = try #require(
            JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        let talks = try #require(answer["talks"] as? [[String: Any]]).filter { $0["route"] as? String != "own" }
        let days = talks.compactMap { ($0["tellBy"] as? String)?.replacing("-", with: "") }
        #expect(values("DTSTART;VALUE=DATE", in: try calendar(scenario: "hardware-shipment")) == days)
    }

    /// Whether Python and its `icalendar` are there.
    static let hasPython = runProcess("python3", ["-c", "import icalendar"]).status == 0

    @Test(
        "is read by Python's icalendar", .enabled(if: hasPython),
        arguments: [
            "late-report", "hardware-shipment", "software-go-live", "deal-ladder", "rush-promise", "in-flight",
            "portfolio-500",
        ])
    func python(_ scenario: String) throws {
        let program = """
            import sys, datetime
            from icalendar import Calendar
            calendar = Calendar.from_ical(sys.stdin.buffer.read())
            events = calendar.walk("VEVENT")
            for event in events:
                assert isinstance(event.decoded("DTSTART"), datetime.date)
                assert event.decoded("DTEND") - event.decoded("DTSTART") == datetime.timedelta(days=1)
                assert str(event["UID"]) and str(event["SUMMARY"]) and "\\n" in str(event["DESCRIPTION"])
                alarms = event.walk("VALARM")
                assert len(alarms) == 1 and alarms[0].decoded("TRIGGER") == datetime.timedelta(hours=8)
                assert not getattr(event, "errors", [])
            print(len(events))
            """
        let text = try calendar(scenario: scenario)
        let result = runProcess("python3", ["-c", program], input: Array(text.utf8))
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "\(values("UID", in: text).count)\n")
    }

    @Test("is written whole or not at all, over nothing that is needed")
    func files() throws {
        let playground = try Playground(["a.json": sampleScenario])
        func run(_ arguments: String...) -> ProcessResult {
            playground.domino(["renegotiate", "a.json", "--slip", "data=5", "--replicates", "10"] + arguments)
        }
        #expect(run("--ics", "a.json").status == 73)
        #expect(playground.text("a.json") == sampleScenario)
        #expect(run("--ics", "b.ics", "--output", "b.ics").status == 73)
        #expect(run("--ics", "missing/b.ics").status == 73)
        #expect(run("--ics", "-").status == 64)
        #expect(playground.names == ["a.json"])
        #expect(run("--ics", "b.ics", "--output", "b.txt").status == 0)
        #expect(playground.names == ["a.json", "b.ics", "b.txt"])
    }
}

@Suite("domino renegotiate")
struct RenegotiateTests {
    @Test(
        "says what is wrong with a question",
        arguments: [
            ("--slip dada=5", "'--slip': no commitment has the id or title \"dada\". Did you mean \"data\"?"),
            ("--slip data=5 --slip data=6", "'--slip' names \"data\" twice."),
            ("--confidence 80", "did you mean 0.8?"), ("--confidence 0", "a confidence is above 0."),
            ("--known 2026-02-30", "no such day"),
        ])
    func usageError(_ line: String, _ message: String) throws {
        let playground = try Playground(["a.json": sampleScenario])
        let result = playground.domino(["renegotiate", "a.json"] + line.split(separator: " ").map(String.init))
        #expect(result.status == 64)
        #expect(result.errors.replacing("\n", with: " ").contains(message), "\(result.errors)")
    }

    @Test("gives the same bytes on any number of threads")
    func threads() throws {
        let outputs = ["1", "2", "7"].map { threads in
            runProcess(
                dominoBinary,
                [
                    "renegotiate", "Scenarios/software-go-live.json", "--replicates", "2000", "--format", "json",
                    "--threads", threads,
                ]
            ).output
        }
        #expect(Set(outputs).count == 1 && outputs[0].count > 1000)
    }

    @Test("says that nothing slips, and that nobody has to be told")
    func nothing() throws {
        let playground = try Playground(["a.json": sampleScenario])
        let result = playground.domino("renegotiate", "a.json", "--replicates", "10")
        #expect(result.status == 0)
        #expect(result.errors == "note: nothing slips: this is the plan as it stands. Try --slip ID=DAYS.\n")
        #expect(result.output.contains("nobody has to be told"))
        let released = """
            { "domino": 1, "name": "a", "asOf": "2026-02-02", "commitments": [
              { "id": "a", "promisor": "us", "promisee": "them", "status": "released" } ] }
            """
        try playground.write(released, to: "b.json")
        for format in ["text", "markdown", "json"] {
            let status = playground.domino(
                "renegotiate", "b.json", "--slip", "a=5", "--format", format, "--ics", "b.ics"
            ).status
            #expect(status == 0)
        }
    }

    @Test("counts from the day it is known, and talks to nobody before")
    func known() throws {
        let result = runProcess(
            dominoBinary,
            [
                "renegotiate", "Scenarios/late-report.json", "--replicates", "10", "--known", "2026-06-04", "--format",
                "json",
            ])
        #expect(result.output.contains("\"knownOn\": \"2026-06-04\""))
        #expect(result.output.contains("\"tellBy\": \"2026-06-04\""))
        #expect(!result.output.contains("\"tellBy\": \"2026-06-01\""))
    }
}
