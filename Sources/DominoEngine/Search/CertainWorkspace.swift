/// Plans of a scenario in which nothing is left to luck: one replicate in scalars, without draws or lanes.
///
/// Parameters are kept and changed in place: only what some option touches is put back between plans. Amounts are millionths of
/// the currency as integers, each commitment's rounded once, so that sums and ties are exact.
public struct CertainWorkspace: ~Copyable {
    private let model: PlanModel
    private var parameters: Parameters
    private var softened: [Double]
    private var slips: [Float]
    /// Which options explain each slip: sets, by rank.
    private var explanations: [Int32]
    private var sets: OptionSets
    /// What each damaged commitment costs under the larger of two plans, in millionths, by place in `damageRanks`.
    private var lowScores: [Int128]
    /// What is the same under every plan, in millionths.
    private let still: Int128
    /// Share of the damage that remains after notice, by rank.
    private let remaining: [Double]
    /// What the options touch, once each.
    private let touchedRanks: [Int32]
    private let touchedNeeds: [Int32]
    private let touchedEntries: [Int32]
    private var masses: [Int128] = []

    /// - Precondition: the model is certain.
    public init(for model: PlanModel) {
        precondition(model.isCertain, "nothing is left to luck")
        self.model = model
        parameters = model.parameters
        softened = model.damage.entries.map { $0.softened }
        slips = DominoEngine.slips(in: model.graph, under: model.parameters)
        explanations = [Int32](repeating: 0, count: slips.count)
        sets = model.sets
        lowScores = [Int128](repeating: 0, count: model.damageRanks.count)
        let remaining = slips.indices.map { model.damage.noticeFactor(of: $0, days: model.notice?[$0] ?? 0) }
        self.remaining = remaining
        var still: Int128 = 0
        for rank in slips.indices where !model.isActive[rank] {
            still += millionths(
                of: rank, at: slips[rank], model.damage, softened, remaining[rank],
                dueShift: model.parameters.dueShift[rank])
        }
        self.still = still
        touchedRanks = slips.indices.filter {
            model.ownSets[$0] != 0 || model.limitSets[$0] != 0 || model.damageSets[$0] != 0
        }.map { Int32(truncatingIfNeeded: $0) }
        touchedNeeds = model.needSets.indices.filter { model.needSets[$0] != 0 }.map { Int32(truncatingIfNeeded: $0) }
        touchedEntries = touchedRanks.flatMap { rank in
            Array(model.damage.start[Int(rank)]..<model.damage.start[Int(rank) + 1])
        }
    }

    /// What a plan leaves of the damage, in millionths.
    /// - Complexity: O(active commitments, their needs and damage, and effects).
    public mutating func risk(of plan: [Bool]) -> Int128 {
        pass(plan, explains: false)
        var total = still
        for rank in model.damageRanks { total += score(Int(rank)) }
        return total
    }

    /// Score of each damage entry under a plan, in the currency.
    public mutating func scores(of plan: [Bool]) -> [Double] {
        pass(plan, explains: false)
        let damage = model.damage
        return slips.indices.flatMap { rank in
            (Int(damage.start[rank])..<Int(damage.start[rank + 1])).map { place in
                let slip = Double(slips[rank]) - Double(parameters.dueShift[rank])
                return damage.amount(of: place, slip: slip) * (remaining[rank] * softened[place])
                    * damage.entries[place].weight
            }
        }
    }

    /// What holds for every plan between two.
    public mutating func bound(chosen: [Bool], undecided: [Bool]) -> PlanBound {
        var all = chosen
        for place in all.indices where undecided[place] { all[place] = true }
        pass(all, explains: false)
        var low = still
        for (place, rank) in model.damageRanks.enumerated() {
            lowScores[place] = score(Int(rank))
            low += lowScores[place]
        }
        pass(chosen, explains: true)
        var high = still
        var falls = [Int128](repeating: 0, count: model.damageRanks.count)
        var found: [Int32] = []
        for (place, rank) in model.damageRanks.enumerated() {
            let score = score(Int(rank))
            high += score
            let fall = score - lowScores[place]
            guard fall > 0 else { continue }
            falls[place] = fall
            let set = sets.union(model.damageSets[Int(rank)], explanations[Int(rank)])
            while masses.count < sets.count { masses.append(0) }
            if masses[Int(set)] == 0 { found.append(set) }
            masses[Int(set)] += fall
        }
        var cuts: [PlanBound.Cut] = []
        for set in found {
            cuts.append(
                PlanBound.Cut(options: sets.members(of: set) { undecided[$0] }, mass: masses[Int(set)]))
            masses[Int(set)] = 0
        }
        if sets.count > 1 << 16 {
            sets = model.sets
            masses = []
        }
        return PlanBound(
            chosenRisk: high, least: low, cutsFrom: low, cuts: PlanBound.joined(cuts),
            mostGains: model.reaches.map { $0.reduce(Int128(0)) { $0 + falls[Int($1)] } })
    }

    /// A commitment's score, in millionths.
    private func score(_ rank: Int) -> Int128 {
        millionths(
            of: rank, at: slips[rank], model.damage, softened, remaining[rank], dueShift: parameters.dueShift[rank])
    }

    /// Puts a plan in force and computes the slips of all active commitments.
    private mutating func pass(_ plan: [Bool], explains: Bool) {
        enforce(plan)
        for rank in model.activeRanks {
            step(Int(rank))
            if explains { explain(Int(rank)) }
        }
    }

    private mutating func enforce(_ plan: [Bool]) {
        for rank in touchedRanks {
            let rank = Int(rank)
            parameters.ownDelay[rank] = model.parameters.ownDelay[rank]
            parameters.breakLimit[rank] = model.parameters.breakLimit[rank]
            parameters.dueShift[rank] = model.parameters.dueShift[rank]
        }
        for need in touchedNeeds {
            parameters.share[Int(need)] = model.parameters.share[Int(need)]
            parameters.delayCap[Int(need)] = model.parameters.delayCap[Int(need)]
        }
        for place in touchedEntries { softened[Int(place)] = model.damage.entries[Int(place)].softened }
        for (place, option) in model.options.enumerated() where plan[place] {
            for effect in option.effects { enforce(effect) }
        }
    }

    private mutating func enforce(_ effect: Effect) {
        switch effect {
        case .expedite(let rank, let days):
            if !model.graph.features[Int(rank)].contains(.fact) { parameters.ownDelay[Int(rank)] -= onGrid(days) }
        case .fallback(let need, let days): parameters.delayCap[Int(need)] = min(parameters.delayCap[Int(need)], days)
        case .decouple(let need, let share): parameters.share[Int(need)] = min(parameters.share[Int(need)], share)
        case .soften(let rank, let kind, let factor):
            for place in Int(model.damage.start[Int(rank)])..<Int(model.damage.start[Int(rank) + 1])
            where kind < 0 || model.damage.entries[place].kind == kind {
                softened[place] *= factor
            }
        case .redate(let rank, let days):
            parameters.dueShift[Int(rank)] += Float(days)
            parameters.breakLimit[Int(rank)] += Float(days)
        case .extend(let rank, let days): parameters.breakLimit[Int(rank)] += Float(days)
        case .avert: return
        }
    }

    /// One commitment's slip.
    @inline(__always)
    private mutating func step(_ rank: Int) {
        let graph = model.graph
        if graph.features[rank].contains(.fact) {
            slips[rank] = parameters.ownDelay[rank]
            return
        }
        let inherited = DominoEngine.inherited(by: rank, graph, parameters, slips).days
        let base =
            graph.features[rank].contains(.whenReady)
            ? readyBase(of: rank, inherited, graph, parameters, slips) : parameters.baseSlip[rank]
        let slip = max(base, inherited) + parameters.ownDelay[rank]
        slips[rank] = slip > parameters.breakLimit[rank] ? .infinity : slip
    }

    /// Which options explain a commitment's slip: see `PlanWorkspace.explain`.
    private mutating func explain(_ rank: Int) {
        let graph = model.graph
        guard !graph.features[rank].contains(.fact) else {
            explanations[rank] = 0
            return
        }
        var set = model.ownSets[rank]
        let (days, driver) = DominoEngine.inherited(by: rank, graph, parameters, slips)
        let isReady = graph.features[rank].contains(.whenReady)
        if driver >= 0, isReady || days > parameters.baseSlip[rank] {
            var need = groupStart(of: driver)
            repeat {
                set = union(set, need)
                need += 1
            } while need < Int(graph.needStart[rank + 1]) && !graph.joins.isEmpty && graph.joins[need]
        } else if driver < 0, isReady {
            for need in Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1]) { set = union(set, need) }
        }
        if slips[rank] == .infinity { set = sets.union(set, model.limitSets[rank]) }
        explanations[rank] = set
    }

    /// The first member of the `anyOf` group a need stands in.
    private func groupStart(of need: Int) -> Int {
        guard !model.graph.joins.isEmpty else { return need }
        var first = need
        while model.graph.joins[first] { first -= 1 }
        return first
    }

    private mutating func union(_ set: Int32, _ need: Int) -> Int32 {
        let source = Int(model.graph.needs[need].source)
        let wider = sets.union(set, model.needSets[need])
        return model.isActive[source] ? sets.union(wider, explanations[source]) : wider
    }
}

/// A commitment's score in millionths of the currency, rounded to the nearest.
private func millionths(
    of rank: Int, at slip: Float, _ damage: DamageTable, _ softened: [Double], _ remaining: Double, dueShift: Float
) -> Int128 {
    let days = Double(slip) - Double(dueShift)
    var score = 0.0
    for place in Int(damage.start[rank])..<Int(damage.start[rank + 1]) {
        score += damage.amount(of: place, slip: days) * (remaining * softened[place]) * damage.entries[place].weight
    }
    // Weights of weights may make amounts of any size; far above all money there is, they are all alike.
    return Int128(min(score * 1e6, 1e30) + 0.5)
}
