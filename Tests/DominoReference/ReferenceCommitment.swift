/// A promise by a promisor to a promisee (Model.md, section 2).
public struct ReferenceCommitment: Sendable, Equatable {
    /// Its name in needs.
    public var id: String
    /// Its name for readers.
    public var title: String?
    /// Who promises.
    public var promisor: String
    /// Who is promised to.
    public var promisee: String
    /// Nil only where `released`.
    public var due: ReferenceDate?
    /// `agreed` where nil.
    public var status: Status?
    /// The day it was kept, where `kept`.
    public var keptOn: ReferenceDate?
    /// The stage of the deal it belongs to.
    public var stage: String?
    /// How committed the promisor is: 1...10.
    public var firmness: Double?
    /// Days of work: the default lead of its needs.
    public var work: Double?
    /// Days of contingency the promisor holds; default 0.
    public var cushion: Double?
    /// `as-planned` where nil.
    public var start: Start?
    /// Days of lateness after which it is broken; never where nil. On plan its median counts.
    public var breaksAfter: ReferenceDistribution?
    /// What each day the promise is made later costs.
    public var perDayLater: Double?
    /// What it needs, in file order.
    public var needs: [ReferenceNeedEntry] = []
    /// Delay of its own making.
    public var delay: ReferenceDistribution?
    /// Days of work still to do, said today; takes the place of base and delay.
    public var remaining: ReferenceDistribution?
    /// The commitment whose date its own is told from.
    public var follows: String?
    /// Windows that have to allow the day on which it is kept.
    public var window: [String] = []
    /// What being late or broken costs.
    public var damage: [ReferenceDamage] = []
    /// Share of the damage that remains after so many days of notice: `[days, factor]`; 1 where empty.
    public var notice: [ReferencePoint] = []

    /// What is known of a commitment.
    public enum Status: String, Sendable, CaseIterable {
        /// Nobody has agreed yet; computed like `agreed`.
        case proposed
        /// The default.
        case agreed
        /// Kept on `keptOn`.
        case kept
        /// Never kept.
        case broken
        /// Removed.
        case released
    }

    /// What early inputs do.
    public enum Start: String, Sendable, CaseIterable {
        /// Early inputs bring nothing forward.
        case asPlanned = "as-planned"
        /// Early inputs bring it forward.
        case whenReady = "when-ready"
    }

    /// A commitment that needs nothing and hurts nobody.
    public init(id: String, promisor: String, promisee: String, due: ReferenceDate?) {
        self.id = id
        self.promisor = promisor
        self.promisee = promisee
        self.due = due
    }

    /// Whether the slip is fixed by status rather than computed (Model.md, section 2).
    public var isFact: Bool {
        switch status {
        case .kept, .broken, .released: true
        case .proposed, .agreed, nil: false
        }
    }

    /// Whether the commitment has been removed.
    public var isReleased: Bool {
        status == .released
    }

    /// Every single need, groups opened, in file order.
    public var allNeeds: [ReferenceNeed] {
        needs.flatMap(\.members)
    }
}

/// One entry of `needs`: a need, or a group of which some are enough.
public enum ReferenceNeedEntry: Sendable, Equatable {
    /// A need.
    case one(ReferenceNeed)
    /// Counts as its smallest member.
    case anyOf([ReferenceNeed])
    /// Counts as its k-th smallest member.
    case atLeast(Int, [ReferenceNeed])

    /// The need itself, or the members of the group.
    public var members: [ReferenceNeed] {
        switch self {
        case .one(let need): [need]
        case .anyOf(let needs), .atLeast(_, let needs): needs
        }
    }
}

/// What a commitment needs of another one.
public struct ReferenceNeed: Sendable, Equatable {
    /// The id of the commitment needed.
    public var commitment: String
    /// Days from it being kept to this one being kept; the work where neither `lead` nor `buffer` is given.
    public var lead: Double?
    /// Spare days, instead of `lead`.
    public var buffer: Double?
    /// Share of a delay that is passed on; default 1.
    public var share: Double?
    /// Most days this need can make the commitment late; without limit where nil.
    public var fallback: Double?
    /// Days for news to pass; default 0.
    public var relay: Double?

    /// A need with every default.
    public init(commitment: String) {
        self.commitment = commitment
    }
}

/// A corner of a piecewise linear function.
public struct ReferencePoint: Sendable, Equatable {
    /// Days of lateness or of notice.
    public var days: Double
    /// Amount or factor.
    public var value: Double

    /// A corner.
    public init(_ days: Double, _ value: Double) {
        self.days = days
        self.value = value
    }
}

/// One entry of `damage` (Model.md, section 3).
public struct ReferenceDamage: Sendable, Equatable {
    /// The kind of damage.
    public var kind: String
    /// Who is hurt; the promisee where nil.
    public var bearer: String?
    /// Amount against days of lateness.
    public var shape: Shape
    /// Days of lateness that cost nothing; default 0.
    public var grace: Double?
    /// The largest amount; without limit where nil.
    public var cap: Double?
    /// The amount if broken; the capped shape at the horizon where nil.
    public var ifBroken: Double?

    /// How the amount grows.
    public enum Shape: Sendable, Equatable {
        /// So much a day.
        case perDay(Double)
        /// So much as soon as it is late.
        case lump(Double)
        /// Linear through the points.
        case curve([ReferencePoint])
        /// So much a calendar day.
        case perCalendarDay(Double)
        /// So much for each week of seven calendar days that has begun.
        case perWeek(Double)
    }

    /// An entry with every default.
    public init(kind: String, shape: Shape) {
        self.kind = kind
        self.shape = shape
    }
}
