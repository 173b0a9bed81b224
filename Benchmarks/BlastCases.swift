import DominoEngine

/// T3: what a slip of ten days of each commitment alone adds, all of them.
func blastCases() -> [Case] {
    let sizes = [("1e3", 1000), ("1e4", 10_000), ("1e5", 100_000)]
    return sizes.flatMap { size, commitments in
        [
            blastCase("T3/layered/\(size)", commitments) { PeerGraph(layered: commitments) },
            blastCase("T3/deals/\(size)", commitments) { PeerGraph(deals: commitments / 100) },
        ]
    }
}

private func blastCase(_ name: String, _ commitments: Int, _ graph: @escaping () -> PeerGraph) -> Case {
    Case(name: name, isQuick: commitments <= 10_000) {
        let blast = Blast(graph())
        return Subject(
            items: commitments, problem: { blast.problem() }, run: { blast.run().sum },
            work: { blast.run().work })
    }
}

/// Everything on plan, and ten days for each in turn.
struct Blast {
    static let days: Float = 10

    let peer: PeerGraph
    let columns: Columns
    let plan: Baseline

    init(_ peer: PeerGraph) {
        self.peer = peer
        columns = Columns(peer, own: .none)
        plan = Baseline(graph: columns.graph, parameters: columns.parameters, damage: columns.damage)
    }

    /// All blast radii: their sum, and what was done for them. The order of sources is found anew each time.
    func run() -> (sum: Double, work: Work) {
        var sum = 0.0
        let work = eachRadius { _, score in sum += score }
        return (sum, work)
    }

    private func eachRadius(_ tell: (_ rank: Int32, _ score: Double) -> Void) -> Work {
        var sweep = SourceSweep(of: plan)
        let order = sourceOrder(of: plan)
        for first in stride(from: 0, to: order.count, by: Row.count) {
            let sources = order[first..<min(order.count, first + Row.count)]
            sweep.run(sources.map { Shock(Int($0), days: Double(Self.days)) }, in: plan)
            for (lane, rank) in sources.enumerated() { tell(rank, sweep.radius(ofLane: lane, in: plan).score) }
        }
        return Work(rows: sweep.rowsComputed, needs: sweep.needsRelaxed)
    }

    /// Compares with a walk from single sources, of all of them where there are few.
    func problem() -> String? {
        var radii = [Double](repeating: .nan, count: peer.commitmentCount)
        _ = eachRadius { rank, score in radii[Int(columns.graph.index[Int(rank)])] = score }
        for source in stride(from: 0, to: peer.commitmentCount, by: max(1, peer.commitmentCount / 1000)) {
            var own = [Float](repeating: 0, count: peer.commitmentCount)
            own[source] = Self.days
            let expected = peer.damage(of: peer.walk(own: own, adds: true))
            guard (radii[source] - expected).magnitude <= 1e-5 * expected else {
                return "commitment \(source) has a blast radius of \(radii[source]) and should have \(expected)"
            }
        }
        return nil
    }
}
