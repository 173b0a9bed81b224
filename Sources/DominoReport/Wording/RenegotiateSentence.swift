import DominoAnalysis
import DominoScenario

/// The answer of a renegotiation in a few sentences: whom to see first, by when, what silence costs a day; how many
/// talks and new promises there are, and what the best plan leaves of the harm.
func renegotiateSentence(_ answer: RenegotiationResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    let opening = asOfIsToday ? "As of today, \(answer.question.asOf.spoken): " : ""
    guard let first = answer.firstTalk else {
        let slip = answer.question.slips.first.map { "If \(clause($0, scenario))" } ?? "As things stand"
        let seller = answer.talks.first.map { "nobody but \(shortName($0.person, scenario)) is hurt" }
        return opening + "\(slip): \(seller ?? "nobody is hurt"), so nobody has to be told."
    }
    let verb = first.way == .inPerson ? "See" : "Telephone"
    var sentence =
        opening + "\(verb) \(shortName(first.person, scenario)) first, \(firstDeadline(answer, first, scenario)). "
    let hurt = answer.talks.count { $0.route != .own }
    let anew = answer.datesToPromiseAnew.count
    sentence += "\(count(hurt, "stakeholder")) \(hurt == 1 ? "has" : "have") to hear it"
    sentence += anew > 0 ? ", and \(count(anew, "promise")) \(anew == 1 ? "needs" : "need") a new date" : ""
    return sentence + harmClause(answer, scenario)
}

/// By when, and what silence costs.
private func firstDeadline(_ answer: RenegotiationResult, _ first: RenegotiationResult.Talk, _ scenario: Scenario)
    -> String
{
    let by = answer.isUrgent(first) ? answer.known : "by \(first.tellBy.spoken)"
    let price = first.tellBy == answer.silence.tellBy ? answer.silence.perDay : first.silencePerDay
    guard price >= 0.005 else { return by }
    let after = answer.isUrgent(first) ? "each day of silence" : "each day of silence after that"
    return by + ": \(after) costs \(amount(price, scenario.currencyName))"
}

/// What telling and the best plan leave of the harm.
private func harmClause(_ answer: RenegotiationResult, _ scenario: Scenario) -> String {
    guard answer.silent.score >= 0.005 else { return "." }
    var steps = ["harm falls from \(amount(answer.silent.score, scenario.currencyName))"]
    if answer.silent.score - answer.told.score >= 0.005 { steps.append("to \(grouped(answer.told.score)) by telling") }
    if let plan = answer.plans.first, !plan.mitigations.isEmpty {
        steps.append("to \(grouped(plan.whatIf.score)) with plan A")
    }
    guard steps.count > 1 else { return "; harm is \(amount(answer.silent.score, scenario.currencyName))." }
    return "; " + steps[0] + " " + steps.dropFirst().joined(separator: ", and ") + "."
}

extension RenegotiationResult {
    /// The talk to begin with outside our own house; inside, where there is no other; nil if nobody has to be told.
    var firstTalk: Talk? { talks.first { $0.route == .direct } ?? talks.first { $0.route != .own } }

    /// The day the slip is known, as people say it.
    var known: String { question.knownOn == question.asOf ? "today" : "on \(question.knownOn.spoken)" }

    /// Under which plan dates hold, as words behind them; none where there is none.
    var withPlan: String { plans.first.map { $0.mitigations.isEmpty } ?? true ? "" : " with plan A" }

    /// Whether a talk cannot wait for the day after.
    func isUrgent(_ talk: Talk) -> Bool { talk.tellBy <= question.knownOn }

    /// New dates that are later than the old ones, or that do not exist.
    var datesToPromiseAnew: [NewDate] {
        newDates.filter { new in new.date.map { $0 > told.commitments[Int(new.commitment)].due } ?? true }
    }

    /// The new date of a commitment that falls; nil for one that does not.
    func newDate(of commitment: CommitmentIndex) -> NewDate? {
        var low = 0
        var high = newDates.count
        while low < high {
            let middle = (low + high) / 2
            if newDates[middle].commitment < commitment { low = middle + 1 } else { high = middle }
        }
        return low < newDates.count && newDates[low].commitment == commitment ? newDates[low] : nil
    }

    /// A date in the brief: with its year where that is not the year of the slip.
    func brief(_ day: Day) -> String { shortDate(day, year: day.civil.year != question.knownOn.civil.year) }
}
