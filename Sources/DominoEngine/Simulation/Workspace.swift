/// The memory of one thread that runs blocks: rows of every commitment, and the chances of one block.
public struct Workspace: ~Copyable {
    // Memory of this thread alone comes first: for a change behind a pointer, the thread sanitizer of Swift 6.3 is told
    // of a write to the first word of the whole, and would take an array that threads only read for one they write.
    /// Slips, by slot.
    let slips: RowColumn
    /// The slot of each rank's slips.
    let slots: [Int32]
    /// Own delays, by `ownPlace`: what was drawn, and what is in force besides.
    let own: RowColumn
    let ownMask: Int
    /// The need that drives each commitment, by rank: its number among the commitment's needs, -1 where none does; of
    /// those whose needs pass on all they get. Empty without a backward pass.
    let drivers: RowColumn
    /// Carried score and price of a day on their way back, by `simulation.backRows`; 0 but for what is on its way.
    let carried: RowColumn
    let price: RowColumn
    /// Two rows for what lasts no longer than a step.
    let masked = RowColumn(count: 2)
    /// The uncertain input that is switched off; -1 for none.
    let skipped = Column<Int32>(repeating: -1, count: 1)
    /// Amount of each kind in the block at hand; empty where nobody asks.
    let kinds: RowColumn
    /// What has been counted so far.
    let sums: TallyColumns
    /// Rows passed forward so far, needs looked at for them, and variables drawn: what blocks cost, whatever the
    /// machine.
    let work = Column<Int64>(count: 3)
    /// 1 where an event happens, by place in `events`.
    let events: RowColumn
    /// Values of factors less 1.
    let factors: RowColumn
    /// What `exclude` puts back: rows before a change, which ranks have one, and in which order.
    let savedSlips: RowColumn
    let savedOwn: RowColumn
    var isChanged: [Bool]
    var changedRanks: [Int32] = []
    /// Draws of the block last run.
    private(set) var draws = BlockDraws(block: 0, seed: 0)
    /// Total score of each replicate of the block last run, in 1/100.
    public private(set) var totals = [Int64](repeating: 0, count: Row.count)

    /// Memory for blocks of one simulation; 256 bytes a commitment for each kind of row.
    ///
    /// - Parameter excludes: whether `exclude` is to be called.
    public init(for simulation: Simulation, excludes: Bool = false) {
        precondition(!excludes || simulation.keepsRows, "rows to put back")
        let count = simulation.commitmentCount
        let hasCauses = simulation.figures >= .causes
        sums = TallyColumns(for: simulation)
        slots = simulation.rows.slots
        slips = RowColumn(count: simulation.rows.count)
        ownMask = simulation.keepsRows ? .max : Self.tile - 1
        own = RowColumn(count: simulation.keepsRows ? count : Self.tile)
        drivers = RowColumn(count: hasCauses ? count : 0)
        kinds = RowColumn(count: simulation.kindCount)
        carried = RowColumn(count: simulation.backRows.count)
        price = RowColumn(count: simulation.backRows.count)
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
        draws = BlockDraws(block: block, seed: simulation.seed)
        drawShared(simulation)
        self.skipped[0] = skipped
        sums.replicates[0] += Int64(replicates.nonzeroBitCount)
        var totals = BlockTotals(isSmall: simulation.isSmall)
        let isWhole = replicates == .max
        let valid = isWhole ? RowMask(repeating: true) : Self.mask(of: replicates)
        let hasCauses = simulation.figures >= .causes
        for run in simulation.graph.runs {
            if isWhole, run.features.isEmpty, skipped < 0 {
                runPlain(run, simulation, &totals)
            } else {
                noteWork(rows: Int(run.count), degree: Int(run.degree))
                for rank in Int(run.first)..<Int(run.first + run.count) {
                    if simulation.draws[rank] != .never { drawOwn(rank, simulation, skipped) }
                    let slip = slipRow(rank, run, simulation)
                    slips[Int(simulation.rows.slots[rank])] = slip
                    if hasCauses, run.features.isEmpty { noteDriver(rank, simulation) }
                    count(slip, rank, simulation, valid: valid, isWhole: isWhole, &totals)
                }
            }
        }
        if hasCauses { passBack(simulation, valid: isWhole ? nil : valid, &totals) }
        if simulation.kindCount > 0 { countKinds() }
        totals.write(to: &self.totals)
    }

    /// Rows of 64 replicates passed forward so far.
    public var rowsComputed: Int { Int(work[0]) }
    /// Needs looked at for them.
    public var needsRelaxed: Int { Int(work[1]) }
    /// Variables drawn, for 64 replicates each.
    public var variablesDrawn: Int { Int(work[2]) }

    /// What the blocks run so far add up to.
    public var tally: Tally { sums.tally }

    /// What the blocks run since the last taking add up to: of 1,024 replicates at most, or sums of the largest amounts
    /// (9e15 each) are beyond 64 bits.
    public mutating func takeTally() -> Tally {
        let taken = sums.tally
        sums.clear()
        return taken
    }

    /// Copies a commitment's slips of the block last run, those of the replicates that count.
    ///
    /// - Precondition: the simulation keeps all rows, or watches this one.
    public func copySlips(rank: Int, to column: inout [Float], at place: Int, where replicates: UInt64) {
        let row = slips[Int(slots[rank])]
        if replicates == .max { return row.copy(Row.count, to: &column, at: place) }
        for replicate in 0..<Row.count where replicates >> UInt64(replicate) & 1 == 1 {
            column[place + replicate] = row[replicate]
        }
    }

    /// Keeps the slips of all commitments in the block last run, behind those of the blocks before it.
    ///
    /// - Parameters:
    ///   - rows: by block, then rank.
    ///   - replicates: where not all of them ran together, those that did; all but the first call for a block put
    ///     theirs into its rows.
    /// - Precondition: the simulation keeps all rows.
    public func keepSlips(in rows: inout [Row], replicates: UInt64, isFirst: Bool) {
        guard !isFirst else { return slips.append(to: &rows) }
        let valid = Self.mask(of: replicates)
        let first = rows.count - slips.count
        for rank in 0..<slips.count {
            rows[first + rank] = rows[first + rank].replacing(with: slips[rank], where: valid)
        }
    }

    /// A mask of rows from one of bits.
    private static func mask(of replicates: UInt64) -> RowMask {
        var chosen = Row(repeating: 0)
        for replicate in 0..<Row.count where replicates >> UInt64(replicate) & 1 == 1 { chosen[replicate] = 1 }
        return chosen .> 0
    }
}

// MARK: Counting

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
            let isLate = (slip .> simulation.parameters.dueShift[rank] + Float(lateTolerance)) .& valid .& .!isBroken
            sums.broken[rank] &+= Int64(isBroken.count)
            sums.slip[rank] &+= gridSum(Row(repeating: 0).replacing(with: slip, where: valid))
            if simulation.figures >= .commitments { sums.late[rank] &+= Int64(isLate.count) }
        }
        if simulation.figures < .causes { countHurt(Self.early(slip, but: valid), rank, simulation, &totals) }
    }

    /// Slips; those that do not count become so early that they cost nothing.
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
        guard (slip .>= simulation.damage.freeBelow.span[unchecked: rank]).isSomewhere else { return }
        countDamage(slip, rank, simulation, &totals)
    }

    /// Adds the amount of an entry to its kind.
    @inline(__always)
    func addToKind(_ score: Row, _ entry: LaneDamage.Entry) {
        kinds[Int(entry.kind)] = kinds[Int(entry.kind)] + score * entry.unit
    }

    /// Counts in how many replicates of the block there is any damage of each kind. Replicates that do not count have
    /// none.
    private func countKinds() {
        for kind in 0..<kinds.count {
            sums.kinds[kind] &+= Int64((kinds[kind] .>= Float(leastDamage)).count)
            kinds[kind] = Row(repeating: 0)
        }
    }

    /// Counts a commitment's slips in a block that counts as a whole.
    @inline(__always)
    func countSlips(_ slip: Row, _ rank: Int, _ simulation: Simulation) {
        let isLate = slip .> simulation.parameters.dueShift.span[unchecked: rank] + Float(lateTolerance)
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
            if simulation.kindCount > 0 { addToKind(score, entries[unchecked: place]) }
            guard !entries[unchecked: place].isWeightless else {
                if hasSums { sums.score[place] &+= simulation.sum(score) }
                continue
            }
            let sum = totals.add(score, isSmall: entries[unchecked: place].isSmall, sums: hasSums)
            if hasSums { sums.score[place] &+= sum }
        }
    }
}
