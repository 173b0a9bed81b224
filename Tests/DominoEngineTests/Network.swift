import DominoEngine
import DominoReference

/// A graph and its parameters as a test writes them: commitments numbered from 0 in the order of a file.
struct Network: Sendable {
    /// One promise; the defaults hurt nobody.
    struct Promise: Sendable {
        /// What it needs.
        var needs: [Need] = []
        /// Days of contingency.
        var cushion: Float = 0
        /// `x_j`; the slip itself for a fact.
        var own: Float = 0
        /// `breaksAfter_j`.
        var breaksAfter = Float.infinity
        /// Whether early inputs bring it forward.
        var whenReady = false
        /// Whether its slip is a fact.
        var isFact = false
    }

    /// One need; the defaults pass everything on at once.
    struct Need: Sendable {
        /// Number of the commitment it is on.
        var on: Int
        var buffer: Float = 0
        var share: Float = 1
        var cap = Float.infinity
        /// Whether it stands in the `anyOf` group of the need before it.
        var joins = false
    }

    /// In file order.
    var promises: [Promise]

    init(_ promises: [Promise]) { self.promises = promises }

    /// Plain needs only: a list of numbers for each commitment.
    init(needing needs: [[Int]]) { promises = needs.map { Promise(needs: $0.map { Need(on: $0) }) } }

    /// Needs of all commitments, in file order.
    var needs: [Need] { promises.flatMap(\.needs) }

    /// Where the needs of each commitment begin.
    var needStart: [Int32] {
        var start: [Int32] = [0]
        for promise in promises { start.append((start.last ?? 0) + Int32(promise.needs.count)) }
        return start
    }

    /// Features of each commitment, no more than it uses.
    var features: [CommitmentGraph.Features] {
        promises.map { promise in
            var features: CommitmentGraph.Features = []
            if promise.needs.contains(where: { $0.share < 1 || $0.cap < .infinity || $0.joins }) {
                features.insert(.generalNeeds)
            }
            if promise.whenReady { features.insert(.whenReady) }
            if promise.breaksAfter < .infinity { features.insert(.breaks) }
            if promise.isFact { features.insert(.fact) }
            return features
        }
    }

    /// The graph and the parameters, by rank.
    func compiled() throws(CommitmentGraph.Failure) -> (graph: CommitmentGraph, parameters: Parameters) {
        let graph = try CommitmentGraph(
            needStart: needStart,
            needs: needs.map { CommitmentGraph.Need(source: Int32($0.on), buffer: $0.buffer) },
            joins: needs.contains(where: \.joins) ? needs.map(\.joins) : [], features: features)
        let general = features.contains { $0.contains(.generalNeeds) }
        var parameters = Parameters(commitments: graph.commitmentCount, needs: graph.needCount, generalNeeds: general)
        for (rank, place) in graph.index.enumerated() {
            parameters.baseSlip[rank] = -promises[Int(place)].cushion
            parameters.ownDelay[rank] = promises[Int(place)].own
            parameters.breakLimit[rank] = promises[Int(place)].breaksAfter
        }
        for (rank, origin) in graph.needOrigin.enumerated() where general {
            parameters.share[rank] = needs[Int(origin)].share
            parameters.delayCap[rank] = needs[Int(origin)].cap
        }
        return (graph, parameters)
    }

    /// The slips in file order.
    func slips() throws(CommitmentGraph.Failure) -> [Float] {
        let (graph, parameters) = try compiled()
        let slips = DominoEngine.slips(in: graph, under: parameters)
        return graph.rank.map { slips[Int($0)] }
    }

    /// The same commitments in another order: number `n` of the new file is number `order[n]` of this one.
    func reordered(_ order: [Int]) -> Network {
        var place = [Int](repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { place[old] = new }
        return Network(
            order.map { old in
                var promise = promises[old]
                for need in promise.needs.indices { promise.needs[need].on = place[promise.needs[need].on] }
                return promise
            })
    }
}

extension Network {
    /// A network with everything in it sooner or later, its file in no order; the same for the same seed.
    ///
    /// Days are eighths, so that every sum is exact in whatever order it is taken.
    static func random(seed: UInt64, commitments count: Int) -> Network {
        var random = SplitMix64(seed: seed)
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        func days(_ range: ClosedRange<Int>) -> Float { Float(Int.random(in: range, using: &random)) / 8 }
        var promises: [Promise] = []
        for number in 0..<count {
            var promise = Promise()
            if number > 0 {
                for _ in 0..<Int.random(in: 0...4, using: &random) {
                    var need = Need(on: Int.random(in: max(0, number - 12)..<number, using: &random))
                    need.buffer = days(-16...40)
                    if chance(20) { need.share = Float(Int.random(in: 0...8, using: &random)) / 8 }
                    if chance(15) { need.cap = days(0...60) }
                    need.joins = !promise.needs.isEmpty && chance(20)
                    promise.needs.append(need)
                }
            }
            if chance(25) { promise.cushion = days(0...24) }
            if chance(40) { promise.own = days(-16...120) }
            if chance(20) { promise.breaksAfter = days(8...120) }
            promise.whenReady = chance(30)
            promise.isFact = chance(6)
            if chance(3) { promise.own = .infinity }
            promises.append(promise)
        }
        return Network(promises).reordered(Array(0..<count).shuffled(using: &random))
    }
}
