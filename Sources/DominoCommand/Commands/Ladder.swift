import DominoAnalysis
import DominoReport

extension Command {
    static let ladder = Command(
        "ladder", group: .question,
        abstract: "See where a deal really stands: which stages the client's own commitments support.",
        examples: [CommandExample("domino ladder go-live.json", "The stages, and what to ask the client for next.")],
        arguments: [.scenario],
        run: answerLadder)
}

/// `domino ladder FILE`: where the deal really stands.
private func answerLadder(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    _ = try command.reading("as-of", by: readDate)
    let asked = try command.ask(command.positionals[0])
    return command.emit(ladder(of: asked.scenario), to: asked)
}
