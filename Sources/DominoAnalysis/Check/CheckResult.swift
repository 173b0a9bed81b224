import DominoEngine
import DominoScenario

/// Whether the root may be promised for a day.
public struct CheckQuestion: Sendable {
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
    /// The day promised; nil for the day the root is due.
    public var promise: Day?
    /// What has to hold: the policy of the scenario, perhaps changed by the caller.
    public var policy: Policy
    /// How many runs to simulate.
    public var replicates: Int
    /// The random seed.
    public var seed: UInt64

    /// A question with the usual 10,000 replicates and seed 1.
    public init(
        slips: [Slip] = [], moves: [Move] = [], plan: [MitigationIndex] = [], toldOn: Day? = nil, asOf: Day,
        promise: Day? = nil, policy: Policy, replicates: Int = 10_000, seed: UInt64 = 1
    ) {
        self.slips = slips
        self.moves = moves
        self.plan = plan
        self.toldOn = toldOn
        self.asOf = asOf
        self.promise = promise
        self.policy = policy
        self.replicates = replicates
        self.seed = seed
    }
}

/// Whether a date may be promised.
public enum Verdict: String, Sendable {
    case safe, stretch, unsafe
}

/// A limit that somebody has set, and the figure it limits.
public struct Threshold: Sendable, Equatable {
    /// What is limited.
    public enum Figure: Sendable, Equatable {
        /// The mean score.
        case mean
        /// The score's 95th percentile.
        case p95
        /// The probability that a commitment, a place in the scenario's list, is late or broken.
        case late(CommitmentIndex)
        /// The probability of any damage of a kind, a place in the scenario's list.
        case kind(KindIndex)
    }

    /// What is limited.
    public var figure: Figure
    /// The most it may be.
    public var limit: Double
    /// What it is.
    public var value: Double

    /// Whether the limit is kept.
    public var passed: Bool { value <= limit }
}

/// Where the chain begins that makes a root late with everything on plan; else the first that the root needs and that
/// is late in every run.
public struct Obstacle: Sendable, Equatable {
    /// A place in the scenario's `commitments`.
    public var commitment: CommitmentIndex
    /// Days from the day it is kept to the day the root is done; `+inf` where it is never kept.
    public var daysAfter = 0.0
    /// The days by which it is late; `+inf` if it is broken, nil where runs differ in that.
    public var slip: Double?
    /// Whether a window holds something of the chain.
    public var isHeld = false
}

/// The promise of a date, judged (Model.md, section 7). Scores are in the scenario's currency.
public struct CheckResult: Sendable {
    /// What was asked.
    public var question: CheckQuestion
    /// The commitment promised, a place in the scenario's `commitments`.
    public var root: CommitmentIndex
    /// The day promised; a day off replaced by the working day it stands for.
    public var promise: Day
    /// Probability that the root is done by then.
    public var kept: Double
    /// The first day by which it is done with the confidence asked for; nil if there is none.
    public var safeDate: Day?
    /// The last day on which it can be done and hurts nobody else, all else on plan; nil if there is no last one.
    public var usefulDate: Day?
    /// The day that costs least on average, later days counted at `perDayLater`; nil where that is not stated.
    public var bestDate: Day?
    /// Figures of the total score if that day is promised.
    public var total: SimulationResult.Total
    /// The limits set.
    public var thresholds: [Threshold]
    /// What in the plan speaks against promising; the worst comes first.
    public var findings: [Finding]
    /// Probability that the root is done by each of some days, rising.
    public var distribution: [(day: Day, probability: Double)]
    /// Mean of the amounts in the currency if that day is promised.
    public var money = 0.0
    /// What each side bears on average.
    public var sides: [SideDamage] = []
    /// How often there is damage of each kind, and how much.
    public var kinds: [KindFigures] = []
    /// Share of the mean that rests on breaking priced by a shape that still rises at the horizon.
    public var assumedPriceShare = 0.0
    /// What is overdue.
    public var overdue: [Overdue] = []
    /// Whether an estimate on the way to the root is refuted by fact: then nothing is known to be safe.
    public var isRefuted = false
    /// What stands in the way, where the root is done by then in no run; nil where the driving chain does not say.
    public var obstacle: Obstacle?

    /// Whether it may be promised.
    public var verdict: Verdict {
        guard thresholds.allSatisfy({ $0.passed }) else { return .unsafe }
        // Shares of replicates, so a confidence of 0.8 is met by 8,000 of 10,000 whatever the last digit says.
        if kept >= question.policy.confidence - 1e-12, !isRefuted { return .safe }
        return kept >= question.policy.stretchConfidence - 1e-12 ? .stretch : .unsafe
    }

    /// The days that may be promised; nil if there are none, without a last one where nothing hurts anybody else.
    public var window: (first: Day, last: Day?)? {
        guard let safeDate else { return nil }
        if let usefulDate, usefulDate < safeDate { return nil }
        return (safeDate, usefulDate)
    }

    /// Standard error of the probability that it is kept.
    public var standardError: Double { (kept * (1 - kept) / Double(question.replicates)).squareRoot() }
}
