/// The slip curve of one commitment: shocks of it side by side, and which dominoes fall at which of them.
public struct SlipSweep: ~Copyable {
    private var sweep: LaneSweep
    private var falls: Falls

    /// Number of the first shock at which each commitment is late; -1 for none so far; by rank.
    public var firstLate: [Int32] { falls.late }
    /// Number of the first shock at which each commitment is broken; -1 for none so far; by rank.
    public var firstBroken: [Int32] { falls.broken }

    /// What is late or broken on plan is so from the first shock on.
    public init(of plan: Baseline) {
        sweep = LaneSweep(of: plan)
        falls = Falls(plan)
    }

    /// The score that each of up to 64 shocks adds to the plan.
    ///
    /// - Parameter number: of the first of them.
    /// - Precondition: later shocks are no smaller, none is below its commitment's own delay on plan.
    /// - Complexity: O(commitments reached and their needs) rows.
    public mutating func run(_ shocks: [Shock], from number: Int, in plan: Baseline) -> [Double] {
        falls.sums = LaneSums()
        falls.number = number
        sweep.run(shocks, plan, &falls)
        let sums = falls.sums
        return shocks.indices.map { sums[$0] * plan.rises.unit }
    }
}

/// Scores that shocks add, and the first shocks at which commitments fall.
private struct Falls: MoveObserver {
    var late: [Int32]
    var broken: [Int32]
    /// Of the shock in lane 0.
    var number = 0
    var sums = LaneSums()

    init(_ plan: Baseline) {
        late = [Int32](repeating: -1, count: plan.commitmentCount)
        broken = late
        for rank in late.indices {
            if isLate(plan.slips[rank], dueShift: plan.parameters.dueShift[rank]) { late[rank] = 0 }
            if plan.slips[rank] == .infinity { broken[rank] = 0 }
        }
    }

    mutating func move(_ rank: Int, _ slip: Row, _ plan: Baseline) {
        if plan.rises.canRise(rank) { sums += plan.rises.rise(rank, slip, canBreak: plan.canBreak) }
        let isBroken = slip .== .infinity
        if late[rank] < 0 { late[rank] = first(where: (slip .> plan.lateAbove[rank]) .& .!isBroken) }
        if broken[rank] < 0 { broken[rank] = first(where: isBroken) }
    }

    /// The number of the first shock at which something holds; -1 for none.
    private func first(where mask: RowMask) -> Int32 {
        let bits = mask.bits
        return bits == 0 ? -1 : Int32(truncatingIfNeeded: number + bits.trailingZeroBitCount)
    }
}

extension Baseline {
    /// A shock of so many days, 0 or more: it stands beside what a plan of mitigations has expedited.
    public func shock(_ rank: Int, days: Double) -> Shock {
        precondition(days >= 0, "a shock makes nothing earlier")
        return Shock(rank: Int32(truncatingIfNeeded: rank), own: parameters.ownDelay[rank] + onGrid(days))
    }
}
