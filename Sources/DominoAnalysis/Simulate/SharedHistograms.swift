import DominoEngine
import Synchronization

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

    private let stripes: [Stripe]

    init(commitments: Int) {
        stripes = stride(from: 0, to: commitments, by: Self.stripe).map {
            Stripe(count: min(Self.stripe, commitments - $0))
        }
    }

    /// Counts the slips of every commitment in the block last run.
    ///
    /// - Parameter number: of the thread: each begins elsewhere, so that they seldom wait for each other.
    func add(_ workspace: borrowing Workspace, where replicates: UInt64, startingAt number: Int) {
        for offset in stripes.indices {
            let place = (offset + number * 7) % stripes.count
            stripes[place].histograms.withLock {
                workspace.count(into: &$0, from: place * Self.stripe, where: replicates)
            }
        }
    }

    /// By rank, each without counts of zero at its ends: the room a histogram takes depends on what it counted first.
    var all: [SlipHistogram] { stripes.flatMap { $0.histograms.withLock { $0.map(\.trimmed) } } }
}
