import DominoEngine
import DominoScenario

/// Finds the best plan, proves it, and says what else is worth knowing about the mitigations.
///
/// - Parameters:
///   - threads: how many threads work; the answer does not depend on it.
///   - time: how long the search may take. Runners-up, frontier and waiting share as much time again.
///   - progress: receives the best total and the lower bound after each node.
/// - Precondition: the commitments of the question exist.
/// - Complexity: exponential in the mitigations at worst; a node costs two passes forward in every replicate.
public func mitigate(
    _ question: MitigateQuestion, in compiled: Compiled, threads: Int,
    time: SearchTime = .unlimited, progress: (_ best: Double, _ lowerBound: Double) -> Void = { _, _ in }
) -> MitigationResult {
    var study = MitigationStudy(question, compiled, threads: threads)
    var evaluator = study.evaluator(decidedOn: question.decideOn)
    let rules = study.rules(decidedOn: question.decideOn, budget: question.budget)
    let goesOn = time.begun()
    let baseline = RatedPlan(plan: study.nothing, risk: evaluator.risk(of: study.nothing), cost: 0)
    let alone = evaluator.aloneRisks()
    let first = firstPlan(rules, aloneRisks: alone, nothingRisk: baseline.risk, &evaluator)
    var search = PlanSearch(rules, from: first)
    search.run(&evaluator, while: goesOn) { [measure = study.measure] best, bound in
        progress(measure.amount(best), measure.amount(bound))
    }
    let best = search.best

    var answer = MitigationResult(
        question: question, replicates: study.measure.replicates, isCertain: evaluator.model.isCertain,
        baseline: study.plan(baseline), best: study.plan(best),
        lowerBound: study.measure.amount(search.lowerBound ?? best.total), isProved: search.isProved,
        nodeCount: search.nodeCount, options: [], runnersUp: [], frontier: [], waiting: [],
        damageBefore: study.damageByBearer(under: study.nothing, evaluator),
        damageAfter: study.damageByBearer(under: best.plan, evaluator))
    let before = study.sums(under: study.nothing, evaluator)
    let after = study.sums(under: best.plan, evaluator)
    answer.money = (before.money, after.money)
    (answer.sidesBefore, answer.sides) = (before.sides, after.sides)
    answer.amounts = (before.byKind, after.byKind)
    answer.moneyByBearer = (before.moneyByBearer, after.moneyByBearer)
    answer.overdue = compiled.overdue
    answer.silent = answer.baseline.risk
    if study.isTold {
        var silent = study.silentEvaluator(decidedOn: question.decideOn)
        answer.silent = study.measure.amount(silent.risk(of: study.nothing))
    }
    if search.isProved { answer.lowerBound = answer.best.total }
    answer.options = study.options(best, baseline, alone, rules, &evaluator)
    let rest = time.divided(by: 1 + (question.wantsFrontier ? 1 : 0) + (question.wantsWaiting ? 1 : 0))
    answer.runnersUp = search.runnersUp(&evaluator, while: rest.begun()).map { study.plan($0) }
    if question.wantsFrontier {
        answer.frontier = search.frontier(&evaluator, while: rest.begun()).map { point in
            let plan = study.plan(point.plan)
            return MitigationResult.BudgetPoint(budget: plan.cost, plan: plan, isProved: point.isProved)
        }
    }
    if question.wantsWaiting {
        answer.waiting = study.waiting(search, evaluator: evaluator, while: rest.begun())
    }
    return answer
}

/// A compiled question: the model of the search, its rules and samples, and the way back from masks to mitigations.
struct MitigationStudy {
    let question: MitigateQuestion
    let compiled: Compiled
    let measure: RiskMeasure
    /// The empty plan.
    let nothing: OptionMask
    /// Cost of each mitigation, in the unit of risk.
    let costs: [Int128]
    private let runner: BlockRunner
    /// The slips, without any plan.
    private let slipped: ModelQuestion
    private let inForce: ModelInForce
    private let uncertainty: Uncertainty
    /// By rank, the least slip there can be.
    private let leastSlips: [Float]
    /// Until when each mitigation can be decided.
    let lastDays: [Model.LastDay]
    /// Whether nothing is drawn.
    private let isCertain: Bool
    /// Whether those hurt are told on the day of decision: nobody can be told of a delay that has not happened.
    let isTold: Bool
    private var samples: Samples?

    init(_ question: MitigateQuestion, _ compiled: Compiled, threads: Int) {
        let (scenario, model) = (compiled.scenario, compiled.model)
        self.question = question
        self.compiled = compiled
        runner = .threads(threads)
        slipped = compiled.question(slips: question.slips, moves: question.moves)
        // What is under way already is part of every plan, in the model of the search.
        inForce = model.inForceWithoutMitigations(slipped)
        uncertainty = model.uncertaintyWithoutMitigations(slipped)
        leastSlips = model.leastSlips(inForce.parameters)
        lastDays = model.lastDays(slipped)
        nothing = OptionMask(optionCount: scenario.mitigations.count)
        isTold = !question.slips.isEmpty || !model.overdue.isEmpty
        let isCertain = uncertainty.contributions.isEmpty && model.mitigations.allSatisfy { $0.works == nil }
        self.isCertain = isCertain
        let measure =
            isCertain
            ? RiskMeasure(.mean, replicates: 1)
            : RiskMeasure(question.objective.measure, replicates: question.replicates)
        self.measure = measure
        costs = scenario.mitigations.map { measure.cost($0.cost) }
    }

    private var scenario: Scenario { compiled.scenario }

    /// What is under way already.
    private var underWay: Set<MitigationIndex> { Set(scenario.decided.map(\.mitigation)) }

    /// Evaluates plans that are decided on a day, on which those hurt are notified. Samples are drawn at the first
    /// call.
    mutating func evaluator(decidedOn day: Day) -> PlanEvaluator {
        evaluator(model(decidedOn: day, isTold: isTold))
    }

    /// Evaluates plans that are decided on a day while nobody is told.
    mutating func silentEvaluator(decidedOn day: Day) -> PlanEvaluator {
        evaluator(model(decidedOn: day, isTold: false))
    }

    private mutating func evaluator(_ model: PlanModel) -> PlanEvaluator {
        let samples: Samples
        if model.isCertain {
            samples = .none
        } else if let drawn = self.samples {
            samples = drawn.rescored(for: model)
        } else {
            let simulation = Simulation(
                graph: inForce.graph, parameters: inForce.parameters, damage: inForce.damage, notice: model.notice,
                uncertainty: uncertainty, seed: question.seed, figures: .totals)
            samples = Samples(model, simulation, replicates: measure.replicates, runner: runner)
            self.samples = samples
        }
        return PlanEvaluator(model, measure, costs: costs, samples: samples, runner: runner)
    }

    /// The model of the search when plans are decided on a day.
    ///
    /// - Parameter isTold: whether those hurt are told on that day.
    func model(decidedOn day: Day, isTold: Bool) -> PlanModel {
        PlanModel(
            graph: inForce.graph, parameters: inForce.parameters, damage: inForce.damage,
            notice: isTold ? notice(notifiedOn: day) : nil, uncertainty: uncertainty, seed: question.seed,
            options: zip(planChanges(decidedOn: day), compiled.model.mitigations).map { changes, mitigation in
                PlanOption(changes: changes, event: mitigation.works)
            }, underWay: scenario.decided.map { Int($0.mitigation) })
    }

    /// What each mitigation changes if it is decided on a day.
    func planChanges(decidedOn day: Day) -> [[ColumnChange]] {
        compiled.model.planChanges(decidedOn: Double(scenario.calendar.ordinal(day)), least: leastSlips)
    }

    /// Days of notice by rank when those hurt are notified on a day.
    private func notice(notifiedOn day: Day) -> [Double] {
        compiled.model.notification(slipped, on: Double(scenario.calendar.ordinal(day))).notice
    }

    /// The rules on a day of decision.
    func rules(decidedOn day: Day, budget: Double?) -> PlanRules {
        func isExcluded(_ place: MitigationIndex) -> Bool {
            scenario[place].excludes.contains { underWay.contains($0) }
                || underWay.contains { scenario[$0].excludes.contains(place) }
        }
        let available = scenario.mitigations.places.filter { place in
            guard !underWay.contains(place), !isExcluded(place) else { return false }
            // Where nothing is drawn, nothing comes later than the last day allows for.
            let isDrawn = !uncertainty.contributions.isEmpty
            return stillHelps(place, decidedOn: day) || (isDrawn && compiled.model.shutsItselfOff(Int(place)))
        }
        return PlanRules(
            costs: costs,
            requires: scenario.mitigations.map { $0.requires.filter { !underWay.contains($0) }.map(\.place) },
            excludes: scenario.mitigations.map { $0.excludes.filter { !underWay.contains($0) }.map(\.place) },
            budget: budget.map { measure.cost($0) },
            available: OptionMask(available.map { Int($0) }, optionCount: costs.count))
    }

    /// Whether a mitigation still changes anything, everything on plan, if it is decided on a day.
    func stillHelps(_ mitigation: MitigationIndex, decidedOn day: Day) -> Bool {
        switch lastDays[Int(mitigation)] {
        case .day(let last): scenario.calendar.ordinal(day) <= last
        case .never: true
        case .noEffect: false
        }
    }

    /// The last day on which a mitigation can be decided; nil for none.
    func lastDay(of mitigation: MitigationIndex) -> Int? {
        if case .day(let day) = lastDays[Int(mitigation)] { day } else { nil }
    }

    /// A plan as the answer gives it.
    func plan(_ rated: RatedPlan) -> MitigationResult.Plan {
        let mitigations = rated.plan.members.map { MitigationIndex($0) }
        let cost = mitigations.reduce(0.0) { $0 + scenario[$1].cost }
        let risk = measure.amount(rated.risk)
        return MitigationResult.Plan(mitigations: mitigations, cost: cost, risk: risk, total: risk + cost)
    }

    /// Mean amounts and scores under a plan. What has no weight is not looked at by a search, and counts as nothing.
    func sums(under plan: OptionMask, _ evaluator: PlanEvaluator) -> DamageSums {
        let amounts = zip(evaluator.scores(of: plan), compiled.model.damage.entries).map { score, entry in
            entry.weight > 0 ? score / entry.weight : 0
        }
        return DamageSums(amounts: amounts, in: compiled)
    }

    /// Mean damage of each stakeholder under a plan, in the currency.
    func damageByBearer(under plan: OptionMask, _ evaluator: PlanEvaluator) -> [Double] {
        var damage = [Double](repeating: 0, count: scenario.stakeholders.count)
        for (place, score) in evaluator.scores(of: plan).enumerated() {
            damage[Int(compiled.model.damage.entries[place].bearer)] += score
        }
        return damage
    }
}

// MARK: Single options

extension MitigationStudy {
    /// What each mitigation saves, and why it is in the best plan or not.
    func options(
        _ best: RatedPlan, _ baseline: RatedPlan, _ alone: [Int128], _ rules: PlanRules,
        _ evaluator: inout PlanEvaluator
    ) -> [MitigationResult.Option] {
        let others = scenario.mitigations.indices.map { place in
            best.plan[place] ? best.plan.removing(place) : best.plan.adding(place)
        }
        let risks = evaluator.risks(of: others, around: best.plan)
        return scenario.mitigations.places.map { mitigation in
            let place = Int(mitigation)
            let change = risks[place] - best.risk
            let marginal = best.plan[place] ? change : -change
            let gain = baseline.risk - alone[place]
            return MitigationResult.Option(
                mitigation: mitigation, isAvailable: rules.available[place],
                decideBy: lastDay(of: mitigation).map { scenario.calendar.day(ordinal: $0) },
                bites: bites(mitigation), stillHelps: stillHelps(mitigation, decidedOn: question.decideOn),
                aloneGain: measure.amount(gain), marginalGain: measure.amount(marginal),
                standing: standing(place, best, aloneGain: gain, marginalGain: marginal, rules))
        }
    }

    /// The day on which a mitigation takes effect: decided on the day asked, or under way already.
    private func bites(_ mitigation: MitigationIndex) -> Day {
        let decided = scenario.decided.first { $0.mitigation == mitigation }?.on ?? question.decideOn
        return scenario.calendar.day(at: Double(scenario.calendar.ordinal(decided)) + scenario[mitigation].leadTime)
    }

    private func standing(
        _ place: Int, _ best: RatedPlan, aloneGain: Int128, marginalGain: Int128, _ rules: PlanRules
    ) -> MitigationResult.Standing {
        if best.plan[place] { return .chosen }
        if underWay.contains(MitigationIndex(place)) { return .underWay }
        if !rules.available[place] { return .tooLate }
        if aloneGain <= 0, marginalGain <= 0 { return .noEffect }
        // A rule is the reason only where the option would be worth its cost without that rule.
        if marginalGain > costs[place] {
            if let other = rules.excludes[place].first(where: { best.plan[Int($0)] }) {
                return .excluded(by: MitigationIndex(Int(other)))
            }
            if let other = rules.requires[place].first(where: { !best.plan[Int($0)] }) {
                return .missingRequirement(MitigationIndex(Int(other)))
            }
            if let budget = rules.budget, best.cost + costs[place] > budget { return .overBudget }
        }
        if let other = rules.excludes[place].first(where: { best.plan[Int($0)] }), aloneGain > costs[place] {
            return .excluded(by: MitigationIndex(Int(other)))
        }
        return aloneGain > costs[place] ? .superseded : .notWorthIt
    }
}

// MARK: Waiting

extension MitigationStudy {
    /// The most days of decision that are looked at one by one.
    private static let dayLimit = 60

    /// The best plan of each later day of decision, until the day after the last mitigation can be decided.
    ///
    /// The available mitigations change only on the day after one expires, but damage grows with every day of later
    /// notice. Where neither changes, the search is not repeated. Days on which a mitigation expires come first, then
    /// those between, coarse before fine: whatever the time allows then spans the whole range.
    mutating func waiting(
        _ found: PlanSearch, evaluator first: PlanEvaluator, while goesOn: () -> Bool
    ) -> [MitigationResult.WaitingPoint] {
        let (days, order) = daysOfDecision()
        let firstShares = damageShares(notifiedOn: question.decideOn)
        let firstChanges = planChanges(decidedOn: question.decideOn)
        var solved = [(search: PlanSearch, shares: [Double], changes: [[ColumnChange]])?](
            repeating: nil, count: days.count)
        for place in order {
            let rules = self.rules(decidedOn: days[place], budget: question.budget)
            let shares = damageShares(notifiedOn: days[place])
            let changes = planChanges(decidedOn: days[place])
            var known = (search: found, shares: firstShares, changes: firstChanges)
            for earlier in (0..<place).reversed() {
                guard let other = solved[earlier] else { continue }
                known = other
                break
            }
            if shares != known.shares || changes != known.changes
                || rules.available != known.search.rules.available
            {
                guard goesOn() else { break }
                var evaluator =
                    shares == firstShares && changes == firstChanges ? first : self.evaluator(decidedOn: days[place])
                var search = PlanSearch(rules, from: restart(known.search.best, rules, &evaluator))
                search.run(&evaluator, while: goesOn)
                known = (search, shares, changes)
            }
            solved[place] = known
        }
        return days.indices.compactMap { place in
            solved[place].map { known in
                MitigationResult.WaitingPoint(
                    decideOn: days[place], plan: plan(known.search.best), isProved: known.search.isProved,
                    expiring: expiring(on: days[place]))
            }
        }
    }

    /// By rank, the share of the damage that remains when those hurt are notified on a day.
    private func damageShares(notifiedOn day: Day) -> [Double] {
        guard isTold else { return [] }
        return notice(notifiedOn: day).enumerated().map { compiled.model.damage.noticeFactor(of: $0, days: $1) }
    }

    /// The first incumbent of a later day: the plan of the day before, without mitigations that have expired.
    private func restart(_ plan: RatedPlan, _ rules: PlanRules, _ evaluator: inout PlanEvaluator) -> RatedPlan {
        var kept = plan.plan
        for option in plan.plan.members where kept[option] && !rules.available[option] {
            kept = rules.removing(option, from: kept)
        }
        return RatedPlan(plan: kept, risk: evaluator.risk(of: kept), cost: rules.cost(of: kept))
    }

    /// Mitigations for which a day is the last one.
    private func expiring(on day: Day) -> [MitigationIndex] {
        let ordinal = scenario.calendar.ordinal(day)
        return scenario.mitigations.places.filter { lastDay(of: $0) == ordinal }
    }

    /// Working days from the day asked to the one after the last mitigation expires. Of more than `dayLimit` days only
    /// those on which one expires, the days after them, and some between. And the order in which to look at them.
    private func daysOfDecision() -> (days: [Day], order: [Int]) {
        let first = scenario.calendar.ordinal(question.decideOn)
        let ends = scenario.mitigations.places.filter { !underWay.contains($0) }.compactMap { lastDay(of: $0) }
            .filter { $0 >= first }
        guard let last = ends.max() else { return ([], []) }
        let turns = Set([first] + ends.flatMap { [$0, $0 + 1] })
        let step = max(1, (last + 1 - first + Self.dayLimit - 1) / Self.dayLimit)
        let ordinals = turns.union(stride(from: first, through: last + 1, by: step)).sorted()
        let order = ordinals.indices.sorted { one, other in
            let (isTurn, isOther) = (turns.contains(ordinals[one]), turns.contains(ordinals[other]))
            if isTurn != isOther { return isTurn }
            if isTurn { return one < other }
            return (-one.trailingZeroBitCount, one) < (-other.trailingZeroBitCount, other)
        }
        return (ordinals.map { scenario.calendar.day(ordinal: $0) }, order)
    }
}
