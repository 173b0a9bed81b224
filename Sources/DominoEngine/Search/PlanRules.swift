/// Which plans there are, and what they cost.
public struct PlanRules: Sendable {
    /// Cost of each option, in the unit of risk; none negative.
    public var costs: [Int128]
    /// Options without which each cannot be.
    public var requires: [[Int32]]
    /// Options with which each cannot be, both ways.
    public let excludes: [[Int32]]
    /// Most a plan may cost; nil for no limit.
    public var budget: Int128?
    /// By option, whether it can be chosen at all.
    public var isOpen: [Bool]
    /// For each option those that require it.
    let requiredBy: [[Int32]]

    /// - Parameter excludes: one way is enough.
    public init(
        costs: [Int128], requires: [[Int32]], excludes: [[Int32]], budget: Int128? = nil, isOpen: [Bool]
    ) {
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
        self.isOpen = isOpen
    }

    /// Cost of a plan.
    public func cost(of plan: [Bool]) -> Int128 {
        var cost: Int128 = 0
        for place in plan.indices where plan[place] { cost += costs[place] }
        return cost
    }

    /// Whether a plan keeps all the rules.
    public func allow(_ plan: [Bool]) -> Bool {
        for place in plan.indices where plan[place] {
            guard isOpen[place], requires[place].allSatisfy({ plan[Int($0)] }) else { return false }
            if excludes[place].contains(where: { plan[Int($0)] }) { return false }
        }
        return budget.map { cost(of: plan) <= $0 } ?? true
    }

    /// A plan with one option more and all that this requires; nil if it breaks a rule.
    public func adding(_ option: Int, to plan: [Bool]) -> [Bool]? {
        var wider = plan
        var waiting = [Int32(truncatingIfNeeded: option)]
        while let next = waiting.popLast() {
            guard !wider[Int(next)] else { continue }
            wider[Int(next)] = true
            waiting += requires[Int(next)]
        }
        return allow(wider) ? wider : nil
    }

    /// A plan without one option and all that require it.
    public func removing(_ option: Int, from plan: [Bool]) -> [Bool] {
        var smaller = plan
        var waiting = [Int32(truncatingIfNeeded: option)]
        while let next = waiting.popLast() {
            guard smaller[Int(next)] else { continue }
            smaller[Int(next)] = false
            waiting += requiredBy[Int(next)]
        }
        return smaller
    }
}

/// What is known of each option at one point of a search.
struct PlanChoice: Sendable {
    /// Whether it is chosen, and whether that is still open; neither for one that is ruled out.
    var chosen: [Bool]
    var undecided: [Bool]

    /// Nothing decided.
    init(_ rules: PlanRules) {
        chosen = [Bool](repeating: false, count: rules.costs.count)
        undecided = rules.isOpen
    }

    /// How many are undecided.
    var openCount: Int { undecided.count { $0 } }

    /// Chooses options and rules others out, and draws the consequences. False if no plan is left.
    mutating func decide(choosing: [Int32], dropping: [Int32], _ rules: PlanRules) -> Bool {
        var toChoose = choosing
        var toDrop = dropping
        while true {
            if let option = toChoose.popLast() {
                let place = Int(option)
                if chosen[place] { continue }
                guard undecided[place] else { return false }
                undecided[place] = false
                chosen[place] = true
                toChoose += rules.requires[place]
                toDrop += rules.excludes[place]
            } else if let option = toDrop.popLast() {
                let place = Int(option)
                if chosen[place] { return false }
                guard undecided[place] else { continue }
                undecided[place] = false
                toDrop += rules.requiredBy[place]
            } else {
                guard let budget = rules.budget else { return true }
                let left = budget - rules.cost(of: chosen)
                if left < 0 { return false }
                for place in undecided.indices where undecided[place] && rules.costs[place] > left {
                    toDrop.append(Int32(truncatingIfNeeded: place))
                }
                if toDrop.isEmpty { return true }
            }
        }
    }

    /// Drops at the beginning what cannot be in any plan: what requires something that is not open, or what it excludes.
    mutating func settle(_ rules: PlanRules) {
        var isDone = false
        while !isDone {
            isDone = true
            for place in undecided.indices where undecided[place] {
                var trial = self
                let option = Int32(truncatingIfNeeded: place)
                if trial.decide(choosing: [option], dropping: [], rules) { continue }
                _ = decide(choosing: [], dropping: [option], rules)
                isDone = false
            }
        }
    }
}
