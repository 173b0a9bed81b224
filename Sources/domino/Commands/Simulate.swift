import DominoAnalysis
import DominoReport
import DominoScenario

/// How much luck is played, and by how many threads.
struct LuckOptions {
    let replicates: Int
    let seed: UInt64
    let threads: Int

    init(_ command: ParsedCommand) throws(Misuse) {
        replicates = try command.reading("replicates", by: { readCount($0, upTo: 1_000_000_000) }) ?? 10_000
        seed = try command.reading("seed", by: readSeed) ?? 1
        threads = try command.reading("threads", by: { readCount($0, upTo: 1024) }) ?? processorCount()
    }
}

/// `domino simulate FILE`: odds instead of one story.
func simulate(_ command: ParsedCommand) throws(Misuse) -> ExitStatus {
    let asked = try SlipQuestion(command)
    let luck = try LuckOptions(command)
    switch command.openScenario(command.positionals[0]) {
    case .failed(let status): return status
    case .scenario(var scenario):
        let (whatIf, _) = try asked.question(of: &scenario, playsFile: false)
        let question = SimulateQuestion(
            slips: whatIf.slips, plan: whatIf.plan, toldOn: whatIf.toldOn, asOf: whatIf.asOf,
            replicates: luck.replicates, seed: luck.seed)
        let answer = DominoAnalysis.simulate(question, in: scenario, compile(scenario), threads: luck.threads)
        return command.answer(simulateJSON(answer, in: scenario), unless: scenario.sources.inputs)
    }
}
