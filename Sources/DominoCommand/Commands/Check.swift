import DominoAnalysis
import DominoReport
import DominoScenario

extension Command {
    static let check = Command(
        "check", group: .question,
        abstract: "Before you promise: is the date safe, and which dates can you promise?",
        examples: [
            CommandExample("domino check go-live.json", "The root by its due date."),
            CommandExample(
                "domino check go-live.json --promise 2026-03-16 --max-late launch=0.1 --format markdown",
                "Another date, which must not make the commitment 'launch' late in more than one case in ten."),
        ],
        discussion:
            "Exit status 0 if the date is safe, 1 if it is a stretch or unsafe: a gate for scripts and workflows."
            + " A date is safe if the chance of keeping it reaches '--confidence', a stretch if it reaches '--stretch',"
            + " and unsafe below that or if a limit is exceeded. The scenario's policy can set all of these; options"
            + " win.",
        arguments: [.scenario],
        options: [
            OptionForm(
                "promise", value: ValueForm("date", completion: .date), "The date to promise.",
                defaultText: "the root's due date"),
            OptionForm(
                "confidence", value: ValueForm("q"), "The chance of keeping the date from which it is safe.",
                defaultText: "the policy's, or 0.8"),
            OptionForm(
                "stretch", value: ValueForm("q"), "The chance from which it is a stretch.",
                defaultText: "the policy's, or 0.5"),
            OptionForm(
                "max-mean", value: ValueForm("x"), "The most damage on average.",
                defaultText: "the policy's, or none"),
            OptionForm(
                "max-p95", value: ValueForm("x"), "The most damage in 95 of 100 cases.",
                defaultText: "the policy's, or none"),
            OptionForm(
                "max-late", value: ValueForm("id=q", completion: .commitment),
                "A commitment, and the highest chance that it is late or broken. Repeat the option for several.",
                isRepeatable: true, defaultText: "the policy's, or none"),
            OptionForm(
                "allow", value: ValueForm("verdict", oneOf: ["stretch"]), "Exit with 0 also if the date is a stretch.",
                defaultText: "none"),
            .certainSlip, .move, .plan, .tellOn,
        ] + OptionForm.runs,
        run: answerCheck)
}

/// `domino check FILE`: may this date be promised?
private func answerCheck(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    let slips = try SlipQuestion(command)
    let runs = try RunArguments(command)
    let limits = try PolicyOptions(command)
    let date = try command.reading("promise", by: readDate)
    let asked = try slips.open(fileSlip: .ignored)
    let (scenario, slip) = (asked.scenario, asked.question)
    let promise = try command.day(date, of: "promise", onOrAfter: asked.asOf)
    let policy = try limits.applied(to: scenario.policy, of: scenario)
    try command.requirePromise(in: scenario)
    try command.requireSimulable(slip.plan, in: scenario)
    if let promise, !scenario.calendar.isWorking(promise) {
        let day = scenario.calendar.day(ordinal: scenario.calendar.dueOrdinal(promise))
        command.warn(
            Diagnostic(.dayOff, "\(promise) is a day off, so the promise counts as \(day), the working day before"))
    }
    let question = CheckQuestion(
        slips: slip.slips, moves: slip.moves, plan: slip.plan, toldOn: slip.toldOn, asOf: slip.asOf, promise: promise,
        policy: policy, replicates: runs.replicates, seed: runs.seed)
    let compiled = compile(scenario)
    try runs.requireCountable(compiled, searches: false, command)
    let answer = command.withProgress(of: 2 * question.replicates) {
        check(question, in: compiled, threads: runs.threads, progress: $0)
    }
    let answered = asked.answered(answer)
    let written = command.emit(answered, unless: scenario.sources.inputs)
    guard written == .done else { return written }
    let noted = command.noteInWorkflow(answered)
    guard noted == .done else { return noted }
    let allowsStretch = command.value("allow") == "stretch"
    return answer.verdict == .safe || allowsStretch && answer.verdict == .stretch ? .done : .advised
}

/// The options `--confidence`, `--stretch` and the limits; the scenario's policy counts where they are not given.
private struct PolicyOptions {
    private let command: ParsedCommand
    private let confidence: Double?
    private let stretch: Double?
    private let mean: Double?
    private let p95: Double?
    private let late: [ProbabilityArgument]

    init(_ command: ParsedCommand) throws(EarlyEnd) {
        self.command = command
        confidence = try command.reading("confidence", by: readProbability)
        stretch = try command.reading("stretch", by: readProbability)
        mean = try command.reading("max-mean", by: { readNumber($0, in: 0...1e12) })
        p95 = try command.reading("max-p95", by: { readNumber($0, in: 0...1e12) })
        late = try command.readings("max-late", by: readNamedProbability)
    }

    /// The policy, changed as asked for.
    func applied(to policy: Policy, of scenario: Scenario) throws(EarlyEnd) -> Policy {
        var policy = policy
        if let confidence { policy.confidence = confidence }
        if let stretch { policy.stretchConfidence = stretch }
        if let mean { policy.maxMean = mean }
        if let p95 { policy.maxP95 = p95 }
        for limit in late {
            let commitment = try command.commitment(limit.commitment, in: scenario, option: "--max-late")
            if let known = policy.maxLate.firstIndex(where: { $0.commitment == commitment }) {
                policy.maxLate[known].probability = limit.probability
            } else {
                policy.maxLate.append((commitment, limit.probability))
            }
        }
        return policy
    }
}

/// Bytes of a step's summary: GitHub drops a summary above one mebibyte completely.
private let summaryLimit = 900_000

extension ParsedCommand {
    /// Requires something to promise that is still wanted.
    fileprivate func requirePromise(in scenario: Scenario) throws(EarlyEnd) {
        guard let root = scenario.root else { throw missingRoot(in: scenario) }
        guard scenario[root].status != .released else {
            let id = sanitized(scenario.id(ofCommitment: root), limit: 80)
            throw usageError("\"\(id)\" is released, so there is nothing to promise.")
        }
    }

    /// In a GitHub workflow: annotations at the findings, and the answer as Markdown in the step's summary.
    fileprivate func noteInWorkflow(_ answered: Answered<CheckResult>) -> ExitStatus {
        guard environment("GITHUB_ACTIONS") == "true" else { return .done }
        _ = write(checkAnnotations(answered), to: .standardError)
        guard let path = environment("GITHUB_STEP_SUMMARY"), !path.isEmpty else { return .done }
        let summary = render(answered, as: .markdown, style: style) + "\n"
        guard summary.utf8.count + fileSize(path) < summaryLimit else {
            note("the step's summary is full, so this check is not in it.", evenIfQuiet: true)
            return .done
        }
        switch appendToFile(summary, at: path) {
        case .written, .closed: return .done
        case .uncreatable(let reason), .unwritable(let reason):
            return fail("the step's summary \(quotedPath(path)) cannot be written: \(reason)", .unwritable)
        }
    }
}
