/// Damage for lanes: each entry's pieces in Float, already in score (weights, notice and softening multiplied in).
struct LaneDamage: Sendable {
    struct Piece: Sendable, BitwiseCopyable {
        var from: Float
        var value: Float
        var slope: Float
    }

    struct Entry: Sendable, BitwiseCopyable {
        /// Slip beyond which it hurts: grace and the agreed new date.
        var offset: Float
        var first: Int32
        var count: Int32
        var broken: Float
        /// Whether it never comes to more than `CentRow.smallLimit`: being late costs at most what breaking does.
        var isSmall: Bool
    }

    /// Where each rank's entries begin; one more than commitments.
    let start: [Int32]
    let entries: [Entry]
    let pieces: [Piece]
    /// The most all entries together can come to, and the most a day more can cost.
    let bound: Double

    /// The damage of a table, told with so much notice.
    init(_ table: DamageTable, redate: [Float], notice: [Double]?) {
        start = table.start
        var entries: [Entry] = []
        var pieces: [Piece] = []
        var most = 0.0
        var steepest = 0.0
        entries.reserveCapacity(table.entries.count)
        pieces.reserveCapacity(table.pieces.count)
        for rank in redate.indices {
            let remaining = table.noticeFactor(of: rank, days: notice?[rank] ?? 0)
            for place in Int(table.start[rank])..<Int(table.start[rank + 1]) {
                let entry = table.entries[place]
                let scale = remaining * entry.softened * entry.weight
                let first = pieces.count
                var slope = 0.0
                for piece in Int(entry.pieceStart)..<Int(entry.pieceStart + entry.pieceCount) {
                    let piece = table.pieces[piece]
                    pieces.append(
                        Piece(
                            from: Float(piece.from), value: Float(piece.value * scale),
                            slope: Float(piece.slope * scale)))
                    slope = max(slope, piece.slope * scale)
                }
                entries.append(
                    Entry(
                        offset: Float(entry.grace + Double(redate[rank])), first: Int32(truncatingIfNeeded: first),
                        count: entry.pieceCount, broken: Float(entry.broken * scale),
                        isSmall: entry.broken * scale < CentRow.smallLimit))
                most += entry.broken * scale
                steepest += slope
            }
        }
        self.entries = entries
        self.pieces = pieces
        bound = max(most, steepest)
    }

    /// The score of an entry.
    @inline(__always)
    func score(_ place: Int, _ slip: Row, canBreak: Bool) -> Row {
        let entries = entries.span
        let entry = entries[unchecked: place]
        let late = slip - entry.offset
        var score = Row(repeating: 0)
        let pieces = pieces.span
        for place in Int(entry.first)..<Int(entry.first + entry.count) {
            let piece = pieces[unchecked: place]
            score = score.combined(late) { score, late in
                score.replacing(with: (late - piece.from) * piece.slope + piece.value, where: late .> piece.from)
            }
        }
        return canBreak ? score.replacing(with: entry.broken, where: slip .== .infinity) : score
    }

    /// What one more day adds to an entry's score, from the right; nothing where it is broken.
    @inline(__always)
    func slope(_ place: Int, _ slip: Row, canBreak: Bool) -> Row {
        let entries = entries.span
        let entry = entries[unchecked: place]
        let late = slip - entry.offset
        var slope = Row(repeating: 0)
        let pieces = pieces.span
        for place in Int(entry.first)..<Int(entry.first + entry.count) {
            let piece = pieces[unchecked: place]
            slope = slope.combined(late) { slope, late in
                slope.replacing(with: Lanes(repeating: piece.slope), where: late .>= piece.from)
            }
        }
        return canBreak ? slope.replacing(with: 0, where: slip .== .infinity) : slope
    }
}
