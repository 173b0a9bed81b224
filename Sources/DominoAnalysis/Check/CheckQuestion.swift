import DominoScenario

/// May the root be promised for a day?
public struct CheckQuestion: Sendable {
    /// What slips, whatever luck says; mostly nothing.
    public var slips: [Slip]
    /// Mitigations in force, places in the scenario's list; each works with its chance.
    public var plan: [MitigationIndex]
    /// The day those hurt are told; nil for silence.
    public var toldOn: Day?
    /// The day it is asked on.
    public var asOf: Day
    /// The day promised; nil for the day the root is due.
    public var promise: Day?
    /// What has to hold: of the scenario, changed by whoever asks.
    public var policy: Policy
    /// How many replicates.
    public var replicates: Int
    /// Seed of all draws.
    public var seed: UInt64

    /// A question with the usual 10,000 replicates and seed 1.
    public init(
        slips: [Slip] = [], plan: [MitigationIndex] = [], toldOn: Day? = nil, asOf: Day, promise: Day? = nil,
        policy: Policy,
        replicates: Int = 10_000, seed: UInt64 = 1
    ) {
        self.slips = slips
        self.plan = plan
        self.toldOn = toldOn
        self.asOf = asOf
        self.promise = promise
        self.policy = policy
        self.replicates = replicates
        self.seed = seed
    }

    /// The question as simulations take it.
    var simulated: SimulateQuestion {
        SimulateQuestion(
            slips: slips, plan: plan, toldOn: toldOn, asOf: asOf, replicates: replicates, seed: seed, excludesOne: false
        )
    }
}
