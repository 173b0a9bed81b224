import DominoEngine
import DominoReference
import DominoScenario
import Testing

@testable import DominoAnalysis

@Suite("A simulation equals the slow reference on the same draws")
struct SimulationReferenceTests {
    /// The scenario with distributions whose inverse is elementary, so that the reference needs no tables.
    static func elementary(_ scenario: ReferenceScenario) -> ReferenceScenario {
        func simple(_ distribution: ReferenceDistribution) -> ReferenceDistribution {
            var simple = distribution
            switch distribution.shape {
            case .pert(let a, let m, let b): simple.shape = .triangular(a, m, b)
            case .normal(let mean, let deviation): simple.shape = .uniform(mean - deviation, mean + deviation)
            case .lognormal(let p50, let p90): simple.shape = .triangular(0, p50, p90 * 2)
            case .exponential(let mean): simple.shape = .triangular(0, mean / 2, mean * 4)
            default: break
            }
            return simple
        }
        var result = scenario
        for place in result.commitments.indices {
            result.commitments[place].delay = result.commitments[place].delay.map(simple)
            result.commitments[place].remaining = result.commitments[place].remaining.map(simple)
            result.commitments[place].breaksAfter = result.commitments[place].breaksAfter.map(simple)
        }
        for risk in result.risks.indices {
            for hit in result.risks[risk].hits.indices {
                result.risks[risk].hits[hit].delay = simple(result.risks[risk].hits[hit].delay)
            }
        }
        for factor in result.factors.indices { result.factors[factor].value = simple(result.factors[factor].value) }
        return result
    }

    /// Plays both and compares every replicate's slips and total, and the means.
    func check(_ original: ReferenceScenario, seed: UInt64, replicates: Int, _ name: String) throws {
        let reference = Self.elementary(original)
        let json = reference.json()
        let loaded = loadScenario(path: name, contents: Array(json.utf8)) { _ in .unreadable(reason: "") }
        let scenario = try #require(loaded.scenario, "\(name): \(loaded.diagnostics.map(\.message))")
        let compiled = compile(scenario)
        let question = SimulateQuestion(
            asOf: scenario.asOf ?? Day(year: 2026, month: 1, day: 5), replicates: replicates, seed: seed)
        let part = simulatePart(
            question, ReplicateRange(first: 0, count: replicates), in: compiled, threads: 2)
        let slips = (0..<compiled.model.commitmentCount).map { part.slips.column(of: Rank($0)) }
        let slow = ReferenceSimulation(
            reference, ReferenceQuestion(today: ReferenceDate("\(question.asOf)")), replicates: replicates, seed: seed)
        let closeDraws = slow.closeDraws
        var means = [Double](repeating: 0, count: 4)
        for (replicate, expected) in slow.runs.enumerated() {
            // A draw may round to the next 1/1024 day, which a steep curve shows.
            let steepness = expected.commitments.reduce(0) { $0 + $1.priceOfDay }
            #expect(
                abs(Double(part.totals[replicate]) / 100 - expected.score)
                    <= 0.05 + 2e-4 * expected.score + steepness / 512,
                "\(name), replicate \(replicate)")
            // Rounded once; two draws that lie between two steps, each rounded the other way, may be one slip's.
            func isNear(_ slip: Float, _ expected: Double) -> Bool {
                let steps = abs(Double(slip) - expected) * 1024 - 0.01
                return steps <= 1 || steps <= Double(closeDraws[replicate])
            }
            for (place, outcome) in expected.commitments.enumerated() where outcome.state != .released {
                let slip = try slips[Int(#require(compiled.rank(of: CommitmentIndex(place))))][replicate]
                let isSame = outcome.slip.map { isNear(slip, $0) } ?? (slip == .infinity)
                #expect(isSame, "\(name), replicate \(replicate), \(outcome.id): \(slip), not \(outcome.slip ?? -1)")
            }
            means[0] += expected.score
            means[1] += expected.commitments.reduce(0) { $0 + $1.carried }
            means[2] += expected.commitments.reduce(0) { $0 + $1.blame } + expected.overcommitted
            means[3] += expected.commitments.reduce(0) { $0 + $1.priceOfDay }
        }
        let answer = summary(of: part, question, in: compiled, threads: 2)
        let kept = answer.commitments.compactMap { $0 }
        let own = [
            answer.total.mean, kept.reduce(0) { $0 + $1.carried },
            kept.reduce(0) { $0 + $1.blame } + answer.overcommitted, kept.reduce(0) { $0 + $1.priceOfDay },
        ]
        for (own, mean) in zip(own, means.map { $0 / Double(replicates) }) {
            #expect(abs(own - mean) <= 0.05 + 1e-3 * mean, "\(name): \(own), not \(mean)")
        }
    }

    @Test("where two draws of a chain lie between two steps of 1/1024 day, and a Float rounds each to the other")
    func closeDraws() throws {
        // The soak's: its replicate 41.
        let scenario = randomScenario(seed: 979_325_181_059, commitments: 4)
        let draws = ReferenceDraws(seed: 979_325_181_059)
        #expect(referenceCloseDraws(Self.elementary(scenario), draws, replicate: 41) == 2)
        try check(scenario, seed: 979_325_181_059, replicates: 42, "the soak's")
    }

    @Test("on random scenarios of every field", arguments: 0..<40)
    func randomScenarios(_ number: Int) throws {
        let scenario = randomScenario(seed: UInt64(7000 + number), commitments: 2 + number % 9)
        try check(scenario, seed: UInt64(number), replicates: 100, "seed \(7000 + number)")
    }
}

@Suite("Draws are those of the contract")
struct DrawTests {
    @Test("Philox4x32-10 gives its published answers")
    func knownAnswers() {
        // Random123's known-answer file, kat_vectors.
        let ones = [UInt32](repeating: .max, count: 4)
        #expect(
            ReferenceDraws.philox([0, 0, 0, 0], key: [0, 0]) == [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8])
        #expect(
            ReferenceDraws.philox(ones, key: [.max, .max]) == [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD])
        #expect(
            ReferenceDraws.philox(
                [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344], key: [0xA409_3822, 0x299F_31D0])
                == [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1])
    }

    @Test("FNV-1a gives its published answers")
    func hashes() {
        #expect(ReferenceDraws.fnv1a("") == 0xCBF2_9CE4_8422_2325)
        #expect(ReferenceDraws.fnv1a("a") == 0xAF63_DC4C_8601_EC8C)
        #expect(ReferenceDraws.fnv1a("foobar") == 0x8594_4171_F739_67E8)
    }
}
