import DominoAnalysis
import DominoScenario

/// A simulation as JSON; lists of commitments are in file order.
public func simulateJSON(_ answer: SimulationResult, in scenario: Scenario) -> String {
    resultJSON("simulate", of: scenario, asOf: answer.question.asOf, namesRoot: true) { json in
        writeQuestion(
            slips: answer.question.slips, plan: answer.question.plan, toldOn: answer.question.toldOn, of: scenario,
            into: &json)
        json.field("replicates", answer.replicates)
        json.field("seed", answer.question.seed)
        json.field("target", answer.target.map { scenario.id(ofCommitment: Int($0.commitment)) })
        write(answer.total, into: &json)
        json.array("commitments") { json in
            for (place, commitment) in answer.commitments.enumerated() {
                write(commitment, of: place, answer.target, scenario, into: &json)
            }
        }
        json.array("stakeholders") { json in
            for (place, score) in answer.stakeholders.enumerated() {
                json.object {
                    $0.field("id", scenario.string(scenario.stakeholders[place].id))
                    $0.field("score", score)
                }
            }
        }
        json.array("excludeOne") { json in
            for exclusion in answer.excludeOne {
                json.object {
                    $0.field("input", exclusion.input.name(in: scenario))
                    $0.field("gain", exclusion.gain)
                    $0.field("standardError", exclusion.standardError)
                }
            }
        }
        json.field("overcommitted", answer.overcommitted)
    }
}

private func write(_ total: SimulationResult.Total, into json: inout JSONText) {
    json.object("total") { json in
        json.field("mean", total.mean)
        json.field("sd", total.deviation)
        for (name, quantile) in zip(["p50", "p80", "p90", "p95", "p99"], total.quantiles) { json.field(name, quantile) }
        json.field("cvar95", total.cvar95)
        json.field("probabilityOfDamage", total.probabilityOfDamage)
        json.field("standardError", total.standardError)
        json.array("exceedance") { json in
            for (amount, probability) in total.exceedance {
                json.array {
                    $0.value(amount)
                    $0.value(probability)
                }
            }
        }
    }
}

private func write(
    _ commitment: SimulationResult.Commitment?, of place: Int, _ target: SimulationResult.Target?, _ scenario: Scenario,
    into json: inout JSONText
) {
    json.object { json in
        json.field("id", scenario.id(ofCommitment: place))
        guard let commitment else { return json.field("state", State.released.rawValue) }
        json.field("pLate", commitment.late)
        json.field("pBroken", commitment.broken)
        json.field("meanSlip", commitment.meanSlip)
        for (name, quantile) in zip(["p50", "p80", "p95"], commitment.quantiles) { json.field(name, quantile) }
        json.field("score", commitment.score)
        json.field("carried", commitment.carried)
        json.field("blame", commitment.blame)
        json.field("priceOfDay", commitment.priceOfDay)
        json.field("criticality", commitment.criticality)
        guard let target else { return }
        json.field("criticalityIndex", target.criticalityIndex[place])
        json.field("ssi", target.ssi[place])
        json.field("cruciality", target.cruciality[place])
    }
}
