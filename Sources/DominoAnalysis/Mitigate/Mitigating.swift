import DominoEngine
import DominoScenario

/// Finds the best plan, proves it, and says what else is worth knowing.
///
/// - Parameters:
///   - time: how long the search may take; other plans, the frontier and waiting share as long again.
///   - progress: is told after each node the best total and the lower bound so far.
/// - Precondition: the question's places exist.
/// - Complexity: exponential in the options at worst; a node costs two passes forward in every replicate.
public func mitigate(
    _ question: MitigateQuestion, in compiled: Compiled, threads: Int,
    time: SearchTime = .unlimited, progress: (_ best: Double, _ lowerBound: Double) -> Void = { _, _ in }
) -> MitigationResult {
    var arena = Arena(question, compiled, threads: threads)
    var plans = arena.plans(decidedOn: question.decideOn)
    let rules = arena.rules(decidedOn: question.decideOn, budget: question.budget)
    let goesOn = time.begun()
    let baseline = RatedPlan(plan: arena.nothing, risk: plans.risk(of: arena.nothing), cost: 0)
    let alone = arena.aloneRisks(&plans)
    let first = firstPlan(rules, aloneRisks: alone, nothingRisk: baseline.risk, &plans)
    let found = arena.search(rules, from: first, &plans, while: goesOn, progress)
    let best = found.best

    var answer = MitigationResult(
        question: question, replicates: arena.figure.replicates, isCertain: plans.model.isCertain,
        baseline: arena.told(baseline),
        best: arena.told(best), lowerBound: arena.figure.amount(found.lowerBound ?? best.total),
        isProved: found.isProved, nodeCount: found.nodeCount, options: [], runnersUp: [], frontier: [], waiting: [],
        harmBefore: arena.harm(of: arena.nothing, plans), harmAfter: arena.harm(of: best.plan, plans))
    if found.isProved { answer.lowerBound = answer.best.total }
    answer.options = arena.options(best, baseline, alone, rules, &plans)
    let rest = time.divided(by: 1 + (question.wantsFrontier ? 1 : 0) + (question.wantsWaiting ? 1 : 0))
    answer.runnersUp = arena.runnersUp(best, rules, &plans, while: rest.begun())
    if question.wantsFrontier { answer.frontier = arena.frontier(found, &plans, while: rest.begun()) }
    if question.wantsWaiting { answer.waiting = arena.waiting(found, plans: plans, while: rest.begun()) }
    return answer
}

/// A question compiled: the luck drawn, the rules, and the ways between plans of the search and of the scenario.
struct Arena {
    let question: MitigateQuestion
    let compiled: Compiled
    let threads: Int
    let figure: RiskFigure
    /// The plan of no option.
    let nothing: [Bool]
    /// Cost of each mitigation, in the unit of risk.
    let costs: [Int128]
    private let asked: ModelQuestion
    private let parameters: Parameters
    private let uncertainty: Uncertainty
    private let planOptions: [PlanOption]
    private var grounds: Grounds?

    init(_ question: MitigateQuestion, _ compiled: Compiled, threads: Int) {
        let (scenario, model) = (compiled.scenario, compiled.model)
        self.question = question
        self.compiled = compiled
        self.threads = threads
        asked = compiled.question(slips: question.slips)
        parameters = model.inForce(asked).parameters
        uncertainty = model.uncertainty(under: asked)
        planOptions = model.mitigations.map { PlanOption(effects: $0.effects, event: $0.works) }
        nothing = scenario.mitigations.map { _ in false }
        let isCertain = uncertainty.contributions.isEmpty && planOptions.allSatisfy { $0.event == nil }
        figure =
            isCertain
            ? RiskFigure(objective: .mean, replicates: 1)
            : RiskFigure(objective: question.objective, replicates: question.replicates)
        costs = scenario.mitigations.map { [figure] in figure.cost($0.cost) }
    }

    var scenario: Scenario { compiled.scenario }

    /// The plans as they come out when those hurt are told on a day. The luck is drawn at the first call.
    mutating func plans(decidedOn day: Day) -> PlayedPlans {
        let model = self.model(toldOn: day)
        let grounds: Grounds
        if model.isCertain {
            grounds = .none
        } else if let drawn = self.grounds {
            grounds = drawn.told(as: model)
        } else {
            let simulation = Simulation(
                graph: compiled.model.graph, parameters: parameters, damage: compiled.model.damage, notice: model.notice,
                uncertainty: uncertainty, seed: question.seed, figures: .totals)
            grounds = Grounds(model, simulation, replicates: figure.replicates, threads: threads)
            self.grounds = grounds
        }
        return PlayedPlans(model, figure, costs: costs, grounds: grounds, threads: threads)
    }

    /// What plans change when those hurt are told on a day.
    func model(toldOn day: Day) -> PlanModel {
        PlanModel(
            graph: compiled.model.graph, parameters: parameters, damage: compiled.model.damage, notice: notice(toldOn: day),
            uncertainty: uncertainty, seed: question.seed, options: planOptions)
    }

    /// Days of notice when those hurt are told on a day.
    func notice(toldOn day: Day) -> [Double] {
        compiled.model.notification(asked, on: Double(scenario.calendar.ordinal(day))).notice
    }

    /// The rules on a day of deciding.
    func rules(decidedOn day: Day, budget: Double?) -> PlanRules {
        PlanRules(
            costs: costs, requires: scenario.mitigations.map { $0.requires.map(\.place) },
            excludes: scenario.mitigations.map { $0.excludes.map(\.place) },
            budget: budget.map { figure.cost($0) },
            isOpen: scenario.mitigations.places.map { isAvailable($0, on: day) })
    }

    /// Whether a mitigation decided on a day still bites.
    func isAvailable(_ mitigation: MitigationIndex, on day: Day) -> Bool {
        guard let last = decideBy(mitigation, in: scenario) else { return true }
        return scenario.calendar.ordinal(day) <= last
    }

    /// The risk with each mitigation alone.
    func aloneRisks(_ plans: inout PlayedPlans) -> [Int128] {
        let alone = nothing.indices.map { place in
            var plan = nothing
            plan[place] = true
            return plan
        }
        return plans.risks(of: alone, around: nothing)
    }

    /// Searches until it is proved or time is up.
    func search(
        _ rules: PlanRules, from plan: RatedPlan, _ plans: inout PlayedPlans, while goesOn: () -> Bool,
        _ progress: (Double, Double) -> Void = { _, _ in }
    ) -> PlanSearch {
        var search = PlanSearch(rules, from: plan)
        while !search.isProved {
            search.step(&plans)
            guard goesOn() else { break }
            progress(figure.amount(search.best.total), figure.amount(search.lowerBound ?? 0))
        }
        return search
    }

    /// A plan in the words of the answer.
    func told(_ rated: RatedPlan) -> MitigationResult.Plan {
        let mitigations = rated.plan.indices.filter { rated.plan[$0] }.map { MitigationIndex($0) }
        let cost = mitigations.reduce(0.0) { $0 + scenario.mitigations[Int($1)].cost }
        let risk = figure.amount(rated.risk)
        return MitigationResult.Plan(mitigations: mitigations, cost: cost, risk: risk, total: risk + cost)
    }

    /// What each stakeholder bears under a plan, on average.
    func harm(of plan: [Bool], _ plans: PlayedPlans) -> [Double] {
        var harm = [Double](repeating: 0, count: scenario.stakeholders.count)
        for (place, score) in plans.scores(of: plan).enumerated() {
            harm[Int(compiled.model.damage.entries[place].bearer)] += score
        }
        return harm
    }
}
