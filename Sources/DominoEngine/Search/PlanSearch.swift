/// A plan and what it comes to.
public struct RatedPlan: Sendable, Equatable {
    /// By option.
    public var plan: [Bool]
    /// The objective's figure of its score.
    public var risk: Int128
    /// What its options cost, in the same unit.
    public var cost: Int128

    /// A plan and what it comes to.
    public init(plan: [Bool], risk: Int128, cost: Int128) {
        self.plan = plan
        self.risk = risk
        self.cost = cost
    }

    /// What is to be made small.
    public var total: Int128 { risk + cost }

    /// Whether it is the better of two: by lower total, then lower cost, then fewer options, then the order of the file.
    public func precedes(_ other: RatedPlan) -> Bool {
        if total != other.total { return total < other.total }
        if cost != other.cost { return cost < other.cost }
        let (count, others) = (plan.count { $0 }, other.plan.count { $0 })
        if count != others { return count < others }
        for (one, two) in zip(plan, other.plan) where one != two { return one }
        return false
    }
}

/// Branch and bound for the best plan, with a proof (model.md, section 6).
///
/// Every effect helps or changes nothing, so with all that is undecided in force the risk is as low as it can get: a bound.
/// It is made strong by cuts (see `PlanBound`, `CutPrices`): what the chosen options leave of the damage is explained
/// by its driving chains, and each piece is either paid or dealt with at the price of an option, or of several where each can
/// take only so much from it (`GainWorkspace`). The same prices fix
/// options without branching, and an option whose cost exceeds all it could save in any plan falls out.
///
/// The node with the lowest bound comes first, so the bound of the whole search is that of the next node, and rises. Nothing
/// depends on the clock or on threads: a search that ends gives the same plan always; one that is stopped, its best plan,
/// and a bound below which none is.
public struct PlanSearch: Sendable {
    /// The rules.
    public let rules: PlanRules
    /// The best plan so far.
    public private(set) var best: RatedPlan
    /// Nodes bounded so far.
    public private(set) var nodeCount = 0
    private var waiting: [Node] = []
    private var nextNumber = 0

    private struct Node: Sendable {
        var choice: PlanChoice
        /// No plan of it has a lower total.
        var bound: Int128
        var number: Int

        func precedes(_ other: Node) -> Bool {
            bound != other.bound ? bound < other.bound : number > other.number
        }
    }

    /// A search that begins with a plan it knows.
    /// - Precondition: the plan keeps the rules.
    public init(_ rules: PlanRules, from plan: RatedPlan) {
        self.rules = rules
        best = plan
        var choice = PlanChoice(rules)
        choice.settle(rules)
        push(choice, bound: Int128.min)
    }

    /// Whether the best plan is proved.
    public var isProved: Bool { waiting.isEmpty }

    /// No plan has a lower total; nil before the first step.
    public var lowerBound: Int128? {
        guard let next = waiting.first else { return best.total }
        return next.bound == Int128.min ? nil : min(next.bound, best.total)
    }

    /// Makes a better plan the best one, if it keeps the rules.
    public mutating func offer(_ plan: RatedPlan) {
        if plan.precedes(best), rules.allow(plan.plan) { best = plan }
    }

    /// Makes a plan the best one, if it keeps the rules and is better; looks closely only where it may be.
    private mutating func offer(
        _ plan: [Bool], least: Int128, isExact: Bool, _ evaluator: inout some PlanEvaluator
    ) {
        let cost = rules.cost(of: plan)
        if isExact {
            offer(RatedPlan(plan: plan, risk: least, cost: cost))
        } else if least + cost <= best.total, rules.allow(plan) {
            offer(RatedPlan(plan: plan, risk: evaluator.risk(of: plan), cost: cost))
        }
    }

    /// Offers the plan that prices speak for, as far as the rules allow it.
    private mutating func attempt(_ candidate: [Bool], _ evaluator: inout some PlanEvaluator) {
        guard !candidate.isEmpty else { return }
        var plan = candidate.map { _ in false }
        for option in candidate.indices where candidate[option] && !plan[option] {
            plan = rules.adding(option, to: plan) ?? plan
        }
        guard plan != best.plan else { return }
        offer(plan, least: evaluator.leastRisk(of: plan), isExact: false, &evaluator)
    }

    /// Bounds the next node, and branches. Nothing where all is proved.
    public mutating func step(_ evaluator: inout some PlanEvaluator) {
        while let node = pop() {
            guard canBeat(node.bound, node.choice) else { continue }
            expand(node, &evaluator)
            return
        }
    }

    /// Whether a plan of a node may be better than the best one.
    private func canBeat(_ bound: Int128, _ choice: PlanChoice) -> Bool {
        if bound != best.total { return bound < best.total }
        let cost = rules.cost(of: choice.chosen)
        if cost != best.cost { return cost < best.cost }
        return choice.chosen.count { $0 } <= best.plan.count { $0 }
    }

    private mutating func expand(_ node: Node, _ evaluator: inout some PlanEvaluator) {
        var choice = node.choice
        var bound = node.bound
        while true {
            nodeCount += 1
            let cost = rules.cost(of: choice.chosen)
            let found = evaluator.bound(
                chosen: choice.chosen, undecided: choice.undecided, limit: best.total - cost)
            offer(choice.chosen, least: found.chosenRisk, isExact: found.isExact, &evaluator)
            let prices = found.priced(costs: rules.costs)
            attempt(prices.candidate, &evaluator)
            let priced = cost + prices.bound
            bound = max(bound, max(cost + found.least, priced))
            guard choice.openCount > 0, canBeat(bound, choice) else { return }
            let before = choice.openCount
            guard settle(&choice, found, prices, priced) else { return }
            if choice.openCount == 0 || choice.openCount == before {
                guard choice.openCount > 0 else { continue }
                branch(choice, bound, prices)
                return
            }
        }
    }

    /// Decides options that no better plan has, or none is without. False if nothing is left to look for.
    private func settle(
        _ choice: inout PlanChoice, _ found: PlanBound, _ prices: PlanBound.Prices, _ priced: Int128
    ) -> Bool {
        var choosing: [Int32] = []
        var dropping: [Int32] = []
        for place in choice.undecided.indices where choice.undecided[place] {
            let option = Int32(truncatingIfNeeded: place)
            let isWanted = rules.requiredBy[place].contains { choice.undecided[Int($0)] }
            // A tie goes to the cheaper plan, and to the smaller one: so what only pays for itself is not chosen either.
            let isWaste = !found.mostGains.isEmpty && found.mostGains[place] <= rules.costs[place] && !isWanted
            if isWaste || priced + prices.slack[place] > best.total {
                dropping.append(option)
            } else if priced + prices.missed[place] > best.total {
                choosing.append(option)
            }
        }
        if choosing.isEmpty, dropping.isEmpty { return true }
        return choice.decide(choosing: choosing, dropping: dropping, rules)
    }

    /// Branches on the option that most of what is still open hangs on.
    private mutating func branch(_ choice: PlanChoice, _ bound: Int128, _ prices: PlanBound.Prices) {
        let weights = prices.weights
        var pick = -1
        for place in choice.undecided.indices where choice.undecided[place] {
            if pick < 0 || weights[place] > weights[pick] { pick = place }
        }
        guard pick >= 0 else { return }
        let option = Int32(truncatingIfNeeded: pick)
        var without = choice
        if without.decide(choosing: [], dropping: [option], rules) { push(without, bound: bound) }
        var with = choice
        if with.decide(choosing: [option], dropping: [], rules) { push(with, bound: bound) }
    }

    // MARK: A heap of nodes, the lowest bound first; of equal ones the youngest

    private mutating func push(_ choice: PlanChoice, bound: Int128) {
        waiting.append(Node(choice: choice, bound: bound, number: nextNumber))
        nextNumber += 1
        var place = waiting.count - 1
        while place > 0, case let parent = (place - 1) / 2, waiting[place].precedes(waiting[parent]) {
            waiting.swapAt(place, parent)
            place = parent
        }
    }

    private mutating func pop() -> Node? {
        guard let first = waiting.first, let last = waiting.popLast() else { return nil }
        guard !waiting.isEmpty else { return first }
        waiting[0] = last
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2]
            where child < waiting.count && waiting[child].precedes(waiting[least]) {
                least = child
            }
            guard least != place else { return first }
            waiting.swapAt(place, least)
            place = least
        }
    }
}
