extension Workspace {
    /// Walks from the last rank to the first and passes scores and prices back to what caused them: `attribute` in lanes.
    func passBack(_ simulation: Simulation) {
        let terms = NeedTerms(simulation)
        for run in simulation.graph.runs.reversed() {
            for rank in stride(from: Int(run.first + run.count) - 1, through: Int(run.first), by: -1) {
                settle(rank, run.features, simulation, terms)
            }
        }
    }

    /// Settles one commitment, whose dependents have passed back all they do.
    @inline(__always)
    private func settle(
        _ rank: Int, _ features: CommitmentGraph.Features, _ simulation: Simulation, _ terms: NeedTerms
    ) {
        let mass = carried[rank]
        let hasMass = (mass .> 0).isSomewhere
        let isFact = features.contains(.fact)
        let slope = isFact ? Row(repeating: 0) : price[rank].replacing(with: 0, where: slips[rank] .== .infinity)
        let hasSlope = (slope .> 0).isSomewhere
        if hasSlope { sums.priceOfDay[rank] &+= simulation.sum(slope) }
        guard hasMass || hasSlope else { return }
        if hasMass {
            sums.carried[rank] &+= simulation.sum(mass)
            sums.critical[rank] &+= Int64((mass .>= 0.5).count)
        }
        guard !isFact, simulation.graph.needStart[rank] < simulation.graph.needStart[rank + 1] else {
            if hasMass { sums.blame[rank] &+= simulation.sum(mass) }
            return
        }

        let inherited: Row
        let base: Row
        if features.isDisjoint(with: [.generalNeeds, .whenReady]) {
            inherited = largest(rank, simulation)
            base = Row(repeating: simulation.terms.floor[rank])
        } else {
            inherited = generalInherited(rank, simulation, terms)
            base = back(rank, features, inherited, simulation)
        }
        let drives = inherited .> base
        let kept = mass.combined(with: keptShare(rank, inherited, simulation), where: drives)
        if hasMass { sums.blame[rank] &+= simulation.sum(kept) }
        pass(
            Passing(rest: mass - kept, slope: slope, inherited: inherited, drives: drives, nears: inherited .>= base),
            from: rank, simulation, terms)
    }

    /// What is on its way from a commitment to the needs that drive it.
    private struct Passing {
        var rest: Row
        var slope: Row
        var inherited: Row
        /// Where a need drives.
        var drives: RowMask
        /// Where one drives or is about to.
        var nears: RowMask
    }

    /// The largest of plain needs.
    @inline(__always)
    private func largest(_ rank: Int, _ simulation: Simulation) -> Row {
        var inherited = Row(repeating: -.infinity)
        for need in Int(simulation.graph.needStart[rank])..<Int(simulation.graph.needStart[rank + 1]) {
            inherited = inherited.larger(lateness(of: need, simulation))
        }
        return inherited
    }

    /// `base_j`.
    private func back(
        _ rank: Int, _ features: CommitmentGraph.Features, _ inherited: Row, _ simulation: Simulation
    ) -> Row {
        guard features.contains(.whenReady) else { return Row(repeating: simulation.terms.floor[rank]) }
        return Row(repeating: -.infinity)
            .replacing(with: readyBase(rank, simulation), where: inherited .== -.infinity)
    }

    /// The share of its score that stays with a driven commitment: `own / (own + inherited)`.
    @inline(__always)
    private func keptShare(_ rank: Int, _ inherited: Row, _ simulation: Simulation) -> Row {
        let own = ownDelay(rank, simulation).larger(0)
        let both = own + inherited.larger(0)
        return own.combined(both) { $0 / $1 }
            .replacing(with: 1, where: (both .== 0) .| (own .== .infinity))
    }

    /// Gives the rest and the slope to the first need that brings what is inherited, in each replicate.
    @inline(__always)
    private func pass(
        _ passing: Passing, from rank: Int, _ simulation: Simulation, _ terms: NeedTerms
    ) {
        let graph = simulation.graph
        var pending = passing.nears
        var need = Int(graph.needStart[rank])
        let end = Int(graph.needStart[rank + 1])
        while need < end {
            let first = need
            need += 1
            while need < end, !graph.joins.isEmpty, graph.joins[need] { need += 1 }
            if need == first + 1 {
                let isDriver = (terms.passed(first, lateness(of: first, simulation)) .== passing.inherited) .& pending
                pending = pending .& .!isDriver
                give(passing, where: isDriver, through: first, simulation, terms)
                continue
            }
            var smallest = Row(repeating: .infinity)
            for member in first..<need {
                smallest = smallest.smaller(terms.passed(member, lateness(of: member, simulation)))
            }
            var isDriver = (smallest .== passing.inherited) .& pending
            pending = pending .& .!isDriver
            for member in first..<need {
                let isMember = (terms.passed(member, lateness(of: member, simulation)) .== smallest) .& isDriver
                isDriver = isDriver .& .!isMember
                give(passing, where: isMember, through: member, simulation, terms)
            }
        }
    }

    /// Gives to one need's source, where that need drives; what the plan itself is to blame for stays with it.
    @inline(__always)
    private func give(
        _ passing: Passing, where isDriver: RowMask, through need: Int, _ simulation: Simulation,
        _ terms: NeedTerms
    ) {
        guard isDriver.isSomewhere else { return }
        let edge = simulation.graph.needs[need]
        let source = Int(edge.source)
        let zero = Row(repeating: 0)
        var rest = zero.replacing(with: passing.rest, where: isDriver .& passing.drives)
        if edge.buffer < 0 {
            let late = slips[source].larger(0)
            let plan = late.map { Lanes(repeating: -edge.buffer) / ($0 - edge.buffer) } * rest
            sums.overcommitted[0] &+= simulation.sum(plan)
            rest = rest - plan
        }
        carried[source] = carried[source] + rest
        let slope = terms.passed(
            need, lateness(of: need, simulation), slope: zero.replacing(with: passing.slope, where: isDriver))
        price[source] = price[source] + slope
    }
}

extension Row {
    /// Times `share` where the mask holds, as it is elsewhere.
    @inline(__always)
    func combined(with share: Row, where mask: RowMask) -> Row { replacing(with: self * share, where: mask) }
}

extension Simulation {
    /// The sum of a row's amounts in 1/100, each rounded.
    @inline(__always)
    func sum(_ row: Row) -> Int64 {
        if isSmall { return CentRow(row).sum }
        var sum: Int64 = 0
        for replicate in 0..<Row.count { sum &+= slowCents(row[replicate]) }
        return sum
    }
}
