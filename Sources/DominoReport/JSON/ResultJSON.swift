import DominoScenario

/// The version of the results' layout: fields may be added to it, never renamed.
let resultVersion = 1

/// A result as JSON: what it is, of which scenario and day, then what `body` writes; a line break ends it.
///
/// Those whose figures circle around the root name it, or null where the scenario has none.
func resultJSON(
    _ result: String, of scenario: Scenario, asOf: Day, namesRoot: Bool = false, _ body: (inout JSONText) -> Void
) -> String {
    var json = JSONText()
    json.object { json in
        json.field("result", result)
        json.field("version", resultVersion)
        json.field("scenario", scenario.string(scenario.name))
        json.field("asOf", asOf.description)
        if namesRoot {
            json.field("root", scenario.root.map { scenario.id(ofCommitment: $0) })
        }
        body(&json)
    }
    return json.text + "\n"
}
