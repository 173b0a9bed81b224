extension Workspace {
    /// Counts a commitment's slips and damage in the replicates that count.
    @inline(never)
    func count(_ slip: Row, _ rank: Int, _ simulation: Simulation, valid: RowMask, _ totals: inout BlockTotals) {
        let zero = Row(repeating: 0)
        if simulation.figures > .totals {
            let isBroken = (slip .== .infinity) .& valid
            let isLate = (slip .> simulation.terms.redate[rank] + 0.0001) .& valid .& .!isBroken
            sums.broken[rank] &+= Int64(isBroken.count)
            sums.slip[rank] &+= gridSum(zero.replacing(with: slip, where: valid))
            if simulation.figures >= .commitments { sums.late[rank] &+= Int64(isLate.count) }
        }
        // What does not count is early enough to hurt nobody.
        countHurt(Row(repeating: -.infinity).replacing(with: slip, where: valid), rank, simulation, &totals)
    }

    /// Counts a commitment's slips and damage in a block that counts as a whole.
    @inline(__always)
    func count(_ slip: Row, _ rank: Int, _ simulation: Simulation, _ totals: inout BlockTotals) {
        if simulation.figures > .totals { countSlips(slip, rank, simulation) }
        countHurt(slip, rank, simulation, &totals)
    }

    /// Counts a commitment's damage where there is any.
    @inline(__always)
    private func countHurt(_ slip: Row, _ rank: Int, _ simulation: Simulation, _ totals: inout BlockTotals) {
        if (slip .>= simulation.damage.harmless.span[unchecked: rank]).isSomewhere {
            if simulation.figures < .commitments {
                addDamage(slip, rank, simulation, &totals)
            } else {
                countDamage(slip, rank, simulation, &totals)
            }
        } else if simulation.figures >= .causes {
            carried[rank] = Row(repeating: 0)
            price[rank] = Row(repeating: 0)
        }
    }

    /// Counts a commitment's slips in a block that counts as a whole.
    @inline(__always)
    private func countSlips(_ slip: Row, _ rank: Int, _ simulation: Simulation) {
        let isLate = slip .> simulation.terms.redate.span[unchecked: rank] + 0.0001
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

    /// Adds a commitment's damage to the totals.
    @inline(__always)
    private func addDamage(_ slip: Row, _ rank: Int, _ simulation: Simulation, _ totals: inout BlockTotals) {
        let (starts, entries) = (simulation.damage.start.span, simulation.damage.entries.span)
        let canBreak = simulation.canBreak && !simulation.isNear.span[unchecked: rank]
        for place in Int(starts[unchecked: rank])..<Int(starts[unchecked: rank &+ 1]) {
            let score = simulation.damage.score(place, slip, canBreak: canBreak)
            _ = totals.add(score, isSmall: entries[unchecked: place].isSmall, sums: false)
        }
    }

    /// Adds up a commitment's damage and prepares the way back.
    @inline(never)
    private func countDamage(_ slip: Row, _ rank: Int, _ simulation: Simulation, _ totals: inout BlockTotals) {
        let hasSums = simulation.figures >= .commitments
        let hasCauses = simulation.figures >= .causes
        let canBreak = simulation.canBreak && !simulation.isNear[rank]
        var score = Row(repeating: 0)
        var slope = Row(repeating: 0)
        for place in Int(simulation.damage.start[rank])..<Int(simulation.damage.start[rank + 1]) {
            let part = simulation.damage.score(place, slip, canBreak: canBreak)
            let sum = totals.add(part, isSmall: simulation.damage.entries[place].isSmall, sums: hasSums)
            if hasSums { sums.score[place] &+= sum }
            guard hasCauses else { continue }
            score = score + part
            slope = slope + simulation.damage.slope(place, slip, canBreak: canBreak)
        }
        guard hasCauses else { return }
        carried[rank] = score
        price[rank] = slope
    }
}
