/// Slips and total score that follow when one commitment's own delay changes, at the price of what it changes.
///
/// A change goes from rank to rank as long as slips differ; a need that neither drives nor did is not even looked at
/// from its other end. On a layered graph of a million needs that is some hundred commitments instead of all. The work
/// waits for memory, so what belongs to one commitment stands side by side.
public struct IncrementalPropagation: ~Copyable {
    private let graph: CommitmentGraph
    private let parameters: Parameters
    /// Slips, by rank.
    public private(set) var slips: [Float]
    /// Where each commitment stands before its own delay; by rank.
    private var starts: [Float]
    private var nodes: [Node]
    private let dependents: [Baseline.Dependent]
    private let pieces: [DamageLine.Piece]
    private let broken: [Double]
    private var waiting: RankQueue
    /// The total in two parts, so that a million changes lose nothing: the sum, and what its additions lost.
    private var sum = 0.0
    private var lost = 0.0
    /// Commitments computed anew so far.
    public private(set) var visits = 0
    /// Needs looked at for them.
    public private(set) var needsRelaxed = 0

    /// What is read of every commitment that is computed anew; rows end where the next one's begin.
    private struct Node: BitwiseCopyable {
        var needStart: Int32
        var dependentStart: Int32
        var lineStart: Int32
        var floor: Float
        var own: Float
        var limit: Float
        /// Whether it has shares, plans B or groups, or begins when ready.
        var isGeneral: Bool
        var hasScore: Bool
    }

    /// Total score.
    public var total: Double { sum + lost }

    /// - Parameter notice: days of notice, by rank; nil for silence.
    /// - Complexity: O(commitments + needs + damage).
    public init(graph: CommitmentGraph, parameters: Parameters, damage: DamageTable, notice: [Double]? = nil) {
        let count = graph.commitmentCount
        let slips = DominoEngine.slips(in: graph, under: parameters)
        // What is broken now may be mended by the next change, so only facts are left out.
        let (dependentStart, dependents) = Baseline.dependents(in: graph, [Float](repeating: 0, count: count))
        var nodes: [Node] = []
        var pieces: [DamageLine.Piece] = []
        var broken: [Double] = []
        nodes.reserveCapacity(count + 1)
        broken.reserveCapacity(count)
        for rank in 0..<count {
            let line = damageLine(
                of: rank, beyond: -.infinity, in: damage, dueShift: parameters.dueShift[rank],
                notice: notice?[rank] ?? 0)
            nodes.append(
                Node(
                    needStart: graph.needStart[rank], dependentStart: dependentStart[rank],
                    lineStart: Int32(truncatingIfNeeded: pieces.count), floor: parameters.baseSlip[rank],
                    own: parameters.ownDelay[rank],
                    limit: parameters.breakLimit[rank],
                    isGeneral: !graph.features[rank].isDisjoint(with: [.generalNeeds, .whenReady]),
                    hasScore: !line.pieces.isEmpty || line.broken != 0))
            pieces += line.pieces
            broken.append(line.broken)
        }
        nodes.append(
            Node(
                needStart: graph.needStart[count], dependentStart: dependentStart[count],
                lineStart: Int32(truncatingIfNeeded: pieces.count), floor: 0, own: 0, limit: 0, isGeneral: false,
                hasScore: false))
        self.graph = graph
        self.parameters = parameters
        self.slips = slips
        starts = DominoEngine.starts(of: slips, in: graph, under: parameters)
        self.nodes = nodes
        self.dependents = dependents
        self.pieces = pieces
        self.broken = broken
        waiting = RankQueue(count: count)
        for rank in 0..<count { add(score(of: rank, at: slips[rank])) }
    }

    /// Gives a commitment another delay of its own making; a fact stays what it is.
    /// - Complexity: O(commitments that change, their needs and dependents).
    public mutating func set(own days: Float, ofRank rank: Int) {
        precondition(rank >= 0 && rank < graph.commitmentCount, "a rank of the graph")
        guard !graph.features[rank].contains(.fact) else { return }
        nodes[rank].own = days
        waiting.begin(with: rank)
        while case let next = waiting.popFirst(), next >= 0 { update(next) }
    }

    /// Computes one commitment anew, and lets those wait whom it may move.
    @inline(__always)
    private mutating func update(_ rank: Int) {
        visits += 1
        let node = nodes.span[unchecked: rank]
        needsRelaxed += Int(nodes.span[unchecked: rank + 1].needStart - node.needStart)
        let start = node.isGeneral ? generalStart(rank) : plainStart(rank, node)
        var slip = start + node.own
        if slip > node.limit { slip = .infinity }
        let before = slips.span[unchecked: rank]
        starts[rank] = start
        guard slip != before else { return }
        slips[rank] = slip
        if node.hasScore { add(score(of: rank, at: slip) - score(of: rank, at: before)) }
        wake(dependentsOf: rank, node, slip, before)
    }

    /// Where a commitment with plain needs stands.
    @inline(__always)
    private func plainStart(_ rank: Int, _ node: Node) -> Float {
        let needs = graph.needs.span
        let slips = slips.span
        var start = node.floor
        for need in Int(node.needStart)..<Int(nodes.span[unchecked: rank + 1].needStart) {
            let edge = needs[unchecked: need]
            let late = slips[unchecked: Int(edge.source)] - edge.buffer
            start = late > start ? late : start
        }
        return start
    }

    @inline(never)
    private func generalStart(_ rank: Int) -> Float {
        let inherited = inherited(by: rank, graph, parameters, slips).days
        guard graph.features[rank].contains(.whenReady) else { return max(parameters.baseSlip[rank], inherited) }
        return max(inherited, readyBase(of: rank, inherited, graph, parameters, slips))
    }

    /// A need matters if it now brings more than all together did, or if it was the one that brought most.
    @inline(__always)
    private mutating func wake(dependentsOf rank: Int, _ node: Node, _ slip: Float, _ before: Float) {
        let dependents = dependents.span
        let starts = starts.span
        for place in Int(node.dependentStart)..<Int(nodes.span[unchecked: rank + 1].dependentStart) {
            let dependent = dependents[unchecked: place]
            let start = starts[unchecked: Int(dependent.rank)]
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
        let nodes = nodes.span
        let days = Double(slip)
        var score = 0.0
        for place in Int(nodes[unchecked: rank].lineStart)..<Int(nodes[unchecked: rank + 1].lineStart) {
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
