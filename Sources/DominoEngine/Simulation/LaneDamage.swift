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
        /// Its place in `calendarEntries`; -1 for one that counts days late.
        var calendarPlace: Int32 = -1
        /// Its kind.
        var kind: Int32 = 0
        /// Amount of its kind in 1/100 of score.
        var unit: Float = 0
        /// Whether its weight is 0: then its pieces count the amount in 1/100, and it is no part of any score.
        var isWeightless = false
    }

    /// What an entry needs besides that counts days of the calendar, or weeks of them.
    struct CalendarEntry: Sendable, BitwiseCopyable {
        /// The day its commitment is due, as an ordinal.
        var due: Double
        /// The number of the date from which lateness counts.
        var origin: Double
        /// Whether it counts weeks.
        var isWeekly: Bool
    }

    /// Where each rank's entries begin; one more than commitments.
    let start: [Int32]
    let entries: [Entry]
    let pieces: [Piece]
    let calendarEntries: [CalendarEntry]
    private let calendar: DayNumbers
    /// The slip below which a commitment does no damage, `+inf` if it never does; by rank.
    let freeBelow: [Float]
    /// The most that all entries together can cost, or one more day of them, whichever is larger.
    let bound: Double

    /// The damage of a table with so much notice.
    ///
    /// - Parameter keepsWeightless: whether entries without weight count their amounts, for who asks about kinds.
    init(_ table: DamageTable, dueShift: [Float], notice: [Double]?, keepsWeightless: Bool = false) {
        start = table.start
        var entries: [Entry] = []
        var pieces: [Piece] = []
        var calendarEntries: [CalendarEntry] = []
        var freeBelow = [Float](repeating: .infinity, count: dueShift.count)
        var most = 0.0
        var steepest = 0.0
        entries.reserveCapacity(table.entries.count)
        pieces.reserveCapacity(table.pieces.count)
        for rank in dueShift.indices {
            let remaining = table.noticeFactor(of: rank, days: notice?[rank] ?? 0)
            for place in Int(table.start[rank])..<Int(table.start[rank + 1]) {
                let entry = table.entries[place]
                let isWeightless = keepsWeightless && entry.weight == 0
                let weight = isWeightless ? 1 : entry.weight
                let scale = remaining * entry.softened * weight
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
                var laneEntry = Entry(
                    first: Int32(truncatingIfNeeded: first), count: entry.pieceCount, start: start,
                    broken: max(least, Float(entry.broken * scale * 100)),
                    isSmall: entry.broken * scale < CentRow.smallLimit)
                laneEntry.kind = entry.kind
                laneEntry.unit = weight > 0 ? Float(1 / (100 * weight)) : 0
                laneEntry.isWeightless = isWeightless
                if entry.axis != .days {
                    laneEntry.calendarPlace = Int32(truncatingIfNeeded: calendarEntries.count)
                    let (due, begin) = (table.dues[rank], Double(dueShift[rank]) + entry.grace)
                    calendarEntries.append(
                        CalendarEntry(
                            due: due, origin: table.calendar.number(at: due + begin), isWeekly: entry.axis == .weeks))
                }
                entries.append(laneEntry)
                guard !isWeightless else { continue }
                most += entry.broken * scale
                steepest += slope
            }
        }
        self.entries = entries
        self.pieces = pieces
        self.calendarEntries = calendarEntries
        calendar = table.calendar
        self.freeBelow = freeBelow
        bound = max(most, steepest)
    }

    /// The score of an entry, in 1/100.
    @inline(__always)
    func score(_ place: Int, _ slip: Row, canBreak: Bool) -> Row {
        let (entries, pieces) = (entries.span, pieces.span)
        let entry = entries[unchecked: place]
        var late = slip - entry.start
        if entry.calendarPlace >= 0 { late = late.combined(slip) { _, slip in calendarLate(entry, slip) } }
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
        let late = entry.calendarPlace >= 0 ? calendarLate(entry, slip) : slip - entry.start
        var (score, slope) = (Lanes(), Lanes())
        for place in Int(entry.first)..<Int(entry.first &+ entry.count) {
            let piece = pieces[unchecked: place]
            let since = late - piece.from
            score.replace(with: since * piece.slope + piece.value, where: since .> 0)
            slope.replace(with: Lanes(repeating: piece.slope), where: since .>= 0)
        }
        if entry.calendarPlace >= 0 { slope = calendarSlope(entry, slip, slope) }
        guard canBreak else { return (score, slope) }
        let isBroken = slip .== .infinity
        score.replace(with: entry.broken, where: isBroken)
        slope.replace(with: 0, where: isBroken)
        return (score, slope)
    }

    /// How late slips are in days of the calendar, or in weeks of them that have begun.
    @inline(never)
    private func calendarLate(_ entry: Entry, _ slip: Lanes) -> Lanes {
        let known = calendarEntries[Int(entry.calendarPlace)]
        var late = Lanes()
        for lane in 0..<16 {
            let days = calendar.number(at: known.due + Double(slip[lane])) - known.origin
            late[lane] = Float(known.isWeekly ? weeks(days) : days)
        }
        return late
    }

    /// Slopes on an entry's own axis as slopes of a day late.
    @inline(never)
    private func calendarSlope(_ entry: Entry, _ slip: Lanes, _ slope: Lanes) -> Lanes {
        let known = calendarEntries[Int(entry.calendarPlace)]
        var slopes = Lanes()
        for lane in 0..<16 where !known.isWeekly && slope[lane] > 0 {
            slopes[lane] = slope[lane] * Float(calendar.slope(at: known.due + Double(slip[lane])))
        }
        return slopes
    }

    /// The most units of an entry's axis that one day late takes, and how many begin at once.
    func steepest(_ entry: Entry) -> (slope: Float, jump: Float) {
        guard entry.calendarPlace >= 0 else { return (1, 0) }
        let most = Float(calendar.steepest)
        return calendarEntries[Int(entry.calendarPlace)].isWeekly ? (most / 7, 1) : (most, 0)
    }
}
