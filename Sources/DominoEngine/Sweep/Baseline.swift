/// Everything on plan, prepared for many questions about what one shock adds.
public struct Baseline: Sendable {
    /// A need in reverse.
    struct Dependent: Sendable, BitwiseCopyable {
        /// Rank of the commitment that needs.
        var rank: Int32
        /// Spare days; `-inf` if only all its needs together tell whether a delay gets through.
        var buffer: Float
    }

    let graph: CommitmentGraph
    let parameters: Parameters
    let needParameters: NeedParameters
    /// Slips on plan, by rank.
    public let slips: [Float]
    /// Total score on plan.
    public let total: Double
    /// Where each commitment stands before its own delay: the larger of its base and what it inherits; by rank.
    let starts: [Float]
    let rises: RiseTable
    /// Slip above which a commitment that is kept on plan becomes late; `+inf` for one that is late already; by rank.
    let lateAbove: [Float]
    /// Whether anything can break that is not broken yet.
    let canBreak: Bool
    /// Where each rank's dependents begin; one more than commitments.
    let dependentStart: [Int32]
    /// The commitments that need one and can still move: neither facts nor broken ones.
    let dependents: [Dependent]
    /// The slot that keeps the row of each rank until its last dependent has read it; -1 if none reads it.
    let slots: [Int32]
    /// How many slots there are.
    let slotCount: Int

    /// Number of commitments.
    public var commitmentCount: Int { graph.commitmentCount }

    /// - Parameters:
    ///   - parameters: with nothing slipped.
    ///   - notice: days of notice, by rank; nil if nobody is told.
    /// - Complexity: O(commitments + needs + damage).
    public init(graph: CommitmentGraph, parameters: Parameters, damage: DamageTable, notice: [Double]? = nil) {
        let slips = DominoEngine.slips(in: graph, under: parameters)
        self.graph = graph
        self.parameters = parameters
        needParameters = NeedParameters(parameters)
        self.slips = slips
        total = assess(slips, under: damage, dueShift: parameters.dueShift, notice: notice).total
        rises = RiseTable(of: slips, in: damage, dueShift: parameters.dueShift, notice: notice)
        starts = DominoEngine.starts(of: slips, in: graph, under: parameters)
        canBreak =
            graph.features.contains { $0.contains(.breaks) && !$0.contains(.fact) }
            || parameters.windows.spans.contains { $0.last == .infinity }
        var lateAbove: [Float] = []
        lateAbove.reserveCapacity(slips.count)
        for rank in slips.indices {
            let dueShift = parameters.dueShift[rank]
            lateAbove.append(
                isLate(slips[rank], dueShift: dueShift) ? .infinity : lower(Double(dueShift) + lateTolerance))
        }
        self.lateAbove = lateAbove
        (dependentStart, dependents) = Self.dependents(in: graph, slips)
        var readers = [Int32](repeating: -1, count: slips.count)
        for rank in slips.indices where dependentStart[rank] < dependentStart[rank + 1] {
            // Dependents stand in order of rank.
            readers[rank] = dependents[Int(dependentStart[rank + 1]) - 1].rank
        }
        let rows = RowSlots(of: graph, lastReaders: readers)
        (slots, slotCount) = (rows.slots, rows.count)
    }

    /// A model with nothing slipped and nothing done but what is under way, nobody told.
    public init(of model: Model) {
        let inForce = model.inForce(ModelQuestion())
        self.init(graph: inForce.graph, parameters: inForce.parameters, damage: inForce.damage)
    }

    /// Whether a shock can change anything about a commitment.
    func canMove(_ rank: Int) -> Bool { !graph.features[rank].contains(.fact) && slips[rank] < .infinity }

    /// The needs in reverse, without those of commitments that nothing moves any more.
    static func dependents(in graph: CommitmentGraph, _ slips: [Float]) -> (start: [Int32], all: [Dependent]) {
        func moves(_ rank: Int) -> Bool { !graph.features[rank].contains(.fact) && slips[rank] < .infinity }
        var start = [Int32](repeating: 0, count: graph.commitmentCount + 1)
        for rank in 0..<graph.commitmentCount where moves(rank) {
            for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) {
                start[Int(graph.needs[need].source) + 1] += 1
            }
        }
        for place in 0..<graph.commitmentCount { start[place + 1] += start[place] }
        var at = start
        var all = [Dependent](repeating: Dependent(rank: 0, buffer: 0), count: Int(start[graph.commitmentCount]))
        for rank in 0..<graph.commitmentCount where moves(rank) {
            let isGeneral = graph.features[rank].contains(.generalNeeds)
            for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) {
                let edge = graph.needs[need]
                all[Int(at[Int(edge.source)])] = Dependent(
                    rank: Int32(truncatingIfNeeded: rank), buffer: isGeneral ? -.infinity : edge.buffer)
                at[Int(edge.source)] += 1
            }
        }
        return (start, all)
    }
}

/// Where each commitment stands before its own delay: the larger of its base and what it inherits, by rank; its slip
/// for a fact.
/// - Complexity: O(commitments + needs).
func starts(of slips: [Float], in graph: CommitmentGraph, under parameters: Parameters) -> [Float] {
    var starts = slips
    for rank in slips.indices where !graph.features[rank].contains(.fact) {
        let inherited = inherited(by: rank, graph, parameters, slips).days
        starts[rank] = max(inherited, base(of: rank, inherited, graph, parameters, slips))
    }
    return starts
}
