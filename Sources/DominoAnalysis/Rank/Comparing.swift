import DominoEngine
import DominoScenario

/// Ranks every commitment by what its slip adds, and tells what it carries under luck.
///
/// - Complexity: as all blast radii and a simulation without exclude-one.
public func rank(
    _ question: RankQuestion, in scenario: Scenario, _ compiled: CompiledScenario, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> RankResult {
    let plan = Baseline(graph: compiled.graph, parameters: compiled.parameters, damage: compiled.damage)
    let (pairs, overflows) = plan.commitmentCount.multipliedReportingOverflow(by: scenario.stakeholders.count)
    let asksWhom = !overflows && pairs <= reachLimit
    let reaches = blastRadii(
        question.days, of: plan, in: scenario, compiled, asksWhom: asksWhom, threads: threads)
    let tolerances = tolerances(of: plan)
    let simulated = simulate(
        SimulateQuestion(
            toldOn: question.toldOn, asOf: question.asOf, replicates: question.replicates, seed: question.seed,
            excludesOne: false), in: scenario, compiled, threads: threads, progress: progress)
    var commitments: [Ranked] = []
    for (place, figures) in simulated.commitments.enumerated() {
        guard let figures, case let rank = Int(compiled.ranks[place]), rank >= 0 else { continue }
        let reach = reaches[rank]
        commitments.append(
            Ranked(
                commitment: CommitmentIndex(place), blastRadius: reach.radius.score,
                late: Int(reach.radius.late), broken: Int(reach.radius.broken),
                stakeholders: asksWhom ? reach.stakeholders : nil, tolerance: tolerances[rank],
                carried: figures.carried, blame: figures.blame, priceOfDay: figures.priceOfDay))
    }
    let keys = commitments.map { sixDigits($0.blastRadius) }
    let order = commitments.indices.sorted { (-keys[$0], $0) < (-keys[$1], $1) }
    return RankResult(question: question, commitments: order.map { commitments[$0] })
}

/// A figure to six digits: what differs by rounding alone is equal, and stays in file order.
private func sixDigits(_ value: Double) -> Double {
    guard value > 0, value < 1e290 else { return value }
    var unit = 1.0
    while value / unit >= 1e6 { unit *= 10 }
    while value / unit < 1e5, unit > 1e-290 { unit /= 10 }
    return (value / unit).rounded() * unit
}
