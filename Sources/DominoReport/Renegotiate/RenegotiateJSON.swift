import DominoAnalysis
import DominoScenario

extension Answered<RenegotiationResult> {
    /// A renegotiation as JSON: talks in the order in which to have them, new dates in file order.
    func json() -> String {
        resultJSON("renegotiate", of: names, asOf: answer.question.asOf, namesRoot: true) { json in
            names.write(slips: answer.question.slips, into: &json)
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
                for (place, plan) in answer.plans.enumerated() { json.object { write(plan, place, into: &$0) } }
            }
            json.array("talks") { json in
                for talk in answer.talks { json.object { write(talk, into: &$0) } }
            }
            json.array("newDates") { json in
                for new in answer.newDates { json.object { write(new, into: &$0) } }
            }
        }
    }

    private func write(_ plan: RenegotiationResult.Plan, _ place: Int, into json: inout JSONText) {
        json.field("name", planName(place))
        json.list("plan", plan.mitigations.map { names.id($0) })
        json.field("cost", rounded(figure: plan.cost))
        json.field("decideBy", plan.decideBy?.description)
        json.field("score", rounded(figure: plan.whatIf.score))
    }

    private func write(_ talk: RenegotiationResult.Talk, into json: inout JSONText) {
        let person = Int(talk.person)
        json.field("stakeholder", names.id(talk.person))
        json.field("route", talk.route.rawValue)
        json.field("way", talk.talker == nil ? nil : talk.way.rawValue)
        json.field("talker", talk.talker.map { names.id($0) })
        json.field("tellBy", talk.tellBy.description)
        json.field("silencePerDay", rounded(figure: talk.silencePerDay))
        json.field("silentScore", rounded(figure: answer.silent.stakeholders[person].score))
        json.field("toldScore", rounded(figure: answer.told.stakeholders[person].score))
        json.array("plans") { json in
            for (place, plan) in answer.plans.enumerated() {
                json.object {
                    $0.field("name", planName(place))
                    $0.field("score", rounded(figure: plan.whatIf.stakeholders[person].score))
                    $0.field("date", talk.commitment.flatMap { plan.whatIf.outcome(of: $0).date }?.description)
                }
            }
        }
        json.field("commitment", talk.commitment.map { names.id($0) })
        json.list("chain", talk.chain.map { names.id($0) })
        json.list("missed", talk.missed.map { names.id($0) })
        json.list("anew", talk.anew.map { names.id($0) })
        json.array("prevention") { json in
            for prevention in talk.prevention { json.object { write(prevention, into: &$0) } }
        }
    }

    private func write(_ prevention: RenegotiationResult.Prevention, into json: inout JSONText) {
        switch prevention {
        case .laterDate(let commitment, let date, let kept):
            json.field("measure", "laterDate")
            json.field("commitment", names.id(commitment))
            json.field("date", date.description)
            json.field("pKept", kept)
        case .buffer(let commitment, let need, let days):
            json.field("measure", "buffer")
            json.field("commitment", names.id(commitment))
            json.field("need", names.id(need))
            json.field("days", rounded(days: days))
        case .checkpoint(let commitment, let days, let share):
            json.field("measure", "checkpoint")
            json.field("commitment", names.id(commitment))
            json.field("days", rounded(days: days))
            json.field("factor", share)
        }
    }

    private func write(_ new: RenegotiationResult.NewDate, into json: inout JSONText) {
        let commitment = names.scenario[new.commitment]
        let outcome = answer.told.outcome(of: new.commitment)
        json.field("commitment", names.id(new.commitment))
        json.field("promisor", names.id(commitment.promisor))
        json.field("promisee", names.id(commitment.promisee))
        json.field("due", outcome.due.description)
        json.field("slip", outcome.slip < .infinity ? rounded(days: outcome.slip) : nil)
        json.field("state", outcome.state.rawValue)
        json.field("date", new.date?.description)
        json.field("pKept", new.kept)
        json.field("pMissedAgain", new.missedAgain)
    }
}
