import Foundation

/// Inverse distribution functions, by elementary formulas where there are some, else by halving an interval.
extension ReferenceDistribution {
    /// The least value `x` with `P(value <= x) >= u`; a `chance` plays no part.
    public func quantile(_ u: Double) -> Double {
        switch shape {
        case .number(let days), .days(let days): return days
        case .uniform(let a, let b): return a + (b - a) * u
        case .triangular(let a, let m, let b): return Self.triangular(u, a, m, b)
        case .pert(let a, let m, let b): return Self.pert(u, a, m, b)
        case .normal(let mean, let sd): return mean + sd * Self.normal(u)
        case .lognormal(let p50, let p90): return p50 * exp(Self.normal(u) / Self.normal(0.9) * log(p90 / p50))
        case .exponential(let mean): return 0 - mean * log(1 - u)
        case .samples(let values): return Self.discrete(u, values.map { ReferencePoint($0, 1) })
        case .discrete(let points): return Self.discrete(u, points)
        }
    }

    /// What counts on plan of `remaining` and `breaksAfter` (Model.md, section 2): the least value that is not exceeded
    /// with a probability of one half, to 1/1024 day.
    ///
    /// Decided: of an even number of equally likely values the lower one in the middle counts. A bare number of
    /// `breaksAfter` is no draw and is not rounded; see `ReferenceModel.patienceOnPlan`.
    public var median: Double { ReferenceModel.roundedTo1024ths(quantile(0.5)) }

    /// The inverse of a triangle's distribution function.
    private static func triangular(_ u: Double, _ a: Double, _ m: Double, _ b: Double) -> Double {
        if a == b { return a }
        if u < (m - a) / (b - a) { return a + (u * (b - a) * (m - a)).squareRoot() }
        return b - ((1 - u) * (b - a) * (b - m)).squareRoot()
    }

    /// The first value at which the weights add up to `u`.
    private static func discrete(_ u: Double, _ points: [ReferencePoint]) -> Double {
        let sum = points.map(\.value).reduce(0, +)
        var cumulative = 0.0
        for point in points.sorted(by: { $0.days < $1.days }) {
            cumulative += point.value
            if cumulative / sum >= u { return point.days }
        }
        return points.map(\.days).max() ?? 0
    }

    /// The standard normal's, by halving.
    private static func normal(_ u: Double) -> Double {
        halved(-12, 12) { erfc(0 - $0 / 2.0.squareRoot()) / 2 < u }
    }

    /// Beta-PERT's, lambda 4, by halving.
    private static func pert(_ u: Double, _ a: Double, _ m: Double, _ b: Double) -> Double {
        if a == b { return a }
        let (p, q) = (1 + 4 * (m - a) / (b - a), 1 + 4 * (b - m) / (b - a))
        return a + (b - a) * halved(0, 1) { beta($0, p, q) < u }
    }

    /// Where `isBelow` turns from true to false.
    private static func halved(_ low: Double, _ high: Double, isBelow: (Double) -> Bool) -> Double {
        var (low, high) = (low, high)
        for _ in 0..<44 {
            let middle = (low + high) / 2
            if isBelow(middle) { low = middle } else { high = middle }
        }
        return high
    }

    /// The beta distribution function with both parameters at least 1: Abramowitz and Stegun 26.5.8, on the side of the
    /// mean on which the fraction converges.
    static func beta(_ x: Double, _ p: Double, _ q: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        if x > (p + 1) / (p + q + 2) { return 1 - beta(1 - x, q, p) }
        // From the innermost term outwards.
        var fraction = 1.0
        for m in stride(from: 24, through: 1, by: -1) {
            let m = Double(m)
            let odd = 0 - (p + m) * (p + q + m) * x / ((p + 2 * m) * (p + 2 * m + 1))
            let even = m * (q - m) * x / ((p + 2 * m - 1) * (p + 2 * m))
            fraction = 1 + even / (1 + odd / fraction)
        }
        let first = 0 - (p + q) * x / (p + 1)
        let scale: Double = lgamma(p + q) - lgamma(p) - lgamma(q)
        let power: Double = p * log(x) + q * log(1 - x)
        return exp(scale + power) / p / (1 + first / fraction)
    }
}
