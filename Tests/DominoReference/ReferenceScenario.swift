/// Everything a scenario file says, as a plain value with names (Scenarios/FORMAT.md).
///
/// Nothing is checked. An optional is nil, and a list empty, where the file leaves the field out.
public struct ReferenceScenario: Sendable, Equatable {
    /// The scenario's name.
    public var name: String
    /// Free text.
    public var description: String?
    /// The commitment the question is about.
    public var root: String?
    /// The day on which the file is true.
    public var asOf: ReferenceDate?
    /// The unit of scores, and of kinds without one.
    public var currency: String?
    /// Days of lateness that stand for "never"; default 365.
    public var horizon: Double?
    /// Working days; every date is a day where it is nil.
    public var calendar: ReferenceWorkweek?
    /// Kinds of damage; one that is used but not listed has weight 1.
    public var kinds: [ReferenceKind] = []
    /// People; empty where left out, and then all have weight 1.
    public var stakeholders: [ReferenceStakeholder] = []
    /// Days on which commitments can be kept, or cannot.
    public var windows: [ReferenceWindow] = []
    /// Stages of the deal, in order.
    public var stages: [ReferenceStage] = []
    /// The commitments in file order.
    public var commitments: [ReferenceCommitment] = []
    /// Uncertain events shared by commitments.
    public var risks: [ReferenceRisk] = []
    /// Uncertain paces shared by commitments.
    public var factors: [ReferenceFactor] = []
    /// What can be done about it.
    public var mitigations: [ReferenceMitigation] = []
    /// Mitigations that are under way already.
    public var decided: [ReferenceDecision] = []
    /// What a promise has to satisfy.
    public var policy: ReferencePolicy?
    /// The shocks the file itself asks about.
    public var slips: [ReferenceSlip] = []
    /// The day of telling the file itself asks about.
    public var toldOn: ReferenceDate?

    /// An empty scenario.
    public init(name: String) {
        self.name = name
    }

    /// The commitment with that id; traps where there is none.
    public func commitment(_ id: String) -> ReferenceCommitment {
        guard let found = commitments.first(where: { $0.id == id }) else {
            preconditionFailure("no commitment \(id)")
        }
        return found
    }

    /// The mitigation with that id; traps where there is none.
    public func mitigation(_ id: String) -> ReferenceMitigation {
        guard let found = mitigations.first(where: { $0.id == id }) else {
            preconditionFailure("no mitigation \(id)")
        }
        return found
    }
}

/// The `calendar` of a scenario.
public struct ReferenceWorkweek: Sendable, Equatable {
    /// `mon`, `tue`, ...; nil stands for Monday to Friday.
    public var workdays: [String]?
    /// Days not worked.
    public var holidays: [ReferenceDate]

    /// Monday to Friday unless said otherwise.
    public init(workdays: [String]? = nil, holidays: [ReferenceDate] = []) {
        self.workdays = workdays
        self.holidays = holidays
    }
}

/// A kind of damage.
public struct ReferenceKind: Sendable, Equatable {
    /// Its name in damage entries.
    public var id: String
    /// The unit of its amounts; the scenario's currency where nil.
    public var unit: String?
    /// Score of one unit; 1 where nil.
    public var weight: Double?

    /// A kind.
    public init(id: String, unit: String? = nil, weight: Double? = nil) {
        self.id = id
        self.unit = unit
        self.weight = weight
    }
}

/// A person or group that promises, is promised to, or is hurt.
public struct ReferenceStakeholder: Sendable, Equatable {
    /// Its name in commitments.
    public var id: String
    /// Its name for readers.
    public var name: String?
    /// `seller`, `client` or `other`; `other` where nil.
    public var side: String?
    /// What hurting it counts; 1 where nil.
    public var weight: Double?
    /// Whether it is many; nil where the file does not say so.
    public var group: Bool?

    /// A stakeholder.
    public init(
        id: String, name: String? = nil, side: String? = nil, weight: Double? = nil, group: Bool? = nil
    ) {
        self.id = id
        self.name = name
        self.side = side
        self.weight = weight
        self.group = group
    }
}

/// A stage of the deal (Model.md, section 8).
public struct ReferenceStage: Sendable, Equatable {
    /// Its name in commitments.
    public var id: String
    /// Its name for readers.
    public var title: String?
    /// `any`, or nil for all.
    public var advance: String?

    /// A stage.
    public init(id: String, title: String? = nil, advance: String? = nil) {
        self.id = id
        self.title = title
        self.advance = advance
    }
}

/// What a promise has to satisfy (Model.md, section 7).
public struct ReferencePolicy: Sendable, Equatable {
    /// Default 0.8.
    public var confidence: Double?
    /// Default 0.5.
    public var stretchConfidence: Double?
    /// Largest mean score allowed.
    public var maxMean: Double?
    /// Largest 95th percentile of the score allowed.
    public var maxP95: Double?
    /// Largest probability of being late allowed, by commitment.
    public var maxLate: [String: Double] = [:]
    /// Largest probability of any damage of a kind allowed, by kind.
    public var maxChance: [String: Double] = [:]

    /// A policy that demands nothing.
    public init() {}
}
