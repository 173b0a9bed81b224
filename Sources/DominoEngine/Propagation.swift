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
///     s_j = max(base_j, max over needs of pass(s_i - buffer_ij)) + x_j;  +inf beyond breaksAfter_j
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
    let ready = run.features.contains(.whenReady)
    for rank in Int(run.first)..<Int(run.first + run.count) {
        let inherited = inherited(by: rank, graph, parameters, slips).days
        let base = ready ? readyBase(of: rank, inherited, graph, parameters, slips) : parameters.baseSlip[rank]
        let slip = max(base, inherited) + parameters.ownDelay[rank]
        slips[rank] = slip > parameters.breakLimit[rank] ? .infinity : slip
    }
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
/// An `anyOf` group counts as its smallest member; ties go to the first in file order, within a group and between
/// needs.
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
        for other in first + 1..<next {
            let days = brought(other)
            if days < smallest { (smallest, member) = (days, other) }
        }
        if smallest > days { (days, best) = (smallest, member) }
        first = next
    }
    return (days, best)
}

/// `c_ij`: what one need brings of its source's slip.
func brought(by need: Int, ofSlip slip: Float, _ graph: CommitmentGraph, _ parameters: Parameters) -> Float {
    let late = slip - graph.needs[need].buffer
    guard !parameters.share.isEmpty else { return late }
    return passed(late, share: parameters.share[need], cap: parameters.delayCap[need])
}

/// The same with the slips of all sources at hand.
private func brought(by need: Int, _ graph: CommitmentGraph, _ parameters: Parameters, _ slips: [Float]) -> Float {
    brought(by: need, ofSlip: slips[Int(graph.needs[need].source)], graph, parameters)
}

// MARK: The same rules in lanes

/// Shares and caps of needs, which are the same in every lane.
struct NeedParameters {
    private let share: [Float]
    private let cap: [Float]

    @inline(__always)
    init(_ parameters: Parameters) {
        share = parameters.share
        cap = parameters.delayCap
    }

    /// What a need passes on of `late`.
    @inline(__always)
    func passed(_ need: Int, _ late: Row) -> Row {
        let share = share.isEmpty ? 1 : share[need]
        let cap = cap.isEmpty ? Float.infinity : cap[need]
        if share == 0 { return Row(repeating: -.infinity) }
        if share == 1, cap == .infinity { return late }
        let passed = (late * share).smaller(Row(repeating: cap))
        return late.replacing(with: passed, where: late .> 0)
    }

    /// `slope` times the slope of `passed`, from the right: `passedSlope` in lanes.
    @inline(__always)
    func passed(_ need: Int, _ late: Row, slope: Row) -> Row {
        let share = share.isEmpty ? 1 : share[need]
        let cap = cap.isEmpty ? Float.infinity : cap[need]
        if share == 1, cap == .infinity { return slope }
        let open = Row(repeating: 0).replacing(with: slope * share, where: Row(repeating: cap) .> late * share)
        return slope.replacing(with: open, where: late .>= 0)
    }
}

// Lanes may stand for replicates, slips or sources: `late` gives `s_i - buffer_ij` of a need.
extension CommitmentGraph {
    /// `max(base, inherited)` of a commitment with general needs, or one that begins when ready.
    @inline(__always)
    func startRow(
        of rank: Int, _ features: Features, floor: Float, _ parameters: NeedParameters, late: (Int) -> Row
    ) -> Row {
        let inherited = inheritedRow(by: rank, parameters, late: late)
        guard features.contains(.whenReady) else { return inherited.larger(floor) }
        let isFree = inherited .== -.infinity
        guard isFree.isSomewhere else { return inherited }
        return inherited.replacing(with: readyRow(of: rank, floor: floor, late: late), where: isFree)
    }

    /// The largest that the needs pass on; an `anyOf` group counts as its smallest member.
    @inline(__always)
    func inheritedRow(by rank: Int, _ parameters: NeedParameters, late: (Int) -> Row) -> Row {
        var inherited = Row(repeating: -.infinity)
        var first = Int(needStart[rank])
        let end = Int(needStart[rank + 1])
        while first < end {
            let next = endOfGroup(from: first, before: end)
            var smallest = parameters.passed(first, late(first))
            for need in first + 1..<next { smallest = smallest.smaller(parameters.passed(need, late(need))) }
            inherited = inherited.larger(smallest)
            first = next
        }
        return inherited
    }

    /// Where a commitment that begins when ready stands once nothing constrains it.
    @inline(__always)
    func readyRow(of rank: Int, floor: Float, late: (Int) -> Row) -> Row {
        var base = Row(repeating: floor)
        for need in Int(needStart[rank])..<Int(needStart[rank + 1]) { base = base.smaller(late(need)) }
        return base
    }
}

extension NeedParameters {
    /// The shares and caps of a simulation.
    @inline(__always)
    init(_ simulation: Simulation) { self.init(simulation.parameters) }
}

extension Workspace {
    /// `max(base, inherited)` of a commitment with general needs, or one that begins when ready.
    func generalStart(
        _ rank: Int, _ features: CommitmentGraph.Features, _ simulation: Simulation, _ parameters: NeedParameters
    ) -> Row {
        simulation.graph.startRow(of: rank, features, floor: simulation.parameters.baseSlip[rank], parameters) {
            lateness(of: $0, simulation)
        }
    }

    /// Where a commitment that begins when ready stands once nothing constrains it.
    func readyBase(_ rank: Int, _ simulation: Simulation) -> Row {
        simulation.graph.readyRow(of: rank, floor: simulation.parameters.baseSlip[rank]) {
            lateness(of: $0, simulation)
        }
    }

    /// `s_i - buffer_ij`.
    @inline(__always)
    func lateness(of need: Int, _ simulation: Simulation) -> Row {
        let edge = simulation.slotNeeds[need]
        return slips[Int(edge.source)] - edge.buffer
    }

    /// The largest that the needs pass on; an `anyOf` group counts as its smallest member.
    func generalInherited(_ rank: Int, _ simulation: Simulation, _ parameters: NeedParameters) -> Row {
        simulation.graph.inheritedRow(by: rank, parameters) { lateness(of: $0, simulation) }
    }
}
