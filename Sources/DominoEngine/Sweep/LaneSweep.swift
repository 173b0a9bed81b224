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

/// What is asked of each commitment that a sweep moves.
protocol MoveObserver {
    /// Its slip in every lane.
    mutating func move(_ rank: Int, _ slip: Row, _ plan: Baseline)
}

/// The memory of one thread that plays up to 64 shocks side by side, each alone with everything else on plan.
///
/// Only what a shock reaches is computed: ranks wait in a queue, the lowest first, and a commitment enters it when the
/// largest of the lanes gets through one of its needs. That one is carried along as a number of its own, which is an
/// upper bound where the largest delays of its making and of its needs fall in different lanes. Everything rises or
/// stays, so what has not moved is its slip on plan; a plain commitment is the larger of that and of what has moved.
/// Rows live in slots that are used again after their last reader: rows of 100,000 commitments would leave the cache,
/// some thousand slots do not.
struct LaneSweep: ~Copyable {
    private let rows: RowColumn
    /// The largest lane of each row, or more; by rank, where it has moved.
    private let peaks: Column<Float>
    private var waiting: RankQueue
    private let moved: RankSet
    /// Own delays of what is shocked, by rising rank.
    private var shocked: [Shocked] = []
    /// Rows computed so far, and needs looked at for them: what a run costs, whatever the machine.
    private(set) var rowsComputed = 0
    private(set) var needsRelaxed = 0

    private struct Shocked {
        var rank: Int
        var own: Row
        var largest: Float
    }

    init(of plan: Baseline) {
        rows = RowColumn(count: plan.slotCount)
        peaks = Column<Float>(repeating: 0, count: plan.commitmentCount)
        waiting = RankQueue(count: plan.commitmentCount)
        moved = RankSet(count: plan.commitmentCount)
    }

    /// Plays shocks, and tells of each commitment that moves in any lane. Lanes beyond the shocks stay on plan.
    ///
    /// - Precondition: at most 64 shocks, none below its commitment's own delay on plan.
    /// - Complexity: O(commitments reached, their needs and dependents) rows, and commitments/64 words.
    mutating func run(_ shocks: [Shock], _ plan: Baseline, _ observer: inout some MoveObserver) {
        begin(shocks, plan)
        let (slips, starts, slots) = (plan.slips.span, plan.starts.span, plan.slots.span)
        let (needStart, needs) = (plan.graph.needStart.span, plan.graph.needs.span)
        let (dependentStart, dependents) = (plan.dependentStart.span, plan.dependents.span)
        let (features, owns, limits) = (
            plan.graph.features.span, plan.parameters.ownDelay.span, plan.parameters.breakLimit.span
        )
        var nextShock = 0
        while case let rank = waiting.popFirst(), rank >= 0 {
            let features = features[unchecked: rank]
            let (firstNeed, endOfNeeds) = (Int(needStart[unchecked: rank]), Int(needStart[unchecked: rank + 1]))
            rowsComputed += 1
            needsRelaxed += endOfNeeds - firstNeed
            var peak = starts[unchecked: rank]
            var slip = Row(repeating: peak)
            if features.contains(.generalNeeds) {
                slip = generalStart(rank, features, plan)
                peak = slip.largest
            } else {
                for need in firstNeed..<endOfNeeds {
                    let edge = needs[unchecked: need]
                    let source = Int(edge.source)
                    guard moved.contains(source) else { continue }
                    slip = slip.larger(rows[Int(slots[unchecked: source])] - edge.buffer)
                    let late = peaks[source] - edge.buffer
                    peak = late > peak ? late : peak
                }
            }
            if nextShock < shocked.count, shocked[nextShock].rank == rank {
                slip = slip + shocked[nextShock].own
                peak += shocked[nextShock].largest
                nextShock += 1
            } else {
                slip = slip + owns[unchecked: rank]
                peak += owns[unchecked: rank]
            }
            if features.contains(.breaks) {
                slip = slip.replacing(with: .infinity, where: slip .> limits[unchecked: rank])
                if peak > limits[unchecked: rank] { peak = .infinity }
            }
            guard peak > slips[unchecked: rank] else { continue }
            observer.move(rank, slip, plan)
            let slot = Int(slots[unchecked: rank])
            guard slot >= 0 else { continue }
            rows[slot] = slip
            peaks[rank] = peak
            moved.insert(rank)
            for place in Int(dependentStart[unchecked: rank])..<Int(dependentStart[unchecked: rank + 1]) {
                let dependent = dependents[unchecked: place]
                let isReached = peak - dependent.buffer > starts[unchecked: Int(dependent.rank)]
                waiting.insert(Int(dependent.rank), if: isReached)
            }
        }
        moved.removeAll()
    }

    /// Gathers the shocks by commitment, and lets these wait.
    private mutating func begin(_ shocks: [Shock], _ plan: Baseline) {
        precondition(shocks.count <= Row.count, "a lane for each shock")
        shocked.removeAll(keepingCapacity: true)
        let lanes = shocks.indices.filter { plan.canMove(Int(shocks[$0].rank)) }
            .sorted { shocks[$0].rank < shocks[$1].rank }
        for lane in lanes {
            let (rank, own) = (Int(shocks[lane].rank), shocks[lane].own)
            if shocked.last?.rank != rank {
                let onPlan = plan.parameters.ownDelay[rank]
                shocked.append(Shocked(rank: rank, own: Row(repeating: onPlan), largest: onPlan))
            }
            shocked[shocked.count - 1].own[lane] = own
            shocked[shocked.count - 1].largest = max(shocked[shocked.count - 1].largest, own)
            waiting.begin(with: rank)
        }
    }

    /// `max(base, inherited)` with shares, plans B and groups.
    @inline(never)
    private func generalStart(_ rank: Int, _ features: CommitmentGraph.Features, _ plan: Baseline) -> Row {
        plan.graph.startRow(of: rank, features, floor: plan.parameters.baseSlip[rank], plan.needParameters) { need in
            let edge = plan.graph.needs[need]
            let source = Int(edge.source)
            let slip = moved.contains(source) ? rows[Int(plan.slots[source])] : Row(repeating: plan.slips[source])
            return slip - edge.buffer
        }
    }
}

extension Row {
    /// The largest lane. Lane by lane: halves of SIMD types cost more than they save.
    var largest: Float {
        let (one, other) = (a.replacing(with: b, where: b .> a), c.replacing(with: d, where: d .> c))
        let all = one.replacing(with: other, where: other .> one)
        var largest = all[0]
        for lane in 1..<16 { largest = all[lane] > largest ? all[lane] : largest }
        return largest
    }
}
