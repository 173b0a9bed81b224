import DominoScenario

/// A slip that has become known, and the new promises it calls for (Model.md, section 9).
public struct RenegotiateQuestion: Sendable {
    /// What slips; a commitment at most once.
    public var slips: [Slip]
    /// What is moved on purpose; a commitment at most once. It may slip as well.
    public var moves: [Move]
    /// The day on which the slip is known: the first on which people can be told and a plan can be decided.
    public var knownOn: Day
    /// The day that counts as today.
    public var asOf: Day
    /// Plans worth offering, the best first: what `mitigate` found.
    public var plans: [[MitigationIndex]]
    /// The probability with which a new date has to be kept.
    public var confidence: Double
    /// How many runs the new dates are based on.
    public var replicates: Int
    /// The random seed.
    public var seed: UInt64

    /// A question with the usual 10,000 replicates and seed 1.
    public init(
        slips: [Slip], moves: [Move] = [], knownOn: Day, asOf: Day, plans: [[MitigationIndex]] = [],
        confidence: Double = 0.8, replicates: Int = 10_000, seed: UInt64 = 1
    ) {
        self.slips = slips
        self.moves = moves
        self.knownOn = knownOn
        self.asOf = asOf
        self.plans = plans
        self.confidence = confidence
        self.replicates = replicates
        self.seed = seed
    }
}

/// Whom to talk to about a slip, when, about what, and which dates to offer (Model.md, section 9).
///
/// Scores are in the scenario's currency, commitments, stakeholders and mitigations are places in the scenario's lists.
public struct RenegotiationResult: Sendable {
    /// A plan to offer, and what it comes to when everybody is told, and it is decided, on the day the slip is known.
    public struct Plan: Sendable {
        /// Its mitigations.
        public var mitigations: [MitigationIndex]
        /// What they cost.
        public var cost: Double
        /// The last day on which all of it can be decided; nil where there is no such limit.
        public var decideBy: Day?
        /// What the slip does under it.
        public var whatIf: WhatIfResult
    }

    /// The earliest date on which a commitment is kept with the confidence asked for, once the best plan is in force.
    public struct NewDate: Sendable {
        /// The commitment.
        public var commitment: CommitmentIndex
        /// The date, never before the day it is due; nil where no date is kept so often.
        public var date: Day?
        /// How often it is kept by that date; by any date at all where there is none.
        public var kept: Double

        /// How often it is not: the probability of a second miss.
        public var missedAgain: Double { max(0, 1 - kept) }
    }

    /// How to talk. News of this kind is not for e-mail.
    public enum Way: String, Sendable {
        case inPerson = "in-person"
        case telephone
        /// To those who are many: an announcement, with somebody to turn to.
        case announcement
    }

    /// By whom somebody is reached, in the order of the talks.
    public enum Route: String, Sendable, Comparable {
        /// Our own people, before anybody outside.
        case inside
        /// One of us talks to them.
        case direct
        /// They hear it from somebody else whom it hurts.
        case through
        /// It is the seller: what they bear, they bear without a talk.
        case own

        private var place: Int {
            switch self {
            case .inside: 0
            case .direct: 1
            case .through: 2
            case .own: 3
            }
        }

        /// Those to be talked to earlier come first.
        public static func < (one: Route, other: Route) -> Bool { one.place < other.place }
    }

    /// Somebody who is hurt or has to promise again, and the talk they are owed.
    public struct Talk: Sendable {
        /// Who is hurt.
        public var person: StakeholderIndex
        /// Who tells them: the promisor of `commitment`; nil for the seller, who knows.
        public var talker: StakeholderIndex?
        /// How they are reached.
        public var route: Route
        /// In person, by telephone, or by an announcement.
        public var way: Way
        /// The commitment by which it touches them; nil if none does.
        public var commitment: CommitmentIndex?
        /// The driving chain that ends in `commitment`, its cause first; a driver that is in time itself gives way to
        /// the late need it stands in for.
        public var chain: [CommitmentIndex]
        /// What falls and was promised to them, in the order of falling.
        public var missed: [CommitmentIndex]
        /// What falls and was promised by them, in the order of falling: they need to promise it again.
        public var anew: [CommitmentIndex]
        /// The last day on which telling costs no more than on the day it is known: their own damage, ours under
        /// promises between us, and that of those who hear it through them. Where silence costs nothing at all, the
        /// last working day before what touches them is due.
        public var tellBy: Day
        /// What the first day of silence after that costs, the same damage counted.
        public var silencePerDay: Double
        /// Of it the amounts in the currency, unweighted.
        public var silenceMoneyPerDay = 0.0
        /// What would keep it from happening again.
        public var prevention: [Prevention]
    }

    /// What would keep it from happening again.
    public enum Prevention: Sendable, Equatable {
        /// The date that would have been kept with the confidence asked for, and how often the date promised would.
        case laterDate(commitment: CommitmentIndex, date: Day, kept: Double)
        /// Spare days that, added between a commitment and the need that drives it, would have held up the delay.
        case buffer(commitment: CommitmentIndex, need: CommitmentIndex, days: Double)
        /// The notice, in days before the due date, from which no further notice helps, and the share of damage it
        /// leaves.
        case checkpoint(commitment: CommitmentIndex, days: Double, share: Double)
    }

    /// What was asked.
    public var question: RenegotiateQuestion
    /// What the slip does if nobody is told and nothing is done.
    public var silent: WhatIfResult
    /// The same if those hurt are told on the day it is known.
    public var told: WhatIfResult
    /// What waiting with the news costs, all together.
    public var silence: Silence
    /// Plans to offer: A, B, C.
    public var plans: [Plan]
    /// The talks, in the order in which to have them.
    public var talks: [Talk]
    /// New dates for all that falls, in file order.
    public var newDates: [NewDate]
}

/// What it costs that those hurt are not told (Model.md, section 3), all else on plan and nothing done.
public struct Silence: Sendable {
    /// The last day on which telling costs no more than on the day it is known; nil where silence never costs anything.
    public var tellBy: Day?
    /// What the first day of silence after that costs.
    public var perDay: Double
    /// Of it the amounts in the currency, unweighted.
    public var moneyPerDay: Double
    /// Score by day of telling, from the day it is known to the day from which telling changes nothing; thinned.
    public var curve: [(day: Day, score: Double)]
}
