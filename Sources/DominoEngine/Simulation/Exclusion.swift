/// What an uncertain input can change: the commitments it draws for, and all that depend on them.
public struct Cone: Sendable {
    /// Number of the input.
    public let input: Int32
    /// Ranks, rising.
    let ranks: [Int32]
    /// Whether each of them draws the input itself.
    let isDirect: [Bool]

    /// How many commitments it can change.
    public var count: Int { ranks.count }
}

/// Finds cones: the needs the other way round, and marks that are cleared as they are read.
public struct ConeSearch: Sendable {
    private let start: [Int32]
    private let dependents: [Int32]
    private let direct: [[Int32]]
    private var marks: [Bool]

    /// Prepares for the inputs of a simulation.
    public init(for simulation: Simulation) {
        (start, dependents) = DominoEngine.dependents(
            needStart: simulation.graph.needStart, needs: simulation.graph.needs)
        let uncertainty = simulation.uncertainty
        var direct = [[Int32]](repeating: [], count: uncertainty.inputCount)
        for rank in 0..<simulation.commitmentCount {
            let first = Int(uncertainty.contributionStart[rank])
            for place in first..<Int(uncertainty.contributionStart[rank + 1]) {
                let input = Int(uncertainty.contributions[place].input)
                if direct[input].last != Int32(rank) { direct[input].append(Int32(truncatingIfNeeded: rank)) }
            }
        }
        self.direct = direct
        marks = [Bool](repeating: false, count: simulation.commitmentCount)
    }

    /// Ranks that draw an input.
    public func drawing(_ input: Int) -> [Int32] { direct[input] }

    /// The cone of an input; nil if it has more commitments than `limit`.
    /// - Complexity: O(cone * log cone + needs on it).
    public mutating func cone(of input: Int, limit: Int) -> Cone? {
        var found = direct[input]
        for rank in found { marks[Int(rank)] = true }
        var next = 0
        while next < found.count, found.count <= limit {
            let rank = Int(found[next])
            next += 1
            for place in Int(start[rank])..<Int(start[rank + 1]) where !marks[Int(dependents[place])] {
                marks[Int(dependents[place])] = true
                found.append(dependents[place])
            }
        }
        for rank in found { marks[Int(rank)] = false }
        guard found.count <= limit else { return nil }
        for rank in direct[input] { marks[Int(rank)] = true }
        let ranks = found.sorted()
        let isDirect = ranks.map { marks[Int($0)] }
        for rank in direct[input] { marks[Int(rank)] = false }
        return Cone(input: Int32(truncatingIfNeeded: input), ranks: ranks, isDirect: isDirect)
    }
}

extension Workspace {
    /// How much the total score of each replicate falls with an input switched off, in 1/100: the block last run once
    /// more, but only where the input changes something.
    ///
    /// The workspace is left as it was.
    /// - Parameter falls: 64 differences; those of replicates that do not count mean nothing.
    /// - Complexity: O(cone) rows, less where a change dies out.
    public mutating func exclude(
        _ cone: borrowing Cone, block: UInt32, of simulation: Simulation, into falls: inout [Int64]
    ) {
        var total = CentRow()
        var slow = simulation.isSmall ? [] : [Int64](repeating: 0, count: Row.count)
        changedRanks.removeAll(keepingCapacity: true)
        skipped[0] = cone.input
        for place in 0..<cone.ranks.count {
            let rank = Int(cone.ranks[place])
            guard cone.isDirect[place] || needsChanged(rank, simulation.graph) else { continue }
            if cone.isDirect[place] {
                savedOwn[rank] = own[rank]
                drawOwn(rank, simulation, cone.input)
            }
            let before = slips[rank]
            let after = slipRow(rank, simulation.runOfRank(rank), simulation)
            if cone.isDirect[place] { own[rank] = savedOwn[rank] }
            guard (before .== after).isEverywhere == false else { continue }
            savedSlips[rank] = before
            slips[rank] = after
            isChanged[rank] = true
            changedRanks.append(cone.ranks[place])
            for entry in Int(simulation.damage.start[rank])..<Int(simulation.damage.start[rank + 1])
            where !simulation.damage.entries[entry].isWeightless {
                let old = simulation.damage.score(entry, before, canBreak: simulation.canBreak)
                let new = simulation.damage.score(entry, after, canBreak: simulation.canBreak)
                if simulation.isSmall {
                    total += CentRow(old)
                    total -= CentRow(new)
                } else {
                    for replicate in 0..<Row.count {
                        slow[replicate] &+= slowCents(old[replicate]) - slowCents(new[replicate])
                    }
                }
            }
        }
        skipped[0] = -1
        for rank in changedRanks {
            slips[Int(rank)] = savedSlips[Int(rank)]
            isChanged[Int(rank)] = false
        }
        if simulation.isSmall { total.write(to: &falls) } else { falls = slow }
    }

    /// Whether some commitment that `rank` needs has changed.
    @inline(__always)
    private func needsChanged(_ rank: Int, _ graph: CommitmentGraph) -> Bool {
        for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1])
        where isChanged[Int(graph.needs[need].source)] { return true }
        return false
    }
}

/// What an uncertain input adds to the total score, summed over replicates in 1/100.
public struct ExclusionSum: Sendable, Equatable {
    /// Number of the input.
    public var input: Int32
    /// Sum of the differences that excluding it makes.
    public var sum: Int128
    /// Sum of their squares; of the largest differences, two million of them and more, it wraps around.
    public var squares: Int128

    /// A sum.
    public init(input: Int32, sum: Int128 = 0, squares: Int128 = 0) {
        self.input = input
        self.sum = sum
        self.squares = squares
    }

    /// How much the mean score falls without the input, and the standard error of that.
    /// - Precondition: at least one replicate.
    public func reduction(replicates: Int) -> (gain: Double, standardError: Double) {
        let count = Double(replicates)
        let mean = Double(sum) / count
        let variance = max(0, Double(squares) / count - mean * mean)
        return (mean / 100, (variance / count).squareRoot() / 100)
    }

    /// Adds the sums of other replicates.
    public mutating func add(_ other: ExclusionSum) {
        sum += other.sum
        squares &+= other.squares
    }

    /// Adds the differences of a block's replicates.
    mutating func add(_ reductions: [Int64], where replicates: UInt64) {
        var blockSum: Int64 = 0
        for replicate in 0..<Row.count where replicates >> UInt64(replicate) & 1 == 1 {
            let reduction = reductions[replicate]
            blockSum &+= reduction
            if reduction != 0 { squares &+= Int128(reduction) * Int128(reduction) }
        }
        sum += Int128(blockSum)
    }
}

// MARK: Which inputs are excluded

/// Most commitments that all cones together may have: beyond so many the tornado would cost more than the simulation.
private func coneBudget(commitments: Int) -> Int { 20_000 + 4 * commitments }

/// Replicates of the pilot run that says which inputs matter, where not all can be excluded.
private let pilotBlocks: UInt32 = 16

/// The inputs to be excluded one by one, as cones.
///
/// All of them where their cones are small enough. Otherwise those that a pilot run of the first 1,024 replicates
/// blames most: the same ones for every shard and any number of threads.
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
