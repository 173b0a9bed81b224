#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A graph as the peers read it: commitments in an order that meets every need after what it is on.
///
/// All days are multiples of 1/8 and all rates too, so Float arithmetic is exact and every peer can be held equal to
/// the bit.
///
/// One propagation (T1) takes `max(own, max over needs (slip - slack))` for a slip, the others the model's
/// `max(0, max over needs (slip - slack)) + delay`; damage is the sum of two ramps:
/// `rate1 * max(0, slip - grace) + rate2 * max(0, slip - knee)`.
struct PeerGraph {
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

extension PeerGraph {
    /// The graph of what each commitment needs, in any order that has causes first, with columns drawn at random.
    /// - Complexity: O(commitments + needs * log(needs a commitment)).
    init(rows: [[Int32]], meanSlack: Double, random: inout SplitMix64) {
        let order = Self.orderByLevel(rows)
        var rank = [Int32](repeating: 0, count: rows.count)
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
