/// What 64 replicates have in common under every plan: draws, what no plan moves, and where each fallible option works.
public struct GroundBlock: Sendable {
    /// Which block.
    public let block: UInt32
    /// Own delays drawn for each active rank, without what an averted event adds; by place in `activeRanks`.
    let draws: [Row]
    /// Slips of the border ranks, by place in `borderRanks`.
    let border: [Row]
    /// What averted events would add: one row for each hit, by active rank.
    let hits: [Hit]
    /// Words of the events, by number; only of those some option averts.
    let words: [WordRow?]
    /// 1 where an option works, by option; none for one that is sure.
    let works: [Row?]
    /// Ranks that are late in some replicate whatever the plan, and their slips.
    let stillRanks: [Int32]
    let stillSlips: [Row]
    /// Score that no plan changes, in 1/100, by replicate.
    var still: [Int64]
    /// The same by damage entry, summed over the replicates that count.
    var stillScores: [Int64]
    /// The replicates that count, bit by bit.
    public let replicates: UInt64

    /// A hit of an event some option averts.
    struct Hit: Sendable {
        var rank: Int32
        var event: Int32
        var days: Row
    }

    /// Whether some hit would bring a commitment forward, so that averting it hurts.
    public var mayHurt: Bool { hits.contains { (Row(repeating: 0) .> $0.days).isSomewhere } }

    /// Memory of one block at most, in bytes.
    ///
    /// - Complexity: O(commitments + contributions).
    public static func size(of model: PlanModel) -> Int {
        let row = MemoryLayout<Row?>.stride
        var rows = model.activeRanks.count + model.borderRanks.count + model.options.count + model.eventSets.count
        for rank in 0..<model.graph.commitmentCount {
            if !model.isActive[rank], model.damage.start[rank] < model.damage.start[rank + 1] { rows += 1 }
            let first = Int(model.uncertainty.contributionStart[rank])
            for place in first..<Int(model.uncertainty.contributionStart[rank + 1]) {
                if case .event(let event) = model.uncertainty.contributions[place].source,
                    model.eventSets[Int(event)] != 0
                {
                    rows += 1
                }
            }
        }
        return row * rows + MemoryLayout<Int64>.size * (model.entryCount + Row.count) + 512
    }
}

extension Workspace {
    /// Draws a block and computes what no plan moves.
    ///
    /// - Parameter simulation: of the model with nothing done, which keeps all rows; this workspace is made for it.
    /// - Complexity: O(commitments + needs + damage) rows.
    public mutating func ground(
        block: UInt32, replicates: UInt64, of model: PlanModel, _ simulation: Simulation
    ) -> GroundBlock {
        run(block: block, replicates: replicates, of: simulation)
        let uncertainty = model.uncertainty
        let drawn = BlockDraws(block: block, seed: model.seed)
        var draws: [Row] = []
        var hits: [GroundBlock.Hit] = []
        var words = [WordRow?](repeating: nil, count: uncertainty.events.count)
        for event in words.indices where model.eventSets[event] != 0 {
            words[event] = drawn.words(uncertainty.events[event].variable, .chance)
        }
        for rank in model.activeRanks {
            var sum = Row(repeating: 0)
            let first = Int(uncertainty.contributionStart[Int(rank)])
            for place in first..<Int(uncertainty.contributionStart[Int(rank) + 1]) {
                let contribution = uncertainty.contributions[place]
                switch contribution.source {
                case .delay:
                    sum = sum + contribution.sampler.row(drawn, uncertainty.tables)
                case .event(let event):
                    let days = contribution.sampler.row(drawn, uncertainty.tables)
                    if words[Int(event)] != nil {
                        hits.append(GroundBlock.Hit(rank: rank, event: event, days: days))
                    } else {
                        let happens = events[Int(event)] .> 0
                        sum = sum + Row(repeating: 0).replacing(with: days, where: happens)
                    }
                case .factor(let factor, let work):
                    sum = sum + (factors[Int(factor)] * work).map { onGrid($0) }
                }
            }
            draws.append(sum)
        }
        let stillRanks = (0..<Int32(truncatingIfNeeded: model.graph.commitmentCount)).filter { rank in
            !model.isActive[Int(rank)] && model.damage.start[Int(rank)] < model.damage.start[Int(rank) + 1]
                && (slips[Int(rank)] .> 0).isSomewhere
        }
        let works = model.options.map { option in
            option.event.map { event in
                Row(repeating: 0).replacing(
                    with: 1,
                    where: drawn.words(event.variable, .chance).below(event.chance))
            }
        }
        return GroundBlock(
            block: block, draws: draws, border: model.borderRanks.map { slips[Int($0)] }, hits: hits, words: words,
            works: works, stillRanks: stillRanks, stillSlips: stillRanks.map { slips[Int($0)] }, still: [],
            stillScores: [], replicates: replicates
        ).told(as: model)
    }
}

extension GroundBlock {
    /// The same block where those hurt are told as a model says: what no plan changes is assessed anew.
    public func told(as model: PlanModel) -> GroundBlock {
        let damage = LaneDamage(model.damage, dueShift: model.parameters.dueShift, notice: model.notice)
        var total = CentBlock()
        var block = self
        block.stillScores = [Int64](repeating: 0, count: model.damage.entries.count)
        for (rank, slip) in zip(stillRanks, stillSlips) {
            for place in Int(model.damage.start[Int(rank)])..<Int(model.damage.start[Int(rank) + 1]) {
                var cents = CentBlock()
                cents.add(damage.score(place, slip, canBreak: true), isSmall: model.isSmall)
                block.stillScores[place] = cents.sum(where: replicates)
                total.add(cents)
            }
        }
        block.still = total.cents
        return block
    }
}

/// Amounts of 64 replicates in 1/100, each a number of its own.
struct CentBlock {
    /// By replicate.
    private(set) var cents = [Int64](repeating: 0, count: Row.count)

    /// Adds amounts of 1/100, each rounded to the nearest as a simulation rounds it.
    ///
    /// - Parameter isSmall: whether all amounts of the scenario fit a `CentRow`.
    mutating func add(_ row: Row, isSmall: Bool) {
        guard isSmall else {
            for replicate in 0..<Row.count { cents[replicate] &+= slowCents(row[replicate]) }
            return
        }
        add(row.a, at: 0)
        add(row.b, at: 16)
        add(row.c, at: 32)
        add(row.d, at: 48)
    }

    @inline(__always)
    private mutating func add(_ lanes: Lanes, at first: Int) {
        let high = nearest(lanes * 0x1p-20)
        let (highs, lows) = (integers(high), integers(lanes - high * 0x1p20))
        var span = cents.mutableSpan
        for lane in 0..<16 {
            span[unchecked: first + lane] &+= Int64(highs[lane]) << 20 &+ Int64(lows[lane])
        }
    }

    /// Adds other amounts.
    mutating func add(_ other: CentBlock) {
        for replicate in 0..<Row.count { cents[replicate] &+= other.cents[replicate] }
    }

    /// Back to nothing.
    mutating func clear() {
        for replicate in 0..<Row.count { cents[replicate] = 0 }
    }

    /// Their sum over some replicates.
    func sum(where replicates: UInt64) -> Int64 {
        var sum: Int64 = 0
        for replicate in 0..<Row.count where replicates >> UInt64(replicate) & 1 == 1 { sum &+= cents[replicate] }
        return sum
    }
}
