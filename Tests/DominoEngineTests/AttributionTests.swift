import DominoEngine
import DominoReference
import Testing

@Suite("A score goes back along the drivers to what caused it")
struct AttributionTests {
    typealias Promise = Network.Promise
    typealias Need = Network.Need

    /// What a network comes to where every commitment costs `rate` a day, in file order.
    struct Outcome {
        var assessment: Assessment
        var carried: [Double]
        var blame: [Double]
        var price: [Double]
        /// Number of the driver; -1 for none.
        var driver: [Int]
        var overcommitted: Double
    }

    /// Damage of `rate` a day for each commitment, flat from `most` on and as much if broken.
    func outcome(of network: Network, rates: [Double], most: Double = 100_000) throws -> Outcome {
        let (graph, parameters) = try network.compiled()
        var table = DamageTable(commitments: 0)
        for place in graph.index {
            let pieces = DamageShape.perDay(rates[Int(place)]).pieces(atMost: most)
            table.entries.append(
                DamageTable.Entry(
                    kind: 0, bearer: 0, grace: 0, pieceStart: Int32(table.pieces.count),
                    pieceCount: Int32(pieces.count), broken: most, weight: 1))
            table.pieces += pieces
            table.start.append(Int32(table.entries.count))
        }
        let slips = DominoEngine.slips(in: graph, under: parameters)
        let assessment = assess(slips, under: table, dueShift: parameters.dueShift, notice: nil)
        let back = attribute(assessment, of: slips, in: graph, under: parameters)
        func inFile(_ column: [Double]) -> [Double] { graph.rank.map { column[Int($0)] } }
        return Outcome(
            assessment: assessment, carried: inFile(back.carried), blame: inFile(back.blame),
            price: inFile(back.priceOfDay),
            driver: graph.rank.map { rank in
                let need = Int(back.driver[Int(rank)])
                return need < 0 ? -1 : Int(graph.index[Int(graph.needs[need].source)])
            },
            overcommitted: back.overcommitted)
    }

    @Test("blames and what the plan itself caused sum to the total", arguments: 0..<300)
    func sumLaw(_ seed: Int) throws {
        let network = Network.random(seed: UInt64(seed), commitments: 1 + seed % 50)
        var random = SplitMix64(seed: UInt64(seed))
        let rates = network.promises.map { _ in Double(Int.random(in: 0...900, using: &random)) }
        let outcome = try outcome(of: network, rates: rates)
        let sum = outcome.blame.reduce(outcome.overcommitted, +)
        #expect(abs(sum - outcome.assessment.total) <= 1e-9 * max(1, outcome.assessment.total))
        #expect(outcome.blame.allSatisfy { $0 >= 0 } && outcome.overcommitted >= 0)
        #expect(zip(outcome.blame, outcome.carried).allSatisfy { $0 <= $1 + 1e-9 })
    }

    @Test("who started it carries it all")
    func chain() throws {
        let outcome = try outcome(
            of: Network([Promise(own: 8), Promise(needs: [Need(on: 0)]), Promise(needs: [Need(on: 1, buffer: 3)])]),
            rates: [0, 10, 100])
        #expect(outcome.carried == [580, 580, 500] && outcome.blame == [580, 0, 0])
        #expect(outcome.driver == [-1, 0, 1])
        #expect(outcome.price == [110, 110, 100])
    }

    @Test("own delay and inherited delay share by days")
    func split() throws {
        let outcome = try outcome(
            of: Network([Promise(own: 6), Promise(needs: [Need(on: 0)], own: 2)]), rates: [0, 100])
        #expect(outcome.blame == [600, 200] && outcome.carried == [600, 800])
    }

    @Test("a plan that never had the days keeps their share")
    func overcommitted() throws {
        let outcome = try outcome(
            of: Network([Promise(own: 6), Promise(needs: [Need(on: 0, buffer: -2)])]), rates: [0, 100])
        #expect(outcome.assessment.total == 800 && outcome.overcommitted == 200 && outcome.blame == [600, 0])
    }

    @Test("the first of two equal needs drives, and carries")
    func ties() throws {
        let network = Network([Promise(own: 4), Promise(own: 4), Promise(needs: [Need(on: 1), Need(on: 0)])])
        let outcome = try outcome(of: network, rates: [0, 0, 10])
        #expect(outcome.driver == [-1, -1, 1] && outcome.blame == [0, 40, 0] && outcome.price == [0, 10, 10])
    }

    @Test("the member of an anyOf group that lets it through drives")
    func anyOf() throws {
        let network = Network([
            Promise(own: 9), Promise(own: 4), Promise(needs: [Need(on: 0), Need(on: 1, joins: true)]),
        ])
        #expect(try outcome(of: network, rates: [0, 0, 10]).driver == [-1, -1, 1])
    }

    @Test("of equal members of a group the first drives")
    func anyOfTies() throws {
        let group = [Need(on: 1), Need(on: 0, joins: true)]
        let network = Network([Promise(own: 4), Promise(own: 4), Promise(needs: group)])
        #expect(try outcome(of: network, rates: [0, 0, 10]).driver == [-1, -1, 1])
    }

    @Test("broken by what it needs: all goes there; broken by a shock: all stays")
    func broken() throws {
        let network = Network([Promise(own: .infinity), Promise(needs: [Need(on: 0)], own: 5)])
        #expect(try outcome(of: network, rates: [0, 10]).blame == [200_000, 0])
        let shocked = Network([Promise(own: 5), Promise(needs: [Need(on: 0)], own: .infinity)])
        #expect(try outcome(of: shocked, rates: [0, 10]).blame == [0, 100_000])
    }

    @Test("broken beyond its limit: shared by the days that made it so, and no price")
    func beyondLimit() throws {
        let network = Network([Promise(own: 6), Promise(needs: [Need(on: 0)], own: 2, breaksAfter: 3)])
        let outcome = try outcome(of: network, rates: [0, 10], most: 800)
        #expect(outcome.blame == [600, 200] && outcome.price == [0, 0])
    }

    @Test("a fact keeps all, and a day more of it has no price")
    func fact() throws {
        let network = Network([
            Promise(own: 6), Promise(needs: [Need(on: 0)], own: 3, isFact: true), Promise(needs: [Need(on: 1)]),
        ])
        let outcome = try outcome(of: network, rates: [0, 10, 10])
        #expect(outcome.blame == [0, 60, 0] && outcome.price == [0, 0, 10])
    }

    /// Own delay of the first of two commitments, and the price of a day of it: the second costs 10 a day.
    struct Kink: Sendable {
        var says: String
        var own: Float
        var need: Need
        var cushion: Float = 0
        var price: Double
    }

    static let kinks = [
        Kink(says: "inside the buffer", own: 2, need: Need(on: 0, buffer: 3), price: 0),
        Kink(says: "at the end of the buffer", own: 3, need: Need(on: 0, buffer: 3), price: 10),
        Kink(says: "beyond", own: 4, need: Need(on: 0, buffer: 3), price: 10),
        Kink(
            says: "at the end of the buffer, a share of it", own: 3, need: Need(on: 0, buffer: 3, share: 0.5), price: 5),
        Kink(says: "before the plan B", own: 3, need: Need(on: 0, share: 0.5, cap: 2), price: 5),
        Kink(says: "where the plan B takes over", own: 4, need: Need(on: 0, share: 0.5, cap: 2), price: 0),
        Kink(says: "under the plan B", own: 9, need: Need(on: 0, share: 0.5, cap: 2), price: 0),
        Kink(says: "a plan B at once", own: 0, need: Need(on: 0, cap: 0), price: 0),
        Kink(says: "a removed need", own: 9, need: Need(on: 0, share: 0), price: 0),
        Kink(says: "hidden by the cushion, not yet late", own: 2, need: Need(on: 0, buffer: 4), cushion: 2, price: 0),
    ]

    @Test("the price of a day is taken from the right", arguments: kinks)
    func price(_ kink: Kink) throws {
        let network = Network([Promise(own: kink.own), Promise(needs: [kink.need], cushion: kink.cushion)])
        #expect(try outcome(of: network, rates: [0, 10]).price[0] == kink.price, "\(kink.says)")
    }

    @Test("the price of a day is what the next moment costs", arguments: 0..<300)
    func nextMoment(_ seed: Int) throws {
        // Nothing breaks and no group, whose smallest member changes: there the slope jumps, and the model says so.
        var network = Network.random(seed: UInt64(seed), commitments: 1 + seed % 30)
        for place in network.promises.indices {
            network.promises[place].breaksAfter = .infinity
            for need in network.promises[place].needs.indices { network.promises[place].needs[need].joins = false }
        }
        let rates = network.promises.indices.map { Double(100 + $0) }
        let now = try outcome(of: network, rates: rates, most: 1e9)
        let step: Float = 1.0 / 1024
        for place in network.promises.indices where !network.promises[place].isFact {
            var later = network
            later.promises[place].own += step
            let next = try outcome(of: later, rates: rates, most: 1e9)
            let rise = (next.assessment.total - now.assessment.total) / Double(step)
            // Two ties that grow at different shares: the first in file order counts, the larger one is what happens.
            #expect(now.price[place] <= rise + 1e-3 * max(1, rise), "commitment \(place)")
        }
    }
}
