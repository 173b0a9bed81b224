import DominoAnalysis
import DominoScenario

/// The answer of a simulation in a few sentences, for people: the odds of the root's date, the harm, what matters most.
///
/// Every figure in it is one of the answer's, and the words around it hold whatever the scenario: "more than" and "one
/// time in twenty" are said only where the score is spread out enough for both.
func simulateSentence(_ answer: SimulationResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    let opening = premise(answer, in: scenario, asOfIsToday: asOfIsToday)
    let alike = answer.isAlike ? "all \(count(answer.replicates, "replay")) are alike: " : ""
    let body = alike + promiseClause(answer, in: scenario) + "; " + harmClause(answer, in: scenario) + "."
    // A title keeps the first letter its author gave it.
    let beginsWithTitle = alike.isEmpty && answer.speaksOfRoot(in: scenario)
    return opening + (opening.isEmpty && !beginsWithTitle ? capitalized(body) : body)
        + matterSentence(answer, in: scenario)
}

/// What luck is played on: slips, plan and telling that were asked for.
private func premise(_ answer: SimulationResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    let question = answer.question
    var parts = asOfIsToday ? ["as of today, \(question.asOf.spoken)"] : []
    if let slip = question.slips.first {
        let rest = question.slips.count > 1 ? " and \(question.slips.count - 1) more" : ""
        parts.append("if \(clause(slip, scenario))\(rest)")
    }
    if !question.plan.isEmpty { parts.append("with " + planClause(question.plan, scenario)) }
    if let day = question.toldOn { parts.append("with those hurt told on \(day.spoken)") }
    return parts.isEmpty ? "" : capitalized(parts.joined(separator: ", ")) + ": "
}

/// How often the root is kept in time, and the first date that most replays keep.
private func promiseClause(_ answer: SimulationResult, in scenario: Scenario) -> String {
    guard let root = scenario.root, let figures = answer.commitments[Int(root)] else {
        return everyPromise(answer, in: scenario)
    }
    let place = Int(root)
    let commitment = scenario[root]
    let title = sanitized(scenario.title(ofCommitment: place), limit: 60)
    if let day = commitment.keptOn { return "\(title) was kept on \(day.spoken)" }
    if commitment.status == .broken { return "\(title) is broken already" }
    let inTime = answer.keptInTime(place) ?? 0
    let often = { (share: Double) in answer.isAlike ? "" : " " + ofReplays(share, answer.replicates) }
    if figures.broken == 1 { return "\(title) is never kept" + (answer.isAlike ? "" : ", in any of the replays") }
    if answer.isAlike, figures.late == 1, let slip = figures.meanSlip {
        let day = scenario.calendar.day(at: Double(scenario.due(place)) + slip)
        return "\(title) is kept \(days(slip)) late, on \(day.spoken)"
    }
    // A plan may put the date off; then it is not the day in the file that counts.
    let redated = answer.question.plan.contains { mitigation in
        scenario.mitigations[Int(mitigation)].effects.contains {
            if case .redate(root, _) = scenario.effects[Int($0)] { return true }
            return false
        }
    }
    var clause = "\(title) is kept on time\(redated ? "" : ", by \(commitment.due.spoken),")" + often(inTime)
    if clause.hasSuffix(",") { clause.removeLast() }
    if figures.broken >= 0.005 { clause += ", and never kept" + often(figures.broken) }
    if inTime < 0.8, answer.replicates >= 100, case .day(let day) = answer.dayOf80(place, in: scenario) {
        clause += " (at least 80 of 100 keep \(day.spoken))"
    }
    return clause
}

/// Without a root: how many promises fail on average.
private func everyPromise(_ answer: SimulationResult, in scenario: Scenario) -> String {
    let open = answer.commitments.indices.filter {
        answer.commitments[$0] != nil && !scenario.commitments[$0].status.isFact
    }
    let missed = open.reduce(0) { $0 + 1 - (answer.keptInTime($1) ?? 1) }
    if missed == 0 { return "no promise is late or broken" }
    let figure = missed < 0.05 ? "fewer than 0.1" : dayCount((missed * 10).rounded() / 10)
    let average = answer.isAlike ? "" : "on average "
    let verb = figure == "1" || open.count == 1 ? "is" : "are"
    return average + "\(figure) of \(count(open.count, "promise")) \(verb) late or broken"
}

/// The harm: on average, and how bad it gets.
private func harmClause(_ answer: SimulationResult, in scenario: Scenario) -> String {
    let total = answer.total
    let mean = amount(total.mean, scenario.currencyName)
    guard total.probabilityOfDamage > 0 else { return answer.isAlike ? "no harm is done" : "no replay does harm" }
    if total.deviation == 0 { return "harm is \(mean)" + (answer.isAlike ? "" : " in every replay") }
    let p95 = total.quantiles.count > 3 ? total.quantiles[3] : 0
    let average = "harm is \(mean) on average, and "
    if p95 <= 0 { return average + "there is any \(ofReplays(total.probabilityOfDamage, answer.replicates))" }
    if total.exceedance.last?.amount == p95 { return average + "never more than \(grouped(p95))" }
    // Where many replays come to exactly that amount, fewer than one in twenty are above it.
    let above = total.exceedance.first { $0.amount == p95 }?.probability ?? 0.05
    let twentieth = grouped(p95)
    return average
        + (above > 0.04 ? "more than \(twentieth) one time in twenty" : "at most \(twentieth) in 95 of 100 replays")
}

/// The input without which the mean falls most; nothing where none stands out.
private func matterSentence(_ answer: SimulationResult, in scenario: Scenario) -> String {
    guard answer.total.mean > 0, let first = answer.causes.first else { return "" }
    guard first.gain >= 0.005, first.gain > 2 * first.standardError else {
        return " No cause alone makes a difference that can be told from chance."
    }
    let isOwn = scenario.root.map { first.input == .delay($0) } ?? false
    let name = isOwn ? "its own delay" : "the " + inputName(first.input, in: scenario, limit: 60)
    let rest = answer.total.mean - first.gain
    return rest < 0.005
        ? " What matters most is \(name): without it there is no harm."
        : " What matters most is \(name): without it, average harm is \(grouped(first.gain)) less."
}

/// An uncertain input in people's words: `delay of Order platform live`, `risk Change freeze`, `factor team-pace`.
func inputName(_ input: UncertainInput, in scenario: Scenario, limit: Int? = nil) -> String {
    switch input {
    case .delay(let place): return "delay of " + sanitized(scenario.title(ofCommitment: Int(place)), limit: limit)
    case .risk(let place):
        let risk = scenario.risks[Int(place)]
        return "risk " + sanitized(scenario.string(risk.title.isEmpty ? risk.id : risk.title), limit: limit)
    case .factor(let place):
        return "factor " + sanitized(scenario.string(scenario.factors[Int(place)].id), limit: limit)
    }
}

/// How often something happened: `in 34 of 100 replays`, and counted exactly where that would be none or all of them.
func ofReplays(_ share: Double, _ replicates: Int) -> String {
    let times = Int((share * Double(replicates)).rounded())
    let all = grouped(Double(replicates))
    if replicates == 1 { return times == 0 ? "not in the one replay" : "in the one replay" }
    if times == 0 { return "in none of \(all) replays" }
    if times == replicates { return "in all \(all) replays" }
    let hundredths = Int((share * 100).rounded())
    return replicates > 100 && (1...99).contains(hundredths)
        ? "in \(hundredths) of 100 replays" : "in \(grouped(Double(times))) of \(all) replays"
}

extension SimulationResult {
    /// Whether there is a root to speak of: one that is not released.
    func speaksOfRoot(in scenario: Scenario) -> Bool {
        scenario.root.map { commitments[Int($0)] != nil } ?? false
    }
}

/// Below everything: how many replays, how sure the average is, and that luck is the same for all.
func simulateFootnote(_ answer: SimulationResult) -> String {
    let total = answer.total
    var note = "\(count(answer.replicates, "replay")), seed \(answer.question.seed)."
    if total.standardError >= 0.005 {
        note += " Standard error of the average harm: \(grouped(total.standardError))"
        note += total.standardError > 0.05 * total.mean ? "; more --replicates make it surer." : "."
    }
    return note + " The same luck for everyone: a rerun gives the same bytes."
}
