import DominoScenario

/// A scenario to be replayed under luck.
public struct SimulateQuestion: Sendable {
    /// What slips, whatever luck says; mostly nothing.
    public var slips: [Slip]
    /// Mitigations in force, places in the scenario's list; each works with its chance.
    public var plan: [MitigationIndex]
    /// The day those hurt are told; nil for silence.
    public var toldOn: Day?
    /// The day it is asked on.
    public var asOf: Day
    /// How many replicates.
    public var replicates: Int
    /// Seed of all draws.
    public var seed: UInt64
    /// The commitment whose causes are looked for; nil for none.
    public var target: CommitmentIndex?
    /// Relative standard error of the mean score at which to stop early; nil for never.
    public var precision: Double?
    /// Whether the tornado is wanted: what each uncertain input adds.
    public var excludesOne: Bool

    /// A question with the usual 10,000 replicates and seed 1.
    public init(
        slips: [Slip] = [], plan: [MitigationIndex] = [], toldOn: Day? = nil, asOf: Day, replicates: Int = 10_000,
        seed: UInt64 = 1, target: CommitmentIndex? = nil, precision: Double? = nil, excludesOne: Bool = true
    ) {
        self.slips = slips
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

/// A range of replicates, in whole blocks but for the last: what one shard runs.
public struct ReplicateRange: Sendable, Equatable {
    /// The first replicate, a multiple of 64.
    public var first: Int
    /// How many.
    public var count: Int

    /// A range.
    public init(first: Int, count: Int) {
        self.first = first
        self.count = count
    }

    /// Part `number` (from 1) of `parts` of so many replicates: whole blocks, as even as can be.
    public static func part(_ number: Int, of parts: Int, replicates: Int) -> ReplicateRange {
        let blocks = (replicates + 63) / 64
        func boundary(_ part: Int) -> Int { min(replicates, blocks * part / parts * 64) }
        return ReplicateRange(first: boundary(number - 1), count: boundary(number) - boundary(number - 1))
    }
}
