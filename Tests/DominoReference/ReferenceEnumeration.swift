/// Every plan that may be decided, played replicate by replicate (Model.md, sections 4 and 6).
///
/// Those hurt are told on the day of deciding, in every plan and in the baseline, where something slips or is overdue.
public struct ReferenceEnumeration: Sendable {
    /// One plan.
    public struct Played: Sendable {
        /// Places in the scenario's mitigations, rising.
        public var plan: [Int]
        /// What it costs.
        public var cost: Double
        /// Total score of each replicate.
        public var totals: [Double]
    }

    /// All that keep the rules and that may be chosen.
    public private(set) var plans: [Played] = []
    /// Total score of each replicate where nothing is done and nobody told.
    public private(set) var silentBaseline: [Double] = []
    /// Total score of each replicate where nothing is done, and all are told where there is anything to tell.
    public private(set) var toldBaseline: [Double] = []
    /// What each mitigation can still do.
    public let options: [ReferenceOption]

    /// Plays them all.
    public init(
        _ scenario: ReferenceScenario, slips: [ReferenceSlip], moves: [ReferenceMove] = [],
        decidedOn day: ReferenceDate, today: ReferenceDate? = nil, seed: UInt64, replicates: Int
    ) {
        let asked = ReferenceCase(
            scenario,
            ReferenceQuestion(slips: slips, moves: moves, decidedOn: day, today: today))
        options = asked.options()
        let open = scenario.mitigations.indices.filter { [options] in options[$0].isAvailable }
        for choice in 0..<(1 << open.count) {
            let plan = open.indices.filter { choice >> $0 & 1 == 1 }.map { open[$0] }
            let ids = plan.map { scenario.mitigations[$0].id }
            guard scenario.keepsRules(plan: ids) else { continue }
            plans.append(Played(plan: plan, cost: asked.cost(of: ids), totals: []))
        }
        let told = asked.bare.hasNews ? asked.told(on: day) : nil
        let draws = ReferenceDraws(seed: seed)
        let cutoffs = ReferenceCutoffs()
        for number in 0..<replicates {
            var played = PlayedReplicate(
                asked, ReferenceReplicate(asked.bare, draws, number, cutoffs: cutoffs), told: told)
            for place in plans.indices { plans[place].totals.append(played.total(of: plans[place].plan)) }
            toldBaseline.append(played.total(of: []))
            var silent = PlayedReplicate(asked, played.replicate, told: nil)
            silentBaseline.append(silent.total(of: []))
        }
    }

    /// The least sum of risk and cost within a budget.
    public func best(budget: Double?, _ risk: ([Double]) -> Double) -> Double {
        plans.filter { $0.cost <= budget ?? .infinity }.map { risk($0.totals) + $0.cost }.min() ?? 0
    }

    /// The plan that wins: the least total, then the least cost, the fewest mitigations, the order of the file.
    ///
    /// Decided: totals within 1e-9 of each other, relative, are equal.
    public func winner(budget: Double?, _ risk: ([Double]) -> Double) -> Played? {
        let least = best(budget: budget, risk)
        let equal = plans.filter { $0.cost <= budget ?? .infinity }
            .filter { risk($0.totals) + $0.cost <= least + 1e-9 * max(1, least.magnitude) }
        return equal.min { one, other in
            if one.cost != other.cost { return one.cost < other.cost }
            if one.plan.count != other.plan.count { return one.plan.count < other.plan.count }
            return one.plan.lexicographicallyPrecedes(other.plan)
        }
    }

    /// What one plan comes to; nil where it may not be decided.
    public func played(_ plan: [Int]) -> Played? { plans.first { $0.plan == plan } }

    /// The mean.
    public static func mean(_ totals: [Double]) -> Double { totals.reduce(0, +) / Double(totals.count) }

    /// Nearest rank: the `ceil(percent * R / 100)`-th smallest.
    public static func quantile(_ percent: Int, _ totals: [Double]) -> Double {
        totals.sorted()[max(0, (percent * totals.count + 99) / 100 - 1)]
    }

    /// The mean of the `R - floor(0.95 R)` largest.
    public static func cvar95(_ totals: [Double]) -> Double {
        mean(Array(totals.sorted().suffix(totals.count - 95 * totals.count / 100)))
    }
}

/// One replicate, and what plans come to in it.
private struct PlayedReplicate {
    let replicate: ReferenceReplicate
    private let asked: ReferenceCase
    private let notices: [Double]
    /// By what works of a plan, which is all that counts.
    private var known: [[Int]: Double] = [:]

    init(_ asked: ReferenceCase, _ replicate: ReferenceReplicate, told: [Double?]?) {
        self.asked = asked
        self.replicate = replicate
        notices = asked.scenario.commitments.indices.map { asked.bare.notice($0, told: told?[$0]) }
    }

    mutating func total(of plan: [Int]) -> Double {
        let mitigations = asked.scenario.mitigations
        let working = plan.filter { replicate.works(mitigations[$0]) }
        if let total = known[working] { return total }
        let model = asked.model(plan: working.map { mitigations[$0].id }, in: replicate)
        let slips = model.allSlips()
        let total = slips.indices.flatMap { model.hurts($0, slip: slips[$0], notice: notices[$0]) }.map(\.score)
            .reduce(0, +)
        known[working] = total
        return total
    }
}
