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
    /// Score of each damage entry, in 1/100; by place in the table.
    public var score: [Int64]
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
    public init(commitments: Int, entries: Int, figures: Figures) {
        let zeros = [Int64](repeating: 0, count: commitments)
        slip = figures >= .meanSlips ? zeros : []
        broken = slip
        late = figures >= .commitments ? zeros : []
        score = figures >= .commitments ? [Int64](repeating: 0, count: entries) : []
        carried = figures >= .causes ? zeros : []
        blame = carried
        priceOfDay = carried
        critical = carried
    }
}

/// What any number of replicates adds up to: a `Tally` without its end.
///
/// 64 bits hold the largest amounts, 9e15 each, of 1,024 replicates and no more. An amount of a hundred thousand million in
/// a million replicates is beyond them already, so these sums have 128.
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
    /// Score of each damage entry, in 1/100; by place in the table.
    public var score: [Int128]
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
        Self.clear(replicates)
        Self.clear(overcommitted)
    }

    private static func clear(_ column: borrowing Column<Int64>) {
        for place in 0..<column.count { column[place] = 0 }
    }
}
