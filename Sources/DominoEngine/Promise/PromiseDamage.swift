/// A commitment's own damage as straight pieces over the days it is done after its promise, all bearers and kinds in one.
public struct PromiseDamage: Sendable {
    /// `value + slope * (days - from)` for `from < days <= to`.
    struct Piece {
        var from: Double
        var to: Double
        var value: Double
        var slope: Double
    }

    var pieces: [Piece] = []
    /// What breaking costs.
    var broken = 0.0
    /// Days after the promise beyond which it is broken.
    var limit: Double

    /// The damage of a rank.
    ///
    /// - Parameter days: of notice.
    public init(ofRank rank: Int, under parameters: Parameters, _ table: DamageTable, notice days: Double) {
        // A new date moves the limit along; counted from the promise it stays where it was.
        limit = Double(parameters.breakLimit[rank]) - Double(parameters.dueShift[rank])
        let remaining = table.noticeFactor(of: rank, days: days)
        for place in Int(table.start[rank])..<Int(table.start[rank + 1]) {
            let entry = table.entries[place]
            let factor = remaining * entry.softened * entry.weight
            broken += entry.broken * factor
            let first = Int(entry.pieceStart)
            let end = first + Int(entry.pieceCount)
            for number in first..<end {
                let piece = table.pieces[number]
                pieces.append(
                    Piece(
                        from: piece.from + entry.grace,
                        to: number + 1 < end ? table.pieces[number + 1].from + entry.grace : .infinity,
                        value: piece.value * factor, slope: piece.slope * factor))
            }
        }
    }
}
