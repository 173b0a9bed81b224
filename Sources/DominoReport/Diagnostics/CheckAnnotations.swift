import DominoAnalysis
import DominoScenario

/// Most annotations but the verdict's: GitHub shows ten of a kind in a step.
private let annotationLimit = 9

/// A check as annotations of a GitHub workflow: the verdict at the root, unless it is safe, then the nine worst findings
/// where they stand in the file, and how many more there are.
public func checkAnnotations(_ answer: CheckResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    var places = DiagnosticPlaces(of: scenario.sources)
    var output = ""
    func annotate(_ command: String, _ title: String, _ commitment: CommitmentIndex?, _ message: String) {
        var properties: [String] = []
        if let span = commitment.map({ scenario.commitments[Int($0)].span }),
            let file = scenario.sources.file(at: span.start), let position = places.position(of: span.start)
        {
            properties = [
                "file=" + annotationText(sanitized(scenario.sources.files[file].path), isProperty: true),
                "line=\(position.line)", "col=\(position.column)",
            ]
        }
        properties.append("title=" + annotationText(title, isProperty: true))
        output += "::\(command) \(properties.joined(separator: ","))::\(annotationText(message, isProperty: false))\n"
    }
    if answer.verdict != .safe {
        annotate(
            answer.verdict == .unsafe ? "error" : "warning", answer.verdict.rawValue, answer.root,
            checkSentence(answer, in: scenario, asOfIsToday: asOfIsToday))
    }
    for finding in answer.findings.prefix(annotationLimit) {
        annotate(
            command(for: finding.severity), finding.code.rawValue, finding.commitments.first,
            message(of: finding, in: scenario) + "\nhelp: " + advice(on: finding, in: scenario))
    }
    let rest = answer.findings.count - annotationLimit
    if rest > 0 { annotate("notice", "findings", nil, "\(rest) more \(rest == 1 ? "finding" : "findings")") }
    return output
}
