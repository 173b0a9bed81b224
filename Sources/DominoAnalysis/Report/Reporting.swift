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
public struct Reported: Sendable {
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
    public var whatIf: WhatIf
    /// Slips of the commitment that slips first; nil where nothing can.
    public var curve: SlipCurve?
    /// The plan under luck, nothing slipped.
    public var simulated: Simulated
    /// By place in the scenario's `mitigations`.
    public var options: [Option]
    /// The scenario as the page's engine holds it.
    public var deal: CompiledDeal
    /// Commitments as the deal numbers them, places in the scenario's list.
    public var numbers: [Int32]
    /// Places in the scenario's `damages` of the deal's entries of damage.
    public var damageOrigin: [Int32]
}

/// Asks a scenario everything a page tells.
///
/// - Complexity: that of a what-if for each mitigation, a slip curve and a simulation.
public func report(
    _ question: ReportQuestion, in scenario: Scenario, _ compiled: CompiledScenario, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> Reported {
    let played = whatIf(question.whatIf, in: scenario, compiled)
    let slipping = question.whatIf.slips.first?.commitment ?? (scenario.root < 0 ? nil : scenario.root)
    let options = scenario.mitigations.indices.map { place in
        Reported.Option(
            gain: gain(of: Int32(truncatingIfNeeded: place), beside: played, scenario, compiled),
            decideBy: decideBy(place, in: scenario).map { scenario.calendar.day(ordinal: $0) })
    }
    return Reported(
        question: question, whatIf: played,
        curve: slipping.map {
            slipCurve(CurveQuestion(commitment: $0, asOf: question.whatIf.asOf), in: scenario, compiled)
        },
        simulated: simulate(
            SimulateQuestion(
                plan: question.whatIf.plan, toldOn: question.whatIf.toldOn, asOf: question.whatIf.asOf,
                replicates: question.replicates, seed: question.seed), in: scenario, compiled, threads: threads,
            progress: progress),
        options: options, deal: compileDeal(scenario, compiled), numbers: compiled.commitments,
        damageOrigin: compiled.damageOrigin)
}

/// What a mitigation is worth beside the others of the plan.
private func gain(
    of place: Int32, beside played: WhatIf, _ scenario: Scenario, _ compiled: CompiledScenario
) -> Double {
    var other = played.question
    let isInForce = other.plan.contains(place)
    if isInForce { other.plan.removeAll { $0 == place } } else { other.plan.append(place) }
    let score = whatIf(other, in: scenario, compiled).score
    return isInForce ? score - played.score : played.score - score
}
