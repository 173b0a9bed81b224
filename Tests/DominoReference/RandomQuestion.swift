/// A question that fits the scenario: the same for the same seed.
///
/// One to three commitments slip, facts among them now and then; the plan keeps `requires` and `excludes`.
///
/// - Parameter moves: whether dates are moved too; the rest is the same without.
public func randomQuestion(
    for scenario: ReferenceScenario, seed: UInt64, moves: Bool = false
) -> ReferenceQuestion {
    var question = randomQuestion(for: scenario, seed)
    if moves {
        var random = SplitMix64(seed: seed ^ 0x30_7E5)
        let moved = random.sample(random.pick([0, 1, 1, 2]), of: scenario.commitments.map(\.id))
        question.moves = moved.map { ReferenceMove($0, days: random.days(random.chance(0.8) ? 0...20 : -8...0)) }
        if random.chance(0.2) { question.slips = [] }
    }
    return question
}

private func randomQuestion(for scenario: ReferenceScenario, _ seed: UInt64) -> ReferenceQuestion {
    var random = SplitMix64(seed: seed ^ 0x5EED_0F_A5)
    let open = scenario.commitments.filter { !$0.isFact }.map(\.id)
    let candidates = open.isEmpty || random.chance(0.15) ? scenario.commitments.map(\.id) : open
    let shocked = random.sample(random.pick([1, 1, 1, 2, 3]), of: candidates)
    return ReferenceQuestion(
        slips: shocked.map { ReferenceSlip($0, randomShock(&random)) },
        plan: random.chance(0.3) ? [] : randomPlan(for: scenario, &random),
        tellOn: random.maybe(0.65) { randomTelling(for: scenario, &$0) })
}

/// Some weeks before some due date, or soon after the day on which the file is true.
func randomTelling(for scenario: ReferenceScenario, _ random: inout SplitMix64) -> ReferenceDate {
    let dues = scenario.commitments.compactMap(\.due)
    if let asOf = scenario.asOf, dues.isEmpty || random.chance(0.5) { return asOf.adding(days: random.int(0...20)) }
    return random.pick(dues).adding(days: random.int(-40...5))
}

/// A plan that keeps `requires` and `excludes`, in file order.
func randomPlan(for scenario: ReferenceScenario, _ random: inout SplitMix64) -> [String] {
    var plan: [String] = []
    for mitigation in scenario.mitigations where random.chance(0.5) {
        let larger = scenario.required(by: plan + [mitigation.id])
        if scenario.keepsRules(plan: larger) { plan = larger }
    }
    let decided = scenario.decided.map(\.mitigation)
    return plan.filter { !decided.contains($0) }
}

/// Days late, early, fractional or many; or broken.
func randomShock(_ random: inout SplitMix64) -> ReferenceShock {
    switch random.int(0...9) {
    case 0: .broken
    case 1: .days(random.days(-10...0))
    case 2: .days(random.days(30...120))
    case 3: .days(Double(random.int(-5_000_000...30_000_000)) / 1_000_000)
    default: .days(random.days(0...25))
    }
}
