import DominoEngine
import DominoScenario

extension Arena {
    /// What each mitigation brings, and why it is in the best plan or not.
    func options(
        _ best: RatedPlan, _ baseline: RatedPlan, _ alone: [Int128], _ rules: PlanRules, _ plans: inout PlayedPlans
    ) -> [MitigationResult.Option] {
        let others = scenario.mitigations.indices.map { place in
            var other = best.plan
            other[place].toggle()
            return other
        }
        let risks = plans.risks(of: others, around: best.plan)
        return scenario.mitigations.places.map { mitigation in
            let place = Int(mitigation)
            let change = risks[place] - best.risk
            let marginal = best.plan[place] ? change : -change
            let gain = baseline.risk - alone[place]
            return MitigationResult.Option(
                mitigation: mitigation, isAvailable: rules.isOpen[place],
                decideBy: decideBy(mitigation, in: scenario).map { scenario.calendar.day(ordinal: $0) },
                aloneGain: figure.amount(gain), marginalGain: figure.amount(marginal),
                standing: standing(place, best, aloneGain: gain, marginalGain: marginal, rules))
        }
    }

    private func standing(
        _ place: Int, _ best: RatedPlan, aloneGain: Int128, marginalGain: Int128, _ rules: PlanRules
    ) -> MitigationResult.Standing {
        if best.plan[place] { return .chosen }
        if !rules.isOpen[place] { return .tooLate }
        if aloneGain <= 0, marginalGain <= 0 { return .idle }
        // A rule is the reason only where the option would be worth its cost without it.
        if marginalGain > costs[place] {
            if let other = rules.excludes[place].first(where: { best.plan[Int($0)] }) {
                return .excluded(by: MitigationIndex(Int(other)))
            }
            if let other = rules.requires[place].first(where: { !best.plan[Int($0)] }) {
                return .lacks(MitigationIndex(Int(other)))
            }
            if let budget = rules.budget, best.cost + costs[place] > budget { return .tooDear }
        }
        if let other = rules.excludes[place].first(where: { best.plan[Int($0)] }), aloneGain > costs[place] {
            return .excluded(by: MitigationIndex(Int(other)))
        }
        return aloneGain > costs[place] ? .superseded : .notWorthIt
    }

    /// Plans B and C: each the best without that option of the plan before which brings most beyond its cost.
    func runnersUp(
        _ best: RatedPlan, _ rules: PlanRules, _ plans: inout PlayedPlans, while goesOn: () -> Bool
    ) -> [MitigationResult.Plan] {
        var rules = rules
        var found: [MitigationResult.Plan] = []
        var last = best
        while found.count < 2, goesOn() {
            let chosen = last.plan.indices.filter { last.plan[$0] }
            let others = chosen.map { place in
                var other = last.plan
                other[place] = false
                return other
            }
            let risks = plans.risks(of: others, around: last.plan)
            let worth = zip(risks, chosen).map { (worth: $0 - last.risk - costs[$1], place: $1) }
            guard let key = worth.max(by: { ($0.worth, $1.place) < ($1.worth, $0.place) }) else { break }
            rules.isOpen[key.place] = false
            let start = rules.removing(key.place, from: last.plan)
            let from = RatedPlan(plan: start, risk: plans.risk(of: start), cost: rules.cost(of: start))
            last = search(rules, from: from, &plans, while: goesOn).best
            if !found.contains(told(last)) { found.append(told(last)) }
            if last.plan == nothing { break }
        }
        return found
    }
}
