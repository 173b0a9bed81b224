/// Upper bounds of what one option saves of each commitment's damage, whatever else is chosen.
///
/// Savings are neither sub- nor supermodular: an option may save nothing alone and much beside another. But they have a
/// bound. An option takes at most so many days from own delay; a need passes on at most what its source gains; and
/// where other needs hold a commitment back even with everything in force, it gains no more than what reaches above
/// them. Days gained save at most as much as the steepest slope and all jumps of the damage. So one pass forward over
/// what the option reaches, between the slips with nothing and with everything in force, bounds its savings in every
/// plan. What several options save together is at most the sum of these bounds, because it is a telescoping sum of
/// single savings.
struct SavingsBound: ~Copyable {
    /// Days that the option at hand takes from each commitment at most, by rank.
    private let daysGained: RowColumn
    /// Slips with everything in force, and slips before own delay; by rank.
    private let relaxedSlips: RowColumn
    private let relaxedStarts: RowColumn
    /// By place in `damageRanks` and replicate, in 1/100 of the currency: the score with nothing done, and the gap to
    /// the score with everything in force.
    private let scores: Column<Int64>
    private let gaps: Column<Int64>
    /// What the option at hand saves of the commitment at hand, by replicate.
    private let saved: Column<Int64>
    /// By place in `damageRanks`, in 1/100 of the currency: the most that one day costs, and the sum of all jumps.
    private let steepest: [Float]
    private let jumps: [Float]

    /// Memory for one model.
    init(for model: PlanModel) {
        daysGained = RowColumn(count: model.graph.commitmentCount)
        relaxedSlips = RowColumn(count: model.graph.commitmentCount)
        relaxedStarts = RowColumn(count: model.graph.commitmentCount)
        gaps = Column<Int64>(repeating: 0, count: model.damageRanks.count * Row.count)
        scores = Column<Int64>(repeating: 0, count: model.damageRanks.count * Row.count)
        saved = Column<Int64>(repeating: 0, count: Row.count)
        let damage = LaneDamage(model.damage, dueShift: model.parameters.dueShift, notice: model.notice)
        let slopes = model.damageRanks.map { damage.steepness(of: Int($0)) }
        steepest = slopes.map { $0.slope }
        jumps = slopes.map { $0.jump }
    }

    /// Adds up savings over the replicates of a block that count.
    ///
    /// - Parameters:
    ///   - relaxed: everything in force.
    ///   - nothing: nothing done.
    ///   - sums: by option and place in its `reaches`, in 1/100 of the currency.
    /// - Complexity: O(active commitments and needs) rows twice, and for each option of what it reaches.
    mutating func add(
        relaxed: PlanColumns, nothing: PlanColumns, on sample: SampleBlock, of model: PlanModel,
        _ workspace: inout PlanWorkspace, to sums: inout [[Int64]]
    ) {
        forEach(relaxed: relaxed, nothing: nothing, on: sample, of: model, &workspace) { option, number, saved in
            var sum: Int64 = 0
            for replicate in 0..<Row.count where sample.replicates >> UInt64(replicate) & 1 == 1 {
                sum += saved[replicate]
            }
            sums[option][number] += sum
        }
    }

    /// Savings by option, place in its `reaches`, and replicate of a block, in 1/100 of the currency, rounded up.
    mutating func byReplicate(
        relaxed: PlanColumns, nothing: PlanColumns, on sample: SampleBlock, of model: PlanModel,
        _ workspace: inout PlanWorkspace
    ) -> [Float] {
        var savings = [Float](repeating: 0, count: model.reachCount * Row.count)
        forEach(relaxed: relaxed, nothing: nothing, on: sample, of: model, &workspace) { option, number, saved in
            let first = (model.reachStarts[option] + number) * Row.count
            for replicate in 0..<Row.count where saved[replicate] > 0 {
                savings[first + replicate] = Float(saved[replicate]).nextUp
            }
        }
        return savings
    }

    /// Savings by option and replicate of a block, over all commitments, in 1/100 of the currency.
    mutating func byOption(
        relaxed: PlanColumns, nothing: PlanColumns, on sample: SampleBlock, of model: PlanModel,
        _ workspace: inout PlanWorkspace
    ) -> [Int64] {
        var most = [Int64](repeating: 0, count: model.options.count * Row.count)
        forEach(relaxed: relaxed, nothing: nothing, on: sample, of: model, &workspace) { option, _, saved in
            for replicate in 0..<Row.count { most[option * Row.count + replicate] += saved[replicate] }
        }
        return most
    }

    /// Reports for each option and place in its `reaches` the most that it saves there in each replicate.
    private func forEach(
        relaxed: PlanColumns, nothing: PlanColumns, on sample: SampleBlock, of model: PlanModel,
        _ workspace: inout PlanWorkspace, _ report: (Int, Int, borrowing Column<Int64>) -> Void
    ) {
        workspace.evaluate(relaxed, on: sample, of: model, keepsCents: true)
        for rank in model.activeRanks {
            let rank = Int(rank)
            relaxedSlips[rank] = workspace.slips[rank]
            let changes = relaxed.fallible.isEmpty ? [] : relaxed.fallible[rank]
            relaxedStarts[rank] = workspace.start(of: rank, changes, relaxed, sample, model)
        }
        workspace.forward(nothing, sample, model)
        for (place, rank) in model.damageRanks.enumerated() {
            workspace.score(Int(rank), nothing, sample, model)
            for replicate in 0..<Row.count {
                let cell = place * Row.count + replicate
                scores[cell] = workspace.cents.cents[replicate]
                gaps[cell] = max(0, scores[cell] - workspace.relaxedCents[cell])
            }
        }
        for option in model.options.indices where !model.reaches[option].isEmpty {
            let changes = model.options[option].changes
            let works = sample.works[option] ?? Row(repeating: 1)
            for place in model.moves[option] {
                let rank = Int(model.activeRanks[Int(place)])
                daysGained[rank] = gain(of: rank, changes, works, nothing, sample, model, workspace)
            }
            for (number, place) in model.reaches[option].enumerated() {
                save(Int(place), changes, works, model, workspace)
                report(option, number, saved)
            }
            for place in model.moves[option] { daysGained[Int(model.activeRanks[Int(place)])] = Row(repeating: 0) }
        }
    }

    /// The most days that changes take from a commitment.
    private func gain(
        of rank: Int, _ changes: [ColumnChange], _ works: Row, _ nothing: PlanColumns, _ sample: SampleBlock,
        _ model: PlanModel, _ workspace: borrowing PlanWorkspace
    ) -> Row {
        let zero = Row(repeating: 0)
        guard !model.graph.features[rank].contains(.fact) else { return zero }
        let slip = workspace.slips[rank]
        var gain = gainFromNeeds(rank, changes, works, nothing, sample, model, workspace)
        var mayUnbreak = false
        for change in changes {
            switch change.column {
            case .expedite where Int(change.place) == rank: gain = gain + works * change.float
            case .breakLimit where Int(change.place) == rank: mayUnbreak = true
            case .eventChance:
                for hit in sample.hits where hit.rank == rank && hit.event == change.place {
                    let happens = workspace.events[Int(change.place)] .> 0
                    gain = gain + works * zero.replacing(with: hit.days.larger(0), where: happens)
                }
            default: break
            }
        }
        // Sums of Floats may round; the bound rounds up.
        let some = gain .> 0
        gain = gain.replacing(with: gain * 1.00001 + slip.magnitude(upTo: 65_536) * 0x1p-18, where: some)
        // A window may hold a commitment for weeks because of one day.
        if nothing.parameters.windows.isNamed(by: rank) { gain = gain.replacing(with: .infinity, where: gain .> 0) }
        let range = slip - relaxedSlips[rank]
        let isBroken = slip .== .infinity
        let unbroken = mayUnbreak ? gain.larger(works) : gain
        gain = gain.replacing(with: .infinity, where: isBroken .& (unbroken .> 0))
        // No more than with everything in force; nothing where it is broken even then.
        return gain.smaller(zero.replacing(with: range, where: range .> 0))
    }

    /// The most days that a commitment begins earlier.
    private func gainFromNeeds(
        _ rank: Int, _ changes: [ColumnChange], _ works: Row, _ nothing: PlanColumns, _ sample: SampleBlock,
        _ model: PlanModel, _ workspace: borrowing PlanWorkspace
    ) -> Row {
        let graph = model.graph
        let zero = Row(repeating: 0)
        let isReady = nothing.parameters.isWhenReady(rank, graph.features[rank])
        let fallible = nothing.fallible.isEmpty ? [] : nothing.fallible[rank]
        var gain = zero
        var need = Int(graph.needStart[rank])
        let end = Int(graph.needStart[rank + 1])
        while need < end {
            let group = need..<graph.endOfGroup(from: need, before: end)
            need = group.upperBound
            let passed = graph.counted(group) { workspace.passed($0, fallible, nothing, sample, graph) }
            // What counts of a group falls by no more than the member that falls most.
            var most = zero
            for member in group {
                let days = workspace.passed(member, fallible, nothing, sample, graph)
                most = most.larger(gainFromNeed(member, changes, works, days, model))
            }
            // One that begins when ready may begin even earlier where a need is removed.
            let above = isReady ? Row(repeating: .infinity) : passed - relaxedStarts[rank]
            gain = gain.larger(most.smaller(zero.replacing(with: above, where: above .> 0)))
        }
        return gain
    }

    /// The most days less that a need passes on.
    private func gainFromNeed(
        _ need: Int, _ changes: [ColumnChange], _ works: Row, _ passed: Row, _ model: PlanModel
    ) -> Row {
        let zero = Row(repeating: 0)
        var gain = daysGained[Int(model.graph.needs[need].source)]
        for change in changes where Int(change.place) == need {
            switch change.column {
            case .delayCap:
                let above = (passed - change.float).larger(0)
                gain = gain.replacing(with: gain + above, where: (works .> 0) .& (above .> 0))
            case .share:
                let late = passed.larger(0)
                gain =
                    change.float == 0
                    ? gain.replacing(with: .infinity, where: works .> 0)
                    : gain.replacing(with: gain + late * (1 - change.float), where: (works .> 0) .& (late .> 0))
            default: break
            }
        }
        return gain.replacing(with: zero, where: .!(gain .> 0))
    }

    /// Computes the most that changes save of a commitment's damage in each replicate, into `saved`.
    private func save(
        _ place: Int, _ changes: [ColumnChange], _ works: Row, _ model: PlanModel, _ workspace: borrowing PlanWorkspace
    ) {
        let rank = Int(model.damageRanks[place])
        var days: Float = 0
        var factor = 1.0
        for change in changes where Int(change.place) == rank {
            switch change.column {
            case .dueShift: days += change.float
            case .softening: factor *= change.value
            default: break
            }
        }
        let gain = daysGained[rank] + works * days
        let slip = workspace.slips[rank]
        for replicate in 0..<Row.count {
            let cell = place * Row.count + replicate
            let gap = gaps[cell]
            let isSofter = factor < 1 && works[replicate] > 0
            guard gap > 0, gain[replicate] > 0 || isSofter else {
                saved[replicate] = 0
                continue
            }
            var most = Double(gap)
            if slip[replicate] < .infinity {
                var saved = gain[replicate] > 0 ? Double(jumps[place]) : 0
                saved += Double(gain[replicate]) * Double(steepest[place])
                if isSofter { saved += Double(scores[cell]) * (1 - factor) }
                // Scores are Floats: a difference of two is wrong by at most four units in the last place.
                most = min(most, saved * 1.00001 + 2 + Double(scores[cell]) * 0x1p-21)
            }
            saved[replicate] = Int64(most)
            assert(saved[replicate] >= 0, "no option raises the damage")
        }
    }
}

extension LaneDamage {
    /// In 1/100 of the currency: the most that one more day of a rank costs, and the sum of all its jumps.
    fileprivate func steepness(of rank: Int) -> (slope: Float, jump: Float) {
        var all: (slope: Float, jump: Float) = (0, 0)
        for entry in entries[Int(start[rank])..<Int(start[rank + 1])] {
            var steepest: Float = 0
            var reached: Float = 0
            let own = pieces[Int(entry.first)..<Int(entry.first + entry.count)]
            for (piece, next) in zip(own, own.dropFirst().map { Optional($0) } + [nil]) {
                all.jump += max(0, piece.value - reached)
                steepest = max(steepest, piece.slope)
                if let next { reached = piece.value(at: next.from) }
            }
            let units = self.steepest(entry)
            all.jump += steepest * units.jump
            all.slope += steepest * units.slope
        }
        return all
    }
}

extension Row {
    /// The magnitude of each value, at most `most`.
    fileprivate func magnitude(upTo most: Float) -> Row {
        let negative = map { -$0 }
        return larger(negative).smaller(Row(repeating: most))
    }
}
