import DominoEngine
import DominoScenario

/// Judges a promise before it is made.
///
/// Two simulations on the same draws: one in which the promise of the root is ignored, for its own day, and one with
/// the promise that is asked about. A third one, in which the root is broken, is run where the best date depends on it.
/// - Precondition: the scenario has a root that is not released.
/// - Complexity: as two or three simulations.
public func check(
    _ question: CheckQuestion, in compiled: Compiled, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> CheckResult {
    let scenario = compiled.scenario
    var asked = compiled.question(slips: question.slips, plan: question.plan, toldOn: question.toldOn)
    guard let root = scenario.root, let rank = compiled.model.root,
        let evaluation = compiled.model.evaluatePromise(asked, perDayLater: scenario[root].perDayLater)
    else { preconditionFailure("a root that is not released") }
    let due = scenario.due(root)
    let promised = scenario.calendar.dueOrdinal(question.promise ?? scenario[root].due)
    // A plan that agrees on a new date promises that one.
    let shift = Int(evaluation.planShift)
    asked.promisedLater = Double(promised - due)

    let ignored = replicates(evaluation.ignored, figures: .commitments)
    let made = replicates(asked, figures: .causes)
    let total = ScoreFigures(cents: made.totals)
    let carried = made.tally.carried.map { Double($0) / 100 / Double(question.replicates) }
    return CheckResult(
        question: question, root: root, promise: scenario.calendar.day(ordinal: promised + shift),
        kept: Double(ignored.replicates(of: rank, keptBy: promised - due + shift)) / Double(question.replicates),
        safeDate: ignored.slipQuantile(of: rank, at: question.policy.confidence).map(day),
        usefulDate: evaluation.useful.map { day(Double($0)) }, bestDate: bestDate(), total: total,
        thresholds: thresholds(question.policy, total, made, compiled),
        findings: findings(of: root, in: compiled, carried: carried),
        distribution: dates(of: root, ignored, in: compiled))

    /// All replicates of a question.
    func replicates(_ asked: ModelQuestion, figures: Figures) -> SimulationPart {
        replicated(
            asked, replicates: question.replicates, seed: question.seed, figures: figures, in: compiled,
            threads: threads, progress: progress)
    }

    /// The working day on which the root is done so many days after its due date.
    func day(_ slip: Double) -> Day { scenario.calendar.day(at: Double(due) + slip) }

    /// The day that costs least; nil where it is not known. A root that can break costs the others a different amount
    /// in each replicate, so its slips have to be known replicate by replicate.
    func bestDate() -> Day? {
        guard evaluation.hasBest, !evaluation.needsBroken || !ignored.slips.isEmpty else { return nil }
        let broken = evaluation.needsBroken ? replicates(evaluation.broken, figures: .commitments).totals : []
        return evaluation.best(slips: ignored.slips(of: rank), totals: ignored.totals, brokenTotals: broken)
            .map { day(Double($0)) }
    }
}

/// The limits set, and what the promise comes to.
private func thresholds(
    _ policy: Policy, _ total: SimulationResult.Total, _ made: SimulationPart, _ compiled: Compiled
) -> [Threshold] {
    var thresholds: [Threshold] = []
    if let limit = policy.maxMean { thresholds.append(Threshold(figure: .mean, limit: limit, value: total.mean)) }
    if let limit = policy.maxP95 { thresholds.append(Threshold(figure: .p95, limit: limit, value: total[.p95])) }
    for (commitment, limit) in policy.maxLate {
        let missed = compiled.rank(of: commitment).map { made.tally.late[Int($0)] + made.tally.broken[Int($0)] } ?? 0
        thresholds.append(
            Threshold(
                figure: .late(commitment), limit: limit, value: Double(missed) / Double(made.tally.replicates)))
    }
    return thresholds
}
