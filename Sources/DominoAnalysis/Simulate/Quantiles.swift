import DominoEngine

/// Several of the smallest values, by rank counted from 0, of values among which `+inf` sorts last.
///
/// Sorting every commitment's samples would cost ten times the simulation. A histogram between least and most leaves one
/// bin a rank, mostly of a few values; of many equal ones, which sorting would dread, none is left to sort.
/// - Precondition: `0 <= rank < values.count` for each rank; no NaN.
/// - Complexity: O(values + ranks * values in a bin).
func smallest(_ ranks: [Int], of values: ArraySlice<Float>) -> [Float] {
    let extent = Extent(of: values)
    guard extent.finite > 0, extent.least < extent.most else {
        return ranks.map { $0 < extent.finite ? extent.least : .infinity }
    }
    if values.count <= 256 {
        let sorted = values.sorted()
        return ranks.map { sorted[$0] }
    }
    let histogram = Histogram(of: values, extent)
    let wanted = ranks.map { $0 < extent.finite ? histogram.bin(ofRank: $0) : nil }
    var members = [[Float]](repeating: [], count: ranks.count)
    for value in values {
        let bin = histogram.bin(of: value)
        for (place, wanted) in wanted.enumerated() where wanted?.bin == bin { members[place].append(value) }
    }
    return zip(wanted, members).map { wanted, members in
        guard let wanted else { return .infinity }
        // A bin of few values, or of equal ones, is sorted; any other is looked at more closely.
        if members.count <= 256 { return members.sorted()[wanted.rank] }
        return smallest([wanted.rank], of: members[...])[0]
    }
}

/// Between which finite values others lie, and how many are finite.
private struct Extent {
    var least = Float.infinity
    var most = -Float.infinity
    var finite = 0

    init(of values: ArraySlice<Float>) {
        values.withUnsafeBufferPointer { values in
            // Sixteen running extremes: one would wait for itself at every value.
            var low = SIMD16<Float>(repeating: .infinity)
            var high = SIMD16<Float>(repeating: -.infinity)
            var place = 0
            while place + 16 <= values.count {
                var lanes = SIMD16<Float>()
                for lane in 0..<16 { lanes[lane] = values[place + lane] }
                low.replace(with: lanes, where: lanes .< low)
                high.replace(with: lanes, where: (lanes .> high) .& (lanes .< Float.infinity))
                place += 16
            }
            least = low.min()
            most = high.max()
            while place < values.count {
                least = Swift.min(least, values[place])
                if values[place] < .infinity { most = Swift.max(most, values[place]) }
                place += 1
            }
            for value in values where value < .infinity { finite += 1 }
        }
    }
}

/// How many values fall into each of 2,048 bins between two values.
private struct Histogram {
    static let bins = 2048
    let least: Float
    let scale: Float
    /// Values in bins before each, and one entry more.
    private var before: [Int]

    init(of values: ArraySlice<Float>, _ extent: Extent) {
        least = extent.least
        // A difference of Floats may overflow, one of halves cannot.
        scale = (Float(Self.bins) / 2) / (extent.most / 2 - extent.least / 2) / 2
        var counts = [Int32](repeating: 0, count: Self.bins + 1)
        let (least, scale) = (least, scale)
        values.withUnsafeBufferPointer { values in
            counts.withUnsafeMutableBufferPointer { counts in
                for value in values { counts[Self.bin(value, least, scale)] += 1 }
            }
        }
        before = [0]
        before.reserveCapacity(Self.bins + 1)
        for bin in 0..<Self.bins { before.append(before[bin] + Int(counts[bin])) }
    }

    /// The bin of a value; one behind the last for `+inf`.
    func bin(of value: Float) -> Int { Self.bin(value, least, scale) }

    @inline(__always)
    private static func bin(_ value: Float, _ least: Float, _ scale: Float) -> Int {
        guard value < .infinity else { return bins }
        return min(bins - 1, Int((value - least) * scale))
    }

    /// The bin that holds the `rank`-th smallest, and its rank within.
    func bin(ofRank rank: Int) -> (bin: Int, rank: Int) {
        var low = 0
        var high = Self.bins - 1
        while low < high {
            let middle = (low + high) / 2
            if before[middle + 1] > rank { high = middle } else { low = middle + 1 }
        }
        return (low, rank - before[low])
    }
}
