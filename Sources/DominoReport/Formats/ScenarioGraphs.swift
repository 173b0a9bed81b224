import DominoScenario

// The commitments of a scenario as a graph for other programs; an arrow leads from what is needed to what needs it.
// All in O(commitments + needs).

// MARK: DOT

/// A scenario's commitments as a graph in the DOT language of Graphviz.
///
/// A node is named by the commitment's id, so that a reader's own lines can speak of it. Ids that hold a backslash,
/// which DOT cannot write at the end of a name, are named by their place: `#3`, which no id written otherwise can be.
public func scenarioDOT(_ scenario: Scenario) -> String {
    let names = Names(scenario)
    var text = """
        digraph domino {
          graph [rankdir=LR, label=\(dotQuoted(names.scenarioName())), labelloc=t, fontname="Helvetica"];
          node [shape=box, style="rounded,filled", fillcolor="white", color="gray40", fontname="Helvetica", \
        fontsize=11];
          edge [color="gray40", fontname="Helvetica", fontsize=9];

        """
    let nodes = scenario.commitments.places.map { dotName($0, in: scenario) }
    for place in scenario.commitments.places {
        let lines = names.boxLines(place).map(dotEscaped).joined(separator: "\\n")
        text += "  \(nodes[Int(place)]) [label=\"\(lines)\"\(dotLook(place, in: scenario))];\n"
    }
    for (commitment, node) in zip(scenario.commitments, nodes) {
        for need in commitment.needs.map({ scenario[$0] }) {
            let dashes = need.group >= 0 ? ", style=dashed" : ""
            text += "  \(nodes[Int(need.commitment)]) -> \(node) "
            text += "[label=\(dotQuoted(needLabel(need, of: commitment)))\(dashes)];\n"
        }
    }
    return text + "}\n"
}

/// The root has a double border; what is over is gray, what is broken is red.
private func dotLook(_ place: CommitmentIndex, in scenario: Scenario) -> String {
    let isRoot = scenario.root == place ? ", peripheries=2" : ""
    switch scenario[place].status {
    case .proposed: return isRoot + ", style=\"rounded,filled,dashed\""
    case .agreed: return isRoot
    case .kept, .released: return isRoot + ", fillcolor=\"gray92\", fontcolor=\"gray40\""
    case .broken: return isRoot + ", color=\"firebrick\", fontcolor=\"firebrick\""
    }
}

private func dotName(_ place: CommitmentIndex, in scenario: Scenario) -> String {
    let id = scenario.id(ofCommitment: place)
    let isPlain = sanitized(id) == id && !id.utf8.contains(UInt8(ascii: "\\")) && id.utf8.first != UInt8(ascii: "#")
    let name = isPlain ? id : "#\(Int(place))"
    return "\"" + name.replacingEach("\"", with: "\\\"") + "\""
}

private func dotQuoted(_ label: SafeText) -> String { "\"\(dotEscaped(label))\"" }

/// A text in a label: a backslash is one, and an entity is the characters it is written with.
private func dotEscaped(_ label: SafeText) -> String {
    var output = ""
    for scalar in label.string.unicodeScalars {
        switch scalar {
        case "\"": output += "\\\""
        case "\\": output += "\\\\"
        case "&": output += "&amp;"
        default: output.unicodeScalars.append(scalar)
        }
    }
    return output
}

// MARK: Mermaid

/// A scenario's commitments as a Mermaid flowchart.
///
/// Nodes are `c0`, `c1` and so on, in file order. Viewers refuse large charts: Mermaid's own limits are 500 arrows and
/// 50,000 characters, if the page does not raise `maxEdges` and `maxTextSize`.
public func scenarioMermaid(_ scenario: Scenario) -> String {
    let names = Names(scenario)
    var text = "flowchart LR\n"
    for place in scenario.commitments.places {
        let lines = names.boxLines(place).map(mermaidEscaped).joined(separator: "<br>")
        text += "  c\(Int(place))[\"\(lines)\"]\(mermaidClass(place, in: scenario))\n"
    }
    for (place, commitment) in scenario.commitments.enumerated() {
        for need in commitment.needs.map({ scenario[$0] }) {
            let label = mermaidEscaped(needLabel(need, of: commitment))
            let arrow = need.group >= 0 ? "-.->" : "-->"
            text += "  c\(Int(need.commitment)) \(arrow)" + (label.isEmpty ? "" : "|\"\(label)\"|") + " c\(place)\n"
        }
    }
    return text + """
          classDef root stroke-width:3px
          classDef adjusted fill:#eee,color:#555
          classDef broken stroke:#b22,color:#b22
          classDef proposed stroke-dasharray:4

        """
}

/// The class a node belongs to, where it is not just an agreed commitment.
private func mermaidClass(_ place: CommitmentIndex, in scenario: Scenario) -> String {
    if scenario.root == place { return ":::root" }
    switch scenario[place].status {
    case .agreed: return ""
    case .proposed: return ":::proposed"
    case .kept, .released: return ":::adjusted"
    case .broken: return ":::broken"
    }
}

/// A text in quotes: whatever could be a directive, a tag, markup or an entity is written by its number.
private func mermaidEscaped(_ text: SafeText) -> String {
    var output = ""
    for scalar in text.string.unicodeScalars {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", " ", ",", ".", "-": output.unicodeScalars.append(scalar)
        case let scalar where scalar.isASCII: output += "#\(scalar.value);"
        default: output.unicodeScalars.append(scalar)
        }
    }
    return output
}

// MARK: GraphML

/// A scenario's commitments as GraphML.
///
/// Nodes are named by ids and carry title, promisor, promisee, due, status, stage and whether one is the root; edges
/// carry the need's fields as the scenario has them, and `anyOf`, the number of the group within the commitment.
public func scenarioGraphML(_ scenario: Scenario) -> String {
    let names = Names(scenario)
    var text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <graphml xmlns="http://graphml.graphdrawing.org/xmlns"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">

        """
    for (name, type) in nodeKeys { text += key(name, type, of: "node") }
    for (name, type) in edgeKeys { text += key(name, type, of: "edge") }
    text += "  <graph id=\"domino\" edgedefault=\"directed\">\n"
    let nodes = scenario.commitments.places.map { graphMLName($0, in: scenario) }
    for (place, commitment) in scenario.commitments.placed {
        text += "    <node id=\"\(nodes[Int(place)])\">"
        text += data("title", html(names.title(of: place)))
        text += data("promisor", html(names.name(of: commitment.promisor)))
        text += data("promisee", html(names.name(of: commitment.promisee)))
        if commitment.status != .released { text += data("due", commitment.due.description) }
        text += data("status", commitment.status.rawValue)
        if let stage = commitment.stage { text += data("stage", html(SafeText(sanitizing: names.id(stage)))) }
        if scenario.root == place { text += data("root", "true") }
        text += "</node>\n"
    }
    for (commitment, node) in zip(scenario.commitments, nodes) {
        for need in commitment.needs.map({ scenario[$0] }) {
            text += "    <edge source=\"\(nodes[Int(need.commitment)])\" target=\"\(node)\">"
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
private func graphMLName(_ place: CommitmentIndex, in scenario: Scenario) -> String {
    let id = scenario.id(ofCommitment: place)
    let safe = SafeText(sanitizing: id)
    return safe.string == id && id.utf8.first != UInt8(ascii: "#") ? html(safe) : "#\(Int(place))"
}

/// A safe text where HTML, SVG or XML is read, between tags or in a quoted attribute: nothing in it is markup.
///
/// The five characters that mean something are escaped (HTML, section 13.1.2).
func html(_ text: SafeText) -> String {
    var output = ""
    for scalar in text.string.unicodeScalars {
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

// MARK: What is written on it

extension Names {
    /// The lines of a commitment's box in a drawn graph: what it is, who promises it to whom, when it is due.
    fileprivate func boxLines(_ place: CommitmentIndex) -> [SafeText] {
        let commitment = scenario[place]
        let due: SafeText = commitment.status == .released ? "released" : "due \(fullDate(commitment.due))"
        let fact: SafeText = commitment.status.isFact ? ", \(SafeText(trusted: commitment.status.rawValue))" : ""
        return [
            title(of: place, limit: 60), name(of: commitment.promisor, limit: 40),
            "to \(name(of: commitment.promisee, limit: 40))", "\(due)\(fact)",
        ]
    }
}

/// What a need says beside its arrow: the days between, and what holds a delay up.
private func needLabel(_ need: Need, of commitment: Commitment) -> SafeText {
    var parts: [SafeText] = []
    if let lead = need.days(before: commitment) { parts.append("\(dayCount(lead)) d") }
    if let buffer = need.buffer { parts.append("\(dayCount(buffer)) d spare") }
    if need.share < 1 { parts.append("\(percent(need.share, of: 1)) % passed on") }
    if need.fallback < .infinity { parts.append("plan B \(dayCount(need.fallback)) d") }
    if need.group >= 0 { parts.append("any of") }
    return parts.joined(separator: ", ")
}

extension Need {
    /// Days from what is needed being kept to `commitment` being kept: the lead, or else the work; nil where the
    /// buffer says.
    fileprivate func days(before commitment: Commitment) -> Double? { lead ?? (buffer == nil ? commitment.work : nil) }
}
