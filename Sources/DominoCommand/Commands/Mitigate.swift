import DominoAnalysis
import DominoReport
import DominoScenario

extension Command {
    static let mitigate = Command(
        "mitigate", group: .question,
        abstract: "Find the best plan for its cost, with proof; the alternatives; and the cost of waiting.",
        examples: [
            CommandExample("domino mitigate go-live.json", "The plan with the lowest sum of damage and cost."),
            CommandExample(
                "domino mitigate go-live.json --slip go-live=14 --budget 20000 --objective p95 --frontier",
                "Another slip and a budget, judged by a bad case; and the best plan for every smaller budget."),
        ],
        discussion:
            "The plan is decided, and everyone affected is told, on the day of '--decide-on'. If the time limit stops"
            + " the search, the answer says how far from the best it can be.",
        arguments: [.scenario],
        options: [
            .slip, .move,
            OptionForm("budget", value: ValueForm("x"), "The most a plan may cost.", defaultText: "no limit"),
            OptionForm(
                "objective", value: ValueForm("figure", oneOf: ["mean", "p90", "p95", "cvar95"]),
                "The figure of the damage that counts, in addition to the cost.", defaultText: "mean"),
            OptionForm(
                "decide-on", value: ValueForm("date", completion: .date),
                "The day of the decision, on which everyone affected is told.", defaultText: "today"),
            OptionForm("frontier", "Also find the best plan for every smaller budget."),
            OptionForm(
                "time-limit", value: ValueForm("s"),
                "Seconds for the search. Alternatives, frontier and waiting share as many again.", defaultText: "10"),
        ] + OptionForm.runs,
        run: answerMitigate)
}

/// `domino mitigate FILE`: which mitigations are worth their cost together, with a proof.
private func answerMitigate(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    let slips = try SlipQuestion(command)
    let runs = try RunArguments(command)
    let budget = try command.reading("budget", by: { readNumber($0, in: 0...1e15) })
    let date = try command.reading("decide-on", by: readDate)
    let seconds = try command.reading("time-limit", by: readSeconds) ?? 10
    let asked = try slips.open(fileSlip: .counts)
    let decideOn = try command.day(date, of: "decide-on", onOrAfter: asked.asOf)
    let question = MitigateQuestion(
        slips: asked.question.slips, moves: asked.question.moves, decideOn: decideOn ?? asked.asOf, asOf: asked.asOf,
        budget: budget, objective: command.value("objective").flatMap(Objective.init) ?? .mean,
        wantsFrontier: command.flag("frontier"), replicates: runs.replicates, seed: runs.seed)
    let compiled = compile(asked.scenario)
    try runs.requireCountable(compiled, searches: true, command)
    let memory = PlanMemory(question, in: compiled, threads: runs.threads)
    if let problem = memoryProblem(memory, replicates: runs.replicates, available: usableMemory()) {
        throw command.usageError(problem)
    }
    let progress = SearchProgress(isWanted: !command.isQuiet, limitSeconds: seconds)
    let answer = mitigate(
        question, in: compiled, threads: runs.threads,
        time: SearchTime(limitSeconds: seconds, clock: now), progress: { progress.show(best: $0, lowerBound: $1) })
    progress.end()
    return command.emit(answer, to: asked)
}

extension ParsedCommand {
    /// Says that a plan may not be the best one.
    func noteStoppedSearch() {
        note("the search for a plan was stopped. 'domino mitigate --time-limit' may find a better one.")
    }
}
