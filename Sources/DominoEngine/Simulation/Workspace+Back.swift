extension Workspace {
    /// Walks from the last rank to the first, counts damage, and passes scores and prices back to what caused them:
    /// `assess` and `attribute` in lanes.
    ///
    /// A commitment's own damage joins what its dependents passed back only when its turn comes, so that what is on its
    /// way fits the few rows of `backRows`.
    /// - Parameter valid: the replicates that count; nil for all.
    func passBack(_ simulation: Simulation, valid: RowMask?, _ totals: inout BlockTotals) {
        let parameters = NeedParameters(simulation)
        for run in simulation.graph.runs.reversed() {
            for rank in stride(from: Int(run.first + run.count) - 1, through: Int(run.first), by: -1) {
                if let valid {
                    masked[0] = Self.early(slips[rank], but: valid)
                    addDamage(of: rank, masked, at: 0, simulation, &totals)
                } else {
                    addDamage(of: rank, slips, at: rank, simulation, &totals)
                }
                if run.features.contains(.adjusted) { holdPrice(of: rank, run.features, simulation, parameters) }
                let mark = countCarried(rank, isFact: run.features.contains(.fact), simulation)
                guard mark.isPassed else { continue }
                if run.features.isEmpty {
                    passPlain(from: rank, degree: Int(run.degree), isQuick: mark.isQuick, simulation)
                } else {
                    passGeneral(from: rank, run.features, simulation, parameters)
                }
                let slot = Int(simulation.backRows.slots.span[unchecked: rank])
                carried[slot] = Row(repeating: 0)
                price[slot] = Row(repeating: 0)
            }
        }
    }

    /// The vectors of a row from the last to the first: rank after rank, memory is walked through backwards without a
    /// jump, which processors foresee.
    @inline(__always)
    private static var backwards: ReversedCollection<Range<Int>> { (0..<4).reversed() }

    /// Counts a commitment's damage, and adds it to what it carries.
    @inline(never)
    private func addDamage(
        of rank: Int, _ slips: borrowing RowColumn, at row: Int, _ simulation: Simulation, _ totals: inout BlockTotals
    ) {
        let freeBelow = simulation.damage.freeBelow.span[unchecked: rank]
        guard freeBelow < .infinity, (slips[row] .>= freeBelow).isSomewhere else { return }
        let slot = Int(simulation.backRows.slots.span[unchecked: rank])
        let canBreak = simulation.canBreak && !simulation.isNear.span[unchecked: rank]
        let (starts, entries) = (simulation.damage.start.span, simulation.damage.entries.span)
        for place in Int(starts[unchecked: rank])..<Int(starts[unchecked: rank &+ 1]) {
            let entry = entries[unchecked: place]
            guard !entry.isWeightless else {
                let amount = simulation.damage.score(place, slips[row], canBreak: canBreak)
                sums.score[place] &+= simulation.sum(amount)
                addToKind(amount, entry)
                continue
            }
            for vector in Self.backwards {
                let part = simulation.damage.scoreAndSlope(entry, slips[row, vector], canBreak: canBreak)
                masked[1, vector] = part.score
                carried[slot, vector] = carried[slot, vector] + part.score
                price[slot, vector] = price[slot, vector] + part.slope
            }
            sums.score[place] &+= totals.add(masked[1], isSmall: entry.isSmall, sums: true)
            if simulation.kindCount > 0 { addToKind(masked[1], entry) }
        }
    }

    /// Counts what a commitment carries, once all its dependents have passed back their scores.
    ///
    /// - Returns: whether there is anything to pass on, and whether its sums go the quick way.
    @inline(never)
    private func countCarried(_ rank: Int, isFact: Bool, _ simulation: Simulation) -> (isPassed: Bool, isQuick: Bool) {
        let slot = Int(simulation.backRows.slots.span[unchecked: rank])
        var counts = SIMD16<Int32>()
        var (critical, masses, slopes) = (SIMD16<Int32>(), SIMD16<Int32>(), SIMD16<Int32>())
        let one = SIMD16<Int32>(repeating: 1)
        for vector in Self.backwards {
            let mass = carried[slot, vector]
            var slope = price[slot, vector]
            if isFact {
                slope = Lanes()
            } else if simulation.canBreak {
                slope.replace(with: 0, where: slips[rank, vector] .== .infinity)
            }
            price[slot, vector] = slope
            let most = mass.replacing(with: slope, where: slope .> mass)
            counts.replace(with: counts &+ one, where: most .> 0)
            counts.replace(with: counts &+ (one &<< 16), where: most .>= CentRow.quickLimit)
            critical.replace(with: critical &+ one, where: mass .>= Float(100 * leastDamage))
            masses = masses &+ shiftedIntegers(mass)
            slopes = slopes &+ shiftedIntegers(slope)
        }
        let count = total(counts)
        guard count > 0 else { return (false, true) }
        let isQuick = count < 1 << 16
        let sum = isQuick ? quickSum(masses) : simulation.sum(carried[slot])
        sums.carried[rank] &+= sum
        sums.priceOfDay[rank] &+= isQuick ? quickSum(slopes) : simulation.sum(price[slot])
        sums.critical[rank] &+= Int64(total(critical))
        let starts = simulation.graph.needStart.span
        if isFact || starts[unchecked: rank] == starts[unchecked: rank &+ 1] {
            sums.blame[rank] &+= sum
            carried[slot] = Row(repeating: 0)
            price[slot] = Row(repeating: 0)
            return (false, isQuick)
        }
        return (true, isQuick)
    }

    /// Passes on from a commitment whose needs pass on all they get: which of them drives was noted on the way forward.
    ///
    /// What is inherited is the slip less the own delay; with a share somewhere before it that may be off by a digit,
    /// which only ever moves what is not above 0.
    @inline(never)
    private func passPlain(from rank: Int, degree: Int, isQuick: Bool, _ simulation: Simulation) {
        let slot = Int(simulation.backRows.slots.span[unchecked: rank])
        let floor = simulation.parameters.baseSlip.span[unchecked: rank]
        let isFixed = simulation.draws.span[unchecked: rank] == .never
        let fixed = Lanes(repeating: simulation.parameters.ownDelay.span[unchecked: rank])
        let (needs, sources) = (simulation.graph.needs.span, simulation.backSources.span)
        let first = Int(simulation.graph.needStart.span[unchecked: rank])
        var blames = SIMD16<Int32>()
        for vector in Self.backwards {
            let mass = carried[slot, vector]
            let own = isFixed ? fixed : self.own[rank, vector]
            let inherited = slips[rank, vector] - own
            var kept = mass
            kept.replace(with: mass * keptShare(own: own, inherited), where: inherited .> floor)
            blames = blames &+ shiftedIntegers(kept)
            masked[0, vector] = kept
            let rest = mass - kept
            let slope = price[slot, vector]
            let driver = drivers[rank, vector]
            for number in 0..<degree {
                let isDriver = driver .== Float(number)
                let source = Int(sources[unchecked: first &+ number])
                var part = rest
                if needs[unchecked: first &+ number].buffer < 0 {
                    part = rest - planShare(of: rest, through: needs[unchecked: first &+ number], vector, isDriver)
                }
                let (mass, days) = (carried[source, vector], price[source, vector])
                carried[source, vector] = mass.replacing(with: mass + part, where: isDriver)
                price[source, vector] = days.replacing(with: days + slope, where: isDriver)
            }
        }
        sums.blame[rank] &+= isQuick ? quickSum(blames) : simulation.sum(masked[0])
    }

    /// The share of its score that stays with a driven commitment: `own / (own + inherited)`.
    @inline(__always)
    private func keptShare(own: Lanes, _ inherited: Lanes) -> Lanes {
        let zero = Lanes()
        let own = own.replacing(with: zero, where: own .< zero)
        let both = own + inherited.replacing(with: zero, where: inherited .< zero)
        return (own / both).replacing(with: 1, where: (both .== 0) .| (own .== .infinity))
    }

    /// The part of a rest for which the plan itself is to blame, which is counted; 0 where the need does not drive.
    @inline(never)
    private func planShare(
        of rest: Lanes, through need: CommitmentGraph.Need, _ vector: Int, _ isDriver: LaneMask
    ) -> Lanes {
        let slip = slips[Int(need.source), vector]
        let late = slip.replacing(with: 0, where: slip .< 0)
        let driven = Lanes().replacing(with: rest, where: isDriver)
        let plan = Lanes(repeating: -need.buffer) / (late - need.buffer) * driven
        for lane in 0..<16 { sums.overcommitted[0] &+= slowCents(plan[lane]) }
        return plan
    }
}

// Shares, fallbacks, groups, commitments that begin when ready or can break: their needs are looked at again.
extension Workspace {
    /// What is on its way from a commitment to the needs that drive it.
    private struct Passing {
        var rest: Row
        var slope: Row
        var inherited: Row
        /// Where a need drives, or is about to.
        var nears: RowMask
    }

    /// Passes on from any commitment.
    @inline(never)
    private func passGeneral(
        from rank: Int, _ features: CommitmentGraph.Features, _ simulation: Simulation, _ parameters: NeedParameters
    ) {
        let slot = Int(simulation.backRows.slots[rank])
        let (mass, slope) = (carried[slot], price[slot])
        // What the question broke drives itself, whatever it inherits.
        guard simulation.parameters.ownDelay[rank] < .infinity else {
            simulation.addBlame(mass, of: rank, to: sums)
            return
        }
        let inherited = generalInherited(rank, simulation, parameters)
        let base = back(rank, features, inherited, simulation)
        let delay = ownDelay(rank, simulation)
        let own =
            features.contains(.adjusted) ? addedDays(rank, base.larger(inherited), delay, simulation) : delay
        let share = own.combined(inherited) { keptShare(own: $0, $1) }
        // What nothing drives is kept whole, so that its rest is 0.
        let kept = mass.replacing(with: mass * share, where: inherited .> base)
        simulation.addBlame(kept, of: rank, to: sums)
        give(
            Passing(rest: mass - kept, slope: slope, inherited: inherited, nears: inherited .>= base),
            from: rank, simulation, parameters)
    }

    /// What a commitment adds of its own before breaking, where more acts on it than its own delay; 0 where it begins
    /// never.
    private func addedDays(_ rank: Int, _ start: Row, _ delay: Row, _ simulation: Simulation) -> Row {
        let added = simulation.parameters.adjusted(rank, start + delay).unbroken - start
        return added.replacing(with: 0, where: start .== .infinity)
    }

    /// One more day costs nothing while today, a window or the bite of an expedite holds a commitment.
    @inline(never)
    private func holdPrice(
        of rank: Int, _ features: CommitmentGraph.Features, _ simulation: Simulation, _ parameters: NeedParameters
    ) {
        guard !features.contains(.fact) else { return }
        let start = generalStart(rank, features, simulation, parameters)
        let held = simulation.parameters.adjusted(rank, start + ownDelay(rank, simulation)).isHeld
        let slot = Int(simulation.backRows.slots[rank])
        price[slot] = price[slot].replacing(with: 0, where: held .> 0)
    }

    /// `base_j`.
    private func back(
        _ rank: Int, _ features: CommitmentGraph.Features, _ inherited: Row, _ simulation: Simulation
    ) -> Row {
        guard simulation.parameters.isWhenReady(rank, features) else { return baseRow(rank, features, simulation) }
        return Row(repeating: -.infinity)
            .replacing(with: readyBase(rank, simulation), where: inherited .== -.infinity)
    }

    /// Gives the rest and the slope to the first need that brings what is inherited, in each replicate.
    private func give(_ passing: Passing, from rank: Int, _ simulation: Simulation, _ parameters: NeedParameters) {
        let graph = simulation.graph
        var pending = passing.nears
        var next = Int(graph.needStart[rank])
        let end = Int(graph.needStart[rank + 1])
        while next < end {
            let first = next
            next = graph.endOfGroup(from: first, before: end)
            if next == first + 1 {
                let isDriver =
                    (parameters.passed(first, lateness(of: first, simulation)) .== passing.inherited) .& pending
                pending = pending .& .!isDriver
                give(passing, where: isDriver, through: first, simulation, parameters)
                continue
            }
            let smallest = graph.counted(first..<next) { parameters.passed($0, lateness(of: $0, simulation)) }
            var isDriver = (smallest .== passing.inherited) .& pending
            pending = pending .& .!isDriver
            for member in first..<next {
                let isMember = (parameters.passed(member, lateness(of: member, simulation)) .== smallest) .& isDriver
                isDriver = isDriver .& .!isMember
                give(passing, where: isMember, through: member, simulation, parameters)
            }
        }
    }

    /// Gives to one need's source, where that need drives; what the plan itself is to blame for stays with it.
    private func give(
        _ passing: Passing, where isDriver: RowMask, through need: Int, _ simulation: Simulation,
        _ parameters: NeedParameters
    ) {
        guard isDriver.isSomewhere else { return }
        let edge = simulation.graph.needs[need]
        let source = Int(simulation.backSources[need])
        let zero = Row(repeating: 0)
        var rest = zero.replacing(with: passing.rest, where: isDriver)
        if edge.buffer < 0 {
            rest.a -= planShare(of: rest.a, through: edge, 0, isDriver.a)
            rest.b -= planShare(of: rest.b, through: edge, 1, isDriver.b)
            rest.c -= planShare(of: rest.c, through: edge, 2, isDriver.c)
            rest.d -= planShare(of: rest.d, through: edge, 3, isDriver.d)
        }
        carried[source] = carried[source] + rest
        let slope = parameters.passed(
            need, lateness(of: need, simulation), slope: zero.replacing(with: passing.slope, where: isDriver))
        price[source] = price[source] + slope
    }
}

/// The sum of 64 rounded amounts from `shiftedIntegers` of four vectors, added up.
@inline(__always)
private func quickSum(_ sums: SIMD16<Int32>) -> Int64 { Int64(total(sums) &- 64 &* integerShift) }

extension Simulation {
    /// Counts the blame of a commitment.
    func addBlame(_ blame: Row, of rank: Int, to sums: borrowing TallyColumns) { sums.blame[rank] &+= sum(blame) }

    /// The sum of a row's amounts in 1/100, each rounded.
    @inline(never)
    func sum(_ row: Row) -> Int64 {
        if isSmall { return CentRow(row).sum }
        var sum: Int64 = 0
        for replicate in 0..<Row.count { sum &+= slowCents(row[replicate]) }
        return sum
    }
}
