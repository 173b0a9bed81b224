import DominoAnalysis
import DominoScenario
import Testing

@testable import DominoCommand

@Suite("Memory of a search for plans is estimated before it is taken")
struct PlanMemoryTests {
    /// Three commitments in a row and one option, with uncertainty or without.
    private func memory(delay: String) throws -> PlanMemory {
        let file = """
            { "domino": 1, "name": "a", "root": "a", "commitments": [
              { "id": "a", "promisor": "us", "promisee": "them", "due": "2026-02-02"\(delay) },
              { "id": "b", "promisor": "us", "promisee": "them", "due": "2026-02-03",
                "needs": [ { "commitment": "a", "buffer": 0 } ] },
              { "id": "c", "promisor": "us", "promisee": "them", "due": "2026-02-04",
                "needs": [ { "commitment": "b", "buffer": 0 } ], "damage": [ { "kind": "money", "perDay": 1 } ] } ],
              "mitigations": [ { "id": "m", "cost": 1, "effects": [ { "expedite": "b", "days": 1 } ] } ] }
            """
        let loaded = loadScenario(path: "a", contents: Array(file.utf8)) { _ in .unreadable(reason: "") }
        let scenario = try #require(loaded.scenario)
        let day = Day(year: 2026, month: 1, day: 5)
        let question = MitigateQuestion(slips: [], decideOn: day, asOf: day)
        return PlanMemory(question, in: compile(scenario), threads: 2)
    }

    @Test("what fits is begun; what does not says what fits, and that fits")
    func limits() throws {
        let memory = try memory(delay: #", "delay": { "uniform": [0, 9] }"#)
        let available = 4_000_000_000
        #expect(memoryProblem(memory, replicates: 10_000, available: available) == nil)
        let most = memory.mostReplicates(in: available)
        #expect(most > 10_000 && most < 1_000_000_000)
        #expect(memoryProblem(memory, replicates: most, available: available) == nil)
        let problem = try #require(memoryProblem(memory, replicates: most + 1, available: available))
        #expect(problem.contains("Ask for at most ") && !problem.contains("--precision"))
        #expect(
            memoryProblem(memory, replicates: 10_000, available: 1000)?.hasSuffix("Run it on a larger machine.") == true
        )
    }

    @Test("without uncertainty no replicate takes any")
    func certain() throws {
        #expect(memoryProblem(try memory(delay: ""), replicates: 1_000_000_000, available: 1000) == nil)
    }
}
