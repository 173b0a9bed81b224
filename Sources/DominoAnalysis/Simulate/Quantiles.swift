/// The `rank`-th smallest of values, counted from 0, by narrowing histograms; `+inf` sorts last.
///
/// Sorting every commitment's samples would cost ten times the simulation. A histogram of 2,048 bins between least and most
/// leaves one bin, mostly of a few values; many equal ones end it at once.
/// - Precondition: `0 <= rank < values.count`; no NaN.
/// - Complexity: O(values).
func nthSmallest(_ rank: Int, of values: [Float]) -> Float {
    var values = values
    var rank = rank
    while true {
        var least = Float.infinity
        var most = -Float.infinity
        var finite = 0
        for value in values where value < .infinity {
            least = min(least, value)
            most = max(most, value)
            finite += 1
        }
        if rank >= finite { return .infinity }
        if least == most { return least }
        if values.count <= 256 { return values.sorted()[rank] }
        (values, rank) = narrowed(values, to: rank, least: least, most: most)
    }
}

/// The values of the bin that holds the `rank`-th smallest, and its rank among them.
private func narrowed(_ values: [Float], to rank: Int, least: Float, most: Float) -> (values: [Float], rank: Int) {
    let bins = 2048
    // In Double the scale cannot overflow, and a bin number cannot exceed the last.
    let scale = Double(bins) / (Double(most) - Double(least))
    func bin(_ value: Float) -> Int { min(bins - 1, Int((Double(value) - Double(least)) * scale)) }
    var counts = [Int](repeating: 0, count: bins)
    for value in values where value < .infinity { counts[bin(value)] += 1 }
    var below = 0
    var chosen = 0
    while below + counts[chosen] <= rank {
        below += counts[chosen]
        chosen += 1
    }
    return (values.filter { $0 < .infinity && bin($0) == chosen }, rank - below)
}

/// The place of a quantile by nearest rank: the `ceil(q * count)`-th smallest, counted from 0.
func nearestRank(_ quantile: Double, of count: Int) -> Int {
    // 0.8 * 10 is 8.000000000000002 in Doubles: a hair above a whole number is that number.
    let place = quantile * Double(count)
    let rank = place - place.rounded() > 0 && place - place.rounded() < 1e-9 * Double(count)
        ? place.rounded() : place.rounded(.up)
    return min(count - 1, max(0, Int(rank) - 1))
}
