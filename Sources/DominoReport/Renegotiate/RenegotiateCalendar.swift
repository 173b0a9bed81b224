import DominoAnalysis
import DominoScenario

/// A renegotiation as an iCalendar object (RFC 5545): a day for each talk, on the last day to have it, with the brief.
///
/// The same question gives the same bytes, and the same scenario the same identifiers: what is imported anew replaces
/// what was there. The stamp is midnight of the day it is asked on, since no clock is read here.
/// - Parameter version: of the command, which the object names.
package func calendar(of answered: Answered<RenegotiationResult>, version: String) -> String {
    var calendar = CalendarText()
    calendar.line("BEGIN", "VCALENDAR")
    calendar.line("VERSION", "2.0")
    calendar.textLine("PRODID", "-//Domino//domino \(SafeText(sanitizing: version))//EN")
    calendar.line("CALSCALE", "GREGORIAN")
    calendar.line("METHOD", "PUBLISH")
    for talk in answered.answer.talks where talk.route != .own { answered.write(talk, into: &calendar) }
    calendar.line("END", "VCALENDAR")
    return calendar.text
}

extension Answered<RenegotiationResult> {
    fileprivate func write(_ talk: RenegotiationResult.Talk, into calendar: inout CalendarText) {
        let about: SafeText = talk.commitment.map { ": \(names.title(of: $0, limit: sentenceLimit))" } ?? ""
        let lines = [talkClause(talk)] + brief(for: talk).map { $0.labelled }
        calendar.line("BEGIN", "VEVENT")
        calendar.line("UID", identifier(of: talk))
        calendar.line("DTSTAMP", basic(answer.question.asOf) + "T000000Z")
        calendar.line("DTSTART;VALUE=DATE", basic(talk.tellBy))
        calendar.line("DTEND;VALUE=DATE", basic(Day(number: talk.tellBy.number + 1)))
        calendar.textLine("SUMMARY", "\(summary(talk))\(about)")
        calendar.textLine("DESCRIPTION", lines.joined(separator: "\n"))
        // A day to remember something on is not a day taken.
        calendar.line("TRANSP", "TRANSPARENT")
        calendar.line("BEGIN", "VALARM")
        calendar.line("ACTION", "DISPLAY")
        calendar.textLine("DESCRIPTION", summary(talk))
        // Eight in the morning of the day itself.
        calendar.line("TRIGGER", "PT8H")
        calendar.line("END", "VALARM")
        calendar.line("END", "VEVENT")
    }

    /// What to do, in a few words.
    private func summary(_ talk: RenegotiationResult.Talk) -> SafeText {
        let person = names.shortName(of: talk.person)
        if talk.route == .through, let talker = talk.talker { return "\(names.shortName(of: talker)) tells \(person)" }
        switch talk.way {
        case .inPerson: return "See \(person)"
        case .telephone: return "Call \(person)"
        case .announcement: return "Announce it to \(person)"
        }
    }

    /// What stays the same however dates, names and figures change: the scenario, its root, and the person.
    private func identifier(of talk: RenegotiationResult.Talk) -> String {
        var hash = SHA256()
        let scenario = names.scenario
        for part in [scenario.string(scenario.name), scenario.root.map { names.id($0) } ?? "", names.id(talk.person)] {
            // A length before each: no two lists of parts are the same bytes.
            hash.update(Array("\(part.utf8.count):".utf8) + Array(part.utf8))
        }
        return hash.hexadecimal().prefix(32) + "@domino"
    }
}

extension Item {
    /// What it says behind its label.
    var labelled: SafeText {
        guard case .label(let label) = mark else { return text }
        return "\(label): \(text)"
    }
}

/// `20260601`.
private func basic(_ day: Day) -> String { day.description.split(separator: "-").joined() }

/// An iCalendar object being written (RFC 5545): content lines that end in CR LF, folded at 75 octets.
struct CalendarText {
    private(set) var text = ""

    /// A line whose value is written as it is: dates, durations, enumerated values.
    mutating func line(_ name: String, _ value: String) { fold("\(name):\(value)") }

    /// A line whose value is text: backslash, semicolon, comma and line breaks are escaped (section 3.3.11).
    mutating func textLine(_ name: String, _ value: SafeText) { fold("\(name):\(calendarEscaped(value.string))") }

    /// Lines of at most 75 octets without their end; what is folded goes on behind a space (section 3.1). A character
    /// is never cut in two, whether it is of several bytes or of several scalars.
    private mutating func fold(_ line: String) {
        var octets = 0
        for character in line {
            let bytes = character.utf8.count
            if octets + bytes > 75, octets > 1 {
                text += "\r\n "
                octets = 1
            }
            if octets + bytes <= 75 {
                text.append(character)
                octets += bytes
                continue
            }
            // A single character may be longer than a line: a letter with a hundred marks.
            for scalar in character.unicodeScalars {
                if octets + scalar.utf8.count > 75 {
                    text += "\r\n "
                    octets = 1
                }
                text.unicodeScalars.append(scalar)
                octets += scalar.utf8.count
            }
        }
        text += "\r\n"
    }
}

/// A text value, with nothing in it that ends it, or the line.
///
/// Control characters have no place in a text value, but for the line break, which is `\n` (section 3.1, TSAFE-CHAR).
func calendarEscaped(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\", ";", ",":
            output += "\\"
            output.unicodeScalars.append(scalar)
        case "\n": output += "\\n"
        case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): continue
        default: output.unicodeScalars.append(scalar)
        }
    }
    return output
}
