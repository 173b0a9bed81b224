import DominoScenario

/// A scenario's promises as a graph in the DOT language of Graphviz; an arrow leads from what is needed to what needs it.
///
/// A node is named by the commitment's id, so that a reader's own lines can speak of it. Ids that hold a backslash, which
/// DOT cannot write at the end of a name, are named by their place: `#3`, which no id written otherwise can be.
/// - Complexity: O(commitments + needs).
public func scenarioDOT(_ scenario: Scenario) -> String {
    var text = """
        digraph domino {
          graph [rankdir=LR, label=\(quoted(label: sanitized(scenario.string(scenario.name)))), labelloc=t, fontname="Helvetica"];
          node [shape=box, style="rounded,filled", fillcolor="white", color="gray40", fontname="Helvetica", fontsize=11];
          edge [color="gray40", fontname="Helvetica", fontsize=9];

        """
    let names = scenario.commitments.indices.map { nodeName($0, in: scenario) }
    for place in scenario.commitments.indices {
        let lines = boxLines(place, in: scenario).map(escaped(label:)).joined(separator: "\\n")
        text += "  \(names[place]) [label=\"\(lines)\"\(look(place, in: scenario))];\n"
    }
    for (place, commitment) in scenario.commitments.enumerated() {
        for need in scenario.needs[Int(commitment.needs.lowerBound)..<Int(commitment.needs.upperBound)] {
            let dashes = need.group >= 0 ? ", style=dashed" : ""
            text += "  \(names[Int(need.commitment)]) -> \(names[place]) "
            text += "[label=\(quoted(label: needLabel(need, of: commitment)))\(dashes)];\n"
        }
    }
    return text + "}\n"
}

/// The root has a double border; what is settled is gray, what is broken is red.
private func look(_ place: Int, in scenario: Scenario) -> String {
    let isRoot = scenario.root == CommitmentIndex(place) ? ", peripheries=2" : ""
    switch scenario.commitments[place].status {
    case .proposed: return isRoot + ", style=\"rounded,filled,dashed\""
    case .agreed: return isRoot
    case .kept, .released: return isRoot + ", fillcolor=\"gray92\", fontcolor=\"gray40\""
    case .broken: return isRoot + ", color=\"firebrick\", fontcolor=\"firebrick\""
    }
}

private func nodeName(_ place: Int, in scenario: Scenario) -> String {
    let id = scenario.id(ofCommitment: place)
    let isPlain = sanitized(id) == id && !id.utf8.contains(UInt8(ascii: "\\")) && id.utf8.first != UInt8(ascii: "#")
    let name = isPlain ? id : "#\(place)"
    return "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"") + "\""
}

private func quoted(label: String) -> String { "\"\(escaped(label: label))\"" }

/// A text in a label: a backslash is one, and an entity is the characters it is written with.
private func escaped(label: String) -> String {
    var output = ""
    for scalar in label.unicodeScalars {
        switch scalar {
        case "\"": output += "\\\""
        case "\\": output += "\\\\"
        case "&": output += "&amp;"
        default: output.unicodeScalars.append(scalar)
        }
    }
    return output
}
