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

    private let commitments: Int
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
    var all: [SlipHistogram] { stripes.flatMap { $0.histograms.withLock { $0.map(\.trimmed) } } }
}
