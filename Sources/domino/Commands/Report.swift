#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import DominoAnalysis
import DominoReport
import DominoScenario

/// `domino report FILE -o PAGE`: the page that is the simulator.
func writeReport(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    let asked = try SlipQuestion(command)
    let luck = try LuckOptions(command)
    guard command.format == .text else {
        throw command.misuse(
            "'--format': a report is a page, in HTML. 'whatif' and 'simulate' answer in other formats.")
    }
    if command.outputPath == nil, isTerminal(STDOUT_FILENO) {
        throw command.misuse("a page is for a browser, not for a terminal: say with '--output' which file to write.")
    }
    let path = command.positionals[0]
    switch command.openScenario(path) {
    case .failed(let status): return status
    case .scenario(var scenario):
        let (question, asOfIsToday) = try asked.question(of: &scenario)
        if let problem = luckProblem(question.plan, in: scenario) { throw command.misuse("'--plan': \(problem).") }
        let compiled = compile(scenario)
        try luck.demandCountable(compiled, searches: true, command)
        let progress = Progress(of: 3 * luck.replicates, isWanted: !command.flag("quiet"))
        let answer = report(
            ReportQuestion(whatIf: question, replicates: luck.replicates, seed: luck.seed), in: compiled,
            threads: luck.threads,
            progress: { progress.add($0) })
        progress.end()
        if let search = answer.mitigated, !search.isProved, !command.flag("quiet") {
            command.remark("the search for a plan was stopped; 'domino mitigate --time-limit' may find a better one.")
        }
        let page = pageHTML(
            answer, in: scenario,
            file: path == "-" ? "scenario.json" : path.split(separator: "/").last.map(String.init) ?? path,
            version: version, asOfIsToday: asOfIsToday)
        return command.answer(page, unless: scenario.sources.inputs)
    }
}
