/// A question ready to be simulated: columns, damage in lanes, and what to draw.
///
/// Replicates come in blocks of 64. Every figure of a block depends on its number alone, so blocks may be run in any
/// order, on any thread and machine; who runs them keeps one `Workspace` a thread.
public struct Simulation: Sendable {
    let graph: CommitmentGraph
    let parameters: Parameters
    let damage: LaneDamage
    let uncertainty: Uncertainty
    /// Seed of all draws.
    public let seed: UInt64
    /// What is added up.
    public let figures: Figures
    /// Whether the rows of all ranks are kept to the end of a block.
    public let keepsRows: Bool
    /// Where rows live.
    let rows: RowSlots
    /// The graph's needs, but each source by its slot.
    let slotNeeds: [CommitmentGraph.Need]
    /// Where rows live on the way back, from a commitment's last dependent to itself; none without a backward pass.
    let backRows: RowSlots
    /// For each need the slot of its source on the way back.
    let backSources: [Int32]
    /// Whether every amount fits a `CentRow`.
    let isSmall: Bool
    /// How many kinds of damage are counted; 0 where nobody asks.
    let kindCount: Int
    /// Whether anything can break.
    let canBreak: Bool
    /// How each rank's own delay is drawn.
    let draws: [Draw]
    /// Which ranks stay within 1,000 days of their due dates and on the grid of 1/1024 day, whatever is drawn.
    let isNear: [Bool]

    /// How an own delay is drawn.
    enum Draw: UInt8, BitwiseCopyable {
        /// Not at all: it is the same in every block.
        case never
        /// A certain triangle of days, and nothing else: what most delays are.
        case triangle
        /// Whatever else.
        case any
    }

    /// Number of commitments.
    public var commitmentCount: Int { graph.commitmentCount }
    /// Number of damage entries.
    public var entryCount: Int { damage.entries.count }

    /// - Parameters:
    ///   - notice: days of notice, by rank; nil for silence.
    ///   - figures: what is added up.
    ///   - countsKinds: whether it is counted how often there is any damage of each kind.
    ///   - watched: ranks whose slips are asked for; nil for all. The rows of others are not kept, which is faster,
    ///     unless `figures` need them.
    /// - Precondition: all columns are of `graph`.
    /// - Complexity: O(commitments + needs + damage).
    public init(
        graph: CommitmentGraph, parameters: Parameters, damage: DamageTable, notice: [Double]?,
        uncertainty: Uncertainty,
        seed: UInt64, figures: Figures, countsKinds: Bool = false, watched: [Int32]? = nil
    ) {
        precondition(parameters.fit(graph), "one value a commitment and need")
        precondition(damage.start.count == graph.commitmentCount + 1, "one row of damage a commitment")
        precondition(uncertainty.contributionStart.count == graph.commitmentCount + 1, "one row of draws a commitment")
        self.graph = graph
        self.parameters = parameters
        self.damage = LaneDamage(
            damage, dueShift: parameters.dueShift, notice: notice, keepsWeightless: countsKinds)
        kindCount = countsKinds ? Int(damage.entries.reduce(-1) { max($0, $1.kind) }) + 1 : 0
        self.uncertainty = uncertainty
        self.seed = seed
        self.figures = figures
        canBreak =
            parameters.breakLimit.contains { $0 < .infinity } || parameters.ownDelay.contains(.infinity)
            || parameters.windows.spans.contains { $0.last == .infinity }
        isSmall = self.damage.bound < CentRow.limit
        draws = uncertainty.draws
        isNear = Self.near(graph, parameters, uncertainty)
        if let watched, figures < .causes {
            keepsRows = false
            rows = Self.slots(of: graph, watched: watched)
            slotNeeds = Self.needs(of: graph, in: rows)
        } else {
            keepsRows = true
            rows = RowSlots(commitments: graph.commitmentCount)
            slotNeeds = graph.needs
        }
        if figures >= .causes {
            let slots = Self.slots(of: graph, watched: [])
            backRows = slots
            backSources = graph.needs.map { slots.slots[Int($0.source)] }
        } else {
            backRows = RowSlots(commitments: 0)
            backSources = []
        }
    }

    /// An empty tally of this scenario.
    public func emptyTally() -> Tally {
        Tally(commitments: commitmentCount, entries: entryCount, kinds: kindCount, figures: figures)
    }

    /// A run of one rank, with what the forward pass has to look at.
    @inline(__always)
    func runOfRank(_ rank: Int) -> CommitmentGraph.Run {
        CommitmentGraph.Run(
            first: Int32(truncatingIfNeeded: rank), count: 1,
            degree: graph.needStart[rank + 1] - graph.needStart[rank], features: graph.features[rank])
    }

    /// Slots that are used again, but for those of watched ranks.
    private static func slots(of graph: CommitmentGraph, watched: [Int32]) -> RowSlots {
        var readers: [Int32] = []
        readers.reserveCapacity(graph.commitmentCount)
        for rank in 0..<graph.commitmentCount { readers.append(Int32(truncatingIfNeeded: rank)) }
        for rank in 0..<graph.commitmentCount {
            for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) {
                readers[Int(graph.needs[need].source)] = Int32(truncatingIfNeeded: rank)
            }
        }
        for rank in watched { readers[Int(rank)] = .max }
        return RowSlots(of: graph, lastReaders: readers)
    }

    /// The needs with slots for sources.
    private static func needs(of graph: CommitmentGraph, in rows: RowSlots) -> [CommitmentGraph.Need] {
        var needs = graph.needs
        for need in needs.indices { needs[need].source = rows.slots[Int(needs[need].source)] }
        return needs
    }

    /// Plays the least and the most that can be drawn: no slip lies outside, for none falls where a delay rises.
    private static func near(_ graph: CommitmentGraph, _ parameters: Parameters, _ uncertainty: Uncertainty) -> [Bool] {
        var least = parameters
        var most = parameters
        for rank in 0..<graph.commitmentCount where !graph.features[rank].contains(.fact) {
            let reach = uncertainty.reach(of: rank)
            least.ownDelay[rank] += reach.least
            most.ownDelay[rank] += reach.most
        }
        let (lowest, highest) = (slips(in: graph, under: least), slips(in: graph, under: most))
        var isNear = [Bool](repeating: false, count: graph.commitmentCount)
        for rank in isNear.indices {
            isNear[rank] =
                highest[rank] < 1000 && lowest[rank] > -1000 && isOnGrid(parameters.ownDelay[rank])
                && !graph.features[rank].contains(.adjusted) && !uncertainty.isRunning(rank)
            guard isNear[rank], !graph.features[rank].contains(.fact) else { continue }
            isNear[rank] = isOnGrid(parameters.baseSlip[rank])
            // A source that is off the grid takes its dependents off it; one that is far does not, but they are mostly
            // far too.
            for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) {
                let isWhole =
                    parameters.share.isEmpty || (parameters.share[need] == 1 && isOnGrid(parameters.delayCap[need]))
                let source = Int(graph.needs[need].source)
                isNear[rank] = isNear[rank] && isWhole && isNear[source] && isOnGrid(graph.needs[need].buffer)
            }
        }
        return isNear
    }

    /// Whether days are a multiple of 1/1024; never is one.
    private static func isOnGrid(_ days: Float) -> Bool {
        days == .infinity || (days.magnitude < 4000 && onGrid(Double(days)) == days)
    }
}

/// What a simulation adds up. Each case has all that those before it have; less is faster, the last twice as slow and
/// more.
public enum Figures: UInt8, Sendable, Comparable {
    /// The total score of each replicate, and the slips of watched commitments.
    case totals
    /// Of every commitment the mean slip and how often it is broken.
    case meanSlips
    /// Of every commitment how often it is late, and of every damage entry its score.
    case commitments
    /// Carried score, blame, price of a day and criticality: what the backward pass tells.
    case causes

    /// Whether one has less than another.
    public static func < (one: Figures, other: Figures) -> Bool { one.rawValue < other.rawValue }
}

/// Where rows live while a pass goes over a graph: each in a slot that another row takes after its last reader.
///
/// Rows of 10,000 commitments leave the cache, the some 700 slots that they need do not.
struct RowSlots: Sendable {
    /// The slot of each rank; -1 for one whose row nobody reads.
    let slots: [Int32]
    /// How many slots there are.
    let count: Int

    /// A slot for each rank, never used again.
    init(commitments: Int) {
        var slots: [Int32] = []
        slots.reserveCapacity(commitments)
        for rank in 0..<commitments { slots.append(Int32(truncatingIfNeeded: rank)) }
        self.slots = slots
        count = commitments
    }

    /// Slots that are used again.
    ///
    /// - Parameter lastReaders: the last rank that reads a row, by rank; -1 for one that is not even written, its own
    ///   rank for one that is written and not read, `Int32.max` for one that is kept.
    /// - Complexity: O(commitments + needs).
    init(of graph: CommitmentGraph, lastReaders: [Int32]) {
        var slots = [Int32](repeating: -1, count: graph.commitmentCount)
        var last = lastReaders
        var free: [Int32] = []
        var count: Int32 = 0
        for rank in slots.indices {
            if last[rank] >= 0 {
                if let slot = free.popLast() {
                    slots[rank] = slot
                } else {
                    slots[rank] = count
                    count += 1
                }
            }
            // Only now: a row is written after those of its needs were read, but in one step.
            for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) {
                let source = Int(graph.needs[need].source)
                if last[source] == rank {
                    free.append(slots[source])
                    last[source] = -1
                }
            }
            if last[rank] == rank { free.append(slots[rank]) }
        }
        self.slots = slots
        self.count = Int(count)
    }
}
