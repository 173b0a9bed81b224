import DominoEngine
import DominoScenario
import Synchronization

/// Replicates that a thread takes at a time: 16 blocks.
private let chunkReplicates = 1024

/// All replicates of a question, without the tornado.
///
/// - Parameter figures: what is added up.
/// - Precondition: at most `Replication.fallibleLimit` mitigations of the plan are fallible.
public func replicated(
    _ question: ModelQuestion, replicates: Int, seed: UInt64, figures: Figures, countsKinds: Bool = false,
    in compiled: Compiled, threads: Int, progress: @Sendable (Int) -> Void = { _ in }
) -> SimulationPart {
    run(
        replication(of: question, seed: seed, figures: figures, countsKinds: countsKinds, in: compiled),
        ReplicateRange(first: 0, count: replicates), RunOptions(slips: .all),
        keepsSlips: keepsSamples(commitments: compiled.model.commitmentCount, replicates: replicates), threads: threads,
        progress: progress)
}

/// The simulations of a question, made for all threads.
func replication(
    of question: ModelQuestion, seed: UInt64, figures: Figures, countsKinds: Bool = false, in compiled: Compiled
) -> Replication {
    guard
        let replication = Replication(
            compiled.model, question, seed: seed, figures: figures, countsKinds: countsKinds)
    else {
        preconditionFailure("checked where the plan is read")
    }
    return replication.prepared()
}

/// Runs a range of replicates on some threads.
///
/// - Parameters:
///   - keepsSlips: whether the slips of each replicate are kept, for exact quantiles; else they are counted on a grid.
///   - progress: is told from any thread how many more replicates are done.
/// - Complexity: O(replicates * (commitments + needs)), divided by the threads.
func run(
    _ replication: Replication, _ range: ReplicateRange, _ options: RunOptions, keepsSlips: Bool, threads: Int,
    progress: @Sendable (Int) -> Void
) -> SimulationPart {
    let commitments = replication.whole.commitmentCount
    let chunks = (range.count + chunkReplicates - 1) / chunkReplicates
    let runner = BlockRunner.threads(threads)
    let counts = keepsSlips ? nil : SharedHistograms(commitments: commitments)
    let memories = (0..<runner.workerCount(of: chunks)).map { _ in WorkerMemory<ReplicateRunner?>(nil) }
    let results = runner.map(chunks) { worker, chunk in
        let replicates = memories[worker].value ?? ReplicateRunner(replication, options)
        memories[worker].value = replicates
        let first = chunk * chunkReplicates
        let part = ReplicateRange(first: range.first + first, count: min(chunkReplicates, range.count - first))
        var columns = ReplicateColumns()
        if let counts {
            replicates.run(part, into: &columns, counting: counts, worker: worker)
        } else {
            columns.rows.reserveCapacity((part.count + Row.count - 1) / Row.count * commitments)
            replicates.run(part, into: &columns)
        }
        progress(part.count)
        return columns
    }
    var sums = ReplicateSums(replication, options)
    for memory in memories { if let runner = memory.value { sums.add(runner.sums) } }
    var totals: [Int64] = []
    totals.reserveCapacity(range.count)
    var slips = SlipSamples(commitments: keepsSlips ? commitments : 0)
    for result in results {
        totals += result.totals
        if keepsSlips { slips.append(SlipSamples.Piece(count: result.totals.count, rows: result.rows)) }
    }
    return SimulationPart(
        range: range, tally: sums.tally, totals: totals, slips: slips, histograms: counts?.all ?? [],
        exclusions: sums.exclusions, target: sums.target)
}

extension ReplicateRunner {
    /// Runs replicates a few blocks at a time, and counts their slips instead of keeping them.
    fileprivate func run(
        _ range: ReplicateRange, into columns: inout ReplicateColumns, counting counts: SharedHistograms, worker: Int
    ) {
        let most = Row.count * waitingBlocks(commitments: counts.commitments)
        for first in stride(from: range.first, to: range.first + range.count, by: most) {
            let part = ReplicateRange(first: first, count: min(most, range.first + range.count - first))
            run(part, into: &columns)
            counts.add(columns.rows, replicates: part.count, startingAt: worker)
            columns.rows.removeAll(keepingCapacity: first + most < range.first + range.count)
        }
    }
}

/// The histograms of all commitments, counted by all threads into the same memory.
///
/// Each thread's own would be the most that a great simulation holds: some hundred counts a commitment and thread.
final class SharedHistograms: Sendable {
    /// Commitments that are locked together.
    private static let stripe = 1024

    private final class Stripe: Sendable {
        let histograms: Mutex<[SlipHistogram]>

        init(count: Int) { histograms = Mutex([SlipHistogram](repeating: SlipHistogram(), count: count)) }
    }

    let commitments: Int
    private let stripes: [Stripe]

    init(commitments: Int) {
        self.commitments = commitments
        stripes = stride(from: 0, to: commitments, by: Self.stripe).map {
            Stripe(count: min(Self.stripe, commitments - $0))
        }
    }

    /// Counts the slips of every commitment in some blocks.
    ///
    /// - Parameters:
    ///   - rows: by block, then rank.
    ///   - replicates: how many of them count, from the first on.
    ///   - number: of the thread: each begins elsewhere, so that they seldom wait for each other.
    func add(_ rows: [Row], replicates: Int, startingAt number: Int) {
        for offset in stripes.indices {
            let place = (offset + number * 7) % stripes.count
            stripes[place].histograms.withLock {
                SlipHistogram.add(
                    rows, replicates: replicates, commitments: commitments, to: &$0, from: place * Self.stripe)
            }
        }
    }

    /// By rank, each without counts of zero at its ends: the room a histogram takes depends on what it counted first.
    var all: [SlipHistogram] { stripes.flatMap { $0.histograms.withLock { $0.map { $0.trimmed } } } }
}

// MARK: Memory

/// Rows of 64 values that a thread has for each commitment: slips, own delays, drivers, and what is on its way back.
private let rowsAThread = 5

/// Blocks whose slips a thread keeps until it counts them: 8, or 32 MB of them.
func waitingBlocks(commitments: Int) -> Int {
    max(1, min(8, (32 << 20) / MemoryLayout<Row>.size / max(1, commitments)))
}

/// Most bytes that a simulation holds at once beyond its scenario, roughly: an estimate from above, made before any is
/// taken.
///
/// - Parameter replicates: those of one run: all of a question, or a shard's.
public func simulationBytes(
    _ question: SimulateQuestion, replicates: Int, commitments: Int, threads: Int
) -> Int {
    // Totals are kept as the threads give them, and in one list; then again in order of size, when the first are gone.
    // Waves of a run that stops when it is precise are a third copy while they are joined.
    let totals = replicates * MemoryLayout<Int64>.size * (question.precision == nil ? 2 : 3)
    guard !keepsSamples(commitments: commitments, replicates: question.replicates) else {
        let blocks = (replicates + Row.count - 1) / Row.count
        return totals + commitments * MemoryLayout<Row>.size * (blocks + threads * rowsAThread)
    }
    // Some hundred counts a commitment, and for each thread its rows, those that wait to be counted, the sums of a
    // chunk, twice while they are taken, and those of all, which are twice as wide.
    let waiting = waitingBlocks(commitments: commitments)
    return totals
        + commitments
        * (300 * MemoryLayout<UInt32>.size + threads * ((rowsAThread + waiting) * MemoryLayout<Row>.size + 4 * 64))
}

/// The most replicates of a question that fit into so many bytes.
public func mostReplicates(
    _ question: SimulateQuestion, in bytes: Int, commitments: Int, threads: Int
) -> Int {
    firstPlace(in: 1..<1_000_000_001) { replicates in
        var smaller = question
        smaller.replicates = replicates
        return simulationBytes(smaller, replicates: replicates, commitments: commitments, threads: threads) > bytes
    } - 1
}
