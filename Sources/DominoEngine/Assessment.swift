/// What slips cost: an amount for each entry of damage, and a score for each commitment.
public struct Assessment: Sendable {
    /// Amount of each damage entry, in the unit of its kind.
    public var amounts: [Double]
    /// Score of each commitment, by rank.
    public var scores: [Double]
    /// `d score / d slip` of each commitment, from the right and without jumps; by rank.
    public var slopes: [Double]
    /// Sum of the scores.
    public var total: Double
}

/// Damage of every commitment at `slips` (Model.md, section 3).
///
/// - Parameters:
///   - dueShift: days by which later dates are agreed, by rank.
///   - notice: days of notice, by rank; nil if nobody is told, which is 0 for all.
/// - Complexity: O(commitments + entries + pieces).
public func assess(_ slips: [Float], under table: DamageTable, dueShift: [Float], notice: [Double]?) -> Assessment {
    precondition(table.start.count == slips.count + 1 && dueShift.count == slips.count, "one row a commitment")
    var amounts = [Double](repeating: 0, count: table.entries.count)
    var scores = [Double](repeating: 0, count: slips.count)
    var slopes = [Double](repeating: 0, count: slips.count)
    var total = 0.0
    let (start, entries) = (table.start.span, table.entries.span)
    for rank in slips.indices {
        let first = Int(start[rank])
        let end = Int(start[rank + 1])
        guard first < end else { continue }
        let (slip, shift) = (Double(slips[rank]), Double(dueShift[rank]))
        let remaining = table.noticeFactor(of: rank, days: notice?[rank] ?? 0)
        var (score, slope) = (0.0, 0.0)
        for place in first..<end {
            let entry = entries[place]
            let factor = remaining * entry.softened
            let line = table.line(of: entry, rank: rank, slip: slip, dueShift: shift)
            let amount = line.amount * factor
            amounts[place] = amount
            score += amount * entry.weight
            slope += line.slope * factor * entry.weight
        }
        scores[rank] = score
        slopes[rank] = slope
        total += score
    }
    return Assessment(amounts: amounts, scores: scores, slopes: slopes, total: total)
}

/// Days beyond the agreed date from which a commitment counts as late: less is rounding.
public let lateTolerance = 0.0001

/// The least score that counts as damage: half a hundredth, which is rounded to one.
public let leastDamage = 0.005

/// Whether a commitment counts as late: beyond the agreed date by more than rounding.
public func isLate(_ slip: Float, dueShift: Float) -> Bool {
    slip < .infinity && Double(slip) - Double(dueShift) > lateTolerance
}

// MARK: Who causes the score

/// Who makes whom late, and what it costs: three figures from one backward pass along the drivers (Model.md, section
/// 4).
public struct Attribution: Sendable {
    /// `M_j`: the score of a commitment itself and what its dependents pass back to it; by rank.
    public var carried: [Double]
    /// The part of it that stays with the commitment; by rank.
    public var blame: [Double]
    /// The part that stays with the plan itself, because its buffers are negative. All blames and this add up to the
    /// total score.
    public var overcommitted: Double
    /// `d total score / d x_j`, from the right and without jumps; by rank.
    public var priceOfDay: [Double]
    /// The need through which a commitment is late, as ranked; -1 where it drives itself; by rank.
    public var driver: [Int32]
}

/// Walks from the last rank to the first, and passes every score back to what caused it.
///
/// - Parameter slips: of the same graph and parameters.
/// - Complexity: O(commitments + needs); allocates five columns.
public func attribute(
    _ assessment: Assessment, of slips: [Float], in graph: CommitmentGraph, under parameters: Parameters
) -> Attribution {
    let count = graph.commitmentCount
    var result = Attribution(
        carried: assessment.scores, blame: [Double](repeating: 0, count: count), overcommitted: 0,
        priceOfDay: assessment.slopes, driver: [Int32](repeating: -1, count: count))
    for rank in stride(from: count - 1, through: 0, by: -1) {
        let cause = cause(of: rank, slips, graph, parameters)
        splitBlame(of: rank, cause, slips, graph, parameters, in: &result)
        passPrice(of: rank, cause, slips, graph, parameters, in: &result)
    }
    return result
}

/// Why a commitment is as late as it is.
private struct Cause {
    /// The need that brings the most, or -1.
    var need: Int
    /// What it brings, in days.
    var inherited: Float
    /// Where the commitment would stand without its needs, in days.
    var base: Float
    /// What it adds of its own, before breaking, in days.
    var own: Float = 0
    /// Whether one moment more of delay would change nothing.
    var isHeld = false
}

/// The need that brings the most to a commitment; none for a fact, nor for what the question broke.
private func cause(of rank: Int, _ slips: [Float], _ graph: CommitmentGraph, _ parameters: Parameters) -> Cause {
    let delay = parameters.ownDelay[rank]
    guard !graph.features[rank].contains(.fact), delay < .infinity else {
        return Cause(need: -1, inherited: -.infinity, base: slips[rank])
    }
    let (inherited, need) = inherited(by: rank, graph, parameters, slips)
    let base = base(of: rank, inherited, graph, parameters, slips)
    var cause = Cause(need: need, inherited: inherited, base: base, own: delay)
    guard graph.features[rank].contains(.adjusted) else { return cause }
    let start = max(base, inherited)
    let adjusted = parameters.adjusted(rank, start + delay, graph.features[rank])
    cause.own = start < .infinity ? adjusted.unbroken - start : 0
    cause.isHeld = adjusted.isHeld
    return cause
}

/// Splits `M_j` between the commitment, its driver and the plan.
private func splitBlame(
    of rank: Int, _ cause: Cause, _ slips: [Float], _ graph: CommitmentGraph, _ parameters: Parameters,
    in result: inout Attribution
) {
    let mass = result.carried[rank]
    guard cause.need >= 0, cause.inherited > cause.base else {
        result.blame[rank] = mass
        return
    }
    result.driver[rank] = Int32(truncatingIfNeeded: cause.need)
    let own = Double(max(0, cause.own))
    let inherited = Double(max(0, cause.inherited))
    let kept: Double
    if own == .infinity || own + inherited == 0 {
        kept = mass
    } else if inherited == .infinity {
        kept = 0
    } else {
        // The share comes first: it is never above 1, so rounding leaves nobody a negative rest.
        kept = mass * (own / (own + inherited))
    }
    result.blame[rank] = kept
    let rest = mass - kept
    guard rest != 0 else { return }
    let edge = graph.needs[cause.need]
    let overdraft = -min(0, Double(edge.buffer))
    let late = max(0, Double(slips[Int(edge.source)]))
    let plan = overdraft > 0 && late < .infinity ? rest * (overdraft / (late + overdraft)) : 0
    result.overcommitted += plan
    result.carried[Int(edge.source)] += rest - plan
}

/// Passes the price of a day on to the need that drives, or would drive with the next moment of delay.
private func passPrice(
    of rank: Int, _ cause: Cause, _ slips: [Float], _ graph: CommitmentGraph, _ parameters: Parameters,
    in result: inout Attribution
) {
    guard !graph.features[rank].contains(.fact), slips[rank] < .infinity, !cause.isHeld else {
        result.priceOfDay[rank] = 0
        return
    }
    guard cause.need >= 0, cause.inherited >= cause.base else { return }
    let edge = graph.needs[cause.need]
    let slope = passedSlope(of: cause.need, slips[Int(edge.source)] - edge.buffer, parameters)
    result.priceOfDay[Int(edge.source)] += result.priceOfDay[rank] * Double(slope)
}
