/// A shape of damage as people write it; `pieces` is the form the kernels read (model.md, section 3).
public enum DamageShape: Sendable {
    /// So much a day.
    case perDay(Double)
    /// So much at once.
    case lump(Double)
    /// Linear through points of days and amount, rising days.
    case curve([(days: Double, amount: Double)])

    /// The shape before any cap.
    private var uncapped: [DamageTable.Piece] {
        switch self {
        case .perDay(let amount): return [DamageTable.Piece(from: 0, value: 0, slope: amount)]
        case .lump(let amount): return [DamageTable.Piece(from: 0, value: amount, slope: 0)]
        case .curve(let points):
            var pieces: [DamageTable.Piece] = []
            var from = (days: 0.0, amount: 0.0)
            for point in points {
                if point.days > from.days {
                    let slope = (point.amount - from.amount) / (point.days - from.days)
                    pieces.append(DamageTable.Piece(from: from.days, value: from.amount, slope: slope))
                }
                from = point
            }
            pieces.append(DamageTable.Piece(from: from.days, value: from.amount, slope: 0))
            return pieces
        }
    }

    /// The pieces of the shape, flat from where it reaches `most`.
    ///
    /// - Precondition: the shape does not fall.
    public func pieces(atMost most: Double) -> [DamageTable.Piece] {
        let all = uncapped
        var pieces: [DamageTable.Piece] = []
        for (place, piece) in all.enumerated() {
            guard piece.value < most else {
                pieces.append(DamageTable.Piece(from: piece.from, value: most, slope: 0))
                return pieces
            }
            pieces.append(piece)
            let end = place + 1 < all.count ? all[place + 1].from : .infinity
            let crossing = piece.slope > 0 ? piece.from + (most - piece.value) / piece.slope : .infinity
            if crossing < end {
                pieces.append(DamageTable.Piece(from: crossing, value: most, slope: 0))
                return pieces
            }
        }
        return pieces
    }

    /// The shape's amount at `days` late, before any cap.
    public func amount(at days: Double) -> Double {
        var amount = 0.0
        for piece in uncapped {
            guard days > piece.from else { break }
            amount = piece.value + piece.slope * (days - piece.from)
        }
        return amount
    }
}
