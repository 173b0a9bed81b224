import DominoAnalysis
import DominoScenario

/// The best plan as JSON; options are in file order, the frontier by rising budget, waiting by day.
///
/// Where nothing is left to luck, figures are those of a what-if, rounded as it rounds them.
public func mitigateJSON(_ answer: MitigationResult, in scenario: Scenario) -> String {
    let answer = answer.isCertain ? answer.rounded() : answer
    return resultJSON("mitigate", of: scenario, asOf: answer.question.asOf, namesRoot: true) { json in
        json.array("slips") { json in
            for slip in answer.question.slips {
                json.object { json in
                    json.field("commitment", scenario.id(ofCommitment: Int(slip.commitment)))
                    if slip.days < .infinity {
                        json.field("days", slip.days)
                    } else {
                        json.field("days", "broken")
                    }
                }
            }
        }
        json.field("objective", answer.question.objective.rawValue)
        json.field("decideOn", answer.question.decideOn.description)
        json.field("budget", answer.question.budget)
        json.field("replicates", answer.replicates)
        json.field("seed", answer.question.seed)
        json.object("baseline") { json in
            json.field("risk", answer.baseline.risk)
            json.field("total", answer.baseline.total)
        }
        json.object("best") { write(answer.best, scenario, into: &$0) }
        json.field("lowerBound", answer.lowerBound)
        json.field("gap", answer.gap)
        json.field("proved", answer.isProved)
        json.field("nodes", answer.nodeCount)
        json.array("options") { json in
            for option in answer.options { write(option, scenario, into: &json) }
        }
        json.array("runnersUp") { json in
            for plan in answer.runnersUp { json.object { write(plan, scenario, into: &$0) } }
        }
        json.array("stakeholders") { json in
            for (place, stakeholder) in scenario.stakeholders.enumerated() {
                json.object { json in
                    json.field("id", scenario.string(stakeholder.id))
                    json.field("before", answer.harmBefore[place])
                    json.field("after", answer.harmAfter[place])
                }
            }
        }
        json.array("frontier") { json in
            for point in answer.frontier {
                json.object { json in
                    json.field("budget", point.budget)
                    write(ids: point.plan.mitigations, scenario, into: &json)
                    json.field("risk", point.plan.risk)
                    json.field("total", point.plan.total)
                    json.field("proved", point.isProved)
                }
            }
        }
        json.array("waiting") { json in
            for point in answer.waiting {
                json.object { json in
                    json.field("decideOn", point.decideOn.description)
                    json.field("total", point.plan.total)
                    write(ids: point.plan.mitigations, scenario, into: &json)
                    json.field("proved", point.isProved)
                    write(ids: point.expiring, scenario, as: "expiring", into: &json)
                }
            }
        }
    }
}

extension MitigationResult {
    /// The same with every figure rounded.
    fileprivate func rounded() -> MitigationResult {
        func rounded(_ plan: Plan) -> Plan {
            var plan = plan
            plan.risk = DominoReport.rounded(figure: plan.risk)
            plan.total = DominoReport.rounded(figure: plan.total)
            return plan
        }
        var answer = self
        answer.baseline = rounded(baseline)
        answer.best = rounded(best)
        answer.lowerBound = isProved ? answer.best.total : DominoReport.rounded(figure: lowerBound)
        answer.runnersUp = runnersUp.map(rounded)
        for place in frontier.indices { answer.frontier[place].plan = rounded(frontier[place].plan) }
        for place in waiting.indices { answer.waiting[place].plan = rounded(waiting[place].plan) }
        for place in options.indices {
            answer.options[place].aloneGain = DominoReport.rounded(figure: options[place].aloneGain)
            answer.options[place].marginalGain = DominoReport.rounded(figure: options[place].marginalGain)
        }
        answer.harmBefore = harmBefore.map { DominoReport.rounded(figure: $0) }
        answer.harmAfter = harmAfter.map { DominoReport.rounded(figure: $0) }
        return answer
    }
}

private func write(_ plan: MitigationResult.Plan, _ scenario: Scenario, into json: inout JSONText) {
    write(ids: plan.mitigations, scenario, into: &json)
    json.field("cost", plan.cost)
    json.field("risk", plan.risk)
    json.field("total", plan.total)
}

private func write(
    ids places: [MitigationIndex], _ scenario: Scenario, as name: String = "plan", into json: inout JSONText
) {
    json.array(name) { json in
        for place in places { json.value(scenario.string(scenario.mitigations[Int(place)].id)) }
    }
}

private func write(_ option: MitigationResult.Option, _ scenario: Scenario, into json: inout JSONText) {
    json.object { json in
        json.field("id", scenario.string(scenario.mitigations[Int(option.mitigation)].id))
        json.field("cost", scenario.mitigations[Int(option.mitigation)].cost)
        json.field("available", option.isAvailable)
        json.field("decideBy", option.decideBy.map { $0.description })
        json.field("aloneGain", option.aloneGain)
        json.field("marginalGain", option.marginalGain)
        json.field("chosen", option.standing == .chosen)
        json.field("standing", option.standing.word)
    }
}

extension MitigationResult.Standing {
    /// The standing as results carry it.
    fileprivate var word: String {
        switch self {
        case .chosen: "chosen"
        case .tooLate: "tooLate"
        case .lacks: "lacks"
        case .excluded: "excluded"
        case .tooDear: "tooDear"
        case .idle: "idle"
        case .superseded: "superseded"
        case .notWorthIt: "notWorthIt"
        }
    }
}
