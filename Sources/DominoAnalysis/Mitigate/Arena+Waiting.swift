import DominoEngine
import DominoScenario

/// Most days of deciding that are looked at one by one.
private let dayLimit = 60

extension Arena {
    /// The best that can be done from each later day on, until the day after the last mitigation can be decided.
    ///
    /// The plans to choose from change only on the days after a mitigation expires, but what is told later hurts more every
    /// day. Where neither changes, nothing is searched anew.
    mutating func waiting(
        _ found: PlanSearch, grounds first: PlayedPlans, while goesOn: () -> Bool
    ) -> [Mitigated.WaitingPoint] {
        var points: [Mitigated.WaitingPoint] = []
        var plans = first
        var last = found
        var shares = sharesLeft(toldOn: question.decideOn)
        for day in daysOfDeciding() {
            let rules = self.rules(decidedOn: day, budget: question.budget)
            let sharesThen = sharesLeft(toldOn: day)
            let isTold = sharesThen == shares
            if !isTold || rules.isOpen != last.rules.isOpen {
                guard goesOn() else { break }
                if !isTold { plans = self.plans(decidedOn: day) }
                shares = sharesThen
                last = search(rules, from: restart(last.best, rules, &plans), &plans, while: goesOn)
            }
            points.append(
                Mitigated.WaitingPoint(
                    decideOn: day, plan: told(last.best), isProved: last.isProved, expiring: expiring(on: day)))
        }
        return points
    }

    /// The share of each commitment's damage that remains when those hurt are told on a day.
    private func sharesLeft(toldOn day: Day) -> [Double] {
        notice(toldOn: day).enumerated().map { compiled.damage.noticeFactor(of: $0, days: $1) }
    }

    /// A plan that still keeps the rules, to begin with: yesterday's, without what has expired.
    private func restart(_ plan: RatedPlan, _ rules: PlanRules, _ plans: inout PlayedPlans) -> RatedPlan {
        var kept = plan.plan
        for place in kept.indices where kept[place] && !rules.isOpen[place] {
            kept = rules.removing(place, from: kept)
        }
        return RatedPlan(plan: kept, risk: plans.risk(of: kept), cost: rules.cost(of: kept))
    }

    /// Mitigations for which a day is the last one.
    private func expiring(on day: Day) -> [Int32] {
        let ordinal = scenario.calendar.ordinal(day)
        return scenario.mitigations.indices.filter { decideBy($0, in: scenario) == ordinal }
            .map { Int32(truncatingIfNeeded: $0) }
    }

    /// Working days from the day asked on to the one after the last mitigation expires; where they are many, those on
    /// which something expires, the days after, and some between.
    private func daysOfDeciding() -> [Day] {
        let first = scenario.calendar.ordinal(question.decideOn)
        let ends = scenario.mitigations.indices.compactMap { decideBy($0, in: scenario) }.filter { $0 >= first }
        guard let last = ends.max() else { return [] }
        var ordinals = Set(ends.flatMap { [$0, $0 + 1] })
        let step = max(1, (last + 1 - first + dayLimit - 1) / dayLimit)
        ordinals.formUnion(stride(from: first, through: last + 1, by: step))
        ordinals.insert(first)
        return ordinals.sorted().map { scenario.calendar.day(ordinal: $0) }
    }
}
