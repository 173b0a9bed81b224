import DominoEngine
import DominoScenario

/// Plays a slip through.
///
/// - Precondition: the question's places exist in the scenario, `compiled` is compiled from it.
/// - Complexity: O(commitments + needs + damage).
public func whatIf(_ question: WhatIfQuestion, in scenario: Scenario, _ compiled: CompiledScenario) -> WhatIfResult {
    let onPlan = assess(
        slips(in: compiled.graph, under: compiled.parameters), under: compiled.damage, dueShift: compiled.parameters.dueShift,
        notice: nil)
    let heard = Heard(question, in: scenario, compiled)
    let attribution = attribute(heard.told, of: heard.play.slips, in: compiled.graph, under: heard.play.parameters)
    var answer = WhatIfResult(
        question: question,
        planCost: scenario.cost(ofPlan: question.plan),
        score: heard.told.total, silentScore: heard.play.silent.total, onPlanScore: onPlan.total,
        toldTodayScore: heard.toldToday, amounts: [],
        commitments: outcomes(of: heard, attribution, scenario, compiled), stakeholders: [], sequence: [],
        overcommitted: attribution.overcommitted)
    answer.amounts = amountsByKind(answer.commitments)
    answer.stakeholders = stakeholders(answer.commitments, scenario)
    answer.sequence = fallen(answer.commitments)
    return answer
}

/// A question played through, and heard of.
private struct Heard {
    var play: Play
    /// As told by the question; the silent one where nobody is told.
    var told: Assessment
    /// The day of hearing by rank, `+inf` for never; nil where nobody is told.
    var notifiedOn: [Double]?
    var notice: [Double]?
    /// Total score if those hurt were told on the day it is asked.
    var toldToday: Double

    init(_ question: WhatIfQuestion, in scenario: Scenario, _ compiled: CompiledScenario) {
        let play = Play(
            compiled.shocks(question.slips),
            question.plan.flatMap { compiled.effects(of: Int($0), in: scenario) }, in: compiled.graph,
            under: compiled.parameters, compiled.damage)
        let origins = compiled.newsOrigins(of: question.slips, in: scenario)
        let dues = compiled.dues(in: scenario)

        func hear(on day: Day) -> (notifiedOn: [Double], notice: [Double]) {
            let notifiedOn = DominoEngine.notifiedOn(
                from: origins, on: Double(scenario.calendar.ordinal(day)), through: compiled.graph,
                relays: compiled.relays)
            return (notifiedOn, noticeDays(notifiedOn, dues: dues))
        }
        if let day = question.toldOn {
            let heard = hear(on: day)
            notifiedOn = heard.notifiedOn
            notice = heard.notice
            told = play.cost(notice: heard.notice)
        } else {
            notifiedOn = nil
            notice = nil
            told = play.silent
        }
        toldToday =
            question.toldOn == question.asOf ? told.total : play.cost(notice: hear(on: question.asOf).notice).total
        self.play = play
    }
}

extension CompiledScenario {
    /// Slips by rank, without those of released commitments.
    func shocks(_ slips: [Slip]) -> [(rank: Int32, days: Double)] {
        slips.compactMap { slip in
            let rank = ranks[Int(slip.commitment)]
            return rank < 0 ? nil : (rank, slip.days)
        }
    }

    /// The day each commitment is due, as an ordinal of the calendar; by rank.
    func dues(in scenario: Scenario) -> [Double] {
        graph.index.indices.map { Double(scenario.due(commitment(ofRank: $0))) }
    }
}

/// Puts the slips in the place of all other own delay. A fact stays what it is.
func shock(_ slips: [Slip], _ compiled: CompiledScenario, _ parameters: inout Parameters) {
    for (rank, days) in compiled.shocks(slips) { shock(rank, days: days, of: compiled.graph, in: &parameters) }
}

/// Every commitment's outcome, in file order.
private func outcomes(
    of heard: Heard, _ attribution: Attribution, _ scenario: Scenario, _ compiled: CompiledScenario
) -> [CommitmentOutcome] {
    let calendar = scenario.calendar
    return scenario.commitments.places.map { place in
        let due = scenario.due(place)
        var outcome = CommitmentOutcome(
            due: calendar.day(ordinal: due), slip: 0, state: .released, date: nil, driver: nil, told: nil, notice: 0,
            score: 0, silentScore: 0, carried: 0, blame: 0, priceOfDay: 0, amounts: [])
        let rank = Int(compiled.ranks[Int(place)])
        guard rank >= 0 else { return outcome }
        let slip = heard.play.slips[rank]
        outcome.slip = Double(slip)
        outcome.state =
            slip == .infinity ? .broken : isLate(slip, dueShift: heard.play.parameters.dueShift[rank]) ? .late : .kept
        if slip < .infinity { outcome.date = calendar.day(at: Double(due) + Double(slip)) }
        let need = Int(attribution.driver[rank])
        if need >= 0 {
            outcome.driver = compiled.commitment(ofRank: Int(compiled.graph.needs[need].source))
        }
        if let told = heard.notifiedOn?[rank], told < .infinity { outcome.told = calendar.day(at: told) }
        outcome.notice = heard.notice?[rank] ?? 0
        outcome.score = heard.told.scores[rank]
        outcome.silentScore = heard.play.silent.scores[rank]
        outcome.carried = attribution.carried[rank]
        outcome.blame = attribution.blame[rank]
        outcome.priceOfDay = attribution.priceOfDay[rank]
        outcome.amounts = amounts(of: rank, heard.told, compiled.damage)
        return outcome
    }
}

/// The amounts of a commitment, one for each kind and bearer.
private func amounts(of rank: Int, _ assessment: Assessment, _ table: DamageTable) -> [BorneAmount] {
    var amounts: [BorneAmount] = []
    for place in Int(table.start[rank])..<Int(table.start[rank + 1]) {
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
    for borne in outcomes.lazy.flatMap(\.amounts) {
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
