import DominoEngine

/// Most memory of what options can save in each replicate, in bytes: beyond it, an option is taken to save all it touches.
let savingsBytes = 1 << 28

extension PlayedPlans {
    /// How often pieces are charged at a node.
    private static let rounds = 4
    /// How many weights of replicates are tried at the first node of a search and at the others.
    private static let firstTrials = 16
    private static let trials = 3

    /// What holds for every plan between two, for a quantile or the mean of the worst.
    mutating func tailBound(chosen: [Bool], undecided: [Bool], limit: Int128) -> PlanBound {
        let all = zip(chosen, undecided).map { $0 || $1 }
        if isMember.isEmpty { _ = risk(of: chosen) }
        boundCount += 1
        let focus = focused(wanted: all)
        if boundCount >= Self.boundsBeforeGains { learnMostSaved(wanted: all) }
        let low = PlanColumns(model, on: all, decided: chosen)
        let high = PlanColumns(model, on: chosen)
        let words = Self.words(undecided)
        let blocks = onBlocks(focus.blocks) { [model] workspace, ground, block in
            var lows = [Int64](repeating: 0, count: Row.count)
            let pieces = workspace.pieces(
                low: low, high: high, on: ground, of: model, undecided: words,
                savings: focus.savings.isEmpty ? [] : focus.savings[block], lowTotals: &lows)
            return (pieces: pieces, lows: lows, highs: workspace.totals)
        }
        let pieces = focus.joined(blocks.map(\.pieces))
        let lows = focus.joined(blocks.map(\.lows))
        var found = PlanBound(
            chosenRisk: figure.figure(ofWorst: focus.joined(blocks.map(\.highs))),
            least: figure.figure(ofWorst: lows), cutsFrom: 0, cuts: [], mostGains: mostTailGains)
        found.isExact = false
        found.prices =
            figure.objective == .cvar95
            ? tailPrices(pieces, lows, focus, chosen, undecided)
            : quantilePrices(pieces, lows, chosen, undecided, limit)
        return found
    }

    /// A quantile is monotone and moves with a constant: where each replicate's score with the plan's cost has a bound, the
    /// bounds' quantile is one of the quantile and the cost. So each replicate prices the options for itself.
    private func quantilePrices(
        _ pieces: PieceList, _ lows: [Int64], _ chosen: [Bool], _ undecided: [Bool], _ limit: Int128
    ) -> PlanBound.Prices {
        let (order, starts) = pieces.byMember(lows.count)
        let open = undecided.indices.filter { undecided[$0] }
        let full = [Int32](repeating: PiecePrices.fullWeight, count: lows.count)
        var prices = PiecePrices(costs: costs)
        var bounds: [Int128] = []
        var (above, aboveWith, aboveWithout) = (0, open.map { _ in 0 }, open.map { _ in 0 })
        var weights = [Double](repeating: 0, count: costs.count)
        var votes = [Int](repeating: 0, count: costs.count)
        for (member, low) in lows.enumerated() {
            prices.charge(
                pieces, order[starts[member]..<starts[member + 1]], memberWeights: full, rounds: Self.rounds)
            let bound = Int128(low) * RiskFigure.perCent + prices.total
            bounds.append(bound)
            if bound > limit { above += 1 }
            for (number, option) in open.enumerated() {
                if bound + prices.slack[option] > limit { aboveWith[number] += 1 }
                if bound + prices.missed[option] > limit { aboveWithout[number] += 1 }
            }
            for option in prices.touched {
                weights[Int(option)] += prices.weights[Int(option)]
                if prices.slack[Int(option)] == 0 { votes[Int(option)] += 1 }
            }
        }
        let bound = Self.largest(bounds, figure.tailCount)
        // Either decision is worth whatever the search allows at least, or nothing that is known.
        let beyond = max(0, limit - bound) + 1
        var slack = costs.map { _ in Int128(0) }
        var missed = slack
        for (number, option) in open.enumerated() {
            if aboveWith[number] >= figure.tailCount { slack[option] = beyond }
            if aboveWithout[number] >= figure.tailCount { missed[option] = beyond }
        }
        let candidate = chosen.indices.map { chosen[$0] || (undecided[$0] && 2 * votes[$0] > lows.count) }
        return PlanBound.Prices(bound: bound, slack: slack, missed: missed, weights: weights, candidate: candidate)
    }

    private static func largest(_ values: [Int128], _ number: Int) -> Int128 {
        values.sorted()[values.count - number]
    }

    /// The mean of the worst is the largest of all means in which no replicate weighs more than in it. So any such weights
    /// give a bound, as for a mean; good ones are those of the worst replicates of plans that the bound itself would choose,
    /// mixed until they agree.
    private mutating func tailPrices(
        _ pieces: PieceList, _ lows: [Int64], _ focus: Focus, _ chosen: [Bool], _ undecided: [Bool]
    ) -> PlanBound.Prices {
        let order = pieces.byOptions()[...]
        var prices = PiecePrices(costs: costs)
        var weights = focus.members.map { memberWeights[Int($0)] }
        var best: (bound: Int128, weights: [Int32], prices: PiecePrices)?
        let lowTail = figure.worst(of: lows)
        let trials = boundCount == 1 ? Self.firstTrials : Self.trials
        for trial in 1...trials {
            prices.charge(pieces, order, memberWeights: weights, rounds: Self.rounds)
            let base = zip(weights, lows).reduce(Int128(0)) { $0 + Int128($1.0) * Int128($1.1) }
            let bound = base * RiskFigure.perCent / Int128(PiecePrices.fullWeight) + prices.total
            if bound > best?.bound ?? Int128.min { best = (bound, weights, prices) }
            guard trial < trials, let best else { break }
            // From the best weights so far towards the worst replicates of everything in force, or of the plan they
            // speak for.
            let plan = chosen.indices.map { chosen[$0] || (undecided[$0] && best.prices.slack[$0] == 0) }
            let isWorst = trial % 2 == 1 ? lowTail : figure.worst(of: pieces.left(by: plan, over: lows))
            let step = Int32(2 + trial / 2)
            weights = zip(best.weights, isWorst).map { weight, isWorst in
                // Towards zero: weights may sum up to less than the tail's, never to more.
                (weight * (step - 1) + (isWorst ? PiecePrices.fullWeight : 0)) / step
            }
        }
        guard let best else { preconditionFailure("one trial at least") }
        for (place, member) in focus.members.enumerated() { memberWeights[Int(member)] = best.weights[place] }
        let candidate = chosen.indices.map { chosen[$0] || (undecided[$0] && best.prices.slack[$0] == 0) }
        return PlanBound.Prices(
            bound: best.bound, slack: best.prices.slack, missed: best.prices.missed, weights: best.prices.weights,
            candidate: candidate)
    }

    /// The replicates to look at, where some options may be in force.
    private mutating func focused(wanted: [Bool]) -> Focus {
        let knows = !gainsKnown.isEmpty && !zip(wanted, gainsKnown).contains { $0 && !$1 }
        if let focus, knows { return focus }
        if !isMarked {
            mark(totals(of: wanted))
            isMarked = true
        }
        gainsKnown = gainsKnown.isEmpty ? wanted : zip(wanted, gainsKnown).map { $0 || $1 }
        var made = Focus(isMember, of: grounds)
        let bytes = made.blocks.count * model.reachCount * MemoryLayout<Float>.stride * Row.count
        if !grounds.mayHurt, !model.reaches.isEmpty, bytes <= savingsBytes {
            let low = PlanColumns(model, on: gainsKnown, decided: gainsKnown.map { _ in false })
            let high = PlanColumns(model, on: gainsKnown.map { _ in false })
            made.savings = onBlocks(made.blocks) { [model] workspace, ground, _ in
                var gains = GainWorkspace(for: model)
                return gains.savings(low: low, high: high, on: ground, of: model, &workspace)
            }
        }
        focus = made
        return made
    }

    /// Learns what each option can lower the risk by at most, whatever else is done, unless that is known: no more than the
    /// same figure of what it can save in each replicate, for the mean of the worst; for a quantile the most it saves in one.
    private mutating func learnMostSaved(wanted: [Bool]) {
        guard !grounds.mayHurt, !model.reaches.isEmpty else { return }
        guard mostTailGains.isEmpty || zip(wanted, mostKnown).contains(where: { $0 && !$1 }) else { return }
        mostKnown = mostKnown.isEmpty ? wanted : zip(wanted, mostKnown).map { $0 || $1 }
        let low = PlanColumns(model, on: mostKnown, decided: mostKnown.map { _ in false })
        let high = PlanColumns(model, on: mostKnown.map { _ in false })
        let blocks = onBlocks(grounds.blocks) { [model] workspace, ground, _ in
            var gains = GainWorkspace(for: model)
            return gains.mostSaved(low: low, high: high, on: ground, of: model, &workspace)
        }
        mostTailGains = costs.indices.map { option in
            let saved = joined(blocks.map { Array($0[option * Row.count..<(option + 1) * Row.count]) })
            return figure.objective == .cvar95
                ? figure.figure(of: saved) : Int128(saved.max() ?? 0) * RiskFigure.perCent
        }
    }

    mutating func leastRisk(of plan: [Bool]) -> Int128 {
        guard certain == nil, let focus else { return risk(of: plan) }
        let columns = PlanColumns(model, on: plan)
        let blocks = onBlocks(focus.blocks) { [model] workspace, ground, _ in
            workspace.play(columns, on: ground, of: model)
            return workspace.totals
        }
        return figure.figure(ofWorst: focus.joined(blocks))
    }

    /// Takes the worst replicates of a plan into the focus, and some more: of a plan better than those before, and of one that
    /// the focus underrates.
    mutating func remember(_ totals: [Int64], _ risk: Int128, _ plan: [Bool]) {
        guard figure.objective != .mean else { return }
        var total = risk
        for place in plan.indices where plan[place] { total += costs[place] }
        let isBetter = total < leastTotal
        leastTotal = min(leastTotal, total)
        guard boundCount > 0 else {
            guard isBetter else { return }
            // What was thought good before there was a search counts no more.
            isMember = totals.map { _ in false }
            mark(totals)
            memberWeights = figure.worst(of: totals).map { $0 ? PiecePrices.fullWeight : 0 }
            return
        }
        guard let focus, focus.members.count < Self.mostMembers * figure.tailCount else { return }
        guard figure.figure(ofWorst: focus.members.map { totals[Int($0)] }) < risk else { return }
        mark(totals)
        self.focus = nil
    }

    /// More replicates than so many times those that tell the figure would make nodes dear.
    private static let mostMembers = 6

    private mutating func mark(_ totals: [Int64]) {
        let order = totals.indices.sorted { (totals[$0], $0) > (totals[$1], $1) }
        for place in order.prefix(figure.tailCount + figure.tailCount / 2 + 1) { isMember[place] = true }
    }

    /// Options as bits.
    private static func words(_ options: [Bool]) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: max(1, (options.count + 63) / 64))
        for place in options.indices where options[place] { words[place >> 6] |= 1 << UInt64(place & 63) }
        return words
    }
}
