import DominoAnalysis
import DominoReport
import DominoScenario

extension Command {
    static let compare = Command(
        "compare", group: .question,
        abstract: "Compare two scenarios, or two saved answers: what changed, and what that does.",
        examples: [
            CommandExample(
                "domino compare before.json after.json",
                "Both simulated with the same random numbers, with the error of the difference."),
            CommandExample(
                "domino compare monday.json friday.json --format markdown",
                "Two answers saved with 'domino simulate --format json', or two scenarios."),
        ],
        arguments: [
            ArgumentForm(ValueForm("a", completion: .file), "A scenario, or an answer saved as JSON."),
            ArgumentForm(ValueForm("b", completion: .file), "Another one of the same kind."),
        ],
        options: OptionForm.runs,
        run: answerCompare)
}

/// `domino compare A B`: two scenarios, or two saved answers, side by side.
private func answerCompare(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    let runs = try RunArguments(command)
    _ = try command.reading("as-of", by: readDate)
    let paths = (a: command.positionals[0], b: command.positionals[1])
    if paths.a == "-", paths.b == "-" { throw command.usageError("standard input, '-', can be read only once.") }
    // Each is read once, whatever it turns out to be: a pipe gives its contents only once.
    let files = (a: readFile(paths.a), b: readFile(paths.b))
    let saved = (a: savedResult(files.a), b: savedResult(files.b))
    if let a = saved.a, let b = saved.b { return try compareResults(a, b, paths, command) }
    if saved.a != nil || saved.b != nil {
        throw command.usageError("one of the two is a scenario and the other a saved answer. Give two of one kind.")
    }
    let a = try command.openScenario(paths.a, files.a).withRoot(for: [])
    let b = try command.openScenario(paths.b, files.b).withRoot(for: [])
    try runs.requireCountable(compile(a), searches: false, command)
    try runs.requireCountable(compile(b), searches: false, command)
    let asOf = try command.asOf(a).day
    let sides = (
        a: ComparedScenario(scenario: a, asOf: asOf),
        b: ComparedScenario(scenario: b, asOf: command.value("as-of") == nil ? try command.asOf(b).day : asOf)
    )
    let answer = command.withProgress(of: 6 * runs.replicates) {
        compare(
            sides.a, sides.b, replicates: runs.replicates, seed: runs.seed, threads: runs.threads, progress: $0)
    }
    let names = ComparedNames(a: Names(a), b: Names(b), files: ComparedFiles(a: paths.a, b: paths.b))
    let answered = Answered(answer, names: names, today: .given(sides.a.asOf))
    return command.emit(answered, unless: a.sources.inputs + b.sources.inputs)
}

/// Two saved answers side by side.
private func compareResults(
    _ a: SavedResult, _ b: SavedResult, _ paths: (a: String, b: String), _ command: ParsedCommand
) throws(EarlyEnd) -> ExitStatus {
    guard a.result == b.result else {
        let kinds = "'\(sanitized(a.result, limit: 40))' and '\(sanitized(b.result, limit: 40))'"
        throw command.usageError("these are answers from \(kinds). Give two answers from the same command.")
    }
    let answer = compare(a, b)
    let answered = Answered(answer, names: ComparedFiles(a: paths.a, b: paths.b), today: .given(.first))
    return command.emit(answered, unless: [paths.a, paths.b])
}

/// A file as a saved answer; nil for anything else, whose problems are reported as those of a scenario.
private func savedResult(_ file: FileReading) -> SavedResult? {
    guard case .contents(let contents) = file else { return nil }
    return SavedResult(contents)
}
