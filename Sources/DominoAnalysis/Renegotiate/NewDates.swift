import DominoEngine
import DominoScenario

/// Replays of a slip under a plan, for the dates they keep: no tornado, no blame.
///
/// Of mitigations that may fail, those beyond `Replay.fallibleLimit` are left out. No mitigation hurts, so the dates are kept
/// at least as often as it says.
func replays(
    _ question: RenegotiateQuestion, slips: [Slip], plan: [MitigationIndex], in scenario: Scenario,
    _ compiled: CompiledScenario,
    threads: Int, progress: @Sendable (Int) -> Void
) -> SimulationPart {
    let fallible = plan.filter { scenario[$0].chance < 1 }
    let tooMany = Set(fallible.dropFirst(Replay.fallibleLimit))
    let asked = SimulateQuestion(
        slips: slips, plan: plan.filter { !tooMany.contains($0) }, asOf: question.asOf, replicates: question.replicates,
        seed: question.seed, excludesOne: false)
    return replicated(asked, in: scenario, compiled, figures: .totals, threads: threads, progress: progress)
}

/// The earliest date on which a commitment is kept with some confidence: the quantile of its slip by nearest rank, as the
/// first working day at or after it, and never before the day it is due.
/// - Precondition: the commitment is not released.
func newDate(
    of commitment: CommitmentIndex, _ part: SimulationPart, confidence: Double, in scenario: Scenario,
    _ compiled: CompiledScenario
) -> RenegotiationResult.NewDate {
    let (rank, due) = (Int(compiled.ranks[Int(commitment)]), scenario.due(commitment))
    let count = part.totals.count
    guard let slip = part.slipQuantiles(ofRank: rank, [confidence])[0] else {
        let ever = part.slipCounts(ofRank: rank).reduce(0) { $1.slip < .infinity ? $0 + $1.count : $0 }
        return RenegotiationResult.NewDate(commitment: commitment, date: nil, kept: Double(ever) / Double(count))
    }
    let date = scenario.calendar.day(at: Double(due) + max(0, slip))
    let kept = part.replicates(ofRank: rank, keptBy: scenario.calendar.ordinal(date) - due)
    return RenegotiationResult.NewDate(commitment: commitment, date: date, kept: Double(kept) / Double(count))
}
