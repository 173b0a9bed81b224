import DominoAnalysis
import DominoScenario

// The views of a page as they are at first sight, without script: the same elements and classes that its script draws.

/// Most rows of a list at first sight.
private let rowLimit = 40

/// The dominoes on a time axis, in lanes of those they were promised to.
func dominoesHTML(_ answer: WhatIfResult, in scenario: Scenario) -> String {
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
        let whom = scenario.commitments[Int(place)].promisee
        if let known = lanes.firstIndex(where: { $0.whom == whom }) {
            lanes[known].places.append(place)
        } else {
            lanes.append((whom, [place]))
        }
    }
    for (whom, places) in lanes {
        lines.append("<section class=\"lane\"><h3>\(html(scenario.name(ofStakeholder: Int(whom))))</h3>")
        for place in places { lines.append(dominoRow(Int(place), answer, scenario, axis)) }
        lines.append("</section>")
    }
    let rest = answer.sequence.count - shownRows.count
    if rest > 0 { lines.append("<p class=\"note\">and \(grouped(Double(rest))) more, in the table below</p>") }
    return lines.joined(separator: "\n")
}

private func dominoRow(_ place: Int, _ answer: WhatIfResult, _ scenario: Scenario, _ axis: PageAxis) -> String {
    let outcome = answer.commitments[place]
    let due = scenario.due(place)
    var drawn = ""
    let driver = outcome.driver.map { answer.commitments[Int($0)].slip } ?? -.infinity
    let eaten = outcome.slip < .infinity && driver < .infinity ? max(0, driver - outcome.slip) : 0
    if eaten > 0.005 {
        let from = scenario.calendar.day(ordinal: due - Int(eaten.rounded(.up)))
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
        "<div class=\"row domino\"><span class=\"what\">\(html(scenario.title(ofCommitment: place), limit: 80))</span>"
        + "<svg class=\"axis\" aria-hidden=\"true\">\(drawn)</svg><span class=\"n\">"
        + (outcome.state == .broken ? "broken" : dayCount(outcome.slip) + " d") + "</span></div>"
}

/// The table behind the dominoes.
func dominoesTable(_ answer: WhatIfResult, in scenario: Scenario) -> String {
    tableHTML(
        "The dominoes in the order they fall",
        ["Promise", "To", "Due", "Kept", "Days late", "Because of", "Harm"], numeric: [4, 6],
        answer.sequence.map { place in
            let outcome = answer.commitments[Int(place)]
            return [
                html(scenario.title(ofCommitment: Int(place)), limit: 80),
                html(scenario.name(ofStakeholder: Int(scenario.commitments[Int(place)].promisee)), limit: 80),
                outcome.due.spoken, outcome.date?.spoken ?? "never",
                outcome.state == .broken ? "broken" : dayCount(outcome.slip),
                outcome.driver.map { html(scenario.title(ofCommitment: Int($0)), limit: 80) } ?? "",
                grouped(outcome.score),
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

/// A row of a name, a bar and a figure; `what` is plain text.
func measureHTML(_ what: String, _ bar: String, _ figure: String, _ remark: String = "") -> String {
    "<div class=\"row measure\"><span class=\"what\">\(html(what, limit: 80))</span>\(bar)<span class=\"n\">\(figure)"
        + (remark.isEmpty ? "" : "<small> \(remark)</small>") + "</span></div>"
}

/// Who bears how much.
func hurtHTML(_ answer: WhatIfResult, in scenario: Scenario) -> String {
    let places = answer.stakeholders.indices.filter { answer.stakeholders[$0].score > 0 }
        .sorted { (-answer.stakeholders[$0].score, $0) < (-answer.stakeholders[$1].score, $1) }
    guard let worst = places.first else { return "<p class=\"calm\">Nobody is hurt.</p>" }
    var lines = places.prefix(20).map { place in
        let score = answer.stakeholders[place].score
        return measureHTML(
            scenario.name(ofStakeholder: place), barHTML(score / answer.stakeholders[worst].score, "fall"),
            grouped(score), percent(score, of: answer.score) + " %")
    }
    if places.count > 20 { lines.append("<p class=\"note\">and \(places.count - 20) more</p>") }
    let inKind = answer.amounts.filter { $0.amount > 0 && !scenario.kinds[Int($0.kind)].unit.isEmpty }
    if !inKind.isEmpty {
        let list = inKind.map { kind, amount in
            "\(grouped(amount)) \(html(scenario.unit(ofKind: Int(kind)), limit: 20)) of "
                + html(scenario.string(scenario.kinds[Int(kind)].id), limit: 40)
        }
        lines.append("<p class=\"note\">In it: \(list.joined(separator: ", ")).</p>")
    }
    return lines.joined(separator: "\n")
}

/// The table behind who is hurt: how many promises to each are late or broken, too.
func hurtTable(_ answer: WhatIfResult, in scenario: Scenario) -> String {
    let places = answer.stakeholders.indices.filter { place in
        let one = answer.stakeholders[place]
        return one.score > 0 || one.late > 0 || one.broken > 0
    }.sorted { (-answer.stakeholders[$0].score, $0) < (-answer.stakeholders[$1].score, $1) }
    return tableHTML(
        "Who is hurt", ["Who", "Harm" + html(inCurrency(scenario)), "Promises late", "Never kept"], numeric: [1, 2, 3],
        places.prefix(200).map { place in
            let one = answer.stakeholders[place]
            return [
                html(scenario.name(ofStakeholder: place), limit: 80), grouped(one.score), "\(one.late)",
                "\(one.broken)",
            ]
        })
}

/// By how much average harm falls without each cause.
func tornadoHTML(_ answer: SimulationResult, in scenario: Scenario) -> String {
    let causes = answer.causes.prefix(tornadoLimit)
    guard let most = causes.map(\.gain).max(), most > 0 else { return "" }
    return "<h3>What matters: average harm without it falls by</h3>\n"
        + causes.map { cause in
            measureHTML(
                inputName(cause.input, in: scenario), barHTML(max(0, cause.gain) / most, "fall"), grouped(cause.gain),
                "± " + grouped(cause.standardError))
        }.joined(separator: "\n")
}

/// Who has to hear of it, those hurt most first.
func tellHTML(_ answer: WhatIfResult, in scenario: Scenario) -> String {
    var falls = [[CommitmentIndex]](repeating: [], count: scenario.stakeholders.count)
    for place in answer.sequence { falls[Int(scenario.commitments[Int(place)].promisee)].append(place) }
    let people = scenario.stakeholders.indices.filter { answer.stakeholders[$0].score > 0 || !falls[$0].isEmpty }
        .sorted { (-answer.stakeholders[$0].score, $0) < (-answer.stakeholders[$1].score, $1) }
    guard !people.isEmpty else { return "<p class=\"calm\">Nobody needs to be told.</p>" }
    return tableHTML(
        "Whom to tell, those hurt most first", ["Who", "Hears it", "From", "What it means for them", "Harm"],
        numeric: [4],
        people.prefix(rowLimit).map { person in
            let told = falls[person].compactMap { answer.commitments[Int($0)].told }.min()
            let hears =
                told?.spoken
                ?? (answer.question.toldOn == nil ? "today, if told now" : "not before it falls")
            let from = falls[person].first.map {
                html(scenario.name(ofStakeholder: Int(scenario.commitments[Int($0)].promisor)), limit: 80)
            }
            return [
                html(scenario.name(ofStakeholder: person), limit: 80), hears, from ?? "whoever leads the deal",
                brief(falls[person], answer, scenario), grouped(answer.stakeholders[person].score),
            ]
        })
}

/// What falls for somebody, in a sentence.
private func brief(_ falls: [CommitmentIndex], _ answer: WhatIfResult, _ scenario: Scenario) -> String {
    guard !falls.isEmpty else { return "bears the cost of what falls for others" }
    let parts = falls.prefix(3).map { place in
        let outcome = answer.commitments[Int(place)]
        let title = html(scenario.title(ofCommitment: Int(place)), limit: 60)
        guard let date = outcome.date else { return "\(title): never" }
        return "\(title): \(shortDate(date, year: false)) instead of \(shortDate(outcome.due, year: false))"
    }
    return parts.joined(separator: "; ") + (falls.count > 3 ? "; and \(falls.count - 3) more" : "")
}
