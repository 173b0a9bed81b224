/// What switching one input off does to the total score, summed over replicates in 1/100.
public struct ExclusionSum: Sendable, Equatable {
    /// Number of the input.
    public var input: Int32
    /// Sum of the differences.
    public var sum: Int64
    /// Sum of their squares.
    public var squares: Int128

    /// A sum.
    public init(input: Int32, sum: Int64 = 0, squares: Int128 = 0) {
        self.input = input
        self.sum = sum
        self.squares = squares
    }

    /// How much the mean score falls without the input, and the standard error of that.
    /// - Precondition: at least one replicate.
    public func fall(replicates: Int) -> (gain: Double, standardError: Double) {
        let count = Double(replicates)
        let mean = Double(sum) / count
        let variance = max(0, Double(squares) / count - mean * mean)
        return (mean / 100, (variance / count).squareRoot() / 100)
    }

    /// Adds what other replicates came to.
    public mutating func add(_ other: ExclusionSum) {
        sum += other.sum
        squares += other.squares
    }

    /// Adds the differences of a block's replicates.
    public mutating func add(_ falls: [Int64], where replicates: UInt64) {
        for replicate in 0..<Row.count where replicates >> UInt64(replicate) & 1 == 1 {
            let fall = falls[replicate]
            sum &+= fall
            if fall != 0 { squares &+= Int128(fall) * Int128(fall) }
        }
    }
}

/// Most commitments that all cones together may have: beyond so many the tornado would cost more than the simulation.
private func coneBudget(commitments: Int) -> Int { 20_000 + 4 * commitments }

/// Replicates of the pilot run that says which inputs matter, where not all can be excluded.
private let pilotBlocks: UInt32 = 16

/// The inputs to be excluded one by one, as cones.
///
/// All of them where their cones are small enough. Otherwise those that a pilot run of the first 1,024 replicates blames
/// most: the same ones for every shard and any number of threads.
public func exclusionCones(for simulation: Simulation) -> [Cone] {
    var search = ConeSearch(for: simulation)
    let budget = coneBudget(commitments: simulation.commitmentCount)
    var cones: [Cone] = []
    var spent = 0
    for input in 0..<simulation.uncertainty.inputCount {
        guard let cone = search.cone(of: input, limit: budget - spent) else {
            return blamedCones(simulation, &search, budget: budget)
        }
        spent += cone.count
        cones.append(cone)
    }
    return cones
}

/// Cones of the inputs that a pilot run blames most, as many as the budget has room for.
private func blamedCones(_ simulation: Simulation, _ search: inout ConeSearch, budget: Int) -> [Cone] {
    var workspace = Workspace(for: simulation)
    for block in 0..<pilotBlocks { workspace.run(block: block, of: simulation) }
    let tally = workspace.tally
    let blames = (0..<simulation.uncertainty.inputCount).map { input in
        search.drawing(input).reduce(Int64(0)) { $0 + tally.blame[Int($1)] }
    }
    var cones: [Cone] = []
    var spent = 0
    for input in blames.indices.sorted(by: { (blames[$1], $0) < (blames[$0], $1) }) where blames[input] > 0 {
        guard let cone = search.cone(of: input, limit: budget - spent) else { continue }
        spent += cone.count
        cones.append(cone)
    }
    return cones
}
