/// What slips beyond the plan add to the score of each commitment, in lanes.
///
/// Counting from the plan keeps small additions to a large score exact, and leaves nothing to compute where nothing
/// moves.
struct RiseTable: Sendable {
    /// `value + slope * (slip - from)` for `slip > from`, up to the next piece.
    private struct Piece: Sendable, BitwiseCopyable {
        var from: Float
        var value: Float
        var slope: Float
    }

    /// A bearer, and the slip above which their score rises.
    struct Bearer: Sendable, BitwiseCopyable {
        var bearer: Int32
        var neutral: Float
    }

    private let start: [Int32]
    private let pieces: [Piece]
    private let broken: [Float]
    /// The largest slip of each rank that adds nothing.
    let neutral: [Float]
    /// Where each rank's bearers begin; one more than commitments.
    let bearerStart: [Int32]
    let bearers: [Bearer]
    /// Score of one unit of the lanes: above 1 only where scores are beyond what a Float holds.
    let unit: Double

    /// - Parameter slips: on plan, by rank.
    init(of slips: [Float], in table: DamageTable, dueShift: [Float], notice: [Double]?) {
        var start: [Int32] = [0]
        var pieces: [Piece] = []
        var broken: [Float] = []
        var neutral: [Float] = []
        var bearerStart: [Int32] = [0]
        var bearers: [Bearer] = []
        start.reserveCapacity(slips.count + 1)
        broken.reserveCapacity(slips.count)
        neutral.reserveCapacity(slips.count)
        bearerStart.reserveCapacity(slips.count + 1)
        let unit = Self.unit(of: table)
        for rank in slips.indices {
            let line = damageLine(
                of: rank, beyond: slips[rank], in: table, dueShift: dueShift[rank], notice: notice?[rank] ?? 0)
            for piece in line.pieces {
                let from = lower(piece.from)
                let value = piece.value - piece.slope * (piece.from - Double(from))
                pieces.append(Piece(from: from, value: Float(value / unit), slope: Float(piece.slope / unit)))
            }
            for (bearer, neutral) in line.bearers { bearers.append(Bearer(bearer: bearer, neutral: neutral)) }
            start.append(Int32(truncatingIfNeeded: pieces.count))
            broken.append(Float(line.broken / unit))
            neutral.append(line.neutral)
            bearerStart.append(Int32(truncatingIfNeeded: bearers.count))
        }
        self.start = start
        self.pieces = pieces
        self.broken = broken
        self.neutral = neutral
        self.bearerStart = bearerStart
        self.bearers = bearers
        self.unit = unit
    }

    /// A power of two in which all scores and slopes together stay below 1e30.
    private static func unit(of table: DamageTable) -> Double {
        var most = 0.0
        for entry in table.entries {
            most += entry.broken * entry.weight
            for place in Int(entry.pieceStart)..<Int(entry.pieceStart + entry.pieceCount) {
                most += table.pieces[place].slope * entry.weight
            }
        }
        var unit = 1.0
        while most / unit > 1e30, unit < 1e290 { unit *= 0x1p32 }
        return unit
    }

    /// Whether any slip of a commitment can cost anything.
    @inline(__always)
    func canRise(_ rank: Int) -> Bool {
        let start = start.span
        return start[unchecked: rank] < start[unchecked: rank + 1] || broken[rank] > 0
    }

    /// What slips add, in units.
    @inline(__always)
    func rise(_ rank: Int, _ slip: Row, canBreak: Bool) -> Row {
        let start = start.span
        let pieces = pieces.span
        var rise = Row(repeating: 0)
        for place in Int(start[unchecked: rank])..<Int(start[unchecked: rank + 1]) {
            let piece = pieces[unchecked: place]
            rise = rise.combined(slip) { rise, slip in
                rise.replacing(with: (slip - piece.from) * piece.slope + piece.value, where: slip .> piece.from)
            }
        }
        return canBreak ? rise.replacing(with: broken[rank], where: slip .== .infinity) : rise
    }
}

/// Sums of many Floats in lanes, as exact as in Double: Kahan's method keeps what each addition loses.
struct LaneSums {
    private var sum = Row(repeating: 0)
    private var excess = Row(repeating: 0)

    @inline(__always)
    static func += (sums: inout LaneSums, row: Row) {
        let next = row - sums.excess
        let sum = sums.sum + next
        sums.excess = (sum - sums.sum) - next
        sums.sum = sum
    }

    /// The sum of one lane.
    subscript(lane: Int) -> Double { Double(sum[lane]) - Double(excess[lane]) }
}

// MARK: The damage of one commitment as a line

/// The whole damage of one commitment as one line of straight pieces over its slip, so that nobody has to add up
/// entries.
struct DamageLine {
    /// `value + slope * (slip - from)` for `slip > from`, up to the next piece.
    struct Piece: Sendable, BitwiseCopyable {
        var from: Double
        var value: Double
        var slope: Double
    }

    /// Rising from piece to piece.
    var pieces: [Piece]
    /// What it adds when it breaks.
    var broken: Double
    /// The largest slip that adds nothing, rounded down to a Float: `+inf` if breaking adds nothing either, the largest
    /// finite number if only breaking adds something.
    var neutral: Float
    /// The same for each bearer, in order of first mention.
    var bearers: [(bearer: Int32, neutral: Float)]
}

/// What a commitment adds to the score beyond what it costs at the slip `start`; from `-inf` on that is its whole
/// score.
///
/// - Parameter days: of notice.
/// - Complexity: O(pieces * log(pieces) + entries * bearers).
func damageLine(
    of rank: Int, beyond start: Float, in table: DamageTable, dueShift: Float, notice days: Double
) -> DamageLine {
    var line = DamageLine(pieces: [], broken: 0, neutral: .infinity, bearers: [])
    guard start < .infinity else { return line }
    let remaining = table.noticeFactor(of: rank, days: days)
    var bends: [Bend] = []
    for place in Int(table.start[rank])..<Int(table.start[rank + 1]) {
        let entry = table.entries[place]
        let factor = remaining * entry.softened * entry.weight
        guard factor > 0 else { continue }
        let paid =
            start == -.infinity
            ? 0 : table.amount(of: place, rank: rank, slip: Double(start), dueShift: Double(dueShift))
        let first = bends.count
        appendBends(
            table.pieces(of: place, rank: rank, dueShift: Double(dueShift)), beyond: Double(start), paid: paid, factor,
            to: &bends)
        line.broken += (entry.broken - paid) * factor
        var neutral = Float.infinity
        if let bend = bends[first...].first(where: { $0.jump > 0 || $0.bend > 0 }) { neutral = lower(bend.at) }
        if entry.broken > paid { neutral = min(neutral, .greatestFiniteMagnitude) }
        line.neutral = min(line.neutral, neutral)
        if let known = line.bearers.firstIndex(where: { $0.bearer == entry.bearer }) {
            line.bearers[known].neutral = min(line.bearers[known].neutral, neutral)
        } else {
            line.bearers.append((entry.bearer, neutral))
        }
    }
    line.pieces = pieces(along: &bends)
    return line
}

/// Where an entry's straight line jumps or bends.
private struct Bend {
    /// The slip.
    var at: Double
    /// How much higher the line goes on.
    var jump: Double
    /// How much steeper.
    var bend: Double
    /// 1 where an entry begins to rise, -1 where it stops: so that a flat line is flat to the last digit.
    var rising: Int
}

extension DamageTable {
    /// The pieces of an entry over the slip of its commitment.
    /// - Complexity: O(pieces), and O(days) where it counts days of the calendar.
    fileprivate func pieces(of place: Int, rank: Int, dueShift: Double) -> [Piece] {
        let entry = entries[place]
        guard entry.axis != .days else {
            return pieces[entry.pieces].map { piece in
                Piece(from: piece.from + entry.grace + dueShift, value: piece.value, slope: piece.slope)
            }
        }
        let last = pieces[entry.pieces].last.map { $0.slope > 0 ? .infinity : $0.from } ?? 0
        var result: [Piece] = []
        for step in calendarSteps(entry, of: rank, dueShift: dueShift, upTo: last) {
            // The piece of the axis that holds just behind the step, and those that begin before the next one.
            var holding: Piece?
            for number in entry.pieces where pieces[number].from <= step.reached { holding = pieces[number] }
            guard let holding else { continue }
            let value = min(holding.value + holding.slope * (step.reached - holding.from), entry.broken)
            result.append(Piece(from: step.slip, value: value, slope: holding.slope * step.slope))
        }
        return withAxisPieces(result, entry, rank, dueShift)
    }

    /// Adds the places at which one piece of the axis follows another between two steps.
    private func withAxisPieces(_ steps: [Piece], _ entry: Entry, _ rank: Int, _ dueShift: Double) -> [Piece] {
        guard entry.axis == .calendarDays, entry.pieceCount > 1 else { return steps }
        let due = dues[rank]
        let origin = calendar.number(at: due + dueShift + entry.grace)
        var result = steps
        for number in entry.pieces.dropFirst() {
            let piece = pieces[number]
            let slip = calendar.ordinal(of: origin + piece.from) - due
            let slope = piece.slope == 0 ? 0 : piece.slope * calendar.slope(at: due + slip)
            let place = firstPlace(in: 0..<result.count) { result[$0].from >= slip }
            guard place == result.count || result[place].from > slip else { continue }
            result.insert(Piece(from: slip, value: piece.value, slope: slope), at: place)
        }
        return result
    }
}

/// Appends the bends of one entry from a slip on.
///
/// - Parameter pieces: of the entry, over the slip.
private func appendBends(
    _ pieces: [DamageTable.Piece], beyond start: Double, paid: Double, _ factor: Double, to bends: inout [Bend]
) {
    var before = (at: start, value: paid, slope: 0.0)
    for (number, piece) in pieces.enumerated() {
        let at = piece.from
        // A later piece that begins at or before the start replaces this one.
        if number + 1 < pieces.count, pieces[number + 1].from <= start { continue }
        let begins = max(at, start)
        let reached = before.slope == 0 ? before.value : before.value + before.slope * (begins - before.at)
        // Inside a piece the amount paid lies on its line, so there is no jump, whatever rounding says.
        let value = at < start ? paid : piece.value
        let jump = max(0, value - reached)
        if jump > 0 || piece.slope != before.slope {
            bends.append(
                Bend(
                    at: begins, jump: jump * factor, bend: (piece.slope - before.slope) * factor,
                    rising: (piece.slope > 0 ? 1 : 0) - (before.slope > 0 ? 1 : 0)))
        }
        before = (begins, max(value, reached), piece.slope)
    }
}

/// The sum of the entries' lines.
private func pieces(along bends: inout [Bend]) -> [DamageLine.Piece] {
    bends.sort { $0.at < $1.at }
    var pieces: [DamageLine.Piece] = []
    var rising = 0
    for bend in bends {
        let last = pieces.last ?? DamageLine.Piece(from: bend.at, value: 0, slope: 0)
        rising += bend.rising
        let piece = DamageLine.Piece(
            from: bend.at, value: last.value + last.slope * (bend.at - last.from) + bend.jump,
            slope: rising == 0 ? 0 : max(0, last.slope + bend.bend))
        if let known = pieces.last, known.from == bend.at { pieces.removeLast() }
        pieces.append(piece)
    }
    return pieces
}

/// The largest Float that does not exceed a number: a Float is above it exactly if it is above the number.
func lower(_ value: Double) -> Float {
    let float = Float(value)
    return Double(float) > value ? float.nextDown : float
}
