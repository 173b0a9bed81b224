extension Workspace {
    /// Counts a commitment's slips, and its damage where no pass back does that, in the replicates that count.
    @inline(__always)
    func count(
        _ slip: Row, _ rank: Int, _ simulation: Simulation, valid: RowMask, isWhole: Bool, _ totals: inout BlockTotals
    ) {
        if isWhole {
            count(slip, rank, simulation, &totals)
        } else {
            countSome(slip, rank, simulation, valid: valid, &totals)
        }
    }

    /// Counts in some replicates only.
    @inline(never)
    private func countSome(
        _ slip: Row, _ rank: Int, _ simulation: Simulation, valid: RowMask, _ totals: inout BlockTotals
    ) {
        if simulation.figures > .totals {
            let isBroken = (slip .== .infinity) .& valid
            let isLate = (slip .> simulation.parameters.dueShift[rank] + 0.0001) .& valid .& .!isBroken
            sums.broken[rank] &+= Int64(isBroken.count)
            sums.slip[rank] &+= gridSum(Row(repeating: 0).replacing(with: slip, where: valid))
            if simulation.figures >= .commitments { sums.late[rank] &+= Int64(isLate.count) }
        }
        if simulation.figures < .causes { countHurt(Self.early(slip, but: valid), rank, simulation, &totals) }
    }

    /// Slips, and what does not count early enough to hurt nobody.
    @inline(__always)
    static func early(_ slip: Row, but valid: RowMask) -> Row {
        Row(repeating: -.infinity).replacing(with: slip, where: valid)
    }

    /// Counts a commitment's slips, and its damage where no pass back does that, in a block that counts as a whole.
    @inline(__always)
    func count(_ slip: Row, _ rank: Int, _ simulation: Simulation, _ totals: inout BlockTotals) {
        if simulation.figures > .totals { countSlips(slip, rank, simulation) }
        if simulation.figures < .causes { countHurt(slip, rank, simulation, &totals) }
    }

    /// Counts a commitment's damage where there is any.
    @inline(__always)
    private func countHurt(_ slip: Row, _ rank: Int, _ simulation: Simulation, _ totals: inout BlockTotals) {
        guard (slip .>= simulation.damage.harmless.span[unchecked: rank]).isSomewhere else { return }
        countDamage(slip, rank, simulation, &totals)
    }

    /// Counts a commitment's slips in a block that counts as a whole.
    @inline(__always)
    func countSlips(_ slip: Row, _ rank: Int, _ simulation: Simulation) {
        let isLate = slip .> simulation.parameters.dueShift.span[unchecked: rank] + 0.0001
        if simulation.isNear.span[unchecked: rank] {
            sums.slip[rank] &+= nearGridSum(slip)
            if simulation.figures >= .commitments { sums.late[rank] &+= Int64(isLate.count) }
            return
        }
        let isBroken = slip .== .infinity
        sums.broken[rank] &+= Int64(isBroken.count)
        sums.slip[rank] &+= gridSum(slip)
        if simulation.figures >= .commitments { sums.late[rank] &+= Int64((isLate .& .!isBroken).count) }
    }

    /// Adds a commitment's damage to the totals, and to the entries' scores where these are asked for.
    @inline(__always)
    private func countDamage(_ slip: Row, _ rank: Int, _ simulation: Simulation, _ totals: inout BlockTotals) {
        let hasSums = simulation.figures >= .commitments
        let canBreak = simulation.canBreak && !simulation.isNear.span[unchecked: rank]
        let (starts, entries) = (simulation.damage.start.span, simulation.damage.entries.span)
        for place in Int(starts[unchecked: rank])..<Int(starts[unchecked: rank &+ 1]) {
            let score = simulation.damage.score(place, slip, canBreak: canBreak)
            let sum = totals.add(score, isSmall: entries[unchecked: place].isSmall, sums: hasSums)
            if hasSums { sums.score[place] &+= sum }
        }
    }
}
