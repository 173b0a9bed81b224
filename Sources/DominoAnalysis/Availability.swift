import DominoScenario

/// The last day on which a mitigation can be decided and still bite: `T + leadTime <= due` of every commitment it works
/// on (model.md, section 6); nil if it works on none.
/// - Complexity: O(its effects, and the hits of risks it averts).
public func decideBy(_ mitigation: Int, in scenario: Scenario) -> Int? {
    var earliest: Int?
    func works(on commitment: Int32) {
        guard scenario.commitments[Int(commitment)].status != .released else { return }
        earliest = min(earliest ?? .max, scenario.due(Int(commitment)))
    }
    for place in scenario.mitigations[mitigation].effects {
        let effect = scenario.effects[Int(place)]
        if let commitment = effect.commitment { works(on: commitment) }
        if case .avert(let risk, _) = effect {
            for hit in scenario.risks[Int(risk)].hits { works(on: scenario.hits[Int(hit)].commitment) }
        }
    }
    return earliest.map { Int((Double($0) - scenario.mitigations[mitigation].leadTime).rounded(.down)) }
}
