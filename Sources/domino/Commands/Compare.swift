import DominoAnalysis
import DominoReport
import DominoScenario

/// `domino compare A B`: two scenarios, or two saved results, side by side.
func compare(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    let luck = try LuckOptions(command)
    _ = try command.reading("as-of", by: readDayArgument)
    let paths = (a: command.positionals[0], b: command.positionals[1])
    if paths.a == "-", paths.b == "-" { throw command.misuse("standard input, '-', can be read once only.") }
    // Each is read once, whatever it turns out to be: a pipe gives what it has only once.
    let files = (a: readFile(paths.a), b: readFile(paths.b))
    let results = (a: savedResult(files.a), b: savedResult(files.b))
    if let a = results.a, let b = results.b { return try command.compare(a, b, paths) }
    if results.a != nil || results.b != nil {
        throw command.misuse("one of the two is a scenario and the other a saved result: give two of one sort.")
    }
    switch (command.openScenario(paths.a, files.a), command.openScenario(paths.b, files.b)) {
    case (.failed(let status), _), (_, .failed(let status)): return status
    case (.scenario(var a), .scenario(var b)):
        a.settleRoot(by: [])
        b.settleRoot(by: [])
        try luck.demandCountable(compile(a), searches: false, command)
        try luck.demandCountable(compile(b), searches: false, command)
        let sides = (
            ComparedScenario(scenario: a, asOf: try command.asOf(a).day),
            ComparedScenario(scenario: b, asOf: try command.asOf(b).day)
        )
        let progress = Progress(of: 6 * luck.replicates, isWanted: !command.flag("quiet"))
        let answer = DominoAnalysis.compare(
            sides.0, sides.1, replicates: luck.replicates, seed: luck.seed, threads: luck.threads,
            progress: { progress.add($0) })
        progress.end()
        let names = ComparedNames(a: a, b: b, files: paths)
        let text =
            switch command.format {
            case .json: compareJSON(answer, names, asOf: sides.0.asOf)
            case .markdown: compareMarkdown(answer, names)
            case .text: compareText(answer, names, style: command.style)
            }
        return command.answer(text, unless: a.sources.inputs + b.sources.inputs)
    }
}

/// A file as a saved result; nil for anything else, which will be told about as a scenario.
private func savedResult(_ file: FileReading) -> SavedResult? {
    guard case .contents(let contents) = file else { return nil }
    return SavedResult(contents)
}

extension ParsedCommand {
    /// Two saved results side by side.
    fileprivate func compare(
        _ a: SavedResult, _ b: SavedResult, _ paths: (a: String, b: String)
    ) throws(UsageError) -> ExitStatus {
        guard a.result == b.result else {
            let kinds = "'\(sanitized(a.result, limit: 40))' and '\(sanitized(b.result, limit: 40))'"
            throw misuse("the two are answers of \(kinds): give two answers of one command.")
        }
        let answer = DominoAnalysis.compare(a, b)
        let text =
            switch format {
            case .json: compareJSON(answer, files: paths)
            case .markdown: compareMarkdown(answer, files: paths)
            case .text: compareText(answer, files: paths, style: style)
            }
        return self.answer(text, unless: [paths.a, paths.b])
    }
}
