/// The quantiles of the total score that are computed, in the order of `ScoreFigures.quantiles`.
public enum QuantileLevel: Int, CaseIterable, Sendable {
    case p50, p80, p90, p95, p99

    /// The share of replicates that do not exceed the quantile.
    public var share: Double {
        switch self {
        case .p50: 0.5
        case .p80: 0.8
        case .p90: 0.9
        case .p95: 0.95
        case .p99: 0.99
        }
    }
}

/// Figures of the total score over replicates (Model.md, section 4).
public struct ScoreFigures: Sendable {
    /// Mean over replicates.
    public let mean: Double
    /// Standard deviation, divided by the number of replicates.
    public let deviation: Double
    /// Quantiles by nearest rank, in the order of `QuantileLevel`.
    public let quantiles: [Double]
    /// Mean of the worst twentieth.
    public let cvar95: Double
    /// Share of replicates with damage.
    public let probabilityOfDamage: Double
    /// Standard error of the mean.
    public let standardError: Double
    /// Points of the loss exceedance curve: an amount, and how often the score is above it.
    public let exceedance: [(amount: Double, probability: Double)]

    /// A quantile by name.
    public subscript(level: QuantileLevel) -> Double { quantiles[level.rawValue] }

    /// From each replicate's score, in 1/100.
    /// - Precondition: at least one replicate.
    /// - Complexity: O(replicates * log replicates).
    public init(cents: [Int64]) {
        let sorted = cents.sorted()
        let count = sorted.count
        let sum = sorted.reduce(Int128(0)) { $0 + Int128($1) }
        mean = Double(sum) / Double(count) / 100
        deviation = variance(of: sorted, sum: sum).squareRoot() / 100
        let worst = sorted.suffix(count - Int((0.95 * Double(count)).rounded(.down)))
        let worstSum = worst.reduce(Int128(0)) { $0 + Int128($1) }
        quantiles = QuantileLevel.allCases.map { Double(sorted[nearestRank($0.share, of: count)]) / 100 }
        cvar95 = Double(worstSum) / Double(worst.count) / 100
        probabilityOfDamage = Double(sorted.count { $0 > 0 }) / Double(count)
        standardError = deviation / Double(count).squareRoot()
        exceedance = DominoEngine.exceedance(sorted)
    }
}

/// The variance of sorted amounts, divided by their number.
///
/// `n * squares - sum^2` is exact in integers while it fits, where a difference of Doubles would lose its digits.
private func variance(of sorted: [Int64], sum: Int128) -> Double {
    let count = Double(sorted.count)
    let largest = Double(max(sorted.last?.magnitude ?? 0, sorted.first?.magnitude ?? 0))
    // Both products stay below 2^126 here.
    if largest * count < 9e18 {
        let squares = sorted.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) }
        return Double(squares * Int128(sorted.count) - sum * sum) / count / count
    }
    let mean = Double(sum) / count
    return sorted.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
}

/// The loss exceedance curve at quantiles, thinned: how often the score is above an amount.
private func exceedance(_ sorted: [Int64]) -> [(amount: Double, probability: Double)] {
    let count = sorted.count
    var points: [(amount: Double, probability: Double)] = []
    for step in 0...40 {
        let place = min(count - 1, step * (count - 1) / 40)
        let amount = sorted[place]
        // The place after the last equal one.
        let next = firstPlace(in: place..<count) { sorted[$0] > amount }
        if points.last?.amount == Double(amount) / 100 { continue }
        points.append((Double(amount) / 100, Double(count - next) / Double(count)))
    }
    return points
}

/// The place of a quantile by nearest rank: the `ceil(q * count)`-th smallest, counted from 0.
public func nearestRank(_ quantile: Double, of count: Int) -> Int {
    // 0.8 * 10 is 8.000000000000002 in Doubles: a hair above a whole number is that number.
    let place = quantile * Double(count)
    let isWhole = (place - place.rounded()).magnitude < 1e-9 * Double(count)
    let rank = isWhole ? place.rounded() : place.rounded(.up)
    return min(count - 1, max(0, Int(rank) - 1))
}
