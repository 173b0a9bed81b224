import DominoReference
import Testing

@testable import DominoEngine

@Suite("Slips counted on a grid")
struct SlipHistogramTests {
    /// Slips of every size and sign, whole and broken, in rows of 64.
    private func rows(_ count: Int, seed: UInt64) -> [Row] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            var row = Row(repeating: 0)
            // Rows of one size are counted side by side once there is room for them.
            let size = [0.5, 3, 60, 4000, 1e6][random.int(0...4)]
            for replicate in 0..<Row.count {
                let days = Double(random.int(-1000...100_000)) / 100_000 * size
                row[replicate] = random.chance(0.01) ? .infinity : onGrid(days)
            }
            return row
        }
    }

    @Test("give every quantile within 1/64 day or 0.4 %, the broken ones last", arguments: 0..<10)
    func quantiles(_ seed: Int) {
        let rows = rows(20, seed: UInt64(seed))
        var histograms = [SlipHistogram()]
        SlipHistogram.add(rows, replicates: 20 * 64 - 7, commitments: 1, to: &histograms, from: 0)
        let slips = rows.flatMap { row in (0..<Row.count).map { row[$0] } }.dropLast(7).sorted()
        for (rank, slip) in slips.enumerated() {
            let counted = histograms[0].slip(ofRank: rank)
            let isNear = counted == slip || (counted - slip).magnitude <= max(1.0 / 64, 0.004 * slip.magnitude)
            #expect(isNear, "\(rank): \(counted), not \(slip)")
        }
    }

    @Test("come to the same, whoever counted which of them", arguments: 0..<10)
    func sums(_ seed: Int) {
        let rows = rows(12, seed: UInt64(100 + seed))
        var whole = SlipHistogram()
        var parts = [SlipHistogram](repeating: SlipHistogram(), count: 3)
        for (number, row) in rows.enumerated() {
            whole.add(row, where: .max)
            parts[number % 3].add(row, where: 0x0000_FFFF_0000_FFFF)
            parts[(number + 1) % 3].add(row, where: 0xFFFF_0000_FFFF_0000)
        }
        var sum = SlipHistogram()
        for part in parts.reversed() { sum.add(part.trimmed) }
        #expect(sum.trimmed == whole.trimmed)
        #expect(whole.trimmed.counts.first ?? 0 > 0 && whole.trimmed.counts.last ?? 0 > 0)
    }

    @Test("every step stands for a slip of its own, rising")
    func steps() {
        var last = -Float.infinity
        for step in Int32(-3000)...3000 {
            let slip = SlipHistogram.slip(ofStep: step)
            // What is rounded up to 2 days stands for 2 days, where the steps of octaves begin.
            #expect(slip > last && (SlipHistogram.step(of: slip) == step || step.magnitude == 128), "\(step)")
            last = slip
        }
    }

    @Test("nothing counted is nothing")
    func nothing() {
        #expect(SlipHistogram().trimmed == SlipHistogram())
        #expect(SlipHistogram().slip(ofRank: 0) == .infinity)
    }
}
