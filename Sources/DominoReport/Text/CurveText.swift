import DominoAnalysis
import DominoScenario

/// Most rows of the list of dominoes; what is behind them is counted.
private let rowLimit = 20

/// A slip curve for the terminal: what the days cost in a few sentences, the curve drawn, the day each domino falls.
///
/// - Parameter asOfIsToday: whether nothing but the clock says which day it is, which the first line then tells.
public func curveText(_ answer: CurveResult, in scenario: Scenario, style: TextStyle, asOfIsToday: Bool) -> String {
    var lines = wrappedToFit(curveSentence(answer, in: scenario, asOfIsToday: asOfIsToday), style.width)
        .map { style.bold($0) }
    if let chart = DamageChart(answer.scores, width: style.width) {
        lines += ["", style.heading("Harm by days of slip\(inCurrency(scenario))")] + chart.lines(style)
    }
    let dominoes = answer.dominoes
    guard !dominoes.isEmpty else { return lines.joined(separator: "\n") + "\n" }
    let rows = Array(dominoes.prefix(rowLimit))
    let names = rows.map { sanitized(scenario.title(ofCommitment: Int($0.fall.commitment))) }
    lines += ["", style.heading("The dominoes, by the day of slip at which each falls")]
    lines += textTable("commitment", names, fallColumns(rows.map(\.fall)), style)
    if dominoes.count > rows.count {
        lines.append(style.dim("  and \(dominoes.count - rows.count) more (--format json lists all)"))
    }
    return lines.joined(separator: "\n") + "\n"
}

/// The days each is late and broken from.
private func fallColumns(_ falls: [Fall]) -> [TableColumn] {
    func days(_ day: (Fall) -> Int?) -> [String] { falls.map { fall in day(fall).map { "day \($0)" } ?? "" } }
    var columns: [TableColumn] = []
    if falls.contains(where: { $0.late != nil }) {
        columns.append(TableColumn(heading: "late from", cells: days(\.late)))
    }
    if falls.contains(where: { $0.broken != nil }) {
        columns.append(
            TableColumn(
                heading: "broken from", cells: days(\.broken), paint: { _, cell, style in style.alarm(cell) }))
    }
    return columns
}
