import DominoEngine
import Testing

@Suite("News travels along needs, by the shortest way")
struct NoticeTests {
    /// The day each commitment hears of it, in file order; `relays` are in the order of the needs in the file.
    func told(
        _ network: Network, from origins: [Int], on day: Double = 100, relays: [Float] = []
    ) throws -> [Double] {
        let (graph, _) = try network.compiled()
        let told = notifiedOn(
            from: origins.map { Rank(rawValue: graph.rank[$0]) }, on: day, through: graph,
            relays: relays.isEmpty ? [] : graph.needOrigin.map { relays[Int($0)] })
        return graph.rank.map { told[Int($0)] }
    }

    static let diamond = Network(needing: [[], [0], [0], [1, 2], []])

    @Test("everyone downstream hears on the day itself, nobody else hears at all")
    func downstream() throws {
        #expect(try told(Self.diamond, from: [1]) == [.infinity, 100, .infinity, 100, .infinity])
    }

    @Test("every need takes its days, and the quicker way counts")
    func shortestWay() throws {
        #expect(try told(Self.diamond, from: [0], relays: [3, 1, 1, 4]) == [100, 103, 101, 104, .infinity])
    }

    @Test("news from two places: the earlier counts, also where it starts")
    func twoOrigins() throws {
        #expect(try told(Self.diamond, from: [0, 3, 4], relays: [3, 1, 1, 4]) == [100, 103, 101, 100, 100])
    }

    @Test("with no origin nobody hears")
    func silence() throws {
        #expect(try told(Self.diamond, from: []).allSatisfy { $0 == .infinity })
    }

    @Test("the order of the file does not matter")
    func order() throws {
        let order = [4, 3, 2, 1, 0]
        let forward = try told(Self.diamond, from: [0])
        #expect(try told(Self.diamond.reordered(order), from: [4]) == order.map { forward[$0] })
    }

    @Test("news also travels along a need that was removed, and past what is broken or a fact")
    func everyNeed() throws {
        var network = Self.diamond
        network.promises[1] = .init(needs: [.init(on: 0, share: 0)], own: .infinity)
        network.promises[2].isFact = true
        #expect(try told(network, from: [0]) == [100, 100, 100, 100, .infinity])
    }
}
