import DominoAnalysis
import DominoScenario

/// What a finding is, in one sentence without a full stop; names of the author are made harmless.
func message(of finding: Finding, in scenario: Scenario) -> String {
    let names = finding.commitments.map { sanitized(scenario.title(ofCommitment: Int($0)), limit: 60) }
    let stage = finding.stage.map { sanitized(scenario.title(ofStage: Int($0)), limit: 60) } ?? ""
    switch finding.code {
    case .overcommitted:
        let due = scenario.commitments[Int(finding.commitments[1])].due.spoken
        return "\(names[1]), due \(due), is \(days(finding.days)) too close behind \(names[0]): late before anybody is"
    case .notAgreed:
        return "Nobody has agreed to \(names[0]), on which the promise rests"
    case .noDate:
        return "\(names[0]) was called off and has no date, yet \(names[1]) needs it"
    case .oneSidedStage:
        return "In the stage \(stage) only the seller has promised anything"
    case .stalledStage:
        return names.isEmpty
            ? "In the stage \(stage) nobody has promised anything"
            : "In the stage \(stage) the client has agreed to nothing"
    case .noFallback:
        let score = amount(finding.score, scenario.currencyName)
        return "\(names[1]) has no plan B if \(names[0]) fails: up to \(score) of harm hangs on it on average"
    case .chainWithoutBuffer:
        return "\(names.count) commitments in a row have no spare day between them, from \(names[0]) to "
            + (names.last ?? "")
    }
}

/// What to do about a finding, in one or two sentences.
func advice(on finding: Finding, in scenario: Scenario) -> String {
    func promisor(_ place: CommitmentIndex) -> String {
        sanitized(scenario.name(ofStakeholder: Int(scenario.commitments[Int(place)].promisor)), limit: 60)
    }
    switch finding.code {
    case .overcommitted:
        return
            "Agree a later date with \(promisee(finding.commitments[1], scenario)), or take days out of the work between."
    case .notAgreed:
        return "Get a yes and a date from \(promisor(finding.commitments[0])) before you promise."
    case .noDate:
        return "Ask \(promisor(finding.commitments[0])) for a new date, or plan without it."
    case .oneSidedStage, .stalledStage:
        return "Ask the client's side for a promise of theirs; 'domino ladder' shows which one comes next."
    case .noFallback:
        return
            "Find out what \(promisor(finding.commitments[1])) would do without it, and after how many days: that is its"
            + " \"fallback\"."
    case .chainWithoutBuffer:
        return "A delay of one is a delay of all behind it: leave some spare days where they are cheapest."
    }
}

private func promisee(_ place: CommitmentIndex, _ scenario: Scenario) -> String {
    sanitized(scenario.name(ofStakeholder: Int(scenario.commitments[Int(place)].promisee)), limit: 60)
}

extension Scenario {
    /// What people call a stage: its title, or its id.
    func title(ofStage stage: Int) -> String {
        let stage = stages[stage]
        return string(stage.title.isEmpty ? stage.id : stage.title)
    }
}
