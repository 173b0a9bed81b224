import DominoEngine
import DominoReference
import Testing

@Suite("A change played through is a whole pass")
struct IncrementalTests {
    @Test("slips to the bit and the total, change after change", arguments: 0..<200)
    func changes(_ seed: Int) throws {
        let count = 1 + seed % 120
        var (graph, parameters) = try Network.random(seed: UInt64(seed) &+ 5, commitments: count).compiled()
        let damage = randomDamage(seed: UInt64(seed), commitments: count)
        var incremental = IncrementalPropagation(graph: graph, parameters: parameters, damage: damage)
        var random = SplitMix64(seed: UInt64(seed))
        for change in 0..<60 {
            let rank = Int.random(in: 0..<count, using: &random)
            let days: Float =
                change % 17 == 16 ? .infinity : Float(Int.random(in: -80...160, using: &random)) / 8
            if !graph.features[rank].contains(.fact) { parameters.ownDelay[rank] = days }
            incremental.set(own: days, ofRank: rank)
            let slips = slips(in: graph, under: parameters)
            #expect(incremental.slips == slips, "change \(change)")
            let total = assess(slips, under: damage, dueShift: parameters.dueShift, notice: nil).total
            #expect((incremental.total - total).magnitude <= 1e-9 * max(1, total), "change \(change)")
        }
    }

    @Test("what a change does not reach is not looked at")
    func locality() throws {
        let chain = Network(
            (0..<1000).map { number in
                Network.Promise(needs: number == 0 ? [] : [.init(on: number - 1, buffer: 1)])
            })
        let (graph, parameters) = try chain.compiled()
        var incremental = IncrementalPropagation(
            graph: graph, parameters: parameters, damage: DamageTable(commitments: 1000))
        incremental.set(own: 5, ofRank: 100)
        #expect(incremental.visits <= 6)
        #expect(incremental.slips[104] == 1 && incremental.slips[105] == 0)
    }

    @Test("a large score that comes and goes leaves the small one as it was")
    func noDrift() throws {
        let (graph, parameters) = try Network(needing: [[], []]).compiled()
        var damage = DamageTable(commitments: 0)
        for (rank, slope) in [1e15, 0.1].enumerated() {
            damage.pieces += DamageShape.perDay(slope).pieces(atMost: .infinity)
            damage.entries.append(
                DamageTable.Entry(
                    kind: 0, bearer: 0, grace: 0, pieceStart: Int32(rank), pieceCount: 1, broken: 1e18, weight: 1))
            damage.start.append(Int32(rank + 1))
        }
        var incremental = IncrementalPropagation(graph: graph, parameters: parameters, damage: damage)
        incremental.set(own: 1, ofRank: 1)
        for day in 1...100 {
            incremental.set(own: Float(day) * 7, ofRank: 0)
            incremental.set(own: 0, ofRank: 0)
        }
        #expect((incremental.total - 0.1).magnitude < 1e-12)
    }
}
