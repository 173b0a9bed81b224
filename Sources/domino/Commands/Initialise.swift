import DominoScenario

/// `domino init [FILE]`: a starter scenario, its dates counted from today.
func initialise(_ command: ParsedCommand) throws(Misuse) -> ExitStatus {
    let text = starterScenario(asOf: try command.asOf(nil).day)
    guard let path = command.positionals.first, path != "-" else { return command.answer(text) }
    guard command.value("output") == nil else {
        throw command.misuse("give the file to write either as <file> or with '--output', not both.")
    }
    if case .contents = readFile(path) {
        return command.complain(
            "\(shown(path, limit: 200)) is there already, and is not written over. Give another name.", .uncreatable)
    }
    switch writeFile(text, to: path) {
    case .written, .closed:
        if !command.flag("quiet") {
            command.remark("\(shown(path, limit: 200)) is written. Try: domino whatif \(shown(path, limit: 200))")
        }
        return .done
    case .uncreatable(let reason):
        return command.complain("\(shown(path, limit: 200)) cannot be written: \(reason).", .uncreatable)
    case .unwritable(let reason):
        return command.complain("\(shown(path, limit: 200)) cannot be written: \(reason).", .unwritable)
    }
}
