import DominoAnalysis
import DominoScenario

// Comparisons for programs.

extension Answered<ComparisonResult> {
    /// Two scenarios side by side as JSON; lists are in the order of the first.
    func json() -> String {
        resultJSON("compare", of: names.a, asOf: today.day, headline: statement().headline) { json in
            json.field("replicates", answer.replicates)
            json.field("seed", answer.seed)
            json.object("a") { write(names.a, names.files.a, answer.checks.a, into: &$0) }
            json.object("b") { write(names.b, names.files.b, answer.checks.b, into: &$0) }
            writeChanges(answer.changes, into: &json)
            json.object("total") { json in
                writePair(answer.mean, "mean", into: &json)
                writePair(answer.money, "money", into: &json)
                writePair(answer.p95, "p95", into: &json)
                writePair(answer.cvar95, "cvar95", into: &json)
                writePair(answer.probabilityOfDamage, "probabilityOfDamage", into: &json)
                if let slip = answer.slip { writePair(slip, "slip", into: &json) }
            }
            json.array("commitments") { json in
                for pair in answer.commitments {
                    json.object { json in
                        json.field("id", names.a.id(pair.a))
                        writePair(pair.kept, "pKept", into: &json)
                        writePair(pair.score, "score", into: &json)
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
                        json.field("id", names.a.id(pair.a))
                        writePair(pair.score, "score", into: &json)
                        writePair(pair.money, "money", into: &json)
                    }
                }
            }
        }
    }

    private func write(_ names: Names, _ file: String, _ check: CheckResult?, into json: inout JSONText) {
        json.field("file", file)
        json.field("scenario", names.scenario.string(names.scenario.name))
        json.field("verdict", check?.verdict.rawValue)
        json.field("promise", check?.promise.description)
        json.field("pKept", check?.kept)
        json.field("safeDate", check?.safeDate?.description)
        json.field("usefulDate", check?.usefulDate?.description)
        json.field("bestDate", check?.bestDate?.description)
    }
}

extension Answered<ComparedResults> {
    /// Two saved results side by side as JSON.
    func json() -> String {
        var json = JSONText()
        json.object { json in
            json.field("result", "compare")
            json.field("version", resultVersion)
            json.field("of", answer.result)
            json.field("headline", statement().headline)
            for (name, file, scenario) in [
                ("a", names.a, answer.scenarios.a), ("b", names.b, answer.scenarios.b),
            ] {
                json.object(name) {
                    $0.field("file", file)
                    $0.field("scenario", scenario)
                }
            }
            if let mean = answer.mean { writePair(mean, "mean", into: &json) }
            writeChanges(answer.changes, into: &json)
        }
        return json.text + "\n"
    }
}

private func writePair(_ pair: Pair, _ name: String, into json: inout JSONText) {
    json.object(name) { json in
        json.field("a", pair.a)
        json.field("b", pair.b)
        json.field("difference", rounded(figure: pair.difference))
        if let error = pair.standardError { json.field("standardError", rounded(figure: error)) }
    }
}

private func writeChanges(_ changes: [Change], into json: inout JSONText) {
    json.array("changes") { json in
        for change in changes {
            json.object { json in
                json.list("path", change.path)
                json.field("kind", change.kind.rawValue)
                writeLeaf(change.before, "before", into: &json)
                writeLeaf(change.after, "after", into: &json)
            }
        }
    }
}

private func writeLeaf(_ leaf: JSONLeaf?, _ name: String, into json: inout JSONText) {
    switch leaf {
    case .number(let number): json.field(name, number)
    case .text(let text), .list(let text): json.field(name, text)
    case .truth(let truth): json.field(name, truth)
    case .null, nil: json.field(name, String?.none)
    }
}
