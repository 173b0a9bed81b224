import DominoAnalysis
import DominoReport
import DominoScenario

/// `domino whatif FILE`: one slip, played through.
func playWhatIf(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    let asked = try SlipQuestion(command)
    let path = command.positionals[0]
    switch command.openScenario(path) {
    case .failed(let status): return status
    case .scenario(var scenario):
        let (question, asOfIsToday) = try asked.question(of: &scenario)
        let answer = whatIf(question, in: compile(scenario, draws: false))
        let text =
            switch command.format {
            case .json: whatIfJSON(answer, in: scenario)
            case .markdown: whatIfMarkdown(answer, in: scenario, asOfIsToday: asOfIsToday)
            case .text: whatIfText(answer, in: scenario, style: command.style, asOfIsToday: asOfIsToday)
            }
        return command.answer(text, unless: scenario.sources.inputs)
    }
}
