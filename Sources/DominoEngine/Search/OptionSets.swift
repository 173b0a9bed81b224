/// A set of options as a bit mask: a plan, or the options that a branch has not decided yet.
///
/// Every part of the search uses this one form. Places in a scenario's list of mitigations exist only outside the
/// engine.
package struct OptionMask: Sendable, Equatable {
    /// How many options there are, in the set or not.
    package let optionCount: Int
    /// Option `64 * w + b` is in the set where bit `b` of word `w` is 1. Bits beyond the last option are 0.
    package private(set) var words: [UInt64]

    /// The empty set.
    package init(optionCount: Int) {
        self.optionCount = optionCount
        words = [UInt64](repeating: 0, count: max(1, (optionCount + 63) / 64))
    }

    /// The set of some options.
    package init(_ options: [Int], optionCount: Int) {
        self.init(optionCount: optionCount)
        for option in options { self[option] = true }
    }

    /// The set of all options.
    package static func all(optionCount: Int) -> OptionMask {
        OptionMask(Array(0..<optionCount), optionCount: optionCount)
    }

    /// Whether an option is in the set.
    package subscript(option: Int) -> Bool {
        get {
            assert(option >= 0 && option < optionCount, "an option")
            return words[option >> 6] >> UInt64(option & 63) & 1 == 1
        }
        set {
            precondition(option >= 0 && option < optionCount, "an option")
            let bit: UInt64 = 1 << UInt64(option & 63)
            words[option >> 6] = newValue ? words[option >> 6] | bit : words[option >> 6] & ~bit
        }
    }

    /// How many options are in the set.
    package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Whether no option is in the set.
    package var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// The options in the set, rising.
    package var members: [Int] {
        var members: [Int] = []
        for (place, word) in words.enumerated() {
            var bits = word
            while bits != 0 {
                members.append(64 * place + bits.trailingZeroBitCount)
                bits &= bits - 1
            }
        }
        return members
    }

    /// The same set with one option more.
    package func adding(_ option: Int) -> OptionMask {
        var wider = self
        wider[option] = true
        return wider
    }

    /// The same set without one option.
    package func removing(_ option: Int) -> OptionMask {
        var smaller = self
        smaller[option] = false
        return smaller
    }

    /// The options in either set.
    package func union(_ other: OptionMask) -> OptionMask { combined(other) { $0 | $1 } }

    /// The options in exactly one of the two sets.
    package func symmetricDifference(_ other: OptionMask) -> OptionMask { combined(other) { $0 ^ $1 } }

    /// Whether every option of this set is in the other one.
    package func isSubset(of other: OptionMask) -> Bool {
        assert(optionCount == other.optionCount, "two sets of the same options")
        return words.indices.allSatisfy { words[$0] & ~other.words[$0] == 0 }
    }

    /// Whether this set has the first option, in the order of the file, that only one of the two has.
    package func precedes(_ other: OptionMask) -> Bool {
        for (word, others) in zip(words, other.words) where word != others {
            return word >> UInt64((word ^ others).trailingZeroBitCount) & 1 == 1
        }
        return false
    }

    private func combined(_ other: OptionMask, _ operation: (UInt64, UInt64) -> UInt64) -> OptionMask {
        assert(optionCount == other.optionCount, "two sets of the same options")
        var result = self
        for place in words.indices { result.words[place] = operation(words[place], other.words[place]) }
        return result
    }
}

/// A table of sets of options. Each set is stored once and known by a number; set 0 is the empty one.
///
/// The options that can lower a slip are the union of a few fixed sets and the set of the driving commitment. The same
/// unions recur in thousands of replicates, so the table also remembers the union of each pair of sets: a known union
/// costs one look into a hash table.
struct OptionSets: Sendable {
    /// 64-bit words of one set.
    let width: Int
    private var words: [UInt64]
    /// Hash table with open addressing: the number of each set, placed by its content; -1 where a place is free.
    private var places: [Int32]
    /// Hash table with open addressing: pairs of sets, and their unions. Key 0 marks a free place: no pair has it,
    /// because a union with the empty set is not looked up.
    private var pairs: [UInt64]
    private var unions: [Int32]
    private var pairCount = 0

    /// How many sets are known.
    private(set) var count: Int

    /// A table with only the empty set.
    init(options: Int) {
        width = max(1, (options + 63) / 64)
        words = [UInt64](repeating: 0, count: width)
        places = [Int32](repeating: -1, count: 256)
        pairs = [UInt64](repeating: 0, count: 256)
        unions = [Int32](repeating: 0, count: 256)
        count = 1
        places[Int(hash(of: 0) & 255)] = 0
    }

    /// The number of the set of some options.
    mutating func set(of members: [Int32]) -> Int32 {
        let first = words.count
        words += [UInt64](repeating: 0, count: width)
        for member in members {
            precondition(Int(member) < 64 * width, "an option of the table")
            words[first + Int(member) >> 6] |= 1 << UInt64(member & 63)
        }
        return internLast()
    }

    /// The number of the union of two sets.
    /// - Complexity: O(1) where the union is known, else O(width).
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

    /// One word of a set: bit `b` stands for option `64 * word + b`.
    @inline(__always)
    func word(_ word: Int, of set: Int32) -> UInt64 { words[Int(set) * width + word] }

    /// The number of the union of a set and one whose words stand in a column, `step` apart.
    @inline(__always)
    mutating func union(_ set: Int32, _ column: borrowing Column<UInt64>, at first: Int, step: Int) -> Int32 {
        for place in 0..<width { words.append(words[Int(set) * width + place] | column[first + place * step]) }
        return internLast()
    }

    /// The options that a set and a mask share, rising.
    func members(of set: Int32, among wanted: OptionMask) -> [Int32] {
        var members: [Int32] = []
        for word in 0..<width {
            var bits = words[Int(set) * width + word] & wanted.words[word]
            while bits != 0 {
                members.append(Int32(truncatingIfNeeded: word * 64 + bits.trailingZeroBitCount))
                bits &= bits - 1
            }
        }
        return members
    }

    @inline(never)
    private mutating func newUnion(_ one: Int32, _ other: Int32, _ key: UInt64) -> Int32 {
        let first = words.count
        for word in 0..<width { words.append(words[Int(one) * width + word] | words[Int(other) * width + word]) }
        assert(words.count == first + width, "one set more")
        let union = internLast()
        if 2 * pairCount >= pairs.count { growPairs() }
        insert(key, union)
        return union
    }

    /// Numbers the set at the end of `words`, or drops it there and finds its number if it is known.
    private mutating func internLast() -> Int32 {
        assert(words.count == (count + 1) * width, "one set behind the known ones")
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

/// A word with its bits spread out: the finisher of MurmurHash3 (Appleby, 2011).
@inline(__always)
private func mixed(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ word >> 33) &* 0xFF51_AFD7_ED55_8CCD
    word = (word ^ word >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return word ^ word >> 33
}
