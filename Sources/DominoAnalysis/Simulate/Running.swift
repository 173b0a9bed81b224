import Dispatch
import DominoEngine
import Synchronization

/// Replicates a thread takes at a time: 16 blocks.
private let chunkReplicates = 1024

/// Runs a range of replicates on some threads.
///
/// - Parameters:
///   - keepsSlips: whether each replicate's slips are kept, for exact quantiles.
///   - progress: is told how many more replicates are done, from any thread.
/// - Complexity: O(replicates * (commitments + needs)), divided by the threads.
func run(
    _ replay: Replay, _ range: ReplicateRange, threads: Int, keepsSlips: Bool,
    progress: @Sendable (Int) -> Void
) -> SimulationPart {
    let chunks = (range.count + chunkReplicates - 1) / chunkReplicates
    let workers = max(1, min(threads, chunks))
    let gathering = Mutex(Gathering(chunks: chunks, tally: replay.any.emptyTally()))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
        var worker = Worker(replay, keepsSlips: keepsSlips)
        while true {
            let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard chunk < chunks else { break }
            let first = chunk * chunkReplicates
            let count = min(chunkReplicates, range.count - first)
            let result = worker.run(ReplicateRange(first: range.first + first, count: count))
            gathering.withLock { $0.results[chunk] = result }
            progress(count)
        }
        let tally = worker.tally
        gathering.withLock { $0.tally.add(tally) }
    }
    let gathered = gathering.withLock { $0 }
    return gathered.part(of: range, commitments: keepsSlips ? replay.any.commitmentCount : 0)
}

/// What one chunk gave, replicate by replicate.
private struct ChunkResult: Sendable {
    var totals: [Int64]
    /// By rank, then replicate.
    var slips: [Float]
}

/// What the threads have given so far.
private struct Gathering: Sendable {
    var results: [ChunkResult?]
    var tally: Tally

    init(chunks: Int, tally: Tally) {
        results = [ChunkResult?](repeating: nil, count: chunks)
        self.tally = tally
    }

    /// All chunks in order.
    func part(of range: ReplicateRange, commitments: Int) -> SimulationPart {
        var totals: [Int64] = []
        totals.reserveCapacity(range.count)
        for result in results { totals += result?.totals ?? [] }
        var slips: [Float] = []
        slips.reserveCapacity(commitments * range.count)
        for rank in 0..<commitments {
            for result in results {
                guard let result else { continue }
                let count = result.totals.count
                slips += result.slips[rank * count..<(rank + 1) * count]
            }
        }
        return SimulationPart(range: range, tally: tally, totals: totals, slips: slips)
    }
}

/// One thread's memory and sums.
private struct Worker: ~Copyable {
    private let replay: Replay
    private let keepsSlips: Bool
    private var workspace: Workspace
    var tally: Tally

    init(_ replay: Replay, keepsSlips: Bool) {
        self.replay = replay
        self.keepsSlips = keepsSlips
        workspace = Workspace(for: replay.any)
        tally = replay.any.emptyTally()
    }

    /// Runs replicates from the beginning of a block on.
    mutating func run(_ range: ReplicateRange) -> ChunkResult {
        var result = ChunkResult(totals: [Int64](repeating: 0, count: range.count), slips: [])
        let commitments = keepsSlips ? replay.any.commitmentCount : 0
        result.slips = [Float](repeating: 0, count: commitments * range.count)
        var done = 0
        while done < range.count {
            let count = min(Row.count, range.count - done)
            let block = UInt32(truncatingIfNeeded: (range.first + done) / Row.count)
            let all: UInt64 = count == Row.count ? .max : (1 << UInt64(count)) - 1
            for (replicates, simulation) in replay.groups(block: block, replicates: all) {
                workspace.run(block: block, replicates: replicates, of: simulation, into: &tally)
                for replicate in 0..<count where replicates >> UInt64(replicate) & 1 == 1 {
                    result.totals[done + replicate] = workspace.totals[replicate]
                }
                for rank in 0..<commitments {
                    workspace.copySlips(
                        rank: rank, to: &result.slips, at: rank * range.count + done, where: replicates)
                }
            }
            done += count
        }
        return result
    }
}
