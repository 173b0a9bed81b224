/// What replicates add up to: integers only, so that any order and any division gives the same bits. Columns that the
/// simulation's `Figures` leave out are empty.
public struct Tally: Sendable, Equatable {
    /// Replicates counted.
    public var replicates: Int64 = 0
    /// Replicates in which a commitment is late; by rank.
    public var late: [Int64]
    /// In which it is broken; by rank.
    public var broken: [Int64]
    /// Slips while not broken, in 1/1024 day; by rank.
    public var slip: [Int64]
    /// Score of each damage entry, in 1/100, or its amount where it has no weight; by place in the table.
    public var score: [Int64]
    /// Replicates in which there is any damage of a kind, 0.005 or more; by kind, empty where nobody asks.
    public var kinds: [Int64]
    /// Carried score, in 1/100; by rank.
    public var carried: [Int64]
    /// Blame, in 1/100; by rank.
    public var blame: [Int64]
    /// Price of a day, in 1/100 a day; by rank.
    public var priceOfDay: [Int64]
    /// Replicates in which the carried score is 0.005 or more; by rank.
    public var critical: [Int64]
    /// Score that stays with the plan itself, in 1/100.
    public var overcommitted: Int64 = 0

    /// Nothing counted yet.
    public init(commitments: Int, entries: Int, kinds: Int = 0, figures: Figures) {
        let zeros = [Int64](repeating: 0, count: commitments)
        slip = figures >= .meanSlips ? zeros : []
        broken = slip
        late = figures >= .commitments ? zeros : []
        score = figures >= .commitments ? [Int64](repeating: 0, count: entries) : []
        self.kinds = [Int64](repeating: 0, count: kinds)
        carried = figures >= .causes ? zeros : []
        blame = carried
        priceOfDay = carried
        critical = carried
    }
}

/// What any number of replicates adds up to: a `Tally` without its end.
///
/// 64 bits hold the largest amounts, 9e15 each, of 1,024 replicates and no more. An amount of a hundred thousand
/// million in a million replicates is beyond them already, so these sums have 128.
public struct TallySum: Sendable, Equatable {
    /// Replicates counted.
    public var replicates: Int64
    /// Replicates in which a commitment is late; by rank.
    public var late: [Int64]
    /// In which it is broken; by rank.
    public var broken: [Int64]
    /// In which the carried score is 0.005 or more; by rank.
    public var critical: [Int64]
    /// Slips while not broken, in 1/1024 day; by rank.
    public var slip: [Int128]
    /// Score of each damage entry, in 1/100, or its amount where it has no weight; by place in the table.
    public var score: [Int128]
    /// Replicates in which there is any damage of a kind; by kind, empty where nobody asks.
    public var kinds: [Int64]
    /// Carried score, in 1/100; by rank.
    public var carried: [Int128]
    /// Blame, in 1/100; by rank.
    public var blame: [Int128]
    /// Price of a day, in 1/100 a day; by rank.
    public var priceOfDay: [Int128]
    /// Score that stays with the plan itself, in 1/100.
    public var overcommitted: Int128

    /// The sums of one tally.
    public init(_ tally: Tally) {
        replicates = tally.replicates
        late = tally.late
        broken = tally.broken
        critical = tally.critical
        kinds = tally.kinds
        slip = tally.slip.map { Int128($0) }
        score = tally.score.map { Int128($0) }
        carried = tally.carried.map { Int128($0) }
        blame = tally.blame.map { Int128($0) }
        priceOfDay = tally.priceOfDay.map { Int128($0) }
        overcommitted = Int128(tally.overcommitted)
    }

    /// Adds what other replicates came to.
    /// - Precondition: of the same scenario, and the same figures.
    public mutating func add(_ other: TallySum) {
        replicates += other.replicates
        Self.add(other.late, to: &late)
        Self.add(other.broken, to: &broken)
        Self.add(other.critical, to: &critical)
        Self.add(other.kinds, to: &kinds)
        Self.add(other.slip, to: &slip)
        Self.add(other.score, to: &score)
        Self.add(other.carried, to: &carried)
        Self.add(other.blame, to: &blame)
        Self.add(other.priceOfDay, to: &priceOfDay)
        overcommitted += other.overcommitted
    }

    /// Adds what some replicates came to.
    /// - Precondition: of the same scenario, and the same figures; 1,024 replicates at most.
    mutating func add(_ tally: Tally) {
        replicates += tally.replicates
        Self.add(tally.late, to: &late)
        Self.add(tally.broken, to: &broken)
        Self.add(tally.critical, to: &critical)
        Self.add(tally.kinds, to: &kinds)
        Self.add(tally.slip, to: &slip)
        Self.add(tally.score, to: &score)
        Self.add(tally.carried, to: &carried)
        Self.add(tally.blame, to: &blame)
        Self.add(tally.priceOfDay, to: &priceOfDay)
        overcommitted += Int128(tally.overcommitted)
    }

    private static func add<Number: FixedWidthInteger>(_ other: [Number], to sums: inout [Number]) {
        precondition(other.count == sums.count, "sums of one scenario")
        for place in sums.indices { sums[place] += other[place] }
    }

    private static func add(_ other: [Int64], to sums: inout [Int128]) {
        precondition(other.count == sums.count, "sums of one scenario")
        for place in sums.indices { sums[place] += Int128(other[place]) }
    }
}

/// A tally while it is counted: columns that kernels add to without checks.
struct TallyColumns: ~Copyable {
    let late: Column<Int64>
    let broken: Column<Int64>
    let slip: Column<Int64>
    let score: Column<Int64>
    let carried: Column<Int64>
    let blame: Column<Int64>
    let priceOfDay: Column<Int64>
    let critical: Column<Int64>
    let kinds: Column<Int64>
    /// Replicates, and the score that stays with the plan.
    let replicates = Column<Int64>(count: 1)
    let overcommitted = Column<Int64>(count: 1)

    init(for simulation: Simulation) {
        func count(_ figures: Figures) -> Int { simulation.figures >= figures ? simulation.commitmentCount : 0 }
        slip = Column(count: count(.meanSlips))
        broken = Column(count: count(.meanSlips))
        late = Column(count: count(.commitments))
        score = Column(count: simulation.figures >= .commitments ? simulation.entryCount : 0)
        carried = Column(count: count(.causes))
        blame = Column(count: count(.causes))
        priceOfDay = Column(count: count(.causes))
        critical = Column(count: count(.causes))
        kinds = Column(count: simulation.kindCount)
    }

    /// The tally.
    var tally: Tally {
        var tally = Tally(commitments: 0, entries: 0, figures: .totals)
        tally.replicates = replicates[0]
        tally.overcommitted = overcommitted[0]
        tally.late = late.array
        tally.broken = broken.array
        tally.slip = slip.array
        tally.score = score.array
        tally.carried = carried.array
        tally.blame = blame.array
        tally.priceOfDay = priceOfDay.array
        tally.critical = critical.array
        tally.kinds = kinds.array
        return tally
    }

    /// Counts from nothing again.
    func clear() {
        Self.clear(late)
        Self.clear(broken)
        Self.clear(slip)
        Self.clear(score)
        Self.clear(carried)
        Self.clear(blame)
        Self.clear(priceOfDay)
        Self.clear(critical)
        Self.clear(kinds)
        Self.clear(replicates)
        Self.clear(overcommitted)
    }

    private static func clear(_ column: borrowing Column<Int64>) {
        for place in 0..<column.count { column[place] = 0 }
    }
}

// MARK: What makes one commitment late

/// What makes one commitment late: sums over the replicates in which it is kept, early or late.
public struct TargetTally: Sendable, Equatable {
    /// Rank of the target.
    public let target: Int32
    /// Replicates in which a commitment is on the chain of drivers of the target; by rank.
    public var onChain: [Int64]
    /// Replicates in which the target is not broken.
    public var finite: Int64 = 0
    /// Sums of `x_j`, in 1/1024 day; by rank.
    public var own: [Int128]
    /// Sums of its square.
    public var ownSquares: [Int128]
    /// Sums of `x_j` times the target's slip.
    public var products: [Int128]
    /// Sum of the target's slip.
    public var slip: Int128 = 0
    /// Sum of its square.
    public var slipSquares: Int128 = 0

    /// Nothing counted yet.
    public init(target: Int32, commitments: Int) {
        self.target = target
        onChain = [Int64](repeating: 0, count: commitments)
        own = [Int128](repeating: 0, count: commitments)
        ownSquares = own
        products = own
    }

    /// Adds what other replicates came to.
    public mutating func add(_ other: TargetTally) {
        finite += other.finite
        slip += other.slip
        slipSquares += other.slipSquares
        for rank in onChain.indices {
            onChain[rank] += other.onChain[rank]
            own[rank] += other.own[rank]
            ownSquares[rank] += other.ownSquares[rank]
            products[rank] += other.products[rank]
        }
    }
}

extension Workspace {
    /// Walks from the target back along its drivers, in the block last run.
    public mutating func trace(
        _ simulation: Simulation, replicates: UInt64, into tally: inout TargetTally
    ) {
        let count = simulation.commitmentCount
        var onChain = [UInt64](repeating: 0, count: count)
        let target = Int(tally.target)
        onChain[target] = replicates
        for rank in stride(from: target, through: 0, by: -1) where onChain[rank] != 0 {
            tally.onChain[rank] += Int64(onChain[rank].nonzeroBitCount)
            guard !simulation.graph.features[rank].contains(.fact) else { continue }
            for replicate in 0..<Row.count where onChain[rank] >> UInt64(replicate) & 1 == 1 {
                let need = driver(of: rank, replicate, simulation)
                if need >= 0 { onChain[Int(simulation.graph.needs[need].source)] |= 1 << UInt64(replicate) }
            }
        }
        let slip = slips[target]
        for replicate in 0..<Row.count
        where replicates >> UInt64(replicate) & 1 == 1 && slip[replicate] < .infinity {
            let late = Int128(Self.gridded(slip[replicate]))
            tally.finite += 1
            tally.slip += late
            tally.slipSquares += late * late
            for rank in 0..<count {
                let own = Int128(Self.gridded(ownDelay(rank, simulation)[replicate]))
                guard own != 0 else { continue }
                tally.own[rank] += own
                tally.ownSquares[rank] += own * own
                tally.products[rank] += own * late
            }
        }
    }

    /// Days in 1/1024; what is broken counts as nothing here.
    private static func gridded(_ days: Float) -> Int64 {
        days.isFinite ? Int64(max(-9e15, min(9e15, (Double(days) * 1024).rounded()))) : 0
    }

    /// The need that makes a commitment late in one replicate; -1 where it drives itself.
    private func driver(of rank: Int, _ replicate: Int, _ simulation: Simulation) -> Int {
        guard simulation.parameters.ownDelay[rank] < .infinity else { return -1 }
        let (inherited, best) = largestInherited(by: rank, simulation.graph) { need in
            brought(need, replicate, simulation)
        }
        let features = simulation.graph.features[rank]
        if best < 0 || simulation.parameters.isWhenReady(rank, features) { return best }
        return inherited > baseRow(rank, features, simulation)[replicate] ? best : -1
    }

    /// What one need brings in one replicate.
    private func brought(_ need: Int, _ replicate: Int, _ simulation: Simulation) -> Float {
        let slip = slips[Int(simulation.graph.needs[need].source)][replicate]
        return DominoEngine.brought(by: need, ofSlip: slip, simulation.graph, simulation.parameters)
    }
}
