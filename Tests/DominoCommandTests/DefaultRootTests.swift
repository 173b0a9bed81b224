import DominoTestSupport
import Testing

@Suite("Where a file names no root")
struct DefaultRootTests {
    /// Each later one needs the one before it; the first is told about on the day of the question.
    private static let chain = """
        { "domino": 1, "name": "Chain", "asOf": "2026-02-02", "root": "ROOT", "currency": "USD",
          "commitments": [
            { "id": "data", "title": "Clean data", "promisor": "client", "promisee": "us", "due": "2026-02-13",
              "delay": { "uniform": [0, 30] }, "damage": [ { "kind": "money", "perDay": 10 } ], "notice": [[0, 1], [10, 0]] },
            { "id": "live", "title": "Platform live", "promisor": "us", "promisee": "client", "due": "2026-03-02",
              "needs": [ { "commitment": "data", "lead": 10 } ], "damage": [ { "kind": "money", "perDay": 100 } ],
              "notice": [[0, 1], [20, 0.5]] },
            { "id": "old", "promisor": "client", "promisee": "shops", "status": "released",
              "needs": [ { "commitment": "live", "lead": 5 } ] } ] }

        """

    private static let rootless = chain.replacing(" \"root\": \"ROOT\",", with: "")

    /// Two that nobody needs.
    private static let two = rootless.replacing(
        "\"needs\": [ { \"commitment\": \"data\", \"lead\": 10 } ], ", with: "")

    @Test(
        "the only commitment that nobody needs is the root",
        arguments: ["check", "whatif", "curve", "simulate", "rank"])
    func end(_ command: String) throws {
        let playground = try Playground([
            "a.json": Self.rootless, "b.json": Self.chain.replacing("ROOT", with: "live"),
        ])
        for format in ["text", "json"] {
            let chosen = playground.domino(command, "a.json", "--format", format)
            let named = playground.domino(command, "b.json", "--format", format)
            #expect(chosen.output == named.output && chosen.status == named.status && chosen.errors == named.errors)
            #expect(chosen.output.count > 100)
        }
    }

    @Test("of several the message lists all, and says how to choose")
    func several() throws {
        let playground = try Playground(["a.json": Self.two])
        let names = "\"Clean data\" (data) or \"Platform live\" (live)"
        let check = playground.domino("check", "a.json")
        #expect(check.status == 64)
        #expect(
            check.errors.hasPrefix(
                "Error: the scenario does not say which commitment it is about, and nobody needs these 2: \(names). "
                    + "Name one in the file, as in \"root\": \"data\".\n"))
        let curve = playground.domino("curve", "a.json")
        #expect(curve.status == 64)
        #expect(curve.errors.contains("as in \"root\": \"data\", or say with '--of' what slips.\n"))
        let whatIf = playground.domino("whatif", "a.json")
        #expect(whatIf.status == 0)
        #expect(
            whatIf.errors
                == "note: nothing slips: this is the plan as it stands. Try --slip ID=DAYS, with ID of \(names).\n")
    }

    @Test("nothing is left to ask about where everything is released")
    func released() throws {
        let none = """
            { "domino": 1, "name": "a", "commitments": [
              { "id": "a", "promisor": "us", "promisee": "them", "status": "released" } ] }
            """
        let result = try Playground(["a.json": none]).domino("check", "a.json")
        #expect(result.status == 64)
        #expect(result.errors.hasPrefix("Error: every commitment is released: none is left to ask about.\n"))
    }

    @Test(
        "the first commitment that slips in it is the root, and news starts there",
        arguments: ["whatif", "rank", "mitigate", "simulate", "check", "renegotiate", "curve"])
    func slip(_ command: String) throws {
        let asked = "\"slip\": { \"commitment\": \"data\", \"days\": 20 }, \"toldOn\": \"2026-02-02\", \"asOf\""
        let rootless = Self.rootless.replacing("\"asOf\"", with: asked)
        let named = Self.chain.replacing("\"asOf\"", with: asked).replacing("ROOT", with: "data")
        let playground = try Playground([
            "a.json": rootless, "b.json": named,
            "c.json": named.replacing("\"root\": \"data\"", with: "\"root\": \"live\""),
        ])
        func output(_ file: String) -> String { playground.domino(command, file, "--format", "json").output }
        #expect(output("a.json") == output("b.json"))
        #expect(output("a.json").count > 100)
        // It is not a matter of indifference: news that starts at the end reaches nobody else.
        if ["rank", "simulate"].contains(command) { #expect(output("a.json") != output("c.json")) }
    }

    @Test("a slip of the command line chooses the root before the file's")
    func givenSlip() throws {
        let asked = "\"slip\": { \"commitment\": \"data\", \"days\": 20 }, \"asOf\""
        let playground = try Playground(["a.json": Self.rootless.replacing("\"asOf\"", with: asked)])
        let result = playground.domino("whatif", "a.json", "--slip", "live=3", "--format", "json")
        #expect(result.output.contains("\"root\": \"live\""))
    }
}
