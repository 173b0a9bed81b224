/// The beta distribution on 0...1 behind beta-PERT with lambda 4, whose parameters add up to 6.
///
/// `alpha = 1 + 4 (mode - least) / (most - least)`, `beta = 1 + 4 (most - mode) / (most - least)` (Malcolm, Roseboom,
/// Clark and Fazar, Application of a Technique for Research and Development Program Evaluation, Operations Research
/// 7 (5), 1959). `alpha + beta = 6` makes all of it shorter than the general case.
public struct PertShape: Sendable {
    /// First parameter, 1...5.
    let alpha: Double
    /// Euler's beta function of the two parameters: what the density `x^(alpha-1) (1-x)^(beta-1)` is divided by.
    let integral: Double

    /// The shape of a mode so far, 0...1, from least to most.
    public init(mode: Double) {
        self.init(alpha: 1 + 4 * mode)
    }

    private init(alpha: Double) {
        precondition(alpha >= 1 && alpha <= 5)
        self.alpha = alpha
        integral = Self.integral(alpha)
    }

    /// Second parameter.
    var beta: Double { 6 - alpha }

    /// The shape of `1 - x`.
    public var mirrored: PertShape { PertShape(alpha: beta) }

    /// `B(alpha, 6 - alpha)`, to 1e-15 of itself.
    ///
    /// `gamma(alpha) gamma(6 - alpha) / 5!`, and by reflection (Abramowitz and Stegun 6.1.17), with `t = alpha - 3`,
    /// `gamma(alpha) gamma(6 - alpha) = pi (t-2)(t-1)t(t+1)(t+2) / sin(pi t)`. With `t = n + d`, n whole, `|d| <= 1/2`,
    /// the factor `t - n` cancels against `sin(pi t) = (-1)^n sin(pi d)`, so that whole parameters are no special case.
    private static func integral(_ alpha: Double) -> Double {
        let t = alpha - 3
        var nearest = -2
        while nearest < 2, t - Double(nearest) > 0.5 { nearest += 1 }
        let angle = 0x1.921fb54442d18p+1 * (t - Double(nearest))
        // sin(angle) / angle: angle^26 / 27! is below 1e-22.
        var sine = 1.0
        var term = 1.0
        for k in 1...12 {
            term *= -angle * angle / Double(2 * k * (2 * k + 1))
            sine += term
        }
        var product = nearest & 1 == 0 ? 1.0 : -1
        for k in -2...2 where k != nearest { product *= t - Double(k) }
        return product / (sine * 120)
    }

    /// Density times `x (1 - x)`: `x^alpha (1-x)^beta / B`.
    func weight(_ x: Double) -> Double {
        exponential(alpha * naturalLog(x) + beta * naturalLog(1 - x)) / integral
    }

    /// Probability of at most x, for x in 0...1.
    ///
    /// `x^alpha (1-x)^beta / (alpha B) * sum over n of (6)_n / (alpha+1)_n x^n` (Abramowitz and Stegun 26.5.4), all
    /// terms positive, at most 80 for x up to 1/2; beyond, one minus that of the mirrored shape. To 3e-14 of itself.
    func cumulative(_ x: Double) -> Double {
        if x > 0.5 { return 1 - mirrored.cumulative(1 - x) }
        guard x > 0 else { return 0 }
        var sum = 1.0
        var term = 1.0
        var n = 0.0
        while term > 1e-17 * sum {
            term *= x * (6 + n) / (alpha + 1 + n)
            sum += term
            n += 1
        }
        return weight(x) / alpha * sum
    }

    /// The x below which it is with probability p, for p in 0...1/2 (above, one minus that of the mirrored shape),
    /// to 1e-14 of itself (5e-15 measured against 40 digits).
    ///
    /// Newton's method for `ln p` as a function of `ln x`. The density is log-concave, so that function is concave, and
    /// the first guess `(alpha B p)^(1/alpha)` is never above the root: from there every step goes up, towards it.
    public func lowerQuantile(_ p: Double) -> Double {
        precondition(p >= 0 && p <= 0.5)
        guard p > 0 else { return 0 }
        let target = naturalLog(p)
        var logX = (naturalLog(alpha * integral) + target) / alpha
        for _ in 0..<50 {
            let x = exponential(logX)
            let cumulative = cumulative(x)
            let step = (target - naturalLog(cumulative)) * cumulative * (1 - x) / weight(x)
            logX += step
            if step.magnitude < 1e-9 { break }
        }
        return exponential(logX)
    }
}
