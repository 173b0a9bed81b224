import DominoAnalysis
import DominoScenario

/// Most rows of a list; what is behind them is counted.
private let rowLimit = 20

/// A what-if for the terminal of a sales leader: the answer, the dominoes as they fall, who is hurt, why, what one more
/// day costs.
///
/// - Parameter asOfIsToday: whether nothing but the clock says which day it is, which the first line then tells.
public func whatIfText(_ answer: WhatIfResult, in scenario: Scenario, style: TextStyle, asOfIsToday: Bool) -> String {
    var lines = wrapped(whatIfSentence(answer, in: scenario, asOfIsToday: asOfIsToday), style.width)
        .map { style.bold($0) }
    lines += timeline(answer, scenario, style)
    lines += hurt(answer, scenario, style)
    lines += whyTree(answer, in: scenario, style, rowLimit: rowLimit)
    lines += oneMoreDay(answer, scenario, style)
    lines += plan(answer, scenario, style)
    return lines.joined(separator: "\n") + "\n"
}

/// The dominoes in the order they fall, each with the days from due to kept drawn on one axis.
private func timeline(_ answer: WhatIfResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    guard !answer.sequence.isEmpty else { return [] }
    let rows = answer.sequence.prefix(rowLimit)
    let table = Timeline(rows.map { answer.commitments[Int($0)] }, width: style.width)
    var lines = ["", style.bold("The dominoes, in the order they fall"), style.dim(table.heading)]
    for place in rows {
        let outcome = answer.commitments[Int(place)]
        lines.append(table.row(outcome, title: sanitized(scenario.title(ofCommitment: Int(place))), style))
    }
    if answer.sequence.count > rowLimit {
        lines.append(style.dim("  and \(answer.sequence.count - rowLimit) more (--format json lists all)"))
    }
    let held = answer.held(in: scenario)
    if !held.isEmpty {
        let names = held.prefix(4).map { sanitized(scenario.title(ofCommitment: Int($0)), limit: 40) }
        let rest = held.count > 4 ? " and \(held.count - 4) more" : ""
        lines += wrapped(
            "Next in line, and \(held.count == 1 ? "it holds" : "they hold"): "
                + "\(names.joined(separator: "; "))\(rest).", style.width - 2
        ).map { style.good("  " + $0) }
    }
    return lines
}

/// Who bears how much.
private func hurt(_ answer: WhatIfResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    let places = answer.stakeholders.indices.filter { answer.stakeholders[$0].score > 0 }
        .sorted { (-answer.stakeholders[$0].score, $0) < (-answer.stakeholders[$1].score, $1) }
    guard let worst = places.first else { return [] }
    let most = answer.stakeholders[worst].score
    let figures = places.map { grouped(answer.stakeholders[$0].score) }
    let figureColumns = max(8, figures.map { cellWidth($0) }.max() ?? 0)
    let names = min(40, style.width * 2 / 5)
    let bars = style.width - names - figureColumns - 13
    let unit = scenario.currencyName.isEmpty ? "" : ", in \(scenario.currencyName)"
    var lines = ["", style.bold("Who is hurt\(unit)")]
    for (place, figure) in zip(places, figures).prefix(rowLimit) {
        let name = fitted(sanitized(scenario.name(ofStakeholder: place)), names)
        let share = rightAligned(percent(answer.stakeholders[place].score, of: answer.score), 3) + " %"
        lines.append(
            "  " + name + "  " + rightAligned(figure, figureColumns) + "  " + share + "  "
                + style.alarm(bar(answer.stakeholders[place].score, of: most, bars)))
    }
    if places.count > rowLimit { lines.append(style.dim("  and \(places.count - rowLimit) more")) }
    let inKind = answer.amounts.filter { $0.amount > 0 && !scenario.kinds[Int($0.kind)].unit.isEmpty }
    if !inKind.isEmpty {
        let list = inKind.map { kind, amount in
            "\(grouped(amount)) \(sanitized(scenario.unit(ofKind: Int(kind)), limit: 20)) of "
                + sanitized(scenario.string(scenario.kinds[Int(kind)].id), limit: 30)
        }
        lines += wrapped("In it: \(list.joined(separator: ", ")).", style.width - 2).map { style.dim("  " + $0) }
    }
    return lines
}

/// What one more day costs, where it costs most.
private func oneMoreDay(_ answer: WhatIfResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    let places = answer.commitments.indices.filter { answer.commitments[$0].priceOfDay >= 0.005 }
        .sorted { (-answer.commitments[$0].priceOfDay, $0) < (-answer.commitments[$1].priceOfDay, $1) }
    guard let worst = places.first else { return [] }
    let most = answer.commitments[worst].priceOfDay
    let figures = places.prefix(5).map { grouped(answer.commitments[$0].priceOfDay) }
    let figureColumns = max(8, figures.map { cellWidth($0) }.max() ?? 0)
    let names = min(40, style.width * 2 / 5)
    let bars = style.width - names - figureColumns - 6
    let unit = scenario.currencyName.isEmpty ? "" : ", in \(scenario.currencyName)"
    var lines = ["", style.bold("What one more day of delay costs, all that follows included\(unit)")]
    for (place, figure) in zip(places, figures) {
        lines.append(
            "  " + fitted(sanitized(scenario.title(ofCommitment: place)), names) + "  "
                + rightAligned(figure, figureColumns) + "  "
                + style.alarm(bar(answer.commitments[place].priceOfDay, of: most, bars)))
    }
    return lines
}

/// The plan in force and what it costs.
private func plan(_ answer: WhatIfResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    guard !answer.question.plan.isEmpty else { return [] }
    let names = min(48, style.width - 16)
    var lines = ["", style.bold("The plan, \(amount(answer.planCost, scenario.currencyName)) in all")]
    for mitigation in answer.question.plan {
        lines.append(
            "  " + fitted(sanitized(scenario.title(ofMitigation: Int(mitigation))), names) + "  "
                + rightAligned(grouped(scenario.mitigations[Int(mitigation)].cost), 10))
    }
    return lines
}
