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
        let answered = Answered(answer, names: Names(scenario), today: AskedOn(question.asOf, isToday: asOfIsToday))
        return command.answer(command.text(of: answered), unless: scenario.sources.inputs)
    }
}
