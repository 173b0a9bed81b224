import DominoAnalysis
import DominoScenario

/// A check as JSON; dates of null stand for "there is none".
public func checkJSON(_ answer: CheckResult, in scenario: Scenario) -> String {
    resultJSON("check", of: scenario, asOf: answer.question.asOf, namesRoot: true) { json in
        json.field("replicates", answer.question.replicates)
        json.field("seed", answer.question.seed)
        json.array("plan") { json in
            for place in answer.question.plan { json.value(scenario.string(scenario.mitigations[Int(place)].id)) }
        }
        json.field("promise", answer.promise.description)
        json.field("verdict", answer.verdict.rawValue)
        json.field("pKept", answer.kept)
        json.field("pKeptStandardError", answer.standardError)
        json.field("confidence", answer.question.policy.confidence)
        json.field("stretchConfidence", answer.question.policy.stretchConfidence)
        json.field("safeDate", answer.safeDate?.description)
        json.field("usefulDate", answer.usefulDate?.description)
        if let window = answer.window {
            json.array("window") {
                $0.value(window.first.description)
                $0.value(window.last?.description)
            }
        } else {
            json.field("window", String?.none)
        }
        json.field("mean", answer.total.mean)
        json.field("standardError", answer.total.standardError)
        json.field("p95", answer.total.quantiles[3])
        json.field("cvar95", answer.total.cvar95)
        json.field("bestDate", answer.bestDate?.description)
        json.array("thresholds") { json in
            for threshold in answer.thresholds { write(threshold, scenario, into: &json) }
        }
        json.array("findings") { json in
            for finding in answer.findings { write(finding, scenario, into: &json) }
        }
        json.array("distribution") { json in
            for (day, probability) in answer.distribution {
                json.array {
                    $0.value(day.description)
                    $0.value(probability)
                }
            }
        }
    }
}

private func write(_ threshold: Threshold, _ scenario: Scenario, into json: inout JSONText) {
    json.object { json in
        switch threshold.figure {
        case .mean: json.field("name", "maxMean")
        case .p95: json.field("name", "maxP95")
        case .late(let place):
            json.field("name", "maxLate")
            json.field("commitment", scenario.id(ofCommitment: Int(place)))
        }
        json.field("limit", threshold.limit)
        json.field("value", threshold.value)
        json.field("passed", threshold.passed)
    }
}

private func write(_ finding: Finding, _ scenario: Scenario, into json: inout JSONText) {
    json.object { json in
        json.field("code", finding.code.rawValue)
        json.field("severity", finding.severity.rawValue)
        json.array("commitments") { json in
            for place in finding.commitments { json.value(scenario.id(ofCommitment: Int(place))) }
        }
        if let stage = finding.stage { json.field("stage", scenario.string(scenario.stages[Int(stage)].id)) }
        json.field("message", message(of: finding, in: scenario))
        json.field("advice", advice(on: finding, in: scenario))
    }
}
