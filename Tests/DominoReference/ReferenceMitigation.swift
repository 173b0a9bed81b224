/// Something that can be done, at a cost (Model.md, section 6).
public struct ReferenceMitigation: Sendable, Equatable {
    /// Its name in plans.
    public var id: String
    /// Its name for readers.
    public var title: String?
    /// What it costs; default 0.
    public var cost: Double?
    /// Days until it bites; default 0.
    public var leadTime: Double?
    /// The probability that it works; default 1.
    public var chance: Double?
    /// What it does.
    public var effects: [ReferenceEffect] = []
    /// Mitigations that must be in the plan too.
    public var requires: [String] = []
    /// Mitigations that must not be in the plan, both ways.
    public var excludes: [String] = []

    /// A mitigation that does nothing.
    public init(id: String) {
        self.id = id
    }
}

/// One effect of a mitigation; the first value names the commitment (or risk) it works on.
public enum ReferenceEffect: Sendable, Equatable {
    /// It is kept so many days earlier, never before the mitigation bites.
    case expedite(String, days: Double)
    /// A plan B for one need.
    case fallback(String, of: String, days: Double)
    /// A need passes on no more than that share of a delay; 0 removes it.
    case decouple(String, from: String, share: Double)
    /// Damage (of a kind, or all) is multiplied.
    case soften(String, factor: Double, kind: String?)
    /// A new date is agreed, so many days later.
    case redate(String, days: Double)
    /// It breaks so many days later.
    case extend(String, days: Double)
    /// The chance of a risk is multiplied.
    case avert(String, factor: Double)
}

/// Something that may happen, once for all it hits (Model.md, section 4).
public struct ReferenceRisk: Sendable, Equatable {
    /// Its name in effects.
    public var id: String
    /// Its name for readers.
    public var title: String?
    /// Probability that it happens.
    public var chance: Double
    /// What it delays.
    public var hits: [Hit]

    /// A delay of one commitment.
    public struct Hit: Sendable, Equatable {
        /// The commitment delayed.
        public var commitment: String
        /// By how much.
        public var delay: ReferenceDistribution

        /// A hit.
        public init(commitment: String, delay: ReferenceDistribution) {
            self.commitment = commitment
            self.delay = delay
        }
    }

    /// A risk.
    public init(id: String, title: String? = nil, chance: Double, hits: [Hit]) {
        self.id = id
        self.title = title
        self.chance = chance
        self.hits = hits
    }
}

/// A pace shared by commitments (Model.md, section 4).
public struct ReferenceFactor: Sendable, Equatable {
    /// Its name.
    public var id: String
    /// What the work is multiplied by.
    public var value: ReferenceDistribution
    /// The commitments whose work it scales.
    public var scales: [String]

    /// A factor.
    public init(id: String, value: ReferenceDistribution, scales: [String]) {
        self.id = id
        self.value = value
        self.scales = scales
    }
}

/// A slip of one commitment, as a question states it.
public struct ReferenceSlip: Sendable, Equatable {
    /// The commitment that slips.
    public var commitment: String
    /// What happens to it.
    public var shock: ReferenceShock
    /// Why; for readers.
    public var because: String?
    /// What keeps it from happening again; for readers.
    public var prevention: String?

    /// A slip of one commitment.
    public init(_ commitment: String, _ shock: ReferenceShock) {
        self.commitment = commitment
        self.shock = shock
    }
}

/// How late a question says that a commitment is kept (Model.md, section 2).
public enum ReferenceShock: Sendable, Equatable {
    /// So many days after its (moved) date, or later where its needs make it later.
    case days(Double)
    /// It is never kept.
    case broken
}
