/// `domino manual`: the manual page.
func manual(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    _ = try command.reading("as-of", by: readDayArgument)
    return command.answer(manualPage(.domino, version: version))
}
