import DominoEngine
import DominoScenario

/// Most days of deciding that are looked at one by one.
private let dayLimit = 60

extension Arena {
    /// The best that can be done from each later day on, until the day after the last mitigation can be decided.
    ///
    /// The plans to choose from change only on the days after a mitigation expires, but what is told later hurts more every
    /// day. Where neither changes, nothing is searched anew. The days on which something is lost come first, then those
    /// between, coarse before fine: so what there is time for spans the whole.
    mutating func waiting(
        _ found: PlanSearch, plans first: PlayedPlans, while goesOn: () -> Bool
    ) -> [MitigationResult.WaitingPoint] {
        let (days, order) = daysOfDeciding()
        let firstShares = sharesLeft(toldOn: question.decideOn)
        var solved = [(search: PlanSearch, shares: [Double])?](repeating: nil, count: days.count)
        for place in order {
            let rules = self.rules(decidedOn: days[place], budget: question.budget)
            let shares = sharesLeft(toldOn: days[place])
            var known = (search: found, shares: firstShares)
            for earlier in (0..<place).reversed() {
                guard let other = solved[earlier] else { continue }
                known = other
                break
            }
            if shares != known.shares || rules.isOpen != known.search.rules.isOpen {
                guard goesOn() else { break }
                var plans = shares == firstShares ? first : self.plans(decidedOn: days[place])
                let start = restart(known.search.best, rules, &plans)
                known = (search(rules, from: start, &plans, while: goesOn), shares)
            }
            solved[place] = known
        }
        return days.indices.compactMap { place in
            solved[place].map { known in
                MitigationResult.WaitingPoint(
                    decideOn: days[place], plan: told(known.search.best), isProved: known.search.isProved,
                    expiring: expiring(on: days[place]))
            }
        }
    }

    /// The share of each commitment's damage that remains when those hurt are told on a day.
    private func sharesLeft(toldOn day: Day) -> [Double] {
        notice(toldOn: day).enumerated().map { compiled.model.damage.noticeFactor(of: $0, days: $1) }
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
    private func expiring(on day: Day) -> [MitigationIndex] {
        let ordinal = scenario.calendar.ordinal(day)
        return scenario.mitigations.places.filter { decideBy($0, in: scenario) == ordinal }
    }

    /// Working days from the day asked on to the one after the last mitigation expires; where they are many, those on
    /// which something expires, the days after, and some between. And the order in which to look at them.
    private func daysOfDeciding() -> (days: [Day], order: [Int]) {
        let first = scenario.calendar.ordinal(question.decideOn)
        let ends = scenario.mitigations.places.compactMap { decideBy($0, in: scenario) }.filter { $0 >= first }
        guard let last = ends.max() else { return ([], []) }
        let turns = Set([first] + ends.flatMap { [$0, $0 + 1] })
        let step = max(1, (last + 1 - first + dayLimit - 1) / dayLimit)
        let ordinals = turns.union(stride(from: first, through: last + 1, by: step)).sorted()
        let order = ordinals.indices.sorted { one, other in
            let (isTurn, isOther) = (turns.contains(ordinals[one]), turns.contains(ordinals[other]))
            if isTurn != isOther { return isTurn }
            if isTurn { return one < other }
            return (-one.trailingZeroBitCount, one) < (-other.trailingZeroBitCount, other)
        }
        return (ordinals.map { scenario.calendar.day(ordinal: $0) }, order)
    }
}
