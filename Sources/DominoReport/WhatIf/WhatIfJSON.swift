import DominoAnalysis
import DominoScenario

extension Answered<WhatIfResult> {
    /// A what-if as JSON; lists of commitments are in file order.
    func json() -> String {
        resultJSON(
            "whatif", of: names, asOf: answer.question.asOf, headline: statement().headline, overdue: answer.overdue,
            namesRoot: true
        ) { json in
            names.write(
                slips: answer.question.slips, plan: answer.question.plan, toldOn: answer.question.toldOn, into: &json)
            names.write(moves: answer.question.moves, into: &json)
            writeTotal(into: &json)
            names.write(sides: answer.sides, into: &json) { rounded(figure: $0) }
            json.array("commitments") { json in
                for (place, outcome) in answer.commitments.enumerated() {
                    json.object { write(outcome, of: CommitmentIndex(place), into: &$0) }
                }
            }
            json.array("stakeholders") { json in
                for (place, outcome) in answer.stakeholders.enumerated() {
                    json.object {
                        $0.field("id", names.id(StakeholderIndex(place)))
                        $0.field("score", rounded(figure: outcome.score))
                        $0.field("money", rounded(figure: outcome.money))
                        $0.field("late", outcome.late)
                        $0.field("broken", outcome.broken)
                    }
                }
            }
            json.array("sequence") { json in
                for place in answer.sequence {
                    let outcome = answer.outcome(of: place)
                    json.object {
                        $0.field("commitment", names.id(place))
                        $0.field("date", outcome.due.description)
                        $0.field("state", outcome.state.rawValue)
                    }
                }
            }
            json.field("overcommitted", rounded(figure: answer.overcommitted))
        }
    }

    private func writeTotal(into json: inout JSONText) {
        json.object("total") { json in
            json.field("score", rounded(figure: answer.score))
            json.field("silentScore", rounded(figure: answer.silentScore))
            json.field("onPlanScore", rounded(figure: answer.onPlanScore))
            json.field("money", rounded(figure: answer.money.told))
            json.field("silentMoney", rounded(figure: answer.money.silent))
            json.field("onPlanMoney", rounded(figure: answer.money.onPlan))
            json.array("amounts") { json in
                for (kind, amount) in answer.amounts {
                    json.object {
                        $0.field("kind", names.id(kind))
                        $0.field("unit", names.scenario.unit(ofKind: kind))
                        $0.field("amount", rounded(figure: amount))
                    }
                }
            }
        }
    }

    private func write(_ outcome: CommitmentOutcome, of place: CommitmentIndex, into json: inout JSONText) {
        json.field("id", names.id(place))
        guard outcome.state != .released else { return json.field("state", outcome.state.rawValue) }
        json.field("due", outcome.due.description)
        json.field("slip", outcome.slip < .infinity ? rounded(days: outcome.slip) : nil)
        json.field("state", outcome.state.rawValue)
        json.field("date", outcome.date?.description)
        json.field("moved", rounded(days: outcome.moved))
        json.field("heldBy", outcome.heldBy.map { names.id($0) })
        json.field("driver", outcome.driver.map { names.id($0) })
        json.field("told", outcome.told?.description)
        json.field("notice", rounded(days: outcome.notice))
        json.field("score", rounded(figure: outcome.score))
        json.field("silentScore", rounded(figure: outcome.silentScore))
        json.field("money", rounded(figure: outcome.money))
        json.field("carried", rounded(figure: outcome.carried))
        json.field("blame", rounded(figure: outcome.blame))
        json.field("priceOfDay", rounded(figure: outcome.priceOfDay))
        json.array("amounts") { json in
            for borne in outcome.amounts {
                json.object {
                    $0.field("kind", names.id(borne.kind))
                    $0.field("bearer", names.id(borne.bearer))
                    $0.field("amount", rounded(figure: borne.amount))
                }
            }
        }
    }
}
