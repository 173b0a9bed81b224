import DominoScenario

/// What slips, what is done about it, and when those hurt are told.
public struct WhatIfQuestion: Sendable {
    /// What slips; a commitment at most once.
    public var slips: [Slip]
    /// What is moved on purpose; a commitment at most once. It may slip as well.
    public var moves: [Move]
    /// Mitigations in force, places in the scenario's list.
    public var plan: [MitigationIndex]
    /// The day on which those hurt are told; nil if nobody tells them.
    public var toldOn: Day?
    /// The day on which the plan is decided; nil for today.
    public var decidedOn: Day?
    /// The day that counts as today.
    public var asOf: Day

    /// A question.
    public init(
        slips: [Slip], moves: [Move] = [], plan: [MitigationIndex] = [], toldOn: Day? = nil, decidedOn: Day? = nil,
        asOf: Day
    ) {
        self.slips = slips
        self.moves = moves
        self.plan = plan
        self.toldOn = toldOn
        self.decidedOn = decidedOn
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
    /// The day on which its promisee hears of it; nil if never.
    public var told: Day?
    /// Days of notice: from hearing of it to the due date.
    public var notice: Double
    /// Score with the notice that the question gives, in the scenario's currency.
    public var score: Double
    /// Score if nobody were told.
    public var silentScore: Double
    /// Of the score the amounts in the currency, unweighted.
    public var money = 0.0
    /// Days by which its date is moved on purpose.
    public var moved = 0.0
    /// What keeps it from being kept sooner, besides its needs and its own delay; nil for nothing.
    public var heldBy: Holder?
    /// The damage it drives: its own score and what its dependents pass back to it.
    public var carried: Double
    /// Its own share of that.
    public var blame: Double
    /// What one more day of delay costs.
    public var priceOfDay: Double
    /// Amounts by kind and bearer, in the order of its damage.
    public var amounts: [BorneAmount]
}

/// What keeps a commitment from being kept sooner.
public enum Holder: Sendable, Equatable {
    /// Today: what is still open cannot have been kept.
    case today
    /// A window in which it cannot be kept.
    case window(WindowIndex)
}

/// What becomes of one stakeholder.
public struct StakeholderOutcome: Sendable {
    /// What they bear, in the scenario's currency.
    public var score: Double
    /// Of it the amounts in the currency, unweighted.
    public var money = 0.0
    /// Commitments to them that are late.
    public var late: Int
    /// Commitments to them that are broken.
    public var broken: Int
}

/// What a slip does (Model.md, sections 2 to 4).
public struct WhatIfResult: Sendable {
    /// What was asked.
    public var question: WhatIfQuestion
    /// Cost of the plan, in the scenario's currency.
    public var planCost: Double
    /// Total score with the notice that the question gives.
    public var score: Double
    /// Total score if nobody were told.
    public var silentScore: Double
    /// Total score without slip or plan, nobody told.
    public var onPlanScore: Double
    /// Total score if those hurt were told on the day it is asked.
    public var toldTodayScore: Double
    /// The amounts in the currency, unweighted: as told by the question, if nobody were told, without slip or plan, and
    /// told on the day it is asked.
    public var money = (told: 0.0, silent: 0.0, onPlan: 0.0, toldToday: 0.0)
    /// What each side bears.
    public var sides: [SideDamage] = []
    /// What is overdue.
    public var overdue: [Overdue] = []
    /// Amounts by kind, in order of first use.
    public var amounts: [(kind: KindIndex, amount: Double)]
    /// By place in the scenario's `commitments`.
    public var commitments: [CommitmentOutcome]
    /// By place in the scenario's `stakeholders`.
    public var stakeholders: [StakeholderOutcome]
    /// Commitments that are late or broken, by due date, then file order: the order in which the dominoes fall.
    public var sequence: [CommitmentIndex]
    /// The part of the score that nobody caused: the plan itself is overcommitted.
    public var overcommitted: Double
}
