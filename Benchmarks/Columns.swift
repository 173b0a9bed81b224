import DominoEngine

/// A peers' graph as the engine takes it.
struct Columns {
    /// What becomes of the graph's own delays.
    enum Own {
        /// The larger of one and what is inherited is the slip: one propagation as the peers have it.
        case floors
        /// Delays of the commitments' own making, as the model has them.
        case delays
        /// All are on plan.
        case none
    }

    let peer: PeerGraph
    let graph: CommitmentGraph
    let parameters: Parameters
    let damage: DamageTable

    init(_ peer: PeerGraph, own: Own) {
        self.peer = peer
        let needs = zip(peer.source, peer.slack).map { CommitmentGraph.Need(source: $0, buffer: $1) }
        guard
            let graph = try? CommitmentGraph(
                needStart: peer.start, needs: needs, joins: [],
                features: [CommitmentGraph.Features](repeating: [], count: peer.commitmentCount))
        else { preconditionFailure("a layered graph is sound") }
        var parameters = Parameters(commitments: peer.commitmentCount, needs: peer.needCount, generalNeeds: false)
        var damage = DamageTable(commitments: 0)
        for (rank, index) in graph.index.enumerated() {
            switch own {
            case .floors: parameters.baseSlip[rank] = peer.own[Int(index)]
            case .delays: parameters.ownDelay[rank] = peer.own[Int(index)]
            case .none: break
            }
            let (grace, knee) = (Double(peer.grace[Int(index)]), Double(peer.knee[Int(index)]))
            let (rate1, rate2) = (Double(peer.rate1[Int(index)]), Double(peer.rate2[Int(index)]))
            // What a year late costs, as in a scenario that does not say.
            let year = rate1 * (365 - grace) + rate2 * (365 - knee)
            damage.entries.append(
                DamageTable.Entry(
                    kind: 0, bearer: 0, grace: 0, pieceStart: Int32(2 * rank), pieceCount: 2, broken: year, weight: 1))
            damage.pieces.append(DamageTable.Piece(from: grace, value: 0, slope: rate1))
            damage.pieces.append(DamageTable.Piece(from: knee, value: rate1 * (knee - grace), slope: rate1 + rate2))
            damage.start.append(Int32(rank + 1))
        }
        self.graph = graph
        self.parameters = parameters
        self.damage = damage
    }
}
