import DominoAnalysis
import DominoScenario

/// Most things to ask for in text; what is behind them is counted.
private let askLimit = 5

/// Most promises of a rung in text.
private let rungLimit = 6

/// A ladder for the terminal of a sales leader: where the deal stands in a sentence, the rungs from the top down with
/// the promises that carry each, what to ask for next, and what was promised for nothing.
public func ladderText(_ answer: LadderResult, in scenario: Scenario, style: TextStyle) -> String {
    var lines = wrappedToFit(ladderSentence(answer, in: scenario), style.width).map { style.bold($0) }
    guard !answer.rungs.isEmpty else { return lines.joined(separator: "\n") + "\n" }
    lines.append("")
    for place in answer.rungs.indices.reversed() { lines += rung(place, answer, scenario, style) }
    lines += asks(answer, scenario, style)
    lines += unreturned(answer, scenario, style)
    return lines.joined(separator: "\n") + "\n"
}

/// One rung between the rails: solid where the client carries it, broken where somebody does in part, empty elsewhere.
private func rung(_ place: Int, _ answer: LadderResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    let rung = answer.rungs[place]
    let (step, paint): (String, (String) -> String) =
        switch rung.state {
        case .advanced: ("╟━━━━━━╢", style.good)
        case .begun: ("╟━━━╌╌╌╢", { $0 })
        case .oneSided: ("╟━╌╌╌╌╌╢", style.alarm)
        case .stalled: ("╟╌╌╌╌╌╌╢", style.alarm)
        }
    let rail = style.dim("  ║      ║  ")
    let stands = place == answer.standsAt ? "  ◀ here the deal stands" : ""
    let weakest = place == answer.weakest ? "  ◀ weakest" : ""
    let state = word(rung.state)
    let sign = stands + (stands.isEmpty ? weakest : "")
    let room = style.width - 14 - cellWidth(state) - cellWidth(sign)
    let title = cut("\(place + 1) \(sanitized(scenario.title(ofStage: Int(rung.stage))))", max(12, room))
    var lines = [
        "  " + paint(step) + "  " + style.bold(title) + "  " + paint(state) + style.bold(sign)
    ]
    let promises =
        rung.agreed.map { ($0, "✓") } + rung.open.map { ($0, "?") } + rung.released.map { ($0, "✗") }
        + rung.other.map { ($0, "·") } + rung.seller.map { ($0, "·") }
    for (commitment, mark) in promises.prefix(rungLimit) {
        lines += promise(commitment, mark, scenario, style).map { rail + $0 }
    }
    let rest = promises.count - rungLimit
    if rest > 0 { lines.append(rail + style.dim("and \(rest) more (--format json lists all)")) }
    if promises.isEmpty { lines.append(rail + style.dim("nobody has promised anything")) }
    return lines
}

/// A state in a word or two.
private func word(_ state: StageState) -> String {
    switch state {
    case .advanced: "advanced"
    case .begun: "begun"
    case .oneSided: "one-sided"
    case .stalled: "stalled"
    }
}

/// A promise of a rung: what, by whom, how things stand.
private func promise(_ place: CommitmentIndex, _ mark: String, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    let width = style.width - 12
    let commitment = scenario.commitments[Int(place)]
    let side = scenario.stakeholders[Int(commitment.promisor)].side
    let who = side == .seller ? "ours" : cut(sanitized(scenario.name(ofStakeholder: Int(commitment.promisor))), 24)
    let firmness = firmnessRemark(place, in: scenario)
    let status = ladderStatus(place, in: scenario) + (firmness.isEmpty ? "" : ", " + firmness)
    let title = cut(sanitized(scenario.title(ofCommitment: Int(place))), width - 2)
    let lines = [
        "\(mark) \(title)", style.dim(cut("  \(who): \(status)", width)),
    ]
    return side == .seller ? lines.map { style.dim($0) } : lines
}

/// What to ask for next.
private func asks(_ answer: LadderResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    guard !answer.ask.isEmpty else { return [] }
    var lines = ["", style.heading("Ask for next")]
    for (number, ask) in answer.ask.prefix(askLimit).enumerated() {
        let who = ask.of.map { sanitized(scenario.name(ofStakeholder: Int($0))) } ?? "The client's side"
        let text = wrappedToFit("\(number + 1). \(who): \(askTitle(ask, scenario, limit: nil))", style.width - 2)
        lines += text.map { "  " + $0 }
        lines += wrappedToFit(askReason(ask, scenario), style.width - 5).map { style.dim("     " + $0) }
    }
    let rest = answer.ask.count - askLimit
    if rest > 0 { lines.append(style.dim("  and \(rest) more (--format json lists all)")) }
    return lines
}

/// What the seller has promised for nothing.
private func unreturned(_ answer: LadderResult, _ scenario: Scenario, _ style: TextStyle) -> [String] {
    guard !answer.unreturned.isEmpty else { return [] }
    let names = answer.unreturned.map { sanitized(scenario.title(ofCommitment: Int($0))) }
    let rows = names.prefix(askLimit).enumerated().map { place, name in
        cut("  \(name)  (\(scenario.commitments[Int(answer.unreturned[place])].due.spoken))", style.width)
    }
    let rest = names.count - rows.count
    return ["", style.heading("Promised by the seller with nothing in return")] + rows
        + (rest > 0 ? [style.dim("  and \(rest) more (--format json lists all)")] : [])
}
