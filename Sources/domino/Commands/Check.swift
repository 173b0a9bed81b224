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

/// Most bytes of a step's summary: GitHub drops one of more than a mebibyte whole.
private let summaryLimit = 900_000

/// `domino check FILE`: may this date be promised?
func check(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    let asked = try SlipQuestion(command)
    let luck = try LuckOptions(command)
    let limits = try PolicyOptions(command)
    let promise = try command.reading("promise", by: readDayArgument)
    switch command.openScenario(command.positionals[0]) {
    case .failed(let status): return status
    case .scenario(var scenario):
        let (slip, asOfIsToday) = try asked.question(of: &scenario, playsFile: false)
        let policy = try limits.applied(to: scenario.policy, of: scenario, asked)
        try command.demandPromise(in: scenario)
        if let problem = luckProblem(slip.plan, in: scenario) { throw command.misuse("'--plan': \(problem).") }
        if let promise, !scenario.calendar.isWorking(promise) {
            let day = scenario.calendar.day(ordinal: scenario.calendar.dueOrdinal(promise))
            command.warn(
                Diagnostic(.dayOff, "\(promise) is a day off, so the promise counts as \(day), the working day before"))
        }
        let question = CheckQuestion(
            slips: slip.slips, plan: slip.plan, toldOn: slip.toldOn, asOf: slip.asOf, promise: promise, policy: policy,
            replicates: luck.replicates, seed: luck.seed)
        let compiled = compile(scenario)
        try luck.demandCountable(compiled, searches: false, command)
        let progress = Progress(of: 2 * question.replicates, isWanted: !command.flag("quiet"))
        let answer = DominoAnalysis.check(
            question, in: compiled, threads: luck.threads, progress: { progress.add($0) })
        progress.end()
        let text =
            switch command.format {
            case .json: checkJSON(answer, in: scenario)
            case .markdown: checkMarkdown(answer, in: scenario, asOfIsToday: asOfIsToday)
            case .text: checkText(answer, in: scenario, style: command.style, asOfIsToday: asOfIsToday)
            }
        let written = command.answer(text, unless: scenario.sources.inputs)
        guard written == .done else { return written }
        let told = command.tellWorkflow(of: answer, in: scenario, asOfIsToday: asOfIsToday)
        guard told == .done else { return told }
        let allowsStretch = command.value("allow") == "stretch"
        return answer.verdict == .safe || allowsStretch && answer.verdict == .stretch ? .done : .advised
    }
}

/// What `--confidence`, `--stretch` and the limits say; the scenario's policy stands where they say nothing.
private struct PolicyOptions {
    private let confidence: Double?
    private let stretch: Double?
    private let mean: Double?
    private let p95: Double?
    private let late: [ProbabilityArgument]

    init(_ command: ParsedCommand) throws(UsageError) {
        confidence = try command.reading("confidence", by: readProbability)
        stretch = try command.reading("stretch", by: readProbability)
        mean = try command.reading("max-mean", by: { readNumber($0, in: 0...1e12) })
        p95 = try command.reading("max-p95", by: { readNumber($0, in: 0...1e12) })
        late = try command.readings("max-late", by: readNamedProbability)
    }

    /// The policy with what was asked for in it.
    func applied(to policy: Policy, of scenario: Scenario, _ asked: SlipQuestion) throws(UsageError) -> Policy {
        var policy = policy
        if let confidence { policy.confidence = confidence }
        if let stretch { policy.stretchConfidence = stretch }
        if let mean { policy.maxMean = mean }
        if let p95 { policy.maxP95 = p95 }
        for limit in late {
            let place: CommitmentIndex = try asked.lookUp(
                limit.commitment, "--max-late", "commitment", scenario.commitments.map(\.id), in: scenario)
            if let known = policy.maxLate.firstIndex(where: { $0.commitment == place }) {
                policy.maxLate[known].probability = limit.probability
            } else {
                policy.maxLate.append((place, limit.probability))
            }
        }
        return policy
    }
}

extension ParsedCommand {
    /// There is something to promise, and it is still wanted.
    fileprivate func demandPromise(in scenario: Scenario) throws(UsageError) {
        guard let root = scenario.root else {
            throw misuse("the scenario has no \"root\": write there which commitment you are about to promise.")
        }
        guard scenario[root].status != .released else {
            let id = sanitized(scenario.id(ofCommitment: root), limit: 80)
            throw misuse("\"\(id)\" is released, so there is nothing to promise.")
        }
    }

    /// In a GitHub workflow: annotations where findings stand, and the check as Markdown in the step's summary.
    fileprivate func tellWorkflow(of answer: CheckResult, in scenario: Scenario, asOfIsToday: Bool) -> ExitStatus {
        guard environment("GITHUB_ACTIONS") == "true" else { return .done }
        _ = write(checkAnnotations(answer, in: scenario, asOfIsToday: asOfIsToday), to: STDERR_FILENO)
        guard let path = environment("GITHUB_STEP_SUMMARY"), !path.isEmpty else { return .done }
        let summary = checkMarkdown(answer, in: scenario, asOfIsToday: asOfIsToday) + "\n"
        guard summary.utf8.count + fileSize(path) < summaryLimit else {
            remark("the step's summary is full, so this check is not in it.")
            return .done
        }
        switch append(summary, to: path) {
        case .written, .closed: return .done
        case .uncreatable(let reason), .unwritable(let reason):
            return complain("the step's summary \(shownPath(path)) cannot be written: \(reason)", .unwritable)
        }
    }
}
