import DominoAnalysis
import DominoReport
import DominoScenario

/// `domino ladder FILE`: where the deal really stands.
func ladder(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    _ = try command.reading("as-of", by: readDayArgument)
    switch command.openScenario(command.positionals[0]) {
    case .failed(let status): return status
    case .scenario(let scenario):
        let answer = DominoAnalysis.ladder(of: scenario)
        let text =
            switch command.format {
            case .json: ladderJSON(answer, in: scenario, asOf: try command.asOf(scenario).day)
            case .markdown: ladderMarkdown(answer, in: scenario)
            case .text: ladderText(answer, in: scenario, style: command.style)
            }
        return command.answer(text, unless: scenario.sources.inputs)
    }
}
