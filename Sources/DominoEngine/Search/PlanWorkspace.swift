/// The memory of one thread that plays plans on blocks of replicates.
///
/// A plan costs one pass forward over the active commitments and their damage: what is drawn, and what no plan moves,
/// stands in the `GroundBlock`. Figures are those of a simulation under the plan, to the last bit.
public struct PlanWorkspace: ~Copyable {
    /// Slips, by rank.
    let slips: RowColumn
    /// The same of a plan that others are compared with.
    let keptSlips: RowColumn
    /// Where each event happens, and where it may still be averted; by number.
    let events: RowColumn
    let openEvents: RowColumn
    /// Which options explain each slip, bit by bit: a word by rank, word of a set, and replicate. Empty where nothing is
    /// explained.
    let explanations: Column<UInt64>
    /// What drives the commitment at hand in each replicate: see `findDrivers`.
    let drivers: Column<Int32>
    var sets: OptionSets
    /// Total score of each replicate of the block last played, in 1/100.
    public internal(set) var totals = [Int64](repeating: 0, count: Row.count)
    /// Amounts of one commitment.
    var cents = CentBlock()
    /// What each damaged commitment costs under the larger of two plans, by place in `damageRanks` and replicate.
    let lowCents: Column<Int64>

    /// Memory for one model: 256 bytes a commitment, and where plans are explained as much again and 512 for every 64 options.
    public init(for model: PlanModel, explains: Bool = false) {
        slips = RowColumn(count: model.graph.commitmentCount)
        keptSlips = RowColumn(count: explains ? model.graph.commitmentCount : 0)
        events = RowColumn(count: model.uncertainty.events.count)
        openEvents = RowColumn(count: model.uncertainty.events.count)
        explanations = Column<UInt64>(
            repeating: 0, count: explains ? model.graph.commitmentCount * model.sets.width * Row.count : 0)
        drivers = Column<Int32>(repeating: 0, count: Row.count)
        lowCents = Column<Int64>(repeating: 0, count: explains ? model.damageRanks.count * Row.count : 0)
        sets = model.sets
    }

    /// Memory of one workspace that explains, in bytes.
    public static func size(of model: PlanModel) -> Int {
        let rows =
            (2 + 2 * model.sets.width) * model.graph.commitmentCount + 2 * model.uncertainty.events.count
            + 2 * model.damageRanks.count
        return MemoryLayout<Row>.stride * rows
    }

    /// Plays a plan: `totals` has what it costs in each replicate.
    /// - Complexity: O(active commitments, their needs and damage) rows.
    public mutating func play(_ columns: PlanColumns, on ground: GroundBlock, of model: PlanModel) {
        play(columns, on: ground, of: model, keepsCents: false)
    }

    /// - Parameter keepsCents: whether `lowCents` gets what each commitment costs.
    mutating func play(_ columns: PlanColumns, on ground: GroundBlock, of model: PlanModel, keepsCents: Bool) {
        forward(columns, ground, model)
        for replicate in 0..<Row.count { totals[replicate] = ground.still[replicate] }
        for (place, rank) in model.damageRanks.enumerated() {
            score(Int(rank), columns, ground, model)
            for replicate in 0..<Row.count {
                let amount = cents.cents[replicate]
                totals[replicate] &+= amount
                if keepsCents { lowCents[place * Row.count + replicate] = amount }
            }
        }
    }

    /// Plays a plan and adds each damage entry's score, over the replicates that count.
    public mutating func tally(
        _ columns: PlanColumns, on ground: GroundBlock, of model: PlanModel, into scores: inout [Int64]
    ) {
        forward(columns, ground, model)
        for place in scores.indices { scores[place] &+= ground.stillScores[place] }
        for rank in model.damageRanks {
            let first = Int(model.damage.start[Int(rank)])
            for place in first..<Int(model.damage.start[Int(rank) + 1]) {
                cents.clear()
                add(entry: place - first, of: Int(rank), columns, ground, model)
                scores[place] &+= cents.sum(where: ground.replicates)
            }
        }
    }

    /// Slips of all active commitments, and what explains them.
    mutating func forward(
        _ columns: PlanColumns, _ ground: GroundBlock, _ model: PlanModel, explains: Bool = false
    ) {
        for (place, rank) in model.borderRanks.enumerated() { slips[Int(rank)] = ground.border[place] }
        happen(columns, ground, model)
        var hit = 0
        for (place, rank) in model.activeRanks.enumerated() {
            let first = hit
            while hit < ground.hits.count, ground.hits[hit].rank == rank { hit += 1 }
            slips[Int(rank)] = slip(Int(rank), draws: ground.draws[place], first..<hit, columns, ground, model)
            if explains { explain(Int(rank), hits: first..<hit, columns, ground, model) }
        }
    }

    /// Where each event happens that some option averts.
    func happen(_ columns: PlanColumns, _ ground: GroundBlock, _ model: PlanModel) {
        for event in ground.words.indices {
            guard let words = ground.words[event] else { continue }
            let source = model.uncertainty.events[event]
            func happening(_ chance: UInt64, _ averts: [PlanColumns.Change]) -> Row {
                let zero = Row(repeating: 0)
                guard !averts.isEmpty else { return zero.replacing(with: 1, where: words.below(chance)) }
                return byCombination(of: averts, ground) { working in
                    zero.replacing(with: 1, where: words.below(source.threshold(under: averts, working: working)))
                }
            }
            events[event] = happening(columns.chances[event], columns.averts[event])
            openEvents[event] = happening(columns.openChances[event], columns.openAverts[event])
        }
    }

    /// A row put together from what it is under each combination of changes that works somewhere.
    func byCombination(
        of changes: [PlanColumns.Change], _ ground: GroundBlock, _ value: (UInt64) -> Row
    ) -> Row {
        var combinations = [UInt64](repeating: 0, count: Row.count)
        for change in changes where change.bit >= 0 {
            guard let works = ground.works[Int(change.option)] else { continue }
            for replicate in 0..<Row.count where works[replicate] > 0 {
                combinations[replicate] |= 1 << UInt64(change.bit)
            }
        }
        var result = value(combinations[0])
        for replicate in 1..<Row.count where combinations[replicate] != combinations[0] {
            let isFirst = !combinations[..<replicate].contains(combinations[replicate])
            guard isFirst else { continue }
            let other = value(combinations[replicate])
            for place in replicate..<Row.count where combinations[place] == combinations[replicate] {
                result[place] = other[place]
            }
        }
        return result
    }
}
