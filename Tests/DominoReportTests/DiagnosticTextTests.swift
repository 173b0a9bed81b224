import DominoScenario
import Testing

@testable import DominoReport

/// A map with files, and problems at the first place of some words in them.
struct Page {
    var sources = SourceMap()
    var diagnostics: [Diagnostic] = []

    init(_ files: (path: String, text: String)...) {
        for file in files { sources.append(path: file.path, contents: Array(file.text.utf8)) }
    }

    /// The span of the first `words` in a file.
    func span(_ words: String, file: Int = 0) -> Span {
        let start = Int(sources.files[file].start)
        let bytes = Array(words.utf8)
        let last = Int(sources.files[file].end) - bytes.count
        let place = (start...last).first { Array(sources.bytes[$0..<$0 + bytes.count]) == bytes } ?? start
        return Span(start: UInt32(place), end: UInt32(place + bytes.count))
    }

    mutating func add(
        _ code: DiagnosticCode, _ words: String, file: Int = 0, _ message: String, hint: String? = nil,
        related: [Related] = []
    ) {
        diagnostics.append(Diagnostic(code, at: span(words, file: file), message, hint: hint, related: related))
    }

    func text(width: Int = 100, color: Bool = false) -> String {
        diagnosticText(diagnostics, of: sources, width: width, color: color)
    }
}

@Suite("diagnostics as text")
struct DiagnosticTextTests {
    @Test("say where, what, and what next")
    func shape() {
        var page = Page((path: "go-live.json", text: "{\n      \"needs\": [ { \"commitment\": \"go-lvie\" } ],\n}"))
        page.add(.jsonKey, "\"go-lvie\"", "no commitment has the id \"go-lvie\"", hint: "did you mean \"go-live\"?")
        #expect(
            page.text() == """
                go-live.json:2:34: error: no commitment has the id "go-lvie" [json-key]
                    2 |       "needs": [ { "commitment": "go-lvie" } ],
                      |                                  ^~~~~~~~~
                   help: did you mean "go-live"?

                """)
        #expect(
            page.text(color: true).hasPrefix(
                "\u{1B}[1mgo-live.json:2:34:\u{1B}[0m \u{1B}[1;31merror:\u{1B}[0m \u{1B}[1mno commitment"))
    }

    @Test("show related places, in other files too")
    func related() {
        var page = Page((path: "a.json", text: "[1,\n2}"), (path: "b.json", text: "[7]"))
        let related = [
            Related(span: page.span("["), message: "[ was opened here"),
            Related(span: page.span("7", file: 1), message: "seven"),
        ]
        page.add(.jsonBracket, "}", "] should come before this }", related: related)
        #expect(
            page.text() == """
                a.json:2:2: error: ] should come before this } [json-bracket]
                    2 | 2}
                      |  ^
                a.json:1:1: note: [ was opened here
                    1 | [1,
                      | ^
                b.json:1:2: note: seven
                    1 | [7]
                      |  ^

                """)
    }

    @Test("stand in the order of files and places, those without a place first")
    func order() {
        var page = Page((path: "a.json", text: "1 2 3"), (path: "b.json", text: "4 5"))
        page.add(.jsonKey, "5", file: 1, "five")
        page.add(.jsonKey, "3", "three")
        page.add(.jsonKey, "1", "one")
        page.add(.jsonNumber, "1", "one again")
        page.diagnostics.append(Diagnostic(.fileTooLarge, path: "b.json", "too large"))
        page.diagnostics.append(Diagnostic(.fileTooLarge, path: "c.json", "too large too"))
        let heads = page.text().split(separator: "\n").filter { $0.contains("error") }
        #expect(
            heads == [
                "c.json: error: too large too [file-too-large]", "a.json:1:1: error: one [json-key]",
                "a.json:1:1: error: one again [json-number]", "a.json:1:5: error: three [json-key]",
                "b.json: error: too large [file-too-large]", "b.json:1:3: error: five [json-key]",
            ])
    }

    @Test("count what is beyond a hundred of one code")
    func many() {
        var page = Page((path: "a.json", text: "1 2"))
        for _ in 0..<123 { page.add(.jsonKey, "1", "one") }
        page.add(.jsonNumber, "2", "two")
        let lines = page.text().split(separator: "\n")
        #expect(lines.count == 101 * 3 + 1)
        #expect(lines.last == "and 23 more like this [json-key]")
    }

    @Test(
        "keep the caret under its place, whatever the line holds",
        arguments: [
            ("ab X", "ab X", "   ^"), ("\t\tX", "        X", "        ^"), ("日本X", "日本X", "    ^"),
            ("e\u{301}X", "e\u{301}X", " ^"), ("😀X", "😀X", "  ^"), ("\u{1B}[31mX", "␛[31mX", "     ^"),
            ("\u{202E}X", "\u{FFFD}X", " ^"), ("a\u{200B}X", "a\u{FFFD}X", "  ^"),
            ("\u{9B}\u{7F}\0X", "\u{FFFD}␡␀X", "   ^"),
            ("X\r", "X", "^"), ("\u{FEFF}X", "X", "^"),
        ])
    func alignment(_ line: String, _ shownLine: String, _ caret: String) {
        var page = Page((path: "a.json", text: line + "\nnext"))
        page.add(.jsonKey, "X", "x")
        #expect(page.text().split(separator: "\n").dropFirst() == ["    1 | \(shownLine)", "      | \(caret)"])
    }

    @Test("keep the caret under its place behind bytes that are not UTF-8")
    func invalidUTF8() {
        var page = Page()
        page.sources.append(path: "a.json", contents: [0x22, 0xE9, 0xE2, 0x82, 0x80, 0x80, 0x58])
        page.add(.jsonKey, "X", "x")
        #expect(page.text().hasSuffix("    1 | \"\u{FFFD}\u{2080}\u{FFFD}X\n      |     ^\n"))
    }

    @Test("cut long lines around the caret", arguments: [0, 1, 20, 55, 60, 200, 500, 979, 998])
    func longLines(_ place: Int) throws {
        let text = String(repeating: "=", count: place) + "X" + String(repeating: "-", count: 999 - place)
        var page = Page((path: "a.json", text: text))
        page.add(.jsonKey, "X", "x")
        let lines = page.text(width: 60).split(separator: "\n").map(Array.init)
        try #require(lines.count == 3)
        #expect(lines[1].count <= 60 && lines[1].count > 50)
        let caret = try #require(lines[2].firstIndex(of: "^"))
        #expect(lines[1][caret] == "X")
        #expect((String(lines[1].suffix(3)) == "...") == (place < 970))
        #expect(lines[1].dropFirst(8).starts(with: "...") == (place > 30))
    }

    @Test("underline the first line of a span alone, and something where nothing is")
    func spans() {
        var page = Page((path: "a.json", text: "[ 1,\n  2 ]\n"))
        page.add(.jsonKey, "[ 1,\n  2 ]", "both lines")
        let end = page.sources.files[0].end
        page.diagnostics.append(Diagnostic(.jsonCutOff, at: Span(start: end, end: end), "the end"))
        let text = page.text()
        #expect(text.contains("    1 | [ 1,\n      | ^~~~\n"))
        #expect(text.hasSuffix("a.json:3:1: error: the end [json-cut-off]\n    3 |\n      | ^\n"))
    }

    @Test("let no text from outside reach the terminal as it is")
    func injection() {
        var page = Page((path: "::error::\u{1B}]0;x\u{7}.json", text: "x"))
        page.add(.jsonKey, "x", "a\u{1B}[2J\nb", hint: "\u{202E}c\rd")
        let text = page.text()
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value < 0x7F) })
        #expect(text.hasPrefix("./::error::"))
        #expect(text.split(separator: "\n").count == 4)
    }

    @Test("take time by the line, not by the file")
    func fast() {
        // 2,000 problems of 100 codes would take minutes if each read the file anew.
        var page = Page((path: "a.json", text: String(repeating: "{\"a\": 1},", count: 100_000)))
        let codes = DiagnosticCode.allCases
        for index in 0..<2000 {
            let start = UInt32(index * 400)
            page.diagnostics.append(
                Diagnostic(codes[index % codes.count], at: Span(start: start, end: start + 3), "message \(index)"))
        }
        #expect(page.text().utf8.count > 100_000)
    }
}
