import DominoAnalysis
import DominoScenario

// The promise at first sight: the verdict, the odds of every day, the days that may be promised.

/// Whether the date may be promised, in words and figures.
func verdictHTML(_ answered: Answered<CheckResult>) -> String {
    let answer = answered.answer
    let words = [Verdict.safe: "Safe", .stretch: "A stretch", .unsafe: "Not safe"][answer.verdict] ?? ""
    let sentence = html(answered.sentence())
    var figures: [(String, String, SafeText)] = [
        ("kept by \(shortDate(answer.promise))", "promise-kept", likelihood(answer.kept)),
        ("safe from", "promise-safe", answer.safeDate.map(fullDate) ?? "no day"),
        ("useful until", "promise-useful", answer.usefulDate.map(fullDate) ?? "any day"),
    ]
    // Nobody can know it where the scenario does not say what a later day costs.
    if answered.names.scenario[answer.root].perDayLater != nil {
        figures.append(("costs least", "promise-best", answer.bestDate.map(fullDate) ?? "not known"))
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
func promiseHTML(_ answered: Answered<CheckResult>) -> String {
    let (answer, names) = (answered.answer, answered.names)
    let drawn = answered.drawnDates ?? answer.promise...answer.promise
    let axis = PageAxis(days: [drawn.lowerBound, drawn.upperBound])
    var points: [(x: Double, y: Double)] = [(0, 0)]
    for (day, probability) in answer.distribution where day <= drawn.upperBound {
        points.append((axis.share(day), probability))
    }
    points.append((1, points[points.count - 1].y))
    var marks = [
        PageChart.Mark(
            x: axis.share(answer.promise), kind: "now", label: "promised \(shortDate(answer.promise))",
            isHigh: true)
    ]
    if let best = answer.bestDate, drawn.contains(best) {
        marks.append(
            PageChart.Mark(
                x: axis.share(best), kind: "safe", label: "costs least: \(shortDate(best))"))
    }
    let chart = PageChart(
        label: "Probability that it is kept by each date", points: points, isStepped: true, marks: marks,
        ticks: axis.ticks, levels: quarters)
    let safe = answer.safeDate.map { max(0, axis.share($0)) }
    let useful = answer.usefulDate.map { min(1, axis.share($0)) }
    return "<h3>By when it is kept: \(html(names.title(of: answer.root, limit: 60)))</h3>\n"
        + chart.svg + "\n"
        + spanHTML("safe", from: safe, to: 1, answer.safeDate.map { "safe from \(shortDate($0))" })
        + spanHTML(
            "useful", from: 0, to: useful ?? 1,
            answer.usefulDate.map { "hurts nobody else until \(shortDate($0))" }
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
func promiseTables(_ answered: Answered<CheckResult>) -> (limits: String, dates: String) {
    let answer = answered.answer
    let limits =
        answer.thresholds.isEmpty
        ? ""
        : tableHTML(
            "The limits set", ["What", "Comes to", "At most", "Kept"], numeric: [1, 2],
            answer.thresholds.map { threshold in
                [
                    html(answered.name(of: threshold, limit: 80)),
                    html(threshold.valueText),
                    html(threshold.limitText), threshold.passed ? "yes" : "no",
                ]
            })
    let dates = tableHTML(
        "By when it is kept", ["Date", "Probability"], numeric: [1],
        answer.distribution.map { [$0.day.spoken, html(likelihood($0.probability))] })
    return (limits, dates)
}

/// What to look at in the plan before promising, the worst first.
func findingsHTML(_ answer: CheckResult, in names: Names) -> String {
    guard !answer.findings.isEmpty else { return "" }
    let items = answer.findings.prefix(12).map { finding in
        "<li><b>\(html(names.message(of: finding)))</b> \(html(names.advice(on: finding)))</li>"
    }
    let more = answer.findings.count > 12 ? "<p class=\"note\">and \(answer.findings.count - 12) more</p>" : ""
    return
        "<details><summary>\(html(count(answer.findings.count, "thing"))) in the plan to look at before promising</summary>"
        + "<ul class=\"findings\">\(items.joined())</ul>\(more)</details>"
}

// What can be done, and the plan that is proved to be the best.

/// Before and after, and what each mitigation is worth.
func planHTML(_ answer: ReportResult, in names: Names) -> String {
    let most = max(1, answer.options.map(\.gain.magnitude).max() ?? 0)
    return answer.options.enumerated().map { place, option in
        let mitigation = names.scenario.mitigations[place]
        let title = names.title(of: MitigationIndex(place), limit: 90)
        var notes: [String] = []
        if answer.whatIf.question.plan.contains(MitigationIndex(place)) { notes.append("in force") }
        if let day = option.decideBy { notes.append("decide by \(day.spoken)") }
        if mitigation.chance < 1 { notes.append("works \(html(likelihood(mitigation.chance))) of the time") }
        let gain = option.gain < 0.005 ? "saves nothing" : "saves \(figureHTML(option.gain))"
        return "<div class=\"row option static\"><span class=\"what\">"
            + html(title)
            + "<small>\(notes.joined(separator: " · "))</small></span><span class=\"gain\">"
            + barHTML(option.gain / most, option.gain > mitigation.cost ? "good" : "weak")
            + "</span><span class=\"n\">\(gain)<small>for \(html(exact(mitigation.cost)))</small></span></div>"
    }.joined(separator: "\n")
}

/// The plan that `mitigate` would choose for the file's slip, its proof, before and after, and why not the others.
func proofHTML(_ answered: Answered<MitigationResult>) -> String {
    let (answer, names) = (answered.answer, answered.names)
    let whole = max(answer.baseline.risk, answer.best.total, 1e-9)
    let kind: SafeText = answer.isCertain ? "Damage" : "Average damage"
    let before = measureHTML(
        "\(kind), nothing done", barHTML(answer.baseline.risk / whole, "fall"), figureHTML(answer.baseline.risk))
    let bar =
        "<svg class=\"bar\" aria-hidden=\"true\"><rect class=\"fall\" x=\"0\" y=\"0\" width=\"\(percentage(answer.best.risk / whole))\""
        + " height=\"100%\"/><rect class=\"cost\" x=\"\(percentage(answer.best.risk / whole))\" y=\"0\""
        + " width=\"\(percentage(answer.best.cost / whole))\" height=\"100%\"/></svg>"
    let after = measureHTML(
        "\(kind), with the best plan", bar, figureHTML(answer.best.risk),
        answer.best.cost > 0 ? "+ \(html(exact(answer.best.cost))) cost" : "")
    let table = tableHTML(
        "Every option, beside the best plan", ["Option", "Cost", "By itself", "Added to the plan", "In the plan"],
        numeric: [1, 2, 3],
        answer.rankedOptions.prefix(60).map { option in
            [
                html(names.title(of: option.mitigation, limit: 90)),
                html(exact(names.scenario[option.mitigation].cost)), figureHTML(option.aloneGain),
                figureHTML(option.marginalGain), names.reason(option).map { "no: " + html($0) } ?? "yes",
            ]
        })
    return """
        <div class="proof"><h3>The best plan for \(slipWords(answer, names))</h3>
        <p id="proof">\(html(answered.sentence()))</p>
        \(answer.best.mitigations.isEmpty ? "" : before + after)
        <p class="live-only" id="take-plan-line"><button type="button" id="take-plan">Tick this plan</button>
        <span class="note" id="proof-remark"></span></p>
        <p class="note">\(html(answered.footnote))</p>
        <details><summary>Why these, and not the others</summary><div class="tables">\(table)</div></details></div>
        """
}

/// What the best plan is for.
private func slipWords(_ answer: MitigationResult, _ names: Names) -> String {
    let day = answer.question.asOf.spoken
    guard let slip = answer.question.slips.first else { return "the plan as it stands, told and decided on \(day)" }
    let title = html(names.title(of: slip.commitment, limit: 60))
    let late = slip.days == .infinity ? "never kept" : "slipping \(days(slip.days).string)"
    let more = answer.question.slips.count > 1 ? " and \(answer.question.slips.count - 1) more" : ""
    return "\(title) \(late)\(more), told and decided on \(day)"
}
