#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension PeerGraph {
    /// Layers of random needs: 4 a commitment in the mean, 60 % of them on the layer before, with `meanSlack` spare
    /// days in the mean. Neighbours share little of what they reach: the hard case of a blast radius.
    /// - Complexity: O(commitments + needs); the same graph for the same arguments.
    init(layered commitments: Int, meanSlack: Double = 6, seed: UInt64 = 1) {
        var random = SplitMix64(state: seed)
        let rows = Self.layeredRows(commitments, &random)
        self.init(rows: rows, meanSlack: meanSlack, random: &random)
    }

    /// What each commitment needs, in an order that has causes first: every need is on a layer before, none twice.
    static func layeredRows(_ commitments: Int, _ random: inout SplitMix64) -> [[Int32]] {
        let layers = max(8, Int((2.2 * pow(Double(commitments), 0.32)).rounded()))
        func first(_ layer: Int) -> Int { layer * commitments / layers }
        let width = Double(commitments) / Double(layers)
        let further = 4 * Double(commitments) / max(1, Double(commitments) - width) - 1
        var rows = [[Int32]](repeating: [], count: commitments)
        for layer in 1..<layers {
            for commitment in first(layer)..<first(layer + 1) {
                var row: [Int32] = []
                for _ in 0..<1 + random.poisson(further) {
                    let other = layer - min(random.geometric(0.6), layer)
                    let place = first(other) + random.below(max(1, first(other + 1) - first(other)))
                    let need = Int32(truncatingIfNeeded: place)
                    if !row.contains(need) { row.append(need) }
                }
                rows[commitment] = row
            }
        }
        return rows
    }
}
