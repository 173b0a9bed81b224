import DominoEngine
import DominoScenario

/// An upper bound of the memory that a search for plans takes beyond its scenario, in bytes. It is made before any of
/// it is taken.
public struct PlanMemory: Sendable {
    /// Whatever the number of replicates.
    private let fixed: Int
    /// For each 64 replicates; 0 where nothing is drawn.
    private let perBlock: Int

    /// - Complexity: O(commitments + needs + damage), and for each mitigation what it reaches.
    public init(_ question: MitigateQuestion, in compiled: Compiled, threads: Int) {
        let study = MitigationStudy(question, compiled, threads: threads)
        let model = study.model(decidedOn: question.decideOn, isTold: study.isTold)
        guard !model.isCertain else {
            (fixed, perBlock) = (0, 0)
            return
        }
        fixed = PlanEvaluator.size(of: model, workers: threads)
        // What a bound collects from each block: three totals and gaps; and some totals as they are joined and sorted.
        let collected = SampleBlock.size(of: model) + 8 * (8 * Row.count + 2 * model.entryCount)
        guard question.objective != .mean else {
            perBlock = collected
            return
        }
        // The worst replicates again, at most all, and what each option saves in them.
        let savings = 4 * Row.count * model.reachCount + 8 * Row.count * model.options.count
        perBlock = collected + SampleBlock.size(of: model) + savings
    }

    /// Bytes for a number of replicates.
    public func bytes(replicates: Int) -> Int { fixed + (replicates + Row.count - 1) / Row.count * perBlock }

    /// The most replicates that fit into so many bytes.
    public func mostReplicates(in bytes: Int) -> Int {
        guard perBlock > 0 else { return 1_000_000_000 }
        return min(1_000_000_000, max(0, bytes - fixed) / perBlock * Row.count)
    }
}
