import DominoScenario

/// Which promises hurt most when they slip, and which hang on luck.
public struct RankQuestion: Sendable {
    /// Days of slip, 0 or more.
    public var days: Double
    /// The day those hurt are told in the replays: what is carried is what a simulation of the file gives. Blast radii,
    /// tolerances and curves are silent.
    public var toldOn: Day?
    /// The day it is asked on.
    public var asOf: Day
    /// How many replicates.
    public var replicates: Int
    /// Seed of all draws.
    public var seed: UInt64

    /// A question with the usual 10 days, 10,000 replicates and seed 1.
    public init(days: Double = 10, toldOn: Day? = nil, asOf: Day, replicates: Int = 10_000, seed: UInt64 = 1) {
        self.days = days
        self.toldOn = toldOn
        self.asOf = asOf
        self.replicates = replicates
        self.seed = seed
    }
}

/// What hangs on one commitment.
public struct Ranked: Sendable {
    /// A place in the scenario's `commitments`.
    public var commitment: CommitmentIndex
    /// Score added when it alone slips.
    public var blastRadius: Double
    /// Commitments that are late then and on plan are not, itself included.
    public var late: Int
    /// Commitments that are broken then and on plan are not.
    public var broken: Int
    /// Whom that reaches, places in the scenario's `stakeholders`: bearers whose score rises, promisees of what falls.
    /// Nil where there are too many to tell (`reachLimit`).
    public var stakeholders: [StakeholderIndex]?
    /// The most days it may slip without adding anything; `+inf` if no number of days does.
    public var tolerance: Double
    /// Expected carried score under luck, nothing slipped.
    public var carried: Double
    /// Expected blame under luck.
    public var blame: Double
    /// Expected price of a day under luck.
    public var priceOfDay: Double
}

/// All commitments but released ones, by what their slip adds (model.md, section 5).
public struct RankResult: Sendable {
    /// What was asked.
    public var question: RankQuestion
    /// By falling blast radius, then file order.
    public var commitments: [Ranked]
}

/// Most pairs of commitment and stakeholder whose reach is kept: lists of 64 MB at worst.
let reachLimit = 1 << 24
