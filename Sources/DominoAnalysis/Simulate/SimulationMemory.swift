import DominoEngine
import DominoScenario

/// Rows of 64 values that a thread has for each commitment: slips, own delays, drivers, and what is on its way back.
private let rowsAThread = 5

/// Blocks whose slips a thread keeps until it counts them: 8, or 32 MB of them.
func waitingBlocks(commitments: Int) -> Int {
    max(1, min(8, (32 << 20) / MemoryLayout<Row>.size / max(1, commitments)))
}

/// Most bytes that a simulation holds at once beyond its scenario, roughly: an estimate from above, made before any is taken.
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
    // Some hundred counts a commitment, and for each thread its rows, those that wait to be counted, the sums of a chunk, twice
    // while they are taken, and those of all, which are twice as wide.
    let waiting = waitingBlocks(commitments: commitments)
    return totals
        + commitments
        * (300 * MemoryLayout<UInt32>.size + threads * ((rowsAThread + waiting) * MemoryLayout<Row>.size + 4 * 64))
}

/// The most replicates of a question that fit into so many bytes.
public func mostReplicates(
    _ question: SimulateQuestion, in bytes: Int, commitments: Int, threads: Int
) -> Int {
    var (low, high) = (0, 1_000_000_000)
    while low < high {
        let middle = (low + high + 1) / 2
        var smaller = question
        smaller.replicates = middle
        let needed = simulationBytes(smaller, replicates: middle, commitments: commitments, threads: threads)
        if needed <= bytes { low = middle } else { high = middle - 1 }
    }
    return low
}
