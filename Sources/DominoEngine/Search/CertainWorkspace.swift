/// Plans of a scenario in which nothing is drawn: one replicate in scalars, without lanes.
///
/// Only what some option touches is restored between plans. Amounts are integers in millionths of the currency, each
/// commitment's rounded once, so that sums and ties are exact.
struct CertainWorkspace: ~Copyable {
    private let model: PlanModel
    private var parameters: Parameters
    private var damage: DamageTable
    private var slips: [Float]
    /// By rank, the set of options that explain its slip.
    private var explanations: [Int32]
    private var sets: OptionSets
    /// Score of each damaged commitment under the larger of two plans, by place in `damageRanks`.
    private var relaxedScores: [Int128]
    /// Score that is the same under every plan.
    private let fixedScore: Int128
    /// By rank, the share of its damage that remains after notice.
    private let remaining: [Double]
    /// What the options touch, each once.
    private let touchedRanks: [Int]
    private let touchedNeeds: [Int]
    /// Masses of the damage at hand, by set.
    private var masses: [Int128] = []

    /// - Precondition: nothing is drawn in the model.
    init(for model: PlanModel) {
        precondition(model.isCertain, "nothing is drawn")
        self.model = model
        parameters = model.parameters
        damage = model.damage
        slips = DominoEngine.slips(in: model.graph, under: model.parameters)
        explanations = [Int32](repeating: 0, count: slips.count)
        sets = model.sets
        relaxedScores = [Int128](repeating: 0, count: model.damageRanks.count)
        let remaining = slips.indices.map { model.damage.noticeFactor(of: $0, days: model.notice?[$0] ?? 0) }
        self.remaining = remaining
        var fixedScore: Int128 = 0
        for rank in slips.indices where !model.isActive[rank] {
            fixedScore += millionths(
                of: rank, at: slips[rank], damage, remaining[rank], dueShift: parameters.dueShift[rank])
        }
        self.fixedScore = fixedScore
        touchedRanks = slips.indices.filter {
            model.ownSets[$0] != 0 || model.limitSets[$0] != 0 || model.damageSets[$0] != 0
        }
        touchedNeeds = model.needSets.indices.filter { model.needSets[$0] != 0 }
    }

    /// The risk of a plan, in millionths of the currency.
    /// - Complexity: O(active commitments, their needs and damage, and changes).
    mutating func risk(of plan: OptionMask) -> Int128 {
        evaluate(plan, explains: false)
        var total = fixedScore
        for rank in model.damageRanks { total += score(Int(rank)) }
        return total
    }

    /// Score of each damage entry under a plan, in the currency.
    mutating func scores(of plan: OptionMask) -> [Double] {
        evaluate(plan, explains: false)
        return slips.indices.flatMap { rank in
            (Int(damage.start[rank])..<Int(damage.start[rank + 1])).map { place in
                let entry = damage.entries[place]
                let amount = damage.amount(
                    of: place, rank: rank, slip: Double(slips[rank]), dueShift: Double(parameters.dueShift[rank]))
                return amount * (remaining[rank] * entry.softened) * entry.weight
            }
        }
    }

    /// What holds for every plan between the chosen options alone and these with all undecided ones.
    mutating func bound(chosen: OptionMask, undecided: OptionMask) -> PlanBound {
        evaluate(chosen.union(undecided), explains: false)
        var relaxed = fixedScore
        for (place, rank) in model.damageRanks.enumerated() {
            relaxedScores[place] = score(Int(rank))
            relaxed += relaxedScores[place]
        }
        evaluate(chosen, explains: true)
        var total = fixedScore
        var gaps = [Int128](repeating: 0, count: model.damageRanks.count)
        var found: [Int32] = []
        for (place, rank) in model.damageRanks.enumerated() {
            let score = score(Int(rank))
            total += score
            let gap = score - relaxedScores[place]
            guard gap > 0 else { continue }
            gaps[place] = gap
            let set = sets.union(model.damageSets[Int(rank)], explanations[Int(rank)])
            while masses.count < sets.count { masses.append(0) }
            if masses[Int(set)] == 0 { found.append(set) }
            masses[Int(set)] += gap
        }
        var cuts: [PlanBound.Cut] = []
        for set in found {
            cuts.append(PlanBound.Cut(options: sets.members(of: set, among: undecided), mass: masses[Int(set)]))
            masses[Int(set)] = 0
        }
        if sets.count > 1 << 16 {
            sets = model.sets
            masses = []
        }
        return PlanBound(
            chosenRisk: total, relaxedRisk: relaxed, cutsFrom: relaxed, cuts: PlanBound.merged(cuts),
            largestSavings: model.reaches.map { $0.reduce(Int128(0)) { $0 + gaps[Int($1)] } })
    }

    /// A commitment's score, in millionths of the currency.
    private func score(_ rank: Int) -> Int128 {
        millionths(of: rank, at: slips[rank], damage, remaining[rank], dueShift: parameters.dueShift[rank])
    }

    /// Applies a plan and computes the slips of all active commitments.
    private mutating func evaluate(_ plan: OptionMask, explains: Bool) {
        restore()
        let changes = plan.union(model.underWay).members.flatMap { model.options[$0].changes }
        apply(changes, of: model.graph, to: &parameters, and: &damage)
        for rank in model.activeRanks {
            step(Int(rank))
            if explains { explain(Int(rank)) }
        }
    }

    /// Undoes whatever plan was applied.
    private mutating func restore() {
        for rank in touchedRanks {
            parameters.breakLimit[rank] = model.parameters.breakLimit[rank]
            parameters.dueShift[rank] = model.parameters.dueShift[rank]
            for place in damage.entries(of: rank) { damage.entries[place] = model.damage.entries[place] }
        }
        if damage.pieces.count > model.damage.pieces.count { damage.pieces = model.damage.pieces }
        parameters.expedites = model.parameters.expedites
        parameters.decouplings = model.parameters.decouplings
        for need in touchedNeeds {
            parameters.share[need] = model.parameters.share[need]
            parameters.delayCap[need] = model.parameters.delayCap[need]
        }
    }

    /// Computes one commitment's slip.
    @inline(__always)
    private mutating func step(_ rank: Int) {
        let graph = model.graph
        if graph.features[rank].contains(.fact) {
            slips[rank] = parameters.ownDelay[rank]
            return
        }
        slips[rank] = generalSlip(of: rank, graph, parameters, slips)
    }

    /// Finds the options that explain a commitment's slip: see `PlanWorkspace.explain`.
    private mutating func explain(_ rank: Int) {
        let graph = model.graph
        guard !graph.features[rank].contains(.fact) else {
            explanations[rank] = 0
            return
        }
        var set = model.ownSets[rank]
        let (days, driver) = DominoEngine.inherited(by: rank, graph, parameters, slips)
        let isReady = parameters.isWhenReady(rank, graph.features[rank])
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

    /// The first member of the `anyOf` group that a need belongs to.
    private func groupStart(of need: Int) -> Int {
        guard !model.graph.joins.isEmpty else { return need }
        var first = need
        while model.graph.joins[first] { first -= 1 }
        return first
    }

    /// A set with the options that explain what a need passes on.
    private mutating func union(_ set: Int32, _ need: Int) -> Int32 {
        let source = Int(model.graph.needs[need].source)
        let wider = sets.union(set, model.needSets[need])
        return model.isActive[source] ? sets.union(wider, explanations[source]) : wider
    }
}

/// A commitment's score in millionths of the currency, rounded to the nearest.
/// - Parameter remaining: the share of its damage that remains after notice.
private func millionths(
    of rank: Int, at slip: Float, _ damage: DamageTable, _ remaining: Double, dueShift: Float
) -> Int128 {
    var score = 0.0
    for place in Int(damage.start[rank])..<Int(damage.start[rank + 1]) {
        let entry = damage.entries[place]
        let amount = damage.amount(of: place, rank: rank, slip: Double(slip), dueShift: Double(dueShift))
        score += amount * (remaining * entry.softened) * entry.weight
    }
    // Weights may make amounts of any size. Beyond 1e30, which is far above all money there is, amounts count as equal.
    return Int128(min(score * 1e6, 1e30) + 0.5)
}
