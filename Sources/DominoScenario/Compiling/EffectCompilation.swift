import DominoEngine

extension CompiledScenario {
    /// What a mitigation changes, as the engine takes it. Effects on released commitments change nothing.
    public func changes(of mitigation: MitigationIndex, in scenario: Scenario) -> [ColumnChange] {
        scenario[mitigation].effects.flatMap { changes(by: scenario.effects[Int($0)]) }
    }

    /// The one place where the verbs of scenario files become changes of columns.
    private func changes(by effect: PlannedEffect) -> [ColumnChange] {
        switch effect {
        case .expedite(let commitment, let days):
            // On the grid of the slips, so that sums stay exact.
            return rank(commitment).map { [ColumnChange(.ownDelay, $0, -Double(onGrid(days)))] } ?? []
        case .fallback(_, let need, let days):
            return rank(ofNeed: need).map { [ColumnChange(.delayCap, $0, days)] } ?? []
        case .decouple(_, let need, let share):
            return rank(ofNeed: need).map { [ColumnChange(.share, $0, share)] } ?? []
        case .soften(let commitment, let kind, let factor):
            return rank(commitment).map { [ColumnChange(.softening, $0, factor, kind: kind?.place ?? -1)] } ?? []
        case .redate(let commitment, let days):
            return rank(commitment).map { ColumnChange.laterDate(of: $0, days: days) } ?? []
        case .extend(let commitment, let days):
            return rank(commitment).map { [ColumnChange(.breakLimit, $0, days)] } ?? []
        case .avert(let risk, let factor): return [ColumnChange(.eventChance, risk.place, factor)]
        }
    }

    /// The rank of a commitment; nil for one that is released.
    private func rank(_ commitment: CommitmentIndex) -> Int32? {
        ranks[Int(commitment)] < 0 ? nil : ranks[Int(commitment)]
    }

    /// Where a need stands in the graph; nil for one of a released commitment.
    private func rank(ofNeed need: NeedIndex) -> Int32? { needRank[Int(need)] < 0 ? nil : needRank[Int(need)] }

    /// The ranks where news starts: what slips, and the root. A slip of a fact changes nothing, and is no news.
    public func newsOrigins(of slips: [Slip], in scenario: Scenario) -> [Int32] {
        var origins: [Int32] = []
        if let root = scenario.root, ranks[Int(root)] >= 0 { origins.append(ranks[Int(root)]) }
        for slip in slips {
            let rank = ranks[Int(slip.commitment)]
            if rank >= 0, !graph.features[Int(rank)].contains(.fact) { origins.append(rank) }
        }
        return origins
    }
}
