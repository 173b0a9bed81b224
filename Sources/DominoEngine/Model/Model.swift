/// A scenario in columns: all that the engine needs to answer questions, and nothing else.
///
/// `DominoScenario` compiles a scenario into a model. `Model.bytes` writes one down, so that a page can hold what a
/// command compiled. Columns are by rank; `CommitmentGraph.index` leads back to the order of the file.
public struct Model: Sendable {
    /// Something that can be done.
    public struct Mitigation: Sendable {
        /// One effect: what it changes, and until when it can.
        public struct Effect: Sendable {
            /// What it changes. Their `bite` is set when it is known on which day the mitigation is decided.
            public var changes: [ColumnChange]
            /// The day of the commitment it concerns from which bites count: its due day, as an ordinal.
            public var due: Double
            /// The last day on which it may take effect and still be in force, as an ordinal; `+inf` for one whose
            /// formula shuts itself off.
            public var lastBite: Double

            /// An effect.
            public init(changes: [ColumnChange], due: Double = 0, lastBite: Double = .infinity) {
                self.changes = changes
                self.due = due
                self.lastBite = lastBite
            }

            /// The changes of an effect that takes effect on a day. What comes too late changes nothing, but stays in
            /// its place: which commitments a plan may touch does not depend on the day.
            func changes(bitingOn day: Double) -> [ColumnChange] {
                let bite = day - due
                return changes.map { change in
                    var change = change
                    if day > lastBite { change.value = change.column.neutralValue }
                    switch change.column {
                    case .expedite, .softening, .share: change.bite = bite
                    case .delayCap: change.value = max(change.value, bite)
                    case .breakLimit, .dueShift, .eventChance: break
                    }
                    return change
                }
            }
        }

        /// What it does.
        public var effects: [Effect]
        /// Days until it takes effect.
        public var leadTime: Double
        /// The draw that decides whether it works; nil for one that always works.
        public var works: Uncertainty.Event?

        /// A mitigation.
        public init(effects: [Effect], leadTime: Double = 0, works: Uncertainty.Event?) {
            self.effects = effects
            self.leadTime = leadTime
            self.works = works
        }

        /// What it changes if it is decided on a day, as an ordinal; nil for long ago.
        public func changes(decidedOn day: Double?) -> [ColumnChange] {
            guard let day else { return effects.flatMap { $0.changes } }
            return effects.flatMap { $0.changes(bitingOn: day + leadTime) }
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
    /// The day that counts as today, as an ordinal; nil where none does, and then nothing is known to be still open.
    public var today: Double?
    /// Days late after which each commitment is broken, as the file says, the median of uncertain ones; by rank. Empty
    /// where nothing breaks, and without today.
    public var patience: [Float] = []
    /// The rank whose date each commitment's date is told from, -1 for none; by rank. Empty where none is.
    public var leaders: [Int32] = []
    /// What is under way already: a mitigation, and the day it was decided, as an ordinal.
    public var decided: [(mitigation: Int32, on: Double)] = []
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
    /// Dates that are moved on purpose, each commitment once, with the days by which they are.
    public var moves: [(rank: Rank, days: Double)] = []
    /// The mitigations in force, as places in the model's list.
    public var plan: [Int32]
    /// The day on which the plan is decided, as an ordinal; nil for today.
    public var decidedOn: Double?
    /// The day on which those affected are told, as an ordinal; nil if nobody tells them.
    public var toldOn: Double?
    /// Commitments that are promised anew and so do not break, however late they are.
    public var promisedAnew: [Rank] = []
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
