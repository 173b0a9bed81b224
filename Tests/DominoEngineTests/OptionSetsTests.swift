import DominoReference
import Testing

@testable import DominoEngine

@Suite("Sets of options behave as sets, however many become known")
struct OptionSetsTests {
    private func members(_ sets: OptionSets, _ set: Int32, options: Int) -> Set<Int32> {
        Set(sets.members(of: set, among: .all(optionCount: options)))
    }

    @Test("unions of random sets, known ones under their numbers", arguments: [1, 5, 63, 64, 65, 130])
    func unions(options: Int) {
        var random = SplitMix64(seed: UInt64(options))
        var sets = OptionSets(options: options)
        var expected: [Set<Int32>] = [[]]
        var numbers: [Set<Int32>: Int32] = [[]: 0]
        // Thousands of unions: the tables of sets and of pairs grow several times.
        for _ in 0..<4000 {
            let set: Int32
            let union: Set<Int32>
            if random.chance(0.2) {
                union = Set((0..<random.int(0...3)).map { _ in Int32(random.int(0...options - 1)) })
                set = sets.set(of: union.sorted())
            } else {
                let one = random.int(0...expected.count - 1)
                let other = random.int(0...expected.count - 1)
                union = expected[one].union(expected[other])
                set = sets.union(Int32(one), Int32(other))
            }
            #expect(members(sets, set, options: options) == union)
            if let known = numbers[union] {
                #expect(set == known)
            } else {
                #expect(Int(set) == expected.count)
                numbers[union] = set
                expected.append(union)
            }
            #expect(sets.count == expected.count)
        }
        for (set, union) in expected.enumerated() { #expect(members(sets, Int32(set), options: options) == union) }
        if options > 60 { #expect(expected.count > 1000, "\(expected.count)") }
    }

    @Test("are read word by word, and joined with words that lie apart")
    func words() {
        var sets = OptionSets(options: 70)
        let set = sets.set(of: [1, 64, 69])
        #expect(sets.word(0, of: set) == 2 && sets.word(1, of: set) == 1 | 1 << 5)
        let column = Column<UInt64>(repeating: 0, count: 8)
        column[2] = 1 << 3
        column[5] = 1 << 1
        let union = sets.union(set, column, at: 2, step: 3)
        #expect(members(sets, union, options: 70) == [1, 3, 64, 65, 69])
        #expect(sets.members(of: union, among: OptionMask([61, 64, 65, 69], optionCount: 70)) == [64, 65, 69])
    }
}

@Suite("A mask of options behaves as a set")
struct OptionMaskTests {
    @Test("members, unions, differences and subsets", arguments: [1, 5, 63, 64, 65, 130])
    func operations(options: Int) {
        var random = SplitMix64(seed: UInt64(options))
        func some() -> Set<Int> { Set((0..<random.int(0...options)).map { _ in random.int(0...options - 1) }) }
        for _ in 0..<200 {
            let (one, other) = (some(), some())
            let mask = OptionMask(Array(one), optionCount: options)
            let second = OptionMask(Array(other), optionCount: options)
            #expect(mask.members == one.sorted() && mask.count == one.count && mask.isEmpty == one.isEmpty)
            #expect(mask.union(second).members == one.union(other).sorted())
            #expect(mask.symmetricDifference(second).members == one.symmetricDifference(other).sorted())
            #expect(mask.isSubset(of: second) == one.isSubset(of: other))
            #expect((mask == second) == (one == other))
            let first = one.symmetricDifference(other).min()
            #expect(mask.precedes(second) == first.map { one.contains($0) } ?? false)
            let option = random.int(0...options - 1)
            #expect(mask.adding(option).members == one.union([option]).sorted())
            #expect(mask.removing(option).members == one.subtracting([option]).sorted())
        }
        #expect(OptionMask.all(optionCount: options).count == options)
    }
}
