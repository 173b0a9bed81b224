import DominoAnalysis
import DominoScenario

/// A renegotiation as Markdown: the day's plan, then a page for each talk, to be printed and taken along.
public func renegotiateMarkdown(_ answer: RenegotiationResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    var lines = ["**\(markdown(renegotiateSentence(answer, in: scenario, asOfIsToday: asOfIsToday)))**"]
    let talks = answer.talks.filter { $0.route != .own }
    if !talks.isEmpty { lines += [""] + dayPlan(talks, answer, scenario) }
    if !answer.plans.isEmpty { lines += [""] + plans(answer, scenario) }
    if !answer.newDates.isEmpty { lines += [""] + newDates(answer, scenario) }
    if !talks.isEmpty { lines += ["", markdown(talkRules)] }
    for (place, talk) in talks.enumerated() {
        // A rule is where a page ends: Markdown has no page break of its own.
        lines += ["", "---", "", "### \(place + 1)\\. \(markdown(scenario.name(ofStakeholder: Int(talk.person))))", ""]
        lines.append(markdown(talkClause(talk, of: answer, in: scenario)))
        lines.append("")
        lines += brief(for: talk, of: answer, in: scenario).map { "- **\($0.label)**: \(markdown($0.text))" }
    }
    return lines.joined(separator: "\n") + "\n"
}

private func dayPlan(
    _ talks: [RenegotiationResult.Talk], _ answer: RenegotiationResult, _ scenario: Scenario
) -> [String] {
    let unit = scenario.currencyName.isEmpty ? "" : " (\(markdown(scenario.currencyName)))"
    func figure(_ value: Double) -> String { value < 0.005 ? "" : grouped(value) }
    return ["### The talks, in order", ""]
        + markdownTable(
            ["", "whom", "from", "how", "by", "silence a day" + unit, "harm" + unit], right: [0, 5, 6],
            rows: talks.enumerated().map { place, talk in
                [
                    "\(place + 1)", markdown(scenario.name(ofStakeholder: Int(talk.person))),
                    talk.talker.map { markdown(scenario.name(ofStakeholder: Int($0))) } ?? "",
                    talk.way == .inPerson ? "in person" : "telephone", talk.tellBy.description,
                    figure(talk.silencePerDay), figure(answer.silent.stakeholders[Int(talk.person)].score),
                ]
            })
}

private func plans(_ answer: RenegotiationResult, _ scenario: Scenario) -> [String] {
    let unit = scenario.currencyName.isEmpty ? "" : " (\(markdown(scenario.currencyName)))"
    return ["### What can be offered", ""]
        + markdownTable(
            ["plan", "what is done", "decide by", "cost" + unit, "harm left" + unit], right: [3, 4],
            rows: answer.plans.enumerated().map { place, plan in
                [
                    planName(place), markdown(planParts(plan, limit: .max, scenario)),
                    plan.decideBy?.description ?? "", grouped(plan.cost), grouped(plan.whatIf.score),
                ]
            })
}

private func newDates(_ answer: RenegotiationResult, _ scenario: Scenario) -> [String] {
    ["### New dates", ""]
        + markdownTable(
            ["commitment", "due", "new date", "kept", "missed again"], right: [3, 4],
            rows: answer.newDates.map { new in
                let due = answer.told.commitments[Int(new.commitment)].due
                return [
                    markdown(scenario.title(ofCommitment: Int(new.commitment))), due.description,
                    new.date.map { $0 > due ? $0.description : "holds" } ?? "none", likelihood(new.kept),
                    likelihood(new.missedAgain),
                ]
            })
}
