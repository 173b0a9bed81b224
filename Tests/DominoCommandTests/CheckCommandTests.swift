import DominoTestSupport
import Foundation
import Testing

@Suite("The command check")
struct CheckCommandTests {
    /// One commitment with delays of 0 to 10 days: it is kept that many days later in as many tenths of the runs.
    static let deal = """
        { "domino": 1, "name": "a", "root": "live", "asOf": "2026-02-02", "currency": "USD",
          "commitments": [
            { "id": "live", "title": "Platform live", "promisor": "us", "promisee": "them", "due": "2026-03-01",
              "delay": { "uniform": [0, 10] }, "damage": [ { "kind": "money", "perDay": 100 } ] },
            { "id": "launch", "promisor": "them", "promisee": "shops", "due": "2026-03-20",
              "needs": [ { "commitment": "live", "buffer": 12 } ], "damage": [ { "kind": "money", "lump": 5 } ] } ] }

        """

    @Test(
        "ends with 0 where the date is safe, with 1 where it is a stretch or unsafe",
        arguments: [
            ("--promise 2026-03-10", "safe", 0), ("--promise 2026-03-07", "stretch", 1),
            ("--promise 2026-03-03", "unsafe", 1), ("", "unsafe", 1),
            ("--promise 2026-03-07 --allow stretch", "stretch", 0),
            ("--promise 2026-03-03 --allow stretch", "unsafe", 1),
            ("--promise 2026-03-07 --confidence 0.55", "safe", 0), ("--promise 2026-03-03 --stretch 0.1", "stretch", 1),
            ("--promise 2026-03-10 --max-mean 1", "unsafe", 1), ("--promise 2026-03-10 --max-mean 100", "safe", 0),
            ("--promise 2026-03-10 --max-p95 10", "unsafe", 1),
            ("--promise 2026-03-10 --max-late live=0.01", "unsafe", 1),
            ("--promise 2026-03-10 --max-late live=0.2 --max-late launch=0", "safe", 0),
            ("--promise 2026-03-10 --slip live=12", "unsafe", 1),
        ])
    func statuses(_ line: String, _ verdict: String, _ status: Int32) throws {
        let playground = try Playground(["a.json": Self.deal])
        let arguments = ["check", "a.json"] + line.split(separator: " ").map(String.init)
        let result = playground.domino(arguments + ["--format", "json"])
        #expect(result.status == status)
        #expect(result.errors == "")
        #expect(result.output.contains("\"verdict\": \"\(verdict)\""))
        for format in ["text", "markdown"] {
            #expect(playground.domino(arguments + ["--format", format]).status == status)
        }
    }

    @Test("takes its policy from the scenario, and the command line wins")
    func policy() throws {
        let strict = Self.deal.replacing(
            "\"asOf\"", with: "\"policy\": { \"confidence\": 0.95, \"maxLate\": { \"live\": 0.01 } }, \"asOf\"")
        let playground = try Playground(["a.json": strict])
        #expect(playground.domino("check", "a.json", "--promise", "2026-03-10").status == 1)
        let won = playground.domino(
            "check", "a.json", "--promise", "2026-03-10", "--confidence", "0.8", "--max-late", "live=0.5")
        #expect(won.status == 0)
    }

    @Test("refuses names that do not exist: on the command line with 64, in a policy with 65")
    func unknownNames() throws {
        let strange = Self.deal.replacing("\"asOf\"", with: "\"policy\": { \"maxLate\": { \"lvie\": 0.1 } }, \"asOf\"")
        let field = Self.deal.replacing("\"asOf\"", with: "\"policy\": { \"maxMaen\": 5 }, \"asOf\"")
        let rootless = Self.deal.replacing("\"root\": \"live\",", with: "")
            .replacing(
                "\"needs\": [ { \"commitment\": \"live\", \"buffer\": 12 } ],", with: "\"title\": \"Shops open\",")
        let released = Self.deal.replacing(
            "\"promisee\": \"them\",", with: "\"promisee\": \"them\", \"status\": \"released\",")
        let playground = try Playground([
            "a.json": Self.deal, "policy.json": strange, "field.json": field, "rootless.json": rootless,
            "released.json": released,
        ])
        let unknown = playground.domino("check", "a.json", "--max-late", "lvie=0.1")
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("did you mean \"live\"") || unknown.errors.contains("Did you mean \"live\""))
        #expect(playground.domino("check", "policy.json").status == 65)
        #expect(playground.domino("check", "field.json").errors.contains("did you mean \"maxMean\""))
        #expect(playground.domino("check", "rootless.json").status == 64)
        #expect(playground.domino("check", "released.json").status == 64)
        #expect(playground.domino("check", "a.json", "--confidence", "80").errors.contains("did you mean 0.8"))
    }

    @Test("says that a promise on a day off counts as the working day before")
    func dayOff() throws {
        let calendar = Self.deal.replacing("\"asOf\"", with: "\"calendar\": {}, \"asOf\"")
            .replacing("2026-03-01", with: "2026-03-02")
        let result = try Playground(["a.json": calendar]).domino("check", "a.json", "--promise", "2026-03-14")
        #expect(result.errors.contains("2026-03-14 is a day off, so the promise counts as 2026-03-13"))
    }

    /// Eleven commitments that nobody has agreed to.
    private static let doubtful: String = {
        let needs = (1...11).map { "{ \"commitment\": \"n\($0)\", \"buffer\": 5, \"fallback\": 9 }" }
        let promises = (1...11).map {
            "{ \"id\": \"n\($0)\", \"promisor\": \"them\", \"promisee\": \"us\", \"due\": \"2026-02-1\($0 % 10)\","
                + " \"status\": \"proposed\" }"
        }
        return deal.replacing("\"delay\":", with: "\"needs\": [ \(needs.joined(separator: ", ")) ], \"delay\":")
            .replacing("{ \"id\": \"launch\"", with: promises.joined(separator: ",\n") + ",\n{ \"id\": \"launch\"")
    }()

    @Test("in a GitHub workflow annotates the verdict and the nine worst findings, and adds to the step's summary")
    func workflow() throws {
        let playground = try Playground(["a.json": Self.doubtful, "summary.md": "before\n"])
        let environment = ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "summary.md"]
        let result = playground.domino("check", "a.json", environment: environment)
        #expect(result.status == 1)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 11)
        #expect(lines.first?.hasPrefix("::error file=a.json,line=3,col=") == true)
        #expect(lines.count { $0.hasPrefix("::warning file=a.json,") && $0.contains("title=not-agreed") } == 9)
        #expect(lines.last == "::notice title=findings::2 more findings")
        let summary = playground.text("summary.md") ?? ""
        #expect(summary.hasPrefix("before\n**Do not promise 1 Mar\\: \"Platform live\""))
        #expect(summary.contains("### Before you promise"))
        #expect(playground.domino("check", "a.json").errors == "")
    }

    @Test("never makes the summary of a step larger than GitHub takes")
    func summaryLimit() throws {
        let long = String(repeating: "|<*", count: 100_000)
        let playground = try Playground([
            "a.json": Self.doubtful.replacing("\"id\": \"n1\",", with: "\"id\": \"n1\", \"title\": \"\(long)\","),
            "full.md": String(repeating: "x", count: 899_000),
        ])
        let first = playground.domino(
            "check", "a.json", environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "new.md"])
        #expect(first.status == 1)
        #expect((1000..<100_000).contains(playground.text("new.md")?.utf8.count ?? 0))
        let second = playground.domino(
            "check", "a.json", environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "full.md"])
        #expect(second.status == 1)
        #expect(playground.text("full.md")?.utf8.count == 899_000)
        #expect(second.errors.contains("the step's summary is full"))
        let nowhere = playground.domino(
            "check", "a.json", environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "no/such.md"])
        #expect(nowhere.status == 74)
    }

    @Test("gives the same bytes on any number of threads")
    func threads() throws {
        let playground = try Playground(["a.json": Self.doubtful])
        let one = playground.domino("check", "a.json", "--threads", "1", "--format", "json")
        let four = playground.domino("check", "a.json", "--threads", "4", "--format", "json")
        #expect(one.output == four.output && one.output.count > 500)
    }
}
