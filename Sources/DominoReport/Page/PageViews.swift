import DominoAnalysis
import DominoEngine
import DominoScenario

// The views of a page as they are at first sight, without script: the same elements and classes that its script draws.

/// Most rows of a list at first sight.
private let rowLimit = 40

/// The dominoes on a time axis, in lanes of those they were promised to.
func dominoesHTML(_ answer: WhatIfResult, in names: Names) -> String {
    guard !answer.sequence.isEmpty else { return "<p class=\"calm\">Nothing falls: every promise holds.</p>" }
    let shownRows = answer.sequence.prefix(rowLimit)
    let axis = PageAxis(
        days: shownRows.flatMap { place in
            let outcome = answer.commitments[Int(place)]
            return [outcome.due, outcome.date ?? outcome.due]
        })
    var lines = [
        "<div class=\"row lines\" aria-hidden=\"true\"><span></span>\(axis.linesHTML)<span></span></div>",
        "<div class=\"row head\" aria-hidden=\"true\"><span></span>\(axis.ticksHTML)<span class=\"n\">late</span></div>",
    ]
    var lanes: [(whom: StakeholderIndex, places: [CommitmentIndex])] = []
    for place in shownRows {
        let whom = names.scenario[place].promisee
        if let known = lanes.firstIndex(where: { $0.whom == whom }) {
            lanes[known].places.append(place)
        } else {
            lanes.append((whom, [place]))
        }
    }
    for (whom, places) in lanes {
        lines.append("<section class=\"lane\"><h3>\(html(names.name(of: whom)))</h3>")
        for place in places { lines.append(dominoRow(place, answer, names, axis)) }
        lines.append("</section>")
    }
    let rest = answer.sequence.count - shownRows.count
    if rest > 0 { lines.append("<p class=\"note\">and \(html(exact(rest))) more, in the table below</p>") }
    return lines.joined(separator: "\n")
}

private func dominoRow(_ place: CommitmentIndex, _ answer: WhatIfResult, _ names: Names, _ axis: PageAxis) -> String {
    let outcome = answer.outcome(of: place)
    let due = names.scenario.due(place)
    var drawn = ""
    let driver = outcome.driver.map { answer.commitments[Int($0)].slip } ?? -.infinity
    let eaten = outcome.slip < .infinity && driver < .infinity ? max(0, driver - outcome.slip) : 0
    if eaten > 0.005 {
        let from = names.scenario.calendar.day(ordinal: due - Int(eaten.rounded(.up)))
        drawn += "<line class=\"buffer\" x1=\"\(axis.x(from))\" x2=\"\(axis.x(outcome.due))\" y1=\"11\" y2=\"11\"/>"
    }
    let end = outcome.date.map { axis.x($0) } ?? "99%"
    drawn += "<line class=\"slip\(outcome.date == nil ? " never" : "")\" x1=\"\(axis.x(outcome.due))\" x2=\"\(end)\""
    drawn +=
        " y1=\"11\" y2=\"11\"/><rect class=\"due\" x=\"\(axis.x(outcome.due))\" y=\"3\" width=\"4\" height=\"16\" rx=\"1\"/>"
    drawn +=
        outcome.date == nil
        ? "<text class=\"cross\" x=\"99%\" y=\"16\" text-anchor=\"end\">✕</text>"
        : "<circle class=\"kept\" cx=\"\(end)\" cy=\"11\" r=\"4\"/>"
    return
        "<div class=\"row domino\"><span class=\"what\">\(html(names.title(of: place, limit: 80)))</span>"
        + "<svg class=\"axis\" aria-hidden=\"true\">\(drawn)</svg><span class=\"n\">"
        + (outcome.state == .broken ? "broken" : "\(dayCount(outcome.slip).string) d") + "</span></div>"
}

/// The table behind the dominoes.
func dominoesTable(_ answer: WhatIfResult, in names: Names) -> String {
    tableHTML(
        "The dominoes in the order they fall",
        ["Promise", "To", "Due", "Kept", "Days late", "Because of", "Damage"], numeric: [4, 6],
        answer.sequence.map { place in
            let outcome = answer.commitments[Int(place)]
            return [
                html(names.title(of: place, limit: 80)),
                html(names.name(of: names.scenario[place].promisee, limit: 80)),
                outcome.due.spoken, outcome.date?.spoken ?? "never",
                outcome.state == .broken ? "broken" : dayCount(outcome.slip).string,
                outcome.driver.map { html(names.title(of: $0, limit: 80)) } ?? "",
                figureHTML(outcome.score),
            ]
        })
}

/// A bar of so much of a whole.
func barHTML(_ share: Double, _ kind: String) -> String {
    "<svg class=\"bar\" aria-hidden=\"true\"><rect class=\"\(kind)\" x=\"0\" y=\"0\" width=\"\(percentage(share))\""
        + " height=\"100%\" rx=\"2\"/></svg>"
}

/// A share as an attribute.
func percentage(_ share: Double) -> String { coordinate(100 * min(1, max(0, share.isNaN ? 0 : share))) + "%" }

/// A row of a name, a bar and a figure.
func measureHTML(_ what: SafeText, _ bar: String, _ figure: String, _ remark: String = "") -> String {
    "<div class=\"row measure\"><span class=\"what\">\(html(what))</span>\(bar)<span class=\"n\">\(figure)"
        + (remark.isEmpty ? "" : "<small> \(remark)</small>") + "</span></div>"
}

/// Who bears how much.
func hurtHTML(_ answer: WhatIfResult, in names: Names) -> String {
    let places = answer.bearers
    guard let worst = places.first else { return "<p class=\"calm\">Nobody is hurt.</p>" }
    var lines = places.prefix(20).map { place in
        let score = answer.stakeholders[Int(place)].score
        return measureHTML(
            names.name(of: place, limit: 80), barHTML(score / answer.stakeholders[Int(worst)].score, "fall"),
            figureHTML(score), html("\(percent(score, of: answer.score)) %"))
    }
    if places.count > 20 { lines.append("<p class=\"note\">and \(places.count - 20) more</p>") }
    if let inKind = names.amountsInKind(of: answer) { lines.append("<p class=\"note\">\(html(inKind))</p>") }
    return lines.joined(separator: "\n")
}

/// The table behind who is hurt: how many promises to each are late or broken, too.
func hurtTable(_ answer: WhatIfResult, in names: Names) -> String {
    let places = answer.stakeholders.indices.filter { place in
        let one = answer.stakeholders[place]
        return one.score > 0 || one.late > 0 || one.broken > 0
    }.sorted { (-answer.stakeholders[$0].score, $0) < (-answer.stakeholders[$1].score, $1) }
    return tableHTML(
        "Who is hurt", ["Who", "Damage" + html(names.inCurrency), "Promises late", "Never kept"], numeric: [1, 2, 3],
        places.prefix(200).map { place in
            let one = answer.stakeholders[place]
            return [
                html(names.name(of: StakeholderIndex(place), limit: 80)), figureHTML(one.score), "\(one.late)",
                "\(one.broken)",
            ]
        })
}

/// How much lower average damage is without each cause.
func tornadoHTML(_ answer: SimulationResult, in names: Names) -> String {
    let causes = answer.causes.prefix(causeLimit)
    guard let most = causes.map(\.gain).max(), most > 0 else { return "" }
    return "<h3>What matters: average damage is lower without it by</h3>\n"
        + causes.map { cause in
            measureHTML(
                names.name(of: cause.input, limit: 80), barHTML(max(0, cause.gain) / most, "fall"),
                figureHTML(cause.gain),
                "± " + html(errorFigure(cause.standardError)))
        }.joined(separator: "\n")
}

/// Who has to hear of it, those hurt most first.
func tellHTML(_ answer: WhatIfResult, in names: Names) -> String {
    var falls = [[CommitmentIndex]](repeating: [], count: names.scenario.stakeholders.count)
    for place in answer.sequence { falls[Int(names.scenario[place].promisee)].append(place) }
    let people = names.scenario.stakeholders.indices.filter { answer.stakeholders[$0].score > 0 || !falls[$0].isEmpty }
        .sorted { (-answer.stakeholders[$0].score, $0) < (-answer.stakeholders[$1].score, $1) }
    guard !people.isEmpty else { return "<p class=\"calm\">Nobody needs to be told.</p>" }
    return tableHTML(
        "Whom to tell, those hurt most first", ["Who", "Hears it", "From", "What it means for them", "Damage"],
        numeric: [4],
        people.prefix(rowLimit).map { person in
            let told = falls[person].compactMap { answer.commitments[Int($0)].told }.min()
            let hears =
                told?.spoken
                ?? (answer.question.toldOn == nil ? "today, if told now" : "not before it falls")
            let from = falls[person].first.map {
                html(names.name(of: names.scenario[$0].promisor, limit: 80))
            }
            return [
                html(names.name(of: StakeholderIndex(person), limit: 80)), hears, from ?? "whoever leads the deal",
                brief(falls[person], answer, names), figureHTML(answer.stakeholders[person].score),
            ]
        })
}

/// What falls for somebody, in a sentence.
private func brief(_ falls: [CommitmentIndex], _ answer: WhatIfResult, _ names: Names) -> String {
    guard !falls.isEmpty else { return "bears the cost of what falls for others" }
    let parts = falls.prefix(3).map { place in
        let outcome = answer.commitments[Int(place)]
        let title = html(names.title(of: place, limit: 60))
        guard let date = outcome.date else { return "\(title): never" }
        return "\(title): \(shortDate(date)) instead of \(shortDate(outcome.due))"
    }
    return parts.joined(separator: "; ") + (falls.count > 3 ? "; and \(falls.count - 3) more" : "")
}

// The charts of a page at first sight, and the tables behind them.

/// Damage against days of slip.
func curveHTML(_ answer: CurveResult, slipping days: Double?, in names: Names) -> String {
    let last = answer.question.days
    let most = max(1, answer.scores.max() ?? 0)
    let title = html(names.title(of: answer.question.commitment, limit: 60))
    let others = answer.dominoes.filter { $0.fall.commitment != answer.question.commitment }
    var fallDays: [Int] = []
    for fall in others where fallDays.last != fall.day { fallDays.append(fall.day) }
    var marks = fallDays.map { day in
        PageChart.Mark(x: Double(day) / Double(last), y: answer.scores[day] / most, kind: "falls", label: "")
    }
    if let days, days >= 0, days <= Double(last) {
        marks.append(
            PageChart.Mark(x: days / Double(last), kind: "now", label: DominoReport.days(days).string, isHigh: true))
    }
    let chart = PageChart(
        label: "Damage against days of slip of \(title)",
        points: answer.scores.enumerated().map { (Double($0.offset) / Double(last), $0.element / most) }, hasArea: true,
        marks: marks,
        ticks: (0...6).map { (Double($0) / 6, dayCount((Double(last * $0) / 6).rounded()).string) },
        levels: roundLevels(upTo: most, about: 5))
    let note =
        others.first.map { first in
            "\(html(names.title(of: first.fall.commitment, limit: 60))) falls first, on day \(first.day)"
                + " of the slip; \(html(count(others.count, "other promise"))) by day \(last). Every upright line is a day on"
                + " which one falls."
        } ?? "No other promise falls up to day \(last)."
    return chart.svg + "\n<p class=\"note\">\(note)</p>"
}

/// The tables behind the slip curve.
func curveTables(_ answer: CurveResult, in names: Names) -> String {
    tableHTML(
        "The day of slip on which each domino falls", ["Promise", "Falls on day"], numeric: [1],
        answer.dominoes.prefix(200).filter { $0.fall.commitment != answer.question.commitment }.map {
            [html(names.title(of: $0.fall.commitment, limit: 80)), "\($0.day)"]
        })
        + "\n"
        + tableHTML(
            "Damage by days of slip", ["Days", "Damage" + html(names.inCurrency)], numeric: [1],
            answer.scores.enumerated().map { ["\($0.offset)", figureHTML($0.element)] })
}

/// Levels of probability.
let quarters = [0.25, 0.5, 0.75, 1].map { (share: $0, label: "\(Int($0 * 100)) %") }

/// How likely the damage is above each amount.
func damageHTML(_ answer: SimulationResult, in names: Names) -> String {
    let total = answer.total
    let most = answer.drawnDamage
    guard total.deviation > 0, most > 0, total.quantiles.count > 3 else { return "" }
    var points: [(x: Double, y: Double)] = [(0, answer.probability(above: 0))]
    for (amount, probability) in total.exceedance where amount > 0 && amount <= most {
        points.append((amount / most, probability))
    }
    if let last = points.last, last.x < 1 { points.append((1, last.y)) }
    var marks = [
        PageChart.Mark(x: total.mean / most, kind: "safe", label: "average \(figureHTML(total.mean))", isHigh: true)
    ]
    let p95 = total[.p95]
    if p95 > 0, p95 <= most {
        marks.append(PageChart.Mark(x: p95 / most, kind: "now", label: "5 %: \(figureHTML(p95))"))
    }
    let chart = PageChart(
        label: "Probability that damage is above each amount", points: points, isStepped: true, marks: marks,
        ticks: [(0, "0")] + roundLevels(upTo: most, about: 4), levels: quarters)
    return "<h3>How likely damage is above an amount\(html(names.inCurrency))</h3>\n" + chart.svg
}

/// The tables behind the odds.
func oddsTables(_ answer: SimulationResult, in names: Names) -> (damage: String, promises: String) {
    let damage = tableHTML(
        "How likely damage is above an amount", ["Amount", "Probability"], numeric: [1],
        answer.total.exceedance.map { [figureHTML($0.amount), html(likelihood($0.probability))] })
    let promises = tableHTML(
        "Promises by the damage they carry, on average",
        ["Promise", "Kept on time", "Never kept", "Carries", "A day more"], numeric: [1, 2, 3, 4],
        answer.carriers.prefix(100).map { place in
            let figures = answer.commitments[Int(place)]
            return [
                html(names.title(of: place, limit: 80)),
                html(likelihood(answer.keptInTime(place) ?? 1)), html(likelihood(figures?.broken ?? 0)),
                figureHTML(figures?.carried ?? 0), figureHTML(figures?.priceOfDay ?? 0),
            ]
        })
    return (damage, promises)
}
