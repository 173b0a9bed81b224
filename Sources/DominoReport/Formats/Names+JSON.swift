import DominoAnalysis
import DominoScenario

// What results of several questions have in common, as JSON.

extension Names {
    /// What was asked: slips, the plan and its cost, the day of telling.
    func write(slips: [Slip], plan: [MitigationIndex], toldOn: Day?, into json: inout JSONText) {
        write(slips: slips, into: &json)
        json.list("plan", plan.map { id($0) })
        json.field("planCost", rounded(figure: scenario.cost(ofPlan: plan)))
        json.field("toldOn", toldOn?.description)
    }

    /// Dates that are moved on purpose.
    func write(moves: [Move], into json: inout JSONText) {
        json.array("moves") { json in
            for move in moves {
                json.object {
                    $0.field("commitment", id(move.commitment))
                    $0.field("days", move.days)
                }
            }
        }
    }

    /// What each side bears.
    func write(sides: [SideDamage], into json: inout JSONText, _ figure: (Double) -> Double = { $0 }) {
        json.array("sides") { json in
            for side in sides {
                json.object {
                    $0.field("side", side.side.rawValue)
                    $0.field("score", figure(side.score))
                    $0.field("money", figure(side.money))
                }
            }
        }
    }

    /// How often there is damage of each kind, and how much.
    func write(kinds: [KindFigures], into json: inout JSONText) {
        json.array("kinds") { json in
            for figures in kinds {
                json.object {
                    $0.field("id", id(figures.kind))
                    $0.field("unit", scenario.unit(ofKind: figures.kind))
                    $0.field("mean", figures.mean)
                    $0.field("pAny", figures.any)
                }
            }
        }
    }

    /// What holds a commitment: `today`, or the id of a window.
    func id(_ holder: Holder) -> String {
        switch holder {
        case .today: "today"
        case .window(let window): scenario.string(scenario[window].id)
        }
    }

    /// Slips as the scenario file writes them.
    func write(slips: [Slip], into json: inout JSONText) {
        json.array("slips") { json in
            for slip in slips {
                json.object {
                    $0.field("commitment", id(slip.commitment))
                    if slip.days == .infinity { $0.field("days", "broken") } else { $0.field("days", slip.days) }
                    if !slip.because.isEmpty { $0.field("because", scenario.string(slip.because)) }
                    if !slip.prevention.isEmpty { $0.field("prevention", scenario.string(slip.prevention)) }
                }
            }
        }
    }
}
