import DominoEngine
import DominoReference
import Testing

@Suite("A graph is renumbered so that one pass forward meets every need")
struct CommitmentGraphTests {
    typealias Need = CommitmentGraph.Need

    @Test("ranks are a permutation of the file, sources come first, needs stay in file order", arguments: 0..<200)
    func ranksArePermutation(_ seed: Int) throws {
        let network = Network.random(seed: UInt64(seed), commitments: 1 + seed % 40)
        let (graph, _) = try network.compiled()
        #expect(graph.index.sorted() == network.promises.indices.map { Int32($0) })
        for (rank, place) in graph.index.enumerated() { #expect(graph.rank[Int(place)] == Int32(rank)) }
        #expect(graph.needOrigin.sorted() == network.needs.indices.map { Int32($0) })
        for rank in 0..<graph.commitmentCount {
            let place = Int(graph.index[rank])
            let row = Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1])
            let sources = row.map { graph.needs[$0].source }
            #expect(sources.allSatisfy { $0 < rank })
            #expect(sources == network.promises[place].needs.map { graph.rank[$0.on] })
            #expect(row.map { graph.needs[$0].buffer } == network.promises[place].needs.map(\.buffer))
            #expect(
                row.map { Int(graph.needOrigin[$0]) }
                    == row.indices.map { Int(network.needStart[place]) + $0 - row.lowerBound })
            #expect(graph.features[rank] == network.features[place])
        }
    }

    @Test("runs cover every rank once, each of one number of needs and one set of features", arguments: 0..<200)
    func runsCoverRanks(_ seed: Int) throws {
        let (graph, _) = try Network.random(seed: UInt64(seed), commitments: 1 + seed % 40).compiled()
        var next: Int32 = 0
        for run in graph.runs {
            #expect(run.first == next && run.count > 0)
            for rank in Int(run.first)..<Int(run.first + run.count) {
                #expect(graph.needStart[rank + 1] - graph.needStart[rank] == run.degree)
                #expect(graph.features[rank] == run.features)
                let row = Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1])
                #expect(row.allSatisfy { graph.needs[$0].source < run.first }, "a run reads only what stands before it")
            }
            next += run.count
        }
        #expect(next == Int32(graph.commitmentCount))
    }

    @Test("commitments of one kind stand in one run")
    func equalsShareRun() throws {
        let (graph, _) = try Network(needing: [[], [], [], [0], [1], [2], [0, 1], [1, 2]]).compiled()
        #expect(graph.runs.map { [$0.first, $0.count, $0.degree] } == [[0, 3, 0], [3, 3, 1], [6, 2, 2]])
    }

    @Test("anyOf groups keep their members")
    func joinsFollowNeeds() throws {
        let group = [Network.Need(on: 0), Network.Need(on: 2, joins: true)]
        let (graph, _) = try Network([.init(), .init(needs: group), .init()]).compiled()
        #expect(graph.joins == [false, true])
    }

    @Test("a graph of nothing is a graph")
    func nothing() throws {
        let (graph, parameters) = try Network([]).compiled()
        #expect(graph.commitmentCount == 0 && graph.runs.isEmpty && slips(in: graph, under: parameters).isEmpty)
    }

    /// Rows no graph can be made of.
    struct Malformed: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var needStart: [Int32]
        var sources: [Int32]
        var joins: [Bool] = []
        var count = 2

        static let all = [
            Malformed(testDescription: "no rows at all", needStart: [], sources: []),
            Malformed(testDescription: "a row too few", needStart: [0, 0], sources: []),
            Malformed(testDescription: "a row too many", needStart: [0, 0, 0, 0], sources: []),
            Malformed(testDescription: "the first row begins late", needStart: [1, 1, 1], sources: [0]),
            Malformed(testDescription: "the last row ends early", needStart: [0, 0, 0], sources: [0]),
            Malformed(testDescription: "the last row ends late", needStart: [0, 0, 2], sources: [0]),
            Malformed(testDescription: "a row of negative length", needStart: [0, 2, 1], sources: [0]),
            Malformed(testDescription: "a row far outside", needStart: [0, 900, 1], sources: [0]),
            Malformed(testDescription: "a row before the first", needStart: [0, -5, 1], sources: [0]),
            Malformed(testDescription: "a need on number -1", needStart: [0, 0, 1], sources: [-1]),
            Malformed(testDescription: "a need on nobody", needStart: [0, 0, 1], sources: [2]),
            Malformed(
                testDescription: "joins of some needs only", needStart: [0, 0, 2], sources: [0, 0], joins: [true]),
        ]
    }

    @Test("rows that do not add up are refused", arguments: Malformed.all)
    func malformedRows(_ rows: Malformed) {
        #expect(throws: CommitmentGraph.Failure.malformed) {
            try CommitmentGraph(
                needStart: rows.needStart, needs: rows.sources.map { Need(source: $0, buffer: 0) }, joins: rows.joins,
                features: [CommitmentGraph.Features](repeating: [], count: rows.count))
        }
    }

    @Test(
        "commitments that need each other in a circle are refused",
        arguments: [
            [[0]], [[1], [0]], [[], [0, 3], [1], [2]], [[1], [2], [3], [4], [0]], [[], [0], [2, 1]],
        ])
    func circles(_ needs: [[Int]]) {
        #expect(throws: CommitmentGraph.Failure.cyclic) { try Network(needing: needs).compiled() }
    }

    @Test("the order of rows in the file does not matter", arguments: 0..<200)
    func orderOfRows(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let network = Network.random(seed: UInt64(seed) ^ 0xF11E, commitments: 1 + seed % 40)
        let expected = try network.slips()
        let order = Array(network.promises.indices).shuffled(using: &random)
        let slips = try network.reordered(order).slips()
        #expect(slips == order.map { expected[$0] })
    }
}
