#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

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
