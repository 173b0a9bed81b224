#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension PeerGraph {
    /// A graph of hubs: how many needs a commitment has follows a power law (Zipf's of exponent 2.2, at most 5,000), and most are
    /// on the first commitments, some of which thousands need.
    /// - Complexity: O(commitments + needs); the same graph for the same arguments.
    init(powerLaw commitments: Int, meanSlack: Double = 6, seed: UInt64 = 1) {
        var random = SplitMix64(state: seed)
        var rows: [[Int32]] = []
        rows.reserveCapacity(commitments)
        for commitment in 0..<commitments {
            var row: [Int32] = []
            let count = commitment == 0 ? 0 : min(random.zipf(2.2), commitment, 5000)
            for _ in 0..<count {
                let place = Int(Double(commitment) * pow(random.unit(), 2.5))
                row.append(Int32(truncatingIfNeeded: place))
            }
            rows.append(Self.unique(row))
        }
        self.init(rows: rows, meanSlack: meanSlack, random: &random)
    }

    /// Each number once, rising.
    private static func unique(_ numbers: [Int32]) -> [Int32] {
        var unique: [Int32] = []
        for number in numbers.sorted() where unique.last != number { unique.append(number) }
        return unique
    }
}

extension SplitMix64 {
    /// A number from 1 on with probability in proportion to `number^-exponent`, by rejection from the continuous law below it
    /// (Devroye, "Non-uniform random variate generation", 1986, chapter X.6).
    fileprivate mutating func zipf(_ exponent: Double) -> Int {
        let bound = pow(2, exponent - 1)
        while true {
            let (u, v) = (1 - unit(), unit())
            let x = pow(u, -1 / (exponent - 1)).rounded(.down)
            guard x < 1e9 else { continue }
            let t = pow(1 + 1 / x, exponent - 1)
            if v * x * (t - 1) / (bound - 1) <= t / bound { return Int(x) }
        }
    }
}
