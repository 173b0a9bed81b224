/// What chance brings in one simulated run, as the formulas look it up.
struct ReferenceRun {
    /// `x_j`, in file order: delay, risks and factors.
    var own: [Double]
    /// `r_j`; nil where nothing is stated.
    var remaining: [Double?]
    /// `breaksAfter_j`; nil where nothing is stated.
    var patience: [Double?]
}

/// How many words stand for less than a bound, found once for each bound.
final class ReferenceCutoffs {
    private var known: [String: [Double: Int]] = [:]

    func below(_ y: Double, _ distribution: ReferenceDistribution, _ name: String) -> Int {
        if let words = known[name]?[y] { return words }
        let words = distribution.wordsBelow(y)
        known[name, default: [:]][y] = words
        return words
    }
}

/// The draws of one replicate (Model.md, sections 2 and 4), whatever the plan: V depends on facts and draws alone.
struct ReferenceReplicate {
    /// The scenario under the question's slips and moves, with no mitigation in force, on plan.
    let bare: ReferenceModel
    private let draws: ReferenceDraws
    private let number: Int
    private let cutoffs: ReferenceCutoffs
    /// V of each commitment's `delay`; 0 where it has none, or where `remaining` stands in its place.
    private(set) var delays: [Double] = []
    /// Commitments whose estimate the status date refutes in this replicate.
    private(set) var refuted: Set<Int> = []
    private var remaining: [Double?] = []
    private var patience: [Double?] = []
    /// Every draw, not yet rounded.
    private var exact: [Double] = []

    init(_ bare: ReferenceModel, _ draws: ReferenceDraws, _ number: Int, cutoffs: ReferenceCutoffs) {
        self.bare = bare
        self.draws = draws
        self.number = number
        self.cutoffs = cutoffs
        let slips = bare.allSlips()
        for (j, commitment) in bare.commitments.enumerated() {
            delays.append(delay(j, slips: slips))
            remaining.append(
                commitment.remaining.map { rounded(draws.value($0, "remaining:\(commitment.id)", replicate: number)) })
            patience.append(patience(j))
            exact += sharedDraws(j, [])
        }
    }

    private mutating func rounded(_ days: Double) -> Double {
        exact.append(days)
        return ReferenceModel.roundedTo1024ths(days)
    }

    /// How many draws lie so near the middle between two steps of 1/1024 day that a Float may round them to the other:
    /// slips may be off by as many steps. Only distributions whose inverse is elementary.
    var closeDraws: Int { referenceCloseDraws(bare.scenario, exact) }

    /// Whether a mitigation works.
    func works(_ mitigation: ReferenceMitigation) -> Bool {
        guard let chance = mitigation.chance else { return true }
        return draws.happens("plan:\(mitigation.id)", replicate: number, chance: chance)
    }

    /// What the formulas look up, where these effects avert risks.
    func run(_ effects: [ReferenceModel.InForce]) -> ReferenceRun {
        let own = bare.commitments.indices.map { delays[$0] + shared($0, effects) }
        return ReferenceRun(own: own, remaining: remaining, patience: patience)
    }

    /// Whether the delay of `j` is drawn from what is still possible: it is open, does not slip in the question, says
    /// nothing of what remains, and all its live needs are on facts.
    private func isTruncated(_ j: Int) -> Bool {
        let commitment = bare.commitments[j]
        if commitment.isFact || commitment.remaining != nil || bare.shock(j) != nil { return false }
        return commitment.allNeeds.filter { bare.isLive($0) }
            .allSatisfy { bare.commitments[bare.place(of: $0.commitment)].isFact }
    }

    /// V, to 1/1024 day.
    private mutating func delay(_ j: Int, slips: [Double]) -> Double {
        let commitment = bare.commitments[j]
        guard let delay = commitment.delay, commitment.remaining == nil else { return 0 }
        let name = "delay:\(commitment.id)"
        if isTruncated(j) {
            let y = bare.now(j) - bare.steps(j, slips: slips).start - shared(j, [])
            if y > 0 {
                let drawn = value(delay, name, atLeast: y)
                if drawn.isRefuted { refuted.insert(j) }
                return drawn.days
            }
        }
        return rounded(draws.value(delay, name, replicate: number))
    }

    /// `breaksAfter_j`, drawn from what lies beyond `now_j - moved_j` where the commitment is open.
    ///
    /// Decided: a number stands as it is written; what is drawn is to 1/1024 day.
    private mutating func patience(_ j: Int) -> Double? {
        let commitment = bare.commitments[j]
        guard let breaksAfter = commitment.breaksAfter, !commitment.isReleased else { return nil }
        if breaksAfter.constant != nil { return bare.patienceOnPlan(j) }
        let name = "patience:\(commitment.id)"
        let y = commitment.isFact ? 0 : bare.now(j) - bare.moved(j)
        if y > 0 { return value(breaksAfter, name, atLeast: y).days }
        return rounded(draws.value(breaksAfter, name, replicate: number))
    }

    /// A value that is at least `y` (section 2, "Status date"), to 1/1024 day; its chance counts as happened.
    ///
    /// Counted in words: `W` of the 2^32 words stand for values below `y`; the word drawn is spread over the others.
    /// Where fewer than 2^12 are left, the value is `y`, as it is.
    private mutating func value(
        _ distribution: ReferenceDistribution, _ name: String, atLeast y: Double
    ) -> (days: Double, isRefuted: Bool) {
        let below = cutoffs.below(y, distribution, name)
        let left = (1 << 32) - below
        if left < 1 << 12 { return (y, true) }
        let word = UInt64(draws.word(name, replicate: number, purpose: 0))
        let product = UInt64(left).multipliedFullWidth(by: 2 * word + 1)
        let spread = UInt64(below) + (product.high << 31 | product.low >> 33)
        return (rounded(distribution.valueOfWord(spread)), false)
    }

    /// What risks and factors add to `x_j`, each to 1/1024 day; the effects avert risks.
    private func shared(_ j: Int, _ effects: [ReferenceModel.InForce]) -> Double {
        sharedDraws(j, effects).map { ReferenceModel.roundedTo1024ths($0) }.reduce(0, +)
    }

    private func sharedDraws(_ j: Int, _ effects: [ReferenceModel.InForce]) -> [Double] {
        let scenario = bare.scenario
        let id = bare.commitments[j].id
        var days: [Double] = []
        for risk in scenario.risks where risk.hits.contains(where: { $0.commitment == id }) {
            var chance = risk.chance
            for case .avert(risk.id, let factor) in effects.map(\.effect) { chance *= factor }
            guard draws.happens("risk:\(risk.id)", replicate: number, chance: chance) else { continue }
            for hit in risk.hits where hit.commitment == id {
                days.append(draws.value(hit.delay, "hit:\(risk.id):\(id)", replicate: number))
            }
        }
        for factor in scenario.factors where factor.scales.contains(id) {
            let value = draws.value(factor.value, "factor:\(factor.id)", replicate: number)
            days.append((bare.commitments[j].work ?? 0) * (value - 1))
        }
        return days
    }
}
