import DominoAnalysis
import DominoReport
import DominoScenario

/// How much luck is played, and by how many threads.
struct LuckOptions {
    let replicates: Int
    let seed: UInt64
    let threads: Int

    init(_ command: ParsedCommand) throws(UsageError) {
        replicates = try command.reading("replicates", by: { readCount($0, upTo: 1_000_000_000) }) ?? 10_000
        seed = try command.reading("seed", by: readSeed) ?? 1
        threads = try command.reading("threads", by: { readCount($0, upTo: 1024) }) ?? processorCount()
    }

    /// Refuses harm that cannot be counted to the hundredth.
    ///
    /// - Parameter searches: whether plans are looked for, whose harm over all replicates is added up in 64 bits; a simulation adds up
    ///   in 128.
    func demandCountable(_ compiled: Compiled, searches: Bool, _ command: ParsedCommand) throws(UsageError) {
        if let problem = countingProblem(replicates: searches ? replicates : 1, compiled) {
            throw command.misuse("\(problem).")
        }
    }
}

/// `domino simulate FILE`: odds instead of one story.
func simulate(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    let asked = try SlipQuestion(command)
    let luck = try LuckOptions(command)
    let precision = try command.reading("precision", by: { readNumber($0, in: 0.000001...1) })
    let place = try command.shardPlace()
    switch command.openScenario(command.positionals[0]) {
    case .failed(let status): return status
    case .scenario(var scenario):
        let (whatIf, asOfIsToday) = try asked.question(of: &scenario, playsFile: false)
        var question = SimulateQuestion(
            slips: whatIf.slips, plan: whatIf.plan, toldOn: whatIf.toldOn, asOf: whatIf.asOf,
            replicates: luck.replicates, seed: luck.seed, precision: precision)
        if let problem = luckProblem(question.plan, in: scenario) { throw command.misuse("'--plan': \(problem).") }
        let compiled = compile(scenario)
        if precision != nil, command.value("replicates") == nil {
            question.replicates = 10_000_000
        }
        if let target = command.value("target") {
            question.target = try asked.lookUp(
                target, "--target", "commitment", scenario.commitments.map(\.id), in: scenario)
        }
        let part = place?.range(of: question.replicates).count ?? question.replicates
        if let problem = memoryProblem(question, part, scenario, threads: luck.threads, available: usableMemory()) {
            throw command.misuse("\(problem)")
        }
        try luck.demandCountable(compiled, searches: false, command)
        if let place {
            return command.writeShard(
                place, of: question, in: scenario, asOfIsToday: asOfIsToday, threads: luck.threads)
        }
        let progress = Progress(of: question.replicates, isWanted: !command.flag("quiet"))
        let answer = DominoAnalysis.simulate(
            question, in: compiled, threads: luck.threads, progress: { progress.add($0) })
        progress.end()
        let text = command.text(of: answer, in: scenario, asOfIsToday: asOfIsToday)
        return command.answer(text, unless: scenario.sources.inputs)
    }
}

/// Why a question does not fit so many bytes; nil if it does.
func memoryProblem(
    _ question: SimulateQuestion, _ replicates: Int, _ scenario: Scenario, threads: Int, available: Int
) -> String? {
    let commitments = scenario.commitments.count
    let needed = simulationBytes(question, replicates: replicates, commitments: commitments, threads: threads)
    guard needed > available else { return nil }
    let most = mostReplicates(question, in: available, commitments: commitments, threads: threads)
    return memorySentence(replicates: replicates, needed: needed, available: available, most: most)
}

extension ParsedCommand {
    /// A simulation in the format asked for: the same text whether one run or many parts led to it.
    func text(of answer: SimulationResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
        switch format {
        case .json: simulateJSON(answer, in: scenario)
        case .markdown: simulateMarkdown(answer, in: scenario, asOfIsToday: asOfIsToday)
        case .text: simulateText(answer, in: scenario, style: style, asOfIsToday: asOfIsToday)
        }
    }
}
