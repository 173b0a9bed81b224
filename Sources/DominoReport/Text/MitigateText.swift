import DominoAnalysis
import DominoScenario

/// Most rows of a list; what is behind them is counted.
private let rowLimit = 20

/// The best plan for the terminal of a sales leader: what to do in a sentence, what it spares whom, every option and why it
/// is chosen or not, what each budget buys, what waiting costs.
///
/// - Parameter asOfIsToday: whether nothing but the clock says which day it is, which the first line then tells.
public func mitigateText(_ answer: MitigationResult, in scenario: Scenario, style: TextStyle, asOfIsToday: Bool)
    -> String
{
    var lines = wrappedToFit(mitigateSentence(answer, in: scenario, asOfIsToday: asOfIsToday), style.width)
        .map { style.bold($0) }
    lines += hurt(answer, scenario, style)
    lines += options(answer, scenario, style)
    lines += runnersUp(answer, scenario, style)
    lines += frontier(answer, scenario, style)
    lines += waiting(answer, scenario, style)
    return lines.joined(separator: "\n") + "\n"
}

/// Who bears how much, before and after: what is left is filled, what is spared is shaded.
private func hurt(_ answer: MitigationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    let places = answer.bearers
    guard let worst = places.first, !answer.best.mitigations.isEmpty else { return [] }
    let most = answer.harmBefore[worst]
    let rows = Array(places.prefix(rowLimit))
    let names = rows.map { sanitized(scenario.name(ofStakeholder: $0)) }
    let figures = [
        TableColumn(heading: "before", cells: rows.map { grouped(answer.harmBefore[$0]) }),
        TableColumn(heading: "after", cells: rows.map { grouped(answer.harmAfter[$0]) }),
    ]
    let taken = figures.reduce(4) { $0 + 2 + $1.width } + min(28, names.map { cellWidth($0) }.max() ?? 0)
    let cells = max(8, min(48, style.width - taken))
    let bars = rows.map { place -> (left: String, spared: String) in
        let left = bar(answer.harmAfter[place], of: most, cells)
        let whole = max(1, Int((answer.harmBefore[place] / most * Double(cells)).rounded()))
        return (left, String(repeating: "░", count: max(0, whole - left.count)))
    }
    let drawn = TableColumn(
        heading: "", cells: bars.map { $0.left + $0.spared }, isLeft: true,
        paint: { row, _, style in style.alarm(bars[row].left) + style.good(bars[row].spared) })
    // A plan that is best for bad luck is told by what it spares on average too: shares of a quantile do not add up.
    let average = answer.isCertain || answer.question.objective == .mean ? "" : " on average"
    return ["", style.heading("Who is hurt\(average), before and after\(inCurrency(scenario))  (█ left, ░ spared)")]
        + textTable("", names, figures + [drawn], style)
        + (places.count > rowLimit ? [style.dim("  and \(places.count - rowLimit) more")] : [])
}

/// Every option: what it costs and brings, until when, and why it is in the plan or not.
private func options(_ answer: MitigationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    guard !answer.options.isEmpty else { return [] }
    let rows = Array(answer.rankedOptions.prefix(rowLimit))
    // The plans of each budget are told by these numbers.
    let numbers = answer.frontier.isEmpty ? [:] : answer.optionNumbers
    let digits = "\(rows.count)".count
    let names = rows.map { option in
        (option.standing == .chosen ? "● " : "○ ")
            + (numbers[option.mitigation].map { rightAligned("\($0)", digits) + " " } ?? "")
            + sanitized(scenario.title(ofMitigation: Int(option.mitigation)))
    }
    let year =
        Set(answer.options.compactMap { $0.decideBy?.civil.year } + [answer.question.decideOn.civil.year]).count > 1
    func figure(_ value: Double) -> String { value.magnitude < 0.005 ? "-" : grouped(value) }
    let columns = [
        TableColumn(heading: "cost", cells: rows.map { grouped(scenario.mitigations[Int($0.mitigation)].cost) }),
        TableColumn(heading: "alone", cells: rows.map { figure($0.aloneGain) }, expendable: 1),
        TableColumn(
            heading: "beside", cells: rows.map { figure($0.marginalGain) },
            paint: { row, cell, style in rows[row].standing == .chosen ? style.good(cell) : cell }),
        TableColumn(
            heading: "last day", cells: rows.map { $0.decideBy.map { shortDate($0, year: year) } ?? "any" },
            expendable: 2),
    ]
    var lines = ["", style.heading("What can be done, and what it saves\(inCurrency(scenario))  (● in the plan)")]
    lines += textTable(
        "option", names, columnsWithRoom(columns, beside: names, under: "option", width: style.width), style)
    let rest = answer.options.count - rows.count
    if rest > 0 { lines.append(style.dim("  and \(rest) more (--format json lists all)")) }
    lines += style.remark(mitigateFootnote(answer))
    let missing = answer.rankedOptions.filter { $0.standing != .chosen }.prefix(rowLimit / 2)
    guard !missing.isEmpty else { return lines }
    lines += ["", style.heading("Why not")]
    for option in missing {
        let title = sanitized(scenario.title(ofMitigation: Int(option.mitigation)), limit: 80)
        lines += wrappedToFit("\(title): \(reason(option.standing, scenario) ?? "").", style.width - 4).enumerated()
            .map { ($0 == 0 ? "  " : "    ") + $1 }
    }
    return lines
}

/// Plans B and C.
private func runnersUp(_ answer: MitigationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    let plans = answer.runnersUp.filter { !$0.mitigations.isEmpty }
    guard !plans.isEmpty else { return [] }
    var lines = ["", style.heading("If that cannot be had")]
    for (letter, plan) in zip(["B", "C"], plans) {
        let more = plan.total - answer.best.total
        let sentence =
            "Plan \(letter): \(doing(plan.mitigations, scenario)) for \(amount(plan.cost, scenario.currencyName)). "
            + "\(capitalized(answer.figureName)) then is \(grouped(plan.risk)): \(grouped(more)) worse in all."
        lines += wrappedToFit(sentence, style.width - 4).enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
    }
    return lines
}

/// The best plan of each budget.
private func frontier(_ answer: MitigationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    guard !answer.frontier.isEmpty, !answer.options.isEmpty else { return [] }
    let points = answer.frontier
    let numbers = answer.optionNumbers
    let names = points.map { point in
        point.plan.mitigations.isEmpty
            ? "nothing"
            : point.plan.mitigations.compactMap { numbers[$0] }.sorted().map { "\($0)" }.joined(separator: " + ")
    }
    let most = points.map(\.plan.total).max() ?? 0
    let bars = points.map { bar($0.plan.total, of: most, 16) }
    let columns = [
        TableColumn(heading: "budget", cells: points.map { grouped($0.budget) }),
        TableColumn(heading: "damage", cells: points.map { grouped($0.plan.risk) }),
        TableColumn(heading: "in all", cells: points.map { grouped($0.plan.total) + ($0.isProved ? "" : " ?") }),
        TableColumn(
            heading: "", cells: bars, isLeft: true, paint: { _, cell, style in style.alarm(cell) }, expendable: 1),
    ]
    return ["", style.heading("What each budget buys: damage, and with its cost\(inCurrency(scenario))")]
        + textTable(
            "best plan (options above)", names,
            columnsWithRoom(columns, beside: names, under: "best plan (options above)", width: style.width), style)
        + (frontierRemark(answer).map { style.remark($0) } ?? [])
}

/// What the best plan comes to on each later day of deciding, drawn, and the days on which options are lost.
private func waiting(_ answer: MitigationResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    guard answer.waiting.count > 1, answer.baseline.risk >= 0.005 else { return [] }
    var lines = ["", style.heading("What waiting costs: the best total by days waited\(inCurrency(scenario))")]
    if let chart = DamageChart(answer.totalsByDaysWaited(scenario.calendar), width: style.width) {
        lines += chart.lines(style)
    }
    let points = answer.turningPoints.filter { !$0.expiring.isEmpty }.prefix(rowLimit)
    for point in points {
        let names = point.expiring.prefix(3).map { sanitized(scenario.title(ofMitigation: Int($0)), limit: 80) }
        let more = point.expiring.count > 3 ? " and \(point.expiring.count - 3) more" : ""
        lines += wrappedToFit(
            "\(point.decideOn.spoken): last day for \(names.joined(separator: "; "))\(more).", style.width - 4
        ).enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
    }
    return lines + (waitingRemark(answer).map { style.remark($0) } ?? [])
}
