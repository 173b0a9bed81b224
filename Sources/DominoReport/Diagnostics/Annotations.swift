import DominoAnalysis
import DominoScenario

/// Most annotations but the verdict's: GitHub shows ten of a kind in a step.
private let annotationLimit = 9

/// A check as annotations of a GitHub workflow: the verdict at the root, unless it is safe, then the nine worst
/// findings where they stand in the file, and how many more there are.
package func checkAnnotations(_ answered: Answered<CheckResult>) -> String {
    let (answer, names) = (answered.answer, answered.names)
    var places = DiagnosticPlaces(of: names.scenario.sources)
    var output = ""
    func annotate(_ command: String, _ title: String, _ commitment: CommitmentIndex?, _ message: SafeText) {
        var properties: [String] = []
        let sources = names.scenario.sources
        if let span = commitment.map({ names.scenario[$0].span }),
            let file = sources.file(at: span.start), let position = places.position(of: span.start)
        {
            properties = [
                "file=" + annotationText(sanitized(sources.files[file].path), isProperty: true),
                "line=\(position.line)", "col=\(position.column)",
            ]
        }
        properties.append("title=" + annotationText(title, isProperty: true))
        let text = annotationText(message.string, isProperty: false)
        output += "::\(command) \(properties.joined(separator: ","))::\(text)\n"
    }
    if answer.verdict != .safe {
        annotate(
            answer.verdict == .unsafe ? "error" : "warning", answer.verdict.rawValue, answer.root, answered.sentence())
    }
    for finding in answer.findings.prefix(annotationLimit) {
        annotate(
            command(for: finding.severity), finding.code.rawValue, finding.commitments.first,
            "\(names.message(of: finding))\nhelp: \(names.advice(on: finding))")
    }
    let rest = answer.findings.count - annotationLimit
    if rest > 0 { annotate("notice", "findings", nil, "\(rest) more \(rest == 1 ? "finding" : "findings")") }
    return output
}

/// Diagnostics as annotations of a GitHub workflow, a line each, by file and place; of one code at most a hundred.
///
/// ```text
/// ::error file=go-live.json,line=31,col=34,title=unknown-commitment::no commitment has the id "go-lvie"
/// ```
/// Source: GitHub's "Workflow commands"; escapes as in its toolkit (`@actions/core`, `command.ts`).
public func diagnosticAnnotations(_ diagnostics: [Diagnostic], of sources: SourceMap) -> String {
    var places = DiagnosticPlaces(of: sources)
    var output = ""
    for diagnostic in firstOfEachCode(inReadingOrder(diagnostics, of: sources)).shown {
        var properties: [String] = []
        if let path = places.path(of: diagnostic) {
            properties.append("file=" + annotationText(sanitized(path), isProperty: true))
        }
        if let position = diagnostic.span.flatMap({ places.position(of: $0.start) }) {
            properties.append("line=\(position.line)")
            properties.append("col=\(position.column)")
        }
        properties.append("title=" + annotationText(diagnostic.code.rawValue, isProperty: true))
        let message = sanitized(diagnostic.message) + (diagnostic.hint.map { "\nhelp: " + sanitized($0) } ?? "")
        output += "::\(command(for: diagnostic.severity)) \(properties.joined(separator: ","))::"
        output += annotationText(message, isProperty: false) + "\n"
    }
    return output
}

private func command(for severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
}

/// Text in which nothing can end the annotation or its property, or begin another.
private func annotationText(_ text: String, isProperty: Bool) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "%": output += "%25"
        case "\r": output += "%0D"
        case "\n": output += "%0A"
        case ":" where isProperty: output += "%3A"
        case "," where isProperty: output += "%2C"
        default: output.unicodeScalars.append(scalar)
        }
    }
    return output
}
