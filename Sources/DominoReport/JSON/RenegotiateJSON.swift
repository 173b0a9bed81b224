import DominoAnalysis
import DominoScenario

/// A renegotiation as JSON: talks in the order in which to have them, new dates in file order.
public func renegotiateJSON(_ answer: RenegotiationResult, in scenario: Scenario) -> String {
    resultJSON("renegotiate", of: scenario, asOf: answer.question.asOf, namesRoot: true) { json in
        json.array("slips") { json in
            for slip in answer.question.slips { write(slip, of: scenario, into: &json) }
        }
        json.field("knownOn", answer.question.knownOn.description)
        json.field("confidence", answer.question.confidence)
        json.field("replicates", answer.question.replicates)
        json.field("seed", answer.question.seed)
        json.field("silentScore", rounded(figure: answer.silent.score))
        json.field("toldScore", rounded(figure: answer.told.score))
        json.object("silence") { json in
            json.field("tellBy", answer.silence.tellBy?.description)
            json.field("perDay", rounded(figure: answer.silence.perDay))
            json.array("curve") { json in
                for point in answer.silence.curve {
                    json.array {
                        $0.value(point.day.description)
                        $0.value(rounded(figure: point.score))
                    }
                }
            }
        }
        json.array("plans") { json in
            for (place, plan) in answer.plans.enumerated() { write(plan, place, scenario, into: &json) }
        }
        json.array("talks") { json in
            for talk in answer.talks { write(talk, answer, scenario, into: &json) }
        }
        json.array("newDates") { json in
            for new in answer.newDates { write(new, answer, scenario, into: &json) }
        }
    }
}

private func write(_ plan: RenegotiationResult.Plan, _ place: Int, _ scenario: Scenario, into json: inout JSONText) {
    json.object { json in
        json.field("name", planName(place))
        json.array("plan") { json in
            for mitigation in plan.mitigations {
                json.value(scenario.string(scenario.mitigations[Int(mitigation)].id))
            }
        }
        json.field("cost", rounded(figure: plan.cost))
        json.field("decideBy", plan.decideBy?.description)
        json.field("score", rounded(figure: plan.whatIf.score))
    }
}

private func write(
    _ talk: RenegotiationResult.Talk, _ answer: RenegotiationResult, _ scenario: Scenario, into json: inout JSONText
) {
    func id(_ person: StakeholderIndex) -> String { scenario.string(scenario.stakeholders[Int(person)].id) }
    func list(_ name: String, _ commitments: [CommitmentIndex], into json: inout JSONText) {
        json.array(name) { json in
            for place in commitments { json.value(scenario.id(ofCommitment: Int(place))) }
        }
    }
    json.object { json in
        json.field("stakeholder", id(talk.person))
        json.field("route", talk.route.rawValue)
        json.field("way", talk.talker == nil ? nil : talk.way.rawValue)
        json.field("talker", talk.talker.map(id))
        json.field("tellBy", talk.tellBy.description)
        json.field("silencePerDay", rounded(figure: talk.silencePerDay))
        json.field("silentScore", rounded(figure: answer.silent.stakeholders[Int(talk.person)].score))
        json.field("toldScore", rounded(figure: answer.told.stakeholders[Int(talk.person)].score))
        json.array("plans") { json in
            for (place, plan) in answer.plans.enumerated() {
                json.object {
                    $0.field("name", planName(place))
                    $0.field("score", rounded(figure: plan.whatIf.stakeholders[Int(talk.person)].score))
                    $0.field(
                        "date", talk.commitment.flatMap { plan.whatIf.commitments[Int($0)].date }?.description)
                }
            }
        }
        json.field("commitment", talk.commitment.map { scenario.id(ofCommitment: Int($0)) })
        list("chain", talk.chain, into: &json)
        list("missed", talk.missed, into: &json)
        list("anew", talk.anew, into: &json)
        json.array("prevention") { json in
            for prevention in talk.prevention { write(prevention, scenario, into: &json) }
        }
    }
}

private func write(_ prevention: RenegotiationResult.Prevention, _ scenario: Scenario, into json: inout JSONText) {
    json.object { json in
        switch prevention {
        case .laterDate(let commitment, let date, let kept):
            json.field("measure", "laterDate")
            json.field("commitment", scenario.id(ofCommitment: Int(commitment)))
            json.field("date", date.description)
            json.field("pKept", kept)
        case .buffer(let commitment, let need, let days):
            json.field("measure", "buffer")
            json.field("commitment", scenario.id(ofCommitment: Int(commitment)))
            json.field("need", scenario.id(ofCommitment: Int(need)))
            json.field("days", rounded(days: days))
        case .checkpoint(let commitment, let days, let share):
            json.field("measure", "checkpoint")
            json.field("commitment", scenario.id(ofCommitment: Int(commitment)))
            json.field("days", rounded(days: days))
            json.field("factor", share)
        }
    }
}

private func write(
    _ new: RenegotiationResult.NewDate, _ answer: RenegotiationResult, _ scenario: Scenario, into json: inout JSONText
) {
    let commitment = scenario.commitments[Int(new.commitment)]
    let outcome = answer.told.commitments[Int(new.commitment)]
    json.object { json in
        json.field("commitment", scenario.id(ofCommitment: Int(new.commitment)))
        json.field("promisor", scenario.string(scenario.stakeholders[Int(commitment.promisor)].id))
        json.field("promisee", scenario.string(scenario.stakeholders[Int(commitment.promisee)].id))
        json.field("due", outcome.due.description)
        json.field("slip", outcome.slip < .infinity ? rounded(days: outcome.slip) : nil)
        json.field("state", outcome.state.rawValue)
        json.field("date", new.date?.description)
        json.field("pKept", new.kept)
        json.field("pMissedAgain", new.missedAgain)
    }
}
