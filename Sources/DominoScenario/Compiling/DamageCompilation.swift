import DominoEngine

extension Scenario {
    /// The shape of a damage entry as the engine takes it.
    func shape(of damage: Damage) -> DamageShape {
        switch damage.shape {
        case .perDay(let amount): .perDay(amount)
        case .lump(let amount): .lump(amount)
        case .curve(let points):
            .curve(points.map { (days: curvePoints[Int($0)].days, amount: curvePoints[Int($0)].value) })
        }
    }
}

/// The damage of every commitment in order of rank, and where each entry stands in the scenario.
func damageTable(_ scenario: Scenario, order: [Int32]) -> (table: DamageTable, origin: [Int32]) {
    var table = DamageTable(commitments: 0)
    var origin: [Int32] = []
    let hasNotice = !scenario.noticePoints.isEmpty
    if hasNotice { table.noticeStart = [0] }
    table.start.reserveCapacity(order.count + 1)
    table.entries.reserveCapacity(scenario.damages.count)
    origin.reserveCapacity(scenario.damages.count)
    // Each point ends a piece, and so may a cap.
    table.pieces.reserveCapacity(2 * scenario.damages.count + scenario.curvePoints.count)
    for place in order {
        for damage in scenario.commitments[Int(place)].damage {
            append(scenario[damage], of: scenario, to: &table)
            origin.append(damage.place)
        }
        table.start.append(Int32(truncatingIfNeeded: table.entries.count))
        guard hasNotice else { continue }
        for point in scenario.commitments[Int(place)].notice {
            let point = scenario.noticePoints[Int(point)]
            table.noticePoints.append(DamageTable.NoticePoint(days: point.days, factor: point.value))
        }
        table.noticeStart.append(Int32(truncatingIfNeeded: table.noticePoints.count))
    }
    return (table, origin)
}

/// Adds one entry: `min(shape, cap, B)` while late, `B` when broken (model.md, section 3).
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
