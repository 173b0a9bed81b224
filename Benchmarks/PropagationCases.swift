import DominoEngine

/// T1: one propagation of a layered graph, without its damage and with it, as `domino whatif` computes both.
func propagationCases() -> [Case] {
    let sizes = [("1e5", 25_000), ("1e6", 250_000), ("1e7", 2_500_000)]
    return sizes.flatMap { size, commitments in
        let shared = Shared { Columns(PeerGraph(layered: commitments), own: .floors) }
        return [
            Case(name: "T1/slips/\(size)", isQuick: commitments < 100_000) {
                let work = shared.value
                var slips = [Float](repeating: 0, count: work.graph.commitmentCount)
                return Subject(
                    items: work.graph.needCount, bytes: nil, problem: { propagationProblem(work, slips) },
                    run: {
                        propagate(work.graph, work.parameters, into: &slips)
                        return Double(slips[slips.count - 1])
                    })
            },
            Case(name: "T1/assess/\(size)", isQuick: commitments < 100_000) {
                let work = shared.value
                return Subject(
                    items: work.graph.needCount, bytes: nil, problem: { nil },
                    run: {
                        let slips = slips(in: work.graph, under: work.parameters)
                        return assess(slips, under: work.damage, dueShift: work.parameters.dueShift, notice: nil).total
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

/// Compares slips with a walk over the peers' graph in its own order.
private func propagationProblem(_ work: Columns, _ slips: [Float]) -> String? {
    let expected = work.peer.walk(own: work.peer.own, adds: false)
    for (rank, index) in work.graph.index.enumerated() where slips[rank] != expected[Int(index)] {
        return "commitment \(index) slips by \(slips[rank]) and should by \(expected[Int(index)])"
    }
    return nil
}
