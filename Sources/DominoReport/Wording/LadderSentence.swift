import DominoAnalysis
import DominoScenario

/// The answer of a ladder in a few sentences: where the deal stands, which rung is weakest, what to ask for next.
func ladderSentence(_ answer: LadderResult, in scenario: Scenario) -> String {
    guard !answer.rungs.isEmpty else {
        return "The scenario names no stages, so there is no ladder: list them under \"stages\", and say in each"
            + " commitment to which \"stage\" it belongs."
    }
    func title(_ place: Int) -> String {
        sanitized(scenario.title(ofStage: Int(answer.rungs[place].stage)), limit: 60)
    }
    let number = answer.rungs.count
    var sentence: String
    if let place = answer.standsAt {
        sentence =
            place == number - 1
            ? "The client has agreed to all \(count(number, "stage")): the deal stands at the last, \(title(place))."
            : "The deal stands at stage \(place + 1) of \(number), \(title(place))."
    } else {
        sentence =
            "The deal stands on nothing yet: the first of \(count(number, "stage")), \(title(0)), is \(stateWord(answer.rungs[0].state))."
    }
    if let weakest = answer.weakest, weakest != 0 || answer.standsAt != nil {
        sentence += " Its weakest rung is \(title(weakest)), which is \(stateWord(answer.rungs[weakest].state))."
    }
    guard let ask = answer.ask.first else { return sentence }
    let who = ask.of.map { sanitized(scenario.name(ofStakeholder: Int($0)), limit: 60) } ?? "the client"
    return sentence + " Ask \(who) next"
        + (ask.commitment == nil
            ? " for a first promise in \(stageTitle(ask, scenario))." : " for \(askTitle(ask, scenario)).")
}

/// A state in a sentence.
func stateWord(_ state: StageState) -> String {
    switch state {
    case .advanced: "advanced"
    case .begun: "begun, but not all agreed"
    case .oneSided: "one-sided: only the seller has promised anything"
    case .stalled: "stalled: the client has agreed to nothing"
    }
}

/// What is asked for.
func askTitle(_ ask: Ask, _ scenario: Scenario, limit: Int? = 60) -> String {
    ask.commitment.map { sanitized(scenario.title(ofCommitment: Int($0)), limit: limit) } ?? "a first promise"
}

func stageTitle(_ ask: Ask, _ scenario: Scenario) -> String {
    sanitized(scenario.title(ofStage: Int(ask.stage)), limit: 60)
}

/// Why something is asked for now, in a few words.
func askReason(_ ask: Ask, _ scenario: Scenario) -> String {
    guard let place = ask.commitment else {
        return "nobody of theirs has promised anything in \(stageTitle(ask, scenario))"
    }
    let isReleased = scenario.commitments[Int(place)].status == .released
    var parts = [
        isReleased
            ? "called off: ask for a new date" : ask.isReady ? "can be promised today" : "once what it needs is agreed"
    ]
    let effort = scenario.commitments[Int(place)].work ?? 0
    if effort > 0 { parts.append("\(days(effort)) of work") }
    if ask.opens > 0 { parts.append("\(count(ask.opens, "promise")) \(ask.opens == 1 ? "waits" : "wait") for it") }
    return parts.joined(separator: "; ")
}

/// How firm a commitment is, in a few words; empty where nobody says.
func firmnessRemark(_ place: CommitmentIndex, in scenario: Scenario) -> String {
    let firmness = scenario.commitments[Int(place)].firmness
    guard firmness > 0 else { return "" }
    return firmness <= weakFirmness ? "weak, firmness \(firmness)" : "firmness \(firmness)"
}

/// How things stand with a commitment of a ladder.
func ladderStatus(_ place: CommitmentIndex, in scenario: Scenario) -> String {
    let commitment = scenario.commitments[Int(place)]
    switch commitment.status {
    case .kept: return commitment.keptOn.map { "kept \($0.spoken)" } ?? "kept"
    case .agreed: return "agreed for \(commitment.due.spoken)"
    case .proposed: return "only proposed, \(commitment.due.spoken)"
    case .broken: return "broken"
    case .released: return commitment.due == .first ? "called off, no date" : "called off"
    }
}
