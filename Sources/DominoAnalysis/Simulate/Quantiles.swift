import DominoEngine

/// Several of the smallest values, by rank counted from 0, of values among which `+inf` sorts last.
///
/// Sorting every commitment's samples would cost ten times the simulation. Each value is looked at three times without a branch:
/// for the extent, for its bin, and whether its bin holds one that is looked for; of those bins, mostly of a few values, the members
/// are sorted. Of many equal values, which sorting would dread, none is left to sort.
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
    let bins = Bins(of: values, extent)
    let wanted = ranks.map { $0 < extent.finite ? bins.bin(ofRank: $0) : nil }
    let members = bins.members(of: Set(wanted.compactMap { $0?.bin }), of: values)
    return wanted.map { wanted in
        guard let wanted, let members = members[wanted.bin] else { return .infinity }
        // A bin of few values is sorted, and one of all, which lie too near each other for bins; any other is looked at more closely.
        if members.count <= 256 || members.count == extent.finite { return members.sorted()[wanted.rank] }
        return smallest([wanted.rank], of: members[...])[0]
    }
}

/// Between which finite values others lie, and how many are finite.
private struct Extent {
    var least = Float.infinity
    var most = -Float.infinity
    var finite = 0

    init(of values: ArraySlice<Float>) {
        let values = values.span
        // Sixteen running extremes: one would wait for itself at every value.
        var low = SIMD16<Float>(repeating: .infinity)
        var high = SIMD16<Float>(repeating: -.infinity)
        var broken = SIMD16<Int32>()
        let zero = SIMD16<Int32>()
        var place = 0
        while place + 16 <= values.count {
            let lanes = values.lanes(at: place)
            let isFinite = lanes .< .infinity
            low.replace(with: lanes, where: lanes .< low)
            high.replace(with: lanes, where: (lanes .> high) .& isFinite)
            broken &+= SIMD16<Int32>(repeating: 1).replacing(with: zero, where: isFinite)
            place += 16
        }
        least = low.min()
        most = high.max()
        finite = place - Int(broken.wrappedSum())
        while place < values.count {
            let value = values[unchecked: place]
            least = Swift.min(least, value)
            if value < .infinity {
                most = Swift.max(most, value)
                finite += 1
            }
            place += 1
        }
    }
}

/// Which of 2,048 bins between least and most each value falls into, and how many fall into each.
private struct Bins {
    static let count = 2048
    /// The bin of each value; `count` for `+inf`.
    private let bins: [Int32]
    /// Values in each bin.
    private let counts: [Int32]

    init(of values: ArraySlice<Float>, _ extent: Extent) {
        let values = values.span
        // A difference of Floats may overflow, one of halves cannot.
        let scale = min((Float(Self.count) / 2) / (extent.most / 2 - extent.least / 2) / 2, .greatestFiniteMagnitude)
        let scales = SIMD16<Float>(repeating: scale)
        let least = SIMD16<Float>(repeating: extent.least)
        let last = SIMD16<Float>(repeating: Float(Self.count - 1))
        // Behind 2^23 Floats are 1 apart, so the last bits of a sum are the number of the bin, rounded.
        let ones = SIMD16<Float>(repeating: 0x1p23)
        var bins = [Int32](repeating: 0, count: (values.count + 15) & ~15)
        // Every other value is counted apart: of equal neighbours, one need not wait for the other's count.
        var counts = [Int32](repeating: 0, count: 2 * (Self.count + 1))
        var placed = bins.mutableSpan
        var counted = counts.mutableSpan
        var place = 0
        while place < values.count {
            let lanes =
                place + 16 <= values.count ? values.lanes(at: place) : values.lanes(at: place, padding: .infinity)
            var scaled = (lanes - least) * scales
            scaled.replace(with: last, where: scaled .> last)
            scaled.replace(with: Float(Self.count), where: lanes .== .infinity)
            let numbers =
                unsafeBitCast(scaled + ones, to: SIMD16<Int32>.self) &- Int32(bitPattern: Float(0x1p23).bitPattern)
            for lane in 0..<16 {
                let bin = numbers[lane]
                placed[unchecked: place + lane] = bin
                counted[unchecked: 2 * Int(bin) + (lane & 1)] += 1
            }
            place += 16
        }
        self.bins = bins
        self.counts = counts
    }

    /// The bin that holds the `rank`-th smallest, and its rank within.
    func bin(ofRank rank: Int) -> (bin: Int, rank: Int) {
        var rest = rank
        for bin in 0..<Self.count {
            let held = Int(counts[2 * bin] + counts[2 * bin + 1])
            if rest < held { return (bin, rest) }
            rest -= held
        }
        preconditionFailure("as many finite values as counted")
    }

    /// The values of some bins.
    func members(of wanted: Set<Int>, of values: ArraySlice<Float>) -> [Int: [Float]] {
        var isWanted = [UInt8](repeating: 0, count: Self.count + 1)
        for bin in wanted { isWanted[bin] = 1 }
        // Each place is written down, and the next one over it unless it was wanted.
        let places = [Int32](unsafeUninitializedCapacity: values.count + 1) { places, count in
            let (bins, isWanted) = (bins.span, isWanted.span)
            for place in 0..<values.count {
                places[count] = Int32(truncatingIfNeeded: place)
                count += Int(isWanted[unchecked: Int(bins[unchecked: place])])
            }
        }
        var members: [Int: [Float]] = [:]
        for bin in wanted { members[bin] = [] }
        for place in places { members[Int(bins[Int(place)])]?.append(values[values.startIndex + Int(place)]) }
        return members
    }
}

extension Span<Float> {
    /// Sixteen values from a place on.
    @inline(__always)
    fileprivate func lanes(at place: Int) -> SIMD16<Float> {
        var lanes = SIMD16<Float>()
        for lane in 0..<16 { lanes[lane] = self[unchecked: place + lane] }
        return lanes
    }

    /// Sixteen values, some of them behind the end.
    fileprivate func lanes(at place: Int, padding: Float) -> SIMD16<Float> {
        var lanes = SIMD16<Float>(repeating: padding)
        for lane in 0..<(count - place) { lanes[lane] = self[place + lane] }
        return lanes
    }
}
