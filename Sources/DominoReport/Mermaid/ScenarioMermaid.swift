import DominoScenario

/// A scenario's promises as a Mermaid flowchart; an arrow leads from what is needed to what needs it.
///
/// Nodes are `c0`, `c1` and so on, in file order. Viewers refuse large charts: Mermaid's own limits are 500 arrows and
/// 50,000 characters, if the page does not raise `maxEdges` and `maxTextSize`.
/// - Complexity: O(commitments + needs).
public func scenarioMermaid(_ scenario: Scenario) -> String {
    var text = "flowchart LR\n"
    for place in scenario.commitments.indices {
        let lines = boxLines(place, in: scenario).map(escaped).joined(separator: "<br>")
        text += "  c\(place)[\"\(lines)\"]\(look(place, in: scenario))\n"
    }
    for (place, commitment) in scenario.commitments.enumerated() {
        for need in scenario.needs[Int(commitment.needs.lowerBound)..<Int(commitment.needs.upperBound)] {
            let label = needLabel(need, of: commitment)
            let arrow = need.group >= 0 ? "-.->" : "-->"
            text += "  c\(need.commitment) \(arrow)" + (label.isEmpty ? "" : "|\"\(escaped(label))\"|") + " c\(place)\n"
        }
    }
    return text + """
          classDef root stroke-width:3px
          classDef settled fill:#eee,color:#555
          classDef broken stroke:#b22,color:#b22
          classDef proposed stroke-dasharray:4

        """
}

/// The class a node belongs to, where it is not just an agreed promise.
private func look(_ place: Int, in scenario: Scenario) -> String {
    if scenario.root == CommitmentIndex(place) { return ":::root" }
    switch scenario.commitments[place].status {
    case .agreed: return ""
    case .proposed: return ":::proposed"
    case .kept, .released: return ":::settled"
    case .broken: return ":::broken"
    }
}

/// A text in quotes: whatever could be a directive, a tag, markup or an entity is written by its number.
private func escaped(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", " ", ",", ".", "-": output.unicodeScalars.append(scalar)
        case let scalar where scalar.isASCII: output += "#\(scalar.value);"
        default: output.unicodeScalars.append(scalar)
        }
    }
    return output
}
