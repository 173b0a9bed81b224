import DominoScenario

/// A slip that has become known, and promises to be made anew because of it (model.md, section 9).
public struct RenegotiateQuestion: Sendable {
    /// What slips; a commitment at most once.
    public var slips: [Slip]
    /// The day the slip is known: from it on people can be told, and a plan decided.
    public var knownOn: Day
    /// The day it is asked on.
    public var asOf: Day
    /// Plans worth talking about, the best first, places in the scenario's `mitigations`: what `mitigate` found.
    public var plans: [[MitigationIndex]]
    /// The probability with which a new date has to be kept.
    public var confidence: Double
    /// How many replicates the new dates rest on.
    public var replicates: Int
    /// Seed of all draws.
    public var seed: UInt64

    /// A question with the usual 10,000 replicates and seed 1.
    public init(
        slips: [Slip], knownOn: Day, asOf: Day, plans: [[MitigationIndex]] = [], confidence: Double = 0.8,
        replicates: Int = 10_000, seed: UInt64 = 1
    ) {
        self.slips = slips
        self.knownOn = knownOn
        self.asOf = asOf
        self.plans = plans
        self.confidence = confidence
        self.replicates = replicates
        self.seed = seed
    }
}
