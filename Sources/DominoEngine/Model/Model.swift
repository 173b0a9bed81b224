/// A scenario in columns: all that the engine needs to answer questions, and nothing else.
///
/// `DominoScenario` compiles a scenario into a model. `Model.bytes` writes one down, so that a page can hold what a
/// command compiled. Columns are by rank; `CommitmentGraph.index` leads back to the order of the file.
public struct Model: Sendable {
    /// Something that can be done.
    public struct Mitigation: Sendable {
        /// What it changes.
        public var changes: [ColumnChange]
        /// The draw that decides whether it works; nil for one that always works.
        public var works: Uncertainty.Event?

        /// A mitigation.
        public init(changes: [ColumnChange], works: Uncertainty.Event?) {
            self.changes = changes
            self.works = works
        }
    }

    /// Which commitment needs which.
    public var graph: CommitmentGraph
    /// The numbers on the graph, with nothing slipped and nothing done.
    public var parameters: Parameters
    /// What it costs to be late or broken.
    public var damage: DamageTable
    /// Days that news takes along each need, by need as ranked; empty if news takes no time.
    public var relays: [Float]
    /// The day each commitment is due, as an ordinal of the calendar; by rank.
    public var dues: [Double]
    /// The commitment that the scenario is about; nil without one.
    public var root: Rank?
    /// What can be done, in the order of the file.
    public var mitigations: [Mitigation]
    /// What is drawn at random, with nothing slipped and nothing done.
    public var uncertainty: Uncertainty
    /// Probability of each event of `uncertainty`, before mitigations lower it.
    public var chances: [Double]
    /// Whether `uncertainty` and `chances` were compiled. What nothing draws needs neither.
    public var isComplete: Bool

    /// A model of these columns.
    /// - Precondition: the columns fit the graph and each other.
    public init(
        graph: CommitmentGraph, parameters: Parameters, damage: DamageTable, relays: [Float], dues: [Double],
        root: Rank?, mitigations: [Mitigation], uncertainty: Uncertainty, chances: [Double], isComplete: Bool = true
    ) {
        self.graph = graph
        self.parameters = parameters
        self.damage = damage
        self.relays = relays
        self.dues = dues
        self.root = root
        self.mitigations = mitigations
        self.uncertainty = uncertainty
        self.chances = chances
        self.isComplete = isComplete
    }

    /// Number of commitments.
    public var commitmentCount: Int { graph.commitmentCount }
}

/// The place of a commitment in the columns of a model.
///
/// Ranks follow the needs: every commitment has a higher rank than all those it needs. They are not places in the file.
public struct Rank: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The number, from 0.
    public var rawValue: Int32

    /// The rank of a number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The rank at a place in a column.
    public init(_ place: Int) { rawValue = Int32(truncatingIfNeeded: place) }

    /// Whether one comes before the other.
    public static func < (one: Rank, other: Rank) -> Bool { one.rawValue < other.rawValue }
}

extension Int {
    /// The place of a rank in a column.
    public init(_ rank: Rank) { self = Int(rank.rawValue) }
}

/// What slips, what is done about it, and when those affected are told.
public struct ModelQuestion: Sendable {
    /// What slips, each commitment once, with its days late; `+inf` for broken.
    public var slips: [(rank: Rank, days: Double)]
    /// The mitigations in force, as places in the model's list.
    public var plan: [Int32]
    /// The day on which those affected are told, as an ordinal; nil if nobody tells them.
    public var toldOn: Double?
    /// Days by which the root is promised later than its due date; 0 for the due date.
    public var promisedLater: Double
    /// How the promise of the root counts.
    public var root = RootPromise.counts

    /// How the promise of the root counts.
    public enum RootPromise: Sendable {
        /// As the file says.
        case counts
        /// As if nobody had promised it: it does no damage of its own, and its own lateness never breaks it.
        case ignored
        /// The same, and it is broken from the start.
        case broken
    }

    /// A question.
    public init(
        slips: [(rank: Rank, days: Double)] = [], plan: [Int32] = [], toldOn: Double? = nil, promisedLater: Double = 0
    ) {
        self.slips = slips
        self.plan = plan
        self.toldOn = toldOn
        self.promisedLater = promisedLater
    }

    /// The same question with the promise of the root counted in another way, for its due date.
    func counting(root: RootPromise) -> ModelQuestion {
        var question = self
        question.promisedLater = 0
        question.root = root
        return question
    }
}

extension Model {
    /// The parameters and the damage with the slips and the plan of a question in force.
    /// - Complexity: O(commitments + needs + damage).
    public func inForce(_ question: ModelQuestion) -> (parameters: Parameters, damage: DamageTable) {
        var parameters = parameters
        var damage = damage
        if let root {
            if question.promisedLater != 0 {
                let later = ColumnChange.laterDate(of: root.rawValue, days: question.promisedLater)
                apply(later, of: graph, to: &parameters, and: &damage)
            }
            if question.root != .counts {
                parameters.breakLimit[Int(root)] = .infinity
                if question.root == .broken { parameters.ownDelay[Int(root)] = .infinity }
                apply([ColumnChange(.softening, root.rawValue, 0)], of: graph, to: &parameters, and: &damage)
            }
        }
        for (rank, days) in question.slips { shock(rank, days: days, in: &parameters) }
        for mitigation in question.plan {
            apply(mitigations[Int(mitigation)].changes, of: graph, to: &parameters, and: &damage)
        }
        return (parameters, damage)
    }

    /// Replaces the own delay of a commitment by a slip (Model.md, section 2). A fact stays as it is.
    private func shock(_ rank: Rank, days: Double, in parameters: inout Parameters) {
        guard !graph.features[Int(rank)].contains(.fact) else { return }
        parameters.ownDelay[Int(rank)] = days == .infinity ? .infinity : onGrid(days)
    }

    /// What is drawn at random under a question: mitigations lower chances, and commitments that slip draw nothing.
    /// - Complexity: O(events + changes); O(commitments + contributions) where something slips.
    public func uncertainty(under question: ModelQuestion) -> Uncertainty {
        let factors = chanceFactors(
            under: question.plan.flatMap { mitigations[Int($0)].changes }, events: chances.count)
        var changed = uncertainty
        for place in factors.indices where factors[place] != 1 {
            changed.events[place] = Uncertainty.Event(
                variable: uncertainty.events[place].variable, probability: chances[place] * factors[place])
        }
        guard !question.slips.isEmpty else { return changed }
        var slips = [Bool](repeating: false, count: commitmentCount)
        for (rank, _) in question.slips { slips[Int(rank)] = true }
        changed.contributions.removeAll(keepingCapacity: true)
        for rank in slips.indices {
            if !slips[rank] { changed.contributions += uncertainty.contributions[uncertainty.row(of: rank)] }
            changed.contributionStart[rank + 1] = Int32(truncatingIfNeeded: changed.contributions.count)
        }
        return changed
    }
}
