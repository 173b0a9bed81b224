import DominoAnalysis
import DominoScenario

/// A what-if as JSON; lists of commitments are in file order.
public func whatIfJSON(_ answer: WhatIfResult, in scenario: Scenario) -> String {
    resultJSON("whatif", of: scenario, asOf: answer.question.asOf, namesRoot: true) { json in
        writeQuestion(
            slips: answer.question.slips, plan: answer.question.plan, toldOn: answer.question.toldOn, of: scenario,
            into: &json)
        writeTotal(answer, of: scenario, into: &json)
        json.array("commitments") { json in
            for (place, outcome) in answer.commitments.enumerated() {
                write(outcome, of: place, scenario, into: &json)
            }
        }
        json.array("stakeholders") { json in
            for (place, outcome) in answer.stakeholders.enumerated() {
                json.object {
                    $0.field("id", scenario.string(scenario.stakeholders[place].id))
                    $0.field("score", rounded(figure: outcome.score))
                    $0.field("late", outcome.late)
                    $0.field("broken", outcome.broken)
                }
            }
        }
        json.array("sequence") { json in
            for place in answer.sequence {
                json.object {
                    $0.field("commitment", scenario.id(ofCommitment: Int(place)))
                    $0.field("date", answer.commitments[Int(place)].due.description)
                    $0.field("state", answer.commitments[Int(place)].state.rawValue)
                }
            }
        }
        json.field("overcommitted", rounded(figure: answer.overcommitted))
    }
}

/// What was asked: slips as the scenario file writes them, the plan and its cost, the day of telling.
func writeQuestion(
    slips: [Slip], plan: [MitigationIndex], toldOn: Day?, of scenario: Scenario, into json: inout JSONText
) {
    json.array("slips") { json in
        for slip in slips { write(slip, of: scenario, into: &json) }
    }
    json.array("plan") { json in
        for mitigation in plan { json.value(scenario.string(scenario.mitigations[Int(mitigation)].id)) }
    }
    json.field("planCost", rounded(figure: scenario.cost(ofPlan: plan)))
    json.field("toldOn", toldOn?.description)
}

/// A slip as the scenario file writes it.
func write(_ slip: Slip, of scenario: Scenario, into json: inout JSONText) {
    json.object {
        $0.field("commitment", scenario.id(ofCommitment: Int(slip.commitment)))
        if slip.days == .infinity { $0.field("days", "broken") } else { $0.field("days", slip.days) }
    }
}

private func writeTotal(_ answer: WhatIfResult, of scenario: Scenario, into json: inout JSONText) {
    json.object("total") { json in
        json.field("score", rounded(figure: answer.score))
        json.field("silentScore", rounded(figure: answer.silentScore))
        json.field("onPlanScore", rounded(figure: answer.onPlanScore))
        json.array("amounts") { json in
            for (kind, amount) in answer.amounts {
                json.object {
                    $0.field("kind", scenario.string(scenario.kinds[Int(kind)].id))
                    $0.field("unit", scenario.unit(ofKind: Int(kind)))
                    $0.field("amount", rounded(figure: amount))
                }
            }
        }
    }
}

private func write(_ outcome: CommitmentOutcome, of place: Int, _ scenario: Scenario, into json: inout JSONText) {
    json.object { json in
        json.field("id", scenario.id(ofCommitment: place))
        guard outcome.state != .released else { return json.field("state", outcome.state.rawValue) }
        json.field("due", outcome.due.description)
        json.field("slip", outcome.slip < .infinity ? rounded(days: outcome.slip) : nil)
        json.field("state", outcome.state.rawValue)
        json.field("date", outcome.date?.description)
        json.field("driver", outcome.driver.map { scenario.id(ofCommitment: Int($0)) })
        json.field("told", outcome.told?.description)
        json.field("notice", rounded(days: outcome.notice))
        json.field("score", rounded(figure: outcome.score))
        json.field("silentScore", rounded(figure: outcome.silentScore))
        json.field("carried", rounded(figure: outcome.carried))
        json.field("blame", rounded(figure: outcome.blame))
        json.field("priceOfDay", rounded(figure: outcome.priceOfDay))
        json.array("amounts") { json in
            for borne in outcome.amounts {
                json.object {
                    $0.field("kind", scenario.string(scenario.kinds[Int(borne.kind)].id))
                    $0.field("bearer", scenario.string(scenario.stakeholders[Int(borne.bearer)].id))
                    $0.field("amount", rounded(figure: borne.amount))
                }
            }
        }
    }
}
