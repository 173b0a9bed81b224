import Foundation

/// A distribution known from the textbook: raw moments and distribution function, without anything of Domino's.
struct ClosedForm: Sendable {
    /// `E[X]` to `E[X^4]`.
    var moments: [Double]
    /// `P(X <= x)`.
    var below: @Sendable (Double) -> Double

    var mean: Double { moments[0] }
    var deviation: Double { max(0, moments[1] - mean * mean).squareRoot() }
    /// Standard error of an estimated deviation, times the root of the number of draws: `sd sqrt((kurtosis - 1) / 4)`.
    var deviationError: Double {
        guard deviation > 0 else { return 0 }
        let (m1, m2, m3, m4) = (moments[0], moments[1], moments[2], moments[3])
        let fourth = m4 - 4 * m3 * m1 + 6 * m2 * m1 * m1 - 3 * m1 * m1 * m1 * m1
        let variance = deviation * deviation
        return deviation * max(0, (fourth / variance / variance - 1) / 4).squareRoot()
    }

    /// The same where it happens with a chance, and is 0 otherwise.
    func happening(_ chance: Double) -> ClosedForm {
        ClosedForm(moments: moments.map { chance * $0 }) { [below] x in
            chance * below(x) + (x >= 0 ? 1 - chance : 0)
        }
    }
}

extension ClosedForm {
    /// Values with probabilities that add up to 1.
    static func discrete(_ values: [(value: Double, probability: Double)]) -> ClosedForm {
        ClosedForm(
            moments: (1...4).map { power in values.reduce(0) { $0 + $1.probability * pow($1.value, Double(power)) } }
        ) { x in values.reduce(0) { $0 + ($1.value <= x ? $1.probability : 0) } }
    }

    static func uniform(_ least: Double, _ most: Double) -> ClosedForm {
        let moments = (2...5).map { (pow(most, Double($0)) - pow(least, Double($0))) / (Double($0) * (most - least)) }
        return ClosedForm(moments: moments) { min(1, max(0, ($0 - least) / (most - least))) }
    }

    /// Its moments are divided differences of powers (Hermite and Genocchi: a triangle is a linear B-spline).
    static func triangular(_ a: Double, _ m: Double, _ b: Double) -> ClosedForm {
        let moments = (1...4).map { k in
            func power(_ x: Double) -> Double { pow(x, Double(k + 2)) }
            let difference =
                power(a) / ((a - m) * (a - b)) + power(m) / ((m - a) * (m - b)) + power(b) / ((b - a) * (b - m))
            return 2 / Double((k + 1) * (k + 2)) * difference
        }
        return ClosedForm(moments: moments) { x in
            if x <= a { return 0 }
            if x >= b { return 1 }
            return x < m ? (x - a) * (x - a) / ((b - a) * (m - a)) : 1 - (b - x) * (b - x) / ((b - a) * (b - m))
        }
    }

    /// Beta-PERT whose mode is at a quarter: `Beta(2, 4)`, whose distribution function is a polynomial.
    static func quarterPert(_ least: Double, _ most: Double) -> ClosedForm {
        let width = most - least
        // E[B] = 1/3, and each next moment gains a factor (2 + k) / (6 + k).
        var standard = [1.0]
        for k in 0..<4 { standard.append(standard[k] * Double(2 + k) / Double(6 + k)) }
        let binomial: [[Double]] = [[1, 1], [1, 2, 1], [1, 3, 3, 1], [1, 4, 6, 4, 1]]
        let moments = binomial.enumerated().map { place, row in
            row.enumerated().reduce(0.0) { sum, term in
                let (k, factor) = term
                return sum + factor * pow(width, Double(k)) * standard[k] * pow(least, Double(place + 1 - k))
            }
        }
        return ClosedForm(moments: moments) { x in
            let b = min(1, max(0, (x - least) / width))
            return 1 - pow(1 - b, 5) - 5 * b * pow(1 - b, 4)
        }
    }

    static func normal(_ mean: Double, _ deviation: Double) -> ClosedForm {
        let (m, v) = (mean, deviation * deviation)
        return ClosedForm(moments: [m, m * m + v, m * m * m + 3 * m * v, m * m * m * m + 6 * m * m * v + 3 * v * v]) {
            erfc((mean - $0) / deviation / 2.0.squareRoot()) / 2
        }
    }

    static func lognormal(p50: Double, p90: Double) -> ClosedForm {
        let sigma = log(p90 / p50) / 1.2815515655446004
        let moments = (1...4).map { pow(p50, Double($0)) * exp(Double($0 * $0) * sigma * sigma / 2) }
        return ClosedForm(moments: moments) {
            $0 <= 0 ? 0 : erfc(-log($0 / p50) / sigma / 2.0.squareRoot()) / 2
        }
    }

    /// The sum of two independent uniforms: a trapezium.
    static func sum(_ a: ClosedForm, _ b: ClosedForm, below: @escaping @Sendable (Double) -> Double) -> ClosedForm {
        let (x, y) = ([1] + a.moments, [1] + b.moments)
        let binomial: [[Double]] = [[1, 1], [1, 2, 1], [1, 3, 3, 1], [1, 4, 6, 4, 1]]
        let moments = binomial.enumerated().map { place, row in
            row.enumerated().reduce(0.0) { $0 + $1.element * x[$1.offset] * y[place + 1 - $1.offset] }
        }
        return ClosedForm(moments: moments, below: below)
    }
}
