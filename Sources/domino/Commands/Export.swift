import DominoReport
import DominoScenario

/// `domino export FILE --as FORMAT`: a scenario for other tools.
func export(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    _ = try command.reading("as-of", by: readDayArgument)
    switch command.openScenario(command.positionals[0]) {
    case .failed(let status): return status
    case .scenario(let scenario):
        let text =
            switch command.value("as") {
            case "dot": scenarioDOT(scenario)
            case "mermaid": scenarioMermaid(scenario)
            case "graphml": scenarioGraphML(scenario)
            default: scenarioCSV(scenario)
            }
        return command.answer(text, unless: scenario.sources.inputs)
    }
}
