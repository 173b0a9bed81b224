/// A mitigation as the search sees it: what it changes, and whether it is fallible.
package struct PlanOption: Sendable {
    /// What it changes.
    package var changes: [ColumnChange]
    /// The draw that decides whether it works; nil where it surely works.
    package var event: Uncertainty.Event?

    /// An option.
    package init(changes: [ColumnChange], event: Uncertainty.Event?) {
        self.changes = changes
        self.event = event
    }
}

/// A scenario whose plans are compared: columns and draws with nothing done, the options, and what each option touches.
///
/// A commitment is active if some option can move its slip or change its damage. Only active commitments are computed
/// again for each plan. All others are the same under every plan and are computed once.
package struct PlanModel: Sendable {
    let graph: CommitmentGraph
    /// The slips asked for in force, and no option.
    let parameters: Parameters
    let damage: DamageTable
    /// Days of notice, by rank; nil where nobody is told.
    package let notice: [Double]?
    let uncertainty: Uncertainty
    let seed: UInt64
    /// The options.
    package let options: [PlanOption]
    /// The options that are under way already: part of every plan, and no part of any choice.
    let underWay: OptionMask
    /// The sets below. Each workspace adds more sets to a copy of its own.
    let sets: OptionSets
    /// By rank, the options that expedite it; numbers in `sets`, as in all lists here.
    let ownSets: [Int32]
    /// By rank, the options that move the limit from which it breaks.
    let limitSets: [Int32]
    /// By rank, the options that change its damage at the same slip.
    let damageSets: [Int32]
    /// By need, the options that change what it passes on.
    let needSets: [Int32]
    /// By event, the options that change its chance.
    let eventSets: [Int32]
    /// By need, the rank that has it.
    let needOwner: [Int32]
    /// Ranks of active commitments, rising.
    let activeRanks: [Int32]
    let isActive: [Bool]
    /// By rank, its place in `activeRanks`; -1 for others. Empty where no base and no patience is drawn.
    let activePlaces: [Int32]
    /// Ranks that are not active but needed by active ones, rising.
    let borderRanks: [Int32]
    /// Active ranks with damage, rising.
    let damageRanks: [Int32]
    /// By option, the places in `damageRanks` that it can change. Empty, as all lists below, where they would take too
    /// much memory.
    let reaches: [[Int32]]
    /// By option, the places in `activeRanks` that it can move.
    let moves: [[Int32]]
    /// By option, where its `reaches` would begin if all lists stood one after the other; one more than options.
    let reachStarts: [Int]
    /// By option and place in `damageRanks`, the number of that place in the option's `reaches`; -1 where it is not in
    /// it.
    let reachNumbers: [Int32]
    /// Whether every amount fits a `CentRow` with nothing done, and so under every plan.
    let isSmall: Bool

    /// - Precondition: all columns belong to `graph`; changes name places that exist.
    /// - Complexity: O(commitments + needs + damage), and for each option what it reaches.
    package init(
        graph: CommitmentGraph, parameters: Parameters, damage: DamageTable, notice: [Double]?,
        uncertainty: Uncertainty, seed: UInt64, options: [PlanOption], underWay: [Int] = []
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
            touched.add(Int32(truncatingIfNeeded: place), option.changes, graph)
        }
        var sets = OptionSets(options: options.count)
        ownSets = touched.own.map { sets.set(of: $0) }
        limitSets = touched.limit.map { sets.set(of: $0) }
        damageSets = touched.damage.map { sets.set(of: $0) }
        needSets = touched.need.map { sets.set(of: $0) }
        eventSets = touched.event.map { sets.set(of: $0) }
        self.sets = sets

        let isMoved = movedRanks(graph, uncertainty, touched)
        var isActive = isMoved
        for rank in 0..<count where damageSets[rank] != 0 { isActive[rank] = true }
        var isBorder = [Bool](repeating: false, count: count)
        for rank in 0..<count where isActive[rank] {
            for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) {
                let source = Int(graph.needs[need].source)
                if !isActive[source] { isBorder[source] = true }
            }
        }
        let active = places(where: isActive)
        let damaged = active.filter { damage.start[Int($0)] < damage.start[Int($0) + 1] }
        self.isActive = isActive
        activeRanks = active
        activePlaces = uncertainty.drawsBases ? placeNumbers(of: active, count: count) : []
        damageRanks = damaged
        borderRanks = places(where: isBorder)
        let reached = DominoEngine.reached(options, graph, uncertainty, owner)
        let reaches = reached.map { option in
            places(where: damaged.map { option.isMoved[Int($0)] || option.isSoftened[Int($0)] })
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
        moves = reached.map { option in places(where: active.map { option.isMoved[Int($0)] }) }
        isSmall = LaneDamage(damage, dueShift: parameters.dueShift, notice: notice).bound < CentRow.limit
        needOwner = owner
        self.graph = graph
        self.parameters = parameters
        self.damage = damage
        self.notice = notice
        self.uncertainty = uncertainty
        self.seed = seed
        self.options = options
        self.underWay = OptionMask(underWay, optionCount: options.count)
    }

    /// Whether a base or patience is drawn.
    var drawsBases: Bool { !activePlaces.isEmpty }

    /// How many places all options reach together.
    package var reachCount: Int { reachStarts[reachStarts.count - 1] }

    /// Number of damage entries.
    package var entryCount: Int { damage.entries.count }

    /// The empty plan.
    package var nothing: OptionMask { OptionMask(optionCount: options.count) }

    /// Whether nothing is drawn, so that one replicate says everything.
    package var isCertain: Bool {
        uncertainty.contributions.isEmpty && options.allSatisfy { $0.event == nil }
    }

    /// The rank that a change of a commitment or a need belongs to.
    func rank(of change: ColumnChange) -> Int {
        precondition(change.column.place != .event, "an event may hit many commitments")
        return Int(change.column.place == .need ? needOwner[Int(change.place)] : change.place)
    }
}

/// For each place of a list of `count`, its number among some of them; -1 for the others.
private func placeNumbers(of places: [Int32], count: Int) -> [Int32] {
    var numbers = [Int32](repeating: -1, count: count)
    for (number, place) in places.enumerated() { numbers[Int(place)] = Int32(truncatingIfNeeded: number) }
    return numbers
}

/// The places at which a list says yes.
private func places(where isIn: [Bool]) -> [Int32] {
    isIn.indices.filter { isIn[$0] }.map { Int32(truncatingIfNeeded: $0) }
}

/// Which options touch which places.
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

    mutating func add(_ option: Int32, _ changes: [ColumnChange], _ graph: CommitmentGraph) {
        for change in changes {
            let place = Int(change.place)
            switch change.column {
            case .expedite: if !graph.features[place].contains(.fact) { own[place].append(option) }
            case .breakLimit: limit[place].append(option)
            case .dueShift, .softening: damage[place].append(option)
            case .delayCap, .share: need[place].append(option)
            case .eventChance: event[place].append(option)
            }
        }
    }
}

/// By rank, whether some option can move its slip.
private func movedRanks(_ graph: CommitmentGraph, _ uncertainty: Uncertainty, _ touched: TouchedPlaces) -> [Bool] {
    var isMoved = [Bool](repeating: false, count: graph.commitmentCount)
    for rank in isMoved.indices where !graph.features[rank].contains(.fact) {
        var moves = !touched.own[rank].isEmpty || !touched.limit[rank].isEmpty
        for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) {
            moves = moves || !touched.need[need].isEmpty || isMoved[Int(graph.needs[need].source)]
        }
        let first = Int(uncertainty.contributionStart[rank])
        for place in first..<Int(uncertainty.contributionStart[rank + 1]) {
            if case .event(let event) = uncertainty.contributions[place].source, !touched.event[Int(event)].isEmpty {
                moves = true
            }
        }
        isMoved[rank] = moves
    }
    return isMoved
}

/// What one option can change at all.
private struct Reached {
    /// By rank, whether its slip can change.
    var isMoved: [Bool]
    /// By rank, whether its damage can change at the same slip.
    var isSoftened: [Bool]
}

/// The most entries that all lists of what options reach may have together.
private let reachBudget = 1 << 24

/// For each option, what it can change: the places it touches and all commitments that depend on them. Empty where that
/// would take too much memory.
private func reached(
    _ options: [PlanOption], _ graph: CommitmentGraph, _ uncertainty: Uncertainty, _ owner: [Int32]
) -> [Reached] {
    let (most, overflows) = options.count.multipliedReportingOverflow(by: graph.needCount + graph.commitmentCount)
    guard !overflows, most <= reachBudget else { return [] }
    return options.map { option in
        var isMoved = [Bool](repeating: false, count: graph.commitmentCount)
        var isSoftened = isMoved
        for change in option.changes {
            switch change.column {
            case .expedite, .breakLimit: isMoved[Int(change.place)] = true
            case .delayCap, .share: isMoved[Int(owner[Int(change.place)])] = true
            case .dueShift, .softening: isSoftened[Int(change.place)] = true
            case .eventChance:
                for rank in isMoved.indices {
                    let first = Int(uncertainty.contributionStart[rank])
                    for place in first..<Int(uncertainty.contributionStart[rank + 1]) {
                        if case .event(change.place) = uncertainty.contributions[place].source { isMoved[rank] = true }
                    }
                }
            }
        }
        for rank in isMoved.indices where !graph.features[rank].contains(.fact) && !isMoved[rank] {
            let needs = Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1])
            isMoved[rank] = needs.contains { isMoved[Int(graph.needs[$0].source)] }
        }
        return Reached(isMoved: isMoved, isSoftened: isSoftened)
    }
}
