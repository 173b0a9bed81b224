import DominoEngine
import DominoScenario

/// Mean and standard deviation of a distribution, in closed form.
///
/// Of beta-PERT the mean is `(least + 4 mode + most) / 6`, the variance `(mean - least) (most - mean) / 7`; of a
/// lognormal they are `p50 e^(s^2/2)` and `mean^2 (e^(s^2) - 1)` with s the deviation of the logarithm, infinite where
/// they are beyond Double's range. Samples are the whole population.
/// - Complexity: O(1); O(n) for discrete and samples.
public func moments(of distribution: Distribution) -> (mean: Double, deviation: Double) {
    switch distribution {
    case .constant(let value): return (value, 0)
    case .triangular(let least, let mode, let most):
        let width = most - least
        let rise = mode - least
        let variance = (width * width - rise * (width - rise)) / 18
        return (least + (width + rise) / 3, variance.squareRoot())
    case .pert(let least, let mode, let most):
        let rise = (4 * (mode - least) + (most - least)) / 6
        return (least + rise, (rise * (most - least - rise) / 7).squareRoot())
    case .uniform(let least, let most): return (least + (most - least) / 2, (most - least) / 12.0.squareRoot())
    case .normal(let mean, let deviation): return (mean, deviation)
    case .lognormal(let p50, let p90):
        let sigma = logDeviation(p50: p50, p90: p90)
        let mean = p50 * exponential(sigma * sigma / 2)
        return (mean, mean * exponentialMinusOne(sigma * sigma).squareRoot())
    case .discrete(let values): return weighted(values)
    case .samples(let values): return weighted(values.map { ($0, 1) })
    }
}

private func weighted(_ values: [(value: Double, weight: Double)]) -> (mean: Double, deviation: Double) {
    let total = values.reduce(0) { $0 + $1.weight }
    precondition(total > 0)
    let mean = values.reduce(0) { $0 + $1.weight * $1.value } / total
    let variance = values.reduce(0) { $0 + $1.weight * ($1.value - mean) * ($1.value - mean) } / total
    return (mean, variance.squareRoot())
}
