/// A scenario whose plans are to be compared: columns and draws without any option, the options, and what each touches.
///
/// Only commitments that some option can move, and those whose damage it can change, are computed plan by plan; all others
/// are the same under every plan, and are computed once.
public struct PlanModel: Sendable {
    let graph: CommitmentGraph
    /// Nothing done, the slip in force.
    let parameters: Parameters
    let damage: DamageTable
    /// Days of notice, by rank; nil for silence.
    public let notice: [Double]?
    let uncertainty: Uncertainty
    let seed: UInt64
    /// What can be done.
    public let options: [PlanOption]
    /// The sets below, and whatever a workspace adds to its own copy.
    let sets: OptionSets
    /// Options that make a commitment's own delay less, by rank; numbers in `sets`, as those below.
    let ownSets: [Int32]
    /// Options that move the day it breaks, by rank.
    let limitSets: [Int32]
    /// Options that change its damage, by rank.
    let damageSets: [Int32]
    /// Options that change a need.
    let needSets: [Int32]
    /// Options that change the chance of an event.
    let eventSets: [Int32]
    /// The rank that has each need.
    let needOwner: [Int32]
    /// Ranks computed plan by plan, rising.
    let activeRanks: [Int32]
    let isActive: [Bool]
    /// Ranks that are the same under every plan and that active ones need, rising.
    let borderRanks: [Int32]
    /// Active ranks with damage, rising.
    let damageRanks: [Int32]
    /// For each option the places in `damageRanks` it can change; empty where that would take too much memory.
    public let reaches: [[Int32]]
    /// For each option the places in `activeRanks` it can move; empty with `reaches`.
    let moves: [[Int32]]
    /// Where each option's `reaches` begin, were they behind one another; one more than options. Empty with `reaches`.
    let reachStarts: [Int]
    /// For each option and place in `damageRanks`, which of its `reaches` that is; -1 for none. Empty with `reaches`.
    let reachNumbers: [Int32]
    /// Whether every amount fits a `CentRow` when nothing is done, and so under every plan.
    let isSmall: Bool

    /// - Precondition: all columns are of `graph`; effects name ranks, needs and events that exist.
    /// - Complexity: O(commitments + needs + damage), and for each option what it reaches.
    public init(
        graph: CommitmentGraph, parameters: Parameters, damage: DamageTable, notice: [Double]?,
        uncertainty: Uncertainty,
        seed: UInt64, options: [PlanOption]
    ) {
        precondition(parameters.fit(graph), "one value a commitment and need")
        precondition(damage.start.count == graph.commitmentCount + 1, "one row of damage a commitment")
        let count = graph.commitmentCount
        var owner = [Int32](repeating: 0, count: graph.needCount)
        for rank in 0..<count {
            for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) {
                owner[need] = Int32(truncatingIfNeeded: rank)
            }
        }
        var touched = TouchedPlaces(graph, events: uncertainty.events.count)
        for (place, option) in options.enumerated() {
            touched.add(Int32(truncatingIfNeeded: place), option.effects, graph)
        }
        var sets = OptionSets(options: options.count)
        ownSets = touched.own.map { sets.set(of: $0) }
        limitSets = touched.limit.map { sets.set(of: $0) }
        damageSets = touched.damage.map { sets.set(of: $0) }
        needSets = touched.need.map { sets.set(of: $0) }
        eventSets = touched.event.map { sets.set(of: $0) }
        self.sets = sets

        var isMoved = [Bool](repeating: false, count: count)
        for rank in 0..<count where !graph.features[rank].contains(.fact) {
            var moves = ownSets[rank] != 0 || limitSets[rank] != 0
            for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) {
                moves = moves || needSets[need] != 0 || isMoved[Int(graph.needs[need].source)]
            }
            let first = Int(uncertainty.contributionStart[rank])
            for place in first..<Int(uncertainty.contributionStart[rank + 1]) {
                if case .event(let event) = uncertainty.contributions[place].source, eventSets[Int(event)] != 0 {
                    moves = true
                }
            }
            isMoved[rank] = moves
        }
        var isBorder = [Bool](repeating: false, count: count)
        var active: [Int32] = []
        var damaged: [Int32] = []
        var isActive = isMoved
        for rank in 0..<count where isMoved[rank] || damageSets[rank] != 0 {
            isActive[rank] = true
            active.append(Int32(truncatingIfNeeded: rank))
            if damage.start[rank] < damage.start[rank + 1] { damaged.append(Int32(truncatingIfNeeded: rank)) }
        }
        for rank in active {
            for need in Int(graph.needStart[Int(rank)])..<Int(graph.needStart[Int(rank) + 1]) {
                let source = Int(graph.needs[need].source)
                if !isActive[source] { isBorder[source] = true }
            }
        }
        self.isActive = isActive
        activeRanks = active
        damageRanks = damaged
        borderRanks = isBorder.indices.filter { isBorder[$0] }.map { Int32(truncatingIfNeeded: $0) }
        let reached = DominoEngine.reached(options, graph, uncertainty, owner)
        let reaches = reached.map { option in
            damaged.indices.filter { option.isMoved[Int(damaged[$0])] || option.isSoftened[Int(damaged[$0])] }
                .map { Int32(truncatingIfNeeded: $0) }
        }
        self.reaches = reaches
        reachStarts = reaches.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        var numbers = [Int32](repeating: -1, count: reaches.count * damaged.count)
        for (option, places) in reaches.enumerated() {
            for (number, place) in places.enumerated() {
                numbers[option * damaged.count + Int(place)] = Int32(truncatingIfNeeded: number)
            }
        }
        reachNumbers = numbers
        moves = reached.map { option in
            active.indices.filter { option.isMoved[Int(active[$0])] }.map { Int32(truncatingIfNeeded: $0) }
        }
        isSmall = LaneDamage(damage, dueShift: parameters.dueShift, notice: notice).bound < CentRow.limit
        needOwner = owner
        self.graph = graph
        self.parameters = parameters
        self.damage = damage
        self.notice = notice
        self.uncertainty = uncertainty
        self.seed = seed
        self.options = options
    }

    /// Number of commitments.
    public var commitmentCount: Int { graph.commitmentCount }

    /// Number of commitments with damage that some plan changes.
    public var damagedCount: Int { damageRanks.count }

    /// How many places options reach, all together.
    public var reachCount: Int { reachStarts[reachStarts.count - 1] }

    /// Number of damage entries.
    public var entryCount: Int { damage.entries.count }

    /// Whether luck has a say at all; if not, one replicate tells everything.
    public var isCertain: Bool {
        uncertainty.contributions.isEmpty && options.allSatisfy { $0.event == nil }
    }
}

/// Which options touch what.
private struct TouchedPlaces {
    var own: [[Int32]]
    var limit: [[Int32]]
    var damage: [[Int32]]
    var need: [[Int32]]
    var event: [[Int32]]

    init(_ graph: CommitmentGraph, events: Int) {
        own = [[Int32]](repeating: [], count: graph.commitmentCount)
        limit = own
        damage = own
        need = [[Int32]](repeating: [], count: graph.needCount)
        event = [[Int32]](repeating: [], count: events)
    }

    mutating func add(_ option: Int32, _ effects: [Effect], _ graph: CommitmentGraph) {
        for effect in effects {
            switch effect {
            case .expedite(let rank, _):
                if !graph.features[Int(rank)].contains(.fact) { own[Int(rank)].append(option) }
            case .fallback(let place, _), .decouple(let place, _): need[Int(place)].append(option)
            case .soften(let rank, _, _): damage[Int(rank)].append(option)
            case .redate(let rank, _):
                damage[Int(rank)].append(option)
                limit[Int(rank)].append(option)
            case .extend(let rank, _): limit[Int(rank)].append(option)
            case .avert(let risk, _): event[Int(risk)].append(option)
            }
        }
    }
}

/// Most places that lists of what options reach may hold.
private let reachBudget = 1 << 24

/// What one option can change at all.
private struct Reached {
    /// By rank, whether its slip can.
    var isMoved: [Bool]
    /// By rank, whether its damage can at the same slip.
    var isSoftened: [Bool]
}

/// For each option what it can change: what it touches, and all behind that. Empty where that would take too much memory.
private func reached(
    _ options: [PlanOption], _ graph: CommitmentGraph, _ uncertainty: Uncertainty, _ owner: [Int32]
) -> [Reached] {
    let (most, overflows) = options.count.multipliedReportingOverflow(by: graph.needCount + graph.commitmentCount)
    guard !overflows, most <= reachBudget else { return [] }
    return options.map { option in
        var isReached = [Bool](repeating: false, count: graph.commitmentCount)
        var hurts = isReached
        for effect in option.effects {
            switch effect {
            case .expedite(let rank, _), .extend(let rank, _): isReached[Int(rank)] = true
            case .redate(let rank, _):
                isReached[Int(rank)] = true
                hurts[Int(rank)] = true
            case .fallback(let need, _), .decouple(let need, _): isReached[Int(owner[Int(need)])] = true
            case .soften(let rank, _, _): hurts[Int(rank)] = true
            case .avert(let risk, _):
                for rank in 0..<graph.commitmentCount {
                    let first = Int(uncertainty.contributionStart[rank])
                    for place in first..<Int(uncertainty.contributionStart[rank + 1]) {
                        if case .event(risk) = uncertainty.contributions[place].source { isReached[rank] = true }
                    }
                }
            }
        }
        for rank in 0..<graph.commitmentCount where !graph.features[rank].contains(.fact) && !isReached[rank] {
            for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1])
            where isReached[Int(graph.needs[need].source)] {
                isReached[rank] = true
                break
            }
        }
        return Reached(isMoved: isReached, isSoftened: hurts)
    }
}
