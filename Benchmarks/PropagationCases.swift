import DominoEngine

/// T1: one propagation of a layered graph, without and with what it costs.
func propagationCases() -> [Case] {
    let sizes = [("1e5", 25_000), ("1e6", 250_000), ("1e7", 2_500_000)]
    return sizes.flatMap { size, commitments in
        let shared = Shared { Propagation(LayeredGraph(commitments: commitments)) }
        return [
            Case(name: "T1/slips/\(size)", isQuick: commitments < 100_000) {
                let work = shared.value
                var slips = [Float](repeating: 0, count: work.graph.commitmentCount)
                return Subject(
                    items: work.graph.needCount, bytes: nil, problem: { work.problem(with: slips) },
                    run: {
                        propagate(work.graph, work.terms, into: &slips)
                        return Double(slips[slips.count - 1])
                    })
            },
            Case(name: "T1/damage/\(size)", isQuick: commitments < 100_000) {
                let work = shared.value
                let ramps = ScoreRamps(work.damage, redate: work.terms.redate)
                var slips = [Float](repeating: 0, count: work.graph.commitmentCount)
                return Subject(
                    items: work.graph.needCount, bytes: nil, problem: { work.problem(with: slips) },
                    run: { propagateScoring(work.graph, work.terms, ramps, into: &slips) })
            },
            Case(name: "T1/assess/\(size)", isQuick: commitments < 100_000) {
                let work = shared.value
                return Subject(
                    items: work.graph.needCount, bytes: nil, problem: { nil },
                    run: {
                        let slips = slips(in: work.graph, under: work.terms)
                        return assess(slips, under: work.damage, redate: work.terms.redate, notice: nil).total
                    })
            },
        ]
    }
}

/// A value made when first asked for, and shared by cases of one size.
final class Shared<Value> {
    private let make: () -> Value
    private var made: Value?

    init(_ make: @escaping () -> Value) { self.make = make }

    var value: Value {
        if let made { return made }
        let value = make()
        made = value
        return value
    }
}

/// A layered graph as the engine takes it.
struct Propagation {
    let peer: LayeredGraph
    let graph: CommitmentGraph
    let terms: Terms
    let damage: DamageTable

    init(_ peer: LayeredGraph) {
        self.peer = peer
        let needs = zip(peer.source, peer.slack).map { CommitmentGraph.Need(source: $0, buffer: $1) }
        guard
            let graph = try? CommitmentGraph(
                needStart: peer.start, needs: needs, joins: [],
                features: [CommitmentGraph.Features](repeating: [], count: peer.commitmentCount))
        else { preconditionFailure("a layered graph is sound") }
        var terms = Terms(commitments: peer.commitmentCount, needs: peer.needCount, generalNeeds: false)
        var damage = DamageTable(commitments: 0)
        for (rank, index) in graph.index.enumerated() {
            // The peers' own delay is a floor here: both take the larger of it and what is inherited.
            terms.floor[rank] = peer.own[Int(index)]
            let (grace, knee) = (Double(peer.grace[Int(index)]), Double(peer.knee[Int(index)]))
            let (rate1, rate2) = (Double(peer.rate1[Int(index)]), Double(peer.rate2[Int(index)]))
            damage.entries.append(
                DamageTable.Entry(
                    kind: 0, bearer: 0, grace: 0, pieceStart: Int32(2 * rank), pieceCount: 2, broken: 0, weight: 1))
            damage.pieces.append(DamageTable.Piece(from: grace, value: 0, slope: rate1))
            damage.pieces.append(DamageTable.Piece(from: knee, value: rate1 * (knee - grace), slope: rate1 + rate2))
            damage.start.append(Int32(rank + 1))
        }
        self.graph = graph
        self.terms = terms
        self.damage = damage
    }

    /// Compares slips with a walk over the peer's graph in its own order.
    func problem(with slips: [Float]) -> String? {
        var expected: [Float] = []
        for commitment in 0..<peer.commitmentCount {
            var slip = peer.own[commitment]
            for need in Int(peer.start[commitment])..<Int(peer.start[commitment + 1]) {
                slip = max(slip, expected[Int(peer.source[need])] - peer.slack[need])
            }
            expected.append(slip)
        }
        for (rank, index) in graph.index.enumerated() where slips[rank] != expected[Int(index)] {
            return "commitment \(index) slips by \(slips[rank]) and should by \(expected[Int(index)])"
        }
        return nil
    }
}
