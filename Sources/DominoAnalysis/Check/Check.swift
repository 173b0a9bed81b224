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
    var asked = compiled.question(
        slips: question.slips, moves: question.moves, plan: question.plan, toldOn: question.toldOn)
    guard let root = scenario.root, let rank = compiled.model.root,
        let evaluation = compiled.model.evaluatePromise(asked, perDayLater: scenario[root].perDayLater)
    else { preconditionFailure("a root that is not released") }
    let due = scenario.due(root)
    let promised = scenario.calendar.dueOrdinal(question.promise ?? scenario[root].due)
    // A plan that agrees on a new date promises that one.
    let shift = Int(evaluation.planShift)
    asked.promisedLater = Double(promised - due)

    let ignored = replicates(evaluation.ignored, figures: .commitments)
    let made = replicates(asked, figures: .causes, countsKinds: true)
    let total = ScoreFigures(cents: made.totals)
    let kinds = DamageSums(made.tally, in: compiled).kinds(made.tally)
    var result = CheckResult(
        question: question, root: root, promise: scenario.calendar.day(ordinal: promised + shift),
        kept: Double(ignored.replicates(of: rank, keptBy: promised - due + shift)) / Double(question.replicates),
        safeDate: ignored.slipQuantile(of: rank, at: question.policy.confidence).map(day),
        usefulDate: evaluation.useful.map { day(Double($0)) }, bestDate: bestDate(), total: total,
        thresholds: thresholds(question.policy, total, made, kinds, compiled), findings: [],
        distribution: dates(of: root, ignored, in: compiled))
    result.add(made, asked, in: compiled)
    if result.kept == 0 { result.obstacle = compiled.obstacle(of: root, question, ignored.tally) }
    return result

    /// All replicates of a question.
    func replicates(_ asked: ModelQuestion, figures: Figures, countsKinds: Bool = false) -> SimulationPart {
        replicated(
            asked, replicates: question.replicates, seed: question.seed, figures: figures, countsKinds: countsKinds,
            in: compiled, threads: threads, progress: progress)
    }

    /// The working day on which the root is done so many days after its due date.
    func day(_ slip: Double) -> Day { scenario.calendar.day(at: Double(due) + slip) }

    /// The day that costs least, the earliest of equals, where each has to be simulated for itself.
    func bestOfEveryDay() -> Int? {
        guard let later = scenario[root].perDayLater,
            let days = PromiseEvaluation.candidates(slips: ignored.slips(of: rank))
        else { return nil }
        var best: (days: Int, cost: Double)?
        for days in days {
            var promised = asked
            promised.promisedLater = Double(days - shift)
            let mean = ScoreFigures(cents: replicates(promised, figures: .totals).totals).mean
            let cost = mean + later * Double(days)
            if best.map({ cost < $0.cost - 1e-9 * max(1, $0.cost.magnitude) }) ?? true { best = (days, cost) }
        }
        return best?.days
    }

    /// The day that costs least; nil where it is not known. A root that can break costs the others a different amount
    /// in each replicate, so its slips have to be known replicate by replicate.
    func bestDate() -> Day? {
        guard evaluation.hasBest, !evaluation.needsBroken || !ignored.slips.isEmpty else { return nil }
        if evaluation.needsEveryDay { return bestOfEveryDay().map { day(Double($0)) } }
        let broken = evaluation.needsBroken ? replicates(evaluation.broken, figures: .commitments).totals : []
        return evaluation.best(slips: ignored.slips(of: rank), totals: ignored.totals, brokenTotals: broken)
            .map { day(Double($0)) }
    }
}

extension CheckResult {
    /// Adds what the runs with the promise made come to: money, sides, kinds, and what speaks against it.
    fileprivate mutating func add(_ made: SimulationPart, _ asked: ModelQuestion, in compiled: Compiled) {
        let sums = DamageSums(made.tally, in: compiled)
        money = sums.money
        sides = sums.sides
        kinds = sums.kinds(made.tally)
        assumedPriceShare = DominoAnalysis.assumedPriceShare(
            broken: made.tally.broken, replicates: made.tally.replicates, mean: total.mean,
            notice: asked.toldOn.map { compiled.model.notification(asked, on: $0).notice },
            damage: compiled.model.inForce(asked).damage, in: compiled)
        overdue = compiled.overdue
        findings = DominoAnalysis.findings(
            of: root, in: compiled,
            carried: made.tally.carried.map { Double($0) / 100 / Double(question.replicates) },
            refuted: compiled.refuted(asked, replicates: question.replicates),
            assumedPrice: (assumedPriceShare, total.mean))
        isRefuted = findings.contains { $0.code == .estimateRefuted && $0.isOnTheWay }
    }
}

extension Compiled {
    /// The commitments whose own estimate is refuted by fact: more time has passed than it allows.
    func refuted(_ asked: ModelQuestion, replicates: Int) -> [Rank] {
        let inForce = model.inForce(asked)
        let uncertainty = model.uncertainty(under: asked)
        guard !uncertainty.elapsed.isEmpty else { return [] }
        return Simulation(
            graph: inForce.graph, parameters: inForce.parameters, damage: inForce.damage, notice: nil,
            uncertainty: uncertainty, seed: 1, figures: .totals
        ).refuted(replicates: replicates)
    }
}

extension Compiled {
    /// Where the driving chain of the root begins, with everything on plan; else what is late in every run.
    fileprivate func obstacle(of root: CommitmentIndex, _ question: CheckQuestion, _ tally: TallySum) -> Obstacle? {
        let onPlan = whatIf(
            WhatIfQuestion(slips: question.slips, moves: question.moves, plan: question.plan, asOf: question.asOf),
            in: self
        ).commitments
        var (first, isHeld) = (root, false)
        while true {
            if case .window? = onPlan[Int(first)].heldBy { isHeld = true }
            guard let driver = onPlan[Int(first)].driver else { break }
            first = driver
        }
        let (start, end) = (onPlan[Int(first)].slip, onPlan[Int(root)].slip)
        guard start > lateTolerance, end > lateTolerance else {
            return alwaysLate(before: root, tally).map { Obstacle(commitment: $0) }
        }
        let days = Double(scenario.due(root) - scenario.due(first)) + end - start
        return Obstacle(commitment: first, daysAfter: start < .infinity ? days : .infinity, slip: start, isHeld: isHeld)
    }
}

extension Compiled {
    /// What a root cannot do without that is late or broken in every run, the one due first; nil for nothing.
    private func alwaysLate(before root: CommitmentIndex, _ tally: TallySum) -> CommitmentIndex? {
        var found: CommitmentIndex?
        var (waiting, seen) = ([root], Set([root]))
        while let place = waiting.popLast() {
            for need in scenario[place].needs where scenario[need].group < 0 {
                let needed = scenario[need].commitment
                guard seen.insert(needed).inserted, let rank = rank(of: needed).map({ Int($0) }) else { continue }
                waiting.append(needed)
                guard tally.late[rank] + tally.broken[rank] == tally.replicates else { continue }
                if found.map({ scenario.due(needed) < scenario.due($0) }) ?? true { found = needed }
            }
        }
        return found
    }
}

/// The limits set, and what the promise comes to.
private func thresholds(
    _ policy: Policy, _ total: SimulationResult.Total, _ made: SimulationPart, _ kinds: [KindFigures],
    _ compiled: Compiled
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
    for (kind, limit) in policy.maxChance {
        thresholds.append(Threshold(figure: .kind(kind), limit: limit, value: kinds[Int(kind)].any))
    }
    return thresholds
}
