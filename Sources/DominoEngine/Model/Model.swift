/// A whole scenario in columns: everything a host needs to play slips through and to replay under luck, and nothing else.
///
/// `DominoAnalysis` makes one from a scenario; `DealWords` writes it down and reads it back, so that a page can hold what
/// a command compiled. Commitments are numbered as the graph counts them (`CommitmentGraph.index`), everything else is
/// by rank.
public struct Model: Sendable {
    /// Something that can be done about it.
    public struct Mitigation: Sendable {
        /// What it does.
        public var effects: [Effect]
        /// Whether it works, where it may fail; nil where it is certain to.
        public var works: Uncertainty.Event?

        /// A mitigation.
        public init(effects: [Effect], works: Uncertainty.Event?) {
            self.effects = effects
            self.works = works
        }
    }

    /// Who needs whom.
    public var graph: CommitmentGraph
    /// The numbers, everything on plan.
    public var parameters: Parameters
    /// What being late costs.
    public var damage: DamageTable
    /// Days for news along each need as ranked; empty for none.
    public var relays: [Float]
    /// The day each commitment is due, as an ordinal of the calendar; by rank.
    public var dues: [Double]
    /// Rank of the commitment it is all about; -1 without one.
    public var root: Int32
    /// What can be done, in the order of the file.
    public var mitigations: [Mitigation]
    /// What is left to luck, nothing slipped and no mitigation in force.
    public var uncertainty: Uncertainty
    /// Probability of each event of `uncertainty`, which mitigations may lower.
    public var chances: [Double]

    /// A deal of these columns.
    public init(
        graph: CommitmentGraph, parameters: Parameters, damage: DamageTable, relays: [Float], dues: [Double],
        root: Int32,
        mitigations: [Mitigation], uncertainty: Uncertainty, chances: [Double]
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
    }
}

/// What slips, what is done about it, and when those hurt are told.
public struct ModelQuestion: Sendable {
    /// What slips, each once: its rank, and days late (`+inf` for broken).
    public var slips: [(rank: Int32, days: Double)]
    /// Mitigations in force, places in the deal's list.
    public var plan: [Int32]
    /// The day those hurt are told, as an ordinal; nil for silence.
    public var toldOn: Double?
    /// Days by which the root is promised later than it is due; 0 for the date in the file.
    public var promisedLater: Double
    /// How the root stands to its promise.
    public var root = Root.promised

    /// How the root of a replay stands to its promise.
    public enum Root: Sendable {
        /// As it was promised.
        case promised
        /// As if nobody had: no damage of its own, and never broken by its own lateness.
        case unpromised
        /// The same, and broken whatever happens.
        case broken
    }

    /// A question.
    public init(
        slips: [(rank: Int32, days: Double)] = [], plan: [Int32] = [], toldOn: Double? = nil, promisedLater: Double = 0
    ) {
        self.slips = slips
        self.plan = plan
        self.toldOn = toldOn
        self.promisedLater = promisedLater
    }
}
