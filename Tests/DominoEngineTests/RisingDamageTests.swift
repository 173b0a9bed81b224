import DominoReference
import Testing

@testable import DominoEngine

/// The bound of the search for plans is what everything together leaves, so not one bit may be the wrong way round.
@Suite("Damage never falls with the slip, to the last bit")
struct RisingDamageTests {
    /// An entry whose numbers fit no grid, so that all there is to round is rounded.
    struct Entry {
        var shape: DamageShape
        var cap: Double
        var grace: Double
        var broken: Double
        var weight: Double
        var softened = 1.0

        init(_ random: inout SplitMix64) {
            func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
            weight = number(0...5)
            grace = Bool.random(using: &random) ? 0 : number(0...9)
            cap = Bool.random(using: &random) ? .infinity : number(100...900_000)
            if Int.random(in: 0...2, using: &random) == 0 {
                shape = .perDay(number(1...90_000))
            } else {
                var (day, amount) = (0.0, 0.0)
                var points: [(days: Double, amount: Double)] = []
                for _ in 0...Int.random(in: 0...5, using: &random) {
                    day += number(0.01...30)
                    amount += number(0...300_000)
                    points.append((day, amount))
                }
                shape = .curve(points)
            }
            let most = min(cap, shape.amount(at: 365))
            broken = Bool.random(using: &random) ? most : most * number(0.5...1.5)
        }

        /// A table of one commitment.
        var table: DamageTable {
            var table = DamageTable(commitments: 1)
            table.pieces = shape.pieces(atMost: min(cap, broken))
            var entry = DamageTable.Entry(
                kind: 0, bearer: 0, grace: grace, pieceStart: 0, pieceCount: Int32(table.pieces.count), broken: broken,
                weight: weight)
            entry.softened = softened
            table.entries = [entry]
            table.start = [0, 1]
            return table
        }

        /// Slips around every place where one piece ends and another begins, rising.
        func slips(dueShift: Float) -> [Float] {
            var slips: [Float] = [-3, 0, 400]
            for piece in table.pieces {
                var slip = Float(piece.from + grace) + dueShift
                for _ in 0..<4 { slip = slip.nextDown }
                for _ in 0..<9 {
                    slips.append(slip)
                    slip = slip.nextUp
                }
            }
            return slips.sorted() + [.infinity]
        }
    }

    /// Scores in lanes, one a slip.
    func scores(_ entry: Entry, _ slips: [Float], dueShift: Float) -> [Float] {
        let damage = LaneDamage(entry.table, dueShift: [dueShift], notice: nil)
        return slips.map { damage.score(0, Row(repeating: $0), canBreak: true)[0] }
    }

    @Test("in lanes: by slip, by new date, by softening")
    func inLanes() {
        var random = SplitMix64(seed: 11)
        var compared = 0
        for number in 0..<4000 {
            let entry = Entry(&random)
            let dueShift = Float(Int.random(in: 0...40, using: &random)) / 8
            let slips = entry.slips(dueShift: dueShift)
            let scores = scores(entry, slips, dueShift: dueShift)
            for place in slips.indices.dropFirst() {
                #expect(scores[place] >= scores[place - 1], "entry \(number) at \(slips[place])")
                compared += 1
            }
            let later = dueShift + Float.random(in: 0...8, using: &random)
            var softer = entry
            softer.softened = Double.random(in: 0...1, using: &random)
            for (place, score) in self.scores(entry, slips, dueShift: later).enumerated() {
                #expect(score <= scores[place], "entry \(number) at \(slips[place]), due later")
            }
            for (place, score) in self.scores(softer, slips, dueShift: dueShift).enumerated() {
                #expect(score <= scores[place], "entry \(number) at \(slips[place]), softened")
            }
        }
        #expect(compared > 4000 * 20)
    }

    @Test("in scalars: by slip")
    func inScalars() {
        var random = SplitMix64(seed: 12)
        for number in 0..<4000 {
            let entry = Entry(&random)
            let table = entry.table
            var slips = [Double.infinity]
            for piece in table.pieces {
                var slip = piece.from + entry.grace
                for _ in 0..<4 { slip = slip.nextDown }
                for _ in 0..<9 {
                    slips.append(slip)
                    slip = slip.nextUp
                }
            }
            var last = 0.0
            for slip in slips.sorted() {
                let amount = table.amount(of: 0, rank: 0, slip: slip, dueShift: 0)
                #expect(amount >= last, "entry \(number) at \(slip)")
                last = amount
            }
        }
    }
}
