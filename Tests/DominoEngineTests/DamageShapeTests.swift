import DominoEngine
import Testing

@Suite("Damage follows the formulas of the model, section 3")
struct DamageShapeTests {
    /// One entry as people write it, beside the formula it stands for.
    struct Entry: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var shape: DamageShape
        var grace = 0.0
        var cap = Double.infinity
        var ifBroken: Double?
        /// The shape alone at `y > 0`.
        var formula: @Sendable (Double) -> Double
        /// Its slope from the right at `y >= 0`.
        var slope: @Sendable (Double) -> Double

        /// What being broken costs, at the format's own horizon.
        var broken: Double { ifBroken ?? min(formula(365), cap) }

        /// What the engine makes of it: a table of one commitment.
        func table() -> DamageTable {
            var table = DamageTable(commitments: 1)
            let broken = ifBroken ?? min(shape.amount(at: 365), cap)
            table.pieces = shape.pieces(atMost: min(cap, broken))
            table.entries = [
                DamageTable.Entry(
                    kind: 0, bearer: 0, grace: grace, pieceStart: 0, pieceCount: Int32(table.pieces.count),
                    broken: broken, weight: 1)
            ]
            table.start = [0, 1]
            return table
        }
    }

    static let curve = DamageShape.curve([(2, 10), (6, 30), (6.5, 30), (10, 100)])

    @Sendable static func curveFormula(_ y: Double) -> Double {
        if y <= 2 { return 5 * y }
        if y <= 6 { return 10 + 5 * (y - 2) }
        if y <= 6.5 { return 30 }
        return min(100, 30 + 20 * (y - 6.5))
    }

    @Sendable static func curveSlope(_ y: Double) -> Double {
        if y < 6 { return 5 }
        if y < 6.5 { return 0 }
        return y < 10 ? 20 : 0
    }

    static let perDay: [Entry] = [
        Entry(testDescription: "so much a day", shape: .perDay(7), formula: { 7 * $0 }, slope: { _ in 7 }),
        Entry(testDescription: "after a grace", shape: .perDay(7), grace: 2.5, formula: { 7 * $0 }, slope: { _ in 7 }),
        Entry(testDescription: "up to a cap", shape: .perDay(7), cap: 21, formula: { 7 * $0 }, slope: { _ in 7 }),
        Entry(
            testDescription: "no more than broken", shape: .perDay(7), cap: 30, ifBroken: 14, formula: { 7 * $0 },
            slope: { _ in 7 }),
        Entry(
            testDescription: "broken beyond the cap", shape: .perDay(7), grace: 1, cap: 21, ifBroken: 999,
            formula: { 7 * $0 }, slope: { _ in 7 }),
        Entry(testDescription: "a cap of nothing", shape: .perDay(7), cap: 0, formula: { 7 * $0 }, slope: { _ in 7 }),
        Entry(testDescription: "nothing a day", shape: .perDay(0), formula: { _ in 0 }, slope: { _ in 0 }),
    ]

    static let lump: [Entry] = [
        Entry(testDescription: "so much at once", shape: .lump(50), formula: { _ in 50 }, slope: { _ in 0 }),
        Entry(
            testDescription: "once grace is over", shape: .lump(50), grace: 3, formula: { _ in 50 }, slope: { _ in 0 }),
        Entry(
            testDescription: "a lump over its cap", shape: .lump(50), cap: 20, formula: { _ in 50 }, slope: { _ in 0 }),
        Entry(
            testDescription: "a lump that breaking undercuts", shape: .lump(50), ifBroken: 10, formula: { _ in 50 },
            slope: { _ in 0 }),
    ]

    static let curves: [Entry] = [
        Entry(testDescription: "through points", shape: curve, formula: curveFormula, slope: curveSlope),
        Entry(
            testDescription: "through points after grace", shape: curve, grace: 1.25, formula: curveFormula,
            slope: curveSlope),
        Entry(testDescription: "capped on a slope", shape: curve, cap: 65, formula: curveFormula, slope: curveSlope),
        Entry(testDescription: "capped at a point", shape: curve, cap: 30, formula: curveFormula, slope: curveSlope),
        Entry(
            testDescription: "capped above all points", shape: curve, cap: 500, formula: curveFormula, slope: curveSlope
        ),
        Entry(
            testDescription: "a point at 0 is a jump", shape: .curve([(0, 40), (8, 48)]),
            formula: { 40 + min(8, $0) }, slope: { $0 < 8 ? 1 : 0 }),
        Entry(
            testDescription: "a jump over the cap", shape: .curve([(0, 40), (8, 48)]), cap: 25,
            formula: { 40 + min(8, $0) }, slope: { $0 < 8 ? 1 : 0 }),
        Entry(
            testDescription: "a single point", shape: .curve([(4, 8)]), formula: { min(8, 2 * $0) },
            slope: { $0 < 4 ? 2 : 0 }),
        Entry(testDescription: "no point at all", shape: .curve([]), formula: { _ in 0 }, slope: { _ in 0 }),
    ]

    @Test("amount and slope on a grid of days", arguments: perDay + lump + curves)
    func amounts(_ entry: Entry) {
        let table = entry.table()
        let limit = min(entry.cap, entry.broken)
        for step in -80...480 {
            let slip = Double(step) / 16
            let y = slip - entry.grace
            let amount = y > 0 ? min(entry.formula(y), limit) : 0
            let line = table.line(of: table.entries[0], rank: 0, slip: slip, dueShift: 0)
            #expect(abs(line.amount - amount) <= 1e-9, "\(slip) days")
            let slope = y >= 0 && entry.formula(max(y, .leastNonzeroMagnitude)) < limit ? entry.slope(y) : 0
            #expect(abs(line.slope - slope) <= 1e-9, "\(slip) days")
        }
        #expect(table.line(of: table.entries[0], rank: 0, slip: .infinity, dueShift: 0).amount == entry.broken)
    }

    @Test("the shape itself knows no cap", arguments: perDay + lump + curves)
    func uncapped(_ entry: Entry) {
        for step in 1...480 {
            let y = Double(step) / 16
            #expect(abs(entry.shape.amount(at: y) - entry.formula(y)) <= 1e-9)
        }
        #expect(entry.shape.amount(at: 0) == 0)
    }

    @Test("pieces rise in days, and never fall in amount", arguments: perDay + lump + curves)
    func pieces(_ entry: Entry) {
        let pieces = entry.table().pieces
        #expect(pieces.first?.from == 0)
        for (piece, next) in zip(pieces, pieces.dropFirst()) {
            #expect(piece.from < next.from && piece.slope >= 0)
            #expect(piece.value + piece.slope * (next.from - piece.from) <= next.value + 1e-9)
        }
    }
}
