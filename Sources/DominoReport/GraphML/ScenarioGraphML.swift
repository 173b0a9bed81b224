import DominoScenario

/// A scenario's promises as GraphML; an edge leads from what is needed to what needs it.
///
/// Nodes are named by ids and carry title, promisor, promisee, due, status, stage and whether one is the root; edges carry
/// the need's fields as the scenario has them, and `anyOf`, the number of the group within the commitment.
/// - Complexity: O(commitments + needs).
public func scenarioGraphML(_ scenario: Scenario) -> String {
    var text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <graphml xmlns="http://graphml.graphdrawing.org/xmlns"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">

        """
    for (name, type) in nodeKeys { text += key(name, type, of: "node") }
    for (name, type) in edgeKeys { text += key(name, type, of: "edge") }
    text += "  <graph id=\"domino\" edgedefault=\"directed\">\n"
    let names = scenario.commitments.indices.map { nodeName($0, in: scenario) }
    for (place, commitment) in scenario.commitments.enumerated() {
        text += "    <node id=\"\(names[place])\">"
        text += data("title", xml(scenario.title(ofCommitment: place)))
        text += data("promisor", xml(scenario.name(ofStakeholder: Int(commitment.promisor))))
        text += data("promisee", xml(scenario.name(ofStakeholder: Int(commitment.promisee))))
        if commitment.status != .released { text += data("due", commitment.due.description) }
        text += data("status", commitment.status.rawValue)
        if let stage = commitment.stage {
            text += data("stage", xml(scenario.string(scenario[stage].id)))
        }
        if scenario.root == CommitmentIndex(place) { text += data("root", "true") }
        text += "</node>\n"
    }
    for (place, commitment) in scenario.commitments.enumerated() {
        for need in scenario.needs[Int(commitment.needs.lowerBound)..<Int(commitment.needs.upperBound)] {
            text += "    <edge source=\"\(names[Int(need.commitment)])\" target=\"\(names[place])\">"
            if let lead = need.days(before: commitment) { text += data("lead", "\(lead)") }
            if let buffer = need.buffer { text += data("buffer", "\(buffer)") }
            if need.share < 1 { text += data("share", "\(need.share)") }
            if need.fallback < .infinity { text += data("fallback", "\(need.fallback)") }
            if need.relay > 0 { text += data("relay", "\(need.relay)") }
            if need.group >= 0 { text += data("anyOf", "\(need.group)") }
            text += "</edge>\n"
        }
    }
    return text + "  </graph>\n</graphml>\n"
}

private let nodeKeys = [
    ("title", "string"), ("promisor", "string"), ("promisee", "string"), ("due", "string"), ("status", "string"),
    ("stage", "string"), ("root", "boolean"),
]

private let edgeKeys = [
    ("lead", "double"), ("buffer", "double"), ("share", "double"), ("fallback", "double"), ("relay", "double"),
    ("anyOf", "int"),
]

private func key(_ name: String, _ type: String, of element: String) -> String {
    "  <key id=\"\(name)\" for=\"\(element)\" attr.name=\"\(name)\" attr.type=\"\(type)\"/>\n"
}

private func data(_ key: String, _ value: String) -> String { "<data key=\"\(key)\">\(value)</data>" }

/// The id; by its place, `#3`, where XML has no way to write it.
private func nodeName(_ place: Int, in scenario: Scenario) -> String {
    let id = scenario.id(ofCommitment: place)
    return sanitized(id) == id && id.utf8.first != UInt8(ascii: "#") ? xml(id) : "#\(place)"
}

/// A text between tags or quotes. What XML 1.0 cannot hold at all, such as control characters, `shown` writes by its
/// number.
private func xml(_ text: String) -> String {
    var output = ""
    for scalar in sanitized(text).unicodeScalars {
        switch scalar {
        case "<": output += "&lt;"
        case ">": output += "&gt;"
        case "&": output += "&amp;"
        case "\"": output += "&quot;"
        case "'": output += "&#39;"
        default: output.unicodeScalars.append(scalar)
        }
    }
    return output
}
