/// Sets of options, each kept once and called by a number, with a memory of which union is which.
///
/// A chain of drivers is explained by what touches it: the set of a commitment is the union of a few sets that stand still
/// and the set of its driver. In thousands of replicates the same unions come again and again, and then cost one look
/// into a table. Set 0 is the empty one.
struct OptionSets: Sendable {
    /// Words of a set.
    let width: Int
    private var words: [UInt64]
    /// Open addressing: places of known sets by what they hold, -1 where free.
    private var places: [Int32]
    /// Open addressing: pairs of sets and their union; a key of 0 is free, since a union with the empty set is no question.
    private var pairs: [UInt64]
    private var unions: [Int32]
    private var pairCount = 0

    /// How many sets are known.
    private(set) var count: Int

    /// Only the empty set, for so many options.
    init(options: Int) {
        width = max(1, (options + 63) / 64)
        words = [UInt64](repeating: 0, count: width)
        places = [Int32](repeating: -1, count: 256)
        pairs = [UInt64](repeating: 0, count: 256)
        unions = [Int32](repeating: 0, count: 256)
        count = 1
        places[Int(hash(of: 0) & 255)] = 0
    }

    /// The set of some options.
    mutating func set(of members: [Int32]) -> Int32 {
        let first = words.count
        words += [UInt64](repeating: 0, count: width)
        for member in members { words[first + Int(member) >> 6] |= 1 << UInt64(member & 63) }
        return keepLast()
    }

    /// The union of two sets.
    @inline(__always)
    mutating func union(_ one: Int32, _ other: Int32) -> Int32 {
        if one == other || other == 0 { return one }
        if one == 0 { return other }
        let key = UInt64(UInt32(bitPattern: min(one, other))) << 32 | UInt64(UInt32(bitPattern: max(one, other)))
        var place = Int(mixed(key) & UInt64(pairs.count - 1))
        while pairs[place] != 0 {
            if pairs[place] == key { return unions[place] }
            place = (place + 1) & (pairs.count - 1)
        }
        return newUnion(one, other, key)
    }

    /// One word of a set: its options from `64 * word` on, bit by bit.
    @inline(__always)
    func word(_ word: Int, of set: Int32) -> UInt64 { words[Int(set) * width + word] }

    /// The union of a set and one that is written down word by word, `step` apart.
    @inline(__always)
    mutating func union(_ set: Int32, _ column: borrowing Column<UInt64>, at first: Int, step: Int) -> Int32 {
        for place in 0..<width { words.append(words[Int(set) * width + place] | column[first + place * step]) }
        return keepLast()
    }

    /// The options of a set that are among `wanted`, in order.
    func members(of set: Int32, among wanted: (Int) -> Bool) -> [Int32] {
        var members: [Int32] = []
        for word in 0..<width {
            var bits = words[Int(set) * width + word]
            while bits != 0 {
                let option = word * 64 + bits.trailingZeroBitCount
                if wanted(option) { members.append(Int32(truncatingIfNeeded: option)) }
                bits &= bits - 1
            }
        }
        return members
    }

    @inline(never)
    private mutating func newUnion(_ one: Int32, _ other: Int32, _ key: UInt64) -> Int32 {
        let first = words.count
        for word in 0..<width { words.append(words[Int(one) * width + word] | words[Int(other) * width + word]) }
        assert(words.count == first + width)
        let union = keepLast()
        if 2 * pairCount >= pairs.count { growPairs() }
        insert(key, union)
        return union
    }

    /// Keeps the set that stands last in `words`, unless it is known.
    private mutating func keepLast() -> Int32 {
        var place = Int(hash(of: count) & UInt64(places.count - 1))
        while places[place] >= 0 {
            let known = Int(places[place])
            if isEqual(known, count) {
                words.removeLast(width)
                return places[place]
            }
            place = (place + 1) & (places.count - 1)
        }
        let set = Int32(truncatingIfNeeded: count)
        places[place] = set
        count += 1
        if 2 * count >= places.count { growPlaces() }
        return set
    }

    private func isEqual(_ one: Int, _ other: Int) -> Bool {
        for word in 0..<width where words[one * width + word] != words[other * width + word] { return false }
        return true
    }

    private func hash(of set: Int) -> UInt64 {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        for word in 0..<width { hash = mixed(hash ^ words[set * width + word]) }
        return hash
    }

    private mutating func growPlaces() {
        places = [Int32](repeating: -1, count: 2 * places.count)
        for set in 0..<count {
            var place = Int(hash(of: set) & UInt64(places.count - 1))
            while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
            places[place] = Int32(truncatingIfNeeded: set)
        }
    }

    private mutating func growPairs() {
        let (oldPairs, oldUnions) = (pairs, unions)
        pairs = [UInt64](repeating: 0, count: 2 * oldPairs.count)
        unions = [Int32](repeating: 0, count: 2 * oldPairs.count)
        pairCount = 0
        for place in oldPairs.indices where oldPairs[place] != 0 { insert(oldPairs[place], oldUnions[place]) }
    }

    private mutating func insert(_ key: UInt64, _ union: Int32) {
        var place = Int(mixed(key) & UInt64(pairs.count - 1))
        while pairs[place] != 0 { place = (place + 1) & (pairs.count - 1) }
        pairs[place] = key
        unions[place] = union
        pairCount += 1
    }
}

/// Bits spread over a word (the finisher of MurmurHash3).
@inline(__always)
private func mixed(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ word >> 33) &* 0xFF51_AFD7_ED55_8CCD
    word = (word ^ word >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return word ^ word >> 33
}
