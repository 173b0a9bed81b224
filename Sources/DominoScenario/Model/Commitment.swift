/// How things stand with a commitment.
public enum Status: String, CaseIterable, Sendable {
    /// Nobody has agreed yet.
    case proposed
    /// Promised.
    case agreed
    /// Kept, on a known day: a fact.
    case kept
    /// Never to be kept: a fact.
    case broken
    /// No longer wanted: it costs nothing, and nobody can need it.
    case released

    /// Whether its slip is known already.
    public var isFact: Bool { self == .kept || self == .broken }
}

/// When work on a commitment begins.
public enum Start: String, CaseIterable, Sendable {
    /// Early inputs bring nothing forward.
    case asPlanned = "as-planned"
    /// They do.
    case whenReady = "when-ready"
}

/// What somebody has promised to somebody, due on a day (Model.md, section 2).
public struct Commitment: Sendable {
    /// The name by which references find it.
    public var id: Text
    /// Its name for people; empty if not given.
    public var title = Text.empty
    /// Where its id is written.
    public var span: Span
    /// Who promises; a place in `stakeholders`.
    public var promisor = StakeholderIndex.missing
    /// Who is promised.
    public var promisee = StakeholderIndex.missing
    /// The day it is due, as written. (The first day there is for a released one without a date.)
    public var due = Day.first
    /// How things stand.
    public var status = Status.agreed
    /// When it was kept; only with status `kept`.
    public var keptOn: Day?
    /// The stage of the deal it belongs to; nil where not said.
    public var stage: StageIndex?
    /// How committed the promisor is, 1...10; 0 if not given.
    public var firmness: UInt8 = 0
    /// When work on it begins.
    public var start = Start.asPlanned
    /// Days of work once all it needs is there; nil if not given.
    public var work: Double?
    /// Days before due that the promisor plans to be done.
    public var cushion = 0.0
    /// Days late from which it counts as never kept; the median where that is uncertain.
    public var breaksAfter = Double.infinity
    /// The distribution of `breaksAfter`; nil where it is certain.
    public var patience: DistributionIndex?
    /// What each day it is promised later costs us; nil if not given.
    public var perDayLater: Double?
    /// Its delay; nil where not said.
    public var delay: DistributionIndex?
    /// Days of work still to do, said today, which take the place of its delay; nil where not said.
    public var remaining: DistributionIndex?
    /// The commitment whose date its own is told from; nil for none.
    public var follows: CommitmentIndex?
    /// Its needs, a range of `needs`.
    public var needs = NeedIndex(0)..<NeedIndex(0)
    /// Its damage, a range of `damages`.
    public var damage = DamageIndex(0)..<DamageIndex(0)
    /// Its notice curve, a range of `noticePoints`.
    public var notice: Range<Int32> = 0..<0
    /// The windows it can be kept in, a range of `windowUses`.
    public var windows: Range<Int32> = 0..<0

    /// Whether it can still be kept: neither a fact nor released.
    public var isOpen: Bool { status == .proposed || status == .agreed }
}

/// That one commitment needs another.
public struct Need: Sendable {
    /// The commitment that is needed.
    public var commitment: CommitmentIndex
    /// Where its id is written.
    public var span: Span
    /// Days from that one being kept to this one being kept; nil if the buffer is given, or the work is the lead.
    public var lead: Double?
    /// Spare days; nil if the lead is given.
    public var buffer: Double?
    /// Share of a delay that is passed on.
    public var share = 1.0
    /// Plan B: most days this need can make late.
    public var fallback = Double.infinity
    /// Days for news to pass.
    public var relay = 0.0
    /// Number of its group within the commitment, from 0; -1 outside any.
    public var group: Int32 = -1
    /// How many members of its group are enough: 1 for `anyOf`.
    public var quorum: Int32 = 1
}

/// A kind of damage and what one unit of it is worth.
public struct Kind: Sendable {
    /// As damage names it.
    public var id: Text
    /// What it is counted in; empty for the currency.
    public var unit = Text.empty
    /// Score of one unit, in the currency.
    public var weight = 1.0
    /// Whether the file lists it.
    public var isListed: Bool
}

/// One entry of damage: what being late or broken costs one bearer in one kind (Model.md, section 3).
public struct Damage: Sendable {
    /// How the amount grows with days late.
    public enum Shape: Sendable {
        case perDay(Double)
        /// For each day of the calendar, working or not.
        case perCalendarDay(Double)
        /// For each seven such days that have begun.
        case perWeek(Double)
        case lump(Double)
        /// A range of `curvePoints`.
        case curve(Range<Int32>)
    }

    /// The kind, a place in `kinds`.
    public var kind: KindIndex
    /// Who bears it, a place in `stakeholders`.
    public var bearer: StakeholderIndex
    /// How it grows.
    public var shape: Shape
    /// Days late that cost nothing.
    public var grace = 0.0
    /// Most it can be while late, in the kind's unit.
    public var cap = Double.infinity
    /// What breaking costs; nil for what being late by the horizon costs.
    public var ifBroken: Double?
}

/// A point of a damage curve (days late, amount) or of a notice curve (days of notice, factor).
public struct CurvePoint: Sendable, BitwiseCopyable {
    /// Days.
    public var days: Double
    /// Amount or factor.
    public var value: Double
}
