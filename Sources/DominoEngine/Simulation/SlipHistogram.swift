/// How often each slip occurs, on a fixed grid: every 1/64 day near 0, 128 steps an octave from 2 days on.
///
/// A slip is off by at most 1/64 day or 0.4 %, half of that near 0. Counts of any two histograms add up, whoever
/// counted, because the grid does not depend on what is counted. For runs whose samples would not fit memory: some
/// hundred counts a commitment.
public struct SlipHistogram: Sendable, Equatable {
    /// The step of the first count.
    public private(set) var first: Int32 = 0
    /// Counts of consecutive steps.
    public private(set) var counts: [UInt32] = []

    /// Nothing counted.
    public init() {}

    /// Counts as they were kept.
    public init(first: Int32, counts: [UInt32]) {
        self.first = first
        self.counts = counts
    }

    /// Counts the slips of replicates; broken ones are not on the grid.
    mutating func add(_ row: Row, where replicates: UInt64) {
        let steps = (Self.steps(of: row.a), Self.steps(of: row.b), Self.steps(of: row.c), Self.steps(of: row.d))
        if replicates == .max, holds(steps) {
            let first = Int(first)
            var counts = counts.mutableSpan
            for lane in 0..<16 {
                counts[unchecked: Int(steps.0[lane]) &- first] &+= 1
                counts[unchecked: Int(steps.1[lane]) &- first] &+= 1
                counts[unchecked: Int(steps.2[lane]) &- first] &+= 1
                counts[unchecked: Int(steps.3[lane]) &- first] &+= 1
            }
            return
        }
        for replicate in 0..<Row.count where replicates >> UInt64(replicate) & 1 == 1 {
            let slip = row[replicate]
            if slip < .infinity { count(Self.step(of: slip)) }
        }
    }

    private typealias Steps = (SIMD16<Int32>, SIMD16<Int32>, SIMD16<Int32>, SIMD16<Int32>)

    /// Whether there is room for all steps. A broken slip's lies behind that of the largest Float, and is never held.
    @inline(__always)
    private func holds(_ steps: Steps) -> Bool {
        let least = SIMD16<Int32>(repeating: first)
        let end = SIMD16<Int32>(repeating: first &+ Int32(truncatingIfNeeded: counts.count))
        let one = SIMD16<Int32>(repeating: 1)
        var out = SIMD16<Int32>()
        out.replace(with: one, where: (steps.0 .< least) .| (steps.0 .>= end))
        out.replace(with: one, where: (steps.1 .< least) .| (steps.1 .>= end))
        out.replace(with: one, where: (steps.2 .< least) .| (steps.2 .>= end))
        out.replace(with: one, where: (steps.3 .< least) .| (steps.3 .>= end))
        return total(out) == 0
    }

    /// `step` of sixteen slips.
    @inline(__always)
    private static func steps(of slips: Lanes) -> SIMD16<Int32> {
        let isEarly = slips .< 0
        let sizes = slips.replacing(with: 0 - slips, where: isEarly)
        let bits = unsafeBitCast(sizes, to: SIMD16<Int32>.self)
        let far = (bits &>> 16) &- (Int32(bitPattern: Float(2).bitPattern) >> 16 - 129)
        // Halves are rounded away from 0, as by `step`: below 128 half a unit more is exact.
        let near = flooredIntegers(sizes.replacing(with: 2, where: sizes .>= 2) * 64 + 0.5)
        let steps = far.replacing(with: near, where: sizes .< 2)
        return steps.replacing(with: 0 &- steps, where: isEarly)
    }

    /// Adds the counts of another.
    public mutating func add(_ other: SlipHistogram) {
        for (place, count) in other.counts.enumerated() where count > 0 {
            let step = other.first + Int32(truncatingIfNeeded: place)
            makeRoom(for: step)
            counts[Int(step - first)] += count
        }
    }

    /// The same counts without zeros before the first and behind the last.
    public var trimmed: SlipHistogram {
        guard let last = counts.lastIndex(where: { $0 > 0 }), let first = counts.firstIndex(where: { $0 > 0 }) else {
            return SlipHistogram()
        }
        return SlipHistogram(
            first: self.first + Int32(truncatingIfNeeded: first), counts: [UInt32](counts[first...last]))
    }

    private mutating func count(_ step: Int32) {
        if step < first || Int(step - first) >= counts.count { makeRoom(for: step) }
        counts[Int(step - first)] += 1
    }

    /// Grows to hold a step, a few more than needed, since neighbours mostly follow.
    private mutating func makeRoom(for step: Int32) {
        if counts.isEmpty { first = step }
        if step < first {
            let missing = Int(first - step) + 16
            counts.insert(contentsOf: [UInt32](repeating: 0, count: missing), at: 0)
            first -= Int32(truncatingIfNeeded: missing)
        }
        let needed = Int(step - first) + 1 - counts.count
        if needed > 0 { counts += [UInt32](repeating: 0, count: needed + 16) }
    }

    /// The step of a finite slip.
    static func step(of slip: Float) -> Int32 {
        let size = slip.magnitude
        let step: Int32
        if size < 2 {
            step = Int32((size * 64).rounded())
        } else {
            // Exponent and the first 7 digits behind the point of a Float count in steps of 1/128 octave.
            step = Int32(truncatingIfNeeded: (size.bitPattern >> 16) - (Float(2).bitPattern >> 16)) + 129
        }
        return slip < 0 ? -step : step
    }

    /// The slip a step stands for: its middle.
    public static func slip(ofStep step: Int32) -> Float {
        let size = step.magnitude
        let slip: Float
        if size <= 128 {
            slip = Float(size) / 64
        } else {
            slip = Float(bitPattern: (Float(2).bitPattern >> 16 + (size - 129)) << 16 | 0x8000)
        }
        return step < 0 ? -slip : slip
    }

    /// The slip of the `rank`-th smallest counted, from 0; `+inf` behind the last.
    public func slip(ofRank rank: Int) -> Float {
        var below = 0
        for (place, count) in counts.enumerated() {
            below += Int(count)
            if below > rank { return Self.slip(ofStep: first + Int32(truncatingIfNeeded: place)) }
        }
        return .infinity
    }
}

extension SlipHistogram {
    /// Counts the slips of neighbouring commitments, from a rank on as many as there are histograms.
    ///
    /// Some blocks at a time, for a histogram has left the cache when its turn comes again.
    /// - Parameters:
    ///   - rows: of whole blocks, by block, then rank.
    ///   - counted: how many replicates of them count, from the first on.
    public static func add(
        _ rows: [Row], replicates counted: Int, commitments: Int, to histograms: inout [SlipHistogram], from first: Int
    ) {
        for place in histograms.indices {
            for block in 0..<(counted + Row.count - 1) / Row.count {
                let left = counted - block * Row.count
                histograms[place].add(
                    rows[block * commitments + first + place],
                    where: left >= Row.count ? .max : 1 << UInt64(left) - 1)
            }
        }
    }
}
