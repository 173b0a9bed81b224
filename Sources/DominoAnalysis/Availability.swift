import DominoScenario

/// The last day on which a mitigation can be decided and still work: `T + leadTime <= due` of every commitment that it
/// works on (model.md, section 6); nil if it works on none.
/// - Complexity: O(its effects, and the hits of risks it averts).
public func decideBy(_ mitigation: MitigationIndex, in scenario: Scenario) -> Int? {
    var earliest: Int?
    func works(on commitment: CommitmentIndex) {
        guard scenario[commitment].status != .released else { return }
        earliest = min(earliest ?? .max, scenario.due(commitment))
    }
    for place in scenario[mitigation].effects {
        switch scenario.effects[Int(place)].target {
        case .commitment(let commitment), .need(_, of: let commitment): works(on: commitment)
        case .risk(let risk): for hit in scenario[risk].hits { works(on: scenario.hits[Int(hit)].commitment) }
        }
    }
    return earliest.map { Int((Double($0) - scenario[mitigation].leadTime).rounded(.down)) }
}
