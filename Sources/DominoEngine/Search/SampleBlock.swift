/// 64 replicates, drawn once for all plans: the draws, everything that no plan changes, and where each fallible option
/// works.
package struct SampleBlock: Sendable {
    /// Number of the block.
    let block: UInt32
    /// Own delay drawn for each active rank, in days, without events that some option averts; by place in
    /// `activeRanks`.
    let draws: [Row]
    /// The base drawn for each active rank whose remaining work is known, by place in `activeRanks`; nil for the
    /// others. Empty where nobody's is.
    let bases: [Row?]
    /// Days by which drawn patience is longer than on plan, in the same order.
    let patience: [Row?]
    /// Slips of the border ranks, by place in `borderRanks`.
    let borderSlips: [Row]
    /// What the events add that some option averts: a row for each hit, by active rank.
    let hits: [Hit]
    /// By event, the random words that decide whether it happens; only of events that some option averts.
    let eventWords: [WordRow?]
    /// By option, 1 where it works; nil for one that surely works.
    let works: [Row?]
    /// Ranks that no plan changes and that are late in some replicate, and their slips.
    let fixedRanks: [Int32]
    let fixedSlips: [Row]
    /// Score of these ranks, in 1/100 of the currency, by replicate.
    private(set) var fixedTotals: [Int64]
    /// The same by damage entry, summed over the replicates that count.
    private(set) var fixedScores: [Int64]
    /// The replicates that count, bit by bit.
    let replicates: UInt64

    /// A hit of an event that some option averts.
    struct Hit: Sendable {
        var rank: Int32
        var event: Int32
        /// Days that it adds.
        var days: Row
    }

    /// Whether some hit would make a commitment earlier, so that averting the event may raise the damage.
    var mayRaiseDamage: Bool { hits.contains { (Row(repeating: 0) .> $0.days).isSomewhere } }

    /// An upper bound of the memory of one block, in bytes.
    ///
    /// - Complexity: O(commitments + contributions).
    package static func size(of model: PlanModel) -> Int {
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
        rows += 2 * (model.drawsBases ? model.activeRanks.count : 0)
        return row * rows + MemoryLayout<Int64>.size * (model.entryCount + Row.count) + 512
    }

    /// The same block with the notice of a model: what no plan changes is scored again.
    func rescored(for model: PlanModel) -> SampleBlock {
        let damage = LaneDamage(model.damage, dueShift: model.parameters.dueShift, notice: model.notice)
        var total = CentBlock()
        var block = self
        block.fixedScores = [Int64](repeating: 0, count: model.damage.entries.count)
        for (rank, slip) in zip(fixedRanks, fixedSlips) {
            for place in Int(model.damage.start[Int(rank)])..<Int(model.damage.start[Int(rank) + 1]) {
                var cents = CentBlock()
                cents.add(damage.score(place, slip, canBreak: true), isSmall: model.isSmall)
                block.fixedScores[place] = cents.sum(where: replicates)
                total.add(cents)
            }
        }
        block.fixedTotals = total.cents
        return block
    }

    /// A block of chosen replicates of other blocks.
    ///
    /// - Parameters:
    ///   - members: 1 to 64 replicates, as `64 * block + replicate`. The first one fills the places that are left.
    ///   - blocks: the blocks they stand in, of one model.
    static func gathered(_ members: ArraySlice<Int32>, from blocks: [SampleBlock]) -> SampleBlock {
        precondition(!members.isEmpty && members.count <= Row.count, "a block of replicates")
        var places: [(block: Int, replicate: Int)] = members.map { (Int($0) / Row.count, Int($0) % Row.count) }
        while places.count < Row.count { places.append(places[0]) }
        func row(_ source: (SampleBlock) -> Row) -> Row {
            var row = Row(repeating: 0)
            for (replicate, place) in places.enumerated() {
                row[replicate] = source(blocks[place.block])[place.replicate]
            }
            return row
        }
        let first = blocks[places[0].block]
        let words = first.eventWords.indices.map { event in
            first.eventWords[event].map { _ in
                WordRow(gathering: places.map { blocks[$0.block].eventWords[event]?[$0.replicate] ?? 0 })
            }
        }
        return SampleBlock(
            block: first.block, draws: first.draws.indices.map { place in row { $0.draws[place] } },
            bases: first.bases.indices.map { place in
                first.bases[place].map { _ in row { $0.bases[place] ?? Row(repeating: 0) } }
            },
            patience: first.patience.indices.map { place in
                first.patience[place].map { _ in row { $0.patience[place] ?? Row(repeating: 0) } }
            },
            borderSlips: first.borderSlips.indices.map { place in row { $0.borderSlips[place] } },
            hits: first.hits.indices.map { place in
                Hit(rank: first.hits[place].rank, event: first.hits[place].event, days: row { $0.hits[place].days })
            },
            eventWords: words,
            works: first.works.indices.map { option in
                first.works[option].map { _ in row { $0.works[option] ?? Row(repeating: 0) } }
            },
            fixedRanks: [], fixedSlips: [], fixedTotals: places.map { blocks[$0.block].fixedTotals[$0.replicate] },
            fixedScores: [Int64](repeating: 0, count: first.fixedScores.count),
            replicates: members.count == Row.count ? .max : (1 << UInt64(members.count)) - 1)
    }
}

extension Workspace {
    /// Draws a block and computes what no plan changes.
    ///
    /// - Parameter simulation: of the model with nothing done, with all rows kept; this workspace was made for it.
    /// - Complexity: O(commitments + needs + damage) rows.
    mutating func sample(
        block: UInt32, replicates: UInt64, of model: PlanModel, _ simulation: Simulation
    ) -> SampleBlock {
        run(block: block, replicates: replicates, of: simulation)
        let uncertainty = model.uncertainty
        let drawn = BlockDraws(block: block, seed: model.seed)
        var words = [WordRow?](repeating: nil, count: uncertainty.events.count)
        for event in words.indices where model.eventSets[event] != 0 {
            words[event] = drawn.words(uncertainty.events[event].variable, .chance)
        }
        let (draws, hits) = activeDraws(drawn, words, model)
        let fixedRanks = (0..<Int32(truncatingIfNeeded: model.graph.commitmentCount)).filter { number in
            let rank = Int(number)
            guard !model.isActive[rank], model.damage.start[rank] < model.damage.start[rank + 1] else { return false }
            // What was moved to an earlier day is late from there on.
            return (slips[rank] .> min(0, model.parameters.dueShift[rank])).isSomewhere
        }
        let works = model.options.map { option in
            option.event.map { event in
                Row(repeating: 0).replacing(
                    with: 1, where: drawn.words(event.variable, .chance).below(event.chance))
            }
        }
        let (bases, patience) = model.drawsBases ? drawnBases(model, simulation) : ([], [])
        return SampleBlock(
            block: block, draws: draws, bases: bases, patience: patience,
            borderSlips: model.borderRanks.map { slips[Int($0)] }, hits: hits,
            eventWords: words, works: works, fixedRanks: fixedRanks, fixedSlips: fixedRanks.map { slips[Int($0)] },
            fixedTotals: [], fixedScores: [], replicates: replicates
        ).rescored(for: model)
    }

    /// Draws the own delays of all active commitments, and the hits of events that some option averts.
    private func activeDraws(
        _ drawn: BlockDraws, _ words: [WordRow?], _ model: PlanModel
    ) -> (draws: [Row], hits: [SampleBlock.Hit]) {
        let uncertainty = model.uncertainty
        var draws: [Row] = []
        var hits: [SampleBlock.Hit] = []
        for rank in model.activeRanks {
            var sum = Row(repeating: 0)
            let first = Int(uncertainty.contributionStart[Int(rank)])
            for place in first..<Int(uncertainty.contributionStart[Int(rank) + 1]) {
                let contribution = uncertainty.contributions[place]
                switch contribution.source {
                case .delay where uncertainty.isRunning(Int(rank)):
                    sum = sum + runningDelay(Int(rank), contribution.sampler, drawn, uncertainty)
                case .delay:
                    sum = sum + contribution.sampler.row(drawn, uncertainty.tables)
                case .event(let event):
                    let days = contribution.sampler.row(drawn, uncertainty.tables)
                    if words[Int(event)] != nil {
                        hits.append(SampleBlock.Hit(rank: rank, event: event, days: days))
                    } else {
                        let happens = events[Int(event)] .> 0
                        sum = sum + Row(repeating: 0).replacing(with: days, where: happens)
                    }
                case .factor(let factor, let work):
                    sum = sum + (factors[Int(factor)] * work).map { onGrid($0) }
                case .remaining, .patience: continue
                }
            }
            draws.append(sum)
        }
        return (draws, hits)
    }

    /// The bases and the patience drawn for each active rank.
    private func drawnBases(_ model: PlanModel, _ simulation: Simulation) -> (bases: [Row?], patience: [Row?]) {
        var bases: [Row?] = []
        var patience: [Row?] = []
        for rank in model.activeRanks {
            bases.append(drawnBase(Int(rank), simulation))
            patience.append(drawnPatience(Int(rank), simulation))
        }
        return (bases, patience)
    }
}

extension SampleBlock {
    /// `base_j` of an active commitment, where it does not depend on what inputs do.
    @inline(__always)
    func base(of rank: Int, _ parameters: Parameters, _ model: PlanModel) -> Row {
        let base = Row(repeating: parameters.baseSlip[rank])
        return bases.isEmpty ? base : bases[Int(model.activePlaces[rank])] ?? base
    }

    /// Days by which drawn patience is longer than on plan; nil where it is not drawn.
    @inline(__always)
    func patience(of rank: Int, _ model: PlanModel) -> Row? {
        patience.isEmpty ? nil : patience[Int(model.activePlaces[rank])]
    }
}

/// Amounts of 64 replicates, in 1/100 of the currency.
struct CentBlock {
    /// By replicate.
    private(set) var cents = [Int64](repeating: 0, count: Row.count)

    /// Adds amounts in 1/100, each rounded to the nearest as a simulation does.
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

    /// Sets all amounts to 0.
    mutating func clear() {
        for replicate in 0..<Row.count { cents[replicate] = 0 }
    }

    /// The sum over some replicates.
    func sum(where replicates: UInt64) -> Int64 {
        var sum: Int64 = 0
        for replicate in 0..<Row.count where replicates >> UInt64(replicate) & 1 == 1 { sum &+= cents[replicate] }
        return sum
    }
}

extension WordRow {
    /// 64 words.
    fileprivate init(gathering words: [UInt32]) {
        self.init(Words(words[0..<16]), Words(words[16..<32]), Words(words[32..<48]), Words(words[48..<64]))
    }
}
