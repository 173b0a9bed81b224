import DominoEngine
import DominoReference
import Testing

@Suite("One pass that counts on its way is a pass and an assessment")
struct ScoreRampsTests {
    @Test("slips to the bit and the total, with breaking, lumps, curves and notice", arguments: 0..<300)
    func random(_ seed: Int) throws {
        let count = 1 + seed % 90
        let (graph, parameters) = try Network.random(seed: UInt64(seed) &+ 11, commitments: count).compiled()
        let damage = randomDamage(seed: UInt64(seed) &+ 3, commitments: count)
        let notice = seed % 3 == 0 ? (0..<count).map { Double($0 % 7) } : nil
        try check(graph, parameters, damage, notice: notice)
    }

    @Test("plain needs of every number, facts that are broken among them")
    func degrees() throws {
        for degree in 0...9 {
            for isBroken in [false, true] {
                var promises = (0..<10).map { number in
                    Network.Promise(own: number == 0 && isBroken ? .infinity : Float(number) / 8, isFact: number == 0)
                }
                promises.append(.init(needs: (0..<degree).map { .init(on: $0, buffer: 0.5) }, own: 2))
                let (graph, parameters) = try Network(promises).compiled()
                try check(graph, parameters, randomDamage(seed: UInt64(degree), commitments: 11), notice: nil)
            }
        }
    }

    @Test("a steep rate with a small cap loses no digits however late it is")
    func steep() throws {
        let (graph, parameters) = try Network([.init(own: 90_000)]).compiled()
        var damage = DamageTable(commitments: 1)
        damage.pieces = DamageShape.perDay(1e9).pieces(atMost: 3)
        damage.entries = [
            DamageTable.Entry(kind: 0, bearer: 0, grace: 1, pieceStart: 0, pieceCount: 2, broken: 3, weight: 1)
        ]
        damage.start = [0, 1]
        try check(graph, parameters, damage, notice: nil)
    }

    private func check(
        _ graph: CommitmentGraph, _ parameters: Parameters, _ damage: DamageTable, notice: [Double]?
    ) throws {
        let ramps = ScoreRamps(damage, dueShift: parameters.dueShift, notice: notice)
        var slips = [Float](repeating: 0, count: graph.commitmentCount)
        let total = propagateScoring(graph, parameters, ramps, into: &slips)
        #expect(slips == DominoEngine.slips(in: graph, under: parameters))
        let expected = assess(slips, under: damage, dueShift: parameters.dueShift, notice: notice).total
        #expect((total - expected).magnitude <= 1e-5 * max(1, expected), "\(total), expected \(expected)")
    }
}
