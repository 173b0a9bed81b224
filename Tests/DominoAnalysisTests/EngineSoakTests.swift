import DominoReference
import DominoTestSupport
import Testing

@testable import DominoAnalysis

/// Run for an hour: `DOMINO_SOAK_MINUTES=60 swift test --filter Soak`.
@Suite("Soak: the engine against the slow reference, as long as one likes")
struct EngineSoakTests {
    @Test("what-ifs, laws, every replicate of a simulation, checks, best plans, talks")
    func scenarios() {
        let failures = Soak("engine", count: 5).run { seed, replay in
            var random = SplitMix64(seed: seed ^ 0x50AC)
            let count = random.chance(0.1) ? random.int(15...60) : random.int(1...14)
            let scenario = randomScenario(seed: seed, commitments: count)
            for question in 0..<UInt64(4) {
                WhatIfReferenceTests().check(scenario, randomQuestion(for: scenario, seed: seed ^ question), replay)
            }
            let one = try #require(LawCase(scenario, name: replay, seed: seed), "\(replay)")
            LawTests(cases: [one]).holdAll()
            SilenceReferenceTests.check(one)
            try SimulationReferenceTests().check(scenario, seed: seed, replicates: random.int(1...150), replay)
            try CheckReferenceTests().check(Int(seed), replay)
            try checkPlans(seed, replay, &random)
        }
        for failure in failures { Issue.record("\(failure.command): \(failure)") }
    }

    /// The best plan, by one objective, against all plans there are.
    private func checkPlans(_ seed: UInt64, _ replay: String, _ random: inout SplitMix64) throws {
        let scenario = MitigateEnumerationTests.stepped(
            randomScenario(seed: seed, commitments: random.int(2...12), mitigations: random.int(0...7)))
        let one = try #require(LawCase(scenario, name: replay, seed: seed), "\(replay)")
        let objective = Objective.allCases[random.int(0...Objective.allCases.count - 1)]
        var counts = MitigateEnumerationTests.Counts()
        try MitigateEnumerationTests.check(one, [objective], replicates: random.int(1...24), &counts)
    }
}
