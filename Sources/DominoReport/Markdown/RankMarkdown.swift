import DominoAnalysis
import DominoScenario

/// Most rows of a ranking in Markdown.
private let rowLimit = 50

/// A ranking as Markdown, for a ticket, a wiki or a pull request.
public func rankMarkdown(_ answer: RankResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    var lines = ["**\(markdown(rankSentence(answer, in: scenario, asOfIsToday: asOfIsToday)))**"]
    guard !answer.commitments.isEmpty else { return lines[0] + "\n" }
    let unit = scenario.currencyName.isEmpty ? "" : " (\(markdown(scenario.currencyName)))"
    lines += ["", "### What a slip of \(days(answer.question.days)) does", ""]
    lines += markdownTable(
        ["commitment", "harm" + unit, "fall", "reaches", "free days", "carries" + unit, "blame", "a day"],
        right: [1, 2, 4, 5, 6, 7],
        rows: answer.commitments.prefix(rowLimit).map { row($0, scenario) })
    let rest = answer.commitments.count - rowLimit
    if rest > 0 { lines += ["", "And \(rest) more."] }
    lines += ["", markdown(rankLegend(answer))]
    return lines.joined(separator: "\n") + "\n"
}

private func row(_ ranked: Ranked, _ scenario: Scenario) -> [String] {
    let reached = ranked.stakeholders ?? []
    let names = reached.prefix(3).map { markdown(scenario.name(ofStakeholder: Int($0))) }.joined(separator: "; ")
    return [
        markdown(scenario.title(ofCommitment: Int(ranked.commitment))), grouped(ranked.blastRadius),
        "\(ranked.late + ranked.broken)", names + (reached.count > 3 ? " and \(reached.count - 3) more" : ""),
        toleranceCell(ranked.tolerance), grouped(ranked.carried), grouped(ranked.blame), grouped(ranked.priceOfDay),
    ]
}
