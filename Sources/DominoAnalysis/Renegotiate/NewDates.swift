import DominoEngine
import DominoScenario

/// Replays of the slip under a plan, for the dates they keep: no tornado, no blame.
func replays(
    _ question: RenegotiateQuestion, slips: [Slip], plan: [Int32], in scenario: Scenario, _ compiled: CompiledScenario,
    threads: Int, progress: @Sendable (Int) -> Void
) -> SimulationPart {
    let asked = SimulateQuestion(
        slips: slips, plan: plan, asOf: question.asOf, replicates: question.replicates, seed: question.seed,
        excludesOne: false)
    return replicated(asked, in: scenario, compiled, figures: .totals, threads: threads, progress: progress)
}

/// The earliest date on which a commitment is kept with some confidence: the quantile of its slip by nearest rank, as the
/// first working day at or after it, and never before the day it is due.
/// - Precondition: the commitment is not released.
func newDate(
    of commitment: Int32, _ part: SimulationPart, confidence: Double, in scenario: Scenario,
    _ compiled: CompiledScenario
) -> Renegotiation.NewDate {
    let due = Double(scenario.due(Int(commitment)))
    let counts = part.slipCounts(ofRank: Int(compiled.ranks[Int(commitment)])).filter { $0.slip < .infinity }
    let wanted = nearestRank(confidence, of: part.totals.count)
    func share(_ count: Int) -> Double { Double(count) / Double(part.totals.count) }
    var below = 0
    for (slip, count) in counts {
        below += count
        guard below > wanted else { continue }
        let date = scenario.calendar.day(at: due + max(0, Double(slip)))
        let latest = Double(scenario.calendar.ordinal(date)) - due + 1e-4
        let kept = counts.reduce(0) { Double($1.slip) <= latest ? $0 + $1.count : $0 }
        return Renegotiation.NewDate(commitment: commitment, date: date, kept: share(kept))
    }
    return Renegotiation.NewDate(commitment: commitment, date: nil, kept: share(below))
}
