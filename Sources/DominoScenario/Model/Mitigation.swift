/// Something that can be done about it (model.md, section 6).
public struct Mitigation: Sendable {
    /// As plans name it.
    public var id: Text
    /// As people call it; empty where not said.
    public var title = Text.empty
    /// What it costs, in the currency.
    public var cost = 0.0
    /// Days it takes to bite.
    public var leadTime = 0.0
    /// Probability that it works.
    public var chance = 1.0
    /// What it does, a range of `effects`.
    public var effects: Range<Int32> = 0..<0
    /// Mitigations without which it cannot be done.
    public var requires: [MitigationIndex] = []
    /// Mitigations with which it cannot be done.
    public var excludes: [MitigationIndex] = []
    /// Where its id is written.
    public var span: Span
}

/// An effect as the file writes it, with references resolved.
public enum PlannedEffect: Sendable {
    case expedite(commitment: CommitmentIndex, days: Double)
    /// `need` is a place in `needs`.
    case fallback(commitment: CommitmentIndex, need: NeedIndex, days: Double)
    case decouple(commitment: CommitmentIndex, need: NeedIndex, share: Double)
    /// `kind` is nil for all kinds.
    case soften(commitment: CommitmentIndex, kind: KindIndex?, factor: Double)
    case redate(commitment: CommitmentIndex, days: Double)
    case extend(commitment: CommitmentIndex, days: Double)
    case avert(risk: RiskIndex, factor: Double)

    /// The commitment it works on; nil for a risk.
    public var commitment: CommitmentIndex? {
        switch self {
        case .expedite(let commitment, _), .fallback(let commitment, _, _), .decouple(let commitment, _, _),
            .soften(let commitment, _, _), .redate(let commitment, _), .extend(let commitment, _):
            commitment
        case .avert: nil
        }
    }
}
