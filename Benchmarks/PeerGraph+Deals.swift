extension PeerGraph {
    /// A portfolio: deals of 100 commitments in layers, and a shared team of one commitment a deal on which one in 20
    /// of the others needs something. What deals do to each other goes through the team alone.
    /// - Complexity: O(commitments + needs); the same graph for the same arguments.
    init(deals: Int, meanSlack: Double = 6, seed: UInt64 = 1) {
        var random = SplitMix64(state: seed)
        // The team comes first, so that causes stand before what needs them.
        var rows = [[Int32]](repeating: [], count: deals)
        for _ in 0..<deals {
            let first = Int32(truncatingIfNeeded: rows.count)
            for var row in Self.layeredRows(99, &random) {
                for place in row.indices { row[place] += first }
                if random.percent(5) { row.append(Int32(truncatingIfNeeded: random.below(deals))) }
                rows.append(row)
            }
        }
        self.init(rows: rows, meanSlack: meanSlack, random: &random)
    }
}
