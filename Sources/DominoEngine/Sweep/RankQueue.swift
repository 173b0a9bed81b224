/// Ranks waiting to be looked at, the lowest first: a bit for each, and a bit for each word of 64 that has any.
///
/// A graph is walked in order of rank, and what is put in stands behind what was taken out, so the search for the next
/// one never goes back.
struct RankQueue: ~Copyable {
    private let words: Column<UInt64>
    private let summary: Column<UInt64>
    /// The first word of the summary that may have a bit.
    private var low: Int

    /// Nothing waits, of so many ranks.
    init(count: Int) {
        words = Column<UInt64>(repeating: 0, count: count / 64 + 1)
        summary = Column<UInt64>(repeating: 0, count: count / 4096 + 1)
        low = summary.count
    }

    /// Puts the first rank in, from which the search goes on.
    mutating func begin(with rank: Int) {
        insert(rank)
        low = min(low, rank >> 12)
    }

    /// Puts a rank in behind those taken out; one that waits already goes on waiting.
    /// - Precondition: the rank is one of those counted.
    @inline(__always)
    func insert(_ rank: Int) {
        words[rank >> 6] |= 1 << UInt64(rank & 63)
        summary[rank >> 12] |= 1 << UInt64((rank >> 6) & 63)
    }

    /// `insert` where something holds, which no processor could guess.
    @inline(__always)
    func insert(_ rank: Int, if holds: Bool) {
        let bit: UInt64 = holds ? 1 : 0
        words[rank >> 6] |= bit << UInt64(rank & 63)
        summary[rank >> 12] |= bit << UInt64((rank >> 6) & 63)
    }

    /// Takes out the lowest rank; -1 if none waits.
    @inline(__always)
    mutating func popFirst() -> Int {
        while low < summary.count, summary[low] == 0 { low += 1 }
        guard low < summary.count else { return -1 }
        let word = low << 6 + summary[low].trailingZeroBitCount
        let bits = words[word]
        words[word] = bits & (bits &- 1)
        if bits & (bits &- 1) == 0 { summary[low] &= summary[low] &- 1 }
        return word << 6 + bits.trailingZeroBitCount
    }
}

/// Some of the ranks.
struct RankSet: ~Copyable {
    private let words: Column<UInt64>

    /// None of so many ranks.
    init(count: Int) { words = Column<UInt64>(repeating: 0, count: count / 64 + 1) }

    /// Whether a rank is among them.
    /// - Precondition: the rank is one of those counted.
    @inline(__always)
    func contains(_ rank: Int) -> Bool { words[rank >> 6] >> UInt64(rank & 63) & 1 == 1 }

    /// Adds a rank.
    @inline(__always)
    func insert(_ rank: Int) { words[rank >> 6] |= 1 << UInt64(rank & 63) }

    /// Takes all out.
    func removeAll() {
        for place in 0..<words.count { words[place] = 0 }
    }
}
