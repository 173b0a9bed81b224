import DominoAnalysis
import DominoScenario
import Testing

@testable import DominoCommand

@Suite("Memory of a simulation is estimated before it is taken")
struct SimulationMemoryTests {
    /// A scenario of three commitments.
    private func scenario() throws -> Scenario {
        let file = """
            { "domino": 1, "name": "a", "commitments": [
              { "id": "a", "promisor": "us", "promisee": "them", "due": "2026-02-02" },
              { "id": "b", "promisor": "us", "promisee": "them", "due": "2026-02-02" },
              { "id": "c", "promisor": "us", "promisee": "them", "due": "2026-02-02" } ] }
            """
        let loaded = loadScenario(path: "a", contents: Array(file.utf8)) { _ in .unreadable(reason: "") }
        return try #require(loaded.scenario)
    }

    private func problem(replicates: Int, precision: Double? = nil, available: Int) throws -> String? {
        let question = SimulateQuestion(
            asOf: Day(year: 2026, month: 1, day: 5), replicates: replicates, precision: precision)
        return memoryProblem(question, replicates, try scenario(), threads: 2, available: available)
    }

    @Test("what fits is begun")
    func fits() throws {
        #expect(try problem(replicates: 10_000, available: 1_000_000) == nil)
        #expect(try problem(replicates: 1_000_000_000, available: 32_000_000_000) == nil)
    }

    @Test("what does not says how much it would take, and what fits")
    func tooMuch() throws {
        #expect(
            try problem(replicates: 1_000_000_000, available: 6_000_000_000)
                == "1,000,000,000 runs would need 16 GB of memory, but only 6 GB can be used here. Ask for at most "
                + "374,998,431, or for '--precision 0.01', which stops when the mean is known to 1 %.")
    }

    @Test("the replicates it names fit, one more does not")
    func limit() throws {
        #expect(try problem(replicates: 374_998_431, available: 6_000_000_000) == nil)
        #expect(try problem(replicates: 374_998_432, available: 6_000_000_000) != nil)
    }

    @Test("waves of a run that stops by itself count as well")
    func precision() throws {
        #expect(try problem(replicates: 300_000_000, available: 6_000_000_000) == nil)
        #expect(try problem(replicates: 300_000_000, precision: 0.01, available: 6_000_000_000) != nil)
    }
}
