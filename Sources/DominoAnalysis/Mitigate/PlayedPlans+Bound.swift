import DominoEngine

extension PlayedPlans {
    mutating func bound(chosen: [Bool], undecided: [Bool], limit: Int128) -> PlanBound {
        if let certain { return certain.workspace.withLock { $0.bound(chosen: chosen, undecided: undecided) } }
        guard figure.objective == .mean else {
            return tailBound(chosen: chosen, undecided: undecided, limit: limit)
        }
        let all = zip(chosen, undecided).map { $0 || $1 }
        boundCount += 1
        if boundCount >= Self.boundsBeforeGains { learnGains(wanted: all) }
        let low = PlanColumns(model, on: all, decided: chosen)
        let high = PlanColumns(model, on: chosen)
        let (blocks, gaps) = onBlocks(grounds.blocks, gathering: GatheredGaps(of: model)) {
            [model] workspace, gathered, ground, _ in
            BlockTotals(low: low, high: high, ground, model, &gathered.gaps, &workspace)
        } finishing: { [model] workspace, gathered in
            gathered.settle(undecided, workspace)
            workspace.tidy(model)
        }
        let least = figure.figure(of: joined(blocks.map(\.low)))
        return PlanBound(
            chosenRisk: figure.figure(of: joined(blocks.map(\.high))), least: least, cutsFrom: least,
            cuts: strongest(of: gaps.flatMap(\.masses), undecided), mostGains: mostGains(falls(gaps)))
    }

    /// Learns what each of some options can save at most, unless that is known.
    mutating func learnGains(wanted: [Bool]) {
        guard certain == nil, figure.objective == .mean else { return }
        guard !grounds.mayHurt, !model.reaches.isEmpty else { return }
        guard gains.isEmpty || zip(wanted, gainsKnown).contains(where: { $0 && !$1 }) else { return }
        gainsKnown = gainsKnown.isEmpty ? wanted : zip(wanted, gainsKnown).map { $0 || $1 }
        let low = PlanColumns(model, on: gainsKnown, decided: gainsKnown.map { _ in false })
        let high = PlanColumns(model, on: gainsKnown.map { _ in false })
        let empty = model.reaches.map { [Int64](repeating: 0, count: $0.count) }
        let gathered = onBlocks(grounds.blocks, gathering: empty) { [model] workspace, sums, ground, _ in
            var gains = GainWorkspace(for: model)
            gains.add(low: low, high: high, on: ground, of: model, &workspace, to: &sums)
        }.gathered
        gains = empty.indices.map { option in
            empty[option].indices.map { number in gathered.reduce(Int64(0)) { $0 + $1[option][number] } }
        }
    }

    /// The cuts with the better prices: each commitment's masses as they are explained, or those of each that options reach
    /// in small steps as one cut, from which each option takes what it can save at most.
    private func strongest(of masses: [GatheredGaps.Mass], _ undecided: [Bool]) -> [PlanBound.Cut] {
        let plain = PlanBound.joined(masses.map { PlanBound.Cut(options: $0.options, mass: $0.mass) })
        guard !gains.isEmpty else { return plain }
        var byPlace = [[GatheredGaps.Mass]](repeating: [], count: model.damagedCount)
        for mass in masses { byPlace[Int(mass.place)].append(mass) }
        var takers = [[PlanBound.Cut.Gain]](repeating: [], count: byPlace.count)
        for option in undecided.indices where undecided[option] {
            for (place, gain) in zip(model.reaches[option], gains[option]) where gain > 0 {
                takers[Int(place)].append((Int32(truncatingIfNeeded: option), Int128(gain) * RiskFigure.perCent))
            }
        }
        var explained: [PlanBound.Cut] = []
        var stepped: [PlanBound.Cut] = []
        for (masses, takers) in zip(byPlace, takers) {
            let pool = masses.reduce(Int128(0)) { $1.options.isEmpty ? $0 : $0 + $1.mass }
            let taken = takers.map { min($0.gain, pool) }
            let effort = masses.reduce(Int128(0)) { $0 + $1.mass * Int128($1.options.count) }
            let isStepped = taken.reduce(0, +) < effort
            if isStepped { stepped.append(PlanBound.Cut(options: takers.map(\.option), mass: pool, gains: taken)) }
            for mass in masses where !isStepped || mass.options.isEmpty {
                explained.append(PlanBound.Cut(options: mass.options, mass: mass.mass))
            }
        }
        guard !stepped.isEmpty else { return plain }
        let mixed = PlanBound.joined(explained) + stepped
        return CutPrices(mixed, costs: costs).total > CutPrices(plain, costs: costs).total ? mixed : plain
    }

    /// What the damage of each commitment may fall by, in 1/100, over all replicates.
    private func falls(_ gathered: [GatheredGaps]) -> [Int64] {
        var falls = [Int64](repeating: 0, count: model.damagedCount)
        for gaps in gathered { for place in falls.indices { falls[place] += gaps.gaps.falls[place] } }
        return falls
    }

    /// The most each option can lower the mean: what can be saved where it reaches, as far as it can save that.
    private func mostGains(_ falls: [Int64]) -> [Int128] {
        guard !grounds.mayHurt, !model.reaches.isEmpty else { return [] }
        return model.reaches.indices.map { option in
            var most: Int128 = 0
            for (number, place) in model.reaches[option].enumerated() {
                let fall = falls[Int(place)]
                most += Int128(!gains.isEmpty && gainsKnown[option] ? min(fall, gains[option][number]) : fall)
            }
            return most * RiskFigure.perCent
        }
    }
}
