import DominoEngine
import DominoScenario

/// What a page shows before anybody touches it, and what it needs to answer more.
public struct ReportQuestion: Sendable {
    /// What slips, what is in force, and when those hurt are told.
    public var whatIf: WhatIfQuestion
    /// How many replicates.
    public var replicates: Int
    /// Seed of all draws.
    public var seed: UInt64

    /// A question.
    public init(whatIf: WhatIfQuestion, replicates: Int = 10_000, seed: UInt64 = 1) {
        self.whatIf = whatIf
        self.replicates = replicates
        self.seed = seed
    }
}

/// Everything a page tells at first sight.
public struct ReportResult: Sendable {
    /// One mitigation beside the plan asked about.
    public struct Option: Sendable {
        /// How much less it costs with this one in the plan than without it, its own cost aside.
        public var gain: Double
        /// The last day on which it can be decided; nil if it works on nothing.
        public var decideBy: Day?
    }

    /// What was asked.
    public var question: ReportQuestion
    /// The slip played through.
    public var whatIf: WhatIfResult
    /// Slips of the commitment that slips first; nil where nothing can.
    public var curve: CurveResult?
    /// The plan under luck, nothing slipped.
    public var simulated: SimulationResult
    /// The promise of the root, nothing slipped; nil where there is none left to make.
    public var checked: CheckResult?
    /// What would be chosen to be done about the slip, told and decided on the day it is asked; nil where nothing can be.
    public var mitigated: MitigationResult?
    /// By place in the scenario's `mitigations`.
    public var options: [Option]
    /// The scenario with the model that the page's engine holds.
    public var compiled: Compiled

    /// The commitments in the order in which the page's engine numbers them.
    public var numbers: [CommitmentIndex] { compiled.origins.commitments }
    /// The entries of damage in the order of the engine's.
    public var damageOrigin: [DamageIndex] { compiled.origins.damages }
}

/// Asks a scenario everything a page tells.
///
/// - Complexity: that of a what-if for each mitigation, a slip curve, four simulations and a search.
public func report(
    _ question: ReportQuestion, in compiled: Compiled, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> ReportResult {
    let scenario = compiled.scenario
    let played = whatIf(question.whatIf, in: compiled)
    let slipping = question.whatIf.slips.first?.commitment ?? scenario.root
    let options = scenario.mitigations.places.map { place in
        ReportResult.Option(
            gain: gain(of: place, beside: played, in: compiled),
            decideBy: decideBy(place, in: scenario).map { scenario.calendar.day(ordinal: $0) })
    }
    let plans = MitigateQuestion(
        slips: question.whatIf.slips, decideOn: question.whatIf.asOf, asOf: question.whatIf.asOf,
        replicates: question.replicates, seed: question.seed)
    return ReportResult(
        question: question, whatIf: played,
        curve: slipping.map {
            slipCurve(CurveQuestion(commitment: $0, asOf: question.whatIf.asOf), in: compiled)
        },
        simulated: simulate(
            SimulateQuestion(
                plan: question.whatIf.plan, toldOn: question.whatIf.toldOn, asOf: question.whatIf.asOf,
                replicates: question.replicates, seed: question.seed), in: compiled, threads: threads,
            progress: progress),
        checked: checked(question, in: compiled, threads: threads, progress: progress),
        mitigated: scenario.mitigations.isEmpty
            ? nil
            : mitigate(
                plans, in: compiled, threads: threads, time: .affordable(plans, in: scenario)),
        options: options, compiled: compiled)
}

/// The promise of the root; nil where it is released, or a fact already.
private func checked(
    _ question: ReportQuestion, in compiled: Compiled, threads: Int,
    progress: @escaping @Sendable (Int) -> Void
) -> CheckResult? {
    let scenario = compiled.scenario
    guard let root = scenario.root, compiled.model.root != nil, !scenario[root].status.isFact else { return nil }
    return check(
        CheckQuestion(
            plan: question.whatIf.plan, toldOn: question.whatIf.toldOn, asOf: question.whatIf.asOf,
            policy: scenario.policy, replicates: question.replicates, seed: question.seed), in: compiled,
        threads: threads, progress: progress)
}

/// What a mitigation is worth beside the others of the plan.
private func gain(
    of place: MitigationIndex, beside played: WhatIfResult, in compiled: Compiled
) -> Double {
    var other = played.question
    let isInForce = other.plan.contains(place)
    if isInForce { other.plan.removeAll { $0 == place } } else { other.plan.append(place) }
    let score = whatIf(other, in: compiled).score
    return isInForce ? score - played.score : played.score - score
}
