import DominoScenario

/// `domino schema`: the JSON Schema of scenarios.
func printSchema(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    _ = try command.asOf(nil)
    return command.answer(scenarioSchema)
}
