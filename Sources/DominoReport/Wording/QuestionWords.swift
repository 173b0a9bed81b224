import DominoScenario

/// What a slip does, as a verb: `slips 5 days`.
func verb(_ slip: Slip) -> String {
    if slip.days == .infinity { return "is never kept" }
    return slip.days < 0 ? "comes \(days(-slip.days)) early" : "slips \(days(slip.days))"
}

/// A slip, as a clause: `Platform live slips 5 days`.
func clause(_ slip: Slip, _ scenario: Scenario) -> String {
    sanitized(scenario.title(ofCommitment: Int(slip.commitment)), limit: 60) + " " + verb(slip)
}

/// A plan and its cost: `Pilot and New date (USD 13,000)`; many mitigations are counted.
func planClause(_ plan: [MitigationIndex], _ scenario: Scenario) -> String {
    let names =
        plan.count <= 2
        ? plan.map { sanitized(scenario.title(ofMitigation: Int($0)), limit: 50) }.joined(separator: " and ")
        : "\(plan.count) mitigations"
    return "\(names) (\(amount(scenario.cost(ofPlan: plan), scenario.currencyName)))"
}

/// A text with its first letter large.
func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

extension Scenario {
    /// The currency as a text, made harmless.
    var currencyName: String { sanitized(string(currency), limit: 20) }
}
