import DominoAnalysis
import DominoScenario

/// The answer of a what-if in one or two sentences, for people: what falls, what it costs whom, what telling is worth.
func whatIfSentence(_ answer: WhatIfResult, in scenario: Scenario, asOfIsToday: Bool) -> String {
    let opening = asOfIsToday ? "As of today, \(answer.question.asOf.spoken): " : ""
    let fallen = answer.sequence.count
    let subject = slipped(answer, scenario)
    guard fallen > 0 else {
        let cost = answer.score > 0 ? ", and yet it costs \(amount(answer.score, scenario.currencyName))" : ""
        return opening + "\(subject): nothing falls\(cost)." + toldClause(answer, scenario)
    }
    var sentence = opening + "\(subject): \(count(fallen, "commitment")) \(fallen == 1 ? "falls" : "fall")"
    if answer.score > 0 {
        sentence += " and it costs \(amount(answer.score, scenario.currencyName))"
        if let worst = worstHurt(answer), answer.stakeholders[worst].score < answer.score {
            sentence +=
                ", most of it borne by \(sanitized(scenario.name(ofStakeholder: worst), limit: 60)) "
                + "(\(grouped(answer.stakeholders[worst].score)))"
        } else if let worst = worstHurt(answer) {
            sentence += ", all of it borne by \(sanitized(scenario.name(ofStakeholder: worst), limit: 60))"
        }
    } else {
        sentence += ", at no cost"
    }
    // What was late already is no news: the first domino is the first that still stands today.
    let standing = answer.sequence.first { !scenario.commitments[Int($0)].status.isFact }
    if let first = standing ?? answer.sequence.first {
        let title = sanitized(scenario.title(ofCommitment: Int(first)), limit: 60)
        sentence += ". The first domino is \(title) on \(answer.commitments[Int(first)].due.spoken)"
    }
    return sentence + "." + toldClause(answer, scenario)
}

/// What slips, by how much, and under which plan.
private func slipped(_ answer: WhatIfResult, _ scenario: Scenario) -> String {
    let slips = answer.question.slips
    var subject: String
    if let slip = slips.first {
        subject = "If \(clause(slip, scenario))"
        if slips.count == 2 {
            subject += " and \(clause(slips[1], scenario))"
        } else if slips.count > 2 {
            subject += " and \(slips.count - 1) more slip"
        }
    } else {
        subject = "If all goes on as it stands"
    }
    let plan = answer.question.plan
    return plan.isEmpty ? subject : subject + ", with " + planClause(plan, scenario)
}

/// What telling saves, or would save today.
private func toldClause(_ answer: WhatIfResult, _ scenario: Scenario) -> String {
    if let day = answer.question.toldOn {
        let saved = answer.silentScore - answer.score
        guard saved >= 0.005 else { return "" }
        return " Telling on \(day.spoken) has saved \(amount(saved, scenario.currencyName))."
    }
    let saved = answer.score - answer.toldTodayScore
    guard saved >= 0.005 else { return "" }
    return " Telling today, \(answer.question.asOf.spoken), saves \(amount(saved, scenario.currencyName))."
}

/// The stakeholder who bears most; nil if nobody bears anything.
private func worstHurt(_ answer: WhatIfResult) -> Int? {
    let worst = answer.stakeholders.indices.max { answer.stakeholders[$0].score < answer.stakeholders[$1].score }
    return worst.flatMap { answer.stakeholders[$0].score > 0 ? $0 : nil }
}
