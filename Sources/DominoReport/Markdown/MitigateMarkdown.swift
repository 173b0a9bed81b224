import DominoAnalysis
import DominoScenario

/// Most rows of a table in Markdown.
private let rowLimit = 50

/// The best plan as Markdown, for a ticket, a wiki or a pull request.
public func mitigateMarkdown(_ answer: MitigationResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    var lines = ["**\(markdown(mitigateSentence(answer, in: scenario, asOfIsToday: asOfIsToday)))**"]
    let unit = scenario.currencyName.isEmpty ? "" : " (\(markdown(scenario.currencyName)))"
    func title(_ place: MitigationIndex) -> String { markdown(scenario.title(ofMitigation: Int(place))) }
    func titles(_ plan: [MitigationIndex]) -> String {
        plan.isEmpty ? "nothing" : plan.map(title).joined(separator: "; ")
    }
    func table(_ heading: String, _ headings: [String], right: Set<Int>, _ rows: [[String]]) {
        guard !rows.isEmpty else { return }
        lines += ["", "### \(heading)", ""]
        lines += markdownTable(headings, right: right, rows: Array(rows.prefix(rowLimit)))
        if rows.count > rowLimit { lines += ["", "And \(rows.count - rowLimit) more."] }
    }
    if !answer.best.mitigations.isEmpty {
        table(
            answer.isCertain || answer.question.objective == .mean ? "Who is hurt" : "Who is hurt on average",
            ["who", "before" + unit, "after" + unit], right: [1, 2],
            answer.bearers.map {
                [
                    markdown(scenario.name(ofStakeholder: $0)), grouped(answer.harmBefore[$0]),
                    grouped(answer.harmAfter[$0]),
                ]
            })
    }
    table(
        "What can be done",
        ["option", "cost" + unit, "saves alone", "saves beside the rest", "last day", "in the plan"],
        right: [1, 2, 3],
        answer.rankedOptions.map { option in
            [
                title(option.mitigation), grouped(scenario.mitigations[Int(option.mitigation)].cost),
                grouped(option.aloneGain), grouped(option.marginalGain), option.decideBy.map { $0.spoken } ?? "any",
                reason(option.standing, scenario).map { "no: " + markdown($0) } ?? "yes",
            ]
        })
    table(
        "If that cannot be had", ["plan", "cost" + unit, "damage" + unit, "in all" + unit], right: [1, 2, 3],
        answer.runnersUp.map { [titles($0.mitigations), grouped($0.cost), grouped($0.risk), grouped($0.total)] })
    table(
        "What each budget buys", ["budget" + unit, "best plan", "damage", "in all"], right: [0, 2, 3],
        answer.frontier.map {
            [
                grouped($0.budget), titles($0.plan.mitigations), grouped($0.plan.risk),
                grouped($0.plan.total) + ($0.isProved ? "" : " ?"),
            ]
        })
    if let remark = frontierRemark(answer) { lines += ["", markdown(remark)] }
    table(
        "What waiting costs", ["decided on", "in all" + unit, "last day for"], right: [1],
        answer.turningPoints.map {
            [$0.decideOn.spoken, grouped($0.plan.total), $0.expiring.map(title).joined(separator: "; ")]
        })
    if let remark = waitingRemark(answer) { lines += ["", markdown(remark)] }
    lines += ["", markdown(mitigateFootnote(answer))]
    return lines.joined(separator: "\n") + "\n"
}
