import DominoScenario

/// The last day on which a mitigation can be decided and still bite: `T + leadTime <= due` of every commitment it works
/// on (model.md, section 6); nil if it works on none.
/// - Complexity: O(its effects, and the hits of risks it averts).
public func decideBy(_ mitigation: MitigationIndex, in scenario: Scenario) -> Int? {
    var earliest: Int?
    func works(on commitment: CommitmentIndex) {
        guard scenario[commitment].status != .released else { return }
        earliest = min(earliest ?? .max, scenario.due(commitment))
    }
    for place in scenario[mitigation].effects {
        let effect = scenario.effects[Int(place)]
        if let commitment = effect.commitment { works(on: commitment) }
        if case .avert(let risk, _) = effect {
            for hit in scenario[risk].hits { works(on: scenario.hits[Int(hit)].commitment) }
        }
    }
    return earliest.map { Int((Double($0) - scenario[mitigation].leadTime).rounded(.down)) }
}
