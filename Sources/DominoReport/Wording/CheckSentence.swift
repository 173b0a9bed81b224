import DominoAnalysis
import DominoScenario

/// The answer of a check in a few sentences: the verdict with its reasons, then which days may be promised.
func checkSentence(_ answer: CheckResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    let opening = asOfIsToday ? "As of today, \(answer.question.asOf.spoken): " : ""
    let root = Int(answer.root)
    let title = sanitized(scenario.title(ofCommitment: root), limit: 60)
    let commitment = scenario.commitments[root]
    if let day = commitment.keptOn {
        return opening + "\(title) was kept on \(day.spoken): nothing is left to promise."
    }
    if commitment.status == .broken { return opening + "\(title) is broken already: no date of it can be promised." }
    let day = answer.promise.spoken
    let plan = answer.question.plan.isEmpty ? "" : ", with \(doing(answer.question.plan, scenario))"
    let verdict =
        switch answer.verdict {
        case .safe: "\(day) is safe to promise"
        case .stretch: "\(day) is a stretch"
        case .unsafe: "Do not promise \(day)"
        }
    return opening
        + "\(verdict)\(plan): \(title) is done by then \(keptClause(answer))\(failureClause(answer, in: scenario)). "
        + windowSentence(answer)
}

/// How often it is done by then, and how often it should be.
private func keptClause(_ answer: CheckResult) -> String {
    let policy = answer.question.policy
    let often = ofReplays(answer.kept, answer.question.replicates)
    guard answer.verdict != .safe, answer.kept < policy.confidence else { return often }
    return "\(often), and \(ofHundred(policy.confidence)) are asked for"
}

/// The limits that are not kept.
private func failureClause(_ answer: CheckResult, in scenario: Scenario) -> String {
    let failed = answer.thresholds.filter { !$0.passed }
    guard let first = failed.first else { return "" }
    let more =
        failed.count > 1
        ? ", and \(failed.count - 1) more of the limits \(failed.count > 2 ? "are" : "is") exceeded" : ""
    let figures =
        "\(thresholdFigure(first.value, first.figure)) where the limit is \(thresholdFigure(first.limit, first.figure))"
    return "; \(thresholdName(first.figure, in: scenario, limit: 60)) comes to \(figures)\(more)"
}

/// Which days may be promised, or what has to change first.
private func windowSentence(_ answer: CheckResult) -> String {
    let confidence = ofHundred(answer.question.policy.confidence)
    guard let safe = answer.safeDate else {
        return "No day is safe: fewer than \(confidence) replays get it done at all."
    }
    guard let window = answer.window else {
        let useful = answer.usefulDate?.spoken ?? ""
        return "No day will do as things stand: it is safe from \(safe.spoken) on, and after \(useful) others are hurt."
            + " Change the plan, not the date."
    }
    guard let last = window.last else {
        return
            "Promise \(safe.spoken) or later: from then on at least \(confidence) replays keep it, and no delay of it"
            + " hurts anybody else."
    }
    let days = last == window.first ? "Promise \(last.spoken)" : "Promise a day from \(safe.spoken) to \(last.spoken)"
    return days + ": at least \(confidence) replays keep it, and nobody else is hurt."
}

/// A confidence as people count: `80 of 100`.
func ofHundred(_ share: Double) -> String { "\(dayCount(share * 100)) of 100" }

/// What a limit is about.
func thresholdName(_ figure: Threshold.Figure, in scenario: Scenario, limit: Int? = nil) -> String {
    switch figure {
    case .mean: "average harm"
    case .p95: "harm one time in twenty"
    case .late(let place): "\(sanitized(scenario.title(ofCommitment: Int(place)), limit: limit)) late or broken"
    }
}

/// A figure of a limit: an amount, or a probability in per cent.
func thresholdFigure(_ value: Double, _ figure: Threshold.Figure) -> String {
    if case .late = figure { return likelihood(value) }
    return grouped(value)
}

/// Below everything: how many replays, how sure the odds are, and that luck is the same for all.
func checkFootnote(_ answer: CheckResult) -> String {
    var note = "\(count(answer.question.replicates, "replay")), seed \(answer.question.seed)."
    let error = answer.standardError * 100
    if error >= 0.005 { note += " Standard error of the odds: \(dayCount(error)) of 100." }
    return note + " The same luck for every date: a rerun gives the same bytes."
}
