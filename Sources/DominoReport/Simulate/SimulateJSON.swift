import DominoAnalysis
import DominoScenario

extension Answered<SimulationResult> {
    /// A simulation as JSON; lists of commitments are in file order.
    func json() -> String {
        resultJSON("simulate", of: names, asOf: answer.question.asOf, namesRoot: true) { json in
            names.write(
                slips: answer.question.slips, plan: answer.question.plan, toldOn: answer.question.toldOn, into: &json)
            json.field("replicates", answer.replicates)
            json.field("seed", answer.question.seed)
            json.field("target", answer.target.map { names.id($0.commitment) })
            json.object("total") { write(answer.total, into: &$0) }
            json.array("commitments") { json in
                for (place, commitment) in answer.commitments.enumerated() {
                    json.object { write(commitment, of: place, into: &$0) }
                }
            }
            json.array("stakeholders") { json in
                for (place, score) in answer.stakeholders.enumerated() {
                    json.object {
                        $0.field("id", names.id(StakeholderIndex(place)))
                        $0.field("score", score)
                    }
                }
            }
            json.array("excludeOne") { json in
                for exclusion in answer.excludeOne {
                    json.object {
                        $0.field("input", exclusion.input.name(in: names.scenario))
                        $0.field("gain", exclusion.gain)
                        $0.field("standardError", exclusion.standardError)
                    }
                }
            }
            json.field("overcommitted", answer.overcommitted)
        }
    }

    private func write(_ total: SimulationResult.Total, into json: inout JSONText) {
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

    private func write(_ commitment: SimulationResult.Commitment?, of place: Int, into json: inout JSONText) {
        json.field("id", names.id(CommitmentIndex(place)))
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
        guard let target = answer.target else { return }
        json.field("criticalityIndex", target.criticalityIndex[place])
        json.field("ssi", target.ssi[place])
        json.field("cruciality", target.cruciality[place])
    }
}
