/// One commitment and what takes the place of its own delay, in one lane.
public struct Shock: Sendable, BitwiseCopyable {
    /// The commitment's rank.
    public var rank: Int32
    /// `x_j`, in days.
    public var own: Float

    /// A shock.
    public init(rank: Int32, own: Float) {
        self.rank = rank
        self.own = own
    }
}

/// The memory of one thread that plays up to 64 shocks side by side, each alone with everything else on plan.
///
/// Only what a shock reaches is computed: ranks wait in a queue, the lowest first, and a commitment enters it when the
/// largest of the lanes gets through one of its needs. Everything rises or stays, so what has not moved is its slip on
/// plan, and a plain commitment is the larger of that and of what has moved. Rows live in slots that are used again
/// after their last reader: rows of 100,000 commitments would leave the cache, some thousand slots do not.
struct LaneSweep: ~Copyable {
    private let rows: RowColumn
    private var waiting: RankQueue
    private var moved: RankSet
    /// Lanes by rising rank of what they shock.
    private var lanes: [Int] = []

    init(of plan: OnPlan) {
        rows = RowColumn(count: plan.slotCount)
        waiting = RankQueue(count: plan.commitmentCount)
        moved = RankSet(count: plan.commitmentCount)
    }

    /// Plays shocks, and tells of each commitment that moves in any lane: its rank and its slip in every lane. Lanes
    /// beyond the shocks stay on plan.
    ///
    /// - Precondition: at most 64 shocks, none below its commitment's own delay on plan.
    /// - Complexity: O(commitments reached, their needs and dependents) rows, and commitments/64 words.
    @inline(__always)
    mutating func run(_ shocks: [Shock], _ plan: OnPlan, moves: (Int, Row) -> Void) {
        precondition(shocks.count <= Row.count, "a lane for each shock")
        lanes.removeAll(keepingCapacity: true)
        for lane in shocks.indices where plan.canMove(Int(shocks[lane].rank)) {
            lanes.append(lane)
            waiting.insert(Int(shocks[lane].rank))
        }
        lanes.sort { shocks[$0].rank < shocks[$1].rank }
        var nextLane = 0
        while case let rank = waiting.popFirst(), rank >= 0 {
            let slip = slip(of: rank, shocks, &nextLane, plan)
            let peak = slip.largest
            guard peak > plan.slips.span[unchecked: rank] else { continue }
            moves(rank, slip)
            let slot = Int(plan.slots.span[unchecked: rank])
            guard slot >= 0 else { continue }
            rows[slot] = slip
            moved.insert(rank)
            wake(dependentsOf: rank, peak, plan)
        }
        moved.removeAll()
    }

    /// Lets those wait who need a commitment and may move with it.
    @inline(__always)
    private mutating func wake(dependentsOf rank: Int, _ peak: Float, _ plan: OnPlan) {
        let dependentStart = plan.dependentStart.span
        let dependents = plan.dependents.span
        let starts = plan.starts.span
        for place in Int(dependentStart[unchecked: rank])..<Int(dependentStart[unchecked: rank + 1]) {
            let dependent = dependents[unchecked: place]
            if peak - dependent.buffer > starts[unchecked: Int(dependent.rank)] {
                waiting.insert(Int(dependent.rank))
            }
        }
    }

    /// The slip of a commitment whose needs have theirs.
    @inline(__always)
    private func slip(of rank: Int, _ shocks: [Shock], _ nextLane: inout Int, _ plan: OnPlan) -> Row {
        let features = plan.graph.features.span[unchecked: rank]
        var own = Row(repeating: plan.terms.own.span[unchecked: rank])
        while nextLane < lanes.count, Int(shocks[lanes[nextLane]].rank) == rank {
            own[lanes[nextLane]] = shocks[lanes[nextLane]].own
            nextLane += 1
        }
        let start = features.contains(.generalNeeds) ? generalStart(rank, features, plan) : plainStart(rank, plan)
        let slip = start + own
        guard features.contains(.breaks) else { return slip }
        return slip.replacing(with: .infinity, where: slip .> plan.terms.limit.span[unchecked: rank])
    }

    /// `max(base, inherited)` where every need passes on all it gets.
    @inline(__always)
    private func plainStart(_ rank: Int, _ plan: OnPlan) -> Row {
        let needStart = plan.graph.needStart.span
        let needs = plan.graph.needs.span
        let slots = plan.slots.span
        var start = Row(repeating: plan.starts.span[unchecked: rank])
        for need in Int(needStart[unchecked: rank])..<Int(needStart[unchecked: rank + 1]) {
            let edge = needs[unchecked: need]
            guard moved.contains(Int(edge.source)) else { continue }
            start = start.larger(rows[Int(slots[unchecked: Int(edge.source)])] - edge.buffer)
        }
        return start
    }

    /// `max(base, inherited)` with shares, plans B and groups.
    private func generalStart(_ rank: Int, _ features: CommitmentGraph.Features, _ plan: OnPlan) -> Row {
        plan.graph.startRow(of: rank, features, floor: plan.terms.floor[rank], plan.needTerms) { need in
            let edge = plan.graph.needs[need]
            let source = Int(edge.source)
            let slip = moved.contains(source) ? rows[Int(plan.slots[source])] : Row(repeating: plan.slips[source])
            return slip - edge.buffer
        }
    }
}

extension Row {
    /// The largest lane.
    @inline(__always)
    var largest: Float {
        let sixteen = larger(a, b, c, d)
        let eight = larger(sixteen.lowHalf, sixteen.highHalf)
        let four = larger(eight.lowHalf, eight.highHalf)
        return Swift.max(Swift.max(four.x, four.y), Swift.max(four.z, four.w))
    }

    @inline(__always)
    private func larger(_ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes) -> Lanes {
        let (x, y) = (a.replacing(with: b, where: b .> a), c.replacing(with: d, where: d .> c))
        return x.replacing(with: y, where: y .> x)
    }
    @inline(__always)
    private func larger(_ x: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> { x.replacing(with: y, where: y .> x) }
    @inline(__always)
    private func larger(_ x: SIMD4<Float>, _ y: SIMD4<Float>) -> SIMD4<Float> { x.replacing(with: y, where: y .> x) }
}
