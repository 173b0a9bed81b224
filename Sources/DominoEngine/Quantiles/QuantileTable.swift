/// A distribution without a closed inverse that plain arithmetic could evaluate: what a table of quantiles is made of.
public enum TabledDistribution: Sendable, BitwiseCopyable {
    /// Beta-PERT with lambda 4.
    case pert(least: Double, mode: Double, most: Double)
    case normal(mean: Double, deviation: Double)
    case lognormal(p50: Double, p90: Double)
    case exponential(mean: Double)
}

/// A quantile function as the engine's sampler reads it: pairs (value at the beginning of a cell, difference to its
/// end), first 513 for the lower half of probability, then 513 for the upper.
///
/// A word w stands for `u = (w + 0.5) / 2^32`. In the lower half (`w < 2^31`) `p = Float(w) + 0.5`, in the upper
/// `p = Float(~w) + 0.5`; the value is the quantile at `p / 2^32` or at `1 - p / 2^32`. Its cell is
/// `(p.bitPattern >> 19) - (Float(0.5).bitPattern >> 19)`: 16 an octave, and 512, which is the median alone, for p
/// rounded up to 2^31; the place in it is `Float(p.bitPattern & 0x7FFFF) * 2^-19`.
///
/// Law: the value never falls with u. Pieces meet, and rounding does not change order.
///
/// Law: the error stays below 3e-4 of the standard deviation for pert (2.0e-4 measured, with the mode at an end) and
/// normal (1.0e-4), below 1e-3 for lognormal with `p90 <= 2 p50` (0.93e-3), besides Float's own rounding, 1e-7 of the
/// largest value. A wider lognormal is so steep far out that no straight lines in these cells can do it: there the
/// error is below 4e-4 of the value itself up to `p90 = 100 p50`. That concerns one word in 75,000 at `p90 = 3 p50`
/// (5e-5 of the value), one in 600 at `10 p50` (2e-4).
///
/// No value is beyond the distribution's range or Float's.
/// - Complexity: 1026 pairs; pert 35 us, lognormal 13, normal 4, on one core of an AMD EPYC.
public func quantileTable(of distribution: TabledDistribution) -> [Float] {
    switch distribution {
    case .pert(let least, let mode, let most):
        let shape = PertShape(mode: most > least ? (mode - least) / (most - least) : 0.5)
        let width = most - least
        return quantileTable(
            lower: TableNodes(lowerHalfOf: shape).map { least + width * $0 },
            upper: TableNodes(lowerHalfOf: shape.mirrored).map { most - width * $0 }, within: least...most)
    case .normal(let mean, let deviation):
        return quantileTable(
            lower: TableNodes.standardNormal.map { mean + deviation * $0 },
            upper: TableNodes.standardNormal.map { mean - deviation * $0 }, within: -largest...largest)
    case .lognormal(let p50, let p90):
        let sigma = logDeviation(p50: p50, p90: p90)
        let ratios = TableNodes.standardNormal.map { exponential(sigma * $0) }
        return quantileTable(
            lower: ratios.map { p50 * $0 }, upper: ratios.map { min(p50 / $0, largest) }, within: 0...largest)
    case .exponential(let mean):
        // `-ln(1 - u)`: of the lower half from the logarithm of `1 - p`, of the upper from that of p.
        return quantileTable(
            lower: TableNodes.probabilities.map { -mean * logOfOneLess($0) },
            upper: TableNodes.probabilities.map { -mean * naturalLog($0) }, within: 0...largest)
    }
}

/// The standard deviation of a lognormal's logarithm: `ln(p90 / p50) / z(0.9)`.
/// - Precondition: `0 < p50 <= p90`.
public func logDeviation(p50: Double, p90: Double) -> Double {
    let ratio = p90 / p50
    return (ratio < .infinity ? naturalLog(ratio) : naturalLog(p90) - naturalLog(p50)) / normalQuantile(0.9)
}

/// `ln(1 - p)`, to the last digits also where p is small: by its series there.
private func logOfOneLess(_ p: Double) -> Double {
    guard p < 1e-3 else { return naturalLog(1 - p) }
    return -p * (1 + p * (1 / 2 + p * (1 / 3 + p * (1 / 4 + p * (1 / 5 + p / 6)))))
}

/// Float's largest number.
private let largest = 0x1.fffffep127

/// A table from the quantiles of both halves, none beyond `range`.
private func quantileTable(lower: TableNodes, upper: TableNodes, within range: ClosedRange<Double>) -> [Float] {
    var table = [Float](repeating: 0, count: 4 * (TableNodes.cells + 1))
    let median = Float(lower.boundaries[TableNodes.cells])
    fill(&table, from: 0, with: lower, median: median) { min(Float(max($0, range.lowerBound)), $1) }
    fill(&table, from: 2 * (TableNodes.cells + 1), with: upper, median: median) {
        max(Float(min($0, range.upperBound)), $1)
    }
    return table
}

/// Writes the pairs of one half.
///
/// A straight line between exact values errs to one side only, most in the middle of the cell. So every node is shifted
/// by half that error (of the neighbouring cell where it is larger) to the other side, which halves the error and keeps
/// the pieces together. `inOrder` brings a node into range, and behind the next one nearer the median.
private func fill(
    _ table: inout [Float], from start: Int, with nodes: TableNodes, median: Float, inOrder: (Double, Float) -> Float
) {
    func excess(_ cell: Int) -> Double {
        (nodes.boundaries[cell] + nodes.boundaries[cell + 1]) / 2 - nodes.middles[cell]
    }
    table[start + 2 * TableNodes.cells] = median
    var next = median
    var excessBehind = excess(TableNodes.cells - 1)
    for cell in stride(from: TableNodes.cells - 1, through: 0, by: -1) {
        let excessAhead = excessBehind
        if cell > 0 { excessBehind = excess(cell - 1) }
        let larger = excessBehind.magnitude > excessAhead.magnitude ? excessBehind : excessAhead
        let value = inOrder(nodes.boundaries[cell] - larger / 2, next)
        table[start + 2 * cell] = value
        table[start + 2 * cell + 1] = next - value
        next = value
    }
}

/// Values of one half of a quantile table, at the beginning and in the middle of every cell.
///
/// Cells are those of the engine's sampler: 16 an octave of probability, from `2^-33` on. So cell c begins at
/// probability `2^(c/16 - 33) * (1 + c%16 / 16)` (whole quotients), and cell 512 is one half.
struct TableNodes {
    /// Cells before the one for one half.
    static let cells = 512
    /// Cells an octave.
    static let cellsPerOctave = 16

    /// At the beginning of every cell: `cells + 1` values, the last at one half.
    var boundaries: [Double]
    /// In the middle of every cell: `cells` values.
    var middles: [Double]

    /// The probability at which a cell begins.
    static func probability(ofCell cell: Int, middle: Bool = false) -> Double {
        let octave = cell / cellsPerOctave
        let base = Double(bitPattern: UInt64(truncatingIfNeeded: 1023 - 33 + octave) << 52)
        return base * (1 + (Double(cell % cellsPerOctave) + (middle ? 0.5 : 0)) / 16)
    }

    /// The same nodes of another quantile function.
    func map(_ transform: (Double) -> Double) -> TableNodes {
        TableNodes(boundaries: boundaries.map(transform), middles: middles.map(transform))
    }

    /// The probabilities themselves.
    static let probabilities = TableNodes(
        boundaries: (0...cells).map { probability(ofCell: $0) },
        middles: (0..<cells).map { probability(ofCell: $0, middle: true) })

    /// The lower half of the standard normal distribution; the upper is its negative. Worked out once.
    static let standardNormal = TableNodes(
        boundaries: (0...cells).map { normalQuantile(probability(ofCell: $0)) },
        middles: (0..<cells).map { normalQuantile(probability(ofCell: $0, middle: true)) })
}

extension TableNodes {
    /// The lower half of a beta distribution on 0...1, to 1e-9 of each value (7.6e-10 measured).
    ///
    /// As a function of `v = ln p`, quantile x and `h = p B / (x^alpha (1-x)^beta)` fulfil
    /// `x' = x (1-x) h`, `h' = h (1 - (alpha - 6x) h)`: polynomials, so Taylor coefficients follow from sums of
    /// products (Moore, Interval Analysis, 1966), without any power. One expansion serves an octave where p is small
    /// and a quarter of one near the median, as the singularity at `p = 1` comes closer. h is worked out anew at every
    /// expansion, so errors do not add up.
    /// - Complexity: 48 expansions of order 10 and 1024 polynomials; 16 us on one core of an AMD EPYC.
    init(lowerHalfOf shape: PertShape) {
        let logs = (0...32).map { naturalLog(1 + Double($0) / 32) }
        var x = shape.lowerQuantile(Self.probability(ofCell: 0))
        boundaries = [x]
        middles = []
        boundaries.reserveCapacity(Self.cells + 1)
        middles.reserveCapacity(Self.cells)
        var expansion = PertExpansion(alpha: shape.alpha)
        var cell = 0
        while cell < Self.cells {
            let count = cell < 24 * 16 ? 16 : cell < 28 * 16 ? 8 : 4
            expansion.expand(around: x, rate: Self.probability(ofCell: cell) / shape.weight(x))
            let place = cell % 16 * 2
            for step in stride(from: 0, to: count, by: 4) {
                var distances = SIMD8<Double>()
                for i in 0..<8 { distances[i] = logs[place + 2 * step + 1 + i] - logs[place] }
                let values = expansion.values(distances)
                for i in 0..<4 {
                    middles.append(values[2 * i])
                    boundaries.append(values[2 * i + 1])
                }
            }
            x = boundaries[boundaries.count - 1]
            cell += count
        }
    }
}

/// Taylor coefficients of a beta quantile as a function of `ln p`.
private struct PertExpansion {
    /// Highest power.
    static let order = 10

    let alpha: Double
    private var x = [Double](repeating: 0, count: order + 1)
    private var h = [Double](repeating: 0, count: order + 1)
    /// `x (1 - x)`.
    private var spread = [Double](repeating: 0, count: order + 1)
    /// `(alpha - 6 x) h`.
    private var pull = [Double](repeating: 0, count: order + 1)

    init(alpha: Double) {
        self.alpha = alpha
    }

    /// Works out the coefficients where the quantile is `start`, and h is `rate`.
    mutating func expand(around start: Double, rate: Double) {
        x[0] = start
        h[0] = rate
        for k in 0..<Self.order {
            var square = 0.0
            var product = 0.0
            for i in 0...k {
                square += x[i] * x[k - i]
                product += x[i] * h[k - i]
            }
            spread[k] = x[k] - square
            pull[k] = alpha * h[k] - 6 * product
            var slope = 0.0
            var brake = 0.0
            for i in 0...k {
                slope += spread[i] * h[k - i]
                brake += pull[i] * h[k - i]
            }
            x[k + 1] = slope / Double(k + 1)
            h[k + 1] = (h[k] - brake) / Double(k + 1)
        }
    }

    /// The quantiles where `ln p` is so much further.
    func values(_ distances: SIMD8<Double>) -> SIMD8<Double> {
        var values = SIMD8(repeating: x[Self.order])
        for k in stride(from: Self.order - 1, through: 0, by: -1) { values = values * distances + x[k] }
        return values
    }
}
