import DominoAnalysis
import DominoScenario

// The promise at first sight: the verdict, the odds of every day, the days that may be promised.

/// Whether the date may be promised, in words and figures.
func verdictHTML(_ answer: CheckResult, in scenario: Scenario) -> String {
    let words = [Verdict.safe: "Safe", .stretch: "A stretch", .unsafe: "Not safe"][answer.verdict] ?? ""
    let sentence = html(checkSentence(answer, in: scenario, asOfIsToday: false))
    var figures: [(String, String, String)] = [
        ("kept by \(shortDate(answer.promise, year: false))", "promise-kept", likelihood(answer.kept)),
        ("safe from", "promise-safe", answer.safeDate?.spoken ?? "no day"),
        ("useful until", "promise-useful", answer.usefulDate?.spoken ?? "any day"),
    ]
    // Nobody can know it where the scenario does not say what a later day costs.
    if scenario.commitments[Int(answer.root)].perDayLater != nil {
        figures.append(("costs least", "promise-best", answer.bestDate?.spoken ?? "not known"))
    }
    let cells = figures.map { name, id, figure in
        "<div><dt id=\"\(id)-name\">\(name)</dt><dd id=\"\(id)\">\(html(figure))</dd></div>"
    }
    return """
        <p class="verdict" id="promise-verdict"><b class="\(answer.verdict.rawValue)" id="promise-word">\(words)</b>
        <span id="promise-sentence">\(sentence)</span></p>
        <dl class="figures small">\(cells.joined())</dl>
        """
}

/// The odds of every day, and below them the days that are safe and those that are useful.
func promiseHTML(_ answer: CheckResult, in scenario: Scenario) -> String {
    let drawn = answer.drawnDates ?? answer.promise...answer.promise
    let axis = PageAxis(days: [drawn.lowerBound, drawn.upperBound])
    var points: [(x: Double, y: Double)] = [(0, 0)]
    for (day, probability) in answer.distribution where day <= drawn.upperBound {
        points.append((axis.share(day), probability))
    }
    points.append((1, points[points.count - 1].y))
    var marks = [
        PageChart.Mark(
            x: axis.share(answer.promise), kind: "now", label: "promised \(shortDate(answer.promise, year: false))",
            isHigh: true)
    ]
    if let best = answer.bestDate, drawn.contains(best) {
        marks.append(
            PageChart.Mark(
                x: axis.share(best), kind: "safe", label: "costs least: \(shortDate(best, year: false))"))
    }
    let chart = PageChart(
        label: "Probability that it is kept by each date", points: points, isStepped: true, marks: marks,
        ticks: axis.ticks, levels: quarters)
    let safe = answer.safeDate.map { max(0, axis.share($0)) }
    let useful = answer.usefulDate.map { min(1, axis.share($0)) }
    return "<h3>By when it is kept: \(html(scenario.title(ofCommitment: Int(answer.root)), limit: 60))</h3>\n"
        + chart.svg + "\n"
        + spanHTML("safe", from: safe, to: 1, answer.safeDate.map { "safe from \(shortDate($0, year: false))" })
        + spanHTML(
            "useful", from: 0, to: useful ?? 1,
            answer.usefulDate.map { "hurts nobody else until \(shortDate($0, year: false))" }
                ?? "hurts nobody else, however late")
}

/// A bar of days below the axis; nothing where there are none.
private func spanHTML(_ kind: String, from: Double?, to: Double, _ label: String?) -> String {
    guard let from, let label else { return "<svg class=\"span\"><text x=\"0\" y=\"13\">no day is safe</text></svg>\n" }
    let width = max(0, to - from)
    let isLeft = kind == "useful" || from < 0.5
    let x = kind == "useful" ? percentage(0) : percentage(from)
    return
        "<svg class=\"span\"><rect class=\"\(kind)\" x=\"\(percentage(from))\" y=\"0\" width=\"\(percentage(width))\""
        + " height=\"100%\" rx=\"2\"/><text x=\"\(x)\" dx=\"\(isLeft ? 6 : -6)\" y=\"13\""
        + " text-anchor=\"\(isLeft ? "start" : "end")\">\(label)</text></svg>\n"
}

/// The limits that the promise has to keep, and what it comes to; and the odds of each day.
func promiseTables(_ answer: CheckResult, in scenario: Scenario) -> (limits: String, dates: String) {
    let limits =
        answer.thresholds.isEmpty
        ? ""
        : tableHTML(
            "The limits set", ["What", "Comes to", "At most", "Kept"], numeric: [1, 2],
            answer.thresholds.map { threshold in
                [
                    html(thresholdName(threshold.figure, in: scenario, limit: 80)),
                    html(thresholdFigure(threshold.value, threshold.figure)),
                    html(thresholdFigure(threshold.limit, threshold.figure)), threshold.passed ? "yes" : "no",
                ]
            })
    let dates = tableHTML(
        "By when it is kept", ["Date", "Probability"], numeric: [1],
        answer.distribution.map { [$0.day.spoken, html(likelihood($0.probability))] })
    return (limits, dates)
}

/// What to look at in the plan before promising, the worst first.
func findingsHTML(_ answer: CheckResult, in scenario: Scenario) -> String {
    guard !answer.findings.isEmpty else { return "" }
    let items = answer.findings.prefix(12).map { finding in
        "<li><b>\(html(message(of: finding, in: scenario), limit: 400))</b> \(html(advice(on: finding, in: scenario), limit: 400))</li>"
    }
    let more = answer.findings.count > 12 ? "<p class=\"note\">and \(answer.findings.count - 12) more</p>" : ""
    return
        "<details><summary>\(count(answer.findings.count, "thing")) in the plan to look at before promising</summary>"
        + "<ul class=\"findings\">\(items.joined())</ul>\(more)</details>"
}
