/// How much each option can save at most in a commitment's damage, whatever else is chosen.
///
/// Marginal gains have no law of their own: an option may save nothing alone and much beside another. But they have a bound. An
/// option takes at most so many days from a commitment's own delay; a need passes at most what its source gains; and where
/// other needs hold a commitment back even with everything in force, it gains no more than reaches above them. What a gain
/// in days saves is at most that times the steepest slope, and the jumps. So one pass forward over what the option reaches,
/// between the slips of nothing and of everything, bounds it in every plan at once; and what some options save together is
/// at most the sum of these bounds (the telescoping sum of their marginal gains).
public struct GainWorkspace: ~Copyable {
    /// Days an option can take from each commitment, by rank.
    private let gains: RowColumn
    /// Slips with everything in force, and what they begin from; by rank.
    private let lowSlips: RowColumn
    private let lowStarts: RowColumn
    /// What each damaged commitment may fall by, in 1/100; by place in `damageRanks` and replicate.
    private let falls: Column<Int64>
    /// Score with nothing done, in the same places.
    private let highs: Column<Int64>
    /// What the option at hand saves of the commitment at hand, by replicate.
    private let saved: Column<Int64>
    /// 1/100 a day at most, and all jumps together; by place in `damageRanks`.
    private let steepest: [Float]
    private let jumps: [Float]

    /// Memory for one model.
    public init(for model: PlanModel) {
        gains = RowColumn(count: model.graph.commitmentCount)
        lowSlips = RowColumn(count: model.graph.commitmentCount)
        lowStarts = RowColumn(count: model.graph.commitmentCount)
        falls = Column<Int64>(repeating: 0, count: model.damageRanks.count * Row.count)
        highs = Column<Int64>(repeating: 0, count: model.damageRanks.count * Row.count)
        saved = Column<Int64>(repeating: 0, count: Row.count)
        let damage = LaneDamage(model.damage, dueShift: model.parameters.dueShift, notice: model.notice)
        let slopes = model.damageRanks.map { damage.steepness(of: Int($0)) }
        steepest = slopes.map { $0.slope }
        jumps = slopes.map { $0.jump }
    }

    /// Adds what the options can save on a block, over the replicates that count.
    ///
    /// - Parameters:
    ///   - low, high: everything in force, and nothing.
    ///   - sums: by option and place in its `reaches`, in 1/100, rounded up.
    /// - Complexity: O(active commitments and needs) rows twice, and for each option of what it reaches.
    public mutating func add(
        low: PlanColumns, high: PlanColumns, on ground: GroundBlock, of model: PlanModel,
        _ workspace: inout PlanWorkspace, to sums: inout [[Int64]]
    ) {
        each(low: low, high: high, on: ground, of: model, &workspace) { option, number, saved in
            var sum: Int64 = 0
            for replicate in 0..<Row.count where ground.replicates >> UInt64(replicate) & 1 == 1 {
                sum += saved[replicate]
            }
            sums[option][number] += sum
        }
    }

    /// What each option can save at most of each commitment it reaches, in each replicate of a block, in 1/100, rounded up:
    /// by option, place in its `reaches`, and replicate.
    public mutating func savings(
        low: PlanColumns, high: PlanColumns, on ground: GroundBlock, of model: PlanModel,
        _ workspace: inout PlanWorkspace
    ) -> [Float] {
        var savings = [Float](repeating: 0, count: model.reachCount * Row.count)
        each(low: low, high: high, on: ground, of: model, &workspace) { option, number, saved in
            let first = (model.reachStarts[option] + number) * Row.count
            for replicate in 0..<Row.count where saved[replicate] > 0 {
                savings[first + replicate] = Float(saved[replicate]).nextUp
            }
        }
        return savings
    }

    /// The most each option can save in each replicate of a block, in 1/100: by option and replicate.
    public mutating func mostSaved(
        low: PlanColumns, high: PlanColumns, on ground: GroundBlock, of model: PlanModel,
        _ workspace: inout PlanWorkspace
    ) -> [Int64] {
        var most = [Int64](repeating: 0, count: model.options.count * Row.count)
        each(low: low, high: high, on: ground, of: model, &workspace) { option, _, saved in
            for replicate in 0..<Row.count { most[option * Row.count + replicate] += saved[replicate] }
        }
        return most
    }

    /// Tells for each option and place in its `reaches` the most it saves there in each replicate.
    private func each(
        low: PlanColumns, high: PlanColumns, on ground: GroundBlock, of model: PlanModel,
        _ workspace: inout PlanWorkspace, _ told: (Int, Int, borrowing Column<Int64>) -> Void
    ) {
        workspace.play(low, on: ground, of: model, keepsCents: true)
        for rank in model.activeRanks {
            let rank = Int(rank)
            lowSlips[rank] = workspace.slips[rank]
            let fallible = low.fallible.isEmpty ? [] : low.fallible[rank]
            lowStarts[rank] = workspace.start(of: rank, fallible, low, ground, model)
        }
        workspace.forward(high, ground, model)
        for (place, rank) in model.damageRanks.enumerated() {
            workspace.score(Int(rank), high, ground, model)
            for replicate in 0..<Row.count {
                let cell = place * Row.count + replicate
                highs[cell] = workspace.cents.cents[replicate]
                falls[cell] = max(0, highs[cell] - workspace.lowCents[cell])
            }
        }
        for option in model.options.indices where !model.reaches[option].isEmpty {
            let works = ground.works[option] ?? Row(repeating: 1)
            for place in model.moves[option] {
                let rank = Int(model.activeRanks[Int(place)])
                gains[rank] = gain(of: rank, model.options[option].effects, works, high, ground, model, workspace)
            }
            for (number, place) in model.reaches[option].enumerated() {
                save(Int(place), model.options[option].effects, works, model, workspace)
                told(option, number, saved)
            }
            for place in model.moves[option] { gains[Int(model.activeRanks[Int(place)])] = Row(repeating: 0) }
        }
    }

    /// The most days that effects take from a commitment.
    private func gain(
        of rank: Int, _ effects: [Effect], _ works: Row, _ high: PlanColumns, _ ground: GroundBlock,
        _ model: PlanModel, _ workspace: borrowing PlanWorkspace
    ) -> Row {
        let zero = Row(repeating: 0)
        guard !model.graph.features[rank].contains(.fact) else { return zero }
        let slip = workspace.slips[rank]
        var gain = gainOfNeeds(rank, effects, works, high, ground, model, workspace)
        var mayMend = false
        for effect in effects {
            switch effect {
            case .expedite(Int32(rank), let days): gain = gain + works * onGrid(days)
            case .redate(Int32(rank), _), .extend(Int32(rank), _): mayMend = true
            case .avert(let event, _):
                for hit in ground.hits where hit.rank == rank && hit.event == event {
                    let happens = workspace.events[Int(event)] .> 0
                    gain = gain + works * zero.replacing(with: hit.days.larger(0), where: happens)
                }
            default: break
            }
        }
        // Sums of Float may round; a bound rounds up.
        let some = gain .> 0
        gain = gain.replacing(with: gain * 1.00001 + slip.magnitudeUpTo(65_536) * 0x1p-18, where: some)
        let range = slip - lowSlips[rank]
        let isBroken = slip .== .infinity
        let unbroken = mayMend ? gain.larger(works) : gain
        gain = gain.replacing(with: .infinity, where: isBroken .& (unbroken .> 0))
        // No more than everything together; where both are broken, nothing.
        return gain.smaller(zero.replacing(with: range, where: range .> 0))
    }

    /// The most days that a commitment begins earlier.
    private func gainOfNeeds(
        _ rank: Int, _ effects: [Effect], _ works: Row, _ high: PlanColumns, _ ground: GroundBlock,
        _ model: PlanModel, _ workspace: borrowing PlanWorkspace
    ) -> Row {
        let graph = model.graph
        let zero = Row(repeating: 0)
        let isReady = graph.features[rank].contains(.whenReady)
        var gain = zero
        var need = Int(graph.needStart[rank])
        let end = Int(graph.needStart[rank + 1])
        while need < end {
            var passed = workspace.passed(need, [], high, ground, graph)
            var most = gainOfNeed(need, effects, works, passed, model)
            need += 1
            while need < end, !graph.joins.isEmpty, graph.joins[need] {
                let other = workspace.passed(need, [], high, ground, graph)
                most = most.larger(gainOfNeed(need, effects, works, other, model))
                passed = passed.smaller(other)
                need += 1
            }
            // One that begins when ready may begin earlier than any of this says, where a need falls away.
            let above = isReady ? Row(repeating: .infinity) : passed - lowStarts[rank]
            gain = gain.larger(most.smaller(zero.replacing(with: above, where: above .> 0)))
        }
        return gain
    }

    /// The most days less that a need passes.
    private func gainOfNeed(
        _ need: Int, _ effects: [Effect], _ works: Row, _ passed: Row, _ model: PlanModel
    ) -> Row {
        let zero = Row(repeating: 0)
        var gain = gains[Int(model.graph.needs[need].source)]
        for effect in effects {
            switch effect {
            case .fallback(Int32(need), let days):
                let above = (passed - days).larger(0)
                gain = gain.replacing(with: gain + above, where: (works .> 0) .& (above .> 0))
            case .decouple(Int32(need), let share):
                let late = passed.larger(0)
                gain =
                    share == 0
                    ? gain.replacing(with: .infinity, where: works .> 0)
                    : gain.replacing(with: gain + late * (1 - share), where: (works .> 0) .& (late .> 0))
            default: break
            }
        }
        return gain.replacing(with: zero, where: .!(gain .> 0))
    }

    /// The most that effects save of a commitment's damage in each replicate, in 1/100, into `saved`.
    private func save(
        _ place: Int, _ effects: [Effect], _ works: Row, _ model: PlanModel, _ workspace: borrowing PlanWorkspace
    ) {
        let rank = Int(model.damageRanks[place])
        var days: Float = 0
        var softer = 1.0
        for effect in effects {
            switch effect {
            case .redate(Int32(rank), let more): days += Float(more)
            case .soften(Int32(rank), _, let factor): softer *= factor
            default: break
            }
        }
        let gain = gains[rank] + works * days
        let slip = workspace.slips[rank]
        for replicate in 0..<Row.count {
            let cell = place * Row.count + replicate
            let fall = falls[cell]
            let isSofter = softer < 1 && works[replicate] > 0
            guard fall > 0, gain[replicate] > 0 || isSofter else {
                saved[replicate] = 0
                continue
            }
            var most = Double(fall)
            if slip[replicate] < .infinity {
                var saved = gain[replicate] > 0 ? Double(jumps[place]) : 0
                saved += Double(gain[replicate]) * Double(steepest[place])
                if isSofter { saved += Double(highs[cell]) * (1 - softer) }
                // Scores are Floats: the two of a difference are off by four units in the last place at most, together.
                most = min(most, saved * 1.00001 + 2 + Double(highs[cell]) * 0x1p-21)
            }
            saved[replicate] = Int64(most)
        }
    }
}

extension LaneDamage {
    /// 1/100 that one day more of a rank costs at most, and what all its jumps come to.
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
            all.slope += steepest
        }
        return all
    }
}

extension Row {
    /// Each value without its sign, and no more than `most`.
    fileprivate func magnitudeUpTo(_ most: Float) -> Row {
        let negative = map { -$0 }
        return larger(negative).smaller(Row(repeating: most))
    }
}
