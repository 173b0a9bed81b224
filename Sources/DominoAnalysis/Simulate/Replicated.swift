import DominoEngine
import DominoScenario

/// All replicates of a question, without the tornado.
///
/// - Parameter figures: what is added up.
public func replicated(
    _ question: SimulateQuestion, in scenario: Scenario, _ compiled: CompiledScenario, figures: Figures, threads: Int,
    progress: @Sendable (Int) -> Void = { _ in }
) -> SimulationPart {
    let replay = Replay(question, in: scenario, compiled, figures: figures)
    let samples = keepsSamples(commitments: replay.any.commitmentCount, replicates: question.replicates)
    let whole = ReplicateRange(first: 0, count: question.replicates)
    return run(replay, whole, threads: threads, Wishes(keepsSlips: samples), progress: progress)
}
