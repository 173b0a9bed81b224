/// Slips and total score that follow when one commitment's own delay changes, at the price of what it changes.
///
/// A change goes from rank to rank as long as slips differ; a need that neither drives nor did is not even looked at
/// from its other end. On a layered graph of a million needs that is some hundred commitments instead of all.
public struct IncrementalPropagation: Sendable {
    private let graph: CommitmentGraph
    private var terms: Terms
    /// Slips, by rank.
    public private(set) var slips: [Float]
    /// Where each commitment stands before its own delay; by rank.
    private var starts: [Float]
    private let dependentStart: [Int32]
    private let dependents: [OnPlan.Dependent]
    private let lineStart: [Int32]
    private let pieces: [DamageLine.Piece]
    private let broken: [Double]
    private var waiting: RankQueue
    /// The total in two parts, so that a million changes lose nothing: the sum, and what its additions lost.
    private var sum = 0.0
    private var lost = 0.0
    /// Commitments computed anew so far.
    public private(set) var visits = 0

    /// Total score.
    public var total: Double { sum + lost }

    /// - Parameter notice: days of notice, by rank; nil for silence.
    /// - Complexity: O(commitments + needs + damage).
    public init(graph: CommitmentGraph, terms: Terms, damage: DamageTable, notice: [Double]? = nil) {
        self.graph = graph
        self.terms = terms
        slips = DominoEngine.slips(in: graph, under: terms)
        starts = DominoEngine.starts(of: slips, in: graph, under: terms)
        let still = [Float](repeating: 0, count: graph.commitmentCount)
        (dependentStart, dependents) = OnPlan.dependents(in: graph, still)
        waiting = RankQueue(count: graph.commitmentCount)
        var lineStart: [Int32] = [0]
        var pieces: [DamageLine.Piece] = []
        var broken: [Double] = []
        lineStart.reserveCapacity(graph.commitmentCount + 1)
        broken.reserveCapacity(graph.commitmentCount)
        for rank in 0..<graph.commitmentCount {
            let line = damageLine(
                of: rank, beyond: -.infinity, in: damage, redate: terms.redate[rank], notice: notice?[rank] ?? 0)
            pieces += line.pieces
            lineStart.append(Int32(truncatingIfNeeded: pieces.count))
            broken.append(line.broken)
        }
        self.lineStart = lineStart
        self.pieces = pieces
        self.broken = broken
        for rank in 0..<graph.commitmentCount { add(score(of: rank, at: slips[rank])) }
    }

    /// Gives a commitment another delay of its own making; a fact stays what it is.
    /// - Complexity: O(commitments that change, their needs and dependents).
    public mutating func set(own days: Float, ofRank rank: Int) {
        precondition(rank >= 0 && rank < graph.commitmentCount, "a rank of the graph")
        guard !graph.features[rank].contains(.fact) else { return }
        terms.own[rank] = days
        waiting.insert(rank)
        while case let next = waiting.popFirst(), next >= 0 { update(next) }
    }

    /// Computes one commitment anew, and lets those wait whom it may move.
    @inline(__always)
    private mutating func update(_ rank: Int) {
        visits += 1
        let features = graph.features.span[unchecked: rank]
        let start =
            features.isDisjoint(with: [.generalNeeds, .whenReady])
            ? plainStart(rank) : generalStart(rank, features)
        var slip = start + terms.own.span[unchecked: rank]
        if slip > terms.limit.span[unchecked: rank] { slip = .infinity }
        let before = slips.span[unchecked: rank]
        starts[rank] = start
        guard slip != before else { return }
        slips[rank] = slip
        if lineStart.span[unchecked: rank] < lineStart.span[unchecked: rank + 1] || broken.span[unchecked: rank] != 0 {
            add(score(of: rank, at: slip) - score(of: rank, at: before))
        }
        wake(dependentsOf: rank, slip, before)
    }

    /// Where a commitment with plain needs stands.
    @inline(__always)
    private func plainStart(_ rank: Int) -> Float {
        let needStart = graph.needStart.span
        let needs = graph.needs.span
        let slips = slips.span
        var start = terms.floor.span[unchecked: rank]
        for need in Int(needStart[unchecked: rank])..<Int(needStart[unchecked: rank + 1]) {
            let edge = needs[unchecked: need]
            let late = slips[unchecked: Int(edge.source)] - edge.buffer
            start = late > start ? late : start
        }
        return start
    }

    @inline(never)
    private func generalStart(_ rank: Int, _ features: CommitmentGraph.Features) -> Float {
        let inherited = inherited(by: rank, graph, terms, slips).days
        guard features.contains(.whenReady) else { return max(terms.floor[rank], inherited) }
        return max(inherited, readyBase(of: rank, inherited, graph, terms, slips))
    }

    /// A need matters if it now brings more than all together did, or if it was the one that brought most.
    @inline(__always)
    private mutating func wake(dependentsOf rank: Int, _ slip: Float, _ before: Float) {
        let first = Int(dependentStart.span[unchecked: rank])
        let end = Int(dependentStart.span[unchecked: rank + 1])
        for place in first..<end {
            let dependent = dependents.span[unchecked: place]
            let start = starts.span[unchecked: Int(dependent.rank)]
            if slip - dependent.buffer > start || before - dependent.buffer == start || dependent.buffer == -.infinity {
                waiting.insert(Int(dependent.rank))
            }
        }
    }

    /// A commitment's score at a slip.
    @inline(__always)
    private func score(of rank: Int, at slip: Float) -> Double {
        if slip == .infinity { return broken.span[unchecked: rank] }
        let pieces = pieces.span
        let days = Double(slip)
        var score = 0.0
        for place in Int(lineStart.span[unchecked: rank])..<Int(lineStart.span[unchecked: rank + 1]) {
            let piece = pieces[unchecked: place]
            guard days > piece.from else { break }
            score = piece.value + piece.slope * (days - piece.from)
        }
        return score
    }

    /// Adds to the total, and keeps what the addition loses (Neumaier's sum).
    @inline(__always)
    private mutating func add(_ change: Double) {
        let next = sum + change
        lost += sum.magnitude >= change.magnitude ? (sum - next) + change : (change - next) + sum
        sum = next
    }
}
