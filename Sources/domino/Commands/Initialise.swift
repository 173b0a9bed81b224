import DominoScenario

/// `domino init [FILE]`: a starter scenario, its dates counted from today.
func initialise(_ command: ParsedCommand) throws(Misuse) -> ExitStatus {
    let text = starterScenario(asOf: try command.asOf(nil).day)
    guard let path = command.positionals.first ?? command.outputPath, path != "-" else { return command.answer(text) }
    guard command.positionals.isEmpty || command.value("output") == nil else {
        throw command.misuse("give the file to write either as <file> or with '--output', not both.")
    }
    if isFile(path) {
        return command.complain(
            "\(shownPath(path)) is there already, and is not written over. Give another name.", .uncreatable)
    }
    switch writeFile(text, to: path) {
    case .written, .closed:
        if !command.flag("quiet") {
            command.remark("\(shownPath(path)) is written. Try: domino whatif \(shownPath(path))")
        }
        return .done
    case .uncreatable(let reason):
        return command.complain("\(shownPath(path)) cannot be written: \(reason)", .uncreatable)
    case .unwritable(let reason):
        return command.complain("\(shownPath(path)) cannot be written: \(reason)", .unwritable)
    }
}
