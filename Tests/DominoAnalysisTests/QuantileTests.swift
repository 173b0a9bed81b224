import DominoReference
import Testing

@testable import DominoAnalysis

@Suite("Smallest values are those that sorting finds")
struct QuantileTests {
    /// Values as slips come: on the grid, with many equal ones, broken ones, far ones, and none of these.
    static let kinds: [(name: String, value: @Sendable (inout SplitMix64) -> Float)] = [
        ("on the grid", { Float($0.int(-5000...90_000)) / 1024 }),
        ("mostly on time", { $0.chance(0.8) ? 0 : Float($0.int(0...30_000)) / 1024 }),
        ("often broken", { $0.chance(0.3) ? .infinity : Float($0.int(0...30_000)) / 1024 }),
        ("nearly all broken", { $0.chance(0.999) ? .infinity : Float($0.int(0...3)) }),
        ("one of two", { $0.chance(0.5) ? -1 : 1.5 }),
        ("one far away", { $0.chance(0.001) ? 3e38 : Float($0.int(0...3000)) / 1024 }),
        ("from end to end", { Float(bitPattern: UInt32($0.int(0...0x7F7F_FFFF))) * ($0.chance(0.5) ? 1 : -1) }),
        ("next to nothing", { Float(bitPattern: UInt32($0.int(0...3))) }),
    ]

    @Test("of every kind and number of values", arguments: kinds.indices)
    func equalsSorting(kind: Int) {
        var random = SplitMix64(seed: UInt64(kind))
        for count in [1, 2, 15, 16, 17, 255, 256, 257, 300, 1000, 1023, 4096, 10_001] {
            var values = (0..<count + 5).map { _ in Self.kinds[kind].value(&random) }
            values[0] = .infinity
            let slice = values[3..<3 + count]
            let sorted = slice.sorted()
            var ranks = [0, count / 2, count * 4 / 5, count * 19 / 20, count - 1]
            for _ in 0..<5 { ranks.append(random.int(0...count - 1)) }
            #expect(smallest(ranks, of: Array(slice)) == ranks.map { sorted[$0] }, "\(Self.kinds[kind].name), \(count)")
        }
    }
}
