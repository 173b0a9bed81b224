import DominoAnalysis
import DominoScenario

/// A renegotiation as an iCalendar object (RFC 5545): a day for each talk, on the last day to have it, with the brief.
///
/// The same question gives the same bytes, and the same scenario the same identifiers: what is imported anew replaces what
/// was there. The stamp is midnight of the day it is asked on, since no clock is read here.
/// - Parameter version: of the command, which the object names.
public func renegotiateCalendar(_ answer: RenegotiationResult, in scenario: Scenario, version: String) -> String {
    var calendar = CalendarText()
    calendar.line("BEGIN", "VCALENDAR")
    calendar.line("VERSION", "2.0")
    calendar.textLine("PRODID", "-//Domino//domino \(version)//EN")
    calendar.line("CALSCALE", "GREGORIAN")
    calendar.line("METHOD", "PUBLISH")
    for talk in answer.talks where talk.route != .own { write(talk, of: answer, in: scenario, into: &calendar) }
    calendar.line("END", "VCALENDAR")
    return calendar.text
}

private func write(
    _ talk: RenegotiationResult.Talk, of answer: RenegotiationResult, in scenario: Scenario,
    into calendar: inout CalendarText
) {
    let person = shortName(talk.person, scenario)
    let about = talk.commitment.map { sanitized(scenario.title(ofCommitment: Int($0)), limit: 60) }
    var lines = [talkClause(talk, of: answer, in: scenario)]
    lines += brief(for: talk, of: answer, in: scenario).map { "\($0.label): \($0.text)" }
    calendar.line("BEGIN", "VEVENT")
    calendar.line("UID", identifier(of: talk, in: scenario))
    calendar.line("DTSTAMP", basic(answer.question.asOf) + "T000000Z")
    calendar.line("DTSTART;VALUE=DATE", basic(talk.tellBy))
    calendar.line("DTEND;VALUE=DATE", basic(Day(number: talk.tellBy.number + 1)))
    calendar.textLine("SUMMARY", summary(talk, person, scenario) + (about.map { ": \($0)" } ?? ""))
    calendar.textLine("DESCRIPTION", lines.joined(separator: "\n"))
    // A day to remember something on is not a day taken.
    calendar.line("TRANSP", "TRANSPARENT")
    calendar.line("BEGIN", "VALARM")
    calendar.line("ACTION", "DISPLAY")
    calendar.textLine("DESCRIPTION", summary(talk, person, scenario))
    // Eight in the morning of the day itself.
    calendar.line("TRIGGER", "PT8H")
    calendar.line("END", "VALARM")
    calendar.line("END", "VEVENT")
}

/// What to do, in a few words.
private func summary(_ talk: RenegotiationResult.Talk, _ person: String, _ scenario: Scenario) -> String {
    if talk.route == .through, let talker = talk.talker {
        return "\(shortName(talker, scenario)) tells \(person)"
    }
    return (talk.way == .inPerson ? "See " : "Telephone ") + person
}

/// `20260601`.
private func basic(_ day: Day) -> String { day.description.split(separator: "-").joined() }

/// What stays the same however dates, names and figures change: the scenario, its root, and the person.
private func identifier(of talk: RenegotiationResult.Talk, in scenario: Scenario) -> String {
    var hash = SHA256()
    let root = scenario.root.map { scenario.id(ofCommitment: $0) } ?? ""
    for part in [scenario.string(scenario.name), root, scenario.string(scenario.stakeholders[Int(talk.person)].id)] {
        // A length before each: no two lists of parts are the same bytes.
        hash.update(Array("\(part.utf8.count):".utf8) + Array(part.utf8))
    }
    return hash.hexadecimal().prefix(32) + "@domino"
}
