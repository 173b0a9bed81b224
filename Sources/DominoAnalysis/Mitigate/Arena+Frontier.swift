import DominoEngine
import DominoScenario

/// Most points of a frontier.
private let frontierLimit = 24

extension Arena {
    /// The best plan of every budget, from none to that of the best plan.
    ///
    /// Each point is the best plan that costs less than the one above it. Where there are more than `frontierLimit`, budgets
    /// go down in equal steps instead.
    func frontier(
        _ found: PlanSearch, _ plans: inout PlayedPlans, while goesOn: () -> Bool
    ) -> [MitigationResult.BudgetPoint] {
        let top = found.best
        let fine = descend(from: top, isProved: found.isProved, step: 1, found.rules, &plans, while: goesOn)
        if let last = fine.last, last.plan.cost == 0 || !goesOn() { return fine.reversed() }
        let step = max(1, top.cost / Int128(frontierLimit - 1))
        return descend(from: top, isProved: found.isProved, step: step, found.rules, &plans, while: goesOn).reversed()
    }

    private func descend(
        from top: RatedPlan, isProved: Bool, step: Int128, _ rules: PlanRules, _ plans: inout PlayedPlans,
        while goesOn: () -> Bool
    ) -> [MitigationResult.BudgetPoint] {
        var points = [MitigationResult.BudgetPoint(budget: told(top).cost, plan: told(top), isProved: isProved)]
        var last = top
        let empty = RatedPlan(plan: nothing, risk: plans.risk(of: nothing), cost: 0)
        while last.cost > 0, points.count < frontierLimit, goesOn() {
            var rules = rules
            rules.budget = max(0, last.cost - step)
            var start = empty
            // The plan above, without what makes it too dear.
            var cut = last.plan
            for place in cut.indices.reversed() where cut[place] && !rules.allow(cut) {
                cut = rules.removing(place, from: cut)
            }
            let trial = RatedPlan(plan: cut, risk: plans.risk(of: cut), cost: rules.cost(of: cut))
            if rules.allow(cut), trial.precedes(start) { start = trial }
            let search = self.search(rules, from: start, &plans, while: goesOn)
            last = search.best
            points.append(
                MitigationResult.BudgetPoint(budget: told(last).cost, plan: told(last), isProved: search.isProved))
        }
        return points
    }
}
