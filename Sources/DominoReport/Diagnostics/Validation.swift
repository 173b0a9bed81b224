import DominoScenario

/// One file that was checked.
public struct CheckedFile: Sendable {
    /// The path as given.
    public var path: String
    /// What was read; nil if the file cannot be.
    public var loaded: LoadedScenario?
    /// Why it cannot be read.
    public var unreadable: String?

    /// A file and what came of reading it.
    public init(path: String, loaded: LoadedScenario?, unreadable: String? = nil) {
        self.path = path
        self.loaded = loaded
        self.unreadable = unreadable
    }

    /// Whether there is a scenario in it.
    public var isValid: Bool { loaded?.scenario != nil }
}

/// The outcome of checking files, as JSON.
public func validationJSON(_ files: [CheckedFile]) -> String {
    var json = JSONText()
    json.object { json in
        json.field("result", "validate")
        json.field("version", resultVersion)
        json.field("headline", headline(files))
        json.field("valid", files.allSatisfy { $0.isValid })
        json.array("files") { json in
            for file in files {
                json.object {
                    $0.field("file", file.path)
                    $0.field("valid", file.isValid)
                    $0.field("commitments", file.loaded?.scenario?.commitments.count)
                    $0.field("needs", file.loaded?.scenario?.needs.count)
                }
            }
        }
        json.array("diagnostics") { json in
            for file in files {
                if let loaded = file.loaded {
                    writeDiagnostics(loaded.diagnostics, of: loaded.sources, into: &json)
                } else {
                    let problem = Diagnostic(.unreadableFile, path: file.path, file.unreadable ?? "it cannot be read")
                    writeDiagnostics([problem], of: SourceMap(), into: &json)
                }
            }
        }
    }
    return json.text + "\n"
}

/// How many files are valid, and how much is wrong with the others.
private func headline(_ files: [CheckedFile]) -> SafeText {
    let valid = files.count(where: { $0.isValid })
    let unreadable = files.count { $0.loaded == nil }
    let errors = files.reduce(0) { $0 + ($1.loaded?.count(of: .error) ?? 0) }
    let warnings = files.reduce(0) { $0 + ($1.loaded?.count(of: .warning) ?? 0) }
    var problems: [SafeText] = []
    if errors > 0 { problems.append(count(errors, "error")) }
    if warnings > 0 { problems.append(count(warnings, "warning")) }
    if unreadable > 0, files.count > 1 { problems.append("\(count(unreadable, "file")) that cannot be read") }
    let what: SafeText =
        files.count == 1
        ? "The file is \(valid == 1 ? "valid" : unreadable == 1 ? "not readable" : "invalid")"
        : "\(valid) of \(count(files.count, "file")) \(valid == 1 ? "is" : "are") valid"
    return problems.isEmpty ? "\(what)." : "\(what): \(problems.listed())."
}

/// One line for each file that could be read: whether it is valid, and what is in it.
public func validationText(_ files: [CheckedFile], asMarkdown: Bool) -> String {
    files.compactMap(validationLine).map { asMarkdown ? "- \(markdown($0))\n" : $0.string + "\n" }.joined()
}

private func validationLine(_ file: CheckedFile) -> SafeText? {
    guard let loaded = file.loaded else { return nil }
    let path = SafeText(sanitizing: file.path)
    guard let scenario = loaded.scenario else { return "\(path): invalid, \(count(loaded.count(of: .error), "error"))" }
    let warnings = loaded.count(of: .warning)
    let parts: [SafeText] = [
        count(scenario.commitments.count, "commitment"), count(scenario.needs.count, "need"),
        count(scenario.stakeholders.count, "stakeholder"), count(scenario.mitigations.count, "mitigation"),
    ]
    return "\(path): valid, \(parts.joined(separator: ", "))\(warnings > 0 ? "; \(count(warnings, "warning"))" : "")"
}

/// Diagnostics as elements of an array that has begun, by file and place, all of them, a record each: `severity`,
/// `code`, `file`, `line`, `column`, `endLine`, `endColumn` (behind the last character), `message`, `hint`. What is not
/// known is null. If more of a kind were found than are kept, the last has `further`: how many.
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
