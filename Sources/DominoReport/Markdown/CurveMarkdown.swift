import DominoAnalysis
import DominoScenario

/// Most points of a curve in Markdown's table; the sparkline shows them all.
private let pointLimit = 16

/// A slip curve as Markdown, for a ticket, a wiki or a pull request.
public func curveMarkdown(_ answer: CurveResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    var lines = ["**\(markdown(curveSentence(answer, in: scenario, asOfIsToday: asOfIsToday)))**"]
    let unit = scenario.currencyName.isEmpty ? "" : " (\(markdown(scenario.currencyName)))"
    let last = answer.scores.count - 1
    if let most = answer.scores.max(), most > 0, last > 0 {
        let columns = min(last + 1, 60)
        let drawn = (0..<columns).map { answer.scores[$0 * last / max(1, columns - 1)] / most }
        let step = max(1, (last + pointLimit - 1) / pointLimit)
        let days = Array(stride(from: 0, to: last, by: step)) + [last]
        lines += ["", "### Harm by days of slip", "", "`\(sparkline(drawn))` day 0 to \(last)", ""]
        lines += markdownTable(
            ["days", "harm" + unit], right: [0, 1], rows: days.map { ["\($0)", grouped(answer.scores[$0])] })
    }
    let dominoes = answer.dominoes
    if !dominoes.isEmpty {
        lines += ["", "### The dominoes, by the day of slip at which each falls", ""]
        lines += markdownTable(
            ["commitment", "late from", "broken from"], right: [1, 2],
            rows: dominoes.map { domino in
                [
                    markdown(scenario.title(ofCommitment: Int(domino.fall.commitment))),
                    domino.fall.late.map { "day \($0)" } ?? "", domino.fall.broken.map { "day \($0)" } ?? "",
                ]
            })
    }
    return lines.joined(separator: "\n") + "\n"
}
