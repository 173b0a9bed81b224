import DominoScenario

extension Command {
    static let initialize = Command(
        "init", group: .scenario,
        abstract: "Write a small scenario with comments, to start from.",
        examples: [
            CommandExample("domino init go-live.json", "Write the scenario to a new file."),
            CommandExample("domino init | domino validate -", "Show that it is valid."),
            CommandExample("domino init --from late-report report.json", "Start from a situation like yours."),
        ],
        arguments: [
            ArgumentForm(
                ValueForm("file", completion: .file), "The file to write. Without it, standard output.",
                isOptional: true)
        ],
        options: [
            OptionForm(
                "from", value: ValueForm("template", oneOf: ScenarioTemplate.all.map { $0.name }),
                "The situation to start from.", defaultText: "a small starter scenario")
        ],
        run: writeStarter)
}

/// `domino init [FILE] [--from TEMPLATE]`: a starter scenario, with dates counted from today, or one of the templates.
private func writeStarter(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    let asOf = try command.asOf(nil).day
    let template = command.value("from").flatMap(ScenarioTemplate.named)
    let text = template?.text ?? starterScenario(asOf: asOf)
    guard let path = command.positionals.first ?? command.outputPath, path != "-" else {
        let status = command.emit(text)
        if status == .done, let needed = template?.includes.first {
            command.note("it includes \(needed).json: domino init --from \(needed) \(needed).json")
        }
        return status
    }
    guard command.positionals.isEmpty || command.value("output") == nil else {
        throw command.usageError("give the file to write as <file> or with '--output', not both.")
    }
    let status = command.create(path, text)
    guard status == .done else { return status }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    for name in template?.includes ?? [] where !isFile("\(folder)\(name).json") {
        let status = command.create("\(folder)\(name).json", ScenarioTemplate.named(name)?.text ?? "")
        guard status == .done else { return status }
    }
    command.note("\(quotedPath(path)) is written. Try: domino whatif \(quotedPath(path))")
    return .done
}

extension ParsedCommand {
    /// Writes a file that does not exist yet.
    ///
    /// - Parameter overwrites: whether one that exists is written over.
    func create(_ path: String, _ text: String, overwrites: Bool = false) -> ExitStatus {
        if !overwrites, case .file(_, .some) = destination(of: path) {
            return fail("\(quotedPath(path)) exists already, and is not overwritten. Give another name.", .uncreatable)
        }
        return save(text, to: path)
    }
}
