/// What one replicate's slips cost: an amount for each entry of damage, a score for each commitment.
public struct Assessment: Sendable {
    /// Amount of each entry of the table, in its kind's unit.
    public var amounts: [Double]
    /// Score of each commitment, by rank.
    public var scores: [Double]
    /// `d score / d slip` of each commitment, from the right, jumps ignored; by rank.
    public var slopes: [Double]
    /// Sum of the scores.
    public var total: Double
}

/// Damage of every commitment at `slips` (model.md, section 3).
///
/// - Parameters:
///   - dueShift: days by which new dates are agreed, by rank.
///   - notice: days of notice, by rank; nil for silence, which is 0 for all.
/// - Complexity: O(commitments + entries + pieces).
public func assess(_ slips: [Float], under table: DamageTable, dueShift: [Float], notice: [Double]?) -> Assessment {
    precondition(table.start.count == slips.count + 1 && dueShift.count == slips.count, "one row a commitment")
    var result = Assessment(
        amounts: [Double](repeating: 0, count: table.entries.count),
        scores: [Double](repeating: 0, count: slips.count),
        slopes: [Double](repeating: 0, count: slips.count), total: 0)
    for rank in slips.indices {
        let first = Int(table.start[rank])
        let end = Int(table.start[rank + 1])
        guard first < end else { continue }
        let slip = Double(slips[rank]) - Double(dueShift[rank])
        let remaining = table.noticeFactor(of: rank, days: notice?[rank] ?? 0)
        for place in first..<end {
            let entry = table.entries[place]
            let factor = remaining * entry.softened
            let amount = table.amount(of: place, slip: slip) * factor
            result.amounts[place] = amount
            result.scores[rank] += amount * entry.weight
            if slip < .infinity {
                result.slopes[rank] += table.slope(of: place, slip: slip) * factor * entry.weight
            }
        }
        result.total += result.scores[rank]
    }
    return result
}

/// Whether a commitment counts as late: beyond the agreed date by more than rounding.
public func isLate(_ slip: Float, dueShift: Float) -> Bool {
    slip < .infinity && Double(slip) - Double(dueShift) > 0.0001
}
