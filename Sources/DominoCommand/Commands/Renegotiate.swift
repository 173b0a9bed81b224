import DominoAnalysis
import DominoReport
import DominoScenario

extension Command {
    static let renegotiate = Command(
        "renegotiate", group: .question,
        abstract: "After a slip: whom to tell, in which order and by when, and which dates to offer.",
        examples: [
            CommandExample(
                "domino renegotiate go-live.json --slip go-live=14", "The talks to have about a slip of 14 days."),
            CommandExample(
                "domino renegotiate go-live.json --format markdown -o talks.md --ics talks.ics",
                "A page for each talk, and their deadlines in a calendar."),
        ],
        arguments: [.scenario],
        options: [
            .slip, .move,
            OptionForm(
                "known", value: ValueForm("date", completion: .date),
                "The day the slip is known: the first on which anybody can be told.", defaultText: "today"),
            OptionForm(
                "confidence", value: ValueForm("q"), "The chance of keeping a new date that you ask for.",
                defaultText: "the policy's, or 0.8"),
            OptionForm(
                "ics", value: ValueForm("file", completion: .file),
                "Also write the talks to a calendar file, each on the last good day for it.", defaultText: "none"),
        ] + OptionForm.runs,
        run: answerRenegotiate)
}

/// `domino renegotiate FILE`: whom to talk to about a slip, when, and which dates to offer.
private func answerRenegotiate(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    let slips = try SlipQuestion(command)
    let knownOn = try command.reading("known", by: readDate)
    let confidence = try command.reading("confidence", by: readConfidence)
    let runs = try RunArguments(command)
    if command.value("ics") == "-" {
        throw command.usageError("'--ics' takes the name of a file: standard output is for the answer.")
    }
    let asked = try slips.open(fileSlip: .expected, knownOn: ("known", knownOn))
    let (scenario, slip) = (asked.scenario, asked.question)
    var question = RenegotiateQuestion(
        slips: slip.slips, moves: slip.moves, knownOn: slip.toldOn ?? asked.asOf, asOf: asked.asOf,
        confidence: confidence ?? scenario.policy.confidence, replicates: runs.replicates, seed: runs.seed)
    let simulation = SimulateQuestion(asOf: asked.asOf, replicates: runs.replicates)
    try runs.requireMemory(for: simulation, replicates: runs.replicates, scenario, command)
    let compiled = compile(scenario)
    try runs.requireCountable(compiled, searches: true, command)
    question.plans = command.plansToOffer(question, compiled, threads: runs.threads)
    let answer = command.withProgress(of: 2 * question.replicates) {
        renegotiate(question, in: compiled, threads: runs.threads, progress: $0)
    }
    if let path = command.value("ics") {
        let text = calendar(of: asked.answered(answer), version: version)
        let status = command.writeCalendar(text, to: path, unless: scenario.sources.inputs)
        guard status == .done else { return status }
    }
    return command.emit(answer, to: asked)
}

/// A confidence: a probability above 0.
func readConfidence(_ text: String) -> Result<Double, Refusal> {
    readProbability(text).flatMap { $0 > 0 ? .success($0) : .failure("a confidence is above 0.") }
}

extension ParsedCommand {
    /// The best plan and alternatives to it: plan A, B, C. None if no mitigation is worth its cost.
    fileprivate func plansToOffer(
        _ question: RenegotiateQuestion, _ compiled: Compiled, threads: Int
    ) -> [[MitigationIndex]] {
        let scenario = compiled.scenario
        guard !scenario.mitigations.isEmpty else { return [] }
        let search = MitigateQuestion(
            slips: question.slips, moves: question.moves, decideOn: question.knownOn, asOf: question.asOf,
            wantsWaiting: false, replicates: question.replicates, seed: question.seed)
        let progress = SearchProgress(isWanted: !isQuiet, limitSeconds: nil)
        let found = mitigate(
            search, in: compiled, threads: threads, time: .affordable(search, in: scenario),
            progress: { progress.show(best: $0, lowerBound: $1) })
        progress.end()
        if !found.isProved { noteStoppedSearch() }
        guard !found.best.mitigations.isEmpty else { return [] }
        return [found.best.mitigations] + found.runnersUp.map { $0.mitigations }.filter { !$0.isEmpty }
    }

    /// Writes the calendar, but not over the scenario or where the answer goes.
    fileprivate func writeCalendar(_ text: String, to path: String, unless inputs: [String]) -> ExitStatus {
        if isSameDestination(outputPath ?? "/dev/stdout", path) {
            return fail("\(quotedPath(path)) is where the answer goes. Give '--ics' another name.", .uncreatable)
        }
        return save(text, to: path, unless: inputs)
    }
}
