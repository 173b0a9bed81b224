import DominoTestSupport
import Testing

@testable import DominoCommand

@Suite("A date that is moved on purpose")
struct MoveTests {
    @Test(
        "is a commitment and days",
        arguments: [
            ("go-live=14", "go-live: 14.0"), ("go-live=-2.5", "go-live: -2.5"), ("a=b=3", "a=b: 3.0"),
            ("go-live=broken", nil), ("go-live=NaN", nil), ("go-live=100001", nil),
        ] as [(String, String?)])
    func reading(_ text: String, _ expected: String?) {
        let refusal: Refusal = "after the '=' give a number of days from -100000 to 100000."
        #expect(
            readMove(text).map { "\($0.commitment): \($0.days)" } == expected.map { .success($0) } ?? .failure(refusal))
    }

    @Test(
        "may stand beside a slip of the same commitment",
        arguments: ["whatif", "simulate", "check", "mitigate", "renegotiate"])
    func commands(_ command: String) throws {
        let playground = try Playground(["a.json": sampleScenario])
        let result = playground.domino(
            command, "a.json", "--move", "Platform live=7", "--slip", "go-live=2", "--move", "data=-1")
        #expect(result.status == 0 || command == "check" && result.status == 1)
        #expect(result.errors == "")
    }

    @Test("is no slip, and says nothing about one that is missing")
    func noNote() throws {
        let playground = try Playground(["a.json": sampleScenario])
        #expect(playground.domino("whatif", "a.json", "--move", "go-live=7").errors == "")
    }

    @Test("of a fact changes nothing, with a warning")
    func fact() throws {
        let result = try Playground(["a.json": sampleScenario]).domino("whatif", "a.json", "--move", "kick-off=7")
        #expect(result.status == 0)
        #expect(
            result.errors
                == "warning: \"kick-off\" is kept already, so a move of it changes nothing [slip-on-fact]\n")
    }

    @Test("is part of a shard's question: shards with other moves do not fit")
    func shards() throws {
        let playground = try Playground(["a.json": sampleScenario])
        let simulate = ["simulate", "a.json", "--replicates", "128"]
        for (part, move) in [("1/2", "go-live=7"), ("2/2", "go-live=7"), ("2/2", "go-live=8")] {
            let name = "\(part.prefix(1))-\(move.suffix(1)).shard"
            #expect(playground.domino(simulate + ["--move", move, "--shard", part, "-o", name]).status == 0)
        }
        let merged = playground.domino("merge", "1-7.shard", "2-7.shard", "--format", "json")
        #expect(merged.output == playground.domino(simulate + ["--move", "go-live=7", "--format", "json"]).output)
        let other = playground.domino("merge", "1-7.shard", "2-8.shard")
        #expect(other.status == 65)
        #expect(other.errors.contains("moves go-live=8.0, and 1-7.shard go-live=7.0"))
    }
}
