import Testing

@testable import DominoReport

/// The content lines of an iCalendar text, unfolded (RFC 5545, section 3.1): a reader of our own, which knows no more.
func contentLines(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    var unfolded: [UInt8] = []
    var place = 0
    while place < bytes.count {
        if bytes[place...].starts(with: [13, 10, 32]) || bytes[place...].starts(with: [13, 10, 9]) {
            place += 3
        } else {
            unfolded.append(bytes[place])
            place += 1
        }
    }
    let lines = unfolded.split(separator: 10, omittingEmptySubsequences: false).map { line in
        String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
    }
    return lines.last == "" ? lines.dropLast() : lines
}

/// A text value as it was before it was escaped (section 3.3.11).
func unescapedText(_ value: String) -> String {
    var text = ""
    var isEscaped = false
    for scalar in value.unicodeScalars {
        if isEscaped {
            text.unicodeScalars.append(scalar == "n" || scalar == "N" ? "\n" : scalar)
            isEscaped = false
        } else if scalar == "\\" {
            isEscaped = true
        } else {
            text.unicodeScalars.append(scalar)
        }
    }
    return text
}

@Suite("An iCalendar text")
struct CalendarTextTests {
    private func written(_ value: String) -> String {
        var calendar = CalendarText()
        calendar.textLine("SUMMARY", SafeText(trusted: value))
        return calendar.text
    }

    static let values =
        [
            "", "a", "See Dana; call Lee, then \\ rest", "one\ntwo\n", String(repeating: "x", count: 300),
            String(repeating: "é", count: 200), String(repeating: "日本語", count: 60), String(repeating: "👩‍👩‍👧", count: 40),
            "e" + String(repeating: "\u{301}", count: 200), String(repeating: ",", count: 100),
        ] + (55...80).map { String(repeating: "a", count: $0) + "ü👍" }

    @Test("comes back as it was, whatever is in it", arguments: values)
    func roundTrip(_ value: String) {
        let lines = contentLines(written(value))
        #expect(lines.count == 1)
        #expect(lines.first.map { unescapedText(String($0.dropFirst("SUMMARY:".count))) } == value)
    }

    @Test("has lines of at most 75 octets that end in CR LF, and no character cut in two", arguments: values)
    func folding(_ value: String) {
        let bytes = Array(written(value).utf8)
        #expect(bytes.suffix(2) == [13, 10])
        var line: [UInt8] = []
        for (place, byte) in bytes.enumerated() {
            if byte == 10 { #expect(place > 0 && bytes[place - 1] == 13, "a line feed without its return") }
            if byte == 13 { #expect(place + 1 < bytes.count && bytes[place + 1] == 10, "a return without its feed") }
            line.append(byte)
            guard byte == 10 else { continue }
            #expect(line.count - 2 <= 75)
            #expect(String(validating: line, as: UTF8.self) != nil, "cut within a character")
            line = []
        }
    }

    @Test("holds no control character, and no line but its own, whatever a name says")
    func injection() {
        let text = written("x\r\nEND:VEVENT\r\nATTENDEE:mailto:a@example.com\u{0}\u{7}\u{1B}[2J\u{85}\t")
        #expect(contentLines(text) == ["SUMMARY:x\\nEND:VEVENT\\nATTENDEE:mailto:a@example.com[2J"])
        #expect(!text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\r" && $0 != "\n") || $0.value == 0x85 })
    }
}
