import DominoAnalysis
import DominoScenario

/// Who makes whom late: the fallen commitments as a tree, each below its driver.
///
/// Every commitment has at most one driver, so the driving chains of all dominoes are one forest.
func whyTree(_ answer: WhatIfResult, in scenario: Scenario, _ style: TextStyle, rowLimit: Int) -> [String] {
    guard !answer.sequence.isEmpty else { return [] }
    var below: [CommitmentIndex: [CommitmentIndex]] = [:]
    var roots: [CommitmentIndex] = []
    let fallen = Set(answer.sequence)
    for place in answer.sequence {
        if let driver = answer.commitments[Int(place)].driver, fallen.contains(driver) {
            below[driver, default: []].append(place)
        } else {
            roots.append(place)
        }
    }
    var lines = ["", style.bold("Why: who makes whom late")]
    // An explicit stack: a chain of a million dominoes is as good as any other.
    var waiting = roots.reversed().map { (place: $0, indent: "  ", branch: "") }
    var rows = 0
    while let (place, indent, branch) = waiting.popLast(), rows < rowLimit {
        rows += 1
        let title = sanitized(scenario.title(ofCommitment: Int(place)))
        let reason = reason(place, answer, scenario)
        let room = style.width - cellWidth(indent + branch) - cellWidth(reason) - 2
        let name = cellWidth(title) <= room ? title : fitted(title, max(12, room))
        lines.append(style.dim(indent + branch) + name + style.dim("  " + reason))
        let children = below[place] ?? []
        let inner = indent + (branch.isEmpty ? "" : branch == "└─ " ? "   " : "│  ")
        for (number, child) in children.enumerated().reversed() {
            waiting.append(
                (
                    child, cellWidth(inner) > style.width / 3 ? "  … " : inner,
                    number == children.count - 1 ? "└─ " : "├─ "
                ))
        }
    }
    if answer.sequence.count > rows { lines.append(style.dim("  and \(answer.sequence.count - rows) more")) }
    return lines
}

/// Why a commitment falls, in a few words.
private func reason(_ place: CommitmentIndex, _ answer: WhatIfResult, _ scenario: Scenario) -> String {
    let outcome = answer.commitments[Int(place)]
    let lateness = outcome.state == .broken ? "broken" : "\(days(outcome.slip)) late"
    if answer.question.slips.contains(where: { $0.commitment == place }) {
        return outcome.state == .broken ? "slips, and breaks" : "slips \(days(outcome.slip))"
    }
    guard let driver = outcome.driver else {
        return scenario.commitments[Int(place)].status.isFact ? "\(lateness): a fact" : lateness
    }
    let cause = answer.commitments[Int(driver)].slip
    guard outcome.slip < .infinity, cause < .infinity else { return lateness }
    let absorbed = cause - outcome.slip
    if absorbed > 0.005 { return "\(lateness), \(dayCount(absorbed)) absorbed" }
    return absorbed < -0.005 ? "\(lateness), \(dayCount(-absorbed)) added" : lateness
}

extension WhatIfResult {
    /// Commitments that need a fallen one and are kept all the same.
    func held(in scenario: Scenario) -> [CommitmentIndex] {
        let fallen = Set(sequence)
        return scenario.commitments.places.filter { place in
            commitments[Int(place)].state == .kept && !scenario[place].status.isFact
                && scenario[place].needs.contains { fallen.contains(scenario[$0].commitment) }
        }
    }
}
