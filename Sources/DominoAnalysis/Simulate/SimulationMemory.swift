import DominoScenario

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
        return totals + commitments * replicates * MemoryLayout<Float>.size * 2
    }
    // Some hundred counts a commitment, and for each thread four rows of 64 values and the sums.
    return totals + commitments * (300 * MemoryLayout<UInt32>.size + threads * (4 * 256 + 2 * 64))
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
