import DominoAnalysis
import DominoScenario

extension Answered<MitigationResult> {
    /// The best plan as JSON; options are in file order, the frontier by rising budget, waiting by day.
    ///
    /// Where nothing is uncertain, figures are those of a what-if, rounded as it rounds them.
    func json() -> String {
        let answer = answer.isCertain ? answer.rounded() : answer
        return resultJSON(
            "mitigate", of: names, asOf: answer.question.asOf, headline: statement().headline, overdue: answer.overdue,
            namesRoot: true
        ) { json in
            names.write(slips: answer.question.slips, into: &json)
            json.field("objective", answer.question.objective.rawValue)
            json.field("decideOn", answer.question.decideOn.description)
            json.field("budget", answer.question.budget)
            json.field("replicates", answer.replicates)
            json.field("seed", answer.question.seed)
            json.object("baseline") { json in
                json.field("risk", answer.baseline.risk)
                json.field("total", answer.baseline.total)
                json.field("silent", answer.silent)
                json.field("told", answer.baseline.risk)
                json.field("money", answer.money.before)
            }
            names.write(moves: answer.question.moves, into: &json)
            names.write(sides: answer.sides, into: &json)
            json.object("best") { json in
                write(answer.best, into: &json)
                json.field("money", answer.money.after)
            }
            json.field("lowerBound", answer.lowerBound)
            json.field("gap", answer.gap)
            json.field("proved", answer.isProved)
            json.field("nodes", answer.nodeCount)
            json.array("options") { json in
                for option in answer.options { json.object { write(option, into: &$0) } }
            }
            json.array("runnersUp") { json in
                for plan in answer.runnersUp { json.object { write(plan, into: &$0) } }
            }
            json.array("stakeholders") { json in
                for place in names.scenario.stakeholders.places {
                    json.object { json in
                        json.field("id", names.id(place))
                        json.field("before", answer.damageBefore[Int(place)])
                        json.field("after", answer.damageAfter[Int(place)])
                        json.field("moneyBefore", answer.moneyByBearer.before[Int(place)])
                        json.field("moneyAfter", answer.moneyByBearer.after[Int(place)])
                    }
                }
            }
            json.array("frontier") { json in
                for point in answer.frontier { json.object { write(point, into: &$0) } }
            }
            json.array("waiting") { json in
                for point in answer.waiting { json.object { write(point, into: &$0) } }
            }
        }
    }

    private func write(_ plan: MitigationResult.Plan, into json: inout JSONText) {
        json.list("plan", plan.mitigations.map { names.id($0) })
        json.field("cost", plan.cost)
        json.field("risk", plan.risk)
        json.field("total", plan.total)
    }

    private func write(_ option: MitigationResult.Option, into json: inout JSONText) {
        json.field("id", names.id(option.mitigation))
        json.field("cost", names.scenario[option.mitigation].cost)
        json.field("available", option.isAvailable)
        json.field("decideBy", option.decideBy?.description)
        json.field("bites", option.bites.description)
        json.field("stillHelps", option.stillHelps)
        json.field("aloneGain", option.aloneGain)
        json.field("marginalGain", option.marginalGain)
        json.field("chosen", option.standing == .chosen)
        json.field("standing", option.standing.word)
    }

    private func write(_ point: MitigationResult.BudgetPoint, into json: inout JSONText) {
        json.field("budget", point.budget)
        json.list("plan", point.plan.mitigations.map { names.id($0) })
        json.field("risk", point.plan.risk)
        json.field("total", point.plan.total)
        json.field("proved", point.isProved)
    }

    private func write(_ point: MitigationResult.WaitingPoint, into json: inout JSONText) {
        json.field("decideOn", point.decideOn.description)
        json.field("total", point.plan.total)
        json.list("plan", point.plan.mitigations.map { names.id($0) })
        json.field("proved", point.isProved)
        json.list("expiring", point.expiring.map { names.id($0) })
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
        answer.damageBefore = damageBefore.map { DominoReport.rounded(figure: $0) }
        answer.damageAfter = damageAfter.map { DominoReport.rounded(figure: $0) }
        answer.silent = DominoReport.rounded(figure: silent)
        answer.moneyByBearer.before = moneyByBearer.before.map { DominoReport.rounded(figure: $0) }
        answer.moneyByBearer.after = moneyByBearer.after.map { DominoReport.rounded(figure: $0) }
        answer.money.before = DominoReport.rounded(figure: money.before)
        answer.money.after = DominoReport.rounded(figure: money.after)
        for place in sides.indices {
            answer.sides[place].score = DominoReport.rounded(figure: sides[place].score)
            answer.sides[place].money = DominoReport.rounded(figure: sides[place].money)
        }
        return answer
    }
}

extension MitigationResult.Standing {
    /// The standing as results carry it.
    fileprivate var word: String {
        switch self {
        case .chosen: "chosen"
        case .underWay: "underWay"
        case .tooLate: "tooLate"
        case .missingRequirement: "lacks"
        case .excluded: "excluded"
        case .overBudget: "tooDear"
        case .noEffect: "idle"
        case .superseded: "superseded"
        case .notWorthIt: "notWorthIt"
        }
    }
}
