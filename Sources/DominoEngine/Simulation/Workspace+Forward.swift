// The pass forward: what is drawn, and the slips that follow.
extension Workspace {
    /// Ranks whose own delays are drawn together before they are used: so many rows stay in the fastest cache.
    static let tile = 16

    /// A run of commitments whose needs pass on all they get, in a block that counts as a whole.
    func runPlain(_ run: CommitmentGraph.Run, _ simulation: Simulation, _ totals: inout BlockTotals) {
        noteWork(rows: Int(run.count), degree: Int(run.degree))
        let end = Int(run.first &+ run.count)
        var first = Int(run.first)
        while first < end {
            let next = min(end, first + Self.tile)
            drawTile(first..<next, simulation)
            if simulation.figures >= .causes {
                traceTile(first..<next, degree: Int(run.degree), simulation)
            } else {
                passTile(first..<next, degree: Int(run.degree), simulation, &totals)
            }
            first = next
        }
    }

    /// Counts rows on their way forward.
    @inline(__always)
    func noteWork(rows: Int, degree: Int) {
        work[0] &+= Int64(rows)
        work[1] &+= Int64(rows &* degree)
    }

    /// Draws the own delays of neighbouring ranks, triangles two at a time.
    @inline(never)
    private func drawTile(_ ranks: Range<Int>, _ simulation: Simulation) {
        let (kinds, fixed) = (simulation.draws.span, simulation.parameters.ownDelay.span)
        let starts = simulation.uncertainty.contributionStart.span
        let contributions = simulation.uncertainty.contributions.span
        var waiting = -1
        for rank in ranks {
            switch kinds[unchecked: rank] {
            case .never: own[ownPlace(rank)] = Row(repeating: fixed[unchecked: rank])
            case .any: drawOwn(rank, simulation, -1)
            case .triangle where waiting < 0: waiting = rank
            case .triangle:
                contributions[unchecked: Int(starts[unchecked: waiting])].sampler.drawTriangles(
                    with: contributions[unchecked: Int(starts[unchecked: rank])].sampler, draws,
                    plus: fixed[unchecked: waiting], fixed[unchecked: rank],
                    into: own, at: ownPlace(waiting), ownPlace(rank))
                work[2] &+= 2
                waiting = -1
            }
        }
        if waiting >= 0 { drawOwn(waiting, simulation, -1) }
    }

    /// Passes neighbouring ranks, whose own delays are drawn.
    ///
    /// Unchecked access is safe here: ranks lie in a run, needs in the rows, sources before the run, by the graph's
    /// `init`; all columns are the graph's, by the simulation's.
    @inline(never)
    private func passTile(
        _ ranks: Range<Int>, degree: Int, _ simulation: Simulation, _ totals: inout BlockTotals
    ) {
        let (needs, slots) = (simulation.slotNeeds.span, simulation.rows.slots.span)
        let floor = simulation.parameters.baseSlip.span
        var need = Int(simulation.graph.needStart[ranks.lowerBound])
        for rank in ranks {
            var slip = Row(repeating: floor[unchecked: rank])
            for _ in 0..<degree {
                let edge = needs[unchecked: need]
                slip = slip.larger(slips[Int(edge.source)] - edge.buffer)
                need &+= 1
            }
            slip = slip + own[ownPlace(rank)]
            slips[Int(slots[unchecked: rank])] = slip
            count(slip, rank, simulation, &totals)
        }
    }

    /// `passTile` that notes which need drives, for the way back, and leaves damage to it.
    @inline(never)
    private func traceTile(_ ranks: Range<Int>, degree: Int, _ simulation: Simulation) {
        for rank in ranks {
            let (start, driver) = drivenStart(of: rank, degree: degree, simulation)
            let slip = start + own[ownPlace(rank)]
            drivers[rank] = driver
            slips[rank] = slip
            countSlips(slip, rank, simulation)
        }
    }

    /// `max(base, inherited)` of plain needs, and the first need that brings it: -1 where all bring less than the base.
    @inline(__always)
    private func drivenStart(of rank: Int, degree: Int, _ simulation: Simulation) -> (start: Row, driver: Row) {
        let needs = simulation.slotNeeds.span
        let floor = simulation.parameters.baseSlip.span[unchecked: rank]
        // From a hair below the base, so that a need that brings just that is noted: one more day would count.
        var start = Row(repeating: floor.nextDown)
        var driver = Row(repeating: -1)
        let first = Int(simulation.graph.needStart.span[unchecked: rank])
        for number in 0..<degree {
            let edge = needs[unchecked: first &+ number]
            let late = slips[Int(edge.source)] - edge.buffer
            let isLater = late .> start
            start = start.replacing(with: late, where: isLater)
            driver = driver.replacing(with: Float(number), where: isLater)
        }
        return (start.larger(floor), driver)
    }

    /// Notes which need drives a commitment whose needs pass on all they get.
    func noteDriver(_ rank: Int, _ simulation: Simulation) {
        let degree = Int(simulation.graph.needStart[rank + 1] - simulation.graph.needStart[rank])
        drivers[rank] = drivenStart(of: rank, degree: degree, simulation).driver
    }

    /// The place of a rank's own delay: of the tile at hand alone where the simulation keeps no rows.
    @inline(__always)
    func ownPlace(_ rank: Int) -> Int { rank & ownMask }

    /// Draws what several commitments share.
    func drawShared(_ simulation: Simulation) {
        let uncertainty = simulation.uncertainty
        work[2] &+= Int64(uncertainty.events.count + uncertainty.factors.count)
        for place in uncertainty.events.indices {
            let event = uncertainty.events[place]
            let happens = draws.words(event.variable, .chance).below(event.chance)
            events[place] = Row(repeating: 0).replacing(with: 1, where: happens)
        }
        for place in uncertainty.factors.indices {
            factors[place] = uncertainty.factors[place].row(draws, uncertainty.tables, raw: true) - 1
        }
    }

    /// Draws a commitment's own delay.
    @inline(__always)
    func drawOwn(_ rank: Int, _ simulation: Simulation, _ skipped: Int32) {
        guard !simulation.uncertainty.isRunning(rank) else { return drawRunning(rank, simulation, skipped) }
        let contributions = simulation.uncertainty.contributions.span
        var sum = Row(repeating: simulation.parameters.ownDelay[rank])
        let first = Int(simulation.uncertainty.contributionStart[rank])
        let end = Int(simulation.uncertainty.contributionStart[rank + 1])
        for place in first..<end where contributions[unchecked: place].input != skipped {
            let contribution = contributions[unchecked: place]
            switch contribution.source {
            case .delay:
                sum = sum + contribution.sampler.row(draws, simulation.uncertainty.tables)
                work[2] &+= 1
            case .event(let event):
                let happens = events[Int(event)] .> 0
                guard happens.isSomewhere else { continue }
                let days = contribution.sampler.row(draws, simulation.uncertainty.tables)
                work[2] &+= 1
                sum = sum + Row(repeating: 0).replacing(with: days, where: happens)
            case .factor(let factor, let work):
                sum = sum + (factors[Int(factor)] * work).map { onGrid($0) }
            case .remaining, .patience: continue
            }
        }
        own[ownPlace(rank)] = sum
    }

    /// Draws the own delay of a commitment whose delay has been running.
    @inline(never)
    private func drawRunning(_ rank: Int, _ simulation: Simulation, _ skipped: Int32) {
        let uncertainty = simulation.uncertainty
        var sum = Row(repeating: simulation.parameters.ownDelay[rank])
        for place in uncertainty.row(of: rank) where uncertainty.contributions[place].input != skipped {
            let contribution = uncertainty.contributions[place]
            switch contribution.source {
            case .delay: sum = sum + runningDelay(rank, contribution.sampler, draws, uncertainty, skipped)
            case .event(let event):
                let days = contribution.sampler.row(draws, uncertainty.tables)
                sum = sum + Row(repeating: 0).replacing(with: days, where: events[Int(event)] .> 0)
            case .factor(let factor, let work): sum = sum + (factors[Int(factor)] * work).map { onGrid($0) }
            case .remaining, .patience: continue
            }
        }
        own[ownPlace(rank)] = sum
    }

    /// A delay that has been running, by replicate: no less than the time that has passed, without what risks and
    /// factors come to with nothing done about them.
    @inline(never)
    func runningDelay(
        _ rank: Int, _ sampler: Sampler, _ draws: borrowing BlockDraws, _ uncertainty: Uncertainty,
        _ skipped: Int32 = -1
    ) -> Row {
        var days = Row(repeating: uncertainty.elapsed[rank])
        for place in uncertainty.row(of: rank) where uncertainty.contributions[place].input != skipped {
            let contribution = uncertainty.contributions[place]
            switch contribution.source {
            case .event(let event):
                let impact = contribution.sampler.row(draws, uncertainty.tables)
                let source = uncertainty.events[Int(event)]
                let happens = draws.words(source.variable, .chance).below(source.chanceOfItself)
                days = days - Row(repeating: 0).replacing(with: impact, where: happens)
            case .factor(let factor, let work): days = days - (factors[Int(factor)] * work).map { onGrid($0) }
            case .delay, .remaining, .patience: continue
            }
        }
        var beyond = FirstWords()
        return sampler.row(draws, uncertainty.tables, notBelow: days, &beyond)
    }

    /// `base_j` where it does not depend on what inputs do: drawn where work is known to be left.
    @inline(__always)
    func baseRow(_ rank: Int, _ features: CommitmentGraph.Features, _ simulation: Simulation) -> Row {
        let base = Row(repeating: simulation.parameters.baseSlip[rank])
        guard features.contains(.adjusted) else { return base }
        return drawnBase(rank, simulation) ?? base
    }

    /// The base where it is drawn: today and what is left of the work.
    @inline(never)
    func drawnBase(_ rank: Int, _ simulation: Simulation) -> Row? {
        for place in simulation.uncertainty.row(of: rank) {
            let contribution = simulation.uncertainty.contributions[place]
            guard case .remaining(let least) = contribution.source, contribution.input != skipped[0] else { continue }
            let days = contribution.sampler.row(draws, simulation.uncertainty.tables)
            return (days + simulation.parameters.notBefore[rank]).larger(least)
        }
        return nil
    }

    /// Days by which drawn patience is longer than on plan; nil where it is not drawn.
    @inline(never)
    func drawnPatience(_ rank: Int, _ simulation: Simulation) -> Row? {
        let uncertainty = simulation.uncertainty
        for place in uncertainty.row(of: rank) {
            let contribution = uncertainty.contributions[place]
            guard case .patience(let onPlan) = contribution.source, contribution.input != skipped[0] else { continue }
            var beyond = FirstWords()
            let waited = uncertainty.waited.isEmpty ? -Float.infinity : uncertainty.waited[rank]
            let days = contribution.sampler.row(
                draws, uncertainty.tables, notBelow: Row(repeating: waited), &beyond)
            return days - onPlan
        }
        return nil
    }

    /// The slip of a commitment whose sources have theirs.
    @inline(__always)
    func slipRow(_ rank: Int, _ run: CommitmentGraph.Run, _ simulation: Simulation) -> Row {
        if run.features.contains(.fact) { return Row(repeating: simulation.parameters.ownDelay[rank]) }
        var slip: Row
        if run.features.isDisjoint(with: [.generalNeeds, .whenReady, .adjusted]) {
            slip = plainInherited(rank, Int(run.degree), simulation) + ownDelay(rank, simulation)
        } else {
            let place = NeedParameters(simulation)
            slip = generalStart(rank, run.features, simulation, place) + ownDelay(rank, simulation)
        }
        if run.features.contains(.adjusted) { return adjustedSlip(rank, slip, run.features, simulation) }
        if run.features.contains(.breaks) {
            slip = slip.replacing(with: .infinity, where: slip .> simulation.parameters.breakLimit[rank])
        }
        return slip
    }

    /// The slip on which something acts besides needs and own delay.
    @inline(never)
    private func adjustedSlip(
        _ rank: Int, _ slip: Row, _ features: CommitmentGraph.Features, _ simulation: Simulation
    ) -> Row {
        let adjusted = simulation.parameters.adjusted(rank, slip).slip
        guard features.contains(.breaks) else { return adjusted }
        var limit = Row(repeating: simulation.parameters.breakLimit[rank])
        if let patience = drawnPatience(rank, simulation) { limit = limit + patience }
        return adjusted.replacing(with: .infinity, where: adjusted .> limit)
    }

    /// A commitment's own delay: drawn, or the same everywhere.
    @inline(__always)
    func ownDelay(_ rank: Int, _ simulation: Simulation) -> Row {
        simulation.draws[rank] == .never
            ? Row(repeating: simulation.parameters.ownDelay[rank]) : own[ownPlace(rank)]
    }

    /// `max(base, inherited)` where every need passes on all it gets.
    @inline(__always)
    private func plainInherited(_ rank: Int, _ degree: Int, _ simulation: Simulation) -> Row {
        let needs = simulation.slotNeeds.span
        var start = Row(repeating: simulation.parameters.baseSlip[rank])
        let first = Int(simulation.graph.needStart[rank])
        for need in first..<first + degree {
            let edge = needs[unchecked: need]
            start = start.larger(slips[Int(edge.source)] - edge.buffer)
        }
        return start
    }
}
