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
    case .exponential(let mean): return (mean, mean)
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

/// Inverse of the cumulative distribution at u, for u in 0...1: the value it does not exceed with probability u.
///
/// To 1e-12 of the value's distance from where the distribution begins or has its middle. Of a discrete one it is the
/// smallest value whose cumulative weight is u of the total or more, of samples the `ceil(u n)`-th smallest. At 0 and 1
/// the ends of the range, infinite for a normal and the upper end of a lognormal or an exponential.
/// - Complexity: O(1); O(n log n) for discrete and samples.
public func quantile(of distribution: Distribution, at u: Double) -> Double {
    precondition(u >= 0 && u <= 1)
    switch distribution {
    case .constant(let value): return value
    case .triangular(let least, let mode, let most): return triangular(least, mode, most, u)
    case .pert(let least, let mode, let most):
        let width = most - least
        guard width > 0 else { return least }
        let shape = PertShape(mode: (mode - least) / width)
        return u <= 0.5
            ? least + width * shape.lowerQuantile(u) : most - width * shape.mirrored.lowerQuantile(1 - u)
    case .uniform(let least, let most): return u <= 0.5 ? least + u * (most - least) : most - (1 - u) * (most - least)
    case .normal(let mean, let deviation): return mean + deviation * normalQuantile(u)
    case .lognormal(let p50, let p90):
        let sigma = logDeviation(p50: p50, p90: p90)
        return sigma > 0 ? p50 * exponential(sigma * normalQuantile(u)) : p50
    case .exponential(let mean): return -mean * naturalLog(1 - u)
    case .discrete(let values): return discrete(values, u)
    case .samples(let values):
        precondition(!values.isEmpty)
        let place = u * Double(values.count)
        let whole = Int(place)
        return values.sorted()[Double(whole) < place ? whole : max(whole, 1) - 1]
    }
}

/// From either end the cumulative probability is a square.
private func triangular(_ least: Double, _ mode: Double, _ most: Double, _ u: Double) -> Double {
    let width = most - least
    guard width > 0 else { return least }
    return u * width <= mode - least
        ? least + (u * width * (mode - least)).squareRoot()
        : most - ((1 - u) * width * (most - mode)).squareRoot()
}

private func discrete(_ values: [(value: Double, weight: Double)], _ u: Double) -> Double {
    let possible = values.filter { $0.weight > 0 }.sorted { $0.value < $1.value }
    precondition(!possible.isEmpty)
    let wanted = u * possible.reduce(0) { $0 + $1.weight }
    var cumulative = 0.0
    for (value, weight) in possible {
        cumulative += weight
        if cumulative >= wanted { return value }
    }
    // The sum, multiplied by u close to 1, may come out one bit above itself.
    return possible[possible.count - 1].value
}
