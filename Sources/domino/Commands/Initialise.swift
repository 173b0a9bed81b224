import DominoScenario

/// `domino init [FILE] [--from TEMPLATE]`: a starter scenario, its dates counted from today, or one of the situations.
func initialise(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    let asOf = try command.asOf(nil).day
    let template = command.value("from").flatMap(ScenarioTemplate.named)
    let text = template?.text ?? starterScenario(asOf: asOf)
    guard let path = command.positionals.first ?? command.outputPath, path != "-" else {
        let status = command.answer(text)
        if status == .done, let needed = template?.includes.first, !command.flag("quiet") {
            command.remark("it includes \(needed).json: domino init --from \(needed) \(needed).json")
        }
        return status
    }
    guard command.positionals.isEmpty || command.value("output") == nil else {
        throw command.misuse("give the file to write either as <file> or with '--output', not both.")
    }
    let status = command.create(path, text)
    guard status == .done else { return status }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    for name in template?.includes ?? [] where !isFile("\(folder)\(name).json") {
        let status = command.create("\(folder)\(name).json", ScenarioTemplate.named(name)?.text ?? "")
        guard status == .done else { return status }
    }
    if !command.flag("quiet") {
        command.remark("\(shownPath(path)) is written. Try: domino whatif \(shownPath(path))")
    }
    return .done
}

extension ParsedCommand {
    /// Writes a file that is not there yet.
    fileprivate func create(_ path: String, _ text: String) -> ExitStatus {
        if isFile(path) {
            return complain(
                "\(shownPath(path)) is there already, and is not written over. Give another name.", .uncreatable)
        }
        switch writeFile(text, to: path) {
        case .written, .closed: return .done
        case .uncreatable(let reason):
            return complain("\(shownPath(path)) cannot be written: \(reason)", .uncreatable)
        case .unwritable(let reason):
            return complain("\(shownPath(path)) cannot be written: \(reason)", .unwritable)
        }
    }
}
