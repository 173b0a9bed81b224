import DominoScenario
import Testing

/// A JSON text, and what is wrong with it: `code line:column`, in order. None for a good one.
private struct Reading: CustomTestStringConvertible, Sendable {
    let text: [UInt8]
    let problems: [String]

    init(_ text: String, _ problems: String...) {
        self.text = Array(text.utf8)
        self.problems = problems
    }

    init(bytes: [UInt8], _ problems: String...) {
        text = bytes
        self.problems = problems
    }

    var testDescription: String {
        let start = String(decoding: text.prefix(60), as: UTF8.self)
        return start.unicodeScalars.map { $0.isASCII && $0.value >= 0x20 ? String($0) : $0.escaped(asASCII: true) }
            .joined()
    }
}

/// The problems of a text as `code line:column`; `isRead` says whether there was a tree.
func jsonProblems(of text: [UInt8]) -> (found: [String], isRead: Bool) {
    var sources = SourceMap()
    // A file before and one after: offsets must not leak from one into the other.
    sources.append(path: "front.json", contents: Array("{ \"a\": [".utf8))
    let file = sources.append(path: "sample.json", contents: text)
    sources.append(path: "behind.json", contents: Array("\"]}".utf8))
    var diagnostics: [Diagnostic] = []
    let tree = parseJSON(file: file, in: sources, reporting: &diagnostics)
    let found = diagnostics.map { problem in
        guard let span = problem.span, let place = sources.position(of: span.start) else {
            return problem.code.rawValue
        }
        #expect(place.file == file && span.start <= span.end && sources.file(at: span.end) == file)
        return "\(problem.code.rawValue) \(place.line):\(place.column)"
    }
    return (found, tree != nil)
}

private func check(_ reading: Reading) {
    let (found, isRead) = jsonProblems(of: reading.text)
    #expect(found == reading.problems)
    #expect(isRead == reading.problems.isEmpty)
}

@Suite("the JSON reader")
struct JSONReaderTests {
    @Test(
        "reads every valid text",
        arguments: [
            Reading("{}"), Reading("[]"), Reading("\"\""), Reading("0"), Reading("null"), Reading("true"),
            Reading("false"),
            Reading(" \t\r\n { \"a\" : [ 1 , -2.5e+3 , 0e1 , -0 , 1E400 , 0.1E-7 ] }\n"),
            Reading("\u{FEFF}{\"a\":1}"), Reading("{\"a\":1,\"a\":2}"), Reading("{\"\":{}}"), Reading("[[],{},[[]]]"),
            Reading(#"["\"\\\/\b\f\n\r\t\u0000\u00e9\uD83D\uDE00"]"#), Reading("[\"grüße 日本 😀 \u{7F} \u{10FFFF}\"]"),
            Reading("[18446744073709551615]"),
        ])
    private func good(_ reading: Reading) { check(reading) }

    @Test(
        "points at what is not there",
        arguments: [
            Reading("", "json-empty 1:1"), Reading(" \n ", "json-empty 1:1"), Reading("\u{FEFF}", "json-empty 1:1"),
            Reading("\u{FEFF} \n", "json-empty 1:1"),
            Reading("[1, 2", "json-cut-off 1:6"), Reading("{\"a\": 1\n\n", "json-cut-off 1:8"),
            Reading("{", "json-cut-off 1:2"),
            Reading("{\"a\"", "json-cut-off 1:5"), Reading("{\"a\":", "json-cut-off 1:6"),
            Reading("[1,", "json-cut-off 1:4"),
            Reading("[\"abc", "json-cut-off 1:6"), Reading("[\"abc\\", "json-cut-off 1:7"),
            Reading("[\"a\\u12", "json-escape 1:4", "json-cut-off 1:8"),
            Reading("[tru", "json-literal 1:2", "json-cut-off 1:5"),
            Reading("{\"a\" 1}", "json-missing-colon 1:5"), Reading("{\"a\" = 1}", "json-missing-colon 1:6"),
            Reading("{\"a\" => 1}", "json-missing-colon 1:6"), Reading("{\"a\"}", "json-missing-colon 1:2"),
            Reading("{\"a\", \"b\": 1}", "json-missing-colon 1:2"), Reading("{\"a\": }", "json-missing-value 1:7"),
            Reading("{\"a\": , \"b\": 1}", "json-missing-value 1:7"),
            Reading("[1 2]", "json-missing-comma 1:3"), Reading("[1\n 2]", "json-missing-comma 1:3"),
            Reading("{\"a\": 1\n \"b\": 2}", "json-missing-comma 1:8"), Reading("[1; 2]", "json-missing-comma 1:3"),
            Reading("[{} {}]", "json-missing-comma 1:4"), Reading("[\"a\"\"b\"]", "json-missing-comma 1:5"),
            Reading("[1 # one\n, 2]", "json-comment 1:4"),
        ])
    private func missing(_ reading: Reading) { check(reading) }

    @Test(
        "points at what is there and should not be",
        arguments: [
            Reading("[1, 2,]", "json-trailing-comma 1:6"), Reading("{\"a\": 1,\n}", "json-trailing-comma 1:8"),
            Reading("[1,, 2]", "json-extra-comma 1:4"), Reading("[,1]", "json-extra-comma 1:2"),
            Reading("[1,,]", "json-extra-comma 1:4", "json-trailing-comma 1:3"),
            Reading("{} {}", "json-trailing-text 1:4"), Reading("1 2", "json-trailing-text 1:3"),
            Reading("{}}", "json-trailing-text 1:3"), Reading("{}\n{}\n", "json-trailing-text 2:1"),
            Reading("{} \0", "json-trailing-text 1:4"), Reading("[1}", "json-bracket 1:3"),
            Reading("{\"a\":[1}", "json-bracket 1:8"),
            Reading("{]", "json-bracket 1:2"), Reading("]", "json-unexpected 1:1"),
            Reading("<html>", "json-unexpected 1:1"),
            Reading("[\"a\": 1]", "json-unexpected 1:5"), Reading("{\"a\": 1: 2}", "json-unexpected 1:8"),
            Reading("{\"a\": \"he said \"hi\" there\"}", "json-unexpected 1:17"),
            Reading("[\0]", "json-unexpected 1:2"),
            Reading("[@]", "json-unexpected 1:2"), Reading("[1 @]", "json-unexpected 1:4"),
            Reading("{@}", "json-unexpected 1:2"),
            Reading("{1: 2}", "json-key 1:2"), Reading("{a: 2, b-c: 3}", "json-key 1:2", "json-key 1:8"),
            Reading("{{}}", "json-key 1:2"), Reading("{: 1}", "json-key 1:2"), Reading("{größe: 1}", "json-key 1:2"),
            Reading("// x\n{}", "json-comment 1:1"), Reading("{ /* x */ }", "json-comment 1:3"),
            Reading("{} # end", "json-comment 1:4"),
            Reading("{ /* x }", "json-comment 1:3"), Reading("// x", "json-comment 1:1"),
            Reading("[1/2]", "json-number 1:2"),
            Reading("[\u{A0}1]", "json-whitespace 1:2"), Reading("[1,\u{2028}\u{200B}2]", "json-whitespace 1:4"),
            Reading("[1]\u{0C}", "json-whitespace 1:4"),
            Reading(String(repeating: "[", count: 100_000), "json-nesting 1:129"),
            Reading(String(repeating: "{\"a\":", count: 100_000), "json-nesting 1:641"),
            Reading("[1" + String(repeating: "0", count: 1024) + "]", "json-number-too-long 1:2"),
        ])
    private func surplus(_ reading: Reading) { check(reading) }

    @Test(
        "explains wrong words and numbers",
        arguments: ["NaN", "Infinity", "True", "FALSE", "None", "undefined", "nil", "yes", "go live", "nulls", "Null"]
            .map { Reading("{\"a\": \($0), \"b\": 1}", "json-literal 1:7") }
            + [
                "+1", "01", "-01", "00", ".5", "-.5", "1.", "1.e5", "0x10", "1e", "1e+", "-", "--1", "1_000", "35%",
                "5d",
                "-Infinity", "-NaN", "2026-03-02", "2/3/2026", "2.3.2026", "1.2.3", "1e5.5", "1-2", "+Infinity",
            ].map { Reading("{\"a\": \($0), \"b\": 1}", "json-number 1:7") }
            + [Reading("{\"a\": 1,5, \"b\": 1}", "json-number 1:8"), Reading("[1.5.]", "json-number 1:2")])
    private func words(_ reading: Reading) { check(reading) }

    @Test(
        "checks what strings hold",
        arguments: [
            Reading("['a', \"b\"]", "json-quotes 1:2"), Reading("{'a': 'b'}", "json-quotes 1:2", "json-quotes 1:7"),
            Reading("[“a”]", "json-quotes 1:2"), Reading("[`a`]", "json-quotes 1:2"),
            Reading("['a\\'b']", "json-quotes 1:2"),
            Reading("['a\n']", "json-quotes 1:2"), Reading("[\"a\0b\"]", "json-control-character 1:4"),
            Reading("[\"a\tb\", \"\u{1B}[0m\"]", "json-control-character 1:4", "json-control-character 1:10"),
            Reading("[\"a\nb\"]", "json-string-open 1:2"), Reading("[\"a\\\nb\"]", "json-string-open 1:2"),
            Reading(#"["\x41"]"#, "json-escape 1:3"), Reading(#"["C:\Users"]"#, "json-escape 1:5"),
            Reading(#"["\u12", "\u12G4"]"#, "json-escape 1:3", "json-escape 1:11"),
            Reading(#"["\u{1F600}"]"#, "json-escape 1:3"),
            Reading(#"["\uD83D"]"#, "json-surrogate 1:3"), Reading(#"["\uDE00"]"#, "json-surrogate 1:3"),
            Reading(#"["\uD83D\uD83D\uDE00"]"#, "json-surrogate 1:3"), Reading(#"["\uD83Dx"]"#, "json-surrogate 1:3"),
            Reading(#"["\uD83D\u12"]"#, "json-surrogate 1:3", "json-escape 1:9"),
            Reading(#"["\é"]"#, "json-escape 1:3"),
            Reading("[\"\\\u{1}\"]", "json-escape 1:3", "json-control-character 1:4"),
        ])
    private func strings(_ reading: Reading) { check(reading) }

    @Test(
        "finds bytes that are not UTF-8",
        arguments: [
            [0x80], [0xBF], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xF0, 0x80, 0x80, 0xAF],
            [0xED, 0xA0, 0x80],
            [0xED, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE], [0xC3],
            [0xE2, 0x82],
            [0xF0, 0x9F, 0x98], [0xE9], [0xF8, 0x88, 0x80, 0x80],
        ])
    func invalidUTF8(_ bytes: [UInt8]) {
        let inString = jsonProblems(of: Array("[\n\"é".utf8) + bytes + Array("\"]".utf8))
        #expect(inString.found == ["json-invalid-utf8 2:3"])
        let outside = jsonProblems(of: Array("[\n".utf8) + bytes + Array(" 1]".utf8))
        #expect(outside.found == ["json-invalid-utf8 2:1"])
    }

    @Test(
        "recognises other encodings",
        arguments: [
            Reading(bytes: [0xFF, 0xFE] + wide("{}", by: 2), "json-encoding 1:1"),
            Reading(bytes: wide("{}", by: 2), "json-encoding 1:1"),
            Reading(bytes: [0xFE, 0xFF, 0] + wide("{}", by: 2), "json-encoding 1:1"),
            Reading(bytes: [0] + wide("{}", by: 2).dropLast(), "json-encoding 1:1"),
            Reading(bytes: wide("{}", by: 4), "json-encoding 1:1"),
            Reading(bytes: [0, 0, 0] + wide("{}", by: 4).dropLast(3), "json-encoding 1:1"),
            Reading(bytes: [0x50, 0x4B, 3, 4, 0], "json-encoding 1:1"),
            Reading(bytes: [0xFF, 0xFE], "json-encoding 1:1"),
        ])
    private func encodings(_ reading: Reading) { check(reading) }

    @Test("keeps its limits", arguments: [(-1, true), (0, true), (1, false)])
    func limits(_ surplus: Int, _ isRead: Bool) {
        let nested = String(repeating: "[", count: 128 + surplus) + String(repeating: "]", count: 128 + surplus)
        let string = "\"" + String(repeating: "a", count: 1_048_576 + surplus) + "\""
        let number = String(repeating: "1", count: 1024 + surplus)
        #expect(jsonProblems(of: Array(nested.utf8)).found == (isRead ? [] : ["json-nesting 1:129"]))
        #expect(jsonProblems(of: Array(string.utf8)).found == (isRead ? [] : ["json-string-too-long 1:1"]))
        #expect(jsonProblems(of: Array(number.utf8)).found == (isRead ? [] : ["json-number-too-long 1:1"]))
    }

    @Test("reports all problems at once, and at most a hundred")
    func many() {
        let text = "// scenario\n{ 'name': True,\n  \"days\": 1.,\n  \"a\": \"\\q\" \"b\": [1,,2,],\n}"
        #expect(
            jsonProblems(of: Array(text.utf8)).found == [
                "json-comment 1:1", "json-quotes 2:3", "json-literal 2:11", "json-number 3:11", "json-escape 4:9",
                "json-missing-comma 4:12", "json-extra-comma 4:21", "json-trailing-comma 4:23",
                "json-trailing-comma 4:25",
            ])
        let found = jsonProblems(of: Array(("[" + String(repeating: "+1,", count: 500) + "1]").utf8)).found
        #expect(found.count == 101)
        #expect(found.last?.hasPrefix("json-too-many-problems") == true)
    }

    @Test("shows where a bracket was opened")
    func related() throws {
        var sources = SourceMap()
        sources.append(path: "a.json", contents: Array("{\n \"a\": [\n 1, 2\n}".utf8))
        var diagnostics: [Diagnostic] = []
        #expect(parseJSON(file: 0, in: sources, reporting: &diagnostics) == nil)
        let problem = try #require(diagnostics.first)
        #expect(problem.message == "expected ] before this }")
        #expect(problem.related == [Related(span: Span(start: 8, end: 9), message: "[ was opened here")])
    }
}

/// ASCII text with `by - 1` zero bytes after each character.
private func wide(_ text: String, by width: Int) -> [UInt8] {
    text.utf8.flatMap { [$0] + [UInt8](repeating: 0, count: width - 1) }
}
