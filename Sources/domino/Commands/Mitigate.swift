import DominoAnalysis
import DominoReport
import DominoScenario

/// `domino mitigate FILE`: which options are worth their cost, together, with a proof.
func mitigate(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    let asked = try SlipQuestion(command)
    let luck = try LuckOptions(command)
    let budget = try command.reading("budget", by: { readNumber($0, in: 0...1e15) })
    let decideOn = try command.reading("decide-on", by: readDayArgument)
    let seconds = try command.reading("time-limit", by: readSeconds) ?? 10
    switch command.openScenario(command.positionals[0]) {
    case .failed(let status): return status
    case .scenario(var scenario):
        let (whatIf, asOfIsToday) = try asked.question(of: &scenario, needsSlip: false)
        let question = MitigateQuestion(
            slips: whatIf.slips, decideOn: decideOn ?? whatIf.asOf, asOf: whatIf.asOf, budget: budget,
            objective: command.value("objective").flatMap(Objective.init) ?? .mean,
            wantsFrontier: command.flag("frontier"), replicates: luck.replicates, seed: luck.seed)
        let compiled = compile(scenario)
        try luck.demandCountable(compiled, searches: true, command)
        let memory = PlanMemory(question, in: compiled, threads: luck.threads)
        if let problem = memoryProblem(memory, replicates: luck.replicates, available: usableMemory()) {
            throw command.misuse(problem)
        }
        let progress = SearchProgress(isWanted: !command.flag("quiet"), limitSeconds: seconds)
        let answer = DominoAnalysis.mitigate(
            question, in: compiled, threads: luck.threads,
            time: SearchTime(limitSeconds: seconds, clock: now), progress: { progress.show(best: $0, lowerBound: $1) })
        progress.end()
        let text =
            switch command.format {
            case .json: mitigateJSON(answer, in: scenario)
            case .markdown: mitigateMarkdown(answer, in: scenario, asOfIsToday: asOfIsToday)
            case .text: mitigateText(answer, in: scenario, style: command.style, asOfIsToday: asOfIsToday)
            }
        return command.answer(text, unless: scenario.sources.inputs)
    }
}

/// Why a search for plans does not fit so many bytes; nil if it does.
func memoryProblem(_ memory: PlanMemory, replicates: Int, available: Int) -> String? {
    let needed = memory.bytes(replicates: replicates)
    guard needed > available else { return nil }
    return memorySentence(
        replicates: replicates, needed: needed, available: available, most: memory.mostReplicates(in: available),
        knowsPrecision: false)
}
