import DominoScenario

/// `domino completions SHELL`: what the shell needs to complete this command.
///
/// What is made for a shell asks back with `domino completions ids FILE --of commitment`.
func completions(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    _ = try command.reading("as-of", by: readDayArgument)
    let shell = command.positionals[0]
    let file = command.positionals.dropFirst().first
    if shell != "ids", file != nil { throw command.misuse("only 'ids' takes a file.") }
    switch shell {
    case "bash": return command.answer(bashCompletion(.domino))
    case "zsh": return command.answer(zshCompletion(.domino))
    case "fish": return command.answer(fishCompletion(.domino))
    case "ids":
        guard let file else { throw command.misuse("say of which scenario: domino completions ids FILE") }
        return command.answer(ids(in: file, command))
    default:
        throw command.misuse(
            "there are no completions for \"\(sanitized(shell, limit: 80))\": give bash, zsh or fish.")
    }
}

/// The ids of a scenario, one a line; none where it cannot be read, for a shell is no place for messages.
private func ids(in file: String, _ command: ParsedCommand) -> String {
    guard let scenario = command.check(file).loaded?.scenario else { return "" }
    let ids = command.value("of") == "mitigation" ? scenario.mitigations.map(\.id) : scenario.commitments.map(\.id)
    // What cannot be shown cannot be chosen.
    return ids.map { scenario.string($0) }.filter { sanitized($0) == $0 }.map { $0 + "\n" }.joined()
}
