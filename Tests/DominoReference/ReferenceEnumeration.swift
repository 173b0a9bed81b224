/// Every plan that may be decided, played replicate by replicate (Model.md, sections 4 and 6).
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

    /// All that keep the rules and are not too late.
    public private(set) var plans: [Played] = []

    /// Plays them all. Only distributions whose inverse is elementary.
    public init(
        _ scenario: ReferenceScenario, slips: [ReferenceSlip], decidedOn day: ReferenceDate, seed: UInt64,
        replicates: Int
    ) {
        let mitigations = scenario.mitigations
        let open = mitigations.indices.filter { !scenario.isTooLate(mitigations[$0], decidedOn: day) }
        for choice in 0..<(1 << open.count) {
            let plan = open.indices.filter { choice >> $0 & 1 == 1 }.map { open[$0] }
            guard scenario.keepsRules(plan: plan.map { mitigations[$0].id }) else { continue }
            let cost = plan.map { mitigations[$0].cost ?? 0 }.reduce(0, +)
            plans.append(Played(plan: plan, cost: cost, totals: []))
        }
        let draws = ReferenceDraws(seed: seed)
        for number in 0..<replicates {
            var replicate = Replicate(scenario, draws, number, slips: slips, toldOn: day)
            for place in plans.indices { plans[place].totals.append(replicate.total(of: plans[place].plan)) }
        }
    }

    /// The least sum of risk and cost within a budget.
    public func best(budget: Double?, _ risk: ([Double]) -> Double) -> Double {
        plans.filter { $0.cost <= budget ?? .infinity }.map { risk($0.totals) + $0.cost }.min() ?? 0
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

/// The luck of one replicate, and what plans come to under it.
private struct Replicate {
    private let scenario: ReferenceScenario
    private let draws: ReferenceDraws
    private let number: Int
    private let shocked: [ReferenceSlip]
    private let notices: [Double]
    private let works: [Bool]
    /// `delay` and factors of each commitment, in days.
    private let delays: [Double]
    private var model: ReferenceModel
    /// By what works of a plan, which is all that counts.
    private var known: [[Int]: Double] = [:]

    init(
        _ scenario: ReferenceScenario, _ draws: ReferenceDraws, _ number: Int, slips: [ReferenceSlip],
        toldOn day: ReferenceDate
    ) {
        let model = ReferenceModel(scenario, calendar: ReferenceCalendar(scenario.calendar), slips: slips)
        let told = model.allTold(on: model.moment(day), root: scenario.root ?? slips.first?.commitment)
        notices = told.indices.map { model.notice($0, told: told[$0]) }
        works = scenario.mitigations.map { mitigation in
            mitigation.chance.map { draws.happens("plan:\(mitigation.id)", replicate: number, chance: $0) } ?? true
        }
        var calm = scenario
        calm.risks = []
        delays = referenceOwnDelays(calm, draws, replicate: number)
        self.scenario = scenario
        self.draws = draws
        self.number = number
        shocked = slips
        self.model = model
    }

    mutating func total(of plan: [Int]) -> Double {
        let working = plan.filter { works[$0] }
        if let total = known[working] { return total }
        model.effects = working.flatMap { scenario.mitigations[$0].effects }
        let own = zip(scenario.commitments, ownDelays()).filter { !$0.0.isFact && !$0.0.isReleased }
            .map { ReferenceSlip($0.0.id, .days($0.1)) }
        // What is asked states the delay in the place of luck.
        model.slips = shocked + own
        let slips = model.allSlips()
        let total = slips.indices.flatMap { model.hurts($0, slip: slips[$0], notice: notices[$0]) }.map(\.score)
            .reduce(0, +)
        known[working] = total
        return total
    }

    /// `x_j` before shocks and expediting, with the risks that the effects in force do not avert.
    private func ownDelays() -> [Double] {
        var days = delays
        for risk in scenario.risks {
            var chance = 1.0
            for case .avert(risk.id, let factor) in model.effects { chance *= factor }
            guard draws.happens("risk:\(risk.id)", replicate: number, chance: risk.chance * chance) else { continue }
            for hit in risk.hits {
                let impact = draws.value(hit.delay, "hit:\(risk.id):\(hit.commitment)", replicate: number)
                days[model.place(of: hit.commitment)] += ReferenceModel.roundedTo1024ths(impact)
            }
        }
        return days
    }
}
