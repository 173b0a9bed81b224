import DominoEngine
import DominoReference

/// Damage of every sort for commitments 0..<count, borne by a few; the same for the same seed.
///
/// - Parameter perCommitment: most entries of one.
func randomDamage(seed: UInt64, commitments count: Int, bearers: Int = 5, perCommitment: Int = 3) -> DamageTable {
    var random = SplitMix64(seed: seed)
    func days(_ range: ClosedRange<Int>) -> Double { Double(Int.random(in: range, using: &random)) / 8 }
    func amount() -> Double { Double(Int.random(in: 0...40_000, using: &random)) / 8 }
    var table = DamageTable(commitments: 0)
    for _ in 0..<count {
        for _ in 0..<Int.random(in: 0...perCommitment, using: &random) {
            let shape: DamageShape
            switch Int.random(in: 0...3, using: &random) {
            case 0: shape = .lump(amount())
            case 1:
                var (day, value) = (days(0...16), amount())
                var points = [(days: day, amount: value)]
                for _ in 0..<Int.random(in: 0...3, using: &random) {
                    day += days(1...40)
                    value += Bool.random(using: &random) ? amount() : 0
                    points.append((day, value))
                }
                shape = .curve(points)
            default: shape = .perDay(amount())
            }
            let broken = Bool.random(using: &random) ? shape.amount(at: 365) : shape.amount(at: days(0...80)) + amount()
            let cap = Int.random(in: 0...3, using: &random) == 0 ? amount() * 4 : Double.infinity
            let pieces = shape.pieces(atMost: min(broken, cap))
            table.entries.append(
                DamageTable.Entry(
                    kind: 0, bearer: Int32(Int.random(in: 0..<bearers, using: &random)), grace: days(0...24),
                    pieceStart: Int32(table.pieces.count), pieceCount: Int32(pieces.count), broken: broken,
                    weight: [0, 0.5, 1, 1, 3.3][Int.random(in: 0...4, using: &random)]))
            table.pieces += pieces
        }
        table.start.append(Int32(table.entries.count))
    }
    return table
}
