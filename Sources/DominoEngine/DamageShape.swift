/// A shape of damage as people write it; `pieces` is the form the kernels read (model.md, section 3).
public enum DamageShape: Sendable {
    /// So much a day.
    case perDay(Double)
    /// So much at once.
    case lump(Double)
    /// Linear through points of days and amount, rising days.
    case curve([(days: Double, amount: Double)])

    /// The pieces of the shape, flat from where it reaches `most`.
    ///
    /// - Precondition: the shape does not fall.
    public func pieces(atMost most: Double) -> [DamageTable.Piece] {
        var pieces: [DamageTable.Piece] = []
        append(to: &pieces, atMost: most)
        return pieces
    }

    /// Adds `pieces(atMost:)` to others, in their place: a table of a million entries allocates nothing for each.
    ///
    /// - Precondition: the shape does not fall.
    public func append(to pieces: inout [DamageTable.Piece], atMost most: Double) {
        var place = pieces.count
        appendUncapped(to: &pieces)
        while place < pieces.count {
            let piece = pieces[place]
            if piece.value >= most {
                pieces.removeLast(pieces.count - place)
                pieces.append(DamageTable.Piece(from: piece.from, value: most, slope: 0))
                return
            }
            place += 1
            let end = place < pieces.count ? pieces[place].from : .infinity
            let crossing = piece.slope > 0 ? piece.from + (most - piece.value) / piece.slope : .infinity
            if crossing < end {
                pieces.removeLast(pieces.count - place)
                pieces.append(DamageTable.Piece(from: crossing, value: most, slope: 0))
                return
            }
        }
    }

    /// Adds the pieces of the shape before any cap.
    private func appendUncapped(to pieces: inout [DamageTable.Piece]) {
        switch self {
        case .perDay(let amount): pieces.append(DamageTable.Piece(from: 0, value: 0, slope: amount))
        case .lump(let amount): pieces.append(DamageTable.Piece(from: 0, value: amount, slope: 0))
        case .curve(let points):
            var from = (days: 0.0, amount: 0.0)
            for point in points {
                if point.days > from.days {
                    let slope = (point.amount - from.amount) / (point.days - from.days)
                    pieces.append(DamageTable.Piece(from: from.days, value: from.amount, slope: slope))
                }
                from = point
            }
            pieces.append(DamageTable.Piece(from: from.days, value: from.amount, slope: 0))
        }
    }

    /// The shape's amount at `days` late, before any cap.
    public func amount(at days: Double) -> Double {
        guard days > 0 else { return 0 }
        switch self {
        case .perDay(let amount): return amount * days
        case .lump(let amount): return amount
        case .curve(let points):
            var from = (days: 0.0, amount: 0.0)
            for point in points {
                if point.days >= days, point.days > from.days {
                    return from.amount + (point.amount - from.amount) / (point.days - from.days) * (days - from.days)
                }
                from = point
            }
            return from.amount
        }
    }
}
