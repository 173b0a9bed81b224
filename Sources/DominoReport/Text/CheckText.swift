import DominoAnalysis
import DominoScenario

/// Most findings in text; what is behind them is counted.
private let findingLimit = 9

/// Most columns of the curve: beyond, nothing more is to be seen.
private let curveLimit = 100

/// A check for the terminal of a sales leader: the verdict in a sentence, the odds of each date with the days that may be
/// promised below them, the limits, and what in the plan speaks against it.
///
/// - Parameter asOfIsToday: whether nothing but the clock says which day it is, which the first line then tells.
public func checkText(_ answer: CheckResult, in scenario: Scenario, style: TextStyle, asOfIsToday: Bool) -> String {
    var lines = wrappedToFit(checkSentence(answer, in: scenario, asOfIsToday: asOfIsToday), style.width)
        .map { style.bold($0) }
    lines += dateCurve(answer, scenario, style)
    lines += costs(answer, scenario, style)
    lines += limits(answer, scenario, style)
    lines += findings(answer, scenario, style)
    lines += [""] + wrappedToFit(checkFootnote(answer), style.width).map { style.dim($0) }
    return lines.joined(separator: "\n") + "\n"
}

/// How likely the root is done by each date, and which days are safe and useful.
private func dateCurve(_ answer: CheckResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    guard let drawn = answer.drawnDates, !answer.distribution.isEmpty else { return [] }
    let columns = min(curveLimit, style.width - ColumnChart.margin)
    let from = drawn.lowerBound
    let span = Int(drawn.upperBound.number - from.number) + 1
    let year = from.civil.year != drawn.upperBound.civil.year
    func column(_ day: Day) -> Int {
        let days = min(max(day.number, from.number), drawn.upperBound.number) - from.number
        return (2 * Int(days) + 1) * columns / (2 * span)
    }
    let values = (0..<columns).map { column in
        answer.probability(keptBy: Day(number: from.number + Int32(truncatingIfNeeded: column * span / columns)))
    }
    func mark(_ day: Day, _ name: String) -> ChartMark {
        ChartMark(column: column(day), label: (name.isEmpty ? "" : name + " ") + shortDate(day, year: year))
    }
    var marks = [mark(answer.promise, "promise")]
    if let safe = answer.safeDate, safe != answer.promise { marks.append(mark(safe, "")) }
    for day in [drawn.upperBound, from] where day != answer.promise { marks.append(mark(day, "")) }
    let title = sanitized(scenario.title(ofCommitment: Int(answer.root)))
    let turn = (0..<columns).first {
        from.number + Int32(truncatingIfNeeded: $0 * span / columns) > answer.promise.number
    }
    let chart = ColumnChart(values: values, marks: marks, turn: turn ?? columns)
    return ["", style.heading("By when it is done: \(title)")] + chart.lines(style)
        + spans(answer, columns: columns, column: column, style)
}

/// The safe days and the useful days as two bars on the axis: where both are, the promise belongs.
private func spans(_ answer: CheckResult, columns: Int, column: (Day) -> Int, _ style: TextStyle) -> [String] {
    var lines: [String] = []
    func line(_ name: String, _ drawn: String) -> String {
        "  " + style.dim(fitted(name, ColumnChart.margin - 2)) + drawn
    }
    if let safe = answer.safeDate {
        let start = min(column(safe), columns - 1)
        lines.append(
            line(
                "safe",
                String(repeating: " ", count: start)
                    + style.good("├" + String(repeating: "─", count: columns - start - 1))))
    }
    if let useful = answer.usefulDate {
        let end = min(column(useful), columns - 1)
        lines.append(line("useful", style.good(String(repeating: "─", count: end) + "┤")))
    } else {
        lines.append(line("useful", style.good(String(repeating: "─", count: columns))))
    }
    return lines + style.remark(spansRemark(answer))
}

/// What the figures cost, and the best date.
private func costs(_ answer: CheckResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    let rows = checkFigures(answer, in: scenario)
    let names = rows.map(\.name)
    let longest = names.map { cellWidth($0) }.max() ?? 0
    return ["", style.heading("If \(answer.promise.spoken) is promised\(inCurrency(scenario))")]
        + rows.map { "  " + fitted($0.name, longest) + "  " + $0.figure }
}

/// The limits set.
private func limits(_ answer: CheckResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    guard !answer.thresholds.isEmpty else { return [] }
    let passed = answer.thresholds.map(\.passed)
    let columns = [
        TableColumn(heading: "limit", cells: answer.thresholds.map { thresholdFigure($0.limit, $0.figure) }),
        TableColumn(heading: "comes to", cells: answer.thresholds.map { thresholdFigure($0.value, $0.figure) }),
        TableColumn(
            heading: "", cells: passed.map { $0 ? "kept" : "exceeded" }, isLeft: true,
            paint: { row, cell, style in passed[row] ? style.good(cell) : style.alarm(cell) }),
    ]
    let names = answer.thresholds.map { thresholdName($0.figure, in: scenario) }
    return ["", style.heading("The limits")] + textTable("figure", names, columns, style)
}

/// What speaks against promising.
private func findings(_ answer: CheckResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    guard !answer.findings.isEmpty else { return [] }
    var lines = ["", style.heading("Before you promise")]
    for finding in answer.findings.prefix(findingLimit) {
        let text = wrappedToFit(message(of: finding, in: scenario) + ".", style.width - 4)
        for (place, line) in text.enumerated() {
            let sign = place > 0 ? "    " : finding.severity == .note ? "  · " : "  ! "
            lines.append((finding.severity == .note ? sign : style.alarm(sign)) + line)
        }
        lines += wrappedToFit(advice(on: finding, in: scenario), style.width - 4).map { style.dim("    " + $0) }
    }
    let rest = answer.findings.count - findingLimit
    if rest > 0 { lines.append(style.dim("  and \(rest) more (--format json lists all)")) }
    return lines
}
