import Dispatch
import DominoEngine
import Synchronization

/// Replicates a thread takes at a time: 16 blocks.
private let chunkReplicates = 1024

/// What a run gathers besides its sums.
struct Wishes: Sendable {
    /// Whether each replicate's slips are kept, for exact quantiles; else they are counted on a grid.
    var keepsSlips: Bool
    /// Inputs to be excluded one by one.
    var cones: [Cone] = []
    /// Rank of the commitment whose causes are looked for.
    var target: Int32?
}

/// Runs a range of replicates on some threads.
///
/// - Parameter progress: is told how many more replicates are done, from any thread.
/// - Complexity: O(replicates * (commitments + needs)), divided by the threads.
func run(
    _ replay: Replay, _ range: ReplicateRange, threads: Int, _ wishes: Wishes, progress: @Sendable (Int) -> Void
) -> SimulationPart {
    let chunks = (range.count + chunkReplicates - 1) / chunkReplicates
    let workers = max(1, min(threads, chunks))
    let gathering = Mutex(Gathering(chunks: chunks, sums: Sums(replay, wishes)))
    let counts = wishes.keepsSlips ? nil : SharedHistograms(commitments: replay.any.commitmentCount)
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { number in
        var worker = Worker(replay, wishes, counts, number: number)
        while true {
            let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard chunk < chunks else { break }
            let first = chunk * chunkReplicates
            let count = min(chunkReplicates, range.count - first)
            let result = worker.run(ReplicateRange(first: range.first + first, count: count))
            gathering.withLock { $0.results[chunk] = result }
            progress(count)
        }
        let sums = worker.sums
        gathering.withLock { $0.sums.add(sums) }
    }
    let commitments = wishes.keepsSlips ? replay.any.commitmentCount : 0
    return gathering.withLock { $0.part(of: range, commitments: commitments, histograms: counts?.all ?? []) }
}

/// What adds up exactly, in any order.
struct Sums: Sendable {
    var tally: TallySum
    var exclusions: [ExclusionTotal]
    var target: TargetTally?

    init(_ replay: Replay, _ wishes: Wishes) {
        tally = TallySum(replay.any.emptyTally())
        exclusions = wishes.cones.map { ExclusionTotal(input: $0.input) }
        target = wishes.target.map { TargetTally(target: $0, commitments: replay.any.commitmentCount) }
    }

    mutating func add(_ other: Sums) {
        tally.add(other.tally)
        for place in exclusions.indices { exclusions[place].add(other.exclusions[place]) }
        if let others = other.target { target?.add(others) }
    }
}

/// What one chunk gave, replicate by replicate.
private struct ChunkResult: Sendable {
    var totals: [Int64]
    /// Slips by block, then rank; none where they are counted.
    var rows: [Row] = []

    init(replicates: Int) { totals = [Int64](repeating: 0, count: replicates) }
}

/// What the threads have given so far.
private struct Gathering: Sendable {
    var results: [ChunkResult?]
    var sums: Sums

    init(chunks: Int, sums: Sums) {
        results = [ChunkResult?](repeating: nil, count: chunks)
        self.sums = sums
    }

    /// All chunks in order.
    func part(of range: ReplicateRange, commitments: Int, histograms: [SlipHistogram]) -> SimulationPart {
        var totals: [Int64] = []
        totals.reserveCapacity(range.count)
        for result in results { totals += result?.totals ?? [] }
        var slips = KeptSlips(commitments: commitments)
        if commitments > 0 {
            for result in results {
                guard let result else { continue }
                slips.append(KeptSlips.Piece(count: result.totals.count, rows: result.rows))
            }
        }
        return SimulationPart(
            range: range, tally: sums.tally, totals: totals, slips: slips, histograms: histograms,
            exclusions: sums.exclusions, target: sums.target)
    }
}

/// One thread's memory and sums.
private struct Worker: ~Copyable {
    private let replay: Replay
    private let wishes: Wishes
    private let counts: SharedHistograms?
    private let number: Int
    private var workspace: Workspace
    private var falls = [Int64](repeating: 0, count: Row.count)
    private(set) var sums: Sums

    init(_ replay: Replay, _ wishes: Wishes, _ counts: SharedHistograms?, number: Int) {
        self.replay = replay
        self.wishes = wishes
        self.counts = counts
        self.number = number
        workspace = Workspace(for: replay.any, excludes: !wishes.cones.isEmpty)
        sums = Sums(replay, wishes)
    }

    /// Runs replicates from the beginning of a block on: one chunk at most, which is what 64 bits hold of the largest amounts.
    mutating func run(_ range: ReplicateRange) -> ChunkResult {
        let commitments = replay.any.commitmentCount
        var result = ChunkResult(replicates: range.count)
        if wishes.keepsSlips { result.rows.reserveCapacity((range.count + Row.count - 1) / Row.count * commitments) }
        let most = Row.count * waitingBlocks(commitments: commitments)
        var waiting = 0
        var done = 0
        while done < range.count {
            let count = min(Row.count, range.count - done)
            let block = UInt32(truncatingIfNeeded: (range.first + done) / Row.count)
            let all: UInt64 = count == Row.count ? .max : (1 << UInt64(count)) - 1
            for (group, (replicates, simulation)) in replay.groups(block: block, replicates: all).enumerated() {
                workspace.run(block: block, replicates: replicates, of: simulation)
                for replicate in 0..<count where replicates >> UInt64(replicate) & 1 == 1 {
                    result.totals[done + replicate] = workspace.totals[replicate]
                }
                if wishes.keepsSlips || counts != nil {
                    workspace.keepSlips(in: &result.rows, replicates: replicates, isFirst: group == 0)
                }
                if sums.target != nil { trace(simulation, replicates) }
                exclude(block: block, replicates: replicates, simulation)
            }
            done += count
            waiting += count
            if let counts, waiting >= most || done == range.count {
                counts.add(result.rows, replicates: waiting, startingAt: number)
                result.rows.removeAll(keepingCapacity: done < range.count)
                waiting = 0
            }
        }
        sums.tally.add(workspace.takeTally())
        return result
    }

    /// Looks for the causes of the target.
    private mutating func trace(_ simulation: Simulation, _ replicates: UInt64) {
        guard var target = sums.target.take() else { return }
        workspace.trace(simulation, replicates: replicates, into: &target)
        sums.target = target
    }

    /// Switches each input off in the block last run.
    private mutating func exclude(block: UInt32, replicates: UInt64, _ simulation: Simulation) {
        for place in wishes.cones.indices {
            workspace.exclude(wishes.cones[place], block: block, of: simulation, into: &falls)
            var fall = ExclusionSum(input: sums.exclusions[place].input)
            fall.add(falls, where: replicates)
            sums.exclusions[place].sum += Int128(fall.sum)
            sums.exclusions[place].squares &+= fall.squares
        }
    }
}
