/// What lies between two plans, one contained in the other: how much, of what, and which options explain it.
///
/// The smaller plan explains its own damage by its driving chains. Where a commitment costs more under it than under the
/// larger one, no plan in between costs less than it does without one of the options that touch its chain: the delays
/// along it, the needs it goes through, the day it breaks, the damage itself. So `masses` are cuts: so much is paid unless
/// one of the set is chosen.
public struct PlanGaps: Sendable {
    /// Score of each commitment explained by each set of options, over all replicates.
    public internal(set) var masses = MassTable()
    /// The masses of the commitment at hand, by set.
    var massesHere: [Int64] = [0]
    var setsHere: [Int32] = []
    /// What the damage of each commitment may fall by, over all replicates; by place in `damageRanks`.
    public internal(set) var falls: [Int64]

    /// Nothing yet.
    public init(of model: PlanModel) { falls = [Int64](repeating: 0, count: model.damageRanks.count) }

    /// Adds to the mass at hand.
    @inline(__always)
    mutating func add(_ mass: Int64, _ set: Int32, sets: Int) {
        while massesHere.count < sets { massesHere.append(0) }
        if massesHere[Int(set)] == 0 { setsHere.append(set) }
        massesHere[Int(set)] &+= mass
    }

    /// Puts the masses at hand down as a commitment's.
    mutating func settle(_ place: Int) {
        for set in setsHere {
            masses.add(massesHere[Int(set)], place: Int32(truncatingIfNeeded: place), set: set)
            massesHere[Int(set)] = 0
        }
        setsHere.removeAll(keepingCapacity: true)
    }
}

extension PlanWorkspace {
    /// Compares two plans on a block.
    ///
    /// - Parameters:
    ///   - low: the larger plan. `lowTotals` gets what it costs, and `totals` what the smaller one does.
    /// - Precondition: the workspace was made to explain, and `low` contains `high`.
    public mutating func compare(
        low: PlanColumns, high: PlanColumns, on ground: GroundBlock, of model: PlanModel, lowTotals: inout [Int64],
        into gaps: inout PlanGaps
    ) {
        play(low, on: ground, of: model, keepsCents: true)
        for replicate in 0..<Row.count { lowTotals[replicate] = totals[replicate] }
        forward(high, ground, model, explains: true)
        for replicate in 0..<Row.count { totals[replicate] = ground.still[replicate] }
        for (place, rank) in model.damageRanks.enumerated() {
            score(Int(rank), high, ground, model)
            var fall: Int64 = 0
            for replicate in 0..<Row.count {
                let amount = cents.cents[replicate]
                totals[replicate] &+= amount
                let gap = amount - lowCents[place * Row.count + replicate]
                guard gap > 0, ground.replicates >> UInt64(replicate) & 1 == 1 else { continue }
                fall &+= gap
                gaps.add(gap, explanation(of: Int(rank), replicate, model), sets: sets.count)
            }
            gaps.settle(place)
            gaps.falls[place] &+= fall
        }
    }

    /// The set of options that explain a commitment's damage in a replicate.
    @inline(__always)
    private mutating func explanation(of rank: Int, _ replicate: Int, _ model: PlanModel) -> Int32 {
        let first = rank * model.sets.width * Row.count + replicate
        return sets.union(model.damageSets[rank], explanations, at: first, step: Row.count)
    }

    /// The options of a set that are among `wanted`, in order.
    public func members(of set: Int32, among wanted: (Int) -> Bool) -> [Int32] { sets.members(of: set, among: wanted) }

    /// Forgets the sets found so far, if there are very many. No gaps of before can be read any more then.
    public mutating func tidy(_ model: PlanModel) {
        if sets.count > 1 << 16 { sets = model.sets }
    }

    /// Which options explain an active commitment's slip in each replicate: those without which it cannot become smaller.
    func explain(
        _ rank: Int, hits: Range<Int>, _ columns: PlanColumns, _ ground: GroundBlock, _ model: PlanModel
    ) {
        let width = model.sets.width
        let isFact = model.graph.features[rank].contains(.fact)
        if !isFact { findDrivers(of: rank, columns, ground, model) }
        for word in 0..<width {
            let first = (rank * width + word) * Row.count
            let own = isFact ? 0 : model.sets.word(word, of: model.ownSets[rank])
            for replicate in 0..<Row.count { explanations[first + replicate] = own }
            guard !isFact else { continue }
            explainDrivers(of: rank, word, at: first, model)
            for place in hits {
                let hit = ground.hits[place]
                let set = model.sets.word(word, of: model.eventSets[Int(hit.event)])
                guard set != 0 else { continue }
                for replicate in 0..<Row.count
                where hit.days[replicate] > 0 && events[Int(hit.event)][replicate] > 0 {
                    explanations[first + replicate] |= set
                }
            }
            let breaking = model.sets.word(word, of: model.limitSets[rank])
            guard breaking != 0 else { continue }
            for replicate in 0..<Row.count where slips[rank][replicate] == .infinity {
                explanations[first + replicate] |= breaking
            }
        }
    }

    /// Adds what explains that the drivers found bring what they bring.
    private func explainDrivers(of rank: Int, _ word: Int, at first: Int, _ model: PlanModel) {
        let graph = model.graph
        let needs = Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1])
        guard !needs.isEmpty else { return }
        let width = model.sets.width
        for replicate in 0..<Row.count {
            let driver = drivers[replicate]
            guard driver != noNeed else { continue }
            var need = driver == anyNeed ? needs.lowerBound : Int(driver)
            var set: UInt64 = 0
            // An `anyOf` group brings less as soon as one member does.
            repeat {
                let source = Int(graph.needs[need].source)
                set |= model.sets.word(word, of: model.needSets[need])
                if model.isActive[source] { set |= explanations[(source * width + word) * Row.count + replicate] }
                need += 1
            } while need < needs.upperBound && (driver == anyNeed || (!graph.joins.isEmpty && graph.joins[need]))
            explanations[first + replicate] |= set
        }
    }

    /// The first need of the group that drives a commitment in each replicate, into `drivers`; `noNeed` where it stands
    /// where its plan does, `anyNeed` where nothing constrains one that begins when ready.
    private func findDrivers(of rank: Int, _ columns: PlanColumns, _ ground: GroundBlock, _ model: PlanModel) {
        let graph = model.graph
        let fallible = columns.fallible.isEmpty ? [] : columns.fallible[rank]
        let isReady = graph.features[rank].contains(.whenReady)
        let start = Int(graph.needStart[rank])
        var best = Row(repeating: isReady ? -.infinity : columns.parameters.baseSlip[rank])
        // A place among the needs as a Float: the same lanes then, and exact below 2^22.
        var found = Row(repeating: -1)
        var need = start
        let end = Int(graph.needStart[rank + 1])
        while need < end {
            let first = need
            var smallest = passed(need, fallible, columns, ground, graph)
            need += 1
            while need < end, !graph.joins.isEmpty, graph.joins[need] {
                smallest = smallest.smaller(passed(need, fallible, columns, ground, graph))
                need += 1
            }
            found = found.replacing(with: Float(first - start), where: smallest .> best)
            best = best.larger(smallest)
        }
        keep(integers(found.a), 0, start, isReady)
        keep(integers(found.b), 16, start, isReady)
        keep(integers(found.c), 32, start, isReady)
        keep(integers(found.d), 48, start, isReady)
    }

    @inline(__always)
    private func keep(_ found: SIMD16<Int32>, _ first: Int, _ start: Int, _ isReady: Bool) {
        for lane in 0..<16 {
            let place = found[lane]
            drivers[first + lane] = place >= 0 ? Int32(truncatingIfNeeded: start) + place : isReady ? anyNeed : noNeed
        }
    }
}

/// It drives itself.
private let noNeed: Int32 = -1
/// Every need may be why it is not earlier.
private let anyNeed: Int32 = -2
