/// A good plan to begin a search with, found by trying.
///
/// Two plans are built: one from nothing, adding in the order of the best gain for its cost what makes the total less; one
/// from everything that can be had, leaving out what costs more than it brings, for options that only help together. The
/// better one is pruned once more. All of that goes by rough figures; only the plan that comes out, and doing nothing, are
/// rated exactly.
///
/// - Parameters:
///   - aloneRisks: by option, the risk with it alone.
///   - nothingRisk: the risk with nothing done.
/// - Complexity: some three rough evaluations an option.
public func firstPlan(
    _ rules: PlanRules, aloneRisks: [Int128], nothingRisk: Int128, _ evaluator: inout some PlanEvaluator
) -> RatedPlan {
    let nothing = [Bool](repeating: false, count: rules.costs.count)
    func rated(_ plan: [Bool], _ evaluator: inout some PlanEvaluator) -> RatedPlan {
        RatedPlan(plan: plan, risk: evaluator.roughRisk(of: plan), cost: rules.cost(of: plan))
    }
    let empty = rated(nothing, &evaluator)
    let gains = aloneRisks.map { nothingRisk - $0 }
    let worth = rules.costs.indices.map { place in
        rules.costs[place] > 0 ? Double(gains[place]) / Double(rules.costs[place]) : .infinity
    }
    let order = rules.costs.indices.filter { rules.isOpen[$0] }.sorted { (-worth[$0], $0) < (-worth[$1], $1) }
    var grown = empty
    for option in order {
        guard !grown.plan[option], let wider = rules.adding(option, to: grown.plan) else { continue }
        let trial = rated(wider, &evaluator)
        if trial.precedes(grown) { grown = trial }
    }
    var full = nothing
    for option in order { full = rules.adding(option, to: full) ?? full }
    let shrunk = pruned(rated(full, &evaluator), order.reversed(), rules, &evaluator)
    let better = pruned(grown, order.reversed(), rules, &evaluator)
    let first = shrunk.precedes(better) ? shrunk : better
    let exact = RatedPlan(plan: first.plan, risk: evaluator.risk(of: first.plan), cost: first.cost)
    let idle = RatedPlan(plan: nothing, risk: nothingRisk, cost: 0)
    return exact.precedes(idle) ? exact : idle
}

/// A plan without what it is better off without, tried in an order.
private func pruned(
    _ plan: RatedPlan, _ order: [Int], _ rules: PlanRules, _ evaluator: inout some PlanEvaluator
) -> RatedPlan {
    var best = plan
    for option in order where best.plan[option] {
        let smaller = rules.removing(option, from: best.plan)
        let trial = RatedPlan(plan: smaller, risk: evaluator.roughRisk(of: smaller), cost: rules.cost(of: smaller))
        if trial.precedes(best) { best = trial }
    }
    return best
}
