/// A question being replayed under luck, a few blocks at a time, so that whoever asks stays fluid.
///
/// Once all replicates have run, its sums are those of any other run of the same question and seed, to the bit.
public final class ModelLuck {
    /// Score of each replicate so far, in 1/100.
    public private(set) var cents: [Int64] = []
    /// Slip of the root in each of them; empty without a root.
    public private(set) var rootSlips: [Float] = []
    /// What each uncertain input adds.
    public private(set) var exclusions: [ExclusionSum]

    private let root: Int
    private let replicates: Int
    private var replay: ModelReplay
    private var workspace: Workspace
    private let cones: [Cone]
    private var falls = [Int64](repeating: 0, count: Row.count)

    /// Begins; nil where too many mitigations of the plan may fail.
    public init?(_ deal: Model, _ question: ModelQuestion, replicates: Int, seed: UInt64) {
        guard var replay = ModelReplay(deal, question, seed: seed) else { return nil }
        let whole = replay.whole()
        root = Int(deal.root)
        self.replicates = replicates
        self.replay = replay
        cones = exclusionCones(for: whole)
        workspace = Workspace(for: whole, excludes: !cones.isEmpty)
        exclusions = cones.map { ExclusionSum(input: $0.input) }
    }

    /// Sums over the replicates so far.
    public var tally: Tally { workspace.tally }

    /// Runs so many blocks of 64 replicates more, as far as there are any.
    public func run(blocks: Int) {
        for _ in 0..<blocks where cents.count < replicates { runBlock() }
    }

    private func runBlock() {
        let first = cents.count
        let count = min(Row.count, replicates - first)
        let block = UInt32(truncatingIfNeeded: first / Row.count)
        let all: UInt64 = count == Row.count ? .max : (1 << UInt64(count)) - 1
        cents += [Int64](repeating: 0, count: count)
        if root >= 0 { rootSlips += [Float](repeating: 0, count: count) }
        for (members, simulation) in replay.groups(block: block, replicates: all) {
            workspace.run(block: block, replicates: members, of: simulation)
            for replicate in 0..<count where members >> UInt64(replicate) & 1 == 1 {
                cents[first + replicate] = workspace.totals[replicate]
            }
            if root >= 0 { workspace.copySlips(rank: root, to: &rootSlips, at: first, where: members) }
            for place in cones.indices {
                workspace.exclude(cones[place], block: block, of: simulation, into: &falls)
                exclusions[place].add(falls, where: members)
            }
        }
    }
}
