import DominoEngine
import DominoScenario

/// What the page shows first.
public struct ReportQuestion: Sendable {
    /// What slips, what is in force, and when those hurt are told.
    public var whatIf: WhatIfQuestion
    /// How many runs to simulate.
    public var replicates: Int
    /// The random seed.
    public var seed: UInt64

    /// A question.
    public init(whatIf: WhatIfQuestion, replicates: Int = 10_000, seed: UInt64 = 1) {
        self.whatIf = whatIf
        self.replicates = replicates
        self.seed = seed
    }
}

/// Everything that the page shows first.
public struct ReportResult: Sendable {
    /// One mitigation beside the plan asked about.
    public struct Option: Sendable {
        /// How much lower the damage is with this one in the plan than without it; its cost is not counted.
        public var gain: Double
        /// The last day on which it can be decided; nil if it works on nothing.
        public var decideBy: Day?
    }

    /// What was asked.
    public var question: ReportQuestion
    /// What the slip does.
    public var whatIf: WhatIfResult
    /// Slips of the commitment that slips first; nil where nothing can.
    public var curve: CurveResult?
    /// The simulation of the plan, with nothing slipped.
    public var simulated: SimulationResult
    /// The promise of the root, with nothing slipped; nil where there is none left to make.
    public var checked: CheckResult?
    /// The best plan against the slip, if those hurt are told and the plan is decided today; nil without mitigations.
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

/// Answers everything that the page shows.
///
/// - Complexity: that of a what-if for each mitigation, a slip curve, four simulations and a search.
public func report(
    _ question: ReportQuestion, in compiled: Compiled, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> ReportResult {
    let scenario = compiled.scenario
    let answer = whatIf(question.whatIf, in: compiled)
    let slipping = question.whatIf.slips.first?.commitment ?? scenario.root
    let lastDays = compiled.decideBy(
        under: compiled.question(slips: question.whatIf.slips, moves: question.whatIf.moves))
    let options = scenario.mitigations.places.map { place in
        ReportResult.Option(
            gain: gain(of: place, beside: answer, in: compiled),
            decideBy: lastDays[place].map { scenario.calendar.day(ordinal: $0) })
    }
    let plans = MitigateQuestion(
        slips: question.whatIf.slips, moves: question.whatIf.moves, decideOn: question.whatIf.asOf,
        asOf: question.whatIf.asOf, replicates: question.replicates, seed: question.seed)
    return ReportResult(
        question: question, whatIf: answer,
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

/// What a mitigation saves when added to the others of the plan.
private func gain(
    of place: MitigationIndex, beside answer: WhatIfResult, in compiled: Compiled
) -> Double {
    var other = answer.question
    let isInForce = other.plan.contains(place)
    if isInForce { other.plan.removeAll { $0 == place } } else { other.plan.append(place) }
    let score = whatIf(other, in: compiled).score
    return isInForce ? score - answer.score : answer.score - score
}
