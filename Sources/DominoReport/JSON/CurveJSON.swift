import DominoAnalysis
import DominoScenario

/// A slip curve as JSON: points of days and total score, and the whole days of slip at which each commitment falls.
public func curveJSON(_ answer: CurveResult, in scenario: Scenario) -> String {
    resultJSON("curve", of: scenario, asOf: answer.question.asOf) { json in
        json.field("commitment", scenario.id(ofCommitment: Int(answer.question.commitment)))
        json.array("points") { json in
            for (day, score) in answer.scores.enumerated() {
                json.array {
                    $0.value(day)
                    $0.value(rounded(figure: score))
                }
            }
        }
        json.array("falls") { json in
            for fall in answer.falls {
                json.object {
                    $0.field("commitment", scenario.id(ofCommitment: Int(fall.commitment)))
                    $0.field("late", fall.late)
                    $0.field("broken", fall.broken)
                }
            }
        }
    }
}
