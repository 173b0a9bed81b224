import DominoAnalysis
import DominoScenario

/// Most findings in Markdown, and most dates: a summary of a workflow may have a megabyte, and people less patience.
private let rowLimit = 50

/// A check as Markdown, for a ticket, a pull request or the summary of a workflow.
///
/// Names are cut to 60 characters, so that the whole stays below 100 kB whatever the scenario calls its promises.
public func checkMarkdown(_ answer: CheckResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    var lines = ["**\(markdown(checkSentence(answer, in: scenario, asOfIsToday: asOfIsToday)))**"]
    lines += ["", "### If \(answer.promise.spoken) is promised", ""]
    let rows = [["verdict", answer.verdict.rawValue], ["done by then", likelihood(answer.kept)]]
    lines += markdownTable(
        ["", ""], right: [1],
        rows: rows + checkFigures(answer, in: scenario).map { [markdown($0.name), markdown($0.figure)] })
    lines += dates(answer)
    lines += limits(answer, scenario)
    lines += findings(answer, scenario)
    lines += ["", "_\(markdown(checkFootnote(answer)))_"]
    return lines.joined(separator: "\n") + "\n"
}

/// The odds of each date, drawn and in a table.
private func dates(_ answer: CheckResult) -> [String] {
    guard let drawn = answer.drawnDates else { return [] }
    let span = Int(drawn.upperBound.number - drawn.lowerBound.number)
    let curve = (0..<40).map { place in
        answer.probability(
            keptBy: Day(number: drawn.lowerBound.number + Int32(truncatingIfNeeded: place * span / 39)))
    }
    var days = [answer.promise: "promise"]
    for (day, name) in [(answer.safeDate, "safe"), (answer.usefulDate, "useful until"), (answer.bestDate, "best")] {
        if let day { days[day] = days[day].map { "\($0), \(name)" } ?? name }
    }
    let rows = days.sorted { $0.key < $1.key }
        .map { [$0.key.description, likelihood(answer.probability(keptBy: $0.key)), $0.value] }
    return [
        "", "### By when it is done", "",
        "`\(sparkline(curve))` \(drawn.lowerBound) to \(drawn.upperBound)", "",
    ] + markdownTable(["date", "done by then", ""], right: [1], rows: rows) + ["", markdown(spansRemark(answer))]
}

/// The limits set.
private func limits(_ answer: CheckResult, _ scenario: Scenario) -> [String] {
    guard !answer.thresholds.isEmpty else { return [] }
    let rows = answer.thresholds.prefix(rowLimit).map { threshold in
        [
            markdown(thresholdName(threshold.figure, in: scenario, limit: 60)),
            thresholdFigure(threshold.limit, threshold.figure), thresholdFigure(threshold.value, threshold.figure),
            threshold.passed ? "kept" : "**exceeded**",
        ]
    }
    return ["", "### The limits", ""]
        + markdownTable(["figure", "limit", "comes to", ""], right: [1, 2], rows: Array(rows))
}

/// What speaks against promising.
private func findings(_ answer: CheckResult, _ scenario: Scenario) -> [String] {
    guard !answer.findings.isEmpty else { return [] }
    let rest = answer.findings.count - rowLimit
    return ["", "### Before you promise", ""]
        + answer.findings.prefix(rowLimit).map { finding in
            let message = markdown(message(of: finding, in: scenario))
            return
                "- \(finding.severity == .note ? message : "**\(message)**"). \(markdown(advice(on: finding, in: scenario)))"
        } + (rest > 0 ? ["", "And \(rest) more."] : [])
}
