import DominoScenario

/// How far a stage of the deal is, judged by what the client's side has promised in it (model.md, section 8).
public enum StageState: String, Sendable {
    /// The client's commitments are agreed or kept: all of them, or any one where that is enough.
    case advanced
    /// Some of them are, and all have to be.
    case begun
    /// Only the seller has promised anything.
    case oneSided = "one-sided"
    /// Nothing of the client's is agreed.
    case stalled
}

/// One stage, and who promises what in it. Lists are places in the scenario's `commitments`, in file order; released
/// ones are in none but `released`.
public struct Rung: Sendable {
    /// A place in the scenario's `stages`.
    public var stage: StageIndex
    /// How far it is.
    public var state: StageState
    /// Commitments of the client's side that are agreed or kept: what carries the stage.
    public var agreed: [CommitmentIndex] = []
    /// Commitments of the client's side that are proposed or broken.
    public var open: [CommitmentIndex] = []
    /// Commitments of the seller's side.
    public var seller: [CommitmentIndex] = []
    /// Commitments of anybody else.
    public var other: [CommitmentIndex] = []
    /// Released ones: called off.
    public var released: [CommitmentIndex] = []
}

/// Something to ask the client's side for next.
public struct Ask: Sendable, Equatable {
    /// The stage it would carry, a place in the scenario's `stages`.
    public var stage: StageIndex
    /// The commitment to be agreed, or to get a date again; nil where nobody has thought of one yet.
    public var commitment: CommitmentIndex?
    /// Whom to ask, a place in the scenario's `stakeholders`; nil where the file does not show anybody.
    public var of: StakeholderIndex?
    /// Whether all it needs is agreed or kept: it can be promised today.
    public var isReady: Bool
    /// Commitments that wait for it, directly or not.
    public var opens: Int
}

/// Where a deal stands, from commitment to commitment (model.md, section 8).
public struct LadderResult: Sendable {
    /// One a stage, in the order of the deal.
    public var rungs: [Rung]
    /// Place in `rungs` of the last stage up to which all are advanced; nil where the first is not.
    public var standsAt: Int?
    /// Place in `rungs` of the weakest: the first of those in the worst state, or the least firm where all are advanced.
    public var weakest: Int?
    /// Open commitments of firmness 5 or below, whoever promised them; in file order.
    public var weak: [CommitmentIndex]
    /// What to ask for next, the first first.
    public var ask: [Ask]
    /// Commitments of the seller's side in stages for which the client has agreed to nothing.
    public var unreturned: [CommitmentIndex]
}

/// The firmness at or below which a commitment is weak.
public let weakFirmness: UInt8 = 5
