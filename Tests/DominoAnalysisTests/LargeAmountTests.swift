import DominoScenario
import Testing

@testable import DominoAnalysis

/// Sums of large amounts over many replicates once went round in 64 bits, and gave negative harm, or ended the program.
@Suite("Large amounts")
struct LargeAmountTests {
    /// Two chains of one harm each: `b` late costs so much a day, and `c` as much again to the same stakeholder.
    private func scenario(perDay: String, weight: String) throws -> Scenario {
        let text = """
            { "domino": 1, "name": "a", "root": "b", "kinds": [ { "id": "k", "weight": \(weight) } ], "commitments": [
              { "id": "a", "promisor": "x", "promisee": "y", "due": "2026-02-01", "delay": { "uniform": [1, 100] } },
              { "id": "b", "promisor": "y", "promisee": "z", "due": "2026-03-01",
                "needs": [ { "commitment": "a", "buffer": 0 } ], "damage": [ { "kind": "k", "perDay": \(perDay) } ] },
              { "id": "c", "promisor": "y", "promisee": "z", "due": "2026-03-01",
                "needs": [ { "commitment": "a", "buffer": 0 } ], "damage": [ { "kind": "k", "perDay": \(perDay) } ] } ] }
            """
        let loaded = loadScenario(path: "a.json", contents: Array(text.utf8)) { _ in .unreadable(reason: "") }
        return try #require(loaded.scenario)
    }

    private let question = SimulateQuestion(asOf: Day(year: 2026, month: 1, day: 1), replicates: 5_000, target: 1)

    @Test(
        "add up over any number of replicates",
        arguments: [("1e6", "1"), ("3e11", "1"), ("1e12", "1e12")])
    func sums(_ perDay: String, _ weight: String) throws {
        let scenario = try scenario(perDay: perDay, weight: weight)
        let compiled = compile(scenario)
        let answer = simulate(question, in: compiled, threads: 2)
        let mean = answer.total.mean
        #expect(mean > 0)
        let close = { (figure: Double?, expected: Double) in ((figure ?? .nan) / expected - 1).magnitude < 1e-9 }
        let commitments = try answer.commitments.map { try #require($0) }
        #expect(commitments[0].score == 0)
        #expect(close(commitments[1].score, mean / 2) && close(commitments[2].score, mean / 2))
        // One figure of one replay is cut at 9e13, and here it is that of two harms.
        let most = min(mean, 9e13)
        #expect(close(commitments[0].carried, most) && close(commitments[0].blame, most))
        #expect(close(answer.stakeholders.max(), mean))
        #expect(close(answer.excludeOne.first?.gain, mean))
        #expect(commitments.allSatisfy { $0.priceOfDay >= 0 && $0.criticality >= 0 })

        // And in parts that travel.
        let parts = try (1...3).map { number in
            let range = ReplicateRange.part(number, of: 3, replicates: question.replicates)
            let part = simulatePart(question, range, in: compiled, threads: 1)
            return try #require(SimulationPart(range, columns: { part.bytes(of: $0) }))
        }
        let merged = summary(of: .joined(parts), question, in: compiled, threads: 1)
        #expect(merged.total.mean == mean)
        #expect(merged.commitments.map { $0?.carried } == answer.commitments.map { $0?.carried })
        #expect(merged.stakeholders == answer.stakeholders)
    }

    /// Changes to a part that no run gives, but somebody's own bytes may.
    static let forgeries: [@Sendable (inout SimulationPart) -> Void] = [
        { $0.tally.score[0] = .max }, { $0.tally.carried[0] = .min }, { $0.tally.blame[1] = 1 << 96 },
        { $0.tally.priceOfDay[2] = .max }, { $0.tally.slip[0] = .min }, { $0.tally.overcommitted = .max },
        { $0.exclusions[0].sum = .max }, { $0.target?.finite = .max }, { $0.target?.onChain[0] = .max },
        { $0.target?.own[0] = .max }, { $0.target?.ownSquares[0] = .max }, { $0.target?.products[0] = .min },
        { $0.target?.slip = .min }, { $0.target?.slipSquares = .max },
    ]

    @Test("that would go round where parts are put together are refused", arguments: forgeries.indices)
    func forged(_ number: Int) throws {
        let scenario = try scenario(perDay: "1", weight: "1")
        var part = simulatePart(
            question, .part(1, of: 20, replicates: question.replicates), in: compile(scenario), threads: 1)
        #expect(SimulationPart(part.range, columns: { part.bytes(of: $0) }) != nil)
        Self.forgeries[number](&part)
        #expect(SimulationPart(part.range, columns: { part.bytes(of: $0) }) == nil)
    }
}
