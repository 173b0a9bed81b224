/// What being late or broken costs, of every commitment: entries in compressed rows by rank.
///
/// Every shape of Model.md, section 3 (a rate, a lump, a curve, with grace and cap) is one normal form here: pieces,
/// each a straight line from its first day on. So one loop evaluates them all, in one replicate and in lanes.
public struct DamageTable: Sendable {
    /// One straight piece of a shape: `value + slope * (y - from)` for `y > from`.
    public struct Piece: Sendable, BitwiseCopyable {
        /// Days late, after grace, from which it holds.
        public var from: Double
        /// Amount just after `from`.
        public var value: Double
        /// Amount a day from there.
        public var slope: Double

        /// A piece from `from` on.
        public init(from: Double, value: Double, slope: Double) {
            self.from = from
            self.value = value
            self.slope = slope
        }
    }

    /// One entry: who bears it, in which kind, and its shape.
    public struct Entry: Sendable, BitwiseCopyable {
        /// Number of the kind.
        public var kind: Int32
        /// Number of the stakeholder who bears it.
        public var bearer: Int32
        /// Days late that cost nothing.
        public var grace: Double
        /// Where its pieces begin.
        public var pieceStart: Int32
        /// How many pieces, and above them the axis: both in one word, since an assessment reads every entry from
        /// memory.
        private var countAndAxis: UInt32
        /// Amount if the commitment is broken.
        public var broken: Double
        /// Score of one unit: kind's weight times bearer's.
        public var weight: Double
        /// Product of the soften factors in force.
        public var softened: Double

        /// How many pieces.
        @inline(__always)
        public var pieceCount: Int32 {
            get { Int32(truncatingIfNeeded: countAndAxis & 0x3FFF_FFFF) }
            set { countAndAxis = countAndAxis & 0xC000_0000 | UInt32(truncatingIfNeeded: newValue) & 0x3FFF_FFFF }
        }

        /// What its pieces count.
        @inline(__always)
        public var axis: Axis { Axis(rawValue: UInt8(truncatingIfNeeded: countAndAxis >> 30)) ?? .days }

        /// Whether its pieces count days as slips do: what most entries do.
        @inline(__always)
        var countsDays: Bool { countAndAxis >> 30 == 0 }

        /// An entry whose pieces stand at `pieceStart`.
        public init(
            kind: Int32, bearer: Int32, grace: Double, pieceStart: Int32, pieceCount: Int32, broken: Double,
            weight: Double, axis: Axis = .days
        ) {
            self.kind = kind
            self.bearer = bearer
            self.grace = grace
            self.pieceStart = pieceStart
            countAndAxis = UInt32(truncatingIfNeeded: pieceCount) & 0x3FFF_FFFF | UInt32(axis.rawValue) << 30
            self.broken = broken
            self.weight = weight
            self.softened = 1
        }

        /// Its pieces, as places in `DamageTable.pieces`.
        @inline(__always)
        public var pieces: Range<Int> { Int(pieceStart)..<Int(pieceStart + pieceCount) }

        /// Where it stands so late on its own axis, in one pass: its slope is that of a day of the axis.
        ///
        /// Law: the amount never falls with the lateness, to the last bit. A piece may round to more than the next one
        /// begins with.
        /// - Parameter all: the pieces of the table.
        @inline(__always)
        func line(late: Double, of all: Swift.Span<Piece>) -> Line {
            var line = Line(amount: 0, slope: 0)
            var place = Int(pieceStart)
            let end = place + Int(pieceCount)
            while place < end {
                let piece = all[place]
                guard late > piece.from else {
                    line.amount = min(line.amount, piece.value)
                    while place < end, late >= all[place].from {
                        line.slope = all[place].slope
                        place += 1
                    }
                    return line
                }
                line = Line(amount: piece.value + piece.slope * (late - piece.from), slope: piece.slope)
                place += 1
            }
            line.amount = min(line.amount, broken)
            return line
        }
    }

    /// Where an entry stands when it is so late.
    public struct Line: Sendable, BitwiseCopyable {
        /// Amount, in the unit of the kind.
        public var amount: Double
        /// Amount that one more day adds, taken from the right; jumps add nothing.
        public var slope: Double
    }

    /// Where each rank's entries begin; one more than commitments.
    public var start: [Int32]
    /// All entries by rank, in the order of the file.
    public var entries: [Entry]
    /// Pieces of all entries.
    public var pieces: [Piece]
    /// Where each rank's notice curve begins in `noticePoints`; one more than commitments; empty where nobody has one.
    public var noticeStart: [Int32]
    /// Points of the notice curves: days of notice, rising, and the share of damage that remains.
    public var noticePoints: [NoticePoint]

    /// The days of the calendar, for entries that count them.
    public var calendar = DayNumbers.everyDay
    /// The day each commitment is due, as an ordinal, by rank; empty where no entry counts days of the calendar.
    public var dues: [Double] = []

    /// A point of a notice curve.
    public struct NoticePoint: Sendable, BitwiseCopyable {
        /// Days before the due date.
        public var days: Double
        /// Share of the damage that remains, 0...1.
        public var factor: Double

        /// A point of a notice curve.
        public init(days: Double, factor: Double) {
            self.days = days
            self.factor = factor
        }
    }

    /// A table of no damage at all for `commitments`.
    public init(commitments: Int) {
        start = [Int32](repeating: 0, count: commitments + 1)
        entries = []
        pieces = []
        noticeStart = []
        noticePoints = []
    }

    /// The entries of a rank, as places in `entries`.
    @inline(__always)
    public func entries(of rank: Int) -> Range<Int> { Int(start[rank])..<Int(start[rank + 1]) }

    /// Where an entry stands at a slip counted from the first due date, before notice and softening.
    ///
    /// - Parameters:
    ///   - rank: of the commitment whose entry it is.
    ///   - dueShift: days by which a later date is agreed.
    @inline(__always)
    public func line(of entry: Entry, rank: Int, slip: Double, dueShift: Double) -> Line {
        guard slip < .infinity else { return Line(amount: entry.broken, slope: 0) }
        let late = late(entry, of: rank, slip: slip, dueShift: dueShift)
        var line = entry.line(late: late, of: pieces.span)
        if !entry.countsDays { line.slope *= calendarSlope(entry.axis, of: rank, slip: slip) }
        return line
    }

    /// The amount of an entry at a slip, as `line` gives it.
    public func amount(of place: Int, rank: Int, slip: Double, dueShift: Double) -> Double {
        line(of: entries[place], rank: rank, slip: slip, dueShift: dueShift).amount
    }

    /// Softens the damage of a commitment: all of it, or what comes once the change takes effect.
    ///
    /// What was suffered before stays suffered. So beyond the amount `t` at that day, an amount `a` becomes
    /// `t + factor * (a - t)`.
    /// - Parameter dueShift: days by which a later date is agreed.
    /// - Complexity: O(entries of the commitment, and their pieces).
    mutating func soften(_ change: ColumnChange, dueShift: Float) {
        let rank = Int(change.place)
        for place in entries(of: rank) where change.kind < 0 || entries[place].kind == change.kind {
            let entry = entries[place]
            let late = change.bite - Double(dueShift) - entry.grace
            if late <= 0 {
                entries[place].softened *= change.value
            } else if change.value < 1 {
                soften(place, of: rank, by: change.value, from: change.bite, dueShift: Double(dueShift))
            }
        }
    }

    /// Softens what one entry costs beyond its amount at a slip.
    private mutating func soften(_ place: Int, of rank: Int, by factor: Double, from slip: Double, dueShift: Double) {
        var entry = entries[place]
        let late = late(entry, of: rank, slip: slip, dueShift: dueShift)
        let suffered = entry.line(late: late, of: pieces.span).amount
        func softer(_ amount: Double) -> Double {
            amount > suffered ? suffered + factor * (amount - suffered) : amount
        }
        let first = pieces.count
        for number in entry.pieces {
            let piece = pieces[number]
            let end = number + 1 < entry.pieces.upperBound ? pieces[number + 1].from : .infinity
            guard piece.from < late else {
                pieces.append(Piece(from: piece.from, value: softer(piece.value), slope: piece.slope * factor))
                continue
            }
            pieces.append(piece)
            if end > late, piece.slope > 0 {
                pieces.append(Piece(from: late, value: suffered, slope: piece.slope * factor))
            }
        }
        entry.pieceStart = Int32(truncatingIfNeeded: first)
        entry.pieceCount = Int32(truncatingIfNeeded: pieces.count - first)
        entry.broken = softer(entry.broken)
        entries[place] = entry
    }

    /// The share of a commitment's damage that remains after `days` of notice: linear between points, flat outside.
    @inline(__always)
    public func noticeFactor(of rank: Int, days: Double) -> Double {
        noticeStart.isEmpty ? 1 : curveFactor(of: rank, days: days)
    }

    /// The share where somebody has a notice curve.
    @inline(never)
    private func curveFactor(of rank: Int, days: Double) -> Double {
        let first = Int(noticeStart[rank])
        let end = Int(noticeStart[rank + 1])
        guard first < end else { return 1 }
        guard days > noticePoints[first].days else { return noticePoints[first].factor }
        for place in first + 1..<max(end, first + 1) where days <= noticePoints[place].days {
            let before = noticePoints[place - 1]
            let after = noticePoints[place]
            let part = (days - before.days) / (after.days - before.days)
            return before.factor + (after.factor - before.factor) * part
        }
        return noticePoints[end - 1].factor
    }
}

// MARK: Shapes as people write them

/// A shape of damage as people write it; `pieces` is the form the kernels read (Model.md, section 3).
public enum DamageShape: Sendable {
    /// So much a day.
    case perDay(Double)
    /// So much a unit of another axis: a day of the calendar, or a week.
    case perUnit(Double, DamageTable.Axis)
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
        case .perDay(let amount), .perUnit(let amount, _):
            pieces.append(DamageTable.Piece(from: 0, value: 0, slope: amount))
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

    /// What its pieces count.
    public var axis: DamageTable.Axis {
        if case .perUnit(_, let axis) = self { axis } else { .days }
    }

    /// The shape's amount at `days` late, before any cap: days of the calendar where the shape counts those.
    public func amount(at days: Double) -> Double {
        guard days > 0 else { return 0 }
        switch self {
        case .perDay(let amount), .perUnit(let amount, .days), .perUnit(let amount, .calendarDays): return amount * days
        case .perUnit(let amount, .weeks): return amount * weeks(days)
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
