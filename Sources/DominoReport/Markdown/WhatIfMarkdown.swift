import DominoAnalysis
import DominoScenario

/// A what-if as Markdown, for a ticket, a wiki or a pull request.
public func whatIfMarkdown(_ answer: WhatIfResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    var lines = [
        "**\(markdown(whatIfSentence(answer, in: scenario, asOfIsToday: asOfIsToday)))**"
    ]
    if !answer.sequence.isEmpty {
        lines += ["", "### The dominoes, in the order they fall", ""]
        lines += markdownTable(
            ["due", "commitment", "kept", "late", "because of"], right: [3],
            rows: answer.sequence.map { dominoRow(Int($0), answer, scenario) })
    }
    let hurt = answer.stakeholders.indices.filter { answer.stakeholders[$0].score > 0 }
        .sorted { (-answer.stakeholders[$0].score, $0) < (-answer.stakeholders[$1].score, $1) }
    if !hurt.isEmpty {
        lines += ["", "### Who is hurt", ""]
        lines += markdownTable(
            ["stakeholder", "harm" + unit(scenario), "share"], right: [1, 2],
            rows: hurt.map {
                let score = answer.stakeholders[$0].score
                return [
                    markdown(scenario.name(ofStakeholder: $0)), grouped(score), percent(score, of: answer.score) + " %",
                ]
            })
    }
    let priced = answer.commitments.indices.filter { answer.commitments[$0].priceOfDay >= 0.005 }
        .sorted { (-answer.commitments[$0].priceOfDay, $0) < (-answer.commitments[$1].priceOfDay, $1) }
    if !priced.isEmpty {
        lines += ["", "### What one more day of delay costs", ""]
        lines += markdownTable(
            ["commitment", "a day" + unit(scenario)], right: [1],
            rows: priced.prefix(10).map {
                [markdown(scenario.title(ofCommitment: $0)), grouped(answer.commitments[$0].priceOfDay)]
            })
    }
    if !answer.question.plan.isEmpty {
        lines += ["", "### The plan", ""]
        lines += markdownTable(
            ["mitigation", "cost" + unit(scenario)], right: [1],
            rows: answer.question.plan.map {
                [
                    markdown(scenario.title(ofMitigation: Int($0))),
                    grouped(scenario.mitigations[Int($0)].cost),
                ]
            })
    }
    return lines.joined(separator: "\n") + "\n"
}

/// The currency behind a heading.
private func unit(_ scenario: Scenario) -> String {
    scenario.currencyName.isEmpty ? "" : " (\(markdown(scenario.currencyName)))"
}

private func dominoRow(_ place: Int, _ answer: WhatIfResult, _ scenario: Scenario) -> [String] {
    let outcome = answer.commitments[place]
    return [
        outcome.due.description, markdown(scenario.title(ofCommitment: place)),
        outcome.date?.description ?? "never", outcome.state == .broken ? "broken" : days(outcome.slip),
        outcome.driver.map { markdown(scenario.title(ofCommitment: Int($0))) } ?? "",
    ]
}
