/// A checked scenario: everything its files say, with references resolved to places in these lists.
///
/// A value of this type keeps the rules of `bad-input`: references exist, values are in range, the needs form no circle.
/// Lists join those of included files, the first file's first. Everything is flat, so that a million commitments are a
/// handful of allocations; texts are slices of `sources`.
public struct Scenario: Sendable {
    /// The bytes all texts and spans point into.
    public var sources: SourceMap
    /// What the scenario is called.
    public var name = Text.empty
    /// What it is about; empty where not said.
    public var about = Text.empty
    /// The sales commitment it is about; nil where the file does not say, and then it is the first one slipped.
    public var root: CommitmentIndex?
    /// The day it is seen from; nil for today.
    public var asOf: Day?
    /// The day those hurt are told, where the file says so.
    public var toldOn: Day?
    /// Unit of scores; empty where not said.
    public var currency = Text.empty
    /// Days late that count as broken where damage of breaking is not given.
    public var horizon = 365.0
    /// Which days count.
    public var calendar = WorkCalendar.everyDay
    /// What `calendar` was written as; nil without one.
    public var calendarAsWritten: WrittenCalendar?
    /// Kinds of damage, those used but not listed behind the listed ones.
    public var kinds: [Kind] = []
    /// Who promises, is promised, or bears; in order of first mention where no list is given.
    public var stakeholders: [Stakeholder] = []
    /// The order of the deal.
    public var stages: [Stage] = []
    /// The promises, in file order.
    public var commitments: [Commitment] = []
    /// Needs of all commitments, in file order.
    public var needs: [Need] = []
    /// Damage of all commitments, in file order.
    public var damages: [Damage] = []
    /// Points of damage curves.
    public var curvePoints: [CurvePoint] = []
    /// Points of notice curves.
    public var noticePoints: [CurvePoint] = []
    /// Delays, impacts and factors that somebody is unsure of.
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

    /// The axis of days, counted from the first day a scenario may name.
    public func due(_ commitment: CommitmentIndex) -> Int { calendar.dueOrdinal(self[commitment].due) }
}
