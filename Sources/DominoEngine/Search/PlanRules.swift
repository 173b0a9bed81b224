/// Which plans are allowed, and what they cost.
package struct PlanRules: Sendable {
    /// Cost of each option, never negative, in the unit of `RiskMeasure`.
    package var costs: [Int128]
    /// For each option, the options that it requires.
    package var requires: [[Int32]]
    /// For each option, the options that it excludes or is excluded by.
    package let excludes: [[Int32]]
    /// The most that a plan may cost, in the unit of `costs`; nil for no limit.
    package var budget: Int128?
    /// The options that can still be decided.
    package var available: OptionMask
    /// For each option, the options that require it.
    let requiredBy: [[Int32]]

    /// - Parameter excludes: it is enough that one of two options excludes the other.
    package init(
        costs: [Int128], requires: [[Int32]], excludes: [[Int32]], budget: Int128? = nil, available: OptionMask
    ) {
        precondition(costs.allSatisfy { $0 >= 0 }, "no option has a negative cost")
        self.costs = costs
        self.requires = requires
        var both = excludes
        var requiredBy = [[Int32]](repeating: [], count: costs.count)
        for place in costs.indices {
            let number = Int32(truncatingIfNeeded: place)
            for other in excludes[place] where !both[Int(other)].contains(number) { both[Int(other)].append(number) }
            for other in requires[place] { requiredBy[Int(other)].append(number) }
        }
        self.excludes = both
        self.requiredBy = requiredBy
        self.budget = budget
        self.available = available
    }

    /// How many options there are.
    package var optionCount: Int { costs.count }

    /// Cost of a plan.
    package func cost(of plan: OptionMask) -> Int128 {
        var cost: Int128 = 0
        for option in plan.members { cost += costs[option] }
        return cost
    }

    /// Whether a plan follows all the rules.
    package func allow(_ plan: OptionMask) -> Bool {
        guard plan.isSubset(of: available) else { return false }
        for option in plan.members {
            guard requires[option].allSatisfy({ plan[Int($0)] }) else { return false }
            if excludes[option].contains(where: { plan[Int($0)] }) { return false }
        }
        return budget.map { cost(of: plan) <= $0 } ?? true
    }

    /// A plan with one option more and all that this option requires; nil if that breaks a rule.
    package func adding(_ option: Int, to plan: OptionMask) -> OptionMask? {
        let wider = closure(of: option, through: requires, from: plan, value: true)
        return allow(wider) ? wider : nil
    }

    /// A plan without one option and without all options that require it.
    package func removing(_ option: Int, from plan: OptionMask) -> OptionMask {
        closure(of: option, through: requiredBy, from: plan, value: false)
    }

    /// Sets an option, and every option that a list leads to from it, to in or out.
    private func closure(of option: Int, through list: [[Int32]], from plan: OptionMask, value: Bool) -> OptionMask {
        var plan = plan
        var pending = [option]
        while let next = pending.popLast() {
            guard plan[next] != value else { continue }
            plan[next] = value
            for other in list[next] { pending.append(Int(other)) }
        }
        return plan
    }
}

/// A plan, its risk and its cost.
package struct RatedPlan: Sendable, Equatable {
    /// The options that are chosen.
    package var plan: OptionMask
    /// The figure of the total score that is to be small, in the unit of `RiskMeasure`.
    package var risk: Int128
    /// Cost of the options, in the same unit.
    package var cost: Int128

    /// A plan, its risk and its cost.
    package init(plan: OptionMask, risk: Int128, cost: Int128) {
        self.plan = plan
        self.risk = risk
        self.cost = cost
    }

    /// The objective: risk plus cost.
    package var total: Int128 { risk + cost }

    /// Whether this plan is better: lower total, then lower cost, then fewer options, then the order of the file.
    package func precedes(_ other: RatedPlan) -> Bool {
        if total != other.total { return total < other.total }
        if cost != other.cost { return cost < other.cost }
        let (count, others) = (plan.count, other.plan.count)
        if count != others { return count < others }
        return plan.precedes(other.plan)
    }
}

/// The decisions at one node of the search tree. Options that are neither chosen nor undecided are ruled out.
struct Decisions: Sendable {
    /// Options in every plan of the node.
    private(set) var chosen: OptionMask
    /// Options in some plans of the node.
    private(set) var undecided: OptionMask

    /// The root of the tree: nothing decided, but what is in no plan ruled out. That is an option whose requirements
    /// are unavailable, exclude each other or cost more than the budget.
    ///
    /// - Complexity: O(options^2) per option ruled out.
    init(atRootOf rules: PlanRules) {
        chosen = OptionMask(optionCount: rules.optionCount)
        undecided = rules.available
        var isDone = false
        while !isDone {
            isDone = true
            for option in undecided.members where undecided[option] {
                var trial = self
                if trial.decide(choosing: [option], dropping: [], rules) { continue }
                _ = decide(choosing: [], dropping: [option], rules)
                isDone = false
            }
        }
    }

    /// Chooses options, rules others out, and applies the consequences: requirements, exclusions and the budget.
    ///
    /// - Returns: false if no plan of the node is left. The decisions are then meaningless.
    mutating func decide(choosing: [Int], dropping: [Int], _ rules: PlanRules) -> Bool {
        var toChoose = choosing
        var toDrop = dropping
        while true {
            if let option = toChoose.popLast() {
                if chosen[option] { continue }
                guard undecided[option] else { return false }
                undecided[option] = false
                chosen[option] = true
                for other in rules.requires[option] { toChoose.append(Int(other)) }
                for other in rules.excludes[option] { toDrop.append(Int(other)) }
            } else if let option = toDrop.popLast() {
                if chosen[option] { return false }
                guard undecided[option] else { continue }
                undecided[option] = false
                for other in rules.requiredBy[option] { toDrop.append(Int(other)) }
            } else {
                guard let budget = rules.budget else { return true }
                let left = budget - rules.cost(of: chosen)
                if left < 0 { return false }
                for option in undecided.members where rules.costs[option] > left { toDrop.append(option) }
                if toDrop.isEmpty { return true }
            }
        }
    }
}
