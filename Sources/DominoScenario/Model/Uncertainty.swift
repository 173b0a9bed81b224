/// Days (or a factor) that somebody is unsure of (model.md, section 4).
public struct Uncertain: Sendable {
    /// With which probability it has its distribution; else it is 0.
    public var chance = 1.0
    /// Its distribution.
    public var distribution: Distribution
}

/// A distribution of days.
public enum Distribution: Sendable {
    case constant(Double)
    case triangular(least: Double, mode: Double, most: Double)
    /// Beta-PERT with lambda 4.
    case pert(least: Double, mode: Double, most: Double)
    case uniform(least: Double, most: Double)
    case normal(mean: Double, deviation: Double)
    case lognormal(p50: Double, p90: Double)
    case discrete([(value: Double, weight: Double)])
    /// Each equally likely.
    case samples([Double])
}

/// Something that may happen, once for all it hits.
public struct Risk: Sendable {
    /// As mitigations name it.
    public var id: Text
    /// As people call it; empty where not said.
    public var title = Text.empty
    /// Probability of happening.
    public var chance: Double
    /// What it does, a range of `hits`.
    public var hits: Range<Int32> = 0..<0
}

/// What a risk does to one commitment.
public struct Hit: Sendable {
    /// The commitment it delays.
    public var commitment: CommitmentIndex
    /// By how much.
    public var delay: DistributionIndex
}

/// A shared cause: one draw scales the work of several commitments.
public struct Factor: Sendable {
    /// As draws name it.
    public var id: Text
    /// What it may be.
    public var value: DistributionIndex
    /// The commitments it scales.
    public var scales: [CommitmentIndex]
}
