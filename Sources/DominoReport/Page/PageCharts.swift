import DominoAnalysis
import DominoScenario

// The charts of a page at first sight, and the tables behind them.

/// Harm against days of slip.
func curveHTML(_ answer: CurveResult, slipping days: Double?, in scenario: Scenario) -> String {
    let last = answer.question.days
    let most = max(1, answer.scores.max() ?? 0)
    let title = html(scenario.title(ofCommitment: Int(answer.question.commitment)), limit: 60)
    let others = answer.dominoes.filter { $0.fall.commitment != answer.question.commitment }
    var fallDays: [Int] = []
    for fall in others where fallDays.last != fall.day { fallDays.append(fall.day) }
    var marks = fallDays.map { day in
        PageChart.Mark(x: Double(day) / Double(last), y: answer.scores[day] / most, kind: "falls", label: "")
    }
    if let days, days >= 0, days <= Double(last) {
        marks.append(
            PageChart.Mark(x: days / Double(last), kind: "now", label: DominoReport.days(days), isHigh: true))
    }
    let chart = PageChart(
        label: "Harm against days of slip of \(title)",
        points: answer.scores.enumerated().map { (Double($0.offset) / Double(last), $0.element / most) }, hasArea: true,
        marks: marks,
        ticks: (0...6).map { (Double($0) / 6, dayCount((Double(last * $0) / 6).rounded())) },
        levels: roundLevels(upTo: most, about: 5))
    let note =
        others.first.map { first in
            "\(html(scenario.title(ofCommitment: Int(first.fall.commitment)), limit: 60)) falls first, on day \(first.day)"
                + " of the slip; \(count(others.count, "other promise")) by day \(last). Every upright line is a day on"
                + " which one falls."
        } ?? "No other promise falls up to day \(last)."
    return chart.svg + "\n<p class=\"note\">\(note)</p>"
}

/// The tables behind the slip curve.
func curveTables(_ answer: CurveResult, in scenario: Scenario) -> String {
    tableHTML(
        "The day of slip on which each domino falls", ["Promise", "Falls on day"], numeric: [1],
        answer.dominoes.prefix(200).filter { $0.fall.commitment != answer.question.commitment }.map {
            [html(scenario.title(ofCommitment: Int($0.fall.commitment)), limit: 80), "\($0.day)"]
        })
        + "\n"
        + tableHTML(
            "Harm by days of slip", ["Days", "Harm" + html(inCurrency(scenario))], numeric: [1],
            answer.scores.enumerated().map { ["\($0.offset)", grouped($0.element)] })
}

/// Levels of probability.
let quarters = [0.25, 0.5, 0.75, 1].map { (share: $0, label: "\(Int($0 * 100)) %") }

/// How likely the harm is above each amount.
func harmHTML(_ answer: SimulationResult, in scenario: Scenario) -> String {
    let total = answer.total
    let most = answer.drawnHarm
    guard total.deviation > 0, most > 0, total.quantiles.count > 3 else { return "" }
    var points: [(x: Double, y: Double)] = [(0, answer.probability(above: 0))]
    for (amount, probability) in total.exceedance where amount > 0 && amount <= most {
        points.append((amount / most, probability))
    }
    if let last = points.last, last.x < 1 { points.append((1, last.y)) }
    var marks = [
        PageChart.Mark(x: total.mean / most, kind: "safe", label: "average \(grouped(total.mean))", isHigh: true)
    ]
    let p95 = total.quantiles[3]
    if p95 > 0, p95 <= most { marks.append(PageChart.Mark(x: p95 / most, kind: "now", label: "5 %: \(grouped(p95))")) }
    let chart = PageChart(
        label: "Probability that harm is above each amount", points: points, isStepped: true, marks: marks,
        ticks: [(0, "0")] + roundLevels(upTo: most, about: 4), levels: quarters)
    return "<h3>How likely harm is above an amount\(html(inCurrency(scenario)))</h3>\n" + chart.svg
}

/// The tables behind the odds.
func oddsTables(_ answer: SimulationResult, in scenario: Scenario) -> (harm: String, promises: String) {
    let harm = tableHTML(
        "How likely harm is above an amount", ["Amount", "Probability"], numeric: [1],
        answer.total.exceedance.map { [grouped($0.amount), html(likelihood($0.probability))] })
    let promises = tableHTML(
        "Promises by the harm they carry, on average",
        ["Promise", "Kept on time", "Never kept", "Carries", "A day more"], numeric: [1, 2, 3, 4],
        answer.carriers.prefix(100).map { place in
            let figures = answer.commitments[place]
            return [
                html(scenario.title(ofCommitment: place), limit: 80),
                html(likelihood(answer.keptInTime(place) ?? 1)), html(likelihood(figures?.broken ?? 0)),
                grouped(figures?.carried ?? 0), grouped(figures?.priceOfDay ?? 0),
            ]
        })
    return (harm, promises)
}
