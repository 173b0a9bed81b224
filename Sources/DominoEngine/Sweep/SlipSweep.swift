/// The slip curve of one commitment: shocks of it side by side, and which dominoes fall at which of them.
public struct SlipSweep: ~Copyable {
    private var sweep: LaneSweep
    /// Number of the first shock at which each commitment is late; -1 for none so far; by rank.
    public private(set) var firstLate: [Int32]
    /// Number of the first shock at which each commitment is broken; -1 for none so far; by rank.
    public private(set) var firstBroken: [Int32]

    /// What is late or broken on plan is so from the first shock on.
    public init(of plan: OnPlan) {
        sweep = LaneSweep(of: plan)
        var late = [Int32](repeating: -1, count: plan.commitmentCount)
        var broken = late
        for rank in late.indices {
            if isLate(plan.slips[rank], redate: plan.terms.redate[rank]) { late[rank] = 0 }
            if plan.slips[rank] == .infinity { broken[rank] = 0 }
        }
        firstLate = late
        firstBroken = broken
    }

    /// The score that each of up to 64 shocks adds to the plan.
    ///
    /// - Parameter number: of the first of them.
    /// - Precondition: later shocks are no smaller, none is below its commitment's own delay on plan.
    /// - Complexity: O(commitments reached and their needs) rows.
    public mutating func run(_ shocks: [Shock], from number: Int, in plan: OnPlan) -> [Double] {
        var sums = LaneSums()
        var late = firstLate
        var broken = firstBroken
        firstLate = []
        firstBroken = []
        sweep.run(shocks, plan) { rank, slip in
            if plan.rises.canRise(rank) { sums += plan.rises.rise(rank, slip, canBreak: plan.canBreak) }
            let isBroken = slip .== .infinity
            if late[rank] < 0 { note((slip .> plan.lateAbove[rank]) .& .!isBroken, &late[rank], number) }
            if broken[rank] < 0 { note(isBroken, &broken[rank], number) }
        }
        firstLate = late
        firstBroken = broken
        return shocks.indices.map { sums[$0] * plan.rises.unit }
    }
}

/// Keeps the number of the first lane in which something holds.
@inline(__always)
private func note(_ mask: RowMask, _ first: inout Int32, _ number: Int) {
    let bits = mask.bits
    if bits != 0 { first = Int32(truncatingIfNeeded: number + bits.trailingZeroBitCount) }
}

extension OnPlan {
    /// A shock of so many days, 0 or more: it stands beside what a plan of mitigations has expedited.
    public func shock(_ rank: Int, days: Double) -> Shock {
        precondition(days >= 0, "a shock makes nothing earlier")
        return Shock(rank: Int32(truncatingIfNeeded: rank), own: terms.own[rank] + onGrid(days))
    }
}
