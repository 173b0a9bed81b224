import DominoEngine
import DominoScenario

/// Plans the talks that a slip calls for (Model.md, section 9).
///
/// - Precondition: the places that the question names exist.
/// - Complexity: O(replicates * (commitments + needs)) divided by the threads, twice; beside it the plans played
///   through, and O(damage entries) for each day that is the last of some talk.
public func renegotiate(
    _ question: RenegotiateQuestion, in compiled: Compiled, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> RenegotiationResult {
    let scenario = compiled.scenario
    func play(plan: [MitigationIndex] = [], toldOn: Day?) -> WhatIfResult {
        whatIf(
            WhatIfQuestion(
                slips: question.slips, moves: question.moves, plan: plan, toldOn: toldOn,
                decidedOn: question.knownOn, asOf: question.asOf), in: compiled)
    }
    let silent = play(toldOn: nil)
    let lastDays = compiled.decideBy(under: compiled.question(slips: question.slips, moves: question.moves))
    let plans = question.plans.map { plan in
        let last = plan.compactMap { lastDays[$0] }.min()
        return RenegotiationResult.Plan(
            mitigations: plan, cost: scenario.cost(ofPlan: plan), decideBy: last.map(scenario.calendar.day(ordinal:)),
            whatIf: play(plan: plan, toldOn: question.knownOn))
    }
    let planning = TalkPlanning(silent, in: scenario)
    let price = SilencePrice(
        compiled.question(slips: question.slips, moves: question.moves), in: compiled, listener: planning.listener)
    let money =
        compiled.countsOnlyMoney
        ? price
        : SilencePrice(
            compiled.question(slips: question.slips, moves: question.moves), in: compiled, isMoney: true,
            listener: planning.listener)
    let known = scenario.calendar.ordinal(question.knownOn)
    let talks = ordered(
        planning.talks(), by: price, money: money, knownOn: known,
        dueDays: dueDays(silent, in: scenario), bearing: silent.stakeholders.map { $0.score }, in: scenario)
    var answer = RenegotiationResult(
        question: question, silent: silent, told: play(toldOn: question.knownOn),
        silence: silence(price, money: money, from: known, in: scenario), plans: plans, talks: talks, newDates: [])
    guard !silent.sequence.isEmpty else { return answer }
    let anew = silent.sequence.sorted().filter { !scenario.commitments[Int($0)].status.isFact }
    let underPlan = replicates(
        question, slips: question.slips, anew: anew, plan: question.plans.first ?? [], in: compiled, threads: threads,
        progress: progress)
    answer.newDates = anew.map {
        newDate(of: $0, underPlan, confidence: question.confidence, in: compiled)
    }
    let asPromised = replicates(
        question, slips: [], anew: [], plan: [], in: compiled, threads: threads, progress: progress)
    for place in answer.talks.indices {
        answer.talks[place].prevention = prevention(
            for: answer.talks[place], after: silent, asPromised, confidence: question.confidence, in: compiled)
    }
    return answer
}

/// Most points of the curve of silence.
private let curveLimit = 60

/// What silence costs, all together.
private func silence(
    _ price: SilencePrice, money: SilencePrice, from known: Int, in scenario: Scenario
) -> Silence {
    let tellBy = price.tellBy(from: known)
    func perDay(_ price: SilencePrice) -> Double {
        tellBy.map { price.score(toldOn: Double($0 + 1)) - price.score(toldOn: Double($0)) } ?? 0
    }
    let last = tellBy == nil ? known : Int(max(Double(known), price.end).rounded(.up))
    let count = min(curveLimit, last - known + 1)
    let curve = (0..<count).map { step in
        let day = count == 1 ? known : known + step * (last - known) / (count - 1)
        return (day: scenario.calendar.day(ordinal: day), score: price.score(toldOn: Double(day)))
    }
    return Silence(
        tellBy: tellBy.map { scenario.calendar.day(ordinal: $0) }, perDay: perDay(price), moneyPerDay: perDay(money),
        curve: curve)
}

/// By stakeholder, the working day before the first promise falls that was made to them or by them, or costs them
/// something; the first day of all where none does.
private func dueDays(_ silent: WhatIfResult, in scenario: Scenario) -> [Int] {
    var days = [Int](repeating: .max, count: scenario.stakeholders.count)
    for place in silent.sequence where !scenario.commitments[Int(place)].status.isFact {
        let day = scenario.due(place) - 1
        let promise = scenario.commitments[Int(place)]
        let bearers = silent.commitments[Int(place)].amounts.lazy.filter { $0.amount > 0 }.map { $0.bearer }
        for person in [promise.promisee, promise.promisor] + bearers { days[Int(person)] = min(days[Int(person)], day) }
    }
    return days.map { $0 == .max ? 0 : $0 }
}

// MARK: New dates

/// Replicates of a slip under a plan, for the dates they keep: no tornado, no blame. What is promised anew does not
/// break: a new date moves the breaking too.
///
/// Of fallible mitigations, those beyond `Replication.fallibleLimit` are left out. No mitigation raises the damage, so
/// the dates are kept at least as often as it says.
private func replicates(
    _ question: RenegotiateQuestion, slips: [Slip], anew: [CommitmentIndex], plan: [MitigationIndex],
    in compiled: Compiled, threads: Int, progress: @Sendable (Int) -> Void
) -> SimulationPart {
    let fallible = plan.filter { compiled.scenario[$0].chance < 1 }
    let tooMany = Set(fallible.dropFirst(Replication.fallibleLimit))
    var asked = compiled.question(
        slips: slips, moves: question.moves, plan: plan.filter { !tooMany.contains($0) }, decidedOn: question.knownOn)
    asked.promisedAnew = anew.compactMap { compiled.rank(of: $0) }
    return replicated(
        asked, replicates: question.replicates, seed: question.seed, figures: .totals, in: compiled, threads: threads,
        progress: progress)
}

/// The earliest date on which a commitment is kept with some confidence: the quantile of its slip by nearest rank, as
/// the first working day at or after it, and never before the day it is due.
/// - Precondition: the commitment is not released.
private func newDate(
    of commitment: CommitmentIndex, _ part: SimulationPart, confidence: Double, in compiled: Compiled
) -> RenegotiationResult.NewDate {
    guard let rank = compiled.rank(of: commitment) else { preconditionFailure("a commitment that is not released") }
    let (calendar, due) = (compiled.scenario.calendar, compiled.scenario.due(commitment))
    let count = part.totals.count
    guard let slip = part.slipQuantile(of: rank, at: confidence) else {
        let ever = part.slipCounts(of: rank).reduce(0) { $1.slip < .infinity ? $0 + $1.count : $0 }
        return RenegotiationResult.NewDate(commitment: commitment, date: nil, kept: Double(ever) / Double(count))
    }
    let date = calendar.day(at: Double(due) + max(0, slip))
    let kept = part.replicates(of: rank, keptBy: calendar.ordinal(date) - due)
    return RenegotiationResult.NewDate(commitment: commitment, date: date, kept: Double(kept) / Double(count))
}

// MARK: Prevention

/// What would keep somebody from being hurt so again: a date with better odds, days between two promises, an earlier
/// word.
///
/// - Parameter asPromised: replicates of the scenario as it stands, without the slip.
private func prevention(
    for talk: RenegotiationResult.Talk, after silent: WhatIfResult, _ asPromised: SimulationPart, confidence: Double,
    in compiled: Compiled
) -> [RenegotiationResult.Prevention] {
    guard let commitment = talk.commitment else { return [] }
    let scenario = compiled.scenario
    var found: [RenegotiationResult.Prevention] = []
    if !scenario[commitment].status.isFact, let rank = compiled.rank(of: commitment) {
        let better = newDate(of: commitment, asPromised, confidence: confidence, in: compiled)
        if let date = better.date, date > silent.commitments[Int(commitment)].due {
            let kept = asPromised.replicates(of: rank, keptBy: 0)
            found.append(
                .laterDate(commitment: commitment, date: date, kept: Double(kept) / Double(asPromised.totals.count)))
        }
    }
    let isSlip = silent.question.slips.contains { $0.commitment == commitment }
    if !isSlip, let need = silent.commitments[Int(commitment)].driver {
        let days = silent.commitments[Int(need)].slip - buffer(between: need, and: commitment, compiled)
        if days > 0, days < .infinity { found.append(.buffer(commitment: commitment, need: need, days: days)) }
    }
    let notice = scenario[commitment].notice.map { scenario.noticePoints[Int($0)] }
    if let least = notice.last?.value, let point = notice.first(where: { $0.value == least }),
        let most = notice.first?.value, least < most
    {
        found.append(.checkpoint(commitment: commitment, days: point.days, share: least))
    }
    return found
}

/// The spare days of a need; 0 without one.
private func buffer(
    between need: CommitmentIndex, and commitment: CommitmentIndex, _ compiled: Compiled
) -> Double {
    guard let rank = compiled.rank(of: commitment), let source = compiled.rank(of: need) else { return 0 }
    let graph = compiled.model.graph
    return graph.needs(of: Int(rank)).first { graph.needs[$0].source == source.rawValue }
        .map { Double(graph.needs[$0].buffer) } ?? 0
}
