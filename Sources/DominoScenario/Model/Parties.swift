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
    /// Where their id is written.
    public var span: Span
}

/// A stage of the deal (model.md, section 8).
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

/// What `check` has to hold (model.md, section 7).
public struct Policy: Sendable {
    /// Probability of keeping the promise from which it is safe.
    public var confidence = 0.8
    /// Probability from which it is a stretch.
    public var stretchConfidence = 0.5
    /// Most mean score.
    public var maxMean: Double?
    /// Most score at the 95th percentile.
    public var maxP95: Double?
    /// Most probability of being late, of some commitments.
    public var maxLate: [(commitment: CommitmentIndex, probability: Double)] = []

    /// What holds where nobody says anything.
    public init() {}
}

/// What a what-if asks about: a commitment slips by so many days, or is broken (`+inf`).
public struct Slip: Equatable, Sendable {
    /// A place in `commitments`.
    public var commitment: CommitmentIndex
    /// Days late, negative for early, `+inf` for broken.
    public var days: Double

    /// A commitment slips.
    public init(commitment: CommitmentIndex, days: Double) {
        self.commitment = commitment
        self.days = days
    }
}
