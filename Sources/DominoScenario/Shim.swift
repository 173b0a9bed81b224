import DominoEngine
extension CompiledScenario { package var parameters: Terms { terms } }
extension CompiledScenario {
    /// The effects of a mitigation as the engine takes them; those on released commitments are none.
    public func effects(of mitigation: Int, in scenario: Scenario) -> [Effect] {
        scenario.mitigations[mitigation].effects.compactMap { effect(scenario.effects[Int($0)]) }
    }

    private func effect(_ planned: PlannedEffect) -> Effect? {
        if case .avert(let risk, let factor) = planned { return .avert(risk: risk, factor: factor) }
        guard let commitment = planned.commitment, case let rank = ranks[Int(commitment)], rank >= 0 else { return nil }
        switch planned {
        case .expedite(_, let days): return .expedite(rank: rank, days: days)
        case .fallback(_, let need, let days):
            return needRank[Int(need)] < 0 ? nil : .fallback(need: needRank[Int(need)], days: Float(days))
        case .decouple(_, let need, let share):
            return needRank[Int(need)] < 0 ? nil : .decouple(need: needRank[Int(need)], share: Float(share))
        case .soften(_, let kind, let factor): return .soften(rank: rank, kind: kind, factor: factor)
        case .redate(_, let days): return .redate(rank: rank, days: days)
        case .extend(_, let days): return .extend(rank: rank, days: days)
        case .avert: return nil
        }
    }

}
