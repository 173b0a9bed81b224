/// What slips beyond the plan add to the score, by rank, for lanes.
///
/// Counting from the plan keeps small additions to a large score exact, and leaves nothing to be computed where nothing
/// has moved.
struct RiseTable: Sendable {
    /// `value + slope * (slip - from)` for `slip > from`, up to the next piece.
    private struct Piece: Sendable, BitwiseCopyable {
        var from: Float
        var value: Float
        var slope: Float
    }

    /// Whose score rises above which slip.
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

    /// Whether a slip can cost anything at all.
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

/// Sums of many Floats in lanes, as exact as in Double: Kahan's sum keeps what each addition loses.
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
