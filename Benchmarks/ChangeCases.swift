import DominoEngine

/// T4: one own delay changed by ten days, and the total again; then changed back.
func changeCases() -> [Case] {
    [
        changeCase("T4/layered/1e5", isQuick: true) { PeerGraph(layered: 25_000) },
        changeCase("T4/layered/1e6", isQuick: false) { PeerGraph(layered: 250_000) },
        changeCase("T4/layered/1e7", isQuick: false) { PeerGraph(layered: 2_500_000) },
        changeCase("T4/hubs/1e5", isQuick: true) { PeerGraph(powerLaw: 25_000) },
        changeCase("T4/hubs/1e6", isQuick: false) { PeerGraph(powerLaw: 250_000) },
        changeCase("T4/hubs/1e7", isQuick: false) { PeerGraph(powerLaw: 2_500_000) },
    ]
}

private func changeCase(_ name: String, isQuick: Bool, _ graph: @escaping () -> PeerGraph) -> Case {
    Case(name: name, isQuick: isQuick) {
        let changes = Changes(graph())
        return Subject(
            items: 2 * Changes.count, problem: { changes.problem() }, run: { changes.run() },
            work: { changes.work() })
    }
}

/// A graph with its own delays, and commitments that change.
final class Changes {
    /// How many commitments change, and change back, in one run.
    static let count = 1000
    /// Days added.
    static let days: Float = 10

    let peer: PeerGraph
    private let columns: Columns
    private var propagation: IncrementalPropagation
    /// What changes: commitments of the file, and their ranks.
    private let chosen: [Int]
    private let ranks: [Int]

    init(_ peer: PeerGraph) {
        self.peer = peer
        columns = Columns(peer, own: .delays)
        propagation = IncrementalPropagation(
            graph: columns.graph, parameters: columns.parameters, damage: columns.damage)
        chosen = Self.chosen(of: peer.commitmentCount)
        let rank = columns.graph.rank
        ranks = chosen.map { Int(rank[$0]) }
    }

    /// The same commitments for the peers.
    private static func chosen(of commitments: Int) -> [Int] {
        var random = SplitMix64(state: 5)
        return (0..<count).map { _ in random.below(commitments) }
    }

    /// Plays all changes; the sum of the totals that follow, each less the total at the beginning.
    func run() -> Double {
        var sum = 0.0
        let total = propagation.total
        for rank in ranks {
            let own = columns.parameters.ownDelay[rank]
            propagation.set(own: own + Self.days, ofRank: rank)
            sum += propagation.total - total
            propagation.set(own: own, ofRank: rank)
        }
        return sum
    }

    /// What one run takes.
    func work() -> Work {
        let (rows, needs) = (propagation.visits, propagation.needsRelaxed)
        _ = run()
        return Work(rows: propagation.visits - rows, needs: propagation.needsRelaxed - needs)
    }

    /// Compares some changes with a walk over the whole graph.
    func problem() -> String? {
        let before = peer.damage(of: peer.walk(own: peer.own, adds: true))
        for (commitment, rank) in zip(chosen, ranks).prefix(peer.commitmentCount > 1_000_000 ? 5 : 50) {
            var own = peer.own
            own[commitment] += Self.days
            let expected = peer.damage(of: peer.walk(own: own, adds: true))
            propagation.set(own: own[commitment], ofRank: rank)
            let total = propagation.total
            propagation.set(own: peer.own[commitment], ofRank: rank)
            guard total == expected, propagation.total == before else {
                return "a change of \(commitment) makes a total of \(total), not \(expected)"
            }
        }
        return nil
    }
}
