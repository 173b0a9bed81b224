/// A question under uncertainty: one simulation for each combination of fallible mitigations that work or fail.
///
/// Whether a mitigation works is one draw a replicate. The replicates of a block are sorted by which mitigations work
/// in them, and each group runs under its own columns: a handful of runs a block, and no kernel knows of it.
public struct Replication: Sendable {
    /// Most fallible mitigations in one plan: each doubles the combinations.
    public static let fallibleLimit = 10

    /// The simulation in which all mitigations of the plan work: for sizes, and to choose what to exclude.
    public let whole: Simulation
    private let model: Model
    private let question: ModelQuestion
    private let figures: Figures
    private let countsKinds: Bool
    private let watched: [Rank]?
    private let notice: [Double]?
    private let seed: UInt64
    /// The fallible mitigations of the plan and of what is under way, and the draws that decide whether they work.
    private let fallible: [(mitigation: Int32, works: Uncertainty.Event)]
    /// By combination: bit by bit, which of the fallible mitigations work. Made when a replicate first asks for them.
    private var simulations: [Simulation?]

    /// Prepares a question; nil if too many mitigations of its plan are fallible.
    ///
    /// - Parameters:
    ///   - figures: what is added up.
    ///   - countsKinds: whether it is counted how often there is any damage of each kind.
    ///   - watched: the ranks whose slips are asked for; nil for all. Less of both is faster.
    /// - Precondition: the uncertainty of the model was compiled.
    /// - Complexity: O(commitments + needs + damage).
    public init?(
        _ model: Model, _ question: ModelQuestion, seed: UInt64, figures: Figures, countsKinds: Bool = false,
        watched: [Rank]? = nil
    ) {
        precondition(model.isComplete, "a model with its uncertainty")
        var fallible: [(mitigation: Int32, works: Uncertainty.Event)] = []
        for mitigation in model.decided.map({ $0.mitigation }) + question.plan {
            if let works = model.mitigations[Int(mitigation)].works { fallible.append((mitigation, works)) }
        }
        guard fallible.count <= Self.fallibleLimit else { return nil }
        self.model = model
        self.question = question
        self.seed = seed
        self.figures = figures
        self.countsKinds = countsKinds
        self.watched = watched
        self.fallible = fallible
        notice = question.toldOn.map { model.notification(question, on: $0).notice }
        whole = Self.simulation(model, question, without: [], notice, seed, figures, countsKinds, watched)
        simulations = [Simulation?](repeating: nil, count: 1 << fallible.count)
        simulations[simulations.count - 1] = whole
    }

    /// The same with the simulations of all combinations made, so that threads share them.
    public func prepared() -> Replication {
        var prepared = self
        for combination in simulations.indices { _ = prepared.simulation(of: combination) }
        return prepared
    }

    /// The groups of a block's replicates that run under the same columns, in order of their combination.
    mutating func groups(block: UInt32, replicates: UInt64) -> [(replicates: UInt64, simulation: Simulation)] {
        guard !fallible.isEmpty else { return [(replicates, whole)] }
        var works: [UInt64] = []
        for (_, event) in fallible { works.append(event.replicates(block: block, seed: seed)) }
        var groups: [(replicates: UInt64, simulation: Simulation)] = []
        for combination in simulations.indices {
            var members = replicates
            for (bit, works) in works.enumerated() { members &= combination >> bit & 1 == 1 ? works : ~works }
            if members != 0 { groups.append((members, simulation(of: combination))) }
        }
        return groups
    }

    private mutating func simulation(of combination: Int) -> Simulation {
        if let known = simulations[combination] { return known }
        var failing: [Int32] = []
        for (bit, one) in fallible.enumerated() where combination >> bit & 1 == 0 { failing.append(one.mitigation) }
        let made = Self.simulation(model, question, without: failing, notice, seed, figures, countsKinds, watched)
        simulations[combination] = made
        return made
    }

    /// The simulation of a question in which all mitigations work but those that fail.
    private static func simulation(
        _ model: Model, _ question: ModelQuestion, without failing: [Int32], _ notice: [Double]?, _ seed: UInt64,
        _ figures: Figures, _ countsKinds: Bool, _ watched: [Rank]?
    ) -> Simulation {
        var working = model
        var asked = question
        working.decided.removeAll { failing.contains($0.mitigation) }
        asked.plan.removeAll { failing.contains($0) }
        let inForce = working.inForce(asked)
        return Simulation(
            graph: inForce.graph, parameters: inForce.parameters, damage: inForce.damage, notice: notice,
            uncertainty: working.uncertainty(under: asked), seed: seed, figures: figures, countsKinds: countsKinds,
            watched: watched.map { ranks in
                var numbers: [Int32] = []
                for rank in ranks { numbers.append(rank.rawValue) }
                return numbers
            })
    }
}

/// What a run keeps besides its sums.
public struct RunOptions: Sendable {
    /// Whose slips are kept of each replicate.
    public enum Slips: Sendable, Equatable {
        /// Nobody's.
        case none
        /// Those of one commitment.
        case of(Rank)
        /// Those of all commitments.
        case all
    }

    /// Whose slips are kept.
    public var slips: Slips
    /// The uncertain inputs to be excluded one by one.
    public var cones: [Cone]
    /// The commitment whose causes are looked for.
    public var target: Rank?

    /// Options.
    public init(slips: Slips, cones: [Cone] = [], target: Rank? = nil) {
        self.slips = slips
        self.cones = cones
        self.target = target
    }
}

/// A range of replicates, in whole blocks but for the last: what one shard runs.
public struct ReplicateRange: Sendable, Equatable {
    /// The first replicate, a multiple of 64.
    public var first: Int
    /// How many.
    public var count: Int

    /// A range.
    public init(first: Int, count: Int) {
        self.first = first
        self.count = count
    }

    /// Part `number` (from 1) of `parts` of so many replicates: whole blocks, as even as can be.
    public static func part(_ number: Int, of parts: Int, replicates: Int) -> ReplicateRange {
        let blocks = (replicates + Row.count - 1) / Row.count
        func boundary(_ part: Int) -> Int { min(replicates, blocks * part / parts * Row.count) }
        return ReplicateRange(first: boundary(number - 1), count: boundary(number) - boundary(number - 1))
    }
}

/// What a run gives replicate by replicate.
public struct ReplicateColumns: Sendable {
    /// Total score of each replicate, in 1/100.
    public var totals: [Int64] = []
    /// Slips of the one commitment whose slips are kept.
    public var slips: [Float] = []
    /// Slips of all commitments by block, then rank, if they are kept.
    public var rows: [Row] = []

    /// No replicates.
    public init() {}
}

/// What a run adds up: integers, so that any order and any division gives the same bits.
public struct ReplicateSums: Sendable, Equatable {
    /// Sums by commitment and damage entry.
    public var tally: TallySum
    /// What each excluded input adds.
    public var exclusions: [ExclusionSum]
    /// What makes the target late; nil without one.
    public var target: TargetTally?

    /// Nothing added up yet.
    public init(_ replication: Replication, _ options: RunOptions) {
        let simulation = replication.whole
        tally = TallySum(simulation.emptyTally())
        exclusions = []
        for cone in options.cones { exclusions.append(ExclusionSum(input: cone.input)) }
        target = options.target.map { TargetTally(target: $0.rawValue, commitments: simulation.commitmentCount) }
    }

    /// Adds the sums of other replicates of the same question.
    public mutating func add(_ other: ReplicateSums) {
        tally.add(other.tally)
        for place in exclusions.indices { exclusions[place].add(other.exclusions[place]) }
        if let others = other.target { target?.add(others) }
    }
}

/// The memory and the sums of one thread that runs replicates of a question, as many at a time as its caller wants.
///
/// Every figure of a replicate depends on its number alone. So commands give each thread a runner and a range, pages
/// run a few blocks at a time, and both come to the same bits.
public final class ReplicateRunner {
    private var replication: Replication
    private let options: RunOptions
    private var workspace: Workspace
    private var added: ReplicateSums
    /// Replicates in the workspace's tally that are not in `added` yet.
    private var waiting = 0
    private var reductions = [Int64](repeating: 0, count: Row.count)

    /// Most replicates whose sums of the largest amounts, 9e15 each, fit 64 bits.
    private static let mostWaiting = 1024

    /// - Precondition: if slips are kept, the replication watches those commitments.
    public init(_ replication: Replication, _ options: RunOptions) {
        self.replication = replication
        self.options = options
        workspace = Workspace(for: replication.whole, excludes: !options.cones.isEmpty)
        added = ReplicateSums(replication, options)
    }

    /// The sums of all replicates run so far.
    /// - Complexity: O(commitments + damage entries).
    public var sums: ReplicateSums {
        takeTally()
        return added
    }

    /// Runs a range of replicates, and appends what they give to the columns.
    public func run(_ range: ReplicateRange, into columns: inout ReplicateColumns) {
        assert(range.first % Row.count == 0, "a range begins with a block")
        for first in stride(from: range.first, to: range.first + range.count, by: Row.count) {
            runBlock(
                UInt32(truncatingIfNeeded: first / Row.count), min(Row.count, range.first + range.count - first),
                &columns)
        }
    }

    private func runBlock(_ block: UInt32, _ count: Int, _ columns: inout ReplicateColumns) {
        let first = columns.totals.count
        columns.totals += [Int64](repeating: 0, count: count)
        if case .of = options.slips { columns.slips += [Float](repeating: 0, count: count) }
        let all: UInt64 = count == Row.count ? .max : (1 << UInt64(count)) - 1
        for (group, (members, simulation)) in replication.groups(block: block, replicates: all).enumerated() {
            workspace.run(block: block, replicates: members, of: simulation)
            for replicate in 0..<count where members >> UInt64(replicate) & 1 == 1 {
                columns.totals[first + replicate] = workspace.totals[replicate]
            }
            switch options.slips {
            case .none: break
            case .of(let rank):
                workspace.copySlips(
                    rank: Int(rank), to: &columns.slips, at: columns.slips.count - count, where: members)
            case .all: workspace.keepSlips(in: &columns.rows, replicates: members, isFirst: group == 0)
            }
            if added.target != nil { trace(simulation, members) }
            for place in options.cones.indices {
                workspace.exclude(options.cones[place], block: block, of: simulation, into: &reductions)
                added.exclusions[place].add(reductions, where: members)
            }
        }
        waiting += count
        if waiting + Row.count > Self.mostWaiting { takeTally() }
    }

    private func takeTally() {
        guard waiting > 0 else { return }
        added.tally.add(workspace.takeTally())
        waiting = 0
    }

    /// Looks for the causes of the target.
    private func trace(_ simulation: Simulation, _ replicates: UInt64) {
        guard var target = added.target.take() else { return }
        workspace.trace(simulation, replicates: replicates, into: &target)
        added.target = target
    }
}
