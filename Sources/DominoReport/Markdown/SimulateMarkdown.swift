import DominoAnalysis
import DominoScenario

/// A simulation as Markdown, for a ticket, a wiki or a pull request.
public func simulateMarkdown(_ answer: SimulationResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    var lines = ["**\(markdown(simulateSentence(answer, in: scenario, asOfIsToday: asOfIsToday)))**"]
    lines += dates(answer, scenario)
    lines += harm(answer, scenario)
    lines += causes(answer, scenario)
    lines += bearers(answer, scenario)
    lines += promises(answer, scenario)
    lines += links(answer, scenario)
    lines += ["", "_\(markdown(simulateFootnote(answer)))_"]
    return lines.joined(separator: "\n") + "\n"
}

/// Chances of which Markdown names the date.
private let chances = [0.1, 0.5, 0.8, 0.9, 0.95, 0.99]

/// The first date that keeps each of some chances.
private func dates(_ answer: SimulationResult, _ scenario: Scenario) -> [String] {
    guard answer.speaksOfRoot(in: scenario), let root = scenario.root.map({ Int($0) }),
        let drawn = answer.drawnDates(due: scenario.commitments[root].due)
    else { return [] }
    let span = Int(drawn.upperBound.number - drawn.lowerBound.number)
    let curve = (0..<40).map { place in
        answer.probability(
            keptBy: Day(number: drawn.lowerBound.number + Int32(truncatingIfNeeded: place * span / 39)))
    }
    let due = scenario.commitments[root].due
    var rows = [[due.description + " (due)", likelihood(answer.probability(keptBy: due))]]
    for chance in chances {
        guard let point = answer.rootDates.first(where: { $0.probability >= chance }) else { continue }
        let row = [point.day.description, likelihood(point.probability)]
        if point.day != due, rows.last != row { rows.append(row) }
    }
    rows.sort { $0[0] < $1[0] }
    return [
        "", "### By when it is kept: \(markdown(scenario.title(ofCommitment: root)))", "",
        "`\(sparkline(curve))` \(drawn.lowerBound) to \(drawn.upperBound)", "",
    ] + markdownTable(["date", "kept by then"], right: [1], rows: rows)
}

/// The harm: its mean, its quantiles and its curve.
private func harm(_ answer: SimulationResult, _ scenario: Scenario) -> [String] {
    let total = answer.total
    guard total.deviation > 0, answer.drawnHarm > 0 else { return [] }
    let curve = (0..<40).map { answer.probability(above: Double($0) * answer.drawnHarm / 39) }
    let names = [50, 80, 90, 95, 99].map { "in \($0) of 100 at most" }
    let rows =
        [["on average", grouped(total.mean)]] + zip(names, total.quantiles).map { [$0, grouped($1)] }
        + [["average of the worst twentieth", grouped(total.cvar95)]]
    return [
        "", "### How likely harm is above an amount", "",
        "`\(sparkline(curve))` 0 to \(grouped(answer.drawnHarm)). \(markdown(harmRemark(answer)))", "",
    ] + markdownTable(["", "harm" + unit(scenario)], right: [1], rows: rows)
}

/// The tornado.
private func causes(_ answer: SimulationResult, _ scenario: Scenario) -> [String] {
    let listed = Array(answer.causes.prefix(tornadoLimit))
    guard !listed.isEmpty else { return [] }
    let remark = tornadoRemark(listed: listed, of: answer)
    return ["", "### What matters", ""]
        + markdownTable(
            ["cause", "average harm without it falls by" + unit(scenario), "standard error"], right: [1, 2],
            rows: listed.map {
                [markdown(inputName($0.input, in: scenario)), grouped($0.gain), grouped($0.standardError)]
            })
        + (remark.isEmpty ? [] : ["", markdown(remark)])
}

/// Who bears how much.
private func bearers(_ answer: SimulationResult, _ scenario: Scenario) -> [String] {
    guard !answer.bearers.isEmpty else { return [] }
    return ["", "### Who bears it, on average", ""]
        + markdownTable(
            ["stakeholder", "harm" + unit(scenario), "share"], right: [1, 2],
            rows: answer.bearers.map {
                [
                    markdown(scenario.name(ofStakeholder: $0)), grouped(answer.stakeholders[$0]),
                    percent(answer.stakeholders[$0], of: answer.total.mean) + " %",
                ]
            })
}

/// The promises by what they carry; where there is no harm, by how rarely they are kept in time.
private func promises(_ answer: SimulationResult, _ scenario: Scenario) -> [String] {
    let carriers = answer.carriers
    let places = (carriers.isEmpty ? answer.laggards(in: scenario) : carriers).prefix(promiseLimit)
    guard !places.isEmpty else { return [] }
    return ["", "### The promises", ""]
        + markdownTable(
            [
                "commitment", "in time", "broken", "80 % by", "carries" + unit(scenario), "its own", "blame", "a day",
                "hurts",
            ],
            right: [1, 2, 4, 5, 6, 7, 8],
            rows: places.map { promiseRow($0, answer, scenario) })
        + (overcommitment(answer, in: scenario).map { ["", markdown($0)] } ?? [])
}

private func promiseRow(_ place: Int, _ answer: SimulationResult, _ scenario: Scenario) -> [String] {
    let title = markdown(scenario.title(ofCommitment: place))
    guard let figures = answer.commitments[place] else { return [title] }
    let day =
        switch answer.dayOf80(place, in: scenario) {
        case .day(let day): day.description
        case .never: "never"
        case .unknown: ""
        }
    return [
        title, likelihood(answer.keptInTime(place) ?? 1), likelihood(figures.broken), day, grouped(figures.carried),
        grouped(figures.score), grouped(figures.blame), grouped(figures.priceOfDay), likelihood(figures.criticality),
    ]
}

/// What makes the target late.
private func links(_ answer: SimulationResult, _ scenario: Scenario) -> [String] {
    guard let target = answer.target else { return [] }
    let heading = ["", "### What makes \(markdown(scenario.title(ofCommitment: Int(target.commitment)))) late", ""]
    guard !target.links.isEmpty else { return heading + ["Nothing does."] }
    return heading
        + markdownTable(
            ["commitment", "in chain", "SSI", "cruciality"], right: [1, 2, 3],
            rows: target.links.prefix(tornadoLimit).map { place in
                [
                    markdown(scenario.title(ofCommitment: place)), likelihood(target.criticalityIndex[place] ?? 0),
                    index(target.ssi[place]), index(target.cruciality[place]),
                ]
            }) + ["", markdown(linksLegend)]
}

/// The currency behind a heading.
private func unit(_ scenario: Scenario) -> String {
    scenario.currencyName.isEmpty ? "" : " (\(markdown(scenario.currencyName)))"
}
