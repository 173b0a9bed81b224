import DominoScenario

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

func command(for severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
}

/// Text in which nothing can end the annotation or its property, or begin another.
func annotationText(_ text: String, isProperty: Bool) -> String {
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
