/// The share and cap of a need: the same in every replicate.
struct NeedTerms {
    private let simulation: Simulation

    @inline(__always)
    init(_ simulation: Simulation) { self.simulation = simulation }

    /// What a need passes on of `late`.
    @inline(__always)
    func passed(_ need: Int, _ late: Row) -> Row {
        let share = simulation.terms.share.isEmpty ? 1 : simulation.terms.share[need]
        let cap = simulation.terms.cap.isEmpty ? Float.infinity : simulation.terms.cap[need]
        if share == 0 { return Row(repeating: -.infinity) }
        if share == 1, cap == .infinity { return late }
        let passed = (late * share).smaller(Row(repeating: cap))
        return late.replacing(with: passed, where: late .> 0)
    }
}

extension Workspace {
    /// `max(base, inherited)` of a commitment with general needs, or one that begins when ready.
    func generalStart(
        _ rank: Int, _ features: CommitmentGraph.Features, _ simulation: Simulation, _ terms: NeedTerms
    ) -> Row {
        let inherited = generalInherited(rank, simulation, terms)
        let floor = Row(repeating: simulation.terms.floor[rank])
        guard features.contains(.whenReady) else { return floor.larger(inherited) }
        let isFree = inherited .== -.infinity
        guard isFree.isSomewhere else { return inherited }
        return inherited.replacing(with: readyBase(rank, simulation), where: isFree)
    }

    /// Where a commitment that begins when ready stands when nothing constrains it any more.
    func readyBase(_ rank: Int, _ simulation: Simulation) -> Row {
        var base = Row(repeating: simulation.terms.floor[rank])
        for need in Int(simulation.graph.needStart[rank])..<Int(simulation.graph.needStart[rank + 1]) {
            base = base.smaller(lateness(of: need, simulation))
        }
        return base
    }

    /// `s_i - buffer_ij`.
    @inline(__always)
    func lateness(of need: Int, _ simulation: Simulation) -> Row {
        let edge = simulation.graph.needs[need]
        return slips[Int(edge.source)] - edge.buffer
    }

    /// The largest of the needs, an `anyOf` group counting as its smallest member.
    func generalInherited(_ rank: Int, _ simulation: Simulation, _ terms: NeedTerms) -> Row {
        let graph = simulation.graph
        var inherited = Row(repeating: -.infinity)
        var need = Int(graph.needStart[rank])
        let end = Int(graph.needStart[rank + 1])
        while need < end {
            var smallest = terms.passed(need, lateness(of: need, simulation))
            need += 1
            while need < end, !graph.joins.isEmpty, graph.joins[need] {
                smallest = smallest.smaller(terms.passed(need, lateness(of: need, simulation)))
                need += 1
            }
            inherited = inherited.larger(smallest)
        }
        return inherited
    }
}
