import DominoAnalysis
import DominoScenario

/// Two scenarios side by side as JSON; lists are in the order of the first.
public func compareJSON(_ answer: ComparisonResult, _ names: ComparedNames, asOf: Day) -> String {
    resultJSON("compare", of: names.a, asOf: asOf) { json in
        json.field("replicates", answer.replicates)
        json.field("seed", answer.seed)
        writeSide("a", names.a, names.files.a, answer.checks.a, into: &json)
        writeSide("b", names.b, names.files.b, answer.checks.b, into: &json)
        write(answer.changes, into: &json)
        json.object("total") { json in
            write(answer.mean, "mean", into: &json)
            write(answer.p95, "p95", into: &json)
            write(answer.cvar95, "cvar95", into: &json)
            write(answer.probabilityOfDamage, "probabilityOfDamage", into: &json)
            if let slip = answer.slip { write(slip, "slip", into: &json) }
        }
        json.array("commitments") { json in
            for pair in answer.commitments {
                json.object { json in
                    json.field("id", names.a.id(ofCommitment: Int(pair.a)))
                    write(pair.kept, "pKept", into: &json)
                    write(pair.score, "score", into: &json)
                    json.object("date80") {
                        $0.field("a", pair.day80.a?.description)
                        $0.field("b", pair.day80.b?.description)
                    }
                }
            }
        }
        json.array("stakeholders") { json in
            for pair in answer.stakeholders {
                json.object { json in
                    json.field("id", names.a.string(names.a.stakeholders[Int(pair.a)].id))
                    write(pair.score, "score", into: &json)
                }
            }
        }
    }
}

/// Two saved results side by side as JSON.
public func compareJSON(_ answer: ComparedResults, files: (a: String, b: String)) -> String {
    var json = JSONText()
    json.object { json in
        json.field("result", "compare")
        json.field("version", resultVersion)
        json.field("of", answer.result)
        for (name, file, scenario) in [("a", files.a, answer.scenarios.a), ("b", files.b, answer.scenarios.b)] {
            json.object(name) {
                $0.field("file", file)
                $0.field("scenario", scenario)
            }
        }
        if let mean = answer.mean { write(mean, "mean", into: &json) }
        write(answer.changes, into: &json)
    }
    return json.text + "\n"
}

private func writeSide(
    _ name: String, _ scenario: Scenario, _ file: String, _ check: CheckResult?, into json: inout JSONText
) {
    json.object(name) { json in
        json.field("file", file)
        json.field("scenario", scenario.string(scenario.name))
        json.field("verdict", check?.verdict.rawValue)
        json.field("promise", check?.promise.description)
        json.field("pKept", check?.kept)
        json.field("safeDate", check?.safeDate?.description)
        json.field("usefulDate", check?.usefulDate?.description)
        json.field("bestDate", check?.bestDate?.description)
    }
}

private func write(_ pair: Pair, _ name: String, into json: inout JSONText) {
    json.object(name) { json in
        json.field("a", pair.a)
        json.field("b", pair.b)
        json.field("difference", rounded(figure: pair.difference))
        if let error = pair.standardError { json.field("standardError", rounded(figure: error)) }
    }
}

private func write(_ changes: [Change], into json: inout JSONText) {
    json.array("changes") { json in
        for change in changes {
            json.object { json in
                json.array("path") { json in
                    for part in change.path { json.value(part) }
                }
                json.field("kind", change.kind.rawValue)
                write(change.before, "before", into: &json)
                write(change.after, "after", into: &json)
            }
        }
    }
}

private func write(_ leaf: JSONLeaf?, _ name: String, into json: inout JSONText) {
    switch leaf {
    case .number(let number): json.field(name, number)
    case .text(let text), .list(let text): json.field(name, text)
    case .truth(let truth): json.field(name, truth)
    case .null, nil: json.field(name, String?.none)
    }
}
