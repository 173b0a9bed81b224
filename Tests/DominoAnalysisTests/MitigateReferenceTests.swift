import DominoEngine
import DominoReference
import DominoScenario
import Testing

@testable import DominoAnalysis

@Suite("The best plan equals that of trying every plan")
struct MitigateReferenceTests {
    /// Every plan of a scenario that can be decided, with each replicate's total by `simulate --plan`.
    struct Enumeration {
        var plans: [(plan: [Int32], cost: Double, totals: [Int64])] = []

        init(
            _ scenario: Scenario, _ compiled: CompiledScenario, slips: [Slip], on day: Day, replicates: Int,
            seed: UInt64
        ) {
            let open = scenario.mitigations.indices.filter { place in
                decideBy(place, in: scenario).map { scenario.calendar.ordinal(day) <= $0 } ?? true
            }
            for choice in 0..<(1 << open.count) {
                let plan = open.indices.filter { choice >> $0 & 1 == 1 }.map { Int32(open[$0]) }
                guard planProblem(plan, in: scenario) == nil, luckProblem(plan, in: scenario) == nil else { continue }
                let question = SimulateQuestion(
                    slips: slips, plan: plan, toldOn: day, asOf: day, replicates: replicates, seed: seed,
                    excludesOne: false)
                let part = run(
                    Replay(question, in: scenario, compiled, figures: .totals),
                    ReplicateRange(first: 0, count: replicates), threads: 1, Wishes(keepsSlips: false),
                    progress: { _ in })
                let cost = scenario.cost(ofPlan: plan)
                plans.append((plan, cost, part.totals))
            }
        }

        /// The plan with the least total, by the rule for ties.
        func best(_ objective: Objective, budget: Double?) -> (plan: [Int32], risk: Double, total: Double) {
            var best: (plan: [Int32], cost: Double, risk: Double)?
            for (plan, cost, totals) in plans where cost <= budget ?? .infinity {
                let risk = Self.risk(objective, totals)
                guard let other = best else {
                    best = (plan, cost, risk)
                    continue
                }
                let difference = risk + cost - other.risk - other.cost
                let isTie = difference.magnitude < 1e-7 * max(1, risk)
                let key = (cost, plan.count)
                let isBetter =
                    isTie
                    ? key < (other.cost, other.plan.count)
                        || (key == (other.cost, other.plan.count) && plan.lexicographicallyPrecedes(other.plan))
                    : difference < 0
                if isBetter { best = (plan, cost, risk) }
            }
            return best.map { ($0.plan, $0.risk, $0.risk + $0.cost) } ?? ([], 0, 0)
        }

        static func risk(_ objective: Objective, _ totals: [Int64]) -> Double {
            let figures = ScoreFigures(cents: totals)
            switch objective {
            case .mean: return figures.mean
            case .p90: return figures.quantiles[2]
            case .p95: return figures.quantiles[3]
            case .cvar95: return figures.cvar95
            }
        }
    }

    /// Compares all objectives, without a budget and with one.
    static func check(seed: UInt64, mitigations: Int, replicates: Int) throws {
        let reference = randomScenario(seed: seed, commitments: 2 + Int(seed % 9), mitigations: mitigations)
        let loaded = loadScenario(path: "random", contents: Array(reference.json().utf8)) { _ in
            .unreadable(reason: "")
        }
        let scenario = try #require(loaded.scenario)
        let compiled = compile(scenario)
        let day = scenario.asOf ?? Day(year: 2024, month: 3, day: 1)
        let slips = seed % 3 == 0 ? [] : scenario.slips
        let all = Enumeration(scenario, compiled, slips: slips, on: day, replicates: replicates, seed: seed)
        let spent = all.plans.map(\.cost).max() ?? 0
        for objective in Objective.allCases {
            for budget in [nil, spent / 3] {
                let question = MitigateQuestion(
                    slips: slips, decideOn: day, asOf: day, budget: budget, objective: objective,
                    replicates: replicates, seed: seed)
                let answer = mitigate(question, in: scenario, compiled, threads: 1)
                if answer.isCertain { continue }
                let expected = all.best(objective, budget: budget)
                #expect(
                    answer.best.mitigations == expected.plan && answer.best.risk == expected.risk,
                    "seed \(seed), \(objective), budget \(budget ?? -1): \(answer.best), not \(expected)")
                #expect(answer.isProved && answer.lowerBound == answer.best.total)
                #expect(answer.baseline.risk == Enumeration.risk(objective, all.plans[0].totals), "seed \(seed)")
            }
        }
    }

    @Test("on random scenarios of every field", arguments: 0..<40)
    func randomScenarios(_ number: Int) throws {
        try Self.check(seed: UInt64(31_000 + number), mitigations: number % 7, replicates: 100)
    }
}
