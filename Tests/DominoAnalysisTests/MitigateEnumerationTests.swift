import DominoEngine
import DominoReference
import DominoScenario
import Foundation
import Testing

@testable import DominoAnalysis

@Suite("The best plan is that of the slow reference, which tries every one")
struct MitigateEnumerationTests {
    /// The scenario with distributions of a few values, so that both sides draw the same days and not only nearly so.
    static func stepped(_ scenario: ReferenceScenario, helpsOnly: Bool = false) -> ReferenceScenario {
        func steps(_ distribution: ReferenceDistribution) -> ReferenceDistribution {
            var result = distribution
            switch distribution.shape {
            case .triangular(let a, let m, let b), .pert(let a, let m, let b): result.shape = .samples([a, m, b])
            case .uniform(let a, let b): result.shape = .samples([a, (a + b) / 2, b])
            case .normal(let mean, let sd): result.shape = .samples([mean - sd, mean, mean + sd])
            case .lognormal(let p50, let p90): result.shape = .samples([0, p50, p90])
            default: break
            }
            return result
        }
        var result = scenario
        for place in result.commitments.indices {
            result.commitments[place].delay = result.commitments[place].delay.map(steps)
        }
        for risk in result.risks.indices {
            for hit in result.risks[risk].hits.indices {
                result.risks[risk].hits[hit].delay =
                    helpsOnly
                    ? ReferenceDistribution(.samples([0, 2.5, 9])) : steps(result.risks[risk].hits[hit].delay)
            }
        }
        for factor in result.factors.indices {
            result.factors[factor].value = ReferenceDistribution(.samples([0.75, 1, 1.25, 1.5]))
        }
        return result
    }

    /// A random scenario, read.
    static func play(_ number: Int, mitigations: Int, helpsOnly: Bool = false) throws -> LawCase {
        let seed = UInt64(83_000 + number)
        let random = randomScenario(seed: seed, commitments: 2 + number % 11, mitigations: mitigations)
        return try #require(LawCase(stepped(random, helpsOnly: helpsOnly), name: "seed \(seed)", seed: seed))
    }

    static func question(
        _ one: LawCase, _ objective: Objective, budget: Double?, replicates: Int
    ) throws -> MitigateQuestion {
        let day = try #require(one.scenario.asOf)
        return MitigateQuestion(
            slips: one.seed % 3 == 0 ? [] : one.scenario.slips, decideOn: day, asOf: day, budget: budget,
            objective: objective, replicates: replicates, seed: one.seed)
    }

    static func risk(_ objective: Objective, _ totals: [Double]) -> Double {
        switch objective {
        case .mean: ReferenceEnumeration.mean(totals)
        case .p90: ReferenceEnumeration.quantile(90, totals)
        case .p95: ReferenceEnumeration.quantile(95, totals)
        case .cvar95: ReferenceEnumeration.cvar95(totals)
        }
    }

    /// `DOMINO_LARGE=1` tries 2,000 scenarios of up to 12 mitigations; without it some dozens of up to six.
    static let isLarge = ProcessInfo.processInfo.environment["DOMINO_LARGE"] == "1"

    @Test("every objective, with a budget and without; stopped anywhere, the gap has the truth in it")
    func equalToEnumeration() throws {
        var counts = Counts()
        for number in 0..<(Self.isLarge ? 2000 : 36) {
            let one = try Self.play(number, mitigations: number % (Self.isLarge ? 13 : 7))
            try Self.check(one, Objective.allCases, replicates: Self.isLarge ? 24 : 16, &counts)
        }
        if Self.isLarge { print("equal to enumeration: \(counts)") }
    }

    /// How much has been compared.
    struct Counts {
        var scenarios = 0
        var plans = 0
        var searches = 0
        var stops = 0
    }

    /// Compares the search with every plan there is, with a budget and without.
    static func check(_ one: LawCase, _ objectives: [Objective], replicates: Int, _ counts: inout Counts) throws {
        let all = ReferenceEnumeration(
            one.reference, slips: one.seed % 3 == 0 ? [] : one.reference.slips,
            decidedOn: try #require(one.reference.asOf), seed: one.seed, replicates: replicates)
        counts.scenarios += 1
        counts.plans += all.plans.count
        let spent = all.plans.map(\.cost).max() ?? 0
        for objective in objectives {
            for budget in [nil, spent / 3] {
                let question = try Self.question(one, objective, budget: budget, replicates: replicates)
                let found = try Self.search(question, one)
                let risk = { Self.risk(objective, $0) }
                let best = all.best(budget: budget, risk)
                let mine = try #require(all.played(found.plan), "\(one.name): a plan that breaks the rules")
                let total = risk(mine.totals) + mine.cost
                // Scores are right to one part in a million, and rounded to 1/100.
                #expect(
                    total - best <= 0.05 + 2e-6 * best,
                    "\(one.name), \(objective), \(budget ?? -1): \(found) is \(total), not \(best)")
                // A factor's days may round to the next 1/1024 day.
                #expect(
                    (found.total - total).magnitude <= 0.05 + 1e-4 * best,
                    "\(one.name), \(objective), \(budget ?? -1): \(found) is \(total)")
                #expect(mine.cost <= budget ?? .infinity)
                counts.searches += 1
                counts.stops += found.stops
            }
        }
    }

    /// A search from the plan that does nothing, looked at after each step.
    static func search(
        _ question: MitigateQuestion, _ one: LawCase
    ) throws -> (plan: [Int], total: Double, stops: Int) {
        var study = MitigationStudy(question, one.compiled, threads: 1)
        var plans = study.evaluator(decidedOn: question.decideOn)
        let rules = study.rules(decidedOn: question.decideOn, budget: question.budget)
        let nothing = RatedPlan(plan: study.nothing, risk: plans.risk(of: study.nothing), cost: 0)
        var search = PlanSearch(rules, from: nothing)
        var stops: [(lowerBound: Int128, best: Int128)] = []
        while !search.isProved {
            search.step(&plans)
            stops.append((try #require(search.lowerBound), search.best.total))
        }
        let optimum = search.best.total
        for (number, stop) in stops.enumerated() {
            #expect(
                stop.lowerBound <= optimum && optimum <= stop.best,
                "\(one.name), \(question.objective), \(question.budget ?? -1), stopped after \(number + 1)")
        }
        let alone = plans.aloneRisks()
        let first = firstPlan(rules, aloneRisks: alone, nothingRisk: nothing.risk, &plans)
        var again = PlanSearch(rules, from: first)
        again.run(&plans, while: { true })
        #expect(again.best == search.best, "\(one.name): another best plan from a better beginning")
        return (search.best.plan.members, study.plan(search.best).total, stops.count)
    }

    @Test("a bound holds for every plan it speaks of, to the last unit")
    func bounds() throws {
        var random = SplitMix64(seed: 5)
        var checked = 0
        // In this one amounts are so large that a Float's last digit is worth 20 a replicate, which gains once left
        // out.
        let largeAmounts = 989
        for number in Array(0..<(Self.isLarge ? 1000 : 40)) + [largeAmounts] {
            let one = try Self.play(number, mitigations: 1 + number % 7)
            for objective in Objective.allCases {
                let question = try Self.question(one, objective, budget: nil, replicates: 70)
                var study = MitigationStudy(question, one.compiled, threads: 1)
                var plans = study.evaluator(decidedOn: question.decideOn)
                let count = study.costs.count
                let everything = OptionMask.all(optionCount: count)
                plans.learnSavings(of: everything)
                // What a search has learned by then: replicates to look at, weights, and the most each option saves.
                for _ in 0..<PlanEvaluator.boundsBeforeSavings {
                    _ = plans.bound(chosen: study.nothing, undecided: everything, limit: Int128.max / 2)
                }
                var choices = (0..<count).map { _ in random.int(0...3) }
                if number == largeAmounts { choices = [2, 2, 0] }
                let open = choices.indices.filter { choices[$0] > 1 }
                let chosen = OptionMask(choices.indices.filter { choices[$0] == 0 }, optionCount: count)
                let undecided = OptionMask(open, optionCount: count)
                let limit = plans.risk(of: chosen) * Int128(random.int(1...8)) / 8
                let found = plans.bound(chosen: chosen, undecided: undecided, limit: limit)
                let prices = found.prices(costs: study.costs)
                #expect(found.isExact || found.chosenRisk <= plans.risk(of: chosen), "\(one.name), \(objective)")
                for choice in 0..<(1 << open.count) {
                    var plan = chosen
                    for (bit, place) in open.enumerated() where choice >> bit & 1 == 1 { plan[place] = true }
                    let cost = open.reduce(Int128(0)) { $0 + (plan[$1] ? study.costs[$1] : 0) }
                    let risk = plans.risk(of: plan)
                    let paid = found.cuts.reduce(Int128(0)) { $0 + $1.left(by: plan) }
                    let name = "\(one.name), \(objective), \(chosen.members), \(plan.members)"
                    #expect(found.relaxedRisk <= risk + cost, "\(name)")
                    #expect(found.cutsFrom + paid <= risk, "\(name), cuts")
                    #expect(prices.bound <= risk + cost, "\(name), prices")
                    #expect(plans.leastRisk(of: plan) <= risk, "\(name), least")
                    // A quantile's prices of one option say no more than that its plans are above the limit.
                    let most = found.prices != nil && objective != .cvar95 ? max(limit + 1, prices.bound) : Int128.max
                    for place in open {
                        let beyond = plan[place] ? prices.reducedCosts[place] : prices.omissionCosts[place]
                        #expect(min(most, prices.bound + beyond) <= risk + cost, "\(name), \(place)")
                    }
                    checked += 1
                    guard !found.largestSavings.isEmpty else { continue }
                    for place in open where !plan[place] {
                        let saved = risk - plans.risk(of: plan.adding(place))
                        #expect(saved <= found.largestSavings[place], "\(name), \(place)")
                    }
                }
            }
        }
        #expect(checked > 1000)
    }
}

@Suite("A larger plan never hurts more, in no replicate, by not one unit")
struct MonotonicityTests {
    @Test("all effects, sure and fallible, added one after the other")
    func monotone() throws {
        var random = SplitMix64(seed: 6)
        var (compared, lowered) = (0, 0)
        var effects: [String: Int] = [:]
        for number in 0..<(MitigateEnumerationTests.isLarge ? 3000 : 150) {
            let one = try MitigateEnumerationTests.play(number, mitigations: 2 + number % 9, helpsOnly: true)
            for effect in one.reference.mitigations.flatMap(\.effects) {
                effects[String("\(effect)".prefix { $0 != "(" }), default: 0] += 1
            }
            let question = try MitigateEnumerationTests.question(one, .mean, budget: nil, replicates: 64)
            var study = MitigationStudy(question, one.compiled, threads: 1)
            var plans = study.evaluator(decidedOn: question.decideOn)
            var plan = study.nothing
            func totals() -> [Int128] {
                plans.model.isCertain ? [plans.risk(of: plan)] : plans.totals(of: plan).map { Int128($0) }
            }
            var before = totals()
            var left = Array(study.costs.indices)
            while !left.isEmpty {
                let next = left.remove(at: random.int(0...left.count - 1))
                plan[next] = true
                let after = totals()
                for (replicate, (one, other)) in zip(before, after).enumerated() where one < other {
                    Issue.record("seed \(83_000 + number), replicate \(replicate): \(next) costs \(other - one)")
                }
                compared += before.count
                lowered += zip(before, after).count { $0 > $1 }
                before = after
            }
        }
        #expect(effects.count == 7, "\(effects)")
        #expect(compared > 10_000 && lowered > 1000)
    }
}
