import DominoAnalysis
import DominoScenario

/// Most briefs in one text; what is behind them is counted.
private let cardLimit = 12

/// Columns of the labels of a brief.
private let labelColumns = 11

/// A renegotiation for the terminal of somebody who has calls to make: the answer, the day's plan, a card for each talk.
///
/// - Parameter asOfIsToday: whether nothing but the clock says which day it is, which the first line then tells.
public func renegotiateText(
    _ answer: RenegotiationResult, in scenario: Scenario, style: TextStyle, asOfIsToday: Bool
) -> String {
    var lines = wrappedToFit(renegotiateSentence(answer, in: scenario, asOfIsToday: asOfIsToday), style.width)
        .map { style.bold($0) }
    let talks = answer.talks.filter { $0.route != .own }
    lines += dayPlan(answer, scenario, style)
    lines += silenceCurve(answer, scenario, style)
    lines += plans(answer, scenario, style)
    for (place, talk) in talks.prefix(cardLimit).enumerated() {
        lines += card(number: place + 1, talk, answer, scenario, style)
    }
    if talks.count > cardLimit {
        lines += [""] + style.remark("And \(talks.count - cardLimit) more (--format markdown has a page for each).")
    }
    lines += newDates(answer, scenario, style)
    if !talks.isEmpty { lines += [""] + wrappedToFit(talkRules, style.width).map { style.dim($0) } }
    return lines.joined(separator: "\n") + "\n"
}

/// The talks in tables, one for each way in which people are reached.
private func dayPlan(_ answer: RenegotiationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    var lines: [String] = []
    var number = 0
    for route in [RenegotiationResult.Route.inside, .direct, .through] {
        let talks = answer.talks.filter { $0.route == route }
        guard !talks.isEmpty else { continue }
        let rows = talks.prefix(promiseLimit)
        let names = rows.enumerated().map {
            "\(number + $0 + 1)  " + sanitized(scenario.name(ofStakeholder: Int($1.person)))
        }
        let columns = columnsWithRoom(
            planColumns(Array(rows), answer, scenario), beside: names, under: "whom", width: style.width)
        lines += ["", style.heading(heading(route) + (route == .direct ? inCurrency(scenario) : ""))]
        lines += textTable("   whom", names, columns, style)
        if talks.count > rows.count { lines.append(style.dim("  and \(talks.count - rows.count) more")) }
        number += talks.count
    }
    if number > 0 { lines += style.remark(planLegend) }
    for talk in answer.talks where talk.route == .own {
        let score = answer.silent.stakeholders[Int(talk.person)].score
        guard score >= 0.005 else { continue }
        lines += style.remark("\(shortName(talk.person, scenario)) bears \(grouped(score)).")
    }
    return lines
}

private let planLegend =
    "by: the last day on which telling costs no more than today; silence a day: what each day after it costs them, us with"
    + " them, and those who hear it through them; harm: what they bear if nobody speaks."

private func heading(_ route: RenegotiationResult.Route) -> String {
    switch route {
    case .inside: "Our own people, before the first call"
    case .direct: "Our talks"
    case .through: "They hear it from others: see that they do, and help"
    case .own: "Ours to bear"
    }
}

private func planColumns(
    _ talks: [RenegotiationResult.Talk], _ answer: RenegotiationResult, _ scenario: Scenario
) -> [TableColumn] {
    func figures(_ value: (RenegotiationResult.Talk) -> Double) -> [String] {
        talks.map { value($0) < 0.005 ? "-" : grouped(value($0)) }
    }
    let isThrough = talks.first?.route == .through
    return [
        TableColumn(
            heading: "by",
            cells: talks.map { answer.isUrgent($0) && answer.known == "today" ? "today" : answer.brief($0.tellBy) },
            paint: { row, cell, style in answer.isUrgent(talks[row]) ? style.alarm(cell) : cell }),
        isThrough
            ? TableColumn(
                heading: "from", cells: talks.map { $0.talker.map { cut(shortName($0, scenario), 18) } ?? "" },
                isLeft: true)
            : TableColumn(
                heading: "how", cells: talks.map { $0.way == .inPerson ? "in person" : "telephone" }, isLeft: true),
        TableColumn(heading: "silence a day", cells: figures(\.silencePerDay), expendable: 1),
        TableColumn(heading: "harm", cells: figures { answer.silent.stakeholders[Int($0.person)].score }),
    ]
}

/// What can be offered: the best plan, and others that differ.
private func plans(_ answer: RenegotiationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    guard !answer.plans.isEmpty else { return [] }
    let names = answer.plans.enumerated().map { "\(planName($0))  \(planParts($1, limit: 5, scenario))" }
    let columns = [
        TableColumn(
            heading: "decide by", cells: answer.plans.map { $0.decideBy.map { answer.brief($0) } ?? "" }, expendable: 1),
        TableColumn(heading: "cost", cells: answer.plans.map { grouped($0.cost) }),
        TableColumn(heading: "harm left", cells: answer.plans.map { grouped($0.whatIf.score) }),
    ]
    return ["", style.heading("What can be offered\(inCurrency(scenario))")]
        + textTable("   plan", names, columnsWithRoom(columns, beside: names, under: "plan", width: style.width), style)
}

/// What the news costs by the day on which it is told, as a line of small columns.
private func silenceCurve(_ answer: RenegotiationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    let curve = answer.silence.curve
    guard answer.silence.tellBy != nil, let first = curve.first, let last = curve.last, last.score > 0 else {
        return []
    }
    let columns = min(40, curve.count)
    let points = (0..<columns).map { curve[columns == 1 ? 0 : $0 * (curve.count - 1) / (columns - 1)] }
    let line = sparkline(points.map { $0.score / last.score })
    return ["", style.heading("What the harm comes to, by the day on which they are told\(inCurrency(scenario))")]
        + [
            "  \(answer.brief(first.day)) \(grouped(first.score))  \(style.alarm(line))  "
                + "\(answer.brief(last.day)) \(grouped(last.score))"
        ]
}

/// The card of one talk.
private func card(
    number: Int, _ talk: RenegotiationResult.Talk, _ answer: RenegotiationResult, _ scenario: Scenario,
    _ style: TextStyle
) -> [String] {
    let name = sanitized(scenario.name(ofStakeholder: Int(talk.person)))
    var lines = ["", style.heading("\(number)  \(name)")]
    lines += style.remark(talkClause(talk, of: answer, in: scenario))
    for line in brief(for: talk, of: answer, in: scenario) {
        let wrapped = wrappedToFit(line.text, style.width - labelColumns - 2)
        for (place, text) in wrapped.enumerated() {
            let label = place == 0 ? line.label : ""
            lines.append("  " + style.dim(fitted(label, labelColumns)) + text)
        }
    }
    return lines
}

/// All that falls, with the date to promise instead.
private func newDates(_ answer: RenegotiationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    let rows = Array(answer.newDates.prefix(promiseLimit))
    guard !rows.isEmpty else { return [] }
    let names = rows.map { sanitized(scenario.title(ofCommitment: Int($0.commitment))) }
    let dues = rows.map { answer.told.commitments[Int($0.commitment)].due }
    let columns = [
        TableColumn(
            heading: "from",
            cells: rows.map { cut(shortName(scenario.commitments[Int($0.commitment)].promisor, scenario), 16) },
            isLeft: true, expendable: 1),
        TableColumn(heading: "due", cells: dues.map { answer.brief($0) }),
        TableColumn(
            heading: "new date",
            cells: zip(rows, dues).map { new, due in
                new.date.map { $0 > due ? answer.brief($0) : "holds" } ?? "none"
            }),
        TableColumn(heading: "kept", cells: rows.map { likelihood($0.kept) }),
    ]
    var lines = ["", style.heading("What has to be promised anew, and the dates that can be kept")]
    lines += textTable(
        "commitment", names, columnsWithRoom(columns, beside: names, under: "commitment", width: style.width), style)
    let rest = answer.newDates.count - rows.count
    if rest > 0 { lines.append(style.dim("  and \(rest) more (--format json lists all)")) }
    return lines
}
