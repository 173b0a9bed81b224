/// Branch and bound for the best plan, with a proof (Model.md, section 6).
///
/// The tree branches on options: chosen or ruled out. A node stands for every plan between its chosen options alone and
/// these with all undecided ones. `PlanBound` is a lower bound of the total of all of them, and `best` is the
/// incumbent. A node whose bound is not below the incumbent is pruned. Inside a node, reduced costs fix options without
/// branching: one that would raise the bound above the incumbent is ruled out or chosen (Nemhauser and Wolsey, *Integer
/// and Combinatorial Optimization*, 1988, II.5). So is an option that saves no more than its cost in any plan.
///
/// The node with the lowest bound comes first (best-first search), so the bound of the next node is the bound of the
/// whole search, and it never falls. Nothing depends on a clock or on threads: a finished search always gives the same
/// plan, and an interrupted one gives its incumbent and a valid lower bound.
package struct PlanSearch: Sendable {
    /// The rules.
    package let rules: PlanRules
    /// The incumbent: the best plan so far.
    package private(set) var best: RatedPlan
    /// How many times a node was bounded.
    package private(set) var nodeCount = 0
    /// Open nodes, as a binary heap.
    private var open: [Node] = []
    private var nextNumber = 0
    /// Bound of the last node taken from the heap.
    private var provedBound = Int128.min

    private struct Node: Sendable {
        var decisions: Decisions
        /// Every plan of the node has at least this total.
        var bound: Int128
        var number: Int

        /// Whether this node comes first: the lower bound, then the younger node.
        func precedes(_ other: Node) -> Bool {
            bound != other.bound ? bound < other.bound : number > other.number
        }
    }

    /// A search with a first incumbent.
    /// - Precondition: the plan follows the rules.
    package init(_ rules: PlanRules, from plan: RatedPlan) {
        assert(rules.allow(plan.plan), "the first incumbent follows the rules")
        self.rules = rules
        best = plan
        push(Decisions(atRootOf: rules), bound: Int128.min)
    }

    /// Whether the incumbent is proved to be the best plan.
    package var isProved: Bool { open.isEmpty }

    /// Every plan has at least this total; nil before the first step.
    package var lowerBound: Int128? {
        guard let next = open.first else { return best.total }
        return next.bound == Int128.min ? nil : min(next.bound, best.total)
    }

    /// Takes steps until the incumbent is proved or time is up.
    ///
    /// - Parameters:
    ///   - goesOn: is asked after each step.
    ///   - progress: receives the incumbent's total and the lower bound after each step.
    package mutating func run(
        _ evaluator: inout PlanEvaluator, while goesOn: () -> Bool, progress: (Int128, Int128) -> Void = { _, _ in }
    ) {
        while !isProved {
            step(&evaluator)
            guard goesOn() else { break }
            progress(best.total, lowerBound ?? 0)
        }
    }

    /// Bounds the next node that may hold a better plan, and branches. Does nothing where the incumbent is proved.
    package mutating func step(_ evaluator: inout PlanEvaluator) {
        while let node = pop() {
            assert(node.bound >= provedBound, "the bound of a best-first search never falls")
            provedBound = node.bound
            guard canImprove(node.bound, node.decisions) else { continue }
            expand(node, &evaluator)
            return
        }
    }

    /// Makes a plan the incumbent if it is better and follows the rules.
    private mutating func offer(_ plan: RatedPlan) {
        if plan.precedes(best), rules.allow(plan.plan) { best = plan }
    }

    /// Offers a plan of which only a lower bound of the risk may be known. Evaluates it only where it may be better.
    private mutating func offer(_ plan: OptionMask, risk: Int128, isExact: Bool, _ evaluator: inout PlanEvaluator) {
        let cost = rules.cost(of: plan)
        if isExact {
            offer(RatedPlan(plan: plan, risk: risk, cost: cost))
        } else if risk + cost <= best.total, rules.allow(plan) {
            offer(RatedPlan(plan: plan, risk: evaluator.risk(of: plan), cost: cost))
        }
    }

    /// Offers the plan that the dual prices suggest, as far as the rules allow it: a primal heuristic.
    private mutating func offer(candidate: OptionMask?, _ evaluator: inout PlanEvaluator) {
        guard let candidate else { return }
        var plan = OptionMask(optionCount: rules.optionCount)
        for option in candidate.members where !plan[option] { plan = rules.adding(option, to: plan) ?? plan }
        guard plan != best.plan else { return }
        offer(plan, risk: evaluator.leastRisk(of: plan), isExact: false, &evaluator)
    }

    /// Whether a node with this bound may hold a plan better than the incumbent. Where the bound equals the incumbent's
    /// total, a better plan would have to win the tie.
    private func canImprove(_ bound: Int128, _ decisions: Decisions) -> Bool {
        if bound != best.total { return bound < best.total }
        let cost = rules.cost(of: decisions.chosen)
        if cost != best.cost { return cost < best.cost }
        return decisions.chosen.count <= best.plan.count
    }

    /// Bounds a node, fixes options and bounds it again, until nothing more can be fixed; then branches.
    private mutating func expand(_ node: Node, _ evaluator: inout PlanEvaluator) {
        var decisions = node.decisions
        var bound = node.bound
        while true {
            nodeCount += 1
            let cost = rules.cost(of: decisions.chosen)
            let found = evaluator.bound(
                chosen: decisions.chosen, undecided: decisions.undecided, limit: best.total - cost)
            offer(decisions.chosen, risk: found.chosenRisk, isExact: found.isExact, &evaluator)
            let prices = found.prices(costs: rules.costs)
            offer(candidate: prices.candidate, &evaluator)
            let priced = cost + prices.bound
            bound = max(bound, max(cost + found.relaxedRisk, priced))
            assert(!found.isExact || bound <= cost + found.chosenRisk, "a bound of the node's own plan")
            let before = decisions.undecided.count
            guard before > 0, canImprove(bound, decisions) else { return }
            guard fix(&decisions, found, prices, priced) else { return }
            let after = decisions.undecided.count
            if after == before {
                branch(decisions, bound, prices)
                return
            }
        }
    }

    /// Rules out options that no better plan has, and chooses options that every better plan has.
    ///
    /// - Parameter priced: lower bound of the node by its dual prices.
    /// - Returns: false if no plan of the node is left.
    private func fix(
        _ decisions: inout Decisions, _ found: PlanBound, _ prices: DualPrices, _ priced: Int128
    ) -> Bool {
        var choosing: [Int] = []
        var dropping: [Int] = []
        for option in decisions.undecided.members {
            let isRequired = rules.requiredBy[option].contains { decisions.undecided[Int($0)] }
            // Ties go to the cheaper and smaller plan, so an option that only just pays for itself is ruled out too.
            let isUseless =
                !found.largestSavings.isEmpty && found.largestSavings[option] <= rules.costs[option] && !isRequired
            if isUseless || priced + prices.reducedCosts[option] > best.total {
                dropping.append(option)
            } else if priced + prices.omissionCosts[option] > best.total {
                choosing.append(option)
            }
        }
        if choosing.isEmpty, dropping.isEmpty { return true }
        return decisions.decide(choosing: choosing, dropping: dropping, rules)
    }

    /// Branches on the undecided option with the largest weight: the one that most of the open damage depends on.
    private mutating func branch(_ decisions: Decisions, _ bound: Int128, _ prices: DualPrices) {
        let options = decisions.undecided.members
        guard var pick = options.first else { return }
        for option in options where prices.weights[option] > prices.weights[pick] { pick = option }
        var without = decisions
        if without.decide(choosing: [], dropping: [pick], rules) { push(without, bound: bound) }
        var with = decisions
        if with.decide(choosing: [pick], dropping: [], rules) { push(with, bound: bound) }
    }

    private mutating func push(_ decisions: Decisions, bound: Int128) {
        open.append(Node(decisions: decisions, bound: bound, number: nextNumber))
        nextNumber += 1
        var place = open.count - 1
        while place > 0, case let parent = (place - 1) / 2, open[place].precedes(open[parent]) {
            open.swapAt(place, parent)
            place = parent
        }
    }

    private mutating func pop() -> Node? {
        guard let first = open.first, let last = open.popLast() else { return nil }
        guard !open.isEmpty else { return first }
        open[0] = last
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < open.count && open[child].precedes(open[least]) {
                least = child
            }
            guard least != place else { return first }
            open.swapAt(place, least)
            place = least
        }
    }
}

/// A good first incumbent, found greedily.
///
/// Two plans are built. One starts empty and adds options in the order of their saving per cost while the total falls.
/// The other starts with everything that the rules allow and removes options while the total falls; it finds options
/// that only help together. All of this uses approximate risks. The better plan is then evaluated exactly.
///
/// - Parameters:
///   - aloneRisks: the risk with each option alone.
///   - nothingRisk: the risk of the empty plan.
/// - Complexity: about three approximate evaluations per option.
package func firstPlan(
    _ rules: PlanRules, aloneRisks: [Int128], nothingRisk: Int128, _ evaluator: inout PlanEvaluator
) -> RatedPlan {
    let nothing = OptionMask(optionCount: rules.optionCount)
    let worth = rules.costs.indices.map { option in
        rules.costs[option] > 0
            ? Double(nothingRisk - aloneRisks[option]) / Double(rules.costs[option]) : Double.infinity
    }
    let order = rules.available.members.sorted { (-worth[$0], $0) < (-worth[$1], $1) }
    var grown = approximated(nothing, rules, &evaluator)
    for option in order {
        guard !grown.plan[option], let wider = rules.adding(option, to: grown.plan) else { continue }
        let trial = approximated(wider, rules, &evaluator)
        if trial.precedes(grown) { grown = trial }
    }
    var full = nothing
    for option in order { full = rules.adding(option, to: full) ?? full }
    let shrunk = pruned(approximated(full, rules, &evaluator), order.reversed(), rules, &evaluator)
    let better = pruned(grown, order.reversed(), rules, &evaluator)
    let first = shrunk.precedes(better) ? shrunk : better
    let exact = RatedPlan(plan: first.plan, risk: evaluator.risk(of: first.plan), cost: first.cost)
    let empty = RatedPlan(plan: nothing, risk: nothingRisk, cost: 0)
    return exact.precedes(empty) ? exact : empty
}

private func approximated(_ plan: OptionMask, _ rules: PlanRules, _ evaluator: inout PlanEvaluator) -> RatedPlan {
    RatedPlan(plan: plan, risk: evaluator.approximateRisk(of: plan), cost: rules.cost(of: plan))
}

/// A plan without the options that it is better without, tried in an order.
private func pruned(
    _ plan: RatedPlan, _ order: [Int], _ rules: PlanRules, _ evaluator: inout PlanEvaluator
) -> RatedPlan {
    var best = plan
    for option in order where best.plan[option] {
        let trial = approximated(rules.removing(option, from: best.plan), rules, &evaluator)
        if trial.precedes(best) { best = trial }
    }
    return best
}

// MARK: Other plans worth knowing

/// The best plan within a budget.
package struct BudgetedPlan: Sendable {
    /// The plan; the least budget for it is its cost.
    package var plan: RatedPlan
    /// Whether no plan within the budget is better.
    package var isProved: Bool
}

extension PlanSearch {
    /// The most points of a frontier.
    private static let frontierLimit = 24

    /// The best plan of every budget, from none to the cost of this search's best plan.
    ///
    /// Each point is the best plan that costs less than the next point. Where there are more than 24 points, budgets
    /// fall in equal steps instead.
    package func frontier(_ evaluator: inout PlanEvaluator, while goesOn: () -> Bool) -> [BudgetedPlan] {
        let fine = frontier(step: 1, &evaluator, while: goesOn)
        if let last = fine.last, last.plan.cost == 0 || !goesOn() { return fine.reversed() }
        let step = max(1, best.cost / Int128(Self.frontierLimit - 1))
        return frontier(step: step, &evaluator, while: goesOn).reversed()
    }

    /// The best plans of falling budgets.
    /// - Parameter step: by how much less than the plan before each plan costs at least.
    private func frontier(step: Int128, _ evaluator: inout PlanEvaluator, while goesOn: () -> Bool) -> [BudgetedPlan] {
        var points = [BudgetedPlan(plan: best, isProved: isProved)]
        var last = best
        let nothing = evaluator.model.nothing
        let empty = RatedPlan(plan: nothing, risk: evaluator.risk(of: nothing), cost: 0)
        while last.cost > 0, points.count < Self.frontierLimit, goesOn() {
            var rules = rules
            rules.budget = max(0, last.cost - step)
            var start = empty
            // The plan before, without options until it is within the budget.
            var cut = last.plan
            for option in last.plan.members.reversed() where cut[option] && !rules.allow(cut) {
                cut = rules.removing(option, from: cut)
            }
            let trial = RatedPlan(plan: cut, risk: evaluator.risk(of: cut), cost: rules.cost(of: cut))
            if rules.allow(cut), trial.precedes(start) { start = trial }
            var search = PlanSearch(rules, from: start)
            search.run(&evaluator, while: goesOn)
            assert(search.best.cost < last.cost, "a smaller budget")
            last = search.best
            points.append(BudgetedPlan(plan: last, isProved: search.isProved))
        }
        return points
    }

    /// Plans B and C: each the best without the option of the plan before that saves most beyond its cost.
    package func runnersUp(_ evaluator: inout PlanEvaluator, while goesOn: () -> Bool) -> [RatedPlan] {
        var rules = rules
        var found: [RatedPlan] = []
        var last = best
        while found.count < 2, goesOn() {
            let chosen = last.plan.members
            let risks = evaluator.risks(of: chosen.map { last.plan.removing($0) }, around: last.plan)
            let worth = zip(risks, chosen).map { (worth: $0 - last.risk - rules.costs[$1], option: $1) }
            guard let key = worth.max(by: { ($0.worth, $1.option) < ($1.worth, $0.option) }) else { break }
            rules.available[key.option] = false
            let start = rules.removing(key.option, from: last.plan)
            let from = RatedPlan(plan: start, risk: evaluator.risk(of: start), cost: rules.cost(of: start))
            var search = PlanSearch(rules, from: from)
            search.run(&evaluator, while: goesOn)
            last = search.best
            if !found.contains(last) { found.append(last) }
            if last.plan.isEmpty { break }
        }
        return found
    }
}
