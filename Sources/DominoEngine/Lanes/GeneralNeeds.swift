/// Shares and caps of needs, the same in every lane.
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

// General needs in lanes, whatever the lanes stand for: `late` says what `s_i - buffer_ij` is for a need. The same rules
// for one replicate stand in `Propagation.swift`.
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

    /// The largest of the needs, an `anyOf` group counting as its smallest member.
    @inline(__always)
    func inheritedRow(by rank: Int, _ parameters: NeedParameters, late: (Int) -> Row) -> Row {
        var inherited = Row(repeating: -.infinity)
        var need = Int(needStart[rank])
        let end = Int(needStart[rank + 1])
        while need < end {
            var smallest = parameters.passed(need, late(need))
            need += 1
            while need < end, !joins.isEmpty, joins[need] {
                smallest = smallest.smaller(parameters.passed(need, late(need)))
                need += 1
            }
            inherited = inherited.larger(smallest)
        }
        return inherited
    }

    /// Where a commitment that begins when ready stands when nothing constrains it any more.
    @inline(__always)
    func readyRow(of rank: Int, floor: Float, late: (Int) -> Row) -> Row {
        var base = Row(repeating: floor)
        for need in Int(needStart[rank])..<Int(needStart[rank + 1]) { base = base.smaller(late(need)) }
        return base
    }
}
