/// What one shock alone adds to the plan.
public struct BlastRadius: Sendable, BitwiseCopyable {
    /// Score added.
    public var score: Double
    /// Commitments that are late, and on plan are kept.
    public var late: Int32
    /// Commitments that are broken, and on plan are not.
    public var broken: Int32

    /// What a shock comes to that changes nothing.
    public static let none = BlastRadius(score: 0, late: 0, broken: 0)
}

/// The memory of one thread that finds blast radii, 64 sources at a time.
public struct SourceSweep: ~Copyable {
    private var sweep: LaneSweep
    private var radii: Radii

    /// - Parameters:
    ///   - promisees: whom each commitment is promised, by rank; not asked for without stakeholders.
    ///   - stakeholders: how many there are; 0 where nobody asks whom a shock reaches.
    public init(of plan: Baseline, promisees: [Int32] = [], stakeholders: Int = 0) {
        precondition(stakeholders == 0 || promisees.count == plan.commitmentCount, "one promisee a commitment")
        sweep = LaneSweep(of: plan)
        radii = Radii(promisees: promisees, reaching: [UInt64](repeating: 0, count: stakeholders))
    }

    /// Plays up to 64 shocks, each alone with everything else on plan.
    ///
    /// - Precondition: no shock is below its commitment's own delay on plan.
    /// - Complexity: O(commitments reached and their needs) rows.
    public mutating func run(_ shocks: [Shock], in plan: Baseline) {
        radii.clear()
        sweep.run(shocks, plan, &radii)
    }

    /// Rows of 64 lanes computed so far.
    public var rowsComputed: Int { sweep.rowsComputed }
    /// Needs looked at for them.
    public var needsRelaxed: Int { sweep.needsRelaxed }

    /// What the shock in a lane of the last run came to.
    public func radius(ofLane lane: Int, in plan: Baseline) -> BlastRadius {
        BlastRadius(
            score: radii.sums[lane] * plan.rises.unit, late: radii.late[lane], broken: radii.broken[lane])
    }

    /// Whether the shock in a lane of the last run reaches a stakeholder: their score rises, or they are let down.
    public func reaches(_ stakeholder: Int, fromLane lane: Int) -> Bool {
        radii.reaching[stakeholder] >> UInt64(lane) & 1 == 1
    }
}

/// What 64 shocks come to, as it adds up.
private struct Radii: MoveObserver {
    let promisees: [Int32]
    /// The lanes that reach each stakeholder, bit by bit.
    var reaching: [UInt64]
    var sums = LaneSums()
    var late = LaneCounts()
    var broken = LaneCounts()

    /// Nothing has moved yet.
    mutating func clear() {
        sums = LaneSums()
        late = LaneCounts()
        broken = LaneCounts()
        for stakeholder in reaching.indices { reaching[stakeholder] = 0 }
    }

    mutating func move(_ rank: Int, _ slip: Row, _ plan: Baseline) {
        if plan.rises.canRise(rank) { sums += plan.rises.rise(rank, slip, canBreak: plan.canBreak) }
        var fallen = slip .> plan.lateAbove.span[unchecked: rank]
        if plan.canBreak {
            let isBroken = slip .== .infinity
            late.add(fallen .& .!isBroken)
            broken.add(isBroken)
            fallen = fallen .| isBroken
        } else {
            late.add(fallen)
        }
        if !reaching.isEmpty { reach(fallen, rank, slip, plan.rises) }
    }

    /// Notes whom a commitment's slips reach: its promisee where it falls, the bearers of its damage where that rises.
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
