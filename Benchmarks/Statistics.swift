/// The middle value; the mean of the two in the middle of an even number.
func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// The chance of each value of Mann and Whitney's U if both samples come from one distribution, without ties.
///
/// `count[u]` arrangements of `first` and `second` values have `u` pairs in which the first is larger: the recursion
/// `count(u; m, n) = count(u - n; m - 1, n) + count(u; m, n - 1)`.
/// - Complexity: O(first² second²); exact for as many samples as a benchmark takes.
func rankDistribution(_ first: Int, _ second: Int) -> [Double] {
    // table[n][u] for the current m.
    var table = [[Double]](repeating: [1], count: second + 1)
    for m in 1...max(1, first) where first > 0 {
        var next: [[Double]] = [[1]]
        for n in 1...max(1, second) where second > 0 {
            var row = [Double](repeating: 0, count: m * n + 1)
            for (u, count) in table[n].enumerated() { row[u + n] += count }
            for (u, count) in next[n - 1].enumerated() { row[u] += count }
            next.append(row)
        }
        table = next
    }
    let counts = table[second]
    let all = counts.reduce(0, +)
    return counts.map { $0 / all }
}

/// How two samples of times compare: the second over the first.
struct RatioOfTimes {
    /// The median of all ratios of a time of the second to one of the first (Hodges and Lehmann).
    var estimate: Double
    /// An interval that covers the true ratio with the confidence asked for, from the same ranks as the test.
    var interval: ClosedRange<Double>
    /// Two-sided chance of ranks as far apart as these if nothing differs (Mann and Whitney).
    var chance: Double

    /// Compares two samples.
    init(of second: [Double], to first: [Double], confidence: Double = 0.99) {
        let ratios = second.flatMap { time in first.map { time / $0 } }.sorted()
        let distribution = rankDistribution(first.count, second.count)
        // Ties count half to each side; the lower side is taken, which can only make the test more careful.
        let larger = ratios.reduce(0.0) { $0 + ($1 > 1 ? 1 : $1 == 1 ? 0.5 : 0) }
        let extreme = Int(max(larger, Double(ratios.count) - larger).rounded(.down))
        chance = min(1, 2 * distribution[extreme...].reduce(0, +))
        var outside = 0.0
        var place = 0
        while place < ratios.count / 2, outside + distribution[place] <= (1 - confidence) / 2 {
            outside += distribution[place]
            place += 1
        }
        estimate = median(ratios)
        // `place` ratios lie outside on either side; with too few samples for the confidence, none does.
        interval = ratios[max(0, place - 1)]...ratios[min(ratios.count - 1, ratios.count - place)]
        if place == 0 { interval = 0...(.infinity) }
    }
}
