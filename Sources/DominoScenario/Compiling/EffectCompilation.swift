import DominoEngine

extension CompiledScenario {
    /// The effects of a mitigation as the engine takes them; those on released commitments are none.
    public func effects(of mitigation: Int, in scenario: Scenario) -> [Effect] {
        scenario.mitigations[mitigation].effects.compactMap { effect(scenario.effects[Int($0)]) }
    }

    private func effect(_ planned: PlannedEffect) -> Effect? {
        if case .avert(let risk, let factor) = planned { return .avert(risk: risk.place, factor: factor) }
        guard let commitment = planned.commitment, case let rank = ranks[Int(commitment)], rank >= 0 else { return nil }
        switch planned {
        case .expedite(_, let days): return .expedite(rank: rank, days: days)
        case .fallback(_, let need, let days):
            return needRank[Int(need)] < 0 ? nil : .fallback(need: needRank[Int(need)], days: Float(days))
        case .decouple(_, let need, let share):
            return needRank[Int(need)] < 0 ? nil : .decouple(need: needRank[Int(need)], share: Float(share))
        case .soften(_, let kind, let factor): return .soften(rank: rank, kind: kind?.place ?? -1, factor: factor)
        case .redate(_, let days): return .redate(rank: rank, days: days)
        case .extend(_, let days): return .extend(rank: rank, days: days)
        case .avert: return nil
        }
    }

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
