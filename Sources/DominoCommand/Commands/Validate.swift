import DominoReport
import DominoScenario

extension Command {
    static let validate = Command(
        "validate", group: .scenario,
        abstract: "Check scenarios and show every problem.",
        examples: [
            CommandExample("domino validate go-live.json", "Check one scenario."),
            CommandExample(
                "domino validate --format json *.json", "Check all scenarios in a folder, for a program to read."),
        ],
        discussion: "Exit status 0 if all files are valid, 65 if one is invalid, 66 if one cannot be read.",
        arguments: [
            ArgumentForm(
                ValueForm("file", completion: .file), "Scenarios to check, or '-' for standard input.",
                isRepeating: true)
        ],
        run: validateScenarios)

    static let schema = Command(
        "schema", group: .scenario,
        abstract: "Print the JSON Schema of scenarios, for editors.",
        examples: [
            CommandExample(
                "domino schema -o scenario.schema.json",
                "Save it next to a scenario, and name it there in \"$schema\".")
        ],
        run: { command throws(EarlyEnd) in
            _ = try command.reading("as-of", by: readDate)
            return command.emit(scenarioSchema)
        })
}

/// `domino validate FILE...`: every problem of every file.
private func validateScenarios(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    var files: [CheckedFile] = []
    for path in command.positionals { files.append(try command.check(path)) }
    let inputs = files.flatMap { $0.loaded?.sources.inputs ?? [] }
    if command.format == .json {
        let written = command.emit(validationJSON(files), unless: inputs)
        guard written == .done else { return written }
    } else {
        for file in files {
            guard let loaded = file.loaded else {
                _ = command.failUnreadable(file)
                continue
            }
            command.report(
                loaded.diagnostics.filter { !command.isQuiet || $0.severity == .error }, of: loaded.sources)
        }
        let summary = validationText(files, asMarkdown: command.format == .markdown)
        let written = command.emit(command.isQuiet ? "" : summary, unless: inputs)
        guard written == .done else { return written }
    }
    let statuses = files.map { $0.loaded.map(command.status) ?? .unreadable }
    return statuses.contains(.invalid) ? .invalid : statuses.contains(.unreadable) ? .unreadable : .done
}
