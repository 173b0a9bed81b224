import DominoAnalysis
import DominoScenario

/// What holds for every talk, whoever it is with.
let talkRules =
    "In every talk: the news first, then that you are sorry, then listen; options once they have said what it does to"
    + " them. See them or telephone, never write: tone does not travel by e-mail. Offer no date you might miss again."

/// How, by when and by whom they are told, as a clause: `In person, today, by Femke de Wit`.
func talkClause(_ talk: RenegotiationResult.Talk, of answer: RenegotiationResult, in scenario: Scenario) -> String {
    let way = talk.way == .inPerson ? "In person" : "By telephone"
    let day = answer.isUrgent(talk) ? answer.known : "by \(answer.brief(talk.tellBy))"
    let talker = talk.talker.map { ", from \(shortName($0, scenario))" } ?? ""
    let price =
        talk.silencePerDay >= 0.005
        ? "; each day of silence after that costs \(amount(talk.silencePerDay, scenario.currencyName))" : ""
    return "\(way), \(day)\(talker)\(price)."
}

/// What a stakeholder is called, made harmless.
func name(_ person: StakeholderIndex, _ scenario: Scenario) -> String {
    sanitized(scenario.name(ofStakeholder: Int(person)), limit: 60)
}

/// The name without what stands behind its first comma, mostly somebody's office.
func shortName(_ person: StakeholderIndex, _ scenario: Scenario) -> String {
    let whole = name(person, scenario)
    let short = whole.prefix { $0 != "," }
    return short.isEmpty ? whole : String(short)
}

/// The name of a plan among several: A, B, C.
func planName(_ place: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return place < letters.count ? String(letters[place]) : "\(place + 1)"
}

/// What a plan is made of: at most so many mitigations by name, the rest counted.
func planParts(_ plan: RenegotiationResult.Plan, limit: Int, _ scenario: Scenario) -> String {
    let names = plan.mitigations.prefix(limit).map { sanitized(scenario.title(ofMitigation: Int($0)), limit: 60) }
    let rest = plan.mitigations.count - names.count
    return names.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
}
