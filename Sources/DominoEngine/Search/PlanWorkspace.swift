/// The memory of one worker that evaluates plans on blocks of replicates.
///
/// Evaluating a plan takes one pass forward over the active commitments and their damage. Draws, and everything that no
/// plan changes, come from the `SampleBlock`. All figures equal those of a simulation under the plan, to the last bit.
struct PlanWorkspace: ~Copyable {
    /// Slips, by rank.
    let slips: RowColumn
    /// Slips of the plan that variations are compared with.
    private let baseSlips: RowColumn
    /// By event, 1 where it happens under the plan, and where it happens unless an undecided option averts it.
    let events: RowColumn
    private let possibleEvents: RowColumn
    /// Options that explain each slip, as bits: a word by rank, word of a set, and replicate. Empty where nothing is
    /// explained.
    let explanations: Column<UInt64>
    /// The driver of the commitment at hand in each replicate: see `findDrivers`.
    let drivers: Column<Int32>
    var sets: OptionSets
    /// Total score of each replicate of the last block, in 1/100 of the currency.
    var totals = [Int64](repeating: 0, count: Row.count)
    /// Amounts of one commitment.
    var cents = CentBlock()
    /// Score of each damaged commitment under the larger of two plans, by place in `damageRanks` and replicate.
    let relaxedCents: Column<Int64>

    /// Memory for one model: 256 bytes a commitment. Where plans are explained, as much again and 512 bytes for every
    /// 64 options.
    init(for model: PlanModel, explains: Bool = false) {
        slips = RowColumn(count: model.graph.commitmentCount)
        baseSlips = RowColumn(count: explains ? model.graph.commitmentCount : 0)
        events = RowColumn(count: model.uncertainty.events.count)
        possibleEvents = RowColumn(count: model.uncertainty.events.count)
        explanations = Column<UInt64>(
            repeating: 0, count: explains ? model.graph.commitmentCount * model.sets.width * Row.count : 0)
        drivers = Column<Int32>(repeating: 0, count: Row.count)
        relaxedCents = Column<Int64>(repeating: 0, count: explains ? model.damageRanks.count * Row.count : 0)
        sets = model.sets
    }

    /// Memory of one workspace that explains, in bytes.
    static func size(of model: PlanModel) -> Int {
        let rows =
            (2 + 2 * model.sets.width) * model.graph.commitmentCount + 2 * model.uncertainty.events.count
            + 2 * model.damageRanks.count
        return MemoryLayout<Row>.stride * rows
    }

    /// Evaluates a plan on a block: `totals` gets the score of each replicate.
    ///
    /// - Parameter keepsCents: whether `relaxedCents` gets the score of each commitment.
    /// - Complexity: O(active commitments, their needs and damage) rows.
    mutating func evaluate(
        _ columns: PlanColumns, on sample: SampleBlock, of model: PlanModel, keepsCents: Bool = false
    ) {
        forward(columns, sample, model)
        for replicate in 0..<Row.count { totals[replicate] = sample.fixedTotals[replicate] }
        for (place, rank) in model.damageRanks.enumerated() {
            score(Int(rank), columns, sample, model)
            for replicate in 0..<Row.count {
                let amount = cents.cents[replicate]
                totals[replicate] &+= amount
                if keepsCents { relaxedCents[place * Row.count + replicate] = amount }
            }
        }
    }

    /// Evaluates plans that differ little from one: what a difference does not reach is computed once for all of them.
    ///
    /// - Parameter report: receives the number of each variation and its totals.
    /// - Precondition: the workspace was made to explain.
    /// - Complexity: O(active commitments, their needs and damage) rows for the base, and for each variation of what it
    ///   reaches.
    mutating func evaluate(
        _ variations: [PlanVariation], around base: PlanColumns, on sample: SampleBlock, of model: PlanModel,
        _ report: (Int, [Int64]) -> Void
    ) {
        evaluate(base, on: sample, of: model, keepsCents: true)
        let baseTotals = totals
        for rank in model.activeRanks { baseSlips[Int(rank)] = slips[Int(rank)] }
        for (number, variation) in variations.enumerated() {
            decideEvents(variation.columns, sample, model)
            var hit = 0
            for place in variation.moved {
                let rank = model.activeRanks[Int(place)]
                while hit < sample.hits.count, sample.hits[hit].rank < rank { hit += 1 }
                let first = hit
                while hit < sample.hits.count, sample.hits[hit].rank == rank { hit += 1 }
                slips[Int(rank)] = slip(
                    Int(rank), draws: sample.draws[Int(place)], first..<hit, variation.columns, sample, model)
            }
            totals = baseTotals
            for place in variation.rescored {
                score(Int(model.damageRanks[Int(place)]), variation.columns, sample, model)
                for replicate in 0..<Row.count {
                    totals[replicate] &+= cents.cents[replicate] &- relaxedCents[Int(place) * Row.count + replicate]
                }
            }
            report(number, totals)
            for place in variation.moved {
                let rank = Int(model.activeRanks[Int(place)])
                slips[rank] = baseSlips[rank]
            }
        }
    }

    /// Evaluates a plan and adds the score of each damage entry over the replicates that count, in 1/100 of the
    /// currency.
    mutating func addScores(
        _ columns: PlanColumns, on sample: SampleBlock, of model: PlanModel, to scores: inout [Int64]
    ) {
        forward(columns, sample, model)
        for place in scores.indices { scores[place] &+= sample.fixedScores[place] }
        for rank in model.damageRanks {
            let first = Int(model.damage.start[Int(rank)])
            for place in first..<Int(model.damage.start[Int(rank) + 1]) {
                cents.clear()
                add(entry: place - first, of: Int(rank), columns, sample, model)
                scores[place] &+= cents.sum(where: sample.replicates)
            }
        }
    }

    /// Computes the slips of all active commitments and, where wanted, what explains them.
    mutating func forward(
        _ columns: PlanColumns, _ sample: SampleBlock, _ model: PlanModel, explains: Bool = false
    ) {
        for (place, rank) in model.borderRanks.enumerated() { slips[Int(rank)] = sample.borderSlips[place] }
        decideEvents(columns, sample, model)
        var hit = 0
        for (place, rank) in model.activeRanks.enumerated() {
            let first = hit
            while hit < sample.hits.count, sample.hits[hit].rank == rank { hit += 1 }
            slips[Int(rank)] = slip(Int(rank), draws: sample.draws[place], first..<hit, columns, sample, model)
            if explains { explain(Int(rank), hits: first..<hit, columns, sample, model) }
        }
    }

    /// Decides where each event happens that some option averts.
    private func decideEvents(_ columns: PlanColumns, _ sample: SampleBlock, _ model: PlanModel) {
        for event in sample.eventWords.indices {
            guard let words = sample.eventWords[event] else { continue }
            let source = model.uncertainty.events[event]
            func happening(_ chance: UInt64, _ averts: [PlanColumns.Change]) -> Row {
                let zero = Row(repeating: 0)
                guard !averts.isEmpty else { return zero.replacing(with: 1, where: words.below(chance)) }
                return byCombination(of: averts, sample) { working in
                    zero.replacing(with: 1, where: words.below(source.threshold(under: averts, working: working)))
                }
            }
            events[event] = happening(columns.chances[event], columns.averts[event])
            possibleEvents[event] = happening(columns.upperChances[event], columns.decidedAverts[event])
        }
    }

    /// A row whose value depends on which fallible changes work: computed once for each combination that occurs.
    private func byCombination(
        of changes: [PlanColumns.Change], _ sample: SampleBlock, _ value: (UInt64) -> Row
    ) -> Row {
        var combinations = [UInt64](repeating: 0, count: Row.count)
        for change in changes where change.bit >= 0 {
            guard let works = sample.works[Int(change.option)] else { continue }
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

// MARK: Damage

extension PlanWorkspace {
    /// Computes a commitment's score in each replicate, in 1/100 of the currency, into `cents`.
    mutating func score(_ rank: Int, _ columns: PlanColumns, _ sample: SampleBlock, _ model: PlanModel) {
        cents.clear()
        for entry in 0..<Int(model.damage.start[rank + 1] - model.damage.start[rank]) {
            add(entry: entry, of: rank, columns, sample, model)
        }
    }

    /// Adds the score of one entry of a commitment's damage.
    private mutating func add(
        entry: Int, of rank: Int, _ columns: PlanColumns, _ sample: SampleBlock, _ model: PlanModel
    ) {
        let slip = slips[rank]
        let changes = columns.damageChanges.isEmpty ? [] : columns.damageChanges[rank]
        guard !changes.isEmpty else {
            let place = Int(columns.damage.start[rank]) + entry
            let score = columns.damage.score(place, slip, canBreak: true)
            if (score .> 0).isSomewhere { cents.add(score, isSmall: model.isSmall) }
            return
        }
        let variants = columns.variants[rank]
        let score = byCombination(of: changes, sample) { working in
            let damage =
                variants.isEmpty
                ? model.damage(of: rank, under: changes, working: working) : variants[Int(working)]
            return damage.score(entry, slip, canBreak: true)
        }
        cents.add(score, isSmall: model.isSmall)
    }
}

// MARK: Slips

extension PlanWorkspace {
    /// The slip of an active commitment whose sources have theirs.
    ///
    /// - Parameter hits: places in `sample.hits` of the hits on this commitment.
    private func slip(
        _ rank: Int, draws: Row, _ hits: Range<Int>, _ columns: PlanColumns, _ sample: SampleBlock, _ model: PlanModel
    ) -> Row {
        if model.graph.features[rank].contains(.fact) { return Row(repeating: columns.parameters.ownDelay[rank]) }
        let changes = columns.fallible.isEmpty ? [] : columns.fallible[rank]
        let start = self.start(of: rank, changes, columns, sample, model)
        var slip = start + own(draws, hits, columns.parameters.ownDelay[rank], sample)
        let features = model.graph.features[rank]
        if features.contains(.adjusted) { slip = adjusted(rank, slip, columns, sample) }
        if features.contains(.breaks) {
            var limit = self.limit(of: rank, changes, columns, sample)
            if let drawn = sample.patience(of: rank, model) { limit = limit + drawn }
            slip = slip.replacing(with: .infinity, where: slip .> limit)
        }
        return slip
    }

    /// Expedites, today and windows. Expedites of fallible options count where they work.
    private func adjusted(_ rank: Int, _ slip: Row, _ columns: PlanColumns, _ sample: SampleBlock) -> Row {
        let expedites = columns.expedites.isEmpty ? [] : columns.expedites[rank]
        guard !expedites.isEmpty else { return columns.parameters.adjusted(rank, slip).slip }
        var slip = slip
        for change in expedites {
            let earlier = change.change.expedite.applied(to: slip)
            guard change.bit >= 0, let works = sample.works[Int(change.option)] else {
                slip = earlier
                continue
            }
            slip = slip.replacing(with: earlier, where: works .> 0)
        }
        return columns.parameters.adjustedWithoutExpedites(rank, slip)
    }

    /// A commitment's own delay under the plan.
    ///
    /// - Parameter fixed: what is in force besides what is drawn.
    private func own(_ draws: Row, _ hits: Range<Int>, _ fixed: Float, _ sample: SampleBlock) -> Row {
        var own = draws + fixed
        let zero = Row(repeating: 0)
        for place in hits {
            let hit = sample.hits[place]
            let happens = events[Int(hit.event)] .> 0
            own = own + zero.replacing(with: hit.days, where: happens)
            // It is undecided whether the event is averted: a lower bound takes the hit where that makes the commitment
            // earlier.
            let isOpen = (possibleEvents[Int(hit.event)] .> 0) .& .!happens
            if isOpen.isSomewhere { own = own + zero.replacing(with: hit.days.smaller(zero), where: isOpen) }
        }
        return own
    }

    /// The slip above which a commitment breaks.
    private func limit(
        of rank: Int, _ changes: [PlanColumns.Change], _ columns: PlanColumns, _ sample: SampleBlock
    ) -> Row {
        var limit = Row(repeating: columns.parameters.breakLimit[rank])
        for change in changes where change.change.column == .breakLimit {
            guard let works = sample.works[Int(change.option)] else { continue }
            limit = limit + works * change.change.float
        }
        return limit
    }

    /// `max(base, inherited)`: the slip before own delay.
    func start(
        of rank: Int, _ changes: [PlanColumns.Change], _ columns: PlanColumns, _ sample: SampleBlock,
        _ model: PlanModel
    ) -> Row {
        let graph = model.graph
        var inherited = Row(repeating: -.infinity)
        var need = Int(graph.needStart[rank])
        let end = Int(graph.needStart[rank + 1])
        while need < end {
            inherited = inherited.larger(passedByGroup(at: &need, before: end, changes, columns, sample, graph))
        }
        let base = sample.base(of: rank, columns.parameters, model)
        guard columns.parameters.isWhenReady(rank, graph.features[rank]) else { return inherited.larger(base) }
        let isFree = inherited .== -.infinity
        guard isFree.isSomewhere else { return inherited }
        let ready = graph.readyRow(of: rank, floor: base) { lateness(of: $0, graph) }
        return inherited.replacing(with: ready, where: isFree)
    }

    /// What a group of needs passes on: the member that keeps enough of it. A need that is in no group is a group of
    /// its own.
    ///
    /// - Parameter need: the first member; afterwards the first need behind the group.
    @inline(__always)
    func passedByGroup(
        at need: inout Int, before end: Int, _ changes: [PlanColumns.Change], _ columns: PlanColumns,
        _ sample: SampleBlock, _ graph: CommitmentGraph
    ) -> Row {
        let group = need..<graph.endOfGroup(from: need, before: end)
        need = group.upperBound
        return graph.counted(group) { passed($0, changes, columns, sample, graph) }
    }

    /// `s_i - buffer_ij`.
    @inline(__always)
    private func lateness(of need: Int, _ graph: CommitmentGraph) -> Row {
        let edge = graph.needs[need]
        return slips[Int(edge.source)] - edge.buffer
    }

    /// `c_ij`: the delay that a need passes on.
    func passed(
        _ need: Int, _ changes: [PlanColumns.Change], _ columns: PlanColumns, _ sample: SampleBlock,
        _ graph: CommitmentGraph
    ) -> Row {
        let late = lateness(of: need, graph)
        guard !columns.parameters.share.isEmpty else { return late }
        var later: [PlanColumns.Change] = []
        var share = Row(repeating: columns.parameters.share[need])
        var cap = Row(repeating: columns.parameters.delayCap[need])
        var isChanged = false
        for change in changes where change.change.column.place == .need && Int(change.change.place) == need {
            guard let works = sample.works[Int(change.option)] else { continue }
            let least = Row(repeating: change.change.float)
            if change.change.isLateShare {
                later.append(change)
            } else if change.change.column == .share {
                share = share.replacing(with: share.smaller(least), where: works .> 0)
            } else {
                cap = cap.replacing(with: cap.smaller(least), where: works .> 0)
            }
            isChanged = true
        }
        if !isChanged { return NeedParameters(columns.parameters).passed(need, late) }
        var least = Self.passed(late, share, cap)
        for place in columns.parameters.decouplings(of: need) {
            let decoupling = columns.parameters.decouplings[place]
            let less = Self.passed(late, share.smaller(Row(repeating: decoupling.share)), cap)
            least = least.smaller(less.larger(decoupling.bite))
        }
        for change in later {
            guard let works = sample.works[Int(change.option)] else { continue }
            let less = Self.passed(late, share.smaller(Row(repeating: change.change.float)), cap)
            let held = least.smaller(less.larger(Float(change.change.bite)))
            least = least.replacing(with: held, where: works .> 0)
        }
        return least
    }

    /// What a share and a cap leave of `late`.
    @inline(__always)
    private static func passed(_ late: Row, _ share: Row, _ cap: Row) -> Row {
        let passed = late.replacing(with: (late * share).smaller(cap), where: late .> 0)
        return passed.replacing(with: -.infinity, where: share .== 0)
    }
}
