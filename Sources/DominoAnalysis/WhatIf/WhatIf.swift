import DominoEngine
import DominoScenario

/// Evaluates a slip: which commitments fall, who is hurt, and by how much.
///
/// - Precondition: the places that the question names exist.
/// - Complexity: O(commitments + needs + damage).
public func whatIf(_ question: WhatIfQuestion, in compiled: Compiled) -> WhatIfResult {
    let scenario = compiled.scenario
    let evaluation = compiled.model.evaluate(
        compiled.question(
            slips: question.slips, moves: question.moves, plan: question.plan, toldOn: question.toldOn,
            decidedOn: question.decidedOn),
        toldThen: Double(scenario.calendar.ordinal(question.asOf)))
    var answer = WhatIfResult(
        question: question, planCost: scenario.cost(ofPlan: question.plan), score: evaluation.told.total,
        silentScore: evaluation.silent.total, onPlanScore: evaluation.baseline.total,
        toldTodayScore: evaluation.told.total, amounts: [], commitments: outcomes(of: evaluation, in: compiled),
        stakeholders: [], sequence: [], overcommitted: evaluation.attribution.overcommitted)
    let told = DamageSums(amounts: evaluation.told.amounts, in: compiled)
    func money(_ assessment: Assessment) -> Double { DamageSums(amounts: assessment.amounts, in: compiled).money }
    answer.overdue = compiled.overdue
    answer.money = (told.money, money(evaluation.silent), money(evaluation.baseline), told.money)
    // Nobody can be told today of a delay that has not happened.
    if !question.slips.isEmpty || !answer.overdue.isEmpty {
        answer.toldTodayScore = evaluation.toldThen.total
        answer.money.toldToday = money(evaluation.toldThen)
    }
    answer.sides = told.sides
    answer.amounts = amountsByKind(answer.commitments)
    answer.stakeholders = stakeholders(answer.commitments, scenario)
    for (person, money) in told.moneyByBearer.enumerated() { answer.stakeholders[person].money = money }
    for (rank, place) in compiled.ranks { answer.commitments[Int(place)].money = told.money(of: rank) }
    answer.sequence = fallen(answer.commitments)
    return answer
}

extension Compiled {
    /// A question as the model takes it. Slips of released commitments change nothing, and are left out.
    ///
    /// What is under way already is no part of a plan: naming it there changes nothing.
    /// - Parameter decidedOn: the day on which the plan is decided; nil for today.
    func question(
        slips: [Slip] = [], moves: [Move] = [], plan: [MitigationIndex] = [], toldOn: Day? = nil, decidedOn: Day? = nil
    ) -> ModelQuestion {
        let underWay = Set(scenario.decided.map { $0.mitigation })
        var question = ModelQuestion(
            slips: self.slips(slips), plan: plan.filter { !underWay.contains($0) }.map { $0.place },
            toldOn: toldOn.map { Double(scenario.calendar.ordinal($0)) })
        question.moves = self.moves(moves)
        question.decidedOn = decidedOn.map { Double(scenario.calendar.ordinal($0)) }
        return question
    }
}

/// The outcome of every commitment, in file order.
private func outcomes(of evaluation: Evaluation, in compiled: Compiled) -> [CommitmentOutcome] {
    let (scenario, model) = (compiled.scenario, compiled.model)
    let (calendar, attribution) = (scenario.calendar, evaluation.attribution)
    return scenario.commitments.places.map { place in
        let due = scenario.due(place)
        var outcome = CommitmentOutcome(
            due: calendar.day(ordinal: due), slip: 0, state: .released, date: nil, driver: nil, told: nil, notice: 0,
            score: 0, silentScore: 0, carried: 0, blame: 0, priceOfDay: 0, amounts: [])
        guard let rank = compiled.rank(of: place).map({ Int($0) }) else { return outcome }
        let slip = evaluation.slips[rank]
        outcome.slip = Double(slip)
        if !evaluation.moved.isEmpty { outcome.moved = Double(evaluation.moved[rank]) }
        outcome.heldBy = holder(of: place, Rank(rank), evaluation, in: compiled)
        outcome.state =
            slip == .infinity ? .broken : isLate(slip, dueShift: evaluation.parameters.dueShift[rank]) ? .late : .kept
        if slip < .infinity { outcome.date = calendar.day(at: Double(due) + Double(slip)) }
        let need = Int(attribution.driver[rank])
        if need >= 0 {
            outcome.driver = compiled.commitment(at: Rank(rawValue: model.graph.needs[need].source))
        }
        if !evaluation.notifiedOn.isEmpty {
            if evaluation.notifiedOn[rank] < .infinity { outcome.told = calendar.day(at: evaluation.notifiedOn[rank]) }
            outcome.notice = evaluation.notice[rank]
        }
        outcome.score = evaluation.told.scores[rank]
        outcome.silentScore = evaluation.silent.scores[rank]
        outcome.carried = attribution.carried[rank]
        outcome.blame = attribution.blame[rank]
        outcome.priceOfDay = attribution.priceOfDay[rank]
        outcome.amounts = amounts(of: rank, evaluation.told, model.damage)
        return outcome
    }
}

/// What keeps a commitment from being kept sooner: the first of its windows that refuses the day, else today.
private func holder(
    of place: CommitmentIndex, _ rank: Rank, _ evaluation: Evaluation, in compiled: Compiled
) -> Holder? {
    let (scenario, parameters) = (compiled.scenario, evaluation.parameters)
    guard !evaluation.arrivals.isEmpty, !scenario[place].status.isFact else { return nil }
    let arrival = evaluation.arrivals[Int(rank)]
    guard arrival.beforeWindows < .infinity else { return nil }
    let day = scenario.due(place) + Int((Double(arrival.beforeWindows) - lateTolerance).rounded(.up))
    for use in scenario[place].windows {
        let window = scenario.windowUses[Int(use)]
        if scenario.refuses(window, day) { return .window(window) }
    }
    return !parameters.notBefore.isEmpty && arrival.beforeToday < parameters.notBefore[Int(rank)] ? .today : nil
}

/// The amounts of a commitment, one for each kind and bearer.
private func amounts(of rank: Int, _ assessment: Assessment, _ table: DamageTable) -> [BorneAmount] {
    var amounts: [BorneAmount] = []
    for place in table.entries(of: rank) {
        let entry = table.entries[place]
        let (kind, bearer) = (KindIndex(Int(entry.kind)), StakeholderIndex(Int(entry.bearer)))
        if let known = amounts.firstIndex(where: { $0.kind == kind && $0.bearer == bearer }) {
            amounts[known].amount += assessment.amounts[place]
        } else {
            amounts.append(
                BorneAmount(kind: kind, bearer: bearer, amount: assessment.amounts[place]))
        }
    }
    return amounts
}

/// Amounts summed by kind, in order of first use.
private func amountsByKind(_ outcomes: [CommitmentOutcome]) -> [(kind: KindIndex, amount: Double)] {
    var amounts: [(kind: KindIndex, amount: Double)] = []
    for borne in outcomes.lazy.flatMap({ $0.amounts }) {
        if let known = amounts.firstIndex(where: { $0.kind == borne.kind }) {
            amounts[known].amount += borne.amount
        } else {
            amounts.append((borne.kind, borne.amount))
        }
    }
    return amounts
}

/// What each stakeholder bears, and which promises to them are not kept.
private func stakeholders(_ outcomes: [CommitmentOutcome], _ scenario: Scenario) -> [StakeholderOutcome] {
    var stakeholders = [StakeholderOutcome](
        repeating: StakeholderOutcome(score: 0, late: 0, broken: 0), count: scenario.stakeholders.count)
    for (place, outcome) in outcomes.enumerated() {
        let promisee = Int(scenario.commitments[place].promisee)
        if outcome.state == .late { stakeholders[promisee].late += 1 }
        if outcome.state == .broken { stakeholders[promisee].broken += 1 }
        for borne in outcome.amounts {
            let weight =
                scenario.kinds[Int(borne.kind)].weight * scenario.stakeholders[Int(borne.bearer)].weight
            stakeholders[Int(borne.bearer)].score += borne.amount * weight
        }
    }
    return stakeholders
}

/// Commitments that are not kept, by due date, then file order.
private func fallen(_ outcomes: [CommitmentOutcome]) -> [CommitmentIndex] {
    let fallen = outcomes.indices.filter { outcomes[$0].state == .late || outcomes[$0].state == .broken }
    return fallen.sorted { (outcomes[$0].due, $0) < (outcomes[$1].due, $1) }.map { CommitmentIndex($0) }
}
