/// One commitment, and how late it is at least in one lane.
public struct Shock: Sendable, BitwiseCopyable {
    /// The commitment's rank.
    public var rank: Int32
    /// Its slip, or more where its needs make it later; in days.
    public var slip: Float

    /// A shock.
    public init(rank: Int32, slip: Float) {
        self.rank = rank
        self.slip = slip
    }
}

/// Looks at each commitment that a sweep moves.
protocol MoveObserver {
    /// Its slip in every lane.
    mutating func move(_ rank: Int, _ slip: Row, _ baseline: Baseline)
}

/// The memory of one thread that evaluates up to 64 shocks side by side, each with everything else on plan.
///
/// Only what a shock reaches is computed. Ranks wait in a queue, the lowest first; a commitment enters it when the
/// largest lane of one of its needs gets through. That largest lane is kept as a number of its own, the peak. It is an
/// upper bound where the largest own delay and the largest inherited delay are in different lanes. Slips rise or stay,
/// so a commitment that has not moved has its slip on plan. Rows live in slots that are reused after their last reader:
/// rows of 100,000 commitments would leave the cache, a few thousand slots do not.
struct LaneSweep: ~Copyable {
    private let rows: RowColumn
    /// The largest lane of each row, or more; by rank, where it has moved.
    private let peaks: Column<Float>
    private var waiting: RankQueue
    private let moved: RankSet
    /// Own delays of what is shocked, by rising rank.
    private var shocked: [Shocked] = []
    /// Rows computed so far, and needs looked at for them: the cost of a run on any machine.
    private(set) var rowsComputed = 0
    private(set) var needsRelaxed = 0

    private struct Shocked {
        var rank: Int
        /// What the shocks say; `-inf` in the lanes of others.
        var slip: Row
        var largest: Float
    }

    init(of baseline: Baseline) {
        rows = RowColumn(count: baseline.slotCount)
        peaks = Column<Float>(repeating: 0, count: baseline.commitmentCount)
        waiting = RankQueue(count: baseline.commitmentCount)
        moved = RankSet(count: baseline.commitmentCount)
    }

    /// Evaluates shocks, and shows the observer each commitment that moves in any lane. Lanes beyond the shocks stay on
    /// plan.
    ///
    /// - Precondition: at most 64 shocks.
    /// - Complexity: O(commitments reached, their needs and dependents) rows, and commitments/64 words.
    mutating func run(_ shocks: [Shock], _ baseline: Baseline, _ observer: inout some MoveObserver) {
        begin(shocks, baseline)
        let (slips, starts, slots) = (baseline.slips.span, baseline.starts.span, baseline.slots.span)
        let (needStart, needs) = (baseline.graph.needStart.span, baseline.graph.needs.span)
        let (dependentStart, dependents) = (baseline.dependentStart.span, baseline.dependents.span)
        let (features, owns, limits) = (
            baseline.graph.features.span, baseline.parameters.ownDelay.span, baseline.parameters.breakLimit.span
        )
        var nextShock = 0
        while case let rank = waiting.popFirst(), rank >= 0 {
            let features = features[unchecked: rank]
            let (firstNeed, endOfNeeds) = (Int(needStart[unchecked: rank]), Int(needStart[unchecked: rank + 1]))
            rowsComputed += 1
            needsRelaxed += endOfNeeds - firstNeed
            var peak = starts[unchecked: rank]
            var slip = Row(repeating: peak)
            if features.contains(.generalNeeds) {
                slip = generalStart(rank, features, baseline)
                peak = slip.largest
            } else {
                for need in firstNeed..<endOfNeeds {
                    let edge = needs[unchecked: need]
                    let source = Int(edge.source)
                    guard moved.contains(source) else { continue }
                    slip = slip.larger(rows[Int(slots[unchecked: source])] - edge.buffer)
                    let late = peaks[source] - edge.buffer
                    peak = late > peak ? late : peak
                }
            }
            if nextShock < shocked.count, shocked[nextShock].rank == rank {
                slip = slip.larger(shocked[nextShock].slip)
                peak = max(peak, shocked[nextShock].largest)
                nextShock += 1
            }
            slip = slip + owns[unchecked: rank]
            peak += owns[unchecked: rank]
            if features.contains(.adjusted) {
                slip = baseline.parameters.adjusted(rank, slip).slip
                peak = baseline.parameters.adjusted(rank, peak, features).slip
            }
            if features.contains(.breaks) {
                slip = slip.replacing(with: .infinity, where: slip .> limits[unchecked: rank])
                if peak > limits[unchecked: rank] { peak = .infinity }
            }
            guard peak > slips[unchecked: rank] else { continue }
            observer.move(rank, slip, baseline)
            let slot = Int(slots[unchecked: rank])
            guard slot >= 0 else { continue }
            rows[slot] = slip
            peaks[rank] = peak
            moved.insert(rank)
            for place in Int(dependentStart[unchecked: rank])..<Int(dependentStart[unchecked: rank + 1]) {
                let dependent = dependents[unchecked: place]
                let isReached = peak - dependent.buffer > starts[unchecked: Int(dependent.rank)]
                waiting.insert(Int(dependent.rank), if: isReached)
            }
        }
        moved.removeAll()
    }

    /// Collects the shocks by commitment, and puts those into the queue.
    private mutating func begin(_ shocks: [Shock], _ baseline: Baseline) {
        precondition(shocks.count <= Row.count, "a lane for each shock")
        shocked.removeAll(keepingCapacity: true)
        let lanes = shocks.indices.filter { baseline.canMove(Int(shocks[$0].rank)) }
            .sorted { shocks[$0].rank < shocks[$1].rank }
        for lane in lanes {
            let (rank, slip) = (Int(shocks[lane].rank), shocks[lane].slip)
            if shocked.last?.rank != rank {
                shocked.append(Shocked(rank: rank, slip: Row(repeating: -.infinity), largest: -.infinity))
            }
            shocked[shocked.count - 1].slip[lane] = slip
            shocked[shocked.count - 1].largest = max(shocked[shocked.count - 1].largest, slip)
            waiting.begin(with: rank)
        }
    }

    /// `max(base, inherited)` with shares, fallbacks and groups.
    @inline(never)
    private func generalStart(_ rank: Int, _ features: CommitmentGraph.Features, _ baseline: Baseline) -> Row {
        baseline.graph.startRow(
            of: rank, isReady: baseline.parameters.isWhenReady(rank, features),
            floor: Row(repeating: baseline.parameters.baseSlip[rank]), baseline.needParameters
        ) { need in
            let edge = baseline.graph.needs[need]
            let source = Int(edge.source)
            let slip =
                moved.contains(source) ? rows[Int(baseline.slots[source])] : Row(repeating: baseline.slips[source])
            return slip - edge.buffer
        }
    }
}

extension Row {
    /// The largest lane. Lane by lane: halves of SIMD types cost more than they save.
    var largest: Float {
        let (one, other) = (a.replacing(with: b, where: b .> a), c.replacing(with: d, where: d .> c))
        let all = one.replacing(with: other, where: other .> one)
        var largest = all[0]
        for lane in 1..<16 { largest = all[lane] > largest ? all[lane] : largest }
        return largest
    }
}

// MARK: Ranks that wait

/// Ranks that wait to be computed, the lowest first: one bit a rank, and one bit for each word of 64 that is not empty.
///
/// A graph is walked in order of rank. What is inserted lies behind what was taken out, so the search for the next rank
/// never goes back.
struct RankQueue: ~Copyable {
    private let words: Column<UInt64>
    private let summary: Column<UInt64>
    /// The first word of the summary that may have a bit.
    private var low: Int

    /// An empty queue for so many ranks.
    init(count: Int) {
        words = Column<UInt64>(repeating: 0, count: count / 64 + 1)
        summary = Column<UInt64>(repeating: 0, count: count / 4096 + 1)
        low = summary.count
    }

    /// Inserts the rank from which the search begins.
    mutating func begin(with rank: Int) {
        insert(rank)
        low = min(low, rank >> 12)
    }

    /// Inserts a rank behind those taken out; inserting one that waits already changes nothing.
    /// - Precondition: the rank is one of those counted.
    @inline(__always)
    func insert(_ rank: Int) {
        words[rank >> 6] |= 1 << UInt64(rank & 63)
        summary[rank >> 12] |= 1 << UInt64((rank >> 6) & 63)
    }

    /// Inserts a rank if something holds, without a branch that processors could not predict.
    @inline(__always)
    func insert(_ rank: Int, if holds: Bool) {
        let bit: UInt64 = holds ? 1 : 0
        words[rank >> 6] |= bit << UInt64(rank & 63)
        summary[rank >> 12] |= bit << UInt64((rank >> 6) & 63)
    }

    /// Takes out the lowest rank; -1 from an empty queue.
    @inline(__always)
    mutating func popFirst() -> Int {
        while low < summary.count, summary[low] == 0 { low += 1 }
        guard low < summary.count else { return -1 }
        let word = low << 6 + summary[low].trailingZeroBitCount
        let bits = words[word]
        words[word] = bits & (bits &- 1)
        if bits & (bits &- 1) == 0 { summary[low] &= summary[low] &- 1 }
        return word << 6 + bits.trailingZeroBitCount
    }
}

/// A set of ranks.
struct RankSet: ~Copyable {
    private let words: Column<UInt64>

    /// An empty set for so many ranks.
    init(count: Int) { words = Column<UInt64>(repeating: 0, count: count / 64 + 1) }

    /// Whether the set contains a rank.
    /// - Precondition: the rank is one of those counted.
    @inline(__always)
    func contains(_ rank: Int) -> Bool { words[rank >> 6] >> UInt64(rank & 63) & 1 == 1 }

    /// Adds a rank.
    @inline(__always)
    func insert(_ rank: Int) { words[rank >> 6] |= 1 << UInt64(rank & 63) }

    /// Empties the set.
    func removeAll() {
        for place in 0..<words.count { words[place] = 0 }
    }
}
