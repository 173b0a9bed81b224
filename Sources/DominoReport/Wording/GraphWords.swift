import DominoScenario

/// The lines of a commitment's box in a drawn graph: what it is, who promises it to whom, when it is due.
///
/// Harmless on a terminal; a format escapes them once more for itself.
func boxLines(_ place: Int, in scenario: Scenario) -> [String] {
    let commitment = scenario.commitments[place]
    let promisor = sanitized(scenario.name(ofStakeholder: Int(commitment.promisor)), limit: 40)
    let promisee = sanitized(scenario.name(ofStakeholder: Int(commitment.promisee)), limit: 40)
    let due = commitment.status == .released ? "released" : "due " + commitment.due.spoken
    let fact = commitment.status.isFact ? ", \(commitment.status.rawValue)" : ""
    return [
        sanitized(scenario.title(ofCommitment: place), limit: 60), promisor, "to \(promisee)", due + fact,
    ]
}

/// What a need says beside its arrow: the days between, and what holds a delay up.
func needLabel(_ need: Need, of commitment: Commitment) -> String {
    var parts: [String] = []
    if let lead = need.days(before: commitment) { parts.append(dayCount(lead) + " d") }
    if let buffer = need.buffer { parts.append(dayCount(buffer) + " d spare") }
    if need.share < 1 { parts.append("\(percent(need.share, of: 1)) % passed on") }
    if need.fallback < .infinity { parts.append("plan B \(dayCount(need.fallback)) d") }
    if need.group >= 0 { parts.append("any of") }
    return parts.joined(separator: ", ")
}

extension Need {
    /// Days from what is needed being kept to `commitment` being kept: the lead, or else the work; nil where the buffer says.
    func days(before commitment: Commitment) -> Double? { lead ?? (buffer == nil ? commitment.work : nil) }
}
