import DominoEngine
import DominoReference
import DominoScenario
import Foundation
import Testing

@testable import DominoAnalysis

@Suite("The best plan equals that of trying every plan")
struct MitigateReferenceTests {
    /// Every plan of a scenario that can be decided, with each replicate's total by `simulate --plan`.
    struct Enumeration {
        var plans: [(plan: [MitigationIndex], cost: Double, totals: [Int64])] = []

        init(
            _ compiled: Compiled, slips: [Slip], on day: Day, replicates: Int,
            seed: UInt64
        ) {
            let scenario = compiled.scenario
            let study = MitigationStudy(
                MitigateQuestion(slips: slips, decideOn: day, asOf: day), compiled, threads: 1)
            let rules = study.rules(decidedOn: day, budget: nil)
            let open = scenario.mitigations.places.filter { rules.available[Int($0)] }
            for choice in 0..<(1 << open.count) {
                let plan = open.indices.filter { choice >> $0 & 1 == 1 }.map { open[$0] }
                guard planProblem(plan, in: scenario) == nil, fallibleProblem(plan, in: scenario) == nil else {
                    continue
                }
                let part = replicated(
                    compiled.question(
                        slips: slips, plan: plan, toldOn: study.isTold ? day : nil, decidedOn: day),
                    replicates: replicates, seed: seed, figures: .totals, in: compiled, threads: 1)
                let cost = scenario.cost(ofPlan: plan)
                plans.append((plan, cost, part.totals))
            }
        }

        /// The plan with the least total, by the rule for ties.
        func best(_ objective: Objective, budget: Double?) -> (plan: [MitigationIndex], risk: Double, total: Double) {
            var best: (plan: [MitigationIndex], cost: Double, risk: Double)?
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
            case .p90: return figures[.p90]
            case .p95: return figures[.p95]
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
        let all = Enumeration(compiled, slips: slips, on: day, replicates: replicates, seed: seed)
        let spent = all.plans.map(\.cost).max() ?? 0
        for objective in Objective.allCases {
            for budget in [nil, spent / 3] {
                let question = MitigateQuestion(
                    slips: slips, decideOn: day, asOf: day, budget: budget, objective: objective,
                    replicates: replicates, seed: seed)
                let answer = mitigate(question, in: compiled, threads: 1)
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

    /// `DOMINO_LARGE=1` tries 2,000 scenarios of up to 12 mitigations; without it some dozens of up to six.
    static let isLarge = ProcessInfo.processInfo.environment["DOMINO_LARGE"] == "1"

    @Test("on random scenarios of every field", arguments: 0..<(isLarge ? 2000 : 24))
    func randomScenarios(_ number: Int) throws {
        try Self.check(
            seed: UInt64(31_000 + number), mitigations: number % (Self.isLarge ? 13 : 7),
            replicates: Self.isLarge ? 64 : 40)
    }

    /// A scenario without luck: no delay, risk, factor, nor mitigation that may fail.
    static func certain(_ seed: UInt64, mitigations: Int) -> ReferenceScenario {
        var scenario = randomScenario(seed: seed, commitments: 3 + Int(seed % 12), mitigations: mitigations)
        for place in scenario.commitments.indices { scenario.commitments[place].delay = nil }
        for place in scenario.mitigations.indices {
            scenario.mitigations[place].chance = nil
            scenario.mitigations[place].effects.removeAll { if case .avert = $0 { true } else { false } }
            if scenario.mitigations[place].effects.isEmpty {
                scenario.mitigations[place].effects = [.extend(scenario.commitments[0].id, days: 1)]
            }
        }
        scenario.risks = []
        scenario.factors = []
        return scenario
    }

    @Test("without luck: the plan that the slow reference finds best", arguments: 0..<(isLarge ? 2000 : 60))
    func certain(_ number: Int) throws {
        let seed = UInt64(52_000 + number)
        let reference = Self.certain(seed, mitigations: number % (Self.isLarge ? 11 : 8))
        let one = try #require(LawCase(reference, name: "seed \(seed)", seed: seed))
        let asOf = try #require(reference.asOf)
        let slips = reference.slips
        let plans = ReferenceEnumeration(reference, slips: slips, decidedOn: asOf, seed: 1, replicates: 1).plans
            .map { (cost: $0.cost, total: $0.totals[0] + $0.cost) }
        let isTold = reference.hasNews(ReferenceQuestion(slips: slips))
        let spent = plans.map(\.cost).max() ?? 0
        for budget in [nil, spent / 3] {
            let day = try #require(one.scenario.asOf)
            let question = MitigateQuestion(
                slips: one.scenario.slips, decideOn: day, asOf: day, budget: budget, objective: .p95,
                wantsFrontier: true)
            let answer = mitigate(question, in: one.compiled, threads: 1)
            #expect(answer.isCertain && answer.isProved)
            let best = plans.filter { $0.cost <= budget ?? .infinity }.map(\.total).min() ?? 0
            #expect(
                (answer.best.total - best).magnitude <= 1e-5 * max(1, best), "seed \(seed): \(answer.best), not \(best)"
            )
            let asked = one.ask(
                slips, plan: answer.best.mitigations.map { reference.mitigations[Int($0)].id },
                tellOn: isTold ? asOf : nil)
            #expect((answer.best.risk - asked.score).magnitude <= 1e-4, "seed \(seed): a what-if says \(asked.score)")
            for point in answer.frontier {
                let best = plans.filter { $0.cost <= point.budget + 1e-9 }.map(\.total).min() ?? 0
                #expect((point.plan.total - best).magnitude <= 1e-5 * max(1, best), "seed \(seed), \(point.budget)")
            }
        }
    }

    @Test("a search that is stopped says how far the best plan may be, and is right", arguments: 0..<20)
    func stopped(_ number: Int) throws {
        let seed = UInt64(52_000 + number)
        let one = try #require(LawCase(Self.certain(seed, mitigations: 8), name: "stopped", seed: seed))
        let day = try #require(one.scenario.asOf)
        let question = MitigateQuestion(slips: one.scenario.slips, decideOn: day, asOf: day)
        let whole = mitigate(question, in: one.compiled, threads: 1)
        let late = SearchTime(limitSeconds: 0) { 0 }
        let answer = mitigate(question, in: one.compiled, threads: 1, time: late)
        #expect(answer.nodeCount >= 1)
        #expect(answer.best.total >= whole.best.total && answer.lowerBound <= whole.best.total + 1e-9)
    }

    @Test("threads change no byte of the answer")
    func threads() throws {
        let answers = try [1, 2, 3].map { try MitigateWorkedExampleTests.answer(.cvar95, threads: $0).answer }
        for other in answers.dropFirst() {
            #expect(other.best == answers[0].best && other.nodeCount == answers[0].nodeCount)
            #expect(other.runnersUp == answers[0].runnersUp && other.damageAfter == answers[0].damageAfter)
            #expect(other.waiting.map(\.plan) == answers[0].waiting.map(\.plan))
        }
    }
}
