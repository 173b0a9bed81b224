import DominoEngine
import DominoScenario

/// A scenario to be simulated.
public struct SimulateQuestion: Sendable {
    /// What slips in every run; mostly nothing.
    public var slips: [Slip]
    /// What is moved on purpose; a commitment at most once. It may slip as well.
    public var moves: [Move]
    /// Mitigations in force, places in the scenario's list; each works with its chance.
    public var plan: [MitigationIndex]
    /// The day on which those hurt are told; nil if nobody tells them.
    public var toldOn: Day?
    /// The day that counts as today.
    public var asOf: Day
    /// How many runs to simulate.
    public var replicates: Int
    /// The random seed.
    public var seed: UInt64
    /// The commitment whose causes are looked for; nil for none.
    public var target: CommitmentIndex?
    /// Relative standard error of the mean score at which to stop early; nil for never.
    public var precision: Double?
    /// Whether the tornado is wanted: what each uncertain input adds.
    public var excludesOne: Bool

    /// A question with the usual 10,000 replicates and seed 1.
    public init(
        slips: [Slip] = [], moves: [Move] = [], plan: [MitigationIndex] = [], toldOn: Day? = nil, asOf: Day,
        replicates: Int = 10_000, seed: UInt64 = 1, target: CommitmentIndex? = nil, precision: Double? = nil,
        excludesOne: Bool = true
    ) {
        self.slips = slips
        self.moves = moves
        self.plan = plan
        self.toldOn = toldOn
        self.asOf = asOf
        self.replicates = replicates
        self.seed = seed
        self.target = target
        self.precision = precision
        self.excludesOne = excludesOne
    }
}

/// A range of replicates, in whole blocks of 64 but for the last: what one shard runs.
public typealias ReplicateRange = DominoEngine.ReplicateRange

/// What a scenario costs when delays, risks and mitigations are drawn at random (Model.md, section 4). Scores are in
/// the scenario's currency.
public struct SimulationResult: Sendable {
    /// Figures of the total score.
    public typealias Total = ScoreFigures

    /// Figures of one commitment; nil quantiles stand for broken.
    public struct Commitment: Sendable {
        /// Probability of being late, broken not counted.
        public var late: Double
        /// Probability of being broken.
        public var broken: Double
        /// Mean days of slip while not broken; nil if always broken.
        public var meanSlip: Double?
        /// Slips at 0.5, 0.8 and 0.95.
        public var quantiles: [Double?]
        /// Expected score.
        public var score: Double
        /// Expected amount in the currency, unweighted.
        public var money = 0.0
        /// Expected carried score.
        public var carried: Double
        /// Expected blame.
        public var blame: Double
        /// Expected price of a day.
        public var priceOfDay: Double
        /// Share of replicates in which it carries damage.
        public var criticality: Double
    }

    /// What one uncertain input adds to the mean score.
    public struct Exclusion: Sendable {
        /// The input.
        public var input: UncertainInput
        /// How much the mean falls without it, on the same draws.
        public var gain: Double
        /// Standard error of that.
        public var standardError: Double
    }

    /// What makes one commitment late; lists by place in the scenario's `commitments`, nil for released ones.
    public struct Target: Sendable {
        /// The commitment looked at.
        public var commitment: CommitmentIndex
        /// Share of replicates in which a commitment is on the chain of drivers.
        public var criticalityIndex: [Double?]
        /// That times the spread of its own delay over the spread of the target's slip.
        public var ssi: [Double?]
        /// Size of the correlation of its own delay and the target's slip.
        public var cruciality: [Double?]
    }

    /// What was asked.
    public var question: SimulateQuestion
    /// How many replicates were run.
    public var replicates: Int
    /// The total score.
    public var total: Total
    /// By place in the scenario's `commitments`; nil for released ones.
    public var commitments: [Commitment?]
    /// Expected score of each stakeholder.
    public var stakeholders: [Double]
    /// Expected amount in the currency that each stakeholder bears.
    public var stakeholderMoney: [Double] = []
    /// Mean of all amounts in the currency, unweighted.
    public var money = 0.0
    /// What each side bears on average.
    public var sides: [SideDamage] = []
    /// How often there is damage of each kind, and how much.
    public var kinds: [KindFigures] = []
    /// Share of the mean that rests on breaking priced by a shape that still rises at the horizon.
    public var assumedPriceShare = 0.0
    /// What is overdue.
    public var overdue: [Overdue] = []
    /// By falling gain, then as inputs are numbered.
    public var excludeOne: [Exclusion]
    /// Expected score that nobody caused.
    public var overcommitted: Double
    /// Probability that the root is kept by each of some days, rising; empty without a root.
    public var rootDates: [(day: Day, probability: Double)] = []
    /// What makes the target late; nil where none was asked for.
    public var target: Target?
}
