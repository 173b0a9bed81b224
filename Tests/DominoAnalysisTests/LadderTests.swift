import DominoScenario
import Testing

@testable import DominoAnalysis

@Suite("A ladder")
struct LadderTests {
    /// A deal of stages, each with promises written as `side:status`, and the ladder of it.
    private func ladder(_ stages: [(advance: String, promises: [String])]) throws -> (
        ladder: LadderResult, scenario: Scenario
    ) {
        var commitments = [
            "{ \"id\": \"x\", \"promisor\": \"other\", \"promisee\": \"client\", \"due\": \"2026-02-01\" }"
        ]
        for (stage, (_, promises)) in stages.enumerated() {
            for (place, promise) in promises.enumerated() {
                let words = promise.split(separator: ":").map(String.init)
                let kept = words[1] == "kept" ? ", \"keptOn\": \"2026-02-02\"" : ""
                let due = words[1] == "released" ? "" : ", \"due\": \"2026-02-0\(place + 1)\""
                commitments.append(
                    "{ \"id\": \"\(stage)-\(place)\", \"promisor\": \"\(words[0])\", \"promisee\": "
                        + "\"\(words[0] == "client" ? "seller" : "client")\", \"status\": \"\(words[1])\", \"stage\": \"\(stage)\""
                        + "\(due)\(kept) }")
            }
        }
        let text = """
            { "domino": 1, "name": "a",
              "stakeholders": [ { "id": "seller", "side": "seller" }, { "id": "client", "side": "client" },
                                { "id": "other" } ],
              "stages": [ \(stages.enumerated().map { "{ \"id\": \"\($0)\", \"advance\": \"\($1.advance)\" }" }.joined(separator: ", ")) ],
              "commitments": [ \(commitments.joined(separator: ", ")) ] }
            """
        let loaded = loadScenario(path: "a.json", contents: Array(text.utf8)) { _ in .unreadable(reason: "") }
        let scenario = try #require(loaded.scenario, "\(loaded.diagnostics.map(\.message)) \(text)")
        return (DominoAnalysis.ladder(of: scenario), scenario)
    }

    @Test(
        "judges a stage by what the client's side has promised in it",
        arguments: [
            ("all", ["client:agreed"], StageState.advanced), ("all", ["client:kept", "seller:proposed"], .advanced),
            ("all", ["client:agreed", "client:proposed"], .begun),
            ("any", ["client:agreed", "client:proposed"], .advanced),
            ("any", ["client:proposed"], .stalled), ("all", ["client:broken", "client:kept"], .begun),
            ("all", ["seller:agreed", "seller:kept"], .oneSided),
            ("all", ["seller:agreed", "client:proposed"], .stalled),
            ("all", ["other:agreed"], .stalled), ("all", ["other:agreed", "seller:agreed"], .stalled),
            ("all", ["client:released"], .stalled), ("all", ["client:released", "client:agreed"], .advanced),
            ("all", [], .stalled),
        ])
    func states(_ advance: String, _ promises: [String], _ expected: StageState) throws {
        #expect(try ladder([(advance, promises)]).ladder.rungs.map(\.state) == [expected])
    }

    @Test("stands at the last stage up to which all are advanced")
    func stands() throws {
        let (good, gap) = (("all", ["client:agreed"]), ("all", ["seller:agreed"]))
        #expect(try ladder([good, good, gap, good]).ladder.standsAt == 1)
        #expect(try ladder([gap, good]).ladder.standsAt == nil)
        #expect(try ladder([good, good]).ladder.standsAt == 1)
        #expect(try ladder([]).ladder.standsAt == nil)
    }

    @Test("finds its weakest rung, the first of the worst")
    func weakest() throws {
        let (good, gap, none) = (("all", ["client:agreed"]), ("all", ["seller:agreed"]), ("all", [String]()))
        #expect(try ladder([good, gap, none, none]).ladder.weakest == 2)
        #expect(try ladder([good, gap, gap]).ladder.weakest == 1)
        #expect(try ladder([good, good]).ladder.weakest == nil)
    }

    @Test("asks for what is open, stage by stage, and for a first promise where there is none")
    func asks() throws {
        let (answer, scenario) = try ladder([
            ("all", ["client:agreed"]), ("all", ["seller:agreed"]), ("all", ["client:proposed", "client:released"]),
        ])
        #expect(
            answer.ask.map { $0.commitment.map { scenario.id(ofCommitment: $0) } ?? "new" } == [
                "new", "2-0", "2-1",
            ])
        #expect(
            answer.ask.map { $0.of.map { scenario.string(scenario.stakeholders[Int($0)].id) } } == [
                "client", "client", "client",
            ])
    }

    @Test("names what the seller has promised in stages for which the client has agreed to nothing")
    func unreturned() throws {
        let (answer, scenario) = try ladder([
            ("all", ["client:agreed", "seller:agreed"]), ("all", ["seller:kept", "seller:agreed"]),
            ("all", ["client:proposed", "seller:proposed"]),
        ])
        #expect(answer.unreturned.map { scenario.id(ofCommitment: $0) } == ["1-0", "1-1", "2-1"])
    }
}
