#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A graph as the peers read it: commitments in an order that meets every need after what it is on.
///
/// Layered and random: a commitment has 4 needs in the mean, 60 % of them on the layer before. All days are multiples of
/// 1/8 and all rates too, so Float arithmetic is exact and every peer can be held equal to the bit.
///
/// A peer's slip is `max(own, max over needs (slip - slack))`, and its damage the sum of two ramps:
/// `rate1 * max(0, slip - grace) + rate2 * max(0, slip - knee)`.
struct LayeredGraph {
    /// Where the needs of each commitment begin; one more entry than commitments.
    var start: [Int32] = [0]
    /// The commitment each need is on.
    var source: [Int32] = []
    /// Spare days of each need.
    var slack: [Float] = []
    /// Own delay of each commitment, in days.
    var own: [Float] = []
    /// Least, most likely and most days of a triangular delay; for simulation.
    var least: [Float] = []
    var likely: [Float] = []
    var most: [Float] = []
    /// Days from which the first ramp rises, and how steeply.
    var grace: [Float] = []
    var rate1: [Float] = []
    /// Days from which the second ramp rises, and how steeply.
    var knee: [Float] = []
    var rate2: [Float] = []

    /// Number of commitments.
    var commitmentCount: Int { own.count }
    /// Number of needs.
    var needCount: Int { source.count }
}

extension LayeredGraph {
    /// A graph of about `4 * commitments` needs with `meanSlack` spare days in the mean.
    /// - Complexity: O(commitments + needs); the same graph for the same arguments.
    init(commitments: Int, meanSlack: Double = 6, seed: UInt64 = 1) {
        var random = SplitMix64(state: seed)
        let rows = Self.randomRows(commitments, &random)
        let order = Self.orderByLevel(rows)
        var rank = [Int32](repeating: 0, count: commitments)
        for (place, original) in order.enumerated() { rank[Int(original)] = Int32(truncatingIfNeeded: place) }
        for original in order {
            for other in rows[Int(original)].map({ rank[Int($0)] }).sorted() {
                source.append(other)
                slack.append(random.percent(8) ? 0 : eighths(-meanSlack * log(1 - random.unit())))
            }
            start.append(Int32(truncatingIfNeeded: source.count))
            addColumns(&random)
        }
    }

    /// The columns of one more commitment.
    private mutating func addColumns(_ random: inout SplitMix64) {
        own.append(random.percent(30) ? eighths(random.triangular(0, 2, 15)) : 0)
        least.append(0)
        likely.append(eighths(random.uniform(0.5, 4)))
        most.append(eighths(Double(likely[likely.count - 1]) + random.uniform(1, 12)))
        grace.append(eighths(random.uniform(0, 5)))
        knee.append(eighths(Double(grace[grace.count - 1]) + random.uniform(2, 20)))
        rate1.append(eighths(random.uniform(0, 10)))
        rate2.append(eighths(random.uniform(0, 40)))
    }

    /// What each commitment needs, in an order that has causes first: every need is on a layer before, none twice.
    private static func randomRows(_ commitments: Int, _ random: inout SplitMix64) -> [[Int32]] {
        let layers = max(8, Int((2.2 * pow(Double(commitments), 0.32)).rounded()))
        func first(_ layer: Int) -> Int { layer * commitments / layers }
        let width = Double(commitments) / Double(layers)
        let further = 4 * Double(commitments) / max(1, Double(commitments) - width) - 1
        var rows = [[Int32]](repeating: [], count: commitments)
        for layer in 1..<layers {
            for commitment in first(layer)..<first(layer + 1) {
                var row: [Int32] = []
                for _ in 0..<1 + random.poisson(further) {
                    let other = layer - min(random.geometric(0.6), layer)
                    let place = first(other) + random.below(max(1, first(other + 1) - first(other)))
                    let need = Int32(truncatingIfNeeded: place)
                    if !row.contains(need) { row.append(need) }
                }
                rows[commitment] = row
            }
        }
        return rows
    }

    /// The commitments by level, equals in the order they came.
    private static func orderByLevel(_ rows: [[Int32]]) -> [Int32] {
        var level = [Int](repeating: 0, count: rows.count)
        var byLevel: [[Int32]] = []
        for (commitment, row) in rows.enumerated() {
            for need in row { level[commitment] = max(level[commitment], level[Int(need)] + 1) }
            while byLevel.count <= level[commitment] { byLevel.append([]) }
            byLevel[level[commitment]].append(Int32(truncatingIfNeeded: commitment))
        }
        return byLevel.flatMap { $0 }
    }
}

/// Days to the nearest eighth.
private func eighths(_ days: Double) -> Float { Float((days * 8).rounded() / 8) }

/// SplitMix64 (Steele, Lea, Flood 2014): tiny, seeded, the same on every platform.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// A number from 0 up to, but not with, 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func uniform(_ from: Double, _ to: Double) -> Double { from + (to - from) * unit() }

    /// A whole number from 0 up to, but not with, `limit`.
    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    mutating func percent(_ share: Int) -> Bool { below(100) < share }

    /// How many events of a mean (Knuth's product of uniforms: for small means).
    mutating func poisson(_ mean: Double) -> Int {
        let limit = exp(-mean)
        var product = unit()
        var count = 0
        while product > limit {
            count += 1
            product *= unit()
        }
        return count
    }

    /// Trials up to the first success, 1 and more.
    mutating func geometric(_ chance: Double) -> Int { Int(log(1 - unit()) / log(1 - chance)) + 1 }

    mutating func triangular(_ least: Double, _ likely: Double, _ most: Double) -> Double {
        let share = unit()
        let width = most - least
        return share < (likely - least) / width
            ? least + (share * width * (likely - least)).squareRoot()
            : most - ((1 - share) * width * (most - likely)).squareRoot()
    }
}
