import DominoEngine
import DominoScenario

/// Plans the talks that a slip calls for (model.md, section 9).
///
/// - Precondition: the question's places exist in the scenario, `compiled` is compiled from it.
/// - Complexity: O(replicates * (commitments + needs)) divided by the threads, twice; beside it the plans played through,
///   and O(damage entries) for each day that is the last of some talk.
public func renegotiate(
    _ question: RenegotiateQuestion, in scenario: Scenario, _ compiled: CompiledScenario, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> RenegotiationResult {
    func play(plan: [MitigationIndex] = [], toldOn: Day?) -> WhatIfResult {
        whatIf(
            WhatIfQuestion(slips: question.slips, plan: plan, toldOn: toldOn, asOf: question.asOf), in: scenario,
            compiled)
    }
    let silent = play(toldOn: nil)
    let plans = question.plans.map { plan in
        let last = plan.compactMap { DominoAnalysis.decideBy($0, in: scenario) }.min()
        return RenegotiationResult.Plan(
            mitigations: plan, cost: scenario.cost(ofPlan: plan), decideBy: last.map(scenario.calendar.day(ordinal:)),
            whatIf: play(plan: plan, toldOn: question.knownOn))
    }
    let planning = TalkPlanning(silent, in: scenario)
    let price = SilencePrice(question.slips, in: scenario, compiled, listener: planning.listener)
    let known = scenario.calendar.ordinal(question.knownOn)
    let talks = ordered(
        planning.talks(), by: price, knownOn: known,
        dueDays: dueDays(silent, in: scenario), bearing: silent.stakeholders.map(\.score), in: scenario)
    var answer = RenegotiationResult(
        question: question, silent: silent, told: play(toldOn: question.knownOn),
        silence: silence(price, from: known, in: scenario), plans: plans, talks: talks, newDates: [])
    guard !silent.sequence.isEmpty else { return answer }
    let underPlan = replays(
        question, slips: question.slips, plan: question.plans.first ?? [], in: scenario, compiled, threads: threads,
        progress: progress)
    answer.newDates = silent.sequence.sorted().filter { !scenario.commitments[Int($0)].status.isFact }.map {
        newDate(of: $0, underPlan, confidence: question.confidence, in: scenario, compiled)
    }
    let asPromised = replays(
        question, slips: [], plan: [], in: scenario, compiled, threads: threads, progress: progress)
    for place in answer.talks.indices {
        answer.talks[place].prevention = prevention(
            for: answer.talks[place], after: silent, asPromised, confidence: question.confidence, in: scenario, compiled
        )
    }
    return answer
}

/// Most points of the curve of silence.
private let curveLimit = 60

/// What silence costs, all together.
private func silence(_ price: SilencePrice, from known: Int, in scenario: Scenario) -> Silence {
    let tellBy = price.tellBy(from: known)
    var perDay = 0.0
    if let tellBy { perDay = price.score(toldOn: Double(tellBy + 1)) - price.score(toldOn: Double(tellBy)) }
    let last = tellBy == nil ? known : Int(max(Double(known), price.end).rounded(.up))
    let count = min(curveLimit, last - known + 1)
    let curve = (0..<count).map { step in
        let day = count == 1 ? known : known + step * (last - known) / (count - 1)
        return (day: scenario.calendar.day(ordinal: day), score: price.score(toldOn: Double(day)))
    }
    return Silence(tellBy: tellBy.map { scenario.calendar.day(ordinal: $0) }, perDay: perDay, curve: curve)
}

/// By stakeholder, the working day before the first promise falls that was made to them or by them, or costs them
/// something; the first day of all where none does.
private func dueDays(_ silent: WhatIfResult, in scenario: Scenario) -> [Int] {
    var days = [Int](repeating: .max, count: scenario.stakeholders.count)
    for place in silent.sequence where !scenario.commitments[Int(place)].status.isFact {
        let day = scenario.due(place) - 1
        let promise = scenario.commitments[Int(place)]
        let bearers = silent.commitments[Int(place)].amounts.lazy.filter { $0.amount > 0 }.map(\.bearer)
        for person in [promise.promisee, promise.promisor] + bearers { days[Int(person)] = min(days[Int(person)], day) }
    }
    return days.map { $0 == .max ? 0 : $0 }
}
