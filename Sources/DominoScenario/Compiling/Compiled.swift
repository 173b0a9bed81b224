import DominoEngine

/// A scenario, its model, and the way from one to the other.
public struct Compiled: Sendable {
    /// The scenario.
    public let scenario: Scenario
    /// What the engine computes with.
    public let model: Model
    /// Where the columns of the model come from.
    public let origins: Origins

    /// Where the columns of a model come from: places in the lists of the scenario.
    public struct Origins: Sendable {
        /// The commitments of the model in the order of the file: released ones are not among them.
        public let commitments: [CommitmentIndex]
        /// Rank of each commitment of the scenario, -1 for a released one.
        let ranks: [Int32]
        /// For each need as ranked, its place in the scenario.
        public let needs: [NeedIndex]
        /// For each need of the scenario, its place as ranked; -1 for one that is gone.
        let needRanks: [Int32]
        /// For each entry of the damage table, its place in the scenario.
        public let damages: [DamageIndex]
        /// The uncertain inputs by number; empty if uncertainty was not compiled.
        public let inputs: [UncertainInput]
    }

    /// The rank of a commitment; nil for a released one.
    public func rank(of commitment: CommitmentIndex) -> Rank? {
        let rank = origins.ranks[Int(commitment)]
        return rank < 0 ? nil : Rank(rawValue: rank)
    }

    /// The commitment at a rank.
    public func commitment(at rank: Rank) -> CommitmentIndex {
        origins.commitments[Int(model.graph.index[Int(rank)])]
    }

    /// The rank of the root; nil without one, or where it is released.
    public var root: Rank? { model.root }

    /// All ranks with their commitments, in order of rank.
    public var ranks: some Sequence<(rank: Rank, commitment: CommitmentIndex)> {
        model.graph.index.indices.lazy.map { place in
            (rank: Rank(place), commitment: origins.commitments[Int(model.graph.index[place])])
        }
    }

    /// Slips as the model takes them, without those of released commitments.
    public func slips(_ slips: [Slip]) -> [(rank: Rank, days: Double)] {
        slips.compactMap { slip in rank(of: slip.commitment).map { (rank: $0, days: slip.days) } }
    }

    /// Moves as the model takes them, without those of released commitments.
    public func moves(_ moves: [Move]) -> [(rank: Rank, days: Double)] {
        moves.compactMap { move in rank(of: move.commitment).map { (rank: $0, days: move.days) } }
    }
}

/// Compiles a checked scenario.
///
/// - Parameter draws: whether what is drawn at random is compiled as well. What-if and curve do not need it, and a
///   large scenario is compiled in less time without.
/// - Complexity: O(commitments + needs + damage + draws), and 35 us for each table of quantiles.
public func compile(_ scenario: Scenario, draws: Bool = true) -> Compiled {
    let live = LiveCommitments(scenario)
    let rows = NeedRows(scenario, live)
    let changed = needsUnderMitigation(scenario)
    let expedited = expedited(scenario)
    var kinds = live.commitments.map { features(of: $0, scenario, changed) }
    for (number, place) in live.commitments.enumerated()
    where expedited.contains(place) && !kinds[number].contains(.fact) { kinds[number].insert(.adjusted) }
    guard
        let graph = try? CommitmentGraph(
            needStart: rows.start, needs: rows.needs, joins: rows.joins, quorums: rows.quorums, features: kinds)
    else { preconditionFailure("a checked scenario has a sound graph") }

    let ranks = live.numbers.map { $0 < 0 ? -1 : graph.rank[Int($0)] }
    let needs = graph.needOrigin.map { rows.origin[Int($0)] }
    var needRanks = [Int32](repeating: -1, count: scenario.needs.count)
    for (rank, need) in needs.enumerated() { needRanks[Int(need)] = Int32(truncatingIfNeeded: rank) }
    let hasRelays = scenario.needs.contains { $0.relay != 0 }
    let order = graph.index.map { live.commitments[Int($0)] }
    let (damage, damages) = damageTable(scenario, order: order)
    let inputs = draws ? uncertainInputs(scenario, ranks, graph) : []
    let origins = Compiled.Origins(
        commitments: live.commitments, ranks: ranks, needs: needs, needRanks: needRanks, damages: damages,
        inputs: inputs)
    let followers = Followers(scenario, ranks: ranks)
    var model = Model(
        graph: graph, parameters: parameters(scenario, graph, order: order, needs: needs), damage: damage,
        relays: hasRelays ? needs.map { Float(scenario[$0].relay) } : [],
        dues: graph.index.map { Double(live.dues[Int($0)]) },
        root: scenario.root.flatMap { ranks[Int($0)] < 0 ? nil : Rank(rawValue: ranks[Int($0)]) },
        mitigations: scenario.mitigations.places.map { place in
            Model.Mitigation(
                effects: effects(of: place, scenario, origins, followers), leadTime: scenario[place].leadTime,
                works: scenario.event(of: place))
        },
        uncertainty: draws
            ? uncertainty(of: inputs, scenario, ranks, graph) : Uncertainty(commitments: graph.commitmentCount),
        chances: draws ? scenario.risks.map { $0.chance } : [], isComplete: draws)
    model.today = scenario.todayOrdinal
    let breaks = model.parameters.breakLimit.contains { $0 < .infinity }
    model.patience = breaks ? order.map { Float(scenario.patience(of: $0)) } : []
    model.leaders = followers.leaders(scenario, ranks: ranks, count: graph.commitmentCount)
    model.decided = scenario.decided.map { decided in
        (mitigation: decided.mitigation.place, on: Double(scenario.calendar.ordinal(decided.on)))
    }
    model.markWhatMayBeEarly()
    model.checkInvariants()
    return Compiled(scenario: scenario, model: model, origins: origins)
}

/// The commitments that are not released.
private struct LiveCommitments {
    var commitments: [CommitmentIndex] = []
    /// The due day of each of them, as an ordinal.
    var dues: [Int32] = []
    /// For each commitment of the scenario its number among the live ones; -1 for a released one.
    var numbers: [Int32]

    init(_ scenario: Scenario) {
        numbers = [Int32](repeating: -1, count: scenario.commitments.count)
        commitments.reserveCapacity(scenario.commitments.count)
        dues.reserveCapacity(scenario.commitments.count)
        for (place, commitment) in scenario.commitments.placed where commitment.status != .released {
            numbers[Int(place)] = Int32(truncatingIfNeeded: commitments.count)
            commitments.append(place)
            dues.append(Int32(truncatingIfNeeded: scenario.due(place)))
        }
    }
}

/// Needs of live commitments on live commitments, in compressed rows in the order of the file.
private struct NeedRows {
    var start: [Int32] = [0]
    var needs: [CommitmentGraph.Need] = []
    var joins: [Bool] = []
    /// How many members of its group each need asks for; empty where one is enough everywhere.
    var quorums: [Int32] = []
    var origin: [NeedIndex] = []

    init(_ scenario: Scenario, _ live: LiveCommitments) {
        start.reserveCapacity(live.commitments.count + 1)
        needs.reserveCapacity(scenario.needs.count)
        origin.reserveCapacity(scenario.needs.count)
        var hasGroups = false
        for (number, commitment) in live.commitments.enumerated() {
            let needing = scenario[commitment]
            var group: Int32 = -1
            for place in needing.needs {
                let need = scenario[place]
                let source = live.numbers[Int(need.commitment)]
                guard source >= 0 else { continue }
                let spare = live.dues[number] - live.dues[Int(source)]
                let buffer = need.buffer ?? Double(spare) - (need.lead ?? needing.work ?? 0)
                let joins = need.group >= 0 && need.group == group
                hasGroups = hasGroups || joins
                group = need.group
                needs.append(CommitmentGraph.Need(source: source, buffer: Float(buffer)))
                self.joins.append(joins)
                origin.append(place)
            }
            start.append(Int32(truncatingIfNeeded: needs.count))
        }
        if !hasGroups { joins = [] }
        if scenario.needs.contains(where: { $0.quorum > 1 }) { quorums = self.quorums(scenario, live) }
    }

    /// How many members of its group each need asks for. A released member is none: one less is asked for, but one at
    /// least.
    private func quorums(_ scenario: Scenario, _ live: LiveCommitments) -> [Int32] {
        var released: [Int64: Int32] = [:]
        // In 64 bits: in a page an `Int` has 32.
        func group(_ place: NeedIndex, of commitment: Int) -> Int64 {
            Int64(commitment) << 32 | Int64(scenario[place].group)
        }
        for (number, commitment) in live.commitments.enumerated() {
            for place in scenario[commitment].needs
            where scenario[place].group >= 0 && live.numbers[Int(scenario[place].commitment)] < 0 {
                released[group(place, of: number), default: 0] += 1
            }
        }
        var quorums: [Int32] = []
        for number in live.commitments.indices {
            for place in origin[Int(start[number])..<Int(start[number + 1])] {
                let less = scenario[place].group < 0 ? 0 : released[group(place, of: number)] ?? 0
                quorums.append(max(1, scenario[place].quorum - less))
            }
        }
        return quorums
    }
}
