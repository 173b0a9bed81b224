/// The memory of one thread that runs blocks: rows of every commitment, and the chances of one block.
public struct Workspace: ~Copyable {
    /// Slips, by rank.
    let slips: RowColumn
    /// Own delays, by rank: what was drawn, and what is in force besides.
    let own: RowColumn
    /// Carried score and price of a day on their way back, by rank; empty without a backward pass.
    let carried: RowColumn
    let price: RowColumn
    /// What has been counted so far.
    let sums: TallyColumns
    /// 1 where an event happens, by place in `events`.
    let events: RowColumn
    /// Values of factors less 1.
    let factors: RowColumn
    /// What `exclude` puts back: rows before a change, which ranks have one, and in which order.
    let savedSlips: RowColumn
    let savedOwn: RowColumn
    var isChanged: [Bool]
    var changedRanks: [Int32] = []
    /// Total score of each replicate of the block last run, in 1/100.
    public private(set) var totals = [Int64](repeating: 0, count: Row.count)

    /// Memory for blocks of one simulation; 256 bytes a commitment for each kind of row.
    ///
    /// - Parameter excludes: whether `exclude` is to be called.
    public init(for simulation: Simulation, excludes: Bool = false) {
        let count = simulation.commitmentCount
        sums = TallyColumns(for: simulation)
        slips = RowColumn(count: count)
        own = RowColumn(count: count)
        carried = RowColumn(count: simulation.backward ? count : 0)
        price = RowColumn(count: simulation.backward ? count : 0)
        savedSlips = RowColumn(count: excludes ? count : 0)
        savedOwn = RowColumn(count: excludes ? count : 0)
        isChanged = [Bool](repeating: false, count: excludes ? count : 0)
        events = RowColumn(count: simulation.uncertainty.events.count)
        factors = RowColumn(count: simulation.uncertainty.factors.count)
    }

    /// Runs replicates of the block `64 * block ..< 64 * block + 64` and counts them.
    ///
    /// - Parameters:
    ///   - replicates: those that count, bit by bit: not all of them in a last block, or where only some share a plan.
    ///   - skipped: an uncertain input to switch off; -1 for none.
    /// - Complexity: O(commitments + needs + damage) rows.
    public mutating func run(
        block: UInt32, replicates: UInt64 = .max, of simulation: Simulation, skipping skipped: Int32 = -1
    ) {
        drawShared(block, simulation)
        let isWhole = replicates == .max
        let valid = isWhole ? RowMask(repeating: true) : Self.mask(of: replicates)
        sums.replicates[0] += Int64(replicates.nonzeroBitCount)
        var totals = BlockTotals(isSmall: simulation.isSmall)
        for run in simulation.graph.runs {
            for rank in Int(run.first)..<Int(run.first + run.count) {
                if simulation.draws[rank] { drawOwn(rank, block, simulation, skipped) }
                let slip = slipRow(rank, run, simulation)
                slips[rank] = slip
                isWhole
                    ? tallySlip(slip, rank, simulation)
                    : tallySlip(slip, rank, simulation, valid: valid)
                if simulation.damage.start[rank] < simulation.damage.start[rank + 1] {
                    isWhole
                        ? tallyDamage(rank, slip, simulation, &totals)
                        : tallyDamage(rank, slip, simulation, valid: valid, &totals)
                } else if simulation.backward {
                    carried[rank] = Row(repeating: 0)
                    price[rank] = Row(repeating: 0)
                }
            }
        }
        for replicate in 0..<Row.count {
            self.totals[replicate] = totals[replicate]
        }
        if simulation.backward { passBack(simulation) }
    }

    /// What the blocks run so far add up to.
    public var tally: Tally { sums.tally }

    /// Copies a commitment's slips of the block last run, those of the replicates that count.
    public func copySlips(rank: Int, to column: inout [Float], at place: Int, where replicates: UInt64) {
        let row = slips[rank]
        if replicates == .max {
            precondition(place >= 0 && place + Row.count <= column.count, "room for a row")
            var span = column.mutableSpan
            for lane in 0..<16 {
                span[unchecked: place + lane] = row.a[lane]
                span[unchecked: place + 16 + lane] = row.b[lane]
                span[unchecked: place + 32 + lane] = row.c[lane]
                span[unchecked: place + 48 + lane] = row.d[lane]
            }
            return
        }
        for replicate in 0..<Row.count where replicates >> UInt64(replicate) & 1 == 1 {
            column[place + replicate] = row[replicate]
        }
    }

    /// A mask of rows from one of bits.
    private static func mask(of replicates: UInt64) -> RowMask {
        var chosen = Row(repeating: 0)
        for replicate in 0..<Row.count where replicates >> UInt64(replicate) & 1 == 1 { chosen[replicate] = 1 }
        return chosen .> 0
    }

    /// Draws what several commitments share.
    private func drawShared(_ block: UInt32, _ simulation: Simulation) {
        let uncertainty = simulation.uncertainty
        for place in uncertainty.events.indices {
            let event = uncertainty.events[place]
            let words = WordRow(variable: event.variable, purpose: .chance, block: block, seed: simulation.seed)
            events[place] = Row(repeating: 0).replacing(with: 1, where: words.below(event.chance))
        }
        for place in uncertainty.factors.indices {
            let value = uncertainty.factors[place].row(
                block: block, seed: simulation.seed, uncertainty.tables, raw: true)
            factors[place] = value - 1
        }
    }

    /// Draws a commitment's own delay.
    @inline(__always)
    func drawOwn(_ rank: Int, _ block: UInt32, _ simulation: Simulation, _ skipped: Int32) {
        let contributions = simulation.uncertainty.contributions.span
        var sum = Row(repeating: simulation.terms.own[rank])
        let first = Int(simulation.uncertainty.contributionStart[rank])
        let end = Int(simulation.uncertainty.contributionStart[rank + 1])
        for place in first..<end where contributions[unchecked: place].input != skipped {
            let contribution = contributions[unchecked: place]
            switch contribution.source {
            case .delay:
                sum =
                    sum
                    + contribution.sampler.row(
                        block: block, seed: simulation.seed, simulation.uncertainty.tables)
            case .event(let event):
                let happens = events[Int(event)] .> 0
                guard happens.isSomewhere else { continue }
                let days = contribution.sampler.row(
                    block: block, seed: simulation.seed, simulation.uncertainty.tables)
                sum = sum + Row(repeating: 0).replacing(with: days, where: happens)
            case .factor(let factor, let work):
                sum = sum + (factors[Int(factor)] * work).map { onGrid($0) }
            }
        }
        own[rank] = sum
    }

    /// The slip of a commitment whose sources have theirs.
    @inline(__always)
    func slipRow(_ rank: Int, _ run: CommitmentGraph.Run, _ simulation: Simulation) -> Row {
        if run.features.contains(.fact) { return Row(repeating: simulation.terms.own[rank]) }
        var slip: Row
        if run.features.isDisjoint(with: [.generalNeeds, .whenReady]) {
            slip = plainInherited(rank, Int(run.degree), simulation) + ownDelay(rank, simulation)
        } else {
            let place = NeedTerms(simulation)
            slip = generalStart(rank, run.features, simulation, place) + ownDelay(rank, simulation)
        }
        if run.features.contains(.breaks) {
            slip = slip.replacing(with: .infinity, where: slip .> simulation.terms.limit[rank])
        }
        return slip
    }

    /// A commitment's own delay: drawn, or the same everywhere.
    @inline(__always)
    func ownDelay(_ rank: Int, _ simulation: Simulation) -> Row {
        simulation.draws[rank] ? own[rank] : Row(repeating: simulation.terms.own[rank])
    }

    /// `max(base, inherited)` where every need passes on all it gets.
    @inline(__always)
    private func plainInherited(_ rank: Int, _ degree: Int, _ simulation: Simulation) -> Row {
        let needs = simulation.graph.needs.span
        var start = Row(repeating: simulation.terms.floor[rank])
        let first = Int(simulation.graph.needStart[rank])
        for need in first..<first + degree {
            let edge = needs[unchecked: need]
            start = start.larger(slips[Int(edge.source)] - edge.buffer)
        }
        return start
    }

    // MARK: Tallies

    /// Counts a commitment's slips.
    @inline(__always)
    private func tallySlip(_ slip: Row, _ rank: Int, _ simulation: Simulation) {
        var isLate = slip .> simulation.terms.redate[rank] + 0.0001
        if simulation.canBreak {
            let isBroken = slip .== .infinity
            isLate = isLate .& .!isBroken
            sums.broken[rank] &+= Int64(isBroken.count)
        }
        sums.late[rank] &+= Int64(isLate.count)
        sums.slip[rank] &+= gridSum(slip)
    }

    /// `tallySlip` where not all replicates count.
    @inline(never)
    private func tallySlip(_ slip: Row, _ rank: Int, _ simulation: Simulation, valid: RowMask) {
        let isBroken = (slip .== .infinity) .& valid
        let isLate = (slip .> simulation.terms.redate[rank] + 0.0001) .& valid .& .!isBroken
        sums.late[rank] &+= Int64(isLate.count)
        sums.broken[rank] &+= Int64(isBroken.count)
        sums.slip[rank] &+= gridSum(Row(repeating: 0).replacing(with: slip, where: valid))
    }

    /// Adds up a commitment's damage and prepares the way back.
    @inline(__always)
    private func tallyDamage(_ rank: Int, _ slip: Row, _ simulation: Simulation, _ totals: inout BlockTotals) {
        var score = Row(repeating: 0)
        var slope = Row(repeating: 0)
        for place in Int(simulation.damage.start[rank])..<Int(simulation.damage.start[rank + 1]) {
            let part = simulation.damage.score(place, slip, canBreak: simulation.canBreak)
            if (part .> 0).isSomewhere {
                sums.score[place] &+= totals.add(part, isSmall: simulation.damage.entries[place].isSmall)
                score = score + part
            }
            if simulation.backward {
                slope = slope + simulation.damage.slope(place, slip, canBreak: simulation.canBreak)
            }
        }
        guard simulation.backward else { return }
        carried[rank] = score
        price[rank] = slope
    }

    /// `tallyDamage` where not all replicates count.
    @inline(never)
    private func tallyDamage(
        _ rank: Int, _ slip: Row, _ simulation: Simulation, valid: RowMask, _ totals: inout BlockTotals
    ) {
        let zero = Row(repeating: 0)
        var score = zero
        var slope = zero
        for place in Int(simulation.damage.start[rank])..<Int(simulation.damage.start[rank + 1]) {
            let part = zero.replacing(
                with: simulation.damage.score(place, slip, canBreak: simulation.canBreak), where: valid)
            sums.score[place] &+= totals.add(part, isSmall: simulation.damage.entries[place].isSmall)
            score = score + part
            slope = slope + simulation.damage.slope(place, slip, canBreak: simulation.canBreak)
        }
        guard simulation.backward else { return }
        carried[rank] = score
        price[rank] = zero.replacing(with: slope, where: valid)
    }
}
