import DominoEngine
import Testing

@Suite("A commitment's damage is what remains of its shape, weighted")
struct AssessmentTests {
    /// Two commitments: the first with two entries in different kinds, the second with a notice curve of its own.
    static let table: DamageTable = {
        var table = DamageTable(commitments: 2)
        table.pieces = [
            DamageTable.Piece(from: 0, value: 0, slope: 10), DamageTable.Piece(from: 0, value: 5, slope: 0),
        ]
        table.entries = [
            .init(kind: 0, bearer: 0, grace: 0, pieceStart: 0, pieceCount: 1, broken: 400, weight: 1),
            .init(kind: 1, bearer: 1, grace: 2, pieceStart: 1, pieceCount: 1, broken: 6, weight: 100),
            .init(kind: 0, bearer: 0, grace: 0, pieceStart: 0, pieceCount: 1, broken: 400, weight: 1),
        ]
        table.start = [0, 2, 3]
        table.noticeStart = [0, 0, 3]
        table.noticePoints = [.init(days: 2, factor: 1), .init(days: 6, factor: 0.5), .init(days: 10, factor: 0)]
        return table
    }()

    @Test("scores add up amounts times weights, by commitment and in all")
    func scores() {
        let assessment = assess([3, 4], under: Self.table, dueShift: [0, 0], notice: nil)
        #expect(assessment.amounts == [30, 5, 40])
        #expect(assessment.scores == [530, 40])
        #expect(assessment.slopes == [10, 10])
        #expect(assessment.total == 570)
    }

    @Test("a new date moves damage, grace stays as long as it was")
    func redate() {
        let assessment = assess([3, 4], under: Self.table, dueShift: [1.5, 4], notice: nil)
        #expect(assessment.amounts == [15, 0, 0])
        // At the new date itself the next moment costs: slopes are taken from the right.
        #expect(assessment.slopes == [10, 10])
    }

    @Test("a date brought forward makes late what was on time")
    func broughtForward() {
        #expect(assess([0, 0], under: Self.table, dueShift: [-1, 0], notice: nil).amounts == [10, 0, 0])
    }

    @Test("broken costs its own amount and has no slope")
    func broken() {
        let assessment = assess([.infinity, -1], under: Self.table, dueShift: [5, 0], notice: nil)
        #expect(assessment.amounts == [400, 6, 0])
        #expect(assessment.slopes == [0, 0])
    }

    @Test("soften factors multiply one entry")
    func softened() {
        var table = Self.table
        table.entries[1].softened = 0.25
        #expect(assess([3, 4], under: table, dueShift: [0, 0], notice: nil).scores == [155, 40])
    }

    /// Days of notice, and the share of the damage that remains.
    static let noticing: [(days: Double, factor: Double)] = [
        (0, 1), (2, 1), (4, 0.75), (6, 0.5), (8, 0.25), (10, 0), (400, 0), (.infinity, 0),
    ]

    @Test("notice takes its share: linear between points, flat outside", arguments: noticing)
    func notice(_ days: Double, _ factor: Double) {
        #expect(Self.table.noticeFactor(of: 1, days: days) == factor)
        #expect(Self.table.noticeFactor(of: 0, days: days) == 1)
        let assessment = assess([3, 4], under: Self.table, dueShift: [0, 0], notice: [days, days])
        #expect(assessment.scores == [530, 40 * factor])
        #expect(assessment.slopes == [10, 10 * factor])
    }

    /// Slips, and whether they count as late under a new date two days on.
    static let lateness: [(slip: Float, isLate: Bool)] = [
        (0, false), (2, false), (2.0000999, false), (2.001, true), (-4, false), (90, true), (.infinity, false),
    ]

    @Test("late is beyond the agreed date by more than rounding; broken is not late", arguments: lateness)
    func late(_ slip: Float, _ expected: Bool) {
        #expect(isLate(slip, dueShift: 2) == expected)
    }
}
