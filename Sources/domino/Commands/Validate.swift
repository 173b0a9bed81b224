import DominoReport
import DominoScenario

/// `domino validate FILE...`: every problem of every file.
func validate(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    _ = try command.asOf(nil)
    let files = command.positionals.map(command.check)
    let inputs = files.flatMap { $0.loaded?.sources.inputs ?? [] }
    if command.format == .json {
        let written = command.answer(validationJSON(files), unless: inputs)
        guard written == .done else { return written }
    } else {
        for file in files {
            if let loaded = file.loaded {
                let quiet = command.flag("quiet")
                command.report(loaded.diagnostics.filter { !quiet || $0.severity == .error }, of: loaded.sources)
            } else {
                _ = command.complainUnreadable(file)
            }
        }
        let summary = validationText(files, asMarkdown: command.format == .markdown)
        let written = command.answer(command.flag("quiet") ? "" : summary, unless: inputs)
        guard written == .done else { return written }
    }
    let statuses = files.map { $0.loaded.map(command.status) ?? .unreadable }
    return statuses.contains(.invalid) ? .invalid : statuses.contains(.unreadable) ? .unreadable : .done
}
