extension NeedParameters {
    /// Those of a simulation.
    @inline(__always)
    init(_ simulation: Simulation) { self.init(simulation.parameters) }
}

extension Workspace {
    /// `max(base, inherited)` of a commitment with general needs, or one that begins when ready.
    func generalStart(
        _ rank: Int, _ features: CommitmentGraph.Features, _ simulation: Simulation, _ parameters: NeedParameters
    ) -> Row {
        simulation.graph.startRow(of: rank, features, floor: simulation.parameters.baseSlip[rank], parameters) {
            lateness(of: $0, simulation)
        }
    }

    /// Where a commitment that begins when ready stands when nothing constrains it any more.
    func readyBase(_ rank: Int, _ simulation: Simulation) -> Row {
        simulation.graph.readyRow(of: rank, floor: simulation.parameters.baseSlip[rank]) {
            lateness(of: $0, simulation)
        }
    }

    /// `s_i - buffer_ij`.
    @inline(__always)
    func lateness(of need: Int, _ simulation: Simulation) -> Row {
        let edge = simulation.slotNeeds[need]
        return slips[Int(edge.source)] - edge.buffer
    }

    /// The largest of the needs, an `anyOf` group counting as its smallest member.
    func generalInherited(_ rank: Int, _ simulation: Simulation, _ parameters: NeedParameters) -> Row {
        simulation.graph.inheritedRow(by: rank, parameters) { lateness(of: $0, simulation) }
    }
}
