import DominoScenario

/// Diagnostics as a JSON array, by file and place, all of them, a record each: `severity`, `code`, `file`, `line`,
/// `column`, `endLine`, `endColumn` (behind the last character), `message`, `hint`. What is not known is null.
/// Where more of a kind were found than are kept, the last has `further`: how many.
public func diagnosticJSON(_ diagnostics: [Diagnostic], of sources: SourceMap) -> String {
    var json = JSONText()
    json.array { writeDiagnostics(diagnostics, of: sources, into: &$0) }
    return json.text + "\n"
}

/// The records of `diagnosticJSON` as elements of an array that has begun.
public func writeDiagnostics(_ diagnostics: [Diagnostic], of sources: SourceMap, into json: inout JSONText) {
    var places = DiagnosticPlaces(of: sources)
    for diagnostic in inReadingOrder(diagnostics, of: sources) {
        let start = diagnostic.span.flatMap { places.position(of: $0.start) }
        let end = diagnostic.span.flatMap { places.position(of: $0.end) }
        let path = places.path(of: diagnostic)
        json.object {
            $0.field("severity", diagnostic.severity.rawValue)
            $0.field("code", diagnostic.code.rawValue)
            $0.field("file", path)
            $0.field("line", start?.line)
            $0.field("column", start?.column)
            $0.field("endLine", end?.line)
            $0.field("endColumn", end?.column)
            $0.field("message", diagnostic.message)
            $0.field("hint", diagnostic.hint)
            if diagnostic.further > 0 { $0.field("further", diagnostic.further) }
        }
    }
}
