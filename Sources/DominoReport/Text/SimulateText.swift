import DominoAnalysis
import DominoScenario

/// A simulation for the terminal of a sales leader: the odds in a few sentences, the date and the harm as curves, what
/// matters, who bears it, the promises by what they carry.
///
/// - Parameter asOfIsToday: whether nothing but the clock says which day it is, which the first line then tells.
public func simulateText(_ answer: SimulationResult, in scenario: Scenario, style: TextStyle, asOfIsToday: Bool)
    -> String
{
    var lines = wrappedToFit(simulateSentence(answer, in: scenario, asOfIsToday: asOfIsToday), style.width)
        .map { style.bold($0) }
    lines += dateCurve(answer, scenario, style)
    lines += harmCurve(answer, scenario, style)
    lines += tornado(answer, scenario, style)
    lines += bearers(answer, scenario, style)
    lines += promiseTable(answer, in: scenario, style)
    lines += links(answer, scenario, style)
    lines += [""] + wrappedToFit(simulateFootnote(answer), style.width).map { style.dim($0) }
    return lines.joined(separator: "\n") + "\n"
}

/// Most columns of a curve: beyond, nothing more is to be seen.
private let curveLimit = 100

/// How likely the root is kept by each date, until its due date in another colour than after it.
private func dateCurve(_ answer: SimulationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    guard answer.speaksOfRoot(in: scenario), let root = scenario.root.map({ Int($0) }),
        let drawn = answer.drawnDates(due: scenario.commitments[root].due)
    else { return [] }
    let columns = min(curveLimit, style.width - ColumnChart.margin)
    let from = drawn.lowerBound
    let span = Int(drawn.upperBound.number - from.number) + 1
    let year = from.civil.year != drawn.upperBound.civil.year
    func column(_ day: Day) -> Int { (2 * Int(day.number - from.number) + 1) * columns / (2 * span) }
    let values = (0..<columns).map { column in
        answer.probability(keptBy: Day(number: from.number + Int32(truncatingIfNeeded: column * span / columns)))
    }
    let due = scenario.commitments[root].due
    var marks = [ChartMark(column: column(due), label: "due \(shortDate(due, year: year))")]
    if case .day(let day) = answer.dayOf80(root, in: scenario), day != due {
        marks.append(ChartMark(column: column(day), label: "80 %: \(shortDate(day, year: year))"))
    }
    for day in [drawn.upperBound, from] where day != due {
        marks.append(ChartMark(column: column(day), label: shortDate(day, year: year)))
    }
    let turn = (0..<columns).first { from.number + Int32(truncatingIfNeeded: $0 * span / columns) > due.number }
    let chart = ColumnChart(values: values, marks: marks, turn: turn ?? columns)
    let title = sanitized(scenario.title(ofCommitment: root))
    return ["", style.heading("By when it is kept: \(title)")] + chart.lines(style)
}

/// How likely the harm is above each amount.
private func harmCurve(_ answer: SimulationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    let most = answer.drawnHarm
    guard answer.total.deviation > 0, most > 0, answer.total.quantiles.count > 3 else { return [] }
    let columns = min(curveLimit, style.width - ColumnChart.margin)
    let values = (0..<columns).map { answer.probability(above: Double($0) * most / Double(columns - 1)) }
    func column(_ amount: Double) -> Int { min(columns - 1, Int((amount / most * Double(columns - 1)).rounded())) }
    let (mean, p95) = (answer.total.mean, answer.total.quantiles[3])
    var marks: [ChartMark] = []
    if p95 > 0 { marks.append(ChartMark(column: column(p95), label: "5 %: \(grouped(p95))")) }
    marks.append(ChartMark(column: column(mean), label: "average \(grouped(mean))"))
    marks.append(ChartMark(column: 0, label: "0"))
    marks.append(ChartMark(column: columns - 1, label: grouped(most)))
    return ["", style.heading("How likely harm is above an amount\(inCurrency(scenario))")]
        + ColumnChart(values: values, marks: marks).lines(style)
        + style.remark(harmRemark(answer))
}

/// By how much the mean falls without each uncertain input.
private func tornado(_ answer: SimulationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    let causes = answer.causes
    guard !causes.isEmpty else { return [] }
    let listed = causes.prefix(tornadoLimit)
    let rows = listed.map { cause in
        BarRow(
            name: inputName(cause.input, in: scenario),
            figures: [grouped(cause.gain), "± " + grouped(cause.standardError)], value: cause.gain)
    }
    var lines = ["", style.heading("What matters: average harm without it falls by\(inCurrency(scenario))")]
    lines += barChart(rows, style)
    return lines + style.remark(tornadoRemark(listed: Array(listed), of: answer))
}

/// Who bears how much.
private func bearers(_ answer: SimulationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    let places = answer.bearers
    guard !places.isEmpty else { return [] }
    let rows = places.prefix(promiseLimit).map { place in
        BarRow(
            name: sanitized(scenario.name(ofStakeholder: place)),
            figures: [
                grouped(answer.stakeholders[place]), percent(answer.stakeholders[place], of: answer.total.mean) + " %",
            ],
            value: answer.stakeholders[place])
    }
    let rest = places.count - rows.count
    return ["", style.heading("Who bears it, on average\(inCurrency(scenario))")] + barChart(rows, style)
        + (rest > 0 ? [style.dim("  and \(rest) more (--format json lists all)")] : [])
}

/// What makes the target late.
private func links(_ answer: SimulationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    guard let target = answer.target else { return [] }
    let title = cut(sanitized(scenario.title(ofCommitment: Int(target.commitment))), style.width - 16)
    let places = target.links
    var lines = ["", style.heading("What makes \(title) late")]
    guard !places.isEmpty else { return lines + ["  Nothing does."] }
    let rows = places.prefix(tornadoLimit).map { place in
        BarRow(
            name: sanitized(scenario.title(ofCommitment: place)),
            figures: [
                likelihood(target.criticalityIndex[place] ?? 0), index(target.ssi[place]),
                index(target.cruciality[place]),
            ],
            value: target.ssi[place] ?? 0)
    }
    lines += barChart(rows, headings: ["in chain", "SSI", "cruciality"], style)
    if places.count > rows.count { lines.append(style.dim("  and \(places.count - rows.count) more")) }
    return lines + style.remark(linksLegend)
}

/// The unit behind a heading.
func inCurrency(_ scenario: Scenario) -> String {
    scenario.currencyName.isEmpty ? "" : ", in \(scenario.currencyName)"
}
