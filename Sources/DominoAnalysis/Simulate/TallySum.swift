import DominoEngine

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

/// What an uncertain input adds to the score: the sums of an `ExclusionSum` over any number of replicates.
public struct ExclusionTotal: Sendable, Equatable {
    /// Number of the input.
    public var input: Int32
    /// Sum of the differences, in 1/100.
    public var sum: Int128 = 0
    /// Sum of their squares; of the largest differences, two million of them and more, it goes round.
    public var squares: Int128 = 0

    /// Adds what other replicates came to.
    mutating func add(_ other: ExclusionTotal) {
        sum += other.sum
        squares &+= other.squares
    }

    /// How much the mean score falls without the input, and the standard error of that.
    /// - Precondition: at least one replicate.
    func fall(replicates: Int) -> (gain: Double, standardError: Double) {
        let count = Double(replicates)
        let mean = Double(sum) / count
        let variance = max(0, Double(squares) / count - mean * mean)
        return (mean / 100, (variance / count).squareRoot() / 100)
    }
}
