import DominoEngine

/// Several of the smallest values, by rank counted from 0, of values among which `+inf` sorts last.
///
/// - Precondition: `0 <= rank < values.count` for each rank; no NaN.
func smallest(_ ranks: [Int], of values: [Float]) -> [Float] {
    var search = QuantileSearch()
    return search.smallest(ranks, of: values, from: 0, count: values.count)
}

/// Looks for quantiles, one list of values after the other in the same memory.
///
/// Sorting every commitment's samples would cost ten times the simulation. Values are counted into bins between the
/// least and the most; then those of the few bins that hold a wanted one, mostly some ten values, are gathered and
/// sorted. Each value is looked at four times, without a branch and 16 at a time but for the counting.
struct QuantileSearch {
    /// Bins between the least and the most.
    private static let binCount = 2048
    /// The bin of each value; `binCount` for `+inf`.
    private var bins: [Int32] = []
    /// Values in each bin, every other value counted apart: of equal neighbours, one need not wait for the other's
    /// count.
    private var counts = [Int32](repeating: 0, count: 2 * (binCount + 1))
    /// 1 for bins that hold a wanted value.
    private var isWanted = [UInt8](repeating: 0, count: binCount + 1)
    /// Where their values are.
    private var places: [Int32] = []

    /// Several of the smallest of `values[from..<from + count]`.
    ///
    /// - Precondition: `0 <= rank < count` for each rank; no NaN; the places are in the list.
    /// - Complexity: O(count + ranks * values in a bin).
    mutating func smallest(_ ranks: [Int], of values: [Float], from first: Int, count: Int) -> [Float] {
        precondition(first >= 0 && count >= 0 && first + count <= values.count, "a part of the values")
        let part = values.span.extracting(first..<first + count)
        let extent = Extent(of: part)
        guard extent.finite > 0, extent.least < extent.most else {
            return ranks.map { $0 < extent.finite ? extent.least : .infinity }
        }
        if count <= 256 {
            let sorted = values[first..<first + count].sorted()
            return ranks.map { sorted[$0] }
        }
        fill(part, extent)
        let places = ranks.map { $0 < extent.finite ? place(ofRank: $0) : nil }
        let members = members(of: places.map { Int32($0?.bin ?? -1) }, of: part)
        var found: [Float] = []
        for (place, members) in zip(places, members) {
            guard let place else {
                found.append(.infinity)
                continue
            }
            // A bin of few values is sorted, and one of all, which lie too near each other for bins; any other is
            // looked at more closely.
            if members.count <= 256 || members.count == extent.finite {
                found.append(members.sorted()[place.rank])
            } else {
                found += smallest([place.rank], of: members, from: 0, count: members.count)
            }
        }
        return found
    }

    /// Puts each value into its bin, and counts.
    private mutating func fill(_ values: Swift.Span<Float>, _ extent: Extent) {
        let room = (values.count + 63) & ~63
        if bins.count < room { bins += [Int32](repeating: 0, count: room - bins.count) }
        // A difference of Floats may overflow, one of halves cannot.
        let scale = min(
            (Float(Self.binCount) / 2) / (extent.most / 2 - extent.least / 2) / 2, .greatestFiniteMagnitude)
        let last = SIMD16<Float>(repeating: Float(Self.binCount - 1))
        let broken = SIMD16<Float>(repeating: Float(Self.binCount))
        // Behind 2^23 Floats are 1 apart, so the last bits of a sum are the number of the bin, rounded.
        let ones: Float = 0x1p23
        var placed = bins.mutableSpan
        var place = 0
        while place < room {
            let lanes = values.lanes(at: place, padding: .infinity)
            var scaled = (lanes - extent.least) * scale
            scaled.replace(with: last, where: scaled .> last)
            scaled.replace(with: broken, where: lanes .== .infinity)
            let numbers = unsafeBitCast(scaled + ones, to: SIMD16<Int32>.self) &- Int32(bitPattern: ones.bitPattern)
            for lane in 0..<16 { placed[unchecked: place + lane] = numbers[lane] }
            place += 16
        }
        Self.count(bins, values.count, into: &counts)
    }

    /// Counts the values of each bin.
    private static func count(_ bins: [Int32], _ values: Int, into counts: inout [Int32]) {
        let bins = bins.span
        var counted = counts.mutableSpan
        for bin in counted.indices { counted[unchecked: bin] = 0 }
        var place = 0
        while place + 1 < values {
            counted[unchecked: 2 * Int(bins[unchecked: place])] &+= 1
            counted[unchecked: 2 * Int(bins[unchecked: place + 1]) + 1] &+= 1
            place += 2
        }
        if place < values { counted[unchecked: 2 * Int(bins[unchecked: place])] &+= 1 }
    }

    /// The bin that holds the `rank`-th smallest, and its rank within.
    private func place(ofRank rank: Int) -> (bin: Int, rank: Int) {
        let counts = counts.span
        var rest = rank
        for bin in 0..<Self.binCount {
            let held = Int(counts[unchecked: 2 * bin] &+ counts[unchecked: 2 * bin + 1])
            if rest < held { return (bin, rest) }
            rest -= held
        }
        preconditionFailure("as many finite values as counted")
    }

    /// The values of some bins: of each bin, those of the wanted ones that ask for it.
    private mutating func members(of wanted: [Int32], of values: Swift.Span<Float>) -> [[Float]] {
        for bin in wanted where bin >= 0 { isWanted[Int(bin)] = 1 }
        if places.count <= values.count { places = [Int32](repeating: 0, count: values.count + 1) }
        let count = Self.places(of: isWanted, in: bins, values.count, into: &places)
        for bin in wanted where bin >= 0 { isWanted[Int(bin)] = 0 }
        var members = [[Float]](repeating: [], count: wanted.count)
        for place in places[..<count] {
            for (number, bin) in wanted.enumerated() where bins[Int(place)] == bin {
                members[number].append(values[Int(place)])
            }
        }
        return members
    }

    /// The places of values whose bin is wanted: each is written down, and the next one over it unless it was wanted.
    private static func places(
        of isWanted: [UInt8], in bins: [Int32], _ values: Int, into places: inout [Int32]
    ) -> Int {
        let (bins, isWanted) = (bins.span, isWanted.span)
        var found = places.mutableSpan
        var count = 0
        for place in 0..<values {
            found[unchecked: count] = Int32(truncatingIfNeeded: place)
            count &+= Int(isWanted[unchecked: Int(bins[unchecked: place])])
        }
        return count
    }
}

/// Between which finite values others lie, and how many are finite.
private struct Extent {
    var least = Float.infinity
    var most = -Float.infinity
    var finite = 0

    init(of values: Swift.Span<Float>) {
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

extension Swift.Span<Float> {
    /// Sixteen values from a place on.
    @inline(__always)
    fileprivate func lanes(at place: Int) -> SIMD16<Float> {
        var lanes = SIMD16<Float>()
        for lane in 0..<16 { lanes[lane] = self[unchecked: place + lane] }
        return lanes
    }

    /// Sixteen values, some or all of them behind the end.
    @inline(__always)
    fileprivate func lanes(at place: Int, padding: Float) -> SIMD16<Float> {
        if place + 16 <= count { return lanes(at: place) }
        var lanes = SIMD16<Float>(repeating: padding)
        for lane in 0..<Swift.max(0, count - place) { lanes[lane] = self[place + lane] }
        return lanes
    }
}
