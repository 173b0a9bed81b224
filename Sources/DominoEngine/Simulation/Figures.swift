/// What a simulation adds up. Each case has all that those before it have; less is faster, the last twice as slow and more.
public enum Figures: UInt8, Sendable, Comparable {
    /// The total score of each replicate, and the slips of watched commitments.
    case totals
    /// Of every commitment the mean slip and how often it is broken.
    case meanSlips
    /// Of every commitment how often it is late, and of every damage entry its score.
    case commitments
    /// Carried score, blame, price of a day and criticality: what the backward pass tells.
    case causes

    /// Whether one has less than another.
    public static func < (one: Figures, other: Figures) -> Bool { one.rawValue < other.rawValue }
}
