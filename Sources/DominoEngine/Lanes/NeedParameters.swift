// The rules of `Propagation.swift` in lanes.

/// Shares and caps of needs, which are the same in every lane.
struct NeedParameters {
    private let share: [Float]
    private let cap: [Float]
    private let parameters: Parameters?

    @inline(__always)
    init(_ parameters: Parameters) {
        share = parameters.share
        cap = parameters.delayCap
        self.parameters = parameters.decouplings.isEmpty ? nil : parameters
    }

    /// What a need passes on of `late`.
    @inline(__always)
    func passed(_ need: Int, _ late: Row) -> Row {
        let share = share.isEmpty ? 1 : share[need]
        let cap = cap.isEmpty ? Float.infinity : cap[need]
        let days = passed(late, share: share, cap: cap)
        guard let parameters else { return days }
        return decoupled(days, need, late, parameters)
    }

    @inline(__always)
    private func passed(_ late: Row, share: Float, cap: Float) -> Row {
        if share == 0 { return Row(repeating: -.infinity) }
        if share == 1, cap == .infinity { return late }
        let passed = (late * share).smaller(Row(repeating: cap))
        return late.replacing(with: passed, where: late .> 0)
    }

    /// What it passes on once decouplings that take effect late have.
    @inline(never)
    private func decoupled(_ days: Row, _ need: Int, _ late: Row, _ parameters: Parameters) -> Row {
        var least = days
        for place in parameters.decouplings(of: need) {
            let decoupling = parameters.decouplings[place]
            let less = passed(
                late, share: min(parameters.share[need], decoupling.share), cap: parameters.delayCap[need])
            least = least.smaller(less.larger(decoupling.bite))
        }
        return least
    }

    /// `slope` times the slope of `passed`, from the right: `passedSlope` in lanes.
    @inline(__always)
    func passed(_ need: Int, _ late: Row, slope: Row) -> Row {
        let share = share.isEmpty ? 1 : share[need]
        let cap = cap.isEmpty ? Float.infinity : cap[need]
        if let parameters {
            var factors = Row(repeating: 0)
            for lane in 0..<Row.count { factors[lane] = passedSlope(of: need, late[lane], parameters) }
            return Row(repeating: 0).replacing(with: slope * factors, where: factors .> 0)
        }
        if share == 1, cap == .infinity { return slope }
        let open = Row(repeating: 0).replacing(with: slope * share, where: Row(repeating: cap) .> late * share)
        return slope.replacing(with: open, where: late .>= 0)
    }
}

/// The slope of what a need passes on of `late`, from the right.
func passedSlope(of need: Int, _ late: Float, _ parameters: Parameters) -> Float {
    guard !parameters.share.isEmpty else { return 1 }
    let (share, cap) = (parameters.share[need], parameters.delayCap[need])
    var days = passed(late, share: share, cap: cap)
    var slope = passedSlope(late, share: share, cap: cap)
    for place in parameters.decouplings(of: need) {
        let decoupling = parameters.decouplings[place]
        let less = min(share, decoupling.share)
        let other = passed(late, share: less, cap: cap)
        let (held, heldSlope) =
            other >= decoupling.bite
            ? (other, passedSlope(late, share: less, cap: cap)) : (decoupling.bite, 0)
        if held < days || (held == days && heldSlope < slope) { (days, slope) = (held, heldSlope) }
    }
    return slope
}

/// The slope of `passed`, from the right.
private func passedSlope(_ late: Float, share: Float, cap: Float) -> Float {
    if late < 0 { return 1 }
    return share * late < cap ? share : 0
}

// Lanes may stand for replicates, slips or sources: `late` gives `s_i - buffer_ij` of a need.
extension CommitmentGraph {
    /// `max(base, inherited)` of a commitment with general needs, or one that begins when ready.
    @inline(__always)
    func startRow(of rank: Int, isReady: Bool, floor: Row, _ parameters: NeedParameters, late: (Int) -> Row) -> Row {
        let inherited = inheritedRow(by: rank, parameters, late: late)
        guard isReady else { return inherited.larger(floor) }
        let isFree = inherited .== -.infinity
        guard isFree.isSomewhere else { return inherited }
        return inherited.replacing(with: readyRow(of: rank, floor: floor, late: late), where: isFree)
    }

    /// The largest that the needs pass on; a group counts as the member that keeps enough of it.
    @inline(__always)
    func inheritedRow(by rank: Int, _ parameters: NeedParameters, late: (Int) -> Row) -> Row {
        var inherited = Row(repeating: -.infinity)
        var first = Int(needStart[rank])
        let end = Int(needStart[rank + 1])
        while first < end {
            let next = endOfGroup(from: first, before: end)
            inherited = inherited.larger(counted(first..<next) { parameters.passed($0, late($0)) })
            first = next
        }
        return inherited
    }

    /// What a group counts as: its k-th smallest member, the smallest where any one is enough.
    @inline(__always)
    func counted(_ group: Range<Int>, _ passed: (Int) -> Row) -> Row {
        let quorum = quorum(ofGroupAt: group.lowerBound)
        guard quorum == 1 else {
            var rows: [Row] = []
            for need in group { rows.append(passed(need)) }
            return kthSmallest(of: rows, quorum)
        }
        var smallest = passed(group.lowerBound)
        for need in group.lowerBound + 1..<group.upperBound { smallest = smallest.smaller(passed(need)) }
        return smallest
    }

    /// Where a commitment that begins when ready stands once nothing constrains it.
    @inline(__always)
    func readyRow(of rank: Int, floor: Row, late: (Int) -> Row) -> Row {
        var base = floor
        for need in Int(needStart[rank])..<Int(needStart[rank + 1]) { base = base.smaller(late(need)) }
        return base
    }
}

/// The k-th smallest of some rows, lane by lane: each row sinks through the k smallest so far.
/// - Precondition: `1 <= k <= rows.count`.
@inline(never)
func kthSmallest(of rows: [Row], _ k: Int) -> Row {
    var least = [Row](repeating: Row(repeating: .infinity), count: k)
    for row in rows {
        var rest = row
        for place in 0..<k {
            let smaller = least[place].smaller(rest)
            rest = least[place].larger(rest)
            least[place] = smaller
        }
    }
    return least[k - 1]
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
        simulation.graph.startRow(
            of: rank, isReady: simulation.parameters.isWhenReady(rank, features),
            floor: baseRow(rank, features, simulation), parameters
        ) { lateness(of: $0, simulation) }
    }

    /// Where a commitment that begins when ready stands once nothing constrains it.
    func readyBase(_ rank: Int, _ simulation: Simulation) -> Row {
        simulation.graph.readyRow(of: rank, floor: Row(repeating: simulation.parameters.baseSlip[rank])) {
            lateness(of: $0, simulation)
        }
    }

    /// `s_i - buffer_ij`.
    @inline(__always)
    func lateness(of need: Int, _ simulation: Simulation) -> Row {
        let edge = simulation.slotNeeds[need]
        return slips[Int(edge.source)] - edge.buffer
    }

    /// The largest that the needs pass on; a group counts as the member that keeps enough of it.
    func generalInherited(_ rank: Int, _ simulation: Simulation, _ parameters: NeedParameters) -> Row {
        simulation.graph.inheritedRow(by: rank, parameters) { lateness(of: $0, simulation) }
    }
}
