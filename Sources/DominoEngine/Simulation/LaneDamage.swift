/// Damage for lanes: each entry's pieces in Float, already in 1/100 of score (weights, notice and softening multiplied
/// in).
///
/// Law: the score of an entry never falls with the slip, and never rises with a later agreed date or a softer factor,
/// to the last bit. The bound of the search for plans relies on it. So pieces count from where the entry begins to cost
/// something, and none begins below the end of the one before it as the kernel computes it.
struct LaneDamage: Sendable {
    struct Piece: Sendable, BitwiseCopyable {
        /// Days late, after grace and new date, from which it holds.
        var from: Float
        var value: Float
        var slope: Float

        /// The amount some days late, as `score` computes it.
        func value(at days: Float) -> Float { (days - from) * slope + value }
    }

    struct Entry: Sendable, BitwiseCopyable {
        var first: Int32
        var count: Int32
        /// Slip from which days late count: grace and the agreed new date, in days.
        var start: Float
        var broken: Float
        /// Whether it never exceeds `CentRow.smallLimit`: being late costs at most what breaking costs.
        var isSmall: Bool
    }

    /// Where each rank's entries begin; one more than commitments.
    let start: [Int32]
    let entries: [Entry]
    let pieces: [Piece]
    /// The slip below which a commitment does no damage, `+inf` if it never does; by rank.
    let freeBelow: [Float]
    /// The most that all entries together can cost, or one more day of them, whichever is larger.
    let bound: Double

    /// The damage of a table with so much notice.
    init(_ table: DamageTable, dueShift: [Float], notice: [Double]?) {
        start = table.start
        var entries: [Entry] = []
        var pieces: [Piece] = []
        var freeBelow = [Float](repeating: .infinity, count: dueShift.count)
        var most = 0.0
        var steepest = 0.0
        entries.reserveCapacity(table.entries.count)
        pieces.reserveCapacity(table.pieces.count)
        for rank in dueShift.indices {
            let remaining = table.noticeFactor(of: rank, days: notice?[rank] ?? 0)
            for place in Int(table.start[rank])..<Int(table.start[rank + 1]) {
                let entry = table.entries[place]
                let scale = remaining * entry.softened * entry.weight
                let first = pieces.count
                let start = Float(entry.grace + Double(dueShift[rank]))
                var slope = 0.0
                var least: Float = 0
                for piece in Int(entry.pieceStart)..<Int(entry.pieceStart + entry.pieceCount) {
                    let piece = table.pieces[piece]
                    let from = Float(piece.from)
                    if let last = pieces.last, pieces.count > first { least = last.value(at: from) }
                    pieces.append(
                        Piece(
                            from: from, value: max(least, Float(piece.value * scale * 100)),
                            slope: Float(piece.slope * scale * 100)))
                    slope = max(slope, piece.slope * scale)
                }
                if let last = pieces.last, pieces.count > first { least = last.value }
                // Without pieces it costs something only when it breaks.
                let costsFrom = first < pieces.count ? start + pieces[first].from : .greatestFiniteMagnitude
                freeBelow[rank] = min(freeBelow[rank], costsFrom)
                entries.append(
                    Entry(
                        first: Int32(truncatingIfNeeded: first), count: entry.pieceCount, start: start,
                        broken: max(least, Float(entry.broken * scale * 100)),
                        isSmall: entry.broken * scale < CentRow.smallLimit))
                most += entry.broken * scale
                steepest += slope
            }
        }
        self.entries = entries
        self.pieces = pieces
        self.freeBelow = freeBelow
        bound = max(most, steepest)
    }

    /// The score of an entry, in 1/100.
    @inline(__always)
    func score(_ place: Int, _ slip: Row, canBreak: Bool) -> Row {
        let (entries, pieces) = (entries.span, pieces.span)
        let entry = entries[unchecked: place]
        let late = slip - entry.start
        var score = Row(repeating: 0)
        for place in Int(entry.first)..<Int(entry.first &+ entry.count) {
            let piece = pieces[unchecked: place]
            score = score.combined(late) {
                let since = $1 - piece.from
                return $0.replacing(with: since * piece.slope + piece.value, where: since .> 0)
            }
        }
        return canBreak ? score.replacing(with: entry.broken, where: slip .== .infinity) : score
    }

    /// The score of an entry in one vector, and what one more day adds to it from the right, both in 1/100; no slope
    /// where it is broken.
    @inline(__always)
    func scoreAndSlope(_ entry: Entry, _ slip: Lanes, canBreak: Bool) -> (score: Lanes, slope: Lanes) {
        let pieces = pieces.span
        let late = slip - entry.start
        var (score, slope) = (Lanes(), Lanes())
        for place in Int(entry.first)..<Int(entry.first &+ entry.count) {
            let piece = pieces[unchecked: place]
            let since = late - piece.from
            score.replace(with: since * piece.slope + piece.value, where: since .> 0)
            slope.replace(with: Lanes(repeating: piece.slope), where: since .>= 0)
        }
        guard canBreak else { return (score, slope) }
        let isBroken = slip .== .infinity
        score.replace(with: entry.broken, where: isBroken)
        slope.replace(with: 0, where: isBroken)
        return (score, slope)
    }
}
