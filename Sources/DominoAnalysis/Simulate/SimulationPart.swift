import DominoEngine

/// The figures of a range of replicates, which add up exactly: parts merge in any order to the same bits.
public struct SimulationPart: Sendable {
    /// Which replicates.
    public var range: ReplicateRange
    /// Sums over them.
    public var tally: TallySum
    /// Total score of each, in 1/100, in order.
    public var totals: [Int64]
    /// Slips of each; empty where there are too many to keep.
    public var slips: SlipSamples
    /// Slips counted on a grid, by rank; empty where they are kept.
    public var histograms: [SlipHistogram] = []
    /// What each uncertain input adds; empty where that was not asked.
    public var exclusions: [ExclusionSum] = []
    /// What makes the target late; nil without one.
    public var target: TargetTally?
}

/// Most slips that are kept for exact quantiles: 256 MB of them.
public let sampleLimit = 1 << 26

/// Whether all slips of a run are kept.
func keepsSamples(commitments: Int, replicates: Int) -> Bool {
    let (samples, overflows) = commitments.multipliedReportingOverflow(by: replicates)
    return !overflows && samples <= sampleLimit
}

extension SimulationPart {
    /// The part that two neighbouring ranges of one question come to together.
    ///
    /// Every figure is a sum of integers or a list in order of replicates, so the result has the bits of one run.
    /// - Precondition: of one question; `other` begins where this one ends.
    public func joined(with other: SimulationPart) -> SimulationPart { Self.joined([self, other]) }

    /// The part that ranges, one behind the other, come to together.
    /// - Precondition: as of two; there is at least one.
    /// - Complexity: O(all that the parts hold).
    public static func joined(_ parts: [SimulationPart]) -> SimulationPart {
        precondition(!parts.isEmpty, "something to join")
        var result = parts[0]
        for other in parts.dropFirst() {
            precondition(result.range.first + result.range.count == other.range.first, "one behind the other")
            result.range.count += other.range.count
            result.tally.add(other.tally)
            result.totals += other.totals
            result.slips.append(other.slips)
            for place in result.histograms.indices { result.histograms[place].add(other.histograms[place]) }
            for place in result.exclusions.indices { result.exclusions[place].add(other.exclusions[place]) }
            if let target = other.target { result.target?.add(target) }
        }
        if parts.count > 1 { result.histograms = result.histograms.map({ $0.trimmed }) }
        return result
    }
}

/// The slips of every replicate, as blocks leave them: what all figures of a run that is not too large come from.
///
/// They stay where they were first written: put in order of commitments, 100 million of them would be read and written
/// twice more, and take fresh pages each time. Whoever wants those of some commitments gathers these alone.
public struct SlipSamples: Sendable {
    /// Blocks of replicates that one thread ran one after the other.
    struct Piece: Sendable {
        /// Replicates; the last block need not be full.
        let count: Int
        /// By block, then rank.
        let rows: [Row]
    }

    /// Number of commitments; 0 where nothing is kept.
    let commitments: Int
    /// In order of replicates.
    private(set) var pieces: [Piece] = []

    /// No replicates yet.
    init(commitments: Int) { self.commitments = commitments }

    /// Nothing kept.
    static var none: SlipSamples { SlipSamples(commitments: 0) }

    /// Whether nothing is kept.
    var isEmpty: Bool { commitments == 0 }

    /// Adds the replicates that follow.
    mutating func append(_ piece: Piece) { pieces.append(piece) }

    /// Adds those of a run that follows.
    mutating func append(_ other: SlipSamples) { pieces += other.pieces }

    /// The slips of one commitment, in order of replicates.
    func column(of rank: Rank) -> [Float] {
        var values: [Float] = []
        gather(Int(rank)..<Int(rank) + 1, into: &values)
        return values
    }

    /// The slips of neighbouring commitments, one behind the other: in memory they are neighbours too.
    func gather(_ ranks: Range<Int>, into values: inout [Float]) {
        let count = pieces.reduce(0) { $0 + $1.count }
        let room = count * ranks.count
        if values.count > room { values.removeLast(values.count - room) }
        if values.count < room { values += [Float](repeating: 0, count: room - values.count) }
        var done = 0
        for piece in pieces {
            for first in stride(from: 0, to: piece.count, by: Row.count) {
                let place = first / Row.count * commitments
                let valid = min(Row.count, piece.count - first)
                for rank in ranks {
                    let at = (rank - ranks.lowerBound) * count + done + first
                    piece.rows[place + rank].copy(valid, to: &values, at: at)
                }
            }
            done += piece.count
        }
    }

    /// From slips by rank, then replicate; nil where these are not as many as they should be, or not numbers.
    init?(byRank slips: [Float], commitments: Int, replicates: Int) {
        guard slips.count == commitments * replicates, !slips.contains(where: { $0.isNaN }) else { return nil }
        self.init(commitments: commitments)
        var rows: [Row] = []
        for first in stride(from: 0, to: replicates, by: Row.count) {
            for rank in 0..<commitments {
                var row = Row(repeating: 0)
                let place = rank * replicates + first
                for lane in 0..<min(Row.count, replicates - first) { row[lane] = slips[place + lane] }
                rows.append(row)
            }
        }
        append(Piece(count: replicates, rows: rows))
    }
}

// MARK: Looking into slips

extension SimulationPart {
    /// Quantiles of the slip of every commitment, by rank; nil where that is broken.
    public func slipQuantiles(_ quantiles: [Double], commitments: Int, threads: Int) -> [[Double?]] {
        let ranks = quantiles.map { nearestRank($0, of: totals.count) }
        // As many together as half a megabyte of slips holds: they are neighbours in memory, and still in the cache
        // when they are looked at.
        let chunk = max(1, min(16, (1 << 17) / max(1, totals.count)))
        let chunks = (commitments + chunk - 1) / chunk
        let runner = BlockRunner.threads(threads)
        let memories = (0..<runner.workerCount(of: chunks)).map { _ in WorkerMemory(QuantileMemory()) }
        return runner.map(chunks) { worker, number in
            let memory = memories[worker]
            let places = chunk * number..<min(commitments, chunk * (number + 1))
            if histograms.isEmpty { slips.gather(places, into: &memory.value.values) }
            return places.map { rank in
                let row =
                    histograms.isEmpty
                    ? memory.value.smallest(ranks, from: (rank - places.lowerBound) * totals.count, count: totals.count)
                    : ranks.map { histograms[rank].slip(ofRank: $0) }
                return row.map { $0 < .infinity ? Double($0) : nil }
            }
        }.flatMap { $0 }
    }

    /// A quantile of the slip of a commitment; nil where that is broken.
    func slipQuantile(of rank: Rank, at quantile: Double) -> Double? {
        let place = nearestRank(quantile, of: totals.count)
        let slip =
            histograms.isEmpty
            ? smallest([place], of: slips.column(of: rank))[0] : histograms[Int(rank)].slip(ofRank: place)
        return slip < .infinity ? Double(slip) : nil
    }

    /// The slips of a commitment: by replicate where they are kept, else as often as they occur.
    func slips(of rank: Rank) -> [Float] {
        guard slips.isEmpty else { return slips.column(of: rank) }
        return slipCounts(of: rank).flatMap { [Float](repeating: $0.slip, count: $0.count) }
    }

    /// In how many replicates a commitment is kept by so many days after its due date.
    func replicates(of rank: Rank, keptBy days: Int) -> Int {
        slipCounts(of: rank).reduce(0) { $0 + (Double($1.slip) - Double(days) <= lateTolerance ? $1.count : 0) }
    }

    /// A commitment's slips and how often each occurs: as kept, or as counted on the grid.
    func slipCounts(of rank: Rank) -> [(slip: Float, count: Int)] {
        guard histograms.isEmpty else {
            let histogram = histograms[Int(rank)]
            return histogram.counts.enumerated().map { place, count in
                (SlipHistogram.slip(ofStep: histogram.first + Int32(truncatingIfNeeded: place)), Int(count))
            }
        }
        let sorted = slips.column(of: rank).sorted()
        var counts: [(slip: Float, count: Int)] = []
        for slip in sorted {
            if counts.last?.slip == slip { counts[counts.count - 1].count += 1 } else { counts.append((slip, 1)) }
        }
        return counts
    }
}

/// What one thread needs to look for quantiles.
private struct QuantileMemory: Sendable {
    private var search = QuantileSearch()
    /// Slips of neighbouring commitments.
    var values: [Float] = []

    mutating func smallest(_ ranks: [Int], from first: Int, count: Int) -> [Float] {
        search.smallest(ranks, of: values, from: first, count: count)
    }
}
