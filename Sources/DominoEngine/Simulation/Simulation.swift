/// A scenario ready to be replayed under luck: columns, damage in lanes, and what to draw.
///
/// Replicates come in blocks of 64. Every figure of a block depends on its number alone, so blocks may be run in any order,
/// on any thread and machine; who runs them keeps one `Workspace` a thread.
public struct Simulation: Sendable {
    let graph: CommitmentGraph
    let terms: Terms
    let damage: LaneDamage
    let uncertainty: Uncertainty
    /// Seed of all draws.
    public let seed: UInt64
    /// Whether carried, blame, price of a day and criticality are wanted.
    public private(set) var backward: Bool
    /// Whether every amount fits a `CentRow`.
    let isSmall: Bool
    /// Whether anything can break.
    let canBreak: Bool
    /// Which ranks draw anything: the others' own delay is the same in every block.
    let draws: [Bool]

    /// Number of commitments.
    public var commitmentCount: Int { graph.commitmentCount }
    /// Number of damage entries.
    public var entryCount: Int { damage.entries.count }

    /// - Parameters:
    ///   - notice: days of notice, by rank; nil for silence.
    ///   - backward: whether the backward pass is run, which costs as much again as the forward one.
    /// - Precondition: all columns are of `graph`.
    public init(
        graph: CommitmentGraph, terms: Terms, damage: DamageTable, notice: [Double]?, uncertainty: Uncertainty,
        seed: UInt64, backward: Bool
    ) {
        precondition(terms.fit(graph), "one value a commitment and need")
        precondition(damage.start.count == graph.commitmentCount + 1, "one row of damage a commitment")
        precondition(uncertainty.contributionStart.count == graph.commitmentCount + 1, "one row of draws a commitment")
        self.graph = graph
        self.terms = terms
        self.damage = LaneDamage(damage, redate: terms.redate, notice: notice)
        self.uncertainty = uncertainty
        self.seed = seed
        self.backward = backward
        canBreak = terms.limit.contains { $0 < .infinity } || terms.own.contains(.infinity)
        isSmall = self.damage.bound < CentRow.limit
        var draws = [Bool](repeating: false, count: graph.commitmentCount)
        for rank in draws.indices {
            draws[rank] = uncertainty.contributionStart[rank] < uncertainty.contributionStart[rank + 1]
        }
        self.draws = draws
    }

    /// A run of one rank, with what the forward pass has to look at.
    @inline(__always)
    func runOfRank(_ rank: Int) -> CommitmentGraph.Run {
        CommitmentGraph.Run(
            first: Int32(truncatingIfNeeded: rank), count: 1,
            degree: graph.needStart[rank + 1] - graph.needStart[rank], features: graph.features[rank])
    }

    /// The same without the backward pass.
    public func forwardOnly() -> Simulation {
        var copy = self
        copy.backward = false
        return copy
    }

    /// An empty tally of this scenario.
    public func emptyTally() -> Tally {
        Tally(commitments: commitmentCount, entries: entryCount, backward: backward)
    }
}
