/// A checked scenario: everything its files say, with references resolved to places in these lists.
///
/// Invariants: references exist, values are in range, the needs form no circle. Lists of included files follow those of
/// the first file. Everything is flat, so that a million commitments take a handful of allocations; texts are slices of
/// `sources`.
public struct Scenario: Sendable {
    /// The bytes all texts and spans point into.
    public var sources: SourceMap
    /// What the scenario is called.
    public var name = Text.empty
    /// What it is about; empty where not said.
    public var about = Text.empty
    /// The commitment it is about; nil if the file does not say, and then it is the first one that slips.
    public var root: CommitmentIndex?
    /// The day it is seen from, as the file says; nil for the day it is asked on.
    public var asOf: Day?
    /// The day that counts as today: the one given to the loader, else `asOf`, else the clock's; nil if none is known.
    public var today: Day?
    /// The day those hurt are told; nil if the file does not say.
    public var toldOn: Day?
    /// Unit of scores; empty where not said.
    public var currency = Text.empty
    /// Days late at which a broken commitment without `ifBroken` is priced.
    public var horizon = 365.0
    /// Which days count.
    public var calendar = WorkCalendar.everyDay
    /// What `calendar` was written as; nil without one.
    public var calendarAsWritten: WrittenCalendar?
    /// Kinds of damage: the listed ones, then those that are only used.
    public var kinds: [Kind] = []
    /// Who promises, is promised, or bears; in order of first mention where no list is given.
    public var stakeholders: [Stakeholder] = []
    /// Days on which commitments can be kept.
    public var windows: [Window] = []
    /// The windows of all commitments, in file order.
    public var windowUses: [WindowIndex] = []
    /// The order of the deal.
    public var stages: [Stage] = []
    /// The commitments, in file order.
    public var commitments: [Commitment] = []
    /// Needs of all commitments, in file order.
    public var needs: [Need] = []
    /// Damage of all commitments, in file order.
    public var damages: [Damage] = []
    /// Points of damage curves.
    public var curvePoints: [CurvePoint] = []
    /// Points of notice curves.
    public var noticePoints: [CurvePoint] = []
    /// Uncertain delays, impacts and factors.
    public var distributions: [Uncertain] = []
    /// What may happen to several commitments at once.
    public var risks: [Risk] = []
    /// What risks do to commitments.
    public var hits: [Hit] = []
    /// Shared causes.
    public var factors: [Factor] = []
    /// What can be done.
    public var mitigations: [Mitigation] = []
    /// What the mitigations do.
    public var effects: [PlannedEffect] = []
    /// Mitigations that are under way.
    public var decided: [Decided] = []
    /// What `check` has to hold.
    public var policy = Policy()
    /// What slips.
    public var slips: [Slip] = []

    /// A scenario of nothing, to be filled by the reader.
    init(sources: SourceMap) { self.sources = sources }

    /// A text as a `String`.
    public func string(_ text: Text) -> String { sources.string(text) }

    /// The id of a commitment.
    public func id(ofCommitment commitment: CommitmentIndex) -> String { string(self[commitment].id) }

    /// What people call a commitment: its title, or its id.
    public func title(ofCommitment commitment: CommitmentIndex) -> String {
        let commitment = self[commitment]
        return string(commitment.title.isEmpty ? commitment.id : commitment.title)
    }

    /// What people call a stakeholder: the name, or the id.
    public func name(ofStakeholder stakeholder: StakeholderIndex) -> String {
        let stakeholder = self[stakeholder]
        return string(stakeholder.name.isEmpty ? stakeholder.id : stakeholder.name)
    }

    /// What people call a mitigation: its title, or its id.
    public func title(ofMitigation mitigation: MitigationIndex) -> String {
        let mitigation = self[mitigation]
        return string(mitigation.title.isEmpty ? mitigation.id : mitigation.title)
    }

    /// What the mitigations of a plan cost together, in `currency`.
    public func cost(ofPlan plan: [MitigationIndex]) -> Double {
        plan.reduce(0) { $0 + self[$1].cost }
    }

    /// The unit of a kind: its own, or the currency.
    public func unit(ofKind kind: KindIndex) -> String {
        string(self[kind].unit.isEmpty ? currency : self[kind].unit)
    }

    /// The due date of a commitment on the axis of days, counted from the first day that a scenario may name.
    public func due(_ commitment: CommitmentIndex) -> Int { calendar.dueOrdinal(self[commitment].due) }
}

extension Scenario {
    /// Whether every reference and every range lies within its list, and every number within its bounds: the invariants
    /// but for the circles. Debug builds check it after reading.
    /// - Complexity: O(size of the scenario).
    var isSound: Bool {
        func holds<Element>(_ index: ListIndex<Element>?, _ list: [Element]) -> Bool {
            index.map { list.places.contains($0) } ?? true
        }
        let areCommitmentsSound = commitments.allSatisfy { commitment in
            holds(commitment.promisor, stakeholders) && holds(commitment.promisee, stakeholders)
                && holds(commitment.stage, stages) && holds(commitment.delay, distributions)
                && holds(commitment.remaining, distributions) && holds(commitment.patience, distributions)
                && holds(commitment.follows, commitments) && Int(commitment.windows.upperBound) <= windowUses.count
                && commitment.needs.upperBound <= needs.nextPlace && commitment.damage.upperBound <= damages.nextPlace
                && Int(commitment.notice.upperBound) <= noticePoints.count
                && NumberRange.spareDays.contains(commitment.cushion) && commitment.breaksAfter >= 0
        }
        let areNeedsSound = needs.allSatisfy { need in
            holds(need.commitment, commitments) && need.share > 0 && need.share <= 1 && need.relay >= 0
                && (need.lead == nil || need.buffer == nil) && need.quorum >= 1
        }
        let areWindowsSound =
            windowUses.allSatisfy { holds($0, windows) }
            && windows.allSatisfy { window in
                zip(window.open, window.open.dropFirst()).allSatisfy { $0 < $1 }
                    && window.closed.allSatisfy { $0.first <= $0.last }
            }
        let isDamageSound = damages.allSatisfy { damage in
            holds(damage.kind, kinds) && holds(damage.bearer, stakeholders) && damage.grace >= 0 && damage.cap >= 0
        }
        let isUncertaintySound =
            hits.allSatisfy { holds($0.commitment, commitments) && holds($0.delay, distributions) }
            && factors.allSatisfy { factor in
                holds(factor.value, distributions) && factor.scales.allSatisfy { holds($0, commitments) }
            }
            && distributions.allSatisfy { NumberRange.fraction.contains($0.chance) }
        let arePlansSound =
            mitigations.allSatisfy { mitigation in
                (mitigation.requires + mitigation.excludes).allSatisfy { holds($0, mitigations) }
                    && Int(mitigation.effects.upperBound) <= effects.count && mitigation.cost >= 0
            }
            && effects.allSatisfy { effect in
                switch effect.target {
                case .commitment(let commitment): holds(commitment, commitments)
                case .need(let need, of: let commitment): holds(need, needs) && holds(commitment, commitments)
                case .risk(let risk): holds(risk, risks)
                }
            }
            && decided.allSatisfy { holds($0.mitigation, mitigations) }
        return holds(root, commitments) && slips.allSatisfy { holds($0.commitment, commitments) }
            && policy.maxChance.allSatisfy { holds($0.kind, kinds) } && areCommitmentsSound && areNeedsSound
            && areWindowsSound && isDamageSound && isUncertaintySound && arePlansSound
    }
}

/// Whose side somebody is on.
public enum Side: String, CaseIterable, Sendable {
    case seller, client, other
}

/// Somebody who promises, is promised, or bears damage.
public struct Stakeholder: Sendable {
    /// As references name them.
    public var id: Text
    /// As people call them; empty where not said.
    public var name = Text.empty
    /// Whose side they are on.
    public var side = Side.other
    /// How much their damage counts.
    public var weight = 1.0
    /// Whether they are many, who hear news by an announcement.
    public var isGroup = false
    /// Where their id is written.
    public var span: Span
}

/// Days on which what names the window can be kept (Model.md, section 2).
public struct Window: Sendable {
    /// As commitments name it.
    public var id: Text
    /// The only days, rising, each once; empty if the file gives none.
    public var open: [Day] = []
    /// Whether `open` is given, so that no other day will do.
    public var hasOpen = false
    /// Periods in which nothing can be kept, first and last day included.
    public var closed: [(first: Day, last: Day)] = []
    /// Where its id is written.
    public var span: Span
}

/// A stage of the deal (Model.md, section 8).
public struct Stage: Sendable {
    /// As commitments name it.
    public var id: Text
    /// As people call it; empty where not said.
    public var title = Text.empty
    /// Whether any one of the client's commitments advances it, not all.
    public var advancesByAny = false
}

/// A calendar as the file writes it.
public struct WrittenCalendar: Sendable {
    /// Whether each day of the week from Monday is worked.
    public var workdays = [true, true, true, true, true, false, false]
    /// Days off.
    public var holidays: [Day] = []
}

/// What `check` has to hold (Model.md, section 7).
public struct Policy: Sendable {
    /// Probability of keeping the commitment from which it is safe.
    public var confidence = 0.8
    /// Probability from which it is a stretch.
    public var stretchConfidence = 0.5
    /// Most mean score.
    public var maxMean: Double?
    /// Most score at the 95th percentile.
    public var maxP95: Double?
    /// Most probability of being late, of some commitments.
    public var maxLate: [(commitment: CommitmentIndex, probability: Double)] = []
    /// Most probability of any damage of some kinds.
    public var maxChance: [(kind: KindIndex, probability: Double)] = []

    /// The policy of a scenario without one.
    public init() {}
}

/// What a what-if asks about: a commitment slips by so many days, or is broken (`+inf`).
public struct Slip: Equatable, Sendable {
    /// A place in `commitments`.
    public var commitment: CommitmentIndex
    /// Days late, negative for early, `+inf` for broken.
    public var days: Double
    /// Why it slips, in the promisor's words; empty where not said.
    public var because = Text.empty
    /// What keeps it from happening again; empty where not said.
    public var prevention = Text.empty

    /// A commitment slips.
    public init(commitment: CommitmentIndex, days: Double) {
        self.commitment = commitment
        self.days = days
    }

    /// Whether both ask the same, whatever is said about why.
    public static func == (left: Self, right: Self) -> Bool {
        left.commitment == right.commitment && left.days == right.days
    }
}

/// What a question moves on purpose: the date of a commitment, agreed beforehand, with the work for it (Model.md,
/// section 2).
public struct Move: Equatable, Sendable {
    /// A place in `commitments`.
    public var commitment: CommitmentIndex
    /// Days later, negative for earlier.
    public var days: Double

    /// A commitment's date is moved.
    public init(commitment: CommitmentIndex, days: Double) {
        self.commitment = commitment
        self.days = days
    }
}
