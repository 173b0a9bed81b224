/// The slip curve of one commitment: shocks of it side by side, and which dominoes fall at which of them.
public struct SlipSweep: ~Copyable {
    private var sweep: LaneSweep
    private var falls: Falls

    /// Number of the first shock at which each commitment is late; -1 for none so far; by rank.
    public var firstLate: [Int32] { falls.late }
    /// Number of the first shock at which each commitment is broken; -1 for none so far; by rank.
    public var firstBroken: [Int32] { falls.broken }

    /// What is late or broken on plan is so from the first shock on.
    public init(of baseline: Baseline) {
        sweep = LaneSweep(of: baseline)
        falls = Falls(baseline)
    }

    /// The score that each of up to 64 shocks adds to the plan.
    ///
    /// - Parameter number: of the first of them.
    /// - Precondition: later shocks are no smaller, none is below its commitment's own delay on plan.
    /// - Complexity: O(commitments reached and their needs) rows.
    public mutating func run(_ shocks: [Shock], from number: Int, in baseline: Baseline) -> [Double] {
        falls.sums = LaneSums()
        falls.number = number
        sweep.run(shocks, baseline, &falls)
        let sums = falls.sums
        return shocks.indices.map { sums[$0] * baseline.rises.unit }
    }
}

/// Scores that shocks add, and the first shocks at which commitments fall.
private struct Falls: MoveObserver {
    var late: [Int32]
    var broken: [Int32]
    /// Of the shock in lane 0.
    var number = 0
    var sums = LaneSums()

    init(_ baseline: Baseline) {
        late = [Int32](repeating: -1, count: baseline.commitmentCount)
        broken = late
        for rank in late.indices {
            if isLate(baseline.slips[rank], dueShift: baseline.parameters.dueShift[rank]) { late[rank] = 0 }
            if baseline.slips[rank] == .infinity { broken[rank] = 0 }
        }
    }

    mutating func move(_ rank: Int, _ slip: Row, _ baseline: Baseline) {
        if baseline.rises.canRise(rank) { sums += baseline.rises.rise(rank, slip, canBreak: baseline.canBreak) }
        let isBroken = slip .== .infinity
        if late[rank] < 0 { late[rank] = first(where: (slip .> baseline.lateAbove[rank]) .& .!isBroken) }
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
