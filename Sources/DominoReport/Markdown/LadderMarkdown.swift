import DominoAnalysis
import DominoScenario

/// Most promises of a stage, and most things to ask for, in Markdown.
private let rowLimit = 20

/// A ladder as Markdown, for a ticket, a wiki or a pull request.
public func ladderMarkdown(_ answer: LadderResult, in scenario: Scenario) -> String {
    var lines = ["**\(markdown(ladderSentence(answer, in: scenario)))**"]
    guard !answer.rungs.isEmpty else { return lines[0] + "\n" }
    lines += ["", "### The ladder, from the top", ""]
    lines += markdownTable(
        ["", "stage", "state", "carried by", "not agreed yet"], right: [0],
        rows: answer.rungs.indices.reversed().map { place in
            let rung = answer.rungs[place]
            let stands = place == answer.standsAt ? " (the deal stands here)" : ""
            let weakest = place == answer.weakest ? " (weakest)" : ""
            return [
                "\(place + 1)", markdown(scenario.title(ofStage: Int(rung.stage))) + stands + weakest,
                rung.state.rawValue, names(rung.agreed, scenario), names(rung.open + rung.released, scenario),
            ]
        })
    if !answer.ask.isEmpty {
        lines += ["", "### Ask for next", ""]
        for (number, ask) in answer.ask.prefix(rowLimit).enumerated() {
            let who = ask.of.map { markdown(scenario.name(ofStakeholder: Int($0))) } ?? "The client's side"
            lines.append(
                "\(number + 1). \(who): \(markdown(askTitle(ask, scenario, limit: nil))) (\(markdown(askReason(ask, scenario))))"
            )
        }
        if answer.ask.count > rowLimit { lines += ["", "And \(answer.ask.count - rowLimit) more."] }
    }
    if !answer.unreturned.isEmpty {
        lines += ["", "### Promised by the seller with nothing in return", "", names(answer.unreturned, scenario)]
    }
    return lines.joined(separator: "\n") + "\n"
}

private func names(_ places: [CommitmentIndex], _ scenario: Scenario) -> String {
    let names = places.prefix(rowLimit).map { place in
        let firmness = firmnessRemark(place, in: scenario)
        return markdown(scenario.title(ofCommitment: Int(place))) + (firmness.isEmpty ? "" : " (\(firmness))")
    }
    return names.joined(separator: "; ") + (places.count > rowLimit ? "; and \(places.count - rowLimit) more" : "")
}
