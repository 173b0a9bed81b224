/// What a need passes on to the commitment that has it (Model.md, section 2): `late` is `s_i - buffer_ij`.
///
/// A share of 0 stands for a removed need, which is `-inf` in max-plus arithmetic.
@inline(__always)
func passed(_ late: Float, share: Float, cap: Float) -> Float {
    if share == 0 { return -.infinity }
    if late <= 0 { return late }
    let shared = share * late
    return shared < cap ? shared : cap
}

/// The slip of every commitment, by rank: one pass forward.
///
///     a_j = max(base_j, max over needs of pass(s_i - buffer_ij))
///     s_j = adjusted(a_j + x_j);  +inf beyond breaksAfter_j
///
/// - Precondition: `parameters` has one value a commitment and need of `graph`.
/// - Complexity: O(commitments + needs), one column allocated.
public func slips(in graph: CommitmentGraph, under parameters: Parameters) -> [Float] {
    var slips = [Float](repeating: 0, count: graph.commitmentCount)
    propagate(graph, parameters, into: &slips)
    return slips
}

/// Writes `slips(in:under:)` into an existing column.
public func propagate(_ graph: CommitmentGraph, _ parameters: Parameters, into slips: inout [Float]) {
    precondition(parameters.fit(graph), "one value a commitment and need")
    precondition(slips.count == graph.commitmentCount, "one slip a commitment")
    for run in graph.runs { propagate(run, graph, parameters, into: &slips) }
}

/// One run of `propagate`.
func propagate(
    _ run: CommitmentGraph.Run, _ graph: CommitmentGraph, _ parameters: Parameters, into slips: inout [Float]
) {
    if run.features.isEmpty {
        propagatePlain(run, graph, parameters, into: &slips)
    } else if run.features.contains(.fact) {
        for rank in Int(run.first)..<Int(run.first + run.count) { slips[rank] = parameters.ownDelay[rank] }
    } else {
        propagateGeneral(run, graph, parameters, into: &slips)
    }
}

/// A run of commitments whose needs pass on the whole delay, and which cannot break.
///
/// Unchecked access is safe here: the initializer of the graph checks that ranks lie in the run, needs in the rows and
/// sources before the run, and the caller checks the lengths of the columns.
private func propagatePlain(
    _ run: CommitmentGraph.Run, _ graph: CommitmentGraph, _ parameters: Parameters, into slips: inout [Float]
) {
    let needs = graph.needs.span
    let floor = parameters.baseSlip.span
    let own = parameters.ownDelay.span
    let degree = Int(run.degree)
    var need = Int(graph.needStart[Int(run.first)])
    var out = slips.mutableSpan
    for rank in Int(run.first)..<Int(run.first + run.count) {
        var slip = floor[unchecked: rank]
        for _ in 0..<degree {
            let edge = needs[unchecked: need]
            let late = out[unchecked: Int(edge.source)] - edge.buffer
            slip = late > slip ? late : slip
            need += 1
        }
        out[unchecked: rank] = slip + own[unchecked: rank]
    }
}

/// A run of commitments with any feature except `fact`.
private func propagateGeneral(
    _ run: CommitmentGraph.Run, _ graph: CommitmentGraph, _ parameters: Parameters, into slips: inout [Float]
) {
    for rank in Int(run.first)..<Int(run.first + run.count) {
        slips[rank] = generalSlip(of: rank, graph, parameters, slips)
    }
}

/// The slip of a commitment with any feature except `fact`, whose sources have theirs.
@inline(__always)
func generalSlip(of rank: Int, _ graph: CommitmentGraph, _ parameters: Parameters, _ slips: [Float]) -> Float {
    let inherited = inherited(by: rank, graph, parameters, slips).days
    let base = base(of: rank, inherited, graph, parameters, slips)
    return parameters.broken(
        rank, parameters.adjusted(rank, max(base, inherited) + parameters.ownDelay[rank], graph.features[rank]).slip)
}

/// `base_j`: where a commitment would stand without its needs.
@inline(__always)
func base(
    of rank: Int, _ inherited: Float, _ graph: CommitmentGraph, _ parameters: Parameters, _ slips: [Float]
) -> Float {
    parameters.isWhenReady(rank, graph.features[rank])
        ? readyBase(of: rank, inherited, graph, parameters, slips) : parameters.baseSlip[rank]
}

/// What becomes of a slip between what causes it and its breaking.
struct AdjustedSlip {
    /// The slip before its patience ends; `+inf` behind the last open day.
    var slip: Float
    /// The slip before breaking: behind the last open day without windows.
    var unbroken: Float
    /// Whether one moment more of delay would change nothing: today, a window or the bite of an expedite holds it.
    var isHeld: Bool
}

extension Parameters {
    /// Expedites in the order in which they take effect, today, windows (Model.md, section 2). It never falls where the
    /// slip rises.
    @inline(__always)
    func adjusted(_ rank: Int, _ slip: Float, _ features: CommitmentGraph.Features) -> AdjustedSlip {
        features.contains(.adjusted)
            ? applyingAdjustments(rank, slip) : AdjustedSlip(slip: slip, unbroken: slip, isHeld: false)
    }

    @inline(never)
    private func applyingAdjustments(_ rank: Int, _ slip: Float) -> AdjustedSlip {
        var result = AdjustedSlip(slip: slip, unbroken: slip, isHeld: false)
        for place in expedites(of: rank) {
            let expedite = expedites[place]
            if expedite.bite <= result.slip, result.slip - expedite.days < expedite.bite { result.isHeld = true }
            result.slip = expedite.applied(to: result.slip)
        }
        if !notBefore.isEmpty, notBefore[rank] > result.slip {
            result = AdjustedSlip(slip: notBefore[rank], unbroken: notBefore[rank], isHeld: true)
        }
        let next = windows.next(of: rank, after: result.slip)
        return AdjustedSlip(
            slip: next.slip, unbroken: next.slip < .infinity ? next.slip : result.slip,
            isHeld: result.isHeld || next.isHeld)
    }

    /// The same in lanes, 1 where it is held.
    func adjusted(_ rank: Int, _ slip: Row) -> (slip: Row, unbroken: Row, isHeld: Row) {
        var (slip, held) = (slip, Row(repeating: 0))
        for place in expedites(of: rank) {
            let expedite = expedites[place]
            let stays = (slip .>= expedite.bite) .& ((slip - expedite.days) .< expedite.bite)
            held = held.replacing(with: 1, where: stays)
            slip = expedite.applied(to: slip)
        }
        if !notBefore.isEmpty {
            held = held.replacing(with: 1, where: slip .< notBefore[rank])
            slip = slip.larger(notBefore[rank])
        }
        guard windows.isNamed(by: rank) else { return (slip, slip, held) }
        let next = windows.next(of: rank, after: slip)
        return (next.slip, next.slip.replacing(with: slip, where: next.slip .== .infinity), held.larger(next.isHeld))
    }

    /// The slip after today and windows, with the expedites applied already.
    func adjustedWithoutExpedites(_ rank: Int, _ slip: Row) -> Row {
        let slip = notBefore.isEmpty ? slip : slip.larger(notBefore[rank])
        return windows.isNamed(by: rank) ? windows.next(of: rank, after: slip).slip : slip
    }

    /// The slip of a commitment once it is known whether it is broken.
    @inline(__always)
    func broken(_ rank: Int, _ slip: Float) -> Float { slip > breakLimit[rank] ? .infinity : slip }
}

/// Where a commitment that begins when ready would stand without its needs.
///
/// Once a plan has removed everything that constrained it, it begins as planned, or as early as its earliest input.
/// Without that second rule, removing a need that was early would make it later, and a mitigation never raises the
/// damage.
func readyBase(
    of rank: Int, _ inherited: Float, _ graph: CommitmentGraph, _ parameters: Parameters, _ slips: [Float]
) -> Float {
    guard inherited == -.infinity else { return -.infinity }
    var base = parameters.baseSlip[rank]
    for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) {
        base = min(base, slips[Int(graph.needs[need].source)] - graph.needs[need].buffer)
    }
    return base
}

/// The largest delay that a commitment inherits, and the need through which it comes (-1 if none constrains it).
///
/// A group counts as the member that keeps enough of it: its smallest where any one is enough, the k-th smallest where
/// k are. Ties go to the first in file order, within a group and between needs.
func inherited(
    by rank: Int, _ graph: CommitmentGraph, _ parameters: Parameters, _ slips: [Float]
) -> (days: Float, need: Int) {
    largestInherited(by: rank, graph) { brought(by: $0, graph, parameters, slips) }
}

/// The largest delay that the needs of a commitment bring, and the need through which it comes (-1 if none constrains
/// it).
///
/// - Parameter brought: what one need brings, in days.
@inline(__always)
func largestInherited(
    by rank: Int, _ graph: CommitmentGraph, _ brought: (_ need: Int) -> Float
) -> (days: Float, need: Int) {
    let end = Int(graph.needStart[rank + 1])
    var first = Int(graph.needStart[rank])
    var days = -Float.infinity
    var best = -1
    while first < end {
        let next = graph.endOfGroup(from: first, before: end)
        var member = first
        var smallest = brought(first)
        let quorum = graph.quorum(ofGroupAt: first)
        if quorum > 1 {
            (smallest, member) = kthSmallest(of: first..<next, quorum, brought)
        } else {
            for other in first + 1..<next {
                let days = brought(other)
                if days < smallest { (smallest, member) = (days, other) }
            }
        }
        if smallest > days { (days, best) = (smallest, member) }
        first = next
    }
    return (days, best)
}

/// The k-th smallest of what the members of a group bring, and the first member that brings it.
private func kthSmallest(
    of group: Range<Int>, _ quorum: Int, _ brought: (_ need: Int) -> Float
) -> (days: Float, need: Int) {
    var values: [Float] = []
    for need in group { values.append(brought(need)) }
    var sorted = values
    sorted.sort()
    let days = sorted[quorum - 1]
    var member = group.lowerBound
    while values[member - group.lowerBound] != days { member += 1 }
    return (days, member)
}

/// `c_ij`: what one need brings of its source's slip.
func brought(by need: Int, ofSlip slip: Float, _ graph: CommitmentGraph, _ parameters: Parameters) -> Float {
    let late = slip - graph.needs[need].buffer
    guard !parameters.share.isEmpty else { return late }
    let days = passed(late, share: parameters.share[need], cap: parameters.delayCap[need])
    guard !parameters.decouplings.isEmpty else { return days }
    return decoupled(days, need, late, parameters)
}

/// What a need passes on once decouplings that take effect late have.
@inline(never)
private func decoupled(_ days: Float, _ need: Int, _ late: Float, _ parameters: Parameters) -> Float {
    var least = days
    for place in parameters.decouplings(of: need) {
        let decoupling = parameters.decouplings[place]
        let less = passed(
            late, share: min(parameters.share[need], decoupling.share), cap: parameters.delayCap[need])
        least = min(least, max(less, decoupling.bite))
    }
    return least
}

extension Parameters {
    /// The decouplings of a need, as places in the list.
    @inline(__always)
    func decouplings(of need: Int) -> Range<Int> {
        let first = firstPlace(in: 0..<decouplings.count) { Int(decouplings[$0].need) >= need }
        var end = first
        while end < decouplings.count, Int(decouplings[end].need) == need { end += 1 }
        return first..<end
    }
}

/// The same with the slips of all sources at hand.
private func brought(by need: Int, _ graph: CommitmentGraph, _ parameters: Parameters, _ slips: [Float]) -> Float {
    brought(by: need, ofSlip: slips[Int(graph.needs[need].source)], graph, parameters)
}
