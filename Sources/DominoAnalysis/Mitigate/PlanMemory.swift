import DominoEngine
import DominoScenario

/// Most bytes that a search for plans holds at once beyond its scenario, roughly: an estimate from above, made before any is
/// taken.
public struct PlanMemory: Sendable {
    /// Whatever the number of replicates.
    private let fixed: Int
    /// For each 64 replicates; nothing where nothing is left to luck.
    private let perBlock: Int

    /// - Complexity: O(commitments + needs + damage), and for each option what it reaches.
    public init(_ question: MitigateQuestion, in compiled: Compiled, threads: Int) {
        let arena = Arena(question, compiled, threads: threads)
        let model = arena.model(toldOn: question.decideOn)
        guard !model.isCertain else {
            (fixed, perBlock) = (0, 0)
            return
        }
        fixed = PlayedPlans.variedBytes + threads * 2 * PlanWorkspace.size(of: model)
        // What a bound gathers of each block: three totals, and falls; and some totals as they are joined and sorted.
        let gathered = GroundBlock.size(of: model) + 8 * (8 * Row.count + 2 * model.entryCount)
        guard question.objective != .mean else {
            perBlock = gathered
            return
        }
        // The worst replicates once more, and what each option saves in them: at most all of them.
        let saved = 4 * Row.count * model.reachCount + 8 * Row.count * model.options.count
        perBlock = gathered + GroundBlock.size(of: model) + saved
    }

    /// Bytes for so many replicates.
    public func bytes(replicates: Int) -> Int { fixed + (replicates + Row.count - 1) / Row.count * perBlock }

    /// The most replicates that fit into so many bytes.
    public func mostReplicates(in bytes: Int) -> Int {
        guard perBlock > 0 else { return 1_000_000_000 }
        return min(1_000_000_000, max(0, bytes - fixed) / perBlock * Row.count)
    }
}
