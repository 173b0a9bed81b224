/// What lies between two plans, one contained in the other: how much, of what, and which options explain it.
///
/// The smaller plan explains its own damage by its driving chains. Where a commitment costs more under it than under the
/// larger one, no plan in between costs less than it does without one of the options that touch its chain: the delays
/// along it, the needs it goes through, the day it breaks, the damage itself. So `masses` are cuts: so much is paid unless
/// one of the set is chosen.
public struct PlanGaps: Sendable {
    /// Score of each commitment explained by each set of options, over the replicates that weigh.
    public internal(set) var masses = MassTable()
    /// The masses of the commitment at hand, by set.
    var massesHere: [Int64] = [0]
    var setsHere: [Int32] = []
    /// What the damage of each commitment may fall by, over the replicates that weigh; by place in `damageRanks`.
    public internal(set) var falls: [Int64]
    /// The most it may fall by in one replicate, whether that weighs or not.
    public internal(set) var mostFalls: [Int64]
    /// Each replicate's masses of the block last compared, where they are kept.
    public internal(set) var items: [Item] = []
    /// Whether they are.
    public let keepsItems: Bool

    /// One replicate's part of a mass.
    public struct Item: Sendable, BitwiseCopyable {
        /// Within the block.
        public var replicate: Int32
        /// Options that explain it.
        public var set: Int32
        /// In 1/100.
        public var mass: Int64
    }

    /// Nothing yet.
    public init(of model: PlanModel, keepsItems: Bool) {
        falls = [Int64](repeating: 0, count: model.damageRanks.count)
        mostFalls = falls
        self.keepsItems = keepsItems
    }

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
    ///   - weighing: the replicates that weigh, bit by bit.
    /// - Precondition: the workspace was made to explain, and `low` contains `high`.
    public mutating func compare(
        low: PlanColumns, high: PlanColumns, on ground: GroundBlock, of model: PlanModel, weighing: UInt64,
        lowTotals: inout [Int64], into gaps: inout PlanGaps
    ) {
        gaps.items.removeAll(keepingCapacity: true)
        forward(low, ground, model)
        for replicate in 0..<Row.count { lowTotals[replicate] = ground.still[replicate] }
        for (place, rank) in model.damageRanks.enumerated() {
            score(Int(rank), low, ground, model)
            for replicate in 0..<Row.count {
                let amount = cents.cents[replicate]
                lowCents[place * Row.count + replicate] = amount
                lowTotals[replicate] &+= amount
            }
        }
        forward(high, ground, model, explains: true)
        for replicate in 0..<Row.count { totals[replicate] = ground.still[replicate] }
        for (place, rank) in model.damageRanks.enumerated() {
            score(Int(rank), high, ground, model)
            var fall: Int64 = 0
            for replicate in 0..<Row.count {
                let amount = cents.cents[replicate]
                totals[replicate] &+= amount
                let gap = amount - lowCents[place * Row.count + replicate]
                guard gap > 0 else { continue }
                // Another plan's tail may be elsewhere: what may be saved in one replicate is looked for in all.
                if ground.replicates >> UInt64(replicate) & 1 == 1 {
                    gaps.mostFalls[place] = max(gaps.mostFalls[place], gap)
                }
                guard weighing >> UInt64(replicate) & 1 == 1 else { continue }
                fall &+= gap
                let set = sets.union(model.damageSets[Int(rank)], explanations[Int(rank) * Row.count + replicate])
                if gaps.keepsItems {
                    let item = PlanGaps.Item(replicate: Int32(truncatingIfNeeded: replicate), set: set, mass: gap)
                    gaps.items.append(item)
                } else {
                    gaps.add(gap, set, sets: sets.count)
                }
            }
            gaps.settle(place)
            gaps.falls[place] &+= fall
        }
    }

    /// The options of a set that are among `wanted`, in order.
    public func members(of set: Int32, among wanted: (Int) -> Bool) -> [Int32] { sets.members(of: set, among: wanted) }

    /// Forgets the sets found so far, if there are very many. No gaps of before can be read any more then.
    public mutating func tidy(_ model: PlanModel) {
        if sets.count > 1 << 16 { sets = model.sets }
    }

    /// Which options explain an active commitment's slip in each replicate: those without which it cannot become smaller.
    mutating func explain(
        _ rank: Int, hits: Range<Int>, _ columns: PlanColumns, _ ground: GroundBlock, _ model: PlanModel
    ) {
        let graph = model.graph
        let first = rank * Row.count
        guard !graph.features[rank].contains(.fact) else {
            for replicate in 0..<Row.count { explanations[first + replicate] = 0 }
            return
        }
        let drivers = self.drivers(of: rank, columns, ground, model)
        for replicate in 0..<Row.count {
            var set = model.ownSets[rank]
            let driver = drivers[replicate]
            if driver >= 0 {
                set = sets.union(set, explanation(ofGroupAt: Int(driver), rank, replicate, model))
            } else if driver == anyNeed {
                for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) {
                    set = sets.union(set, explanation(of: need, replicate, model))
                }
            }
            for place in hits {
                let hit = ground.hits[place]
                if hit.days[replicate] > 0, events[Int(hit.event)][replicate] > 0 {
                    set = sets.union(set, model.eventSets[Int(hit.event)])
                }
            }
            if slips[rank][replicate] == .infinity { set = sets.union(set, model.limitSets[rank]) }
            explanations[first + replicate] = set
        }
    }

    /// What explains that a need brings what it brings.
    private mutating func explanation(of need: Int, _ replicate: Int, _ model: PlanModel) -> Int32 {
        let source = Int(model.graph.needs[need].source)
        guard model.isActive[source] else { return model.needSets[need] }
        return sets.union(model.needSets[need], explanations[source * Row.count + replicate])
    }

    /// The same of an `anyOf` group: it brings less as soon as one member does.
    private mutating func explanation(
        ofGroupAt first: Int, _ rank: Int, _ replicate: Int, _ model: PlanModel
    ) -> Int32 {
        var set = explanation(of: first, replicate, model)
        guard !model.graph.joins.isEmpty else { return set }
        var need = first + 1
        while need < Int(model.graph.needStart[rank + 1]), model.graph.joins[need] {
            set = sets.union(set, explanation(of: need, replicate, model))
            need += 1
        }
        return set
    }

    /// The first need of the group that drives a commitment in each replicate; `noNeed` where it stands where its plan
    /// does, `anyNeed` where nothing constrains one that begins when ready.
    private func drivers(
        of rank: Int, _ columns: PlanColumns, _ ground: GroundBlock, _ model: PlanModel
    ) -> [Int32] {
        let graph = model.graph
        let doubtful = columns.doubtful.isEmpty ? [] : columns.doubtful[rank]
        let isReady = graph.features[rank].contains(.whenReady)
        var drivers = [Int32](repeating: isReady ? anyNeed : noNeed, count: Row.count)
        var best = Row(repeating: isReady ? -.infinity : columns.terms.floor[rank])
        var need = Int(graph.needStart[rank])
        let end = Int(graph.needStart[rank + 1])
        while need < end {
            let first = Int32(truncatingIfNeeded: need)
            var smallest = passed(need, doubtful, columns, ground, graph)
            need += 1
            while need < end, !graph.joins.isEmpty, graph.joins[need] {
                smallest = smallest.smaller(passed(need, doubtful, columns, ground, graph))
                need += 1
            }
            let drives = smallest .> best
            guard drives.isSomewhere else { continue }
            let isDriving = Row(repeating: 0).replacing(with: 1, where: drives)
            for replicate in 0..<Row.count where isDriving[replicate] > 0 { drivers[replicate] = first }
            best = best.larger(smallest)
        }
        return drivers
    }
}

/// It drives itself.
private let noNeed: Int32 = -1
/// Every need may be why it is not earlier.
private let anyNeed: Int32 = -2
