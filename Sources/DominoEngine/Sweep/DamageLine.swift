/// All damage of one commitment as one line of straight pieces over its slip: sums of entries cost nothing to ask then.
struct DamageLine {
    /// `value + slope * (slip - from)` for `slip > from`, up to the next piece.
    struct Piece: Sendable, BitwiseCopyable {
        var from: Double
        var value: Double
        var slope: Double
    }

    /// Rising from piece to piece.
    var pieces: [Piece]
    /// What breaking adds.
    var broken: Double
    /// The largest slip that adds nothing, rounded down to a Float: `+inf` if breaking adds nothing either, the largest
    /// finite number if only breaking does.
    var neutral: Float
    /// The same for each bearer, in order of first mention.
    var bearers: [(bearer: Int32, neutral: Float)]
}

/// What `rank` adds to the score beyond what it costs at the slip `start`; at `-inf` that is its whole score.
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
        let slip = Double(start) - Double(dueShift)
        let paid = start == -.infinity ? 0 : table.amount(of: place, slip: slip)
        let first = bends.count
        appendBends(of: place, beyond: Double(start), paid: paid, table, dueShift: Double(dueShift), factor, to: &bends)
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
    /// 1 where an entry begins to rise, -1 where it ends rising: so that flat is flat to the last digit.
    var rising: Int
}

/// Appends the bends of one entry from a slip on.
private func appendBends(
    of place: Int, beyond start: Double, paid: Double, _ table: DamageTable, dueShift: Double, _ factor: Double,
    to bends: inout [Bend]
) {
    let entry = table.entries[place]
    let first = Int(entry.pieceStart)
    let end = first + Int(entry.pieceCount)
    var before = (at: start, value: paid, slope: 0.0)
    for number in first..<end {
        let piece = table.pieces[number]
        let at = piece.from + entry.grace + dueShift
        // Behind a later piece that begins at or before the start, this one plays no part.
        if number + 1 < end, table.pieces[number + 1].from + entry.grace + dueShift <= start { continue }
        let begins = max(at, start)
        let reached = before.slope == 0 ? before.value : before.value + before.slope * (begins - before.at)
        // Inside a piece the amount paid is on its line: no jump, whatever rounding says.
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

/// The largest Float that is no larger: a Float slip is above it exactly where it is above the number.
func lower(_ value: Double) -> Float {
    let float = Float(value)
    return Double(float) > value ? float.nextDown : float
}
