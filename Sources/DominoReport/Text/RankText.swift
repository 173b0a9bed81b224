import DominoAnalysis
import DominoScenario

/// Most rows of a ranking; what is behind them is counted.
private let rowLimit = 20

/// Cells of the bar beside the harm.
private let barColumns = 12

/// A ranking for the terminal of a sales leader: whose slip hurts most in a sentence, then every promise in a table.
///
/// - Parameter asOfIsToday: whether nothing but the clock says which day it is, which the first line then tells.
public func rankText(_ answer: RankResult, in scenario: Scenario, style: TextStyle, asOfIsToday: Bool) -> String {
    var lines = wrappedToFit(rankSentence(answer, in: scenario, asOfIsToday: asOfIsToday), style.width)
        .map { style.bold($0) }
    let rows = Array(answer.commitments.prefix(rowLimit))
    guard !rows.isEmpty else { return lines.joined(separator: "\n") + "\n" }
    let names = rows.map { sanitized(scenario.title(ofCommitment: Int($0.commitment))) }
    let columns = columnsWithRoom(rankColumns(rows), beside: names, under: "commitment", width: style.width)
    lines += ["", style.heading("What a slip of \(days(answer.question.days)) does\(inCurrency(scenario))")]
    lines += textTable("commitment", names, columns, style)
    let rest = answer.commitments.count - rows.count
    if rest > 0 { lines.append(style.dim("  and \(rest) more (--format json lists all)")) }
    lines += [""] + style.remark(rankLegend(answer))
    return lines.joined(separator: "\n") + "\n"
}

/// What hangs on each, one column a figure.
private func rankColumns(_ rows: [Ranked]) -> [TableColumn] {
    let most = rows.first?.blastRadius ?? 0
    let tolerances = rows.map(\.tolerance)
    func figures(_ value: (Ranked) -> Double) -> [String] { rows.map { value($0) < 0.005 ? "-" : grouped(value($0)) } }
    return [
        TableColumn(heading: "harm", cells: figures(\.blastRadius)),
        TableColumn(
            heading: "", cells: rows.map { bar($0.blastRadius, of: most, barColumns) }, isLeft: true,
            paint: { _, cell, style in style.alarm(cell) }, expendable: 3),
        TableColumn(heading: "fall", cells: rows.map { $0.late + $0.broken == 0 ? "-" : "\($0.late + $0.broken)" }),
        TableColumn(
            heading: "free", cells: rows.map { toleranceCell($0.tolerance) },
            paint: { row, cell, style in tolerances[row] > 0 ? style.good(cell) : cell }),
        TableColumn(heading: "carries", cells: figures(\.carried), expendable: 1),
        TableColumn(heading: "a day", cells: figures(\.priceOfDay), expendable: 2),
    ]
}
