import DominoAnalysis
import DominoReport
import DominoScenario

extension Command {
    static let whatIf = Command(
        "whatif", group: .question,
        abstract: "See what one slip does: which commitments fall and when, who is hurt, and how much.",
        examples: [
            CommandExample("domino whatif go-live.json --slip go-live=14", "The commitment 'go-live' is 14 days late."),
            CommandExample(
                "domino whatif go-live.json --slip data-extract=broken --plan pilot --tell-on 2026-02-09",
                "A commitment is never kept, the mitigation 'pilot' is carried out, and everyone affected is told on"
                    + " that day."),
        ],
        arguments: [.scenario],
        options: [.slip, .move, .plan, .tellOn],
        run: answerWhatIf)
}

/// `domino whatif FILE`: one slip and all that follows.
private func answerWhatIf(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    let asked = try SlipQuestion(command).open(fileSlip: .expected)
    return command.emit(whatIf(asked.question, in: compile(asked.scenario, draws: false)), to: asked)
}
