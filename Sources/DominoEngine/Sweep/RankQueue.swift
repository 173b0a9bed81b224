/// Ranks waiting to be looked at, the lowest first: a bit for each, and a bit for each word of 64 that has any.
///
/// A graph is walked in order of rank, and what is put in stands behind what was taken out, so the search for the next
/// one never goes back.
struct RankQueue: Sendable {
    private var words: [UInt64]
    private var summary: [UInt64]
    /// The first word of the summary that may have a bit.
    private var low: Int

    /// Nothing waits, of so many ranks.
    init(count: Int) {
        words = [UInt64](repeating: 0, count: count / 64 + 1)
        summary = [UInt64](repeating: 0, count: count / 4096 + 1)
        low = summary.count
    }

    /// Puts a rank in; one that waits already goes on waiting.
    /// - Precondition: the rank is one of those counted.
    @inline(__always)
    mutating func insert(_ rank: Int) {
        assert(rank >= 0 && rank >> 6 < words.count, "a rank of the graph")
        var bits = words.mutableSpan
        bits[unchecked: rank >> 6] |= 1 << UInt64(rank & 63)
        var some = summary.mutableSpan
        some[unchecked: rank >> 12] |= 1 << UInt64((rank >> 6) & 63)
        if rank >> 12 < low { low = rank >> 12 }
    }

    /// Takes out the lowest rank; -1 if none waits.
    @inline(__always)
    mutating func popFirst() -> Int {
        var at = low
        let count = summary.count
        while at < count, summary.span[unchecked: at] == 0 { at += 1 }
        low = at
        guard at < count else { return -1 }
        let some = summary.span[unchecked: at]
        let word = at << 6 + some.trailingZeroBitCount
        let bits = words.span[unchecked: word]
        let rank = word << 6 + bits.trailingZeroBitCount
        var left = words.mutableSpan
        left[unchecked: word] = bits & (bits &- 1)
        if bits & (bits &- 1) == 0 {
            var others = summary.mutableSpan
            others[unchecked: at] = some & (some &- 1)
        }
        return rank
    }
}

/// Some of the ranks.
struct RankSet: Sendable {
    private var words: [UInt64]

    /// None of so many ranks.
    init(count: Int) { words = [UInt64](repeating: 0, count: count / 64 + 1) }

    /// Whether a rank is among them.
    /// - Precondition: the rank is one of those counted.
    @inline(__always)
    func contains(_ rank: Int) -> Bool {
        assert(rank >= 0 && rank >> 6 < words.count, "a rank of the graph")
        let words = words.span
        return words[unchecked: rank >> 6] >> UInt64(rank & 63) & 1 == 1
    }

    /// Adds a rank.
    @inline(__always)
    mutating func insert(_ rank: Int) { words[rank >> 6] |= 1 << UInt64(rank & 63) }

    /// Takes all out.
    mutating func removeAll() {
        for place in words.indices { words[place] = 0 }
    }
}
