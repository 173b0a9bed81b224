import DominoScenario

/// `domino schema`: the JSON Schema of scenarios.
func printSchema(_ command: ParsedCommand) throws(Misuse) -> ExitStatus {
    _ = try command.asOf(nil)
    return command.answer(scenarioSchema)
}
