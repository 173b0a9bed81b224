import DominoEngine
import DominoScenario

/// Judges a promise before it is made.
///
/// Two simulations on the same draws: the root's own day with its promise taken away, and the promise asked about as a
/// new date of the root. A third one, in which the root is broken, is run where the best date depends on it.
/// - Precondition: the scenario has a root that is not released; `compiled` is compiled from it.
/// - Complexity: as two or three simulations.
public func check(
    _ question: CheckQuestion, in scenario: Scenario, _ compiled: CompiledScenario, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> CheckResult {
    guard let root = scenario.root, compiled.ranks[Int(root)] >= 0 else {
        preconditionFailure("a root that is not released")
    }
    let rank = Int(compiled.ranks[Int(root)])
    let promised = scenario.calendar.dueOrdinal(question.promise ?? scenario[root].due)
    let asked = promised - scenario.due(root)
    // A plan that agrees on a new date promises that one.
    let dueShift = compiled.force(question, in: scenario).parameters.dueShift[rank] - compiled.parameters.dueShift[rank]
    let later = asked + Int(dueShift)

    let free = replayed(question, compiled.withoutPromise(ofRank: rank), figures: .commitments)
    let made = replayed(question, compiled.promising(asked, ofRank: rank), figures: .causes)
    let count = Double(question.replicates)
    var answer = CheckResult(
        question: question, root: root, promise: scenario.calendar.day(ordinal: promised + Int(dueShift)),
        kept: Double(free.replicates(ofRank: rank, keptBy: later)) / count, safeDate: nil,
        usefulDate: usefulDate(question, in: scenario, compiled), bestDate: nil,
        total: ScoreFigures(cents: made.totals),
        thresholds: [],
        findings: [], distribution: dates(of: root, free, scenario, compiled))
    let slip = free.slipQuantiles(ofRank: rank, [question.policy.confidence])[0]
    answer.safeDate = slip.map { scenario.calendar.day(at: Double(scenario.due(root)) + $0) }
    if let perDayLater = scenario[root].perDayLater {
        answer.bestDate = bestDate(perDayLater, free)
    }
    answer.thresholds = thresholds(question.policy, answer.total, made, compiled)
    answer.findings = findings(
        of: root, in: scenario, compiled, carried: made.tally.carried.map { Double($0) / 100 / count })
    return answer

    /// All replicates of the question under other numbers.
    func replayed(_ question: CheckQuestion, _ compiled: CompiledScenario, figures: Figures) -> SimulationPart {
        replicated(
            question.simulated, in: scenario, compiled, figures: figures, threads: threads, progress: progress)
    }

    /// The day that costs least; nil where it is not known. A root that can break costs the others what it costs replicate by
    /// replicate, so its slips have to have been kept; and what may fail changes its own damage from one to the next.
    func bestDate(_ perDayLater: Double, _ free: SimulationPart) -> Day? {
        guard question.plan.allSatisfy({ scenario.mitigations[Int($0)].chance >= 1 }) else { return nil }
        let breaks = compiled.parameters.breakLimit[rank] < .infinity && !compiled.graph.features[rank].contains(.fact)
        if breaks, free.slips.isEmpty { return nil }
        let broken =
            breaks
            ? replayed(question, compiled.withoutPromise(ofRank: rank, broken: true), figures: .commitments) : nil
        let notice =
            question.toldOn.map { noticeDays(toldOn: $0, slips: question.slips, scenario, compiled)[rank] } ?? 0
        let (parameters, damage) = compiled.force(question, in: scenario)
        guard
            let later = PromiseCosts(
                slips: free.slips(ofRank: rank), totals: free.totals, brokenTotals: broken?.totals ?? [],
                damage: PromiseDamage(ofRank: rank, under: parameters, damage, notice: notice), perDayLater: perDayLater)?
                .cheapest()
        else { return nil }
        return scenario.calendar.day(at: Double(scenario.due(root) + later))
    }
}

/// The limits set, and what the promise comes to.
private func thresholds(
    _ policy: Policy, _ total: SimulationResult.Total, _ made: SimulationPart, _ compiled: CompiledScenario
) -> [Threshold] {
    var thresholds: [Threshold] = []
    if let limit = policy.maxMean { thresholds.append(Threshold(figure: .mean, limit: limit, value: total.mean)) }
    if let limit = policy.maxP95 { thresholds.append(Threshold(figure: .p95, limit: limit, value: total.quantiles[3])) }
    for (commitment, limit) in policy.maxLate {
        let rank = Int(compiled.ranks[Int(commitment)])
        let missed = rank < 0 ? 0 : made.tally.late[rank] + made.tally.broken[rank]
        thresholds.append(
            Threshold(
                figure: .late(commitment), limit: limit, value: Double(missed) / Double(made.tally.replicates)))
    }
    return thresholds
}

extension CompiledScenario {
    /// The root promised so many days later: its damage and its breaking count from that day, the work does not move.
    func promising(_ days: Int, ofRank rank: Int) -> CompiledScenario {
        var parameters = parameters
        var damage = damage
        apply(.redate(rank: Int32(truncatingIfNeeded: rank), days: Double(days)), of: graph, to: &parameters, and: &damage)
        return under(parameters, damage)
    }

    /// The root without damage of its own, and never broken by its own lateness, or broken whatever happens.
    func withoutPromise(ofRank rank: Int, broken: Bool = false) -> CompiledScenario {
        var parameters = parameters
        var damage = damage
        parameters.breakLimit[rank] = .infinity
        if broken { parameters.ownDelay[rank] = .infinity }
        apply(
            .soften(rank: Int32(truncatingIfNeeded: rank), kind: -1, factor: 0), of: graph, to: &parameters, and: &damage)
        return under(parameters, damage)
    }
}

extension SimulationPart {
    /// In how many replicates a commitment is kept by so many days after its due date.
    func replicates(ofRank rank: Int, keptBy days: Int) -> Int {
        slipCounts(ofRank: rank).reduce(0) { $0 + (Double($1.slip) - Double(days) <= 0.0001 ? $1.count : 0) }
    }

    /// A commitment's slips: by replicate where they are kept, else as often as they occur.
    func slips(ofRank rank: Int) -> [Float] {
        guard slips.isEmpty else { return slips.column(ofRank: rank) }
        return slipCounts(ofRank: rank).flatMap { [Float](repeating: $0.slip, count: $0.count) }
    }
}
