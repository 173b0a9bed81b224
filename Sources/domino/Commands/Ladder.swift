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
        let (asOf, isToday) = try command.asOf(scenario)
        let answered = Answered(answer, names: Names(scenario), today: AskedOn(asOf, isToday: isToday))
        return command.answer(command.text(of: answered), unless: scenario.sources.inputs)
    }
}
