import Dispatch
import DominoEngine
import Synchronization

/// What switching one input off does to the total score, summed over replicates in 1/100.
public struct ExclusionSum: Sendable, Equatable {
    /// Number of the input.
    public var input: Int32
    /// Sum of the differences.
    public var sum: Int64
    /// Sum of their squares.
    public var squares: Int128
}

/// Runs a range of replicates once more for each uncertain input, without it, on the same luck.
///
/// - Parameter baseline: total score of each replicate with all inputs, in 1/100.
/// - Complexity: O(inputs * replicates * (commitments + needs)), divided by the threads.
func exclusions(_ replay: Replay, _ range: ReplicateRange, baseline: [Int64], threads: Int) -> [ExclusionSum] {
    let inputs = replay.inputs.count
    let zero = (0..<inputs).map { ExclusionSum(input: Int32($0), sum: 0, squares: 0) }
    let blocks = (range.count + Row.count - 1) / Row.count
    let workers = max(1, min(threads, blocks))
    let sums = Mutex(zero)
    let next = Atomic<Int>(0)
    let forward = replay.forwardOnly()
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
        var own = zero
        var workspace = Workspace(for: forward.any)
        var tally = forward.any.emptyTally()
        while true {
            let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard block < blocks else { break }
            let first = block * Row.count
            let count = min(Row.count, range.count - first)
            let all: UInt64 = count == Row.count ? .max : (1 << UInt64(count)) - 1
            let number = UInt32(truncatingIfNeeded: range.first / Row.count + block)
            for (replicates, simulation) in forward.groups(block: number, replicates: all) {
                for input in 0..<inputs {
                    workspace.run(
                        block: number, replicates: replicates, of: simulation, skipping: Int32(input), into: &tally)
                    for replicate in 0..<count where replicates >> UInt64(replicate) & 1 == 1 {
                        let difference = baseline[first + replicate] - workspace.totals[replicate]
                        own[input].sum += difference
                        own[input].squares += Int128(difference) * Int128(difference)
                    }
                }
            }
        }
        let result = own
        sums.withLock { sums in
            for input in 0..<inputs {
                sums[input].sum += result[input].sum
                sums[input].squares += result[input].squares
            }
        }
    }
    return sums.withLock { $0 }
}
