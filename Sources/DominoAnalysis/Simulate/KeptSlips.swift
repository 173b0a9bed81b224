import DominoEngine

/// The slips of every replicate, as blocks leave them: what all figures of a run that is not too large come from.
///
/// They stay where they were first written: put in order of commitments, 100 million of them would be read and written twice more,
/// and take fresh pages each time. Whoever wants those of some commitments gathers these alone.
public struct KeptSlips: Sendable {
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
    static var none: KeptSlips { KeptSlips(commitments: 0) }

    /// Whether nothing is kept.
    var isEmpty: Bool { commitments == 0 }

    /// Adds the replicates that follow.
    mutating func append(_ piece: Piece) { pieces.append(piece) }

    /// Adds those of a run that follows.
    mutating func append(_ other: KeptSlips) { pieces += other.pieces }

    /// The slips of one commitment, in order of replicates.
    func column(ofRank rank: Int) -> [Float] {
        var values: [Float] = []
        gather(rank..<rank + 1, into: &values)
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
        guard slips.count == commitments * replicates, !slips.contains(where: \.isNaN) else { return nil }
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
