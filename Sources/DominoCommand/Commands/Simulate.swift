import DominoAnalysis
import DominoReport
import DominoScenario

extension Command {
    static let simulate = Command(
        "simulate", group: .question,
        abstract: "Simulate uncertainty: the chance of keeping each commitment, and the damage to expect.",
        examples: [
            CommandExample("domino simulate go-live.json", "10,000 runs of the plan as it stands."),
            CommandExample(
                "domino simulate go-live.json --plan pilot --tell-on 2026-02-09 --replicates 100000",
                "More runs, with a mitigation carried out and everyone affected told on that day."),
        ],
        arguments: [.scenario],
        options: [
            .certainSlip, .move, .plan, .tellOn,
            OptionForm(
                "target", value: ValueForm("id", completion: .commitment),
                "A commitment to explain: what makes it late.", defaultText: "none"),
            OptionForm(
                "precision", value: ValueForm("p"),
                "Stop once the standard error of the mean damage is this share of it; '--replicates' is then the"
                    + " limit.",
                defaultText: "none"),
            OptionForm(
                "shard", value: ValueForm("i/n"),
                "Run only part I of N and write it for 'domino merge'. 'auto' asks the environment of Slurm, Kubernetes"
                    + " or AWS Batch.",
                defaultText: "the whole"),
        ] + OptionForm.runs,
        run: answerSimulate)
}

/// `domino simulate FILE`: chances instead of one story.
private func answerSimulate(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    let slips = try SlipQuestion(command)
    let runs = try RunArguments(command)
    let precision = try command.reading("precision", by: { readNumber($0, in: 0.000001...1) })
    let place = try command.shardPlace()
    let asked = try slips.open(fileSlip: .ignored)
    let (scenario, whatIf) = (asked.scenario, asked.question)
    var question = SimulateQuestion(
        slips: whatIf.slips, moves: whatIf.moves, plan: whatIf.plan, toldOn: whatIf.toldOn, asOf: whatIf.asOf,
        replicates: runs.replicates, seed: runs.seed, precision: precision)
    try command.requireSimulable(question.plan, in: scenario)
    if precision != nil, command.value("replicates") == nil { question.replicates = 10_000_000 }
    if let target = command.value("target") {
        question.target = try command.commitment(target, in: scenario, option: "--target")
    }
    let replicates = place?.range(of: question.replicates).count ?? question.replicates
    try runs.requireMemory(for: question, replicates: replicates, scenario, command)
    let compiled = compile(scenario)
    try runs.requireCountable(compiled, searches: false, command)
    if let place {
        return command.writeShard(place, of: question, in: scenario, today: asked.today, threads: runs.threads)
    }
    let answer = command.withProgress(of: question.replicates) {
        simulate(question, in: compiled, threads: runs.threads, progress: $0)
    }
    return command.emit(answer, to: asked)
}

/// How many runs are simulated, with which random seed, and on how many threads.
struct RunArguments {
    let replicates: Int
    let seed: UInt64
    let threads: Int

    init(_ command: ParsedCommand) throws(EarlyEnd) {
        replicates = try command.reading("replicates", by: { readCount($0, upTo: 1_000_000_000) }) ?? 10_000
        seed = try command.reading("seed", by: readSeed) ?? 1
        threads = try command.reading("threads", by: { readCount($0, upTo: 1024) }) ?? processorCount()
    }

    /// Refuses damage that cannot be added up to the hundredth.
    ///
    /// - Parameter searches: whether plans are searched for. Their damage over all replicates is added up in 64 bits; a
    ///   simulation adds up in 128.
    func requireCountable(_ compiled: Compiled, searches: Bool, _ command: ParsedCommand) throws(EarlyEnd) {
        if let problem = countingProblem(replicates: searches ? replicates : 1, compiled) {
            throw command.usageError("\(problem).")
        }
    }

    /// Refuses a simulation that does not fit in memory.
    ///
    /// - Parameter replicates: those of this process, if it runs only a part.
    func requireMemory(
        for question: SimulateQuestion, replicates: Int, _ scenario: Scenario, _ command: ParsedCommand
    ) throws(EarlyEnd) {
        if let problem = memoryProblem(question, replicates, scenario, threads: threads, available: usableMemory()) {
            throw command.usageError(problem)
        }
    }
}

/// Why a simulation does not fit in so many bytes; nil if it does.
func memoryProblem(
    _ question: SimulateQuestion, _ replicates: Int, _ scenario: Scenario, threads: Int, available: Int
) -> String? {
    let commitments = scenario.commitments.count
    let needed = simulationBytes(question, replicates: replicates, commitments: commitments, threads: threads)
    guard needed > available else { return nil }
    let most = mostReplicates(question, in: available, commitments: commitments, threads: threads)
    return memorySentence(replicates: replicates, needed: needed, available: available, most: most)
}

/// Why a search for plans does not fit in so many bytes; nil if it does.
func memoryProblem(_ memory: PlanMemory, replicates: Int, available: Int) -> String? {
    let needed = memory.bytes(replicates: replicates)
    guard needed > available else { return nil }
    return memorySentence(
        replicates: replicates, needed: needed, available: available, most: memory.mostReplicates(in: available),
        knowsPrecision: false)
}
