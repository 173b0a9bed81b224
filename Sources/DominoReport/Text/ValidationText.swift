import DominoScenario

/// One line for each file that could be read: whether it is valid, and what is in it.
public func validationText(_ files: [CheckedFile], asMarkdown: Bool) -> String {
    let lines = files.compactMap { file in
        file.loaded.map { line(file, $0, asMarkdown ? markdown : { sanitized($0) }) }
    }
    return lines.map { (asMarkdown ? "- " : "") + $0 + "\n" }.joined()
}

private func line(_ file: CheckedFile, _ loaded: LoadedScenario, _ escaped: (String) -> String) -> String {
    let path = escaped(file.path)
    let errors = loaded.count(of: .error)
    guard let scenario = loaded.scenario else { return "\(path): invalid, \(count(errors, "error"))" }
    let warnings = loaded.count(of: .warning)
    let parts = [
        count(scenario.commitments.count, "commitment"), count(scenario.needs.count, "need"),
        count(scenario.stakeholders.count, "stakeholder"), count(scenario.mitigations.count, "mitigation"),
    ]
    return "\(path): valid, " + parts.joined(separator: ", ")
        + (warnings > 0 ? "; \(count(warnings, "warning"))" : "")
}
