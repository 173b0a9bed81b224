import DominoEngine

extension PlayedPlans {
    mutating func bound(chosen: [Bool], undecided: [Bool]) -> PlanBound {
        if let certain { return certain.workspace.withLock { $0.bound(chosen: chosen, undecided: undecided) } }
        let all = zip(chosen, undecided).map { $0 || $1 }
        if figure.objective == .cvar95, leastTotal == Int128.max { _ = self.risk(of: chosen) }
        boundCount += 1
        if boundCount >= Self.boundsBeforeGains { learnGains(wanted: all) }
        let low = PlanColumns(model, on: all, decided: chosen)
        let high = PlanColumns(model, on: chosen)
        let keepsItems = figure.objective == .p90 || figure.objective == .p95
        let (model, costs, tail) = (model, costs, tail)
        let (blocks, gaps) = onBlocks(gathering: GatheredGaps(of: model, keepsItems: keepsItems)) {
            workspace, gathered, ground, block in
            BlockTotals(
                low: low, high: high, ground, weighing: tail[block], model, costs, undecided, &gathered.gaps,
                &workspace)
        } finishing: { workspace, gathered in
            gathered.settle(undecided, workspace)
            workspace.tidy(model)
        }
        let lows = joined(blocks.map(\.low))
        let highs = joined(blocks.map(\.high))
        let risk = figure.figure(of: highs)
        let least = figure.figure(of: lows)
        let falls = falls(gaps)
        var found = PlanBound(
            chosenRisk: risk, least: least, cutsFrom: least, cuts: [], mostGains: mostGains(falls))
        if keepsItems {
            found.least = figure.figure(of: joined(blocks.map(\.priced)))
        } else {
            if figure.objective == .cvar95 { found.cutsFrom = tailSum(lows) }
            found.cuts = strongest(of: gaps.flatMap(\.masses), undecided)
        }
        remember(highs, risk, chosen)
        return found
    }

    /// Learns what each of some options can save at most, unless that is known.
    mutating func learnGains(wanted: [Bool]) {
        guard certain == nil, figure.objective == .mean || figure.objective == .cvar95 else { return }
        guard !grounds.mayHurt, !model.reaches.isEmpty else { return }
        guard gains.isEmpty || zip(wanted, gainsKnown).contains(where: { $0 && !$1 }) else { return }
        if figure.objective == .cvar95, leastTotal == Int128.max { _ = risk(of: wanted.map { _ in false }) }
        gainsKnown = gainsKnown.isEmpty ? wanted : zip(wanted, gainsKnown).map { $0 || $1 }
        let low = PlanColumns(model, on: gainsKnown, decided: gainsKnown.map { _ in false })
        let high = PlanColumns(model, on: gainsKnown.map { _ in false })
        let (model, tail) = (model, tail)
        let empty = model.reaches.map { [Int64](repeating: 0, count: $0.count) }
        let gathered = onBlocks(gathering: empty) { workspace, sums, ground, block in
            var gains = GainWorkspace(for: model)
            gains.add(
                low: low, high: high, on: ground, of: model, weighing: tail[block], &workspace, to: &sums)
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

    /// The sum over the tail, in the unit of risk: no plan's worst ones come to less than any as many do.
    private func tailSum(_ totals: [Int64]) -> Int128 {
        var sum: Int128 = 0
        for (replicate, cents) in totals.enumerated()
        where tail[replicate / Row.count] >> UInt64(replicate % Row.count) & 1 == 1 {
            sum += Int128(cents)
        }
        return sum * RiskFigure.perCent
    }

    /// What the damage of each commitment may fall by, in 1/100: over all replicates for a mean, else in one.
    private func falls(_ gathered: [GatheredGaps]) -> [Int64] {
        var falls = [Int64](repeating: 0, count: model.damagedCount)
        for gaps in gathered {
            for place in falls.indices {
                if figure.objective == .mean {
                    falls[place] += gaps.gaps.falls[place]
                } else {
                    falls[place] = max(falls[place], gaps.gaps.mostFalls[place])
                }
            }
        }
        return falls
    }

    /// The most each option can lower the risk: what can be saved where it reaches, as far as it can save that.
    private func mostGains(_ falls: [Int64]) -> [Int128] {
        guard !grounds.mayHurt, !model.reaches.isEmpty else { return [] }
        let isMean = figure.objective == .mean
        let scale = RiskFigure.perCent * (isMean ? 1 : Int128(figure.divisor))
        return model.reaches.indices.map { option in
            var most: Int128 = 0
            for (number, place) in model.reaches[option].enumerated() {
                let fall = falls[Int(place)]
                most += Int128(isMean && !gains.isEmpty && gainsKnown[option] ? min(fall, gains[option][number]) : fall)
            }
            return most * scale
        }
    }
}
