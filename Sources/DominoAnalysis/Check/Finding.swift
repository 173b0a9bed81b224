import DominoScenario

/// Something in the plan that speaks against promising, whatever the odds say.
public struct Finding: Sendable, Equatable {
    /// What it is; raw values are the stable codes.
    public enum Code: String, CaseIterable, Sendable {
        /// Due dates stand closer together than the days between them: late before anybody is.
        case overcommitted
        /// The promise rests on a commitment that nobody has agreed to.
        case notAgreed = "not-agreed"
        /// The promise rests on a commitment that was called off and has no date.
        case noDate = "no-date"
        /// In a stage of the deal only the seller has promised anything.
        case oneSidedStage = "one-sided-stage"
        /// In a stage of the deal the client has agreed to nothing.
        case stalledStage = "stalled-stage"
        /// A need through which much of the harm may come has no plan B.
        case noFallback = "no-fallback"
        /// Several commitments in a row without a spare day between them.
        case chainWithoutBuffer = "chain-without-buffer"
    }

    /// What it is.
    public var code: Code
    /// How bad it is.
    public var severity: Severity
    /// The commitments it is about, places in the scenario's list: for a need the one needed, then the one that needs
    /// it; a chain from its beginning to its end.
    public var commitments: [CommitmentIndex]
    /// The stage it is about, a place in the scenario's `stages`; nil for the others.
    public var stage: StageIndex?
    /// Days that are missing, for `overcommitted`.
    public var days = 0.0
    /// Score carried through it on average, in the scenario's currency: the most that can come of it.
    public var score = 0.0
}
