/// What one shock adds to the plan.
public struct BlastRadius: Sendable, BitwiseCopyable {
    /// Score added.
    public var score: Double
    /// Commitments that become late.
    public var late: Int32
    /// Commitments that break.
    public var broken: Int32

    /// The radius of a shock that changes nothing.
    public static let none = BlastRadius(score: 0, late: 0, broken: 0)
}

/// The memory of one thread that finds blast radii, 64 sources at a time.
public struct SourceSweep: ~Copyable {
    private var sweep: LaneSweep
    private var radii: Radii

    /// - Parameters:
    ///   - promisees: to whom each commitment is promised, by rank; not needed without stakeholders.
    ///   - stakeholders: how many there are; 0 if nobody asks whom a shock reaches.
    public init(of baseline: Baseline, promisees: [Int32] = [], stakeholders: Int = 0) {
        precondition(stakeholders == 0 || promisees.count == baseline.commitmentCount, "one promisee a commitment")
        sweep = LaneSweep(of: baseline)
        radii = Radii(promisees: promisees, reaching: [UInt64](repeating: 0, count: stakeholders))
    }

    /// Evaluates up to 64 shocks, each with everything else on plan.
    ///
    /// - Complexity: O(commitments reached and their needs) rows.
    public mutating func run(_ shocks: [Shock], in baseline: Baseline) {
        radii.clear()
        sweep.run(shocks, baseline, &radii)
    }

    /// Rows of 64 lanes computed so far.
    public var rowsComputed: Int { sweep.rowsComputed }
    /// Needs looked at for them.
    public var needsRelaxed: Int { sweep.needsRelaxed }

    /// The radius of the shock in a lane of the last run.
    public func radius(ofLane lane: Int, in baseline: Baseline) -> BlastRadius {
        BlastRadius(
            score: radii.sums[lane] * baseline.rises.unit, late: radii.late[lane], broken: radii.broken[lane])
    }

    /// Whether the shock in a lane of the last run reaches a stakeholder: their score rises, or a commitment to them
    /// falls.
    public func reaches(_ stakeholder: Int, fromLane lane: Int) -> Bool {
        radii.reaching[stakeholder] >> UInt64(lane) & 1 == 1
    }
}

/// Sums of what 64 shocks add.
private struct Radii: MoveObserver {
    let promisees: [Int32]
    /// The lanes that reach each stakeholder, bit by bit.
    var reaching: [UInt64]
    var sums = LaneSums()
    var late = LaneCounts()
    var broken = LaneCounts()

    /// Begins a new run.
    mutating func clear() {
        sums = LaneSums()
        late = LaneCounts()
        broken = LaneCounts()
        for stakeholder in reaching.indices { reaching[stakeholder] = 0 }
    }

    mutating func move(_ rank: Int, _ slip: Row, _ baseline: Baseline) {
        if baseline.rises.canRise(rank) { sums += baseline.rises.rise(rank, slip, canBreak: baseline.canBreak) }
        var fallen = slip .> baseline.lateAbove.span[unchecked: rank]
        if baseline.canBreak {
            let isBroken = slip .== .infinity
            late.add(fallen .& .!isBroken)
            broken.add(isBroken)
            fallen = fallen .| isBroken
        } else {
            late.add(fallen)
        }
        if !reaching.isEmpty { reach(fallen, rank, slip, baseline.rises) }
    }

    /// Notes whom the slips of a commitment reach: its promisee if it falls, and the bearers of its damage if that
    /// rises.
    @inline(never)
    private mutating func reach(_ fallen: RowMask, _ rank: Int, _ slip: Row, _ rises: RiseTable) {
        reaching[Int(promisees[rank])] |= fallen.bits
        for place in Int(rises.bearerStart[rank])..<Int(rises.bearerStart[rank + 1]) {
            let bearer = rises.bearers[place]
            reaching[Int(bearer.bearer)] |= (slip .> bearer.neutral).bits
        }
    }
}

/// How often something holds in each lane.
struct LaneCounts {
    private var a = SIMD16<Int32>()
    private var b = SIMD16<Int32>()
    private var c = SIMD16<Int32>()
    private var d = SIMD16<Int32>()

    /// Counts once more where the mask holds.
    @inline(__always)
    mutating func add(_ mask: RowMask) {
        a.replace(with: a &+ 1, where: mask.a)
        b.replace(with: b &+ 1, where: mask.b)
        c.replace(with: c &+ 1, where: mask.c)
        d.replace(with: d &+ 1, where: mask.d)
    }

    /// The count of one lane.
    subscript(lane: Int) -> Int32 {
        switch lane >> 4 {
        case 0: a[lane & 15]
        case 1: b[lane & 15]
        case 2: c[lane & 15]
        default: d[lane & 15]
        }
    }
}

extension RowMask {
    /// The mask bit by bit, lane 0 lowest.
    @inline(__always)
    var bits: UInt64 { Self.bits(a) | Self.bits(b) << 16 | Self.bits(c) << 32 | Self.bits(d) << 48 }

    @inline(__always)
    private static func bits(_ mask: LaneMask) -> UInt64 {
        let powers = SIMD16<Int32>(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768)
        return UInt64(truncatingIfNeeded: SIMD16<Int32>().replacing(with: powers, where: mask).wrappedSum())
    }
}

/// All ranks that can move, in an order in which 64 in a row reach much the same commitments.
///
/// A row costs the same for one lane as for 64, so sources should share what they reach. They are ordered by the last
/// commitment that depends on them, directly or not, then by rank, which keeps deals together. On a portfolio of 1,000
/// deals of 100 commitments that takes 0.4 million rows instead of 1.9 million in order of rank; on random layers it
/// changes nothing. (Walks down to the tightest dependent, which nest what they reach, made 0.9
/// million rows there, and 1.6 times as many here.)
/// - Complexity: O(commitments + needs).
public func sourceOrder(of baseline: Baseline) -> [Int32] {
    let count = baseline.commitmentCount
    var last: [Int32] = []
    last.reserveCapacity(count)
    for rank in 0..<count { last.append(Int32(truncatingIfNeeded: rank)) }
    for rank in stride(from: count - 1, through: 0, by: -1) {
        for place in Int(baseline.dependentStart[rank])..<Int(baseline.dependentStart[rank + 1]) {
            last[rank] = max(last[rank], last[Int(baseline.dependents[place].rank)])
        }
    }
    return countingSort((0..<count).filter(baseline.canMove).map { Int32(truncatingIfNeeded: $0) }, keys: count) {
        Int(last[$0])
    }
}

// MARK: Slips of one commitment

/// The slip curve of one commitment: its shocks side by side, and the first shock at which each commitment falls.
public struct SlipSweep: ~Copyable {
    private var sweep: LaneSweep
    private var falls: Falls

    /// Number of the first shock at which each commitment is late; -1 for none so far; by rank.
    public var firstLate: [Int32] { falls.late }
    /// Number of the first shock at which each commitment is broken; -1 for none so far; by rank.
    public var firstBroken: [Int32] { falls.broken }

    /// What is late or broken on plan falls with the first shock.
    public init(of baseline: Baseline) {
        sweep = LaneSweep(of: baseline)
        falls = Falls(baseline)
    }

    /// The score that each of up to 64 shocks adds to the plan.
    ///
    /// - Parameter number: of the first of them.
    /// - Precondition: later shocks are no smaller.
    /// - Complexity: O(commitments reached and their needs) rows.
    public mutating func run(_ shocks: [Shock], from number: Int, in baseline: Baseline) -> [Double] {
        falls.sums = LaneSums()
        falls.number = number
        sweep.run(shocks, baseline, &falls)
        let sums = falls.sums
        return shocks.indices.map { sums[$0] * baseline.rises.unit }
    }
}

/// Scores that shocks add, and the first shock at which each commitment falls.
private struct Falls: MoveObserver {
    var late: [Int32]
    var broken: [Int32]
    /// Of the shock in lane 0.
    var number = 0
    var sums = LaneSums()

    init(_ baseline: Baseline) {
        late = [Int32](repeating: -1, count: baseline.commitmentCount)
        broken = late
        for rank in late.indices {
            if isLate(baseline.slips[rank], dueShift: baseline.parameters.dueShift[rank]) { late[rank] = 0 }
            if baseline.slips[rank] == .infinity { broken[rank] = 0 }
        }
    }

    mutating func move(_ rank: Int, _ slip: Row, _ baseline: Baseline) {
        if baseline.rises.canRise(rank) { sums += baseline.rises.rise(rank, slip, canBreak: baseline.canBreak) }
        let isBroken = slip .== .infinity
        if late[rank] < 0 { late[rank] = first(where: (slip .> baseline.lateAbove[rank]) .& .!isBroken) }
        if broken[rank] < 0 { broken[rank] = first(where: isBroken) }
    }

    /// The number of the first shock at which something holds; -1 for none.
    private func first(where mask: RowMask) -> Int32 {
        let bits = mask.bits
        return bits == 0 ? -1 : Int32(truncatingIfNeeded: number + bits.trailingZeroBitCount)
    }
}

extension Shock {
    /// A commitment that is kept so many days late, or more where its needs make it later.
    public init(_ rank: Int, days: Double) {
        self.init(rank: Int32(truncatingIfNeeded: rank), slip: onGrid(days))
    }
}
