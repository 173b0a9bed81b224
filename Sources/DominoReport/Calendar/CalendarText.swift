/// An iCalendar object being written (RFC 5545): content lines that end in CR LF, folded at 75 octets.
struct CalendarText {
    private(set) var text = ""

    /// A line whose value is written as it is: dates, durations, enumerated values.
    mutating func line(_ name: String, _ value: String) { fold("\(name):\(value)") }

    /// A line whose value is text: backslash, semicolon, comma and line breaks are escaped (section 3.3.11).
    mutating func textLine(_ name: String, _ value: String) { fold("\(name):\(calendarEscaped(value))") }

    /// Lines of at most 75 octets without their end; what is folded goes on behind a space (section 3.1). A character is
    /// never cut in two, whether it is of several bytes or of several scalars.
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
