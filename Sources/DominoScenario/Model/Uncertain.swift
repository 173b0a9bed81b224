import DominoEngine

/// An uncertain number of days, or an uncertain factor (Model.md, section 4).
public struct Uncertain: Sendable {
    /// The probability that it has its distribution; otherwise it is 0.
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
    /// Rare events: the longer nothing came, the same chance of it coming now.
    case exponential(mean: Double)
    case discrete([(value: Double, weight: Double)])
    /// Each equally likely.
    case samples([Double])
}

extension Distribution {
    /// The value that one half does not exceed, exact; of values and samples the smallest that half of the weight
    /// reaches.
    /// - Complexity: O(1); O(n log n) for discrete and samples.
    public var median: Double {
        switch self {
        case .constant(let value): return value
        case .triangular(let least, let mode, let most):
            let width = most - least
            return mode - least >= width / 2
                ? least + (width * (mode - least) / 2).squareRoot() : most - (width * (most - mode) / 2).squareRoot()
        case .pert(let least, let mode, let most):
            let width = most - least
            guard width > 0 else { return least }
            return least + width * PertShape(mode: (mode - least) / width).lowerQuantile(0.5)
        case .uniform(let least, let most): return least + (most - least) / 2
        case .normal(let mean, _): return mean
        case .lognormal(let p50, _): return p50
        case .exponential(let mean): return mean * naturalLog(2)
        case .discrete(let values): return medianValue(values)
        case .samples(let values): return medianValue(values.map { ($0, 1) })
        }
    }
}

/// The smallest value at which the weights of all up to it come to half of the total.
private func medianValue(_ values: [(value: Double, weight: Double)]) -> Double {
    let rising = values.filter { $0.weight > 0 }.sorted { $0.value < $1.value }
    let half = rising.reduce(0) { $0 + $1.weight } / 2
    var reached = 0.0
    for (value, weight) in rising {
        reached += weight
        if reached >= half { return value }
    }
    return rising.last?.value ?? 0
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

/// Something that can be done to reduce damage (Model.md, section 6).
public struct Mitigation: Sendable {
    /// As plans name it.
    public var id: Text
    /// As people call it; empty where not said.
    public var title = Text.empty
    /// What it costs, in the currency.
    public var cost = 0.0
    /// Days until it takes effect.
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

/// A mitigation that is under way (Model.md, section 6).
public struct Decided: Sendable {
    /// A place in `mitigations`.
    public var mitigation: MitigationIndex
    /// The day it was decided.
    public var on: Day
    /// Where the mitigation is named.
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

    /// What an effect works on.
    public enum Target: Sendable {
        case commitment(CommitmentIndex)
        case need(NeedIndex, of: CommitmentIndex)
        case risk(RiskIndex)
    }

    /// What it works on.
    public var target: Target {
        switch self {
        case .fallback(let commitment, let need, _), .decouple(let commitment, let need, _):
            .need(need, of: commitment)
        case .expedite(let commitment, _), .soften(let commitment, _, _), .redate(let commitment, _),
            .extend(let commitment, _):
            .commitment(commitment)
        case .avert(let risk, _): .risk(risk)
        }
    }
}
