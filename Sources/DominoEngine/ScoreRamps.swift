/// What each commitment's slip costs in all, as two ramps one behind the other: weights, notice and softening multiplied in.
///
///     score(s) = slope1 * max(0, min(s, from2) - from1) + slope2 * max(0, s - from2)
///
/// That is a rate after a grace, with a cap or a second rate further on: nearly every commitment. The others (lumps, curves
/// of more points) keep their whole line beside. 16 bytes a commitment instead of some 200, so that one pass forward
/// can count on its way what it costs; `assess` tells the entries apart, this tells only their sum.
public struct ScoreRamps: Sendable {
    struct Ramps: Sendable, BitwiseCopyable {
        var from1: Float = 0
        var slope1: Float = 0
        var from2 = Float.infinity
        var slope2: Float = 0
    }

    /// By rank; flat for one without damage, and for one in `others`.
    let ramps: [Ramps]
    /// Ranks whose score is not the sum of two ramps, with the line it is.
    let others: [(rank: Int32, line: DamageLine)]
    /// For the rare replicate in which somebody is broken.
    let table: DamageTable
    let dueShift: [Float]
    let notice: [Double]?

    /// The ramps of a table.
    ///
    /// - Parameters:
    ///   - dueShift: days by which new dates are agreed, by rank.
    ///   - notice: days of notice, by rank; nil for silence.
    /// - Complexity: O(entries + pieces).
    public init(_ table: DamageTable, dueShift: [Float], notice: [Double]? = nil) {
        var all: [Ramps] = []
        var others: [(rank: Int32, line: DamageLine)] = []
        all.reserveCapacity(dueShift.count)
        for rank in dueShift.indices {
            let line = damageLine(
                of: rank, beyond: -.infinity, in: table, dueShift: dueShift[rank], notice: notice?[rank] ?? 0)
            let ramps = Self.ramps(along: line)
            all.append(ramps ?? Ramps())
            if ramps == nil { others.append((Int32(truncatingIfNeeded: rank), line)) }
        }
        ramps = all
        self.others = others
        self.table = table
        self.dueShift = dueShift
        self.notice = notice
    }

    /// The two ramps that a line is; nil if it is something else.
    private static func ramps(along line: DamageLine) -> Ramps? {
        guard line.pieces.count <= 2 else { return nil }
        var ramps = Ramps()
        guard let first = line.pieces.first else { return ramps }
        guard first.value == 0 else { return nil }
        ramps.from1 = Float(first.from)
        ramps.slope1 = Float(first.slope)
        guard line.pieces.count == 2, let second = line.pieces.last else { return ramps }
        ramps.from2 = Float(second.from)
        ramps.slope2 = Float(second.slope)
        // In Float a steep ramp may be too short to be told from none; and a jump is no ramp.
        let reached = Double(ramps.slope1 * (ramps.from2 - ramps.from1))
        return (second.value - reached).magnitude <= 1e-6 * second.value ? ramps : nil
    }
}

/// `propagate` and the total score of `assess` in one pass.
///
/// Law: slips are those of `propagate`, to the bit; the score is that of `assess` but for each commitment's rounding to
/// Float.
/// - Precondition: the ramps were made for this graph, and for the parameters' new dates.
/// - Complexity: O(commitments + needs); allocates nothing, unless somebody is broken.
public func propagateScoring(
    _ graph: CommitmentGraph, _ parameters: Parameters, _ damage: ScoreRamps, into slips: inout [Float]
) -> Double {
    precondition(parameters.fit(graph), "one value a commitment and need")
    precondition(slips.count == graph.commitmentCount, "one slip a commitment")
    precondition(damage.ramps.count == graph.commitmentCount, "one pair of ramps a commitment")
    var total = 0.0
    var next = 0
    while next < graph.runs.count {
        let first = next
        while next < graph.runs.count, graph.runs[next].features.isEmpty { next += 1 }
        scorePlain(first..<next, graph, parameters, damage.ramps, into: &slips, &total)
        guard next < graph.runs.count else { break }
        let run = graph.runs[next]
        propagate(run, graph, parameters, into: &slips)
        for rank in Int(run.first)..<Int(run.first + run.count) {
            total += Double(score(slips[rank], damage.ramps[rank]))
        }
        next += 1
    }
    for (rank, line) in damage.others { total += line.score(at: slips[Int(rank)]) }
    // An infinite slip makes every ramp infinite or, times 0, no number: what breaking costs stands in the table.
    if total.isFinite { return total }
    return assess(slips, under: damage.table, dueShift: damage.dueShift, notice: damage.notice).total
}

/// `propagatePlain` with the score on the way, for one run after another.
///
/// Unchecked access is safe here for the reasons given there; the ramps' count is checked by the caller.
private func scorePlain(
    _ runs: Range<Int>, _ graph: CommitmentGraph, _ parameters: Parameters, _ ramps: [ScoreRamps.Ramps],
    into slips: inout [Float], _ total: inout Double
) {
    // Taken out of their arrays once, not once a run.
    let needs = graph.needs.span
    let needStart = graph.needStart.span
    let floor = parameters.baseSlip.span
    let own = parameters.ownDelay.span
    let ramps = ramps.span
    var out = slips.mutableSpan
    var sum = total
    for number in runs {
        let run = graph.runs[number]
        let need = Int(needStart[unchecked: Int(run.first)])
        switch run.degree {
        case 1: score(run, degree: 1, need, needs, floor, own, ramps, into: &out, &sum)
        case 2: score(run, degree: 2, need, needs, floor, own, ramps, into: &out, &sum)
        case 3: score(run, degree: 3, need, needs, floor, own, ramps, into: &out, &sum)
        case 4: score(run, degree: 4, need, needs, floor, own, ramps, into: &out, &sum)
        case 5: score(run, degree: 5, need, needs, floor, own, ramps, into: &out, &sum)
        case 6: score(run, degree: 6, need, needs, floor, own, ramps, into: &out, &sum)
        case 7: score(run, degree: 7, need, needs, floor, own, ramps, into: &out, &sum)
        default: score(run, degree: Int(run.degree), need, needs, floor, own, ramps, into: &out, &sum)
        }
    }
    total = sum
}

/// One run; a `degree` the compiler knows unrolls the inner loop.
@inline(__always)
private func score(
    _ run: CommitmentGraph.Run, degree: Int, _ firstNeed: Int, _ needs: Span<CommitmentGraph.Need>,
    _ floor: Span<Float>, _ own: Span<Float>, _ ramps: Span<ScoreRamps.Ramps>, into out: inout MutableSpan<Float>,
    _ sum: inout Double
) {
    var need = firstNeed
    for rank in Int(run.first)..<Int(run.first &+ run.count) {
        var slip = floor[unchecked: rank]
        for _ in 0..<degree {
            let edge = needs[unchecked: need]
            let late = out[unchecked: Int(edge.source)] - edge.buffer
            slip = late > slip ? late : slip
            need &+= 1
        }
        slip += own[unchecked: rank]
        out[unchecked: rank] = slip
        sum += Double(score(slip, ramps[unchecked: rank]))
    }
}

/// Two ramps at a slip.
@inline(__always)
private func score(_ slip: Float, _ ramps: ScoreRamps.Ramps) -> Float {
    let first = (slip < ramps.from2 ? slip : ramps.from2) - ramps.from1
    let second = slip - ramps.from2
    return ramps.slope1 * (first > 0 ? first : 0) + ramps.slope2 * (second > 0 ? second : 0)
}

extension DamageLine {
    /// The score at a slip; what breaking costs for one that is broken.
    fileprivate func score(at slip: Float) -> Double {
        if slip == .infinity { return broken }
        var score = 0.0
        for piece in pieces {
            guard Double(slip) > piece.from else { break }
            score = piece.value + piece.slope * (Double(slip) - piece.from)
        }
        return score
    }
}
