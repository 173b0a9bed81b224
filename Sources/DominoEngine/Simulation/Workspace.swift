/// The memory of one thread that runs blocks: rows of every commitment, and the chances of one block.
public struct Workspace: ~Copyable {
    /// The slot of each rank's slips.
    private let slots: [Int32]
    /// Slips, by slot.
    let slips: RowColumn
    /// Own delays, by `ownPlace`: what was drawn, and what is in force besides.
    let own: RowColumn
    private let ownMask: Int
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
    /// Draws of the block last run.
    private var draws = BlockDraws(block: 0, seed: 0)
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
        carried = RowColumn(count: hasCauses ? count : 0)
        price = RowColumn(count: hasCauses ? count : 0)
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
        sums.replicates[0] += Int64(replicates.nonzeroBitCount)
        var totals = BlockTotals(isSmall: simulation.isSmall)
        let isWhole = replicates == .max
        let valid = isWhole ? RowMask(repeating: true) : Self.mask(of: replicates)
        for run in simulation.graph.runs {
            if isWhole, run.features.isEmpty, skipped < 0 {
                runPlain(run, simulation, &totals)
            } else {
                for rank in Int(run.first)..<Int(run.first + run.count) {
                    if simulation.draws[rank] != .never { drawOwn(rank, simulation, skipped) }
                    let slip = slipRow(rank, run, simulation)
                    slips[Int(simulation.rows.slots[rank])] = slip
                    if isWhole {
                        count(slip, rank, simulation, &totals)
                    } else {
                        count(slip, rank, simulation, valid: valid, &totals)
                    }
                }
            }
        }
        totals.write(to: &self.totals)
        if simulation.figures >= .causes { passBack(simulation) }
    }

    /// Ranks whose own delays are drawn together before they are used: so many rows stay in the fastest cache.
    static let tile = 16

    /// A run of commitments whose needs pass on all they get, in a block that counts as a whole.
    private func runPlain(_ run: CommitmentGraph.Run, _ simulation: Simulation, _ totals: inout BlockTotals) {
        let end = Int(run.first &+ run.count)
        var first = Int(run.first)
        while first < end {
            let next = min(end, first + Self.tile)
            drawTile(first..<next, simulation)
            passTile(first..<next, degree: Int(run.degree), simulation, &totals)
            first = next
        }
    }

    /// Draws the own delays of neighbouring ranks, triangles two at a time.
    @inline(never)
    private func drawTile(_ ranks: Range<Int>, _ simulation: Simulation) {
        let (kinds, fixed) = (simulation.draws.span, simulation.terms.own.span)
        let starts = simulation.uncertainty.contributionStart.span
        let contributions = simulation.uncertainty.contributions.span
        var waiting = -1
        for rank in ranks {
            switch kinds[unchecked: rank] {
            case .never: own[ownPlace(rank)] = Row(repeating: fixed[unchecked: rank])
            case .any: drawOwn(rank, simulation, -1)
            case .triangle where waiting < 0: waiting = rank
            case .triangle:
                contributions[unchecked: Int(starts[unchecked: waiting])].sampler.drawTriangles(
                    with: contributions[unchecked: Int(starts[unchecked: rank])].sampler, draws,
                    plus: fixed[unchecked: waiting], fixed[unchecked: rank],
                    into: own, at: ownPlace(waiting), ownPlace(rank))
                waiting = -1
            }
        }
        if waiting >= 0 { drawOwn(waiting, simulation, -1) }
    }

    /// Passes neighbouring ranks, whose own delays are drawn.
    ///
    /// Unchecked access is safe here: ranks lie in a run, needs in the rows, sources before the run, by the graph's `init`;
    /// all columns are the graph's, by the simulation's.
    @inline(never)
    private func passTile(
        _ ranks: Range<Int>, degree: Int, _ simulation: Simulation, _ totals: inout BlockTotals
    ) {
        let (needs, slots) = (simulation.slotNeeds.span, simulation.rows.slots.span)
        let floor = simulation.terms.floor.span
        var need = Int(simulation.graph.needStart[ranks.lowerBound])
        for rank in ranks {
            var slip = Row(repeating: floor[unchecked: rank])
            for _ in 0..<degree {
                let edge = needs[unchecked: need]
                slip = slip.larger(slips[Int(edge.source)] - edge.buffer)
                need &+= 1
            }
            slip = slip + own[ownPlace(rank)]
            slips[Int(slots[unchecked: rank])] = slip
            count(slip, rank, simulation, &totals)
        }
    }

    /// The place of a rank's own delay: of the tile at hand alone where the simulation keeps no rows.
    @inline(__always)
    func ownPlace(_ rank: Int) -> Int { rank & ownMask }

    /// What the blocks run so far add up to.
    public var tally: Tally { sums.tally }

    /// Copies a commitment's slips of the block last run, those of the replicates that count.
    ///
    /// - Precondition: the simulation keeps all rows, or watches this one.
    public func copySlips(rank: Int, to column: inout [Float], at place: Int, where replicates: UInt64) {
        let row = slips[Int(slots[rank])]
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
    private func drawShared(_ simulation: Simulation) {
        let uncertainty = simulation.uncertainty
        for place in uncertainty.events.indices {
            let event = uncertainty.events[place]
            let happens = draws.words(event.variable, .chance).below(event.chance)
            events[place] = Row(repeating: 0).replacing(with: 1, where: happens)
        }
        for place in uncertainty.factors.indices {
            factors[place] = uncertainty.factors[place].row(draws, uncertainty.tables, raw: true) - 1
        }
    }

    /// Draws a commitment's own delay.
    @inline(__always)
    func drawOwn(_ rank: Int, _ simulation: Simulation, _ skipped: Int32) {
        let contributions = simulation.uncertainty.contributions.span
        var sum = Row(repeating: simulation.terms.own[rank])
        let first = Int(simulation.uncertainty.contributionStart[rank])
        let end = Int(simulation.uncertainty.contributionStart[rank + 1])
        for place in first..<end where contributions[unchecked: place].input != skipped {
            let contribution = contributions[unchecked: place]
            switch contribution.source {
            case .delay:
                sum = sum + contribution.sampler.row(draws, simulation.uncertainty.tables)
            case .event(let event):
                let happens = events[Int(event)] .> 0
                guard happens.isSomewhere else { continue }
                let days = contribution.sampler.row(draws, simulation.uncertainty.tables)
                sum = sum + Row(repeating: 0).replacing(with: days, where: happens)
            case .factor(let factor, let work):
                sum = sum + (factors[Int(factor)] * work).map { onGrid($0) }
            }
        }
        own[ownPlace(rank)] = sum
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
        simulation.draws[rank] == .never
            ? Row(repeating: simulation.terms.own[rank]) : own[ownPlace(rank)]
    }

    /// `max(base, inherited)` where every need passes on all it gets.
    @inline(__always)
    private func plainInherited(_ rank: Int, _ degree: Int, _ simulation: Simulation) -> Row {
        let needs = simulation.slotNeeds.span
        var start = Row(repeating: simulation.terms.floor[rank])
        let first = Int(simulation.graph.needStart[rank])
        for need in first..<first + degree {
            let edge = needs[unchecked: need]
            start = start.larger(slips[Int(edge.source)] - edge.buffer)
        }
        return start
    }
}
