import DominoEngine
import DominoScenario

/// What would keep somebody from being hurt so again: a date with better odds, days between two promises, an earlier word.
///
/// - Parameter asPromised: replays of the scenario as it stands, without the slip.
func prevention(
    for talk: RenegotiationResult.Talk, after silent: WhatIfResult, _ asPromised: SimulationPart, confidence: Double,
    in scenario: Scenario, _ compiled: CompiledScenario
) -> [RenegotiationResult.Prevention] {
    guard let commitment = talk.commitment else { return [] }
    var found: [RenegotiationResult.Prevention] = []
    if !scenario[commitment].status.isFact {
        let better = newDate(of: commitment, asPromised, confidence: confidence, in: scenario, compiled)
        if let date = better.date, date > silent.commitments[Int(commitment)].due {
            let kept = asPromised.replicates(ofRank: Int(compiled.ranks[Int(commitment)]), keptBy: 0)
            found.append(
                .laterDate(commitment: commitment, date: date, kept: Double(kept) / Double(asPromised.totals.count)))
        }
    }
    let isSlip = silent.question.slips.contains { $0.commitment == commitment }
    if !isSlip, let need = silent.commitments[Int(commitment)].driver {
        let days = silent.commitments[Int(need)].slip - buffer(between: need, and: commitment, compiled)
        if days > 0, days < .infinity { found.append(.buffer(commitment: commitment, need: need, days: days)) }
    }
    let notice = scenario[commitment].notice.map { scenario.noticePoints[Int($0)] }
    if let least = notice.last?.value, let point = notice.first(where: { $0.value == least }),
        let most = notice.first?.value, least < most
    {
        found.append(.checkpoint(commitment: commitment, days: point.days, share: least))
    }
    return found
}

/// The spare days of a need that exists.
private func buffer(between need: CommitmentIndex, and commitment: CommitmentIndex, _ compiled: CompiledScenario)
    -> Double
{
    let (rank, source) = (Int(compiled.ranks[Int(commitment)]), compiled.ranks[Int(need)])
    let needs = Int(compiled.graph.needStart[rank])..<Int(compiled.graph.needStart[rank + 1])
    return needs.first { compiled.graph.needs[$0].source == source }.map { Double(compiled.graph.needs[$0].buffer) }
        ?? 0
}
