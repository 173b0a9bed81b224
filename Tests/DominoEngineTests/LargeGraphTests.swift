import DominoEngine
import Testing

@Suite("Size and shape of a graph are no obstacle")
struct LargeGraphTests {
    typealias Need = CommitmentGraph.Need

    /// A graph whose commitment `n` needs what `needs(n)` says, and parameters with everything on plan.
    func graph(_ count: Int, needs row: (Int) -> [Need]) throws -> (graph: CommitmentGraph, parameters: Parameters) {
        var start: [Int32] = [0]
        var needs: [Need] = []
        start.reserveCapacity(count + 1)
        for number in 0..<count {
            needs += row(number)
            start.append(Int32(needs.count))
        }
        let graph = try CommitmentGraph(
            needStart: start, needs: needs, joins: [],
            features: [CommitmentGraph.Features](repeating: [], count: count))
        return (graph, Parameters(commitments: count, needs: needs.count, generalNeeds: false))
    }

    @Test("a chain of a million passes on what it gets, and the blame comes all the way back")
    func chain() throws {
        let count = 1_000_000
        var (graph, parameters) = try graph(count) { $0 == 0 ? [] : [Need(source: Int32($0 - 1), buffer: 0)] }
        parameters.ownDelay[Int(graph.rank[0])] = 5
        let slips = slips(in: graph, under: parameters)
        #expect(slips.allSatisfy { $0 == 5 })
        var table = DamageTable(commitments: count)
        table.pieces = DamageShape.perDay(2).pieces(atMost: .infinity)
        table.entries = [
            DamageTable.Entry(kind: 0, bearer: 0, grace: 0, pieceStart: 0, pieceCount: 1, broken: 90, weight: 1)
        ]
        for rank in Int(graph.rank[count - 1]) + 1...count { table.start[rank] = 1 }
        let assessment = assess(slips, under: table, dueShift: parameters.dueShift, notice: nil)
        let back = attribute(assessment, of: slips, in: graph, under: parameters)
        #expect(back.blame[Int(graph.rank[0])] == 10 && back.priceOfDay[Int(graph.rank[0])] == 2)
    }

    @Test("a chain of five million is no deeper for the pass than any other graph")
    func longChain() throws {
        let count = 5_000_000
        var (graph, parameters) = try graph(count) { $0 == 0 ? [] : [Need(source: Int32($0 - 1), buffer: 0)] }
        parameters.ownDelay[Int(graph.rank[0])] = 5
        #expect(slips(in: graph, under: parameters).last == 5)
    }

    @Test("a chain written last first is the same chain, and one that bites its tail is refused")
    func backwards() throws {
        let count = 300_000
        var (graph, parameters) = try graph(count) { $0 == count - 1 ? [] : [Need(source: Int32($0 + 1), buffer: 0)] }
        parameters.ownDelay[Int(graph.rank[count - 1])] = 5
        #expect(slips(in: graph, under: parameters).allSatisfy { $0 == 5 })
        #expect(throws: CommitmentGraph.Failure.cyclic) {
            try self.graph(count) { [Need(source: Int32(($0 + 1) % count), buffer: 0)] }
        }
    }

    @Test("a ladder of 60 pairs, each needing both before it, has 2^59 ways and one pass")
    func ladder() throws {
        let pairs = 60
        var (graph, parameters) = try graph(2 * pairs) { number in
            let before = number / 2 * 2 - 2
            return before < 0
                ? [] : [Need(source: Int32(before), buffer: 1), Need(source: Int32(before + 1), buffer: 0.5)]
        }
        parameters.ownDelay[Int(graph.rank[1])] = 64
        let slips = slips(in: graph, under: parameters)
        for number in 2..<2 * pairs { #expect(slips[Int(graph.rank[number])] == 64 - 0.5 * Float(number / 2)) }
    }

    @Test("one commitment under 200,000, and 200,000 under one")
    func fans() throws {
        let count = 200_000
        var (graph, parameters) = try graph(count + 2) { number in
            if number == 0 { return [] }
            if number <= count { return [Need(source: 0, buffer: Float(number % 7))] }
            return (1...count).map { Need(source: Int32($0), buffer: 1) }
        }
        parameters.ownDelay[Int(graph.rank[0])] = 5
        let slips = slips(in: graph, under: parameters)
        for number in 1...count { #expect(slips[Int(graph.rank[number])] == max(0, 5 - Float(number % 7))) }
        #expect(slips[Int(graph.rank[count + 1])] == 4)
    }
}
