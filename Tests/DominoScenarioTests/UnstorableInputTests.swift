import Testing

@testable import DominoScenario

@Suite("Bytes that no editor shows")
struct UnstorableInputTests {
    /// A scenario whose name holds these bytes from line 1, column 28 on.
    private static func named(_ bytes: [UInt8]) -> [UInt8] {
        let text = scenarioText(name: "|", [commitmentText("go-live")])
        let parts = text.utf8.split(separator: UInt8(ascii: "|"), maxSplits: 1)
        return Array(parts[0]) + bytes + Array(parts[1])
    }

    @Test(
        "in a text are refused at their place",
        arguments: [
            ("a continuation alone", [0x80], ["json-invalid-utf8 1:25"]),
            ("a continuation behind a letter", [0x61, 0xBF], ["json-invalid-utf8 1:26"]),
            ("an overlong slash", [0xC0, 0xAF], ["json-invalid-utf8 1:25"]),
            ("an overlong slash of three bytes", [0xE0, 0x80, 0xAF], ["json-invalid-utf8 1:25"]),
            ("an overlong slash of four bytes", [0xF0, 0x80, 0x80, 0xAF], ["json-invalid-utf8 1:25"]),
            ("half of a surrogate pair", [0xED, 0xA0, 0x80], ["json-invalid-utf8 1:25"]),
            ("above the last character", [0xF4, 0x90, 0x80, 0x80], ["json-invalid-utf8 1:25"]),
            ("never used", [0xF8, 0xFF], ["json-invalid-utf8 1:25", "json-invalid-utf8 1:26"]),
            ("a character cut short", [0xE2, 0x82], ["json-invalid-utf8 1:25"]),
            ("Latin-1", [0x43, 0x61, 0x66, 0xE9], ["json-invalid-utf8 1:28"]),
            ("a zero byte", [0x00], ["json-control-character 1:25"]),
            ("an escape sequence", [0x1B, 0x5B, 0x32, 0x4A], ["json-control-character 1:25"]),
            ("a line break", [0x0A], ["json-string-open 1:24"]),
            ("a delete", [0x7F], []),
            ("a C1 control", [0xC2, 0x9B], []),
            ("the last character", [0xF4, 0x8F, 0xBF, 0xBF], []),
        ] as [(String, [UInt8], [String])])
    func inText(_ name: String, _ bytes: [UInt8], _ expected: [String]) {
        #expect(problems(of: load(bytes: Self.named(bytes))) == expected)
    }

    @Test("of another encoding than UTF-8 are recognised", arguments: [1, 2, 3, 4, 5, 6])
    func encodings(_ number: Int) {
        let text = Array(scenarioText([commitmentText("go-live")]).utf8)
        let bytes: [UInt8] =
            switch number {
            case 1: [0xFF, 0xFE] + text.flatMap { [$0, 0] }
            case 2: [0xFE, 0xFF] + text.flatMap { [0, $0] }
            case 3: text.flatMap { [$0, 0] }
            case 4: text.flatMap { [0, $0] }
            case 5: [0xFF, 0xFE, 0, 0] + text.flatMap { [$0, 0, 0, 0] }
            default: [0, 0, 0xFE, 0xFF] + text.flatMap { [0, 0, 0, $0] }
            }
        let loaded = load(bytes: bytes)
        #expect(problems(of: loaded) == ["json-encoding 1:1"])
        #expect(loaded.diagnostics.first?.message == "this file looks like UTF-\(number < 5 ? 16 : 32)")
        #expect(loaded.diagnostics.first?.hint == "save it as UTF-8")
    }

    @Test("between the values are refused, but for a mark in front and any line end", arguments: ["\r\n", "\r", "\n"])
    func lineEnds(_ end: String) {
        let text = scenarioText([commitmentText("go-live")]).split(separator: "\n").joined(separator: end)
        #expect(load(text).scenario != nil)
        #expect(load("\u{FEFF}" + text).scenario != nil)
        #expect(problems(of: load("\u{FEFF}\u{FEFF}" + text)) == ["json-whitespace 1:1"])
        #expect(problems(of: load(text + "\0")) == ["json-trailing-text 3:4"])
        #expect(problems(of: load("\0" + text)).count == 1)
    }

    @Test("that end too soon never give a scenario, wherever that is")
    func cutOff() {
        let text = Array(starterScenario(asOf: Day(year: 2026, month: 2, day: 2)).utf8)
        #expect(load(bytes: text).scenario != nil)
        let end = text.lastIndex(of: UInt8(ascii: "}")) ?? 0
        for length in 0...end {
            let loaded = load(bytes: Array(text.prefix(length)))
            if loaded.scenario != nil || !loaded.hasErrors { Issue.record("\(length) bytes were read") }
        }
    }

    @Test(
        "are no trouble in great numbers",
        arguments: ["[", "{\"a\":", "\"", "\\", "[,", "-", "/*", "'", "\u{A0}", "\0"])
    func many(_ piece: String) {
        let loaded = load(String(repeating: piece, count: 100_000))
        #expect(loaded.scenario == nil)
        #expect((1...101).contains(loaded.diagnostics.count))
    }
}
