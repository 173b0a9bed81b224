import DominoEngine

// MARK: Features and parameters

/// Commitments whose needs some mitigation gives a fallback or a share, so that they are general ones.
func needsUnderMitigation(_ scenario: Scenario) -> Set<CommitmentIndex> {
    var changed: Set<CommitmentIndex> = []
    for effect in scenario.effects {
        if case .need(_, of: let commitment) = effect.target { changed.insert(commitment) }
    }
    return changed
}

/// What the forward pass has to look at in a commitment.
func features(
    of place: CommitmentIndex, _ scenario: Scenario, _ changed: Set<CommitmentIndex>
) -> CommitmentGraph.Features {
    let commitment = scenario[place]
    var features: CommitmentGraph.Features = []
    if commitment.status.isFact { features.insert(.fact) }
    if commitment.start == .whenReady { features.insert(.whenReady) }
    if commitment.breaksAfter < .infinity { features.insert(.breaks) }
    var general = !changed.isEmpty && changed.contains(place)
    for need in commitment.needs where !general {
        let need = scenario[need]
        general = need.share < 1 || need.fallback < .infinity || need.group >= 0
    }
    if general { features.insert(.generalNeeds) }
    return features
}

/// The parameters with nothing slipped and nothing done.
///
/// - Parameters:
///   - order: the commitments in order of rank.
///   - needs: the needs as ranked.
func parameters(
    _ scenario: Scenario, _ graph: CommitmentGraph, order: [CommitmentIndex], needs: [NeedIndex]
) -> Parameters {
    let general = graph.features.contains { $0.contains(.generalNeeds) }
    var parameters = Parameters(commitments: graph.commitmentCount, needs: graph.needCount, generalNeeds: general)
    for (rank, place) in order.enumerated() {
        let commitment = scenario[place]
        parameters.baseSlip[rank] = -Float(commitment.cushion)
        parameters.breakLimit[rank] = Float(commitment.breaksAfter)
        if commitment.status == .broken {
            parameters.ownDelay[rank] = .infinity
        } else if commitment.status == .kept, let keptOn = commitment.keptOn {
            parameters.ownDelay[rank] = Float(scenario.calendar.ordinal(keptOn) - scenario.due(place))
        }
    }
    guard general else { return parameters }
    for (rank, need) in needs.enumerated() {
        parameters.share[rank] = Float(scenario[need].share)
        parameters.delayCap[rank] = Float(scenario[need].fallback)
    }
    return parameters
}

// MARK: Damage

extension Scenario {
    /// The shape of a damage entry as the engine takes it.
    func shape(of damage: Damage) -> DamageShape {
        switch damage.shape {
        case .perDay(let amount), .perCalendarDay(let amount), .perWeek(let amount): .perDay(amount)
        case .lump(let amount): .lump(amount)
        case .curve(let points):
            .curve(points.map { (days: curvePoints[Int($0)].days, amount: curvePoints[Int($0)].value) })
        }
    }
}

/// The damage of every commitment in order of rank, and the place of each entry in the scenario.
func damageTable(_ scenario: Scenario, order: [CommitmentIndex]) -> (table: DamageTable, origin: [DamageIndex]) {
    var table = DamageTable(commitments: 0)
    var origin: [DamageIndex] = []
    let hasNotice = !scenario.noticePoints.isEmpty
    if hasNotice { table.noticeStart = [0] }
    table.start.reserveCapacity(order.count + 1)
    table.entries.reserveCapacity(scenario.damages.count)
    origin.reserveCapacity(scenario.damages.count)
    // Each point ends a piece, and so may a cap.
    table.pieces.reserveCapacity(2 * scenario.damages.count + scenario.curvePoints.count)
    for place in order {
        for damage in scenario[place].damage {
            append(scenario[damage], of: scenario, to: &table)
            origin.append(damage)
        }
        table.start.append(Int32(truncatingIfNeeded: table.entries.count))
        guard hasNotice else { continue }
        for point in scenario[place].notice {
            let point = scenario.noticePoints[Int(point)]
            table.noticePoints.append(DamageTable.NoticePoint(days: point.days, factor: point.value))
        }
        table.noticeStart.append(Int32(truncatingIfNeeded: table.noticePoints.count))
    }
    return (table, origin)
}

/// Adds one entry: `min(shape, cap, B)` while late, `B` when broken (Model.md, section 3).
private func append(_ damage: Damage, of scenario: Scenario, to table: inout DamageTable) {
    let shape = scenario.shape(of: damage)
    let broken = damage.ifBroken ?? min(shape.amount(at: scenario.horizon), damage.cap)
    let first = table.pieces.count
    shape.append(to: &table.pieces, atMost: min(damage.cap, broken))
    table.entries.append(
        DamageTable.Entry(
            kind: damage.kind.place, bearer: damage.bearer.place, grace: damage.grace,
            pieceStart: Int32(truncatingIfNeeded: first),
            pieceCount: Int32(truncatingIfNeeded: table.pieces.count - first), broken: broken,
            weight: scenario[damage.kind].weight * scenario[damage.bearer].weight))
}

// MARK: Mitigations

/// What a mitigation changes, as the engine takes it. Effects on released commitments change nothing.
func changes(of mitigation: MitigationIndex, _ scenario: Scenario, _ origins: Compiled.Origins) -> [ColumnChange] {
    scenario[mitigation].effects.flatMap { changes(by: scenario.effects[Int($0)], origins) }
}

/// The one place where the verbs of scenario files become changes of columns.
private func changes(by effect: PlannedEffect, _ origins: Compiled.Origins) -> [ColumnChange] {
    let place: Int32
    switch effect.target {
    case .commitment(let commitment): place = origins.ranks[Int(commitment)]
    case .need(let need, _): place = origins.needRanks[Int(need)]
    case .risk(let risk): place = risk.place
    }
    guard place >= 0 else { return [] }
    switch effect {
    // On the grid of the slips, so that sums stay exact.
    case .expedite(_, let days): return [ColumnChange(.ownDelay, place, -Double(onGrid(days)))]
    case .fallback(_, _, let days): return [ColumnChange(.delayCap, place, days)]
    case .decouple(_, _, let share): return [ColumnChange(.share, place, share)]
    case .soften(_, let kind, let factor):
        return [ColumnChange(.softening, place, factor, kind: kind?.place ?? -1)]
    case .redate(_, let days): return ColumnChange.laterDate(of: place, days: days)
    case .extend(_, let days): return [ColumnChange(.breakLimit, place, days)]
    case .avert(_, let factor): return [ColumnChange(.eventChance, place, factor)]
    }
}
