import DominoScenario

/// One slip to be played through: what slips, what is done about it, and when those hurt are told.
public struct WhatIfQuestion: Sendable {
    /// What slips; a commitment at most once.
    public var slips: [Slip]
    /// Mitigations in force, places in the scenario's list.
    public var plan: [MitigationIndex]
    /// The day those hurt are told; nil for silence.
    public var toldOn: Day?
    /// The day it is asked on.
    public var asOf: Day

    /// A question.
    public init(slips: [Slip], plan: [MitigationIndex] = [], toldOn: Day? = nil, asOf: Day) {
        self.slips = slips
        self.plan = plan
        self.toldOn = toldOn
        self.asOf = asOf
    }
}

/// Whether a commitment is kept.
public enum State: String, Sendable {
    case kept, late, broken, released
}

/// An amount of one kind that one stakeholder bears.
public struct BorneAmount: Sendable {
    /// A place in the scenario's `kinds`.
    public var kind: KindIndex
    /// A place in the scenario's `stakeholders`.
    public var bearer: StakeholderIndex
    /// In the kind's unit.
    public var amount: Double
}

/// What becomes of one commitment.
public struct CommitmentOutcome: Sendable {
    /// The day it is due, a day off replaced by the working day it stands for.
    public var due: Day
    /// Days late, negative for early, `+inf` for broken.
    public var slip: Double
    /// Whether it is kept.
    public var state: State
    /// The day it is kept; nil if never.
    public var date: Day?
    /// The commitment that makes it late; nil if none does.
    public var driver: CommitmentIndex?
    /// The day its promisee hears of it; nil if never.
    public var told: Day?
    /// Days between hearing and the due date.
    public var notice: Double
    /// Damage as it is told, in the scenario's currency.
    public var score: Double
    /// Damage if nobody were told.
    public var silentScore: Double
    /// Its own score and what its dependents pass back to it.
    public var carried: Double
    /// What stays of that with it.
    public var blame: Double
    /// What one more day of delay costs.
    public var priceOfDay: Double
    /// Amounts by kind and bearer, in the order of its damage.
    public var amounts: [BorneAmount]
}

/// What becomes of one stakeholder.
public struct StakeholderOutcome: Sendable {
    /// What they bear, in the scenario's currency.
    public var score: Double
    /// Promises made to them that are late.
    public var late: Int
    /// Promises made to them that are broken.
    public var broken: Int
}

/// A slip played through (model.md, sections 2 to 4).
public struct WhatIfResult: Sendable {
    /// What was asked.
    public var question: WhatIfQuestion
    /// Cost of the plan, in the scenario's currency.
    public var planCost: Double
    /// Total score as it is told.
    public var score: Double
    /// Total score if nobody were told.
    public var silentScore: Double
    /// Total score without slip or plan, nobody told.
    public var onPlanScore: Double
    /// Total score if those hurt were told on the day it is asked.
    public var toldTodayScore: Double
    /// Amounts by kind, in order of first use.
    public var amounts: [(kind: KindIndex, amount: Double)]
    /// By place in the scenario's `commitments`.
    public var commitments: [CommitmentOutcome]
    /// By place in the scenario's `stakeholders`.
    public var stakeholders: [StakeholderOutcome]
    /// Commitments that are late or broken, by due date, then file order: the order in which the dominoes fall.
    public var sequence: [CommitmentIndex]
    /// The part of the score nobody made: the plan itself was overcommitted.
    public var overcommitted: Double
}
