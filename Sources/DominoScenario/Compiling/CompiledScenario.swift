import DominoEngine

/// A scenario as the engine reads it: columns by rank, and the way back to the lists of the file.
public struct CompiledScenario: Sendable {
    /// Who needs whom.
    public let graph: CommitmentGraph
    /// The numbers, everything on plan and no plan of mitigations in force.
    public let parameters: Parameters
    /// What being late costs.
    public let damage: DamageTable
    /// Days for news along each need as ranked; empty for none.
    public let relays: [Float]
    /// Commitment of each number the graph counts by: released ones are not among them.
    public let commitments: [Int32]
    /// Rank of each commitment of the file; -1 for a released one.
    public let ranks: [Int32]
    /// For each need as ranked, its place in the scenario's `needs`.
    public let needOrigin: [Int32]
    /// For each need of the scenario, its place as ranked; -1 for one that is gone.
    public let needRank: [Int32]
    /// For each entry of the damage table, its place in the scenario's `damages`.
    public let damageOrigin: [Int32]

    /// The commitment of a rank, as the file counts.
    public func commitment(ofRank rank: Int) -> CommitmentIndex {
        CommitmentIndex(Int(commitments[Int(graph.index[rank])]))
    }
}

/// Turns a checked scenario into columns.
/// - Complexity: O(commitments + needs + damage).
public func compile(_ scenario: Scenario) -> CompiledScenario {
    let (commitments, numbers) = liveCommitments(scenario)
    let rows = liveNeeds(scenario, commitments, numbers)
    let changed = needsUnderMitigation(scenario)
    let kinds = commitments.map { features(of: Int($0), scenario, changed) }
    guard
        let graph = try? CommitmentGraph(
            needStart: rows.start, needs: rows.needs, joins: rows.joins, features: kinds)
    else { preconditionFailure("a checked scenario has a sound graph") }

    let ranks = numbers.map { $0 < 0 ? -1 : graph.rank[Int($0)] }
    let needOrigin = graph.needOrigin.map { rows.origin[Int($0)] }
    var needRank = [Int32](repeating: -1, count: scenario.needs.count)
    for (rank, origin) in needOrigin.enumerated() { needRank[Int(origin)] = Int32(truncatingIfNeeded: rank) }
    let relays =
        scenario.needs.contains { $0.relay != 0 } ? needOrigin.map { Float(scenario.needs[Int($0)].relay) } : []
    let order = graph.index.map { commitments[Int($0)] }
    let (damage, damageOrigin) = damageTable(scenario, order: order)
    return CompiledScenario(
        graph: graph, parameters: parameters(scenario, graph, order: order, needOrigin: needOrigin), damage: damage,
        relays: relays, commitments: commitments, ranks: ranks, needOrigin: needOrigin, needRank: needRank,
        damageOrigin: damageOrigin)
}

/// The commitments that are not released, and the number each gets among them (-1 for the others).
private func liveCommitments(_ scenario: Scenario) -> (commitments: [Int32], numbers: [Int32]) {
    var commitments: [Int32] = []
    var numbers = [Int32](repeating: -1, count: scenario.commitments.count)
    commitments.reserveCapacity(scenario.commitments.count)
    for (place, commitment) in scenario.commitments.enumerated() where commitment.status != .released {
        numbers[place] = Int32(truncatingIfNeeded: commitments.count)
        commitments.append(Int32(truncatingIfNeeded: place))
    }
    return (commitments, numbers)
}

/// Needs between live commitments, in compressed rows by file order.
private struct NeedRows {
    var start: [Int32] = [0]
    var needs: [CommitmentGraph.Need] = []
    var joins: [Bool] = []
    /// Place in the scenario's `needs`.
    var origin: [Int32] = []
}

/// Gathers the needs of live commitments on live commitments.
private func liveNeeds(_ scenario: Scenario, _ commitments: [Int32], _ numbers: [Int32]) -> NeedRows {
    var rows = NeedRows()
    rows.start.reserveCapacity(commitments.count + 1)
    rows.needs.reserveCapacity(scenario.needs.count)
    rows.origin.reserveCapacity(scenario.needs.count)
    var hasGroups = false
    var dues: [Int32] = []
    dues.reserveCapacity(commitments.count)
    for commitment in commitments {
        dues.append(Int32(truncatingIfNeeded: scenario.due(CommitmentIndex(Int(commitment)))))
    }
    for (number, commitment) in commitments.enumerated() {
        let needing = scenario.commitments[Int(commitment)]
        var group: Int32 = -1
        for place in needing.needs {
            let need = scenario[place]
            let source = numbers[Int(need.commitment)]
            guard source >= 0 else { continue }
            let spare = dues[number] - dues[Int(source)]
            let buffer = need.buffer ?? Double(spare) - (need.lead ?? needing.work ?? 0)
            let joins = need.group >= 0 && need.group == group
            hasGroups = hasGroups || joins
            group = need.group
            rows.needs.append(CommitmentGraph.Need(source: source, buffer: Float(buffer)))
            rows.joins.append(joins)
            rows.origin.append(place.place)
        }
        rows.start.append(Int32(truncatingIfNeeded: rows.needs.count))
    }
    if !hasGroups { rows.joins = [] }
    return rows
}

/// Commitments some mitigation gives a fallback or a share, so that their needs are general ones.
private func needsUnderMitigation(_ scenario: Scenario) -> Set<Int32> {
    var changed: Set<Int32> = []
    for effect in scenario.effects {
        switch effect {
        case .fallback(let commitment, _, _), .decouple(let commitment, _, _): changed.insert(commitment.place)
        default: break
        }
    }
    return changed
}

/// What the forward pass has to look at in a commitment.
private func features(
    of place: Int, _ scenario: Scenario, _ changed: Set<Int32>
) -> CommitmentGraph.Features {
    let commitment = scenario.commitments[place]
    var features: CommitmentGraph.Features = []
    if commitment.status.isFact { features.insert(.fact) }
    if commitment.start == .whenReady { features.insert(.whenReady) }
    if commitment.breaksAfter < .infinity { features.insert(.breaks) }
    var general = !changed.isEmpty && changed.contains(Int32(truncatingIfNeeded: place))
    for need in commitment.needs where !general {
        let need = scenario[need]
        general = need.share < 1 || need.fallback < .infinity || need.group >= 0
    }
    if general { features.insert(.generalNeeds) }
    return features
}

/// The columns with everything on plan.
private func parameters(
    _ scenario: Scenario, _ graph: CommitmentGraph, order: [Int32], needOrigin: [Int32]
) -> Parameters {
    let general = graph.features.contains { $0.contains(.generalNeeds) }
    var parameters = Parameters(commitments: graph.commitmentCount, needs: graph.needCount, generalNeeds: general)
    for (rank, place) in order.enumerated() {
        let commitment = scenario.commitments[Int(place)]
        parameters.baseSlip[rank] = -Float(commitment.cushion)
        parameters.breakLimit[rank] = Float(commitment.breaksAfter)
        if commitment.status == .broken {
            parameters.ownDelay[rank] = .infinity
        } else if commitment.status == .kept, let keptOn = commitment.keptOn {
            parameters.ownDelay[rank] = Float(scenario.calendar.ordinal(keptOn) - scenario.due(CommitmentIndex(Int(place))))
        }
    }
    guard general else { return parameters }
    for (rank, origin) in needOrigin.enumerated() {
        parameters.share[rank] = Float(scenario.needs[Int(origin)].share)
        parameters.delayCap[rank] = Float(scenario.needs[Int(origin)].fallback)
    }
    return parameters
}
