extension PlanWorkspace {
    /// The slip of an active commitment whose sources have theirs.
    ///
    /// - Parameter hits: places in `ground.hits` of what may hit it.
    func slip(
        _ rank: Int, draws: Row, _ hits: Range<Int>, _ columns: PlanColumns, _ ground: GroundBlock, _ model: PlanModel
    ) -> Row {
        if model.graph.features[rank].contains(.fact) { return Row(repeating: columns.parameters.ownDelay[rank]) }
        let fallible = columns.fallible.isEmpty ? [] : columns.fallible[rank]
        let start = self.start(of: rank, fallible, columns, ground, model)
        var slip = start + own(rank, draws, hits, fallible, columns, ground)
        if model.graph.features[rank].contains(.breaks) {
            let limit = self.limit(of: rank, fallible, columns, ground)
            slip = slip.replacing(with: .infinity, where: slip .> limit)
        }
        return slip
    }

    /// A commitment's own delay under the plan.
    private func own(
        _ rank: Int, _ draws: Row, _ hits: Range<Int>, _ fallible: [PlanColumns.Change], _ columns: PlanColumns,
        _ ground: GroundBlock
    ) -> Row {
        var own = draws + columns.parameters.ownDelay[rank]
        let zero = Row(repeating: 0)
        for place in hits {
            let hit = ground.hits[place]
            let happens = events[Int(hit.event)] .> 0
            own = own + zero.replacing(with: hit.days, where: happens)
            // Whether it is averted is still open: then the better of both, were it one that brings forward.
            let isOpen = (openEvents[Int(hit.event)] .> 0) .& .!happens
            if isOpen.isSomewhere { own = own + zero.replacing(with: hit.days.smaller(zero), where: isOpen) }
        }
        for change in fallible {
            guard case .expedite(_, let days) = change.effect, let works = ground.works[Int(change.option)] else {
                continue
            }
            own = own - works * onGrid(days)
        }
        return own
    }

    /// The slip above which a commitment breaks.
    private func limit(
        of rank: Int, _ fallible: [PlanColumns.Change], _ columns: PlanColumns, _ ground: GroundBlock
    ) -> Row {
        var limit = Row(repeating: columns.parameters.breakLimit[rank])
        for change in fallible {
            guard let works = ground.works[Int(change.option)] else { continue }
            switch change.effect {
            case .redate(_, let days), .extend(_, let days): limit = limit + works * Float(days)
            default: break
            }
        }
        return limit
    }

    /// `max(base, inherited)`.
    func start(
        of rank: Int, _ fallible: [PlanColumns.Change], _ columns: PlanColumns, _ ground: GroundBlock,
        _ model: PlanModel
    ) -> Row {
        let graph = model.graph
        let features = graph.features[rank]
        var inherited = Row(repeating: -.infinity)
        var need = Int(graph.needStart[rank])
        let end = Int(graph.needStart[rank + 1])
        while need < end {
            var smallest = passed(need, fallible, columns, ground, graph)
            need += 1
            while need < end, !graph.joins.isEmpty, graph.joins[need] {
                smallest = smallest.smaller(passed(need, fallible, columns, ground, graph))
                need += 1
            }
            inherited = inherited.larger(smallest)
        }
        let floor = columns.parameters.baseSlip[rank]
        guard features.contains(.whenReady) else { return inherited.larger(floor) }
        let isFree = inherited .== -.infinity
        guard isFree.isSomewhere else { return inherited }
        let ready = graph.readyRow(of: rank, floor: floor) { lateness(of: $0, graph) }
        return inherited.replacing(with: ready, where: isFree)
    }

    /// `s_i - buffer_ij`.
    @inline(__always)
    func lateness(of need: Int, _ graph: CommitmentGraph) -> Row {
        let edge = graph.needs[need]
        return slips[Int(edge.source)] - edge.buffer
    }

    /// `c_ij`: what a need passes on.
    func passed(
        _ need: Int, _ fallible: [PlanColumns.Change], _ columns: PlanColumns, _ ground: GroundBlock,
        _ graph: CommitmentGraph
    ) -> Row {
        let late = lateness(of: need, graph)
        guard !columns.parameters.share.isEmpty else { return late }
        var share = Row(repeating: columns.parameters.share[need])
        var cap = Row(repeating: columns.parameters.delayCap[need])
        var isChanged = false
        for change in fallible {
            guard let works = ground.works[Int(change.option)] else { continue }
            switch change.effect {
            case .decouple(Int32(need), let least):
                share = share.replacing(with: share.smaller(Row(repeating: least)), where: works .> 0)
                isChanged = true
            case .fallback(Int32(need), let days):
                cap = cap.replacing(with: cap.smaller(Row(repeating: days)), where: works .> 0)
                isChanged = true
            default: break
            }
        }
        if !isChanged { return NeedParameters(columns.parameters).passed(need, late) }
        let isLate = late .> 0
        let passed = late.replacing(with: (late * share).smaller(cap), where: isLate)
        return passed.replacing(with: -.infinity, where: share .== 0)
    }
}
