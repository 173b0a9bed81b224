import DominoScenario
import Testing

@Suite("a JSON tree")
struct JSONTreeTests {
    @Test("holds keys and values in order, with spans and the way past each")
    func structure() throws {
        let (sources, tree) = try read(#"{ "a": [1, true], "b": {"c": null}, "d": "é" }"#)
        let rows = tree.nodes.map { node in
            let text = sources.string(Text(start: node.start, length: node.end - node.start))
            return "\(node.kind) \(node.next) \(text)"
        }
        #expect(
            rows == [
                #"object 11 { "a": [1, true], "b": {"c": null}, "d": "é" }"#, #"string 2 "a""#, "array 5 [1, true]",
                "number 4 1",
                "true 5 true", #"string 6 "b""#, #"object 9 {"c": null}"#, #"string 8 "c""#, "null 9 null",
                #"string 10 "d""#,
                #"string 11 "é""#,
            ])
        #expect(MemoryLayout<JSONNode>.stride == 16)
    }

    @Test(
        "reads strings right",
        arguments: [
            (#""""#, ""), (#""plain""#, "plain"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#""\u0041\u00e9\u20AC\uD83D\uDE00\uDBFF\uDFFF\u0000""#, "Aé€😀\u{10FFFF}\0"), (#""a\u0041é\n""#, "aAé\n"),
        ])
    func strings(_ written: String, _ meant: String) throws {
        var (sources, tree) = try read(written)
        let text = sources.text(of: tree[0])
        #expect(Array(sources.string(text).utf8) == Array(meant.utf8))
        #expect(tree[0].flags.contains(.escaped) == written.contains("\\"))
    }

    @Test(
        "reads whole numbers exactly, or not at all",
        arguments: [
            ("0", 0), ("7", 7), ("18446744073709551615", UInt64.max), ("18446744073709551616", nil), ("-1", nil),
            ("-0", nil),
            ("1.0", nil), ("1e3", nil), ("99999999999999999999999999", nil),
        ] as [(String, UInt64?)])
    func integers(_ written: String, _ meant: UInt64?) throws {
        let (sources, tree) = try read(written)
        #expect(sources.integer(tree[0]) == meant)
    }

    @Test("reads numbers as the standard library does, to the bit")
    func numbers() throws {
        var tokens = [
            "0", "-0", "0e1", "-0.0e-5", "1E400", "-1E400", "1e-400", "5e-324", "2.4703282292062327e-324",
            "9007199254740991",
            "9007199254740992", "9007199254740993", "9007199254740991e22", "9007199254740991e-22", "1e22", "1e23",
            "1e-22", "1e-23",
            "0.1", "1.7976931348623157e308", "1.7976931348623159e308",
            "0.000000000000000000000000000000000000000000001",
            "1e9999999999999999999999999999999999999", "1e-9999999999999999999999999999999999999",
            "0e999999999999999999999999999",
            "123456789012345678901234567890", "0.30000000000000004", "8.5e-1", "100000000000000000000000",
        ]
        var random = RandomTokens(state: 42)
        while tokens.count < 100_000 { tokens.append(random.token()) }
        var (sources, tree) = try read("[" + tokens.joined(separator: ",") + "]")
        try #require(tree.nodes.count == tokens.count + 1)
        for (index, token) in tokens.enumerated() {
            let value = sources.number(tree[index + 1])
            let meant = try #require(Double(token))
            if value.bitPattern != meant.bitPattern { Issue.record("\(token) was read as \(value)") }
        }
        (sources, tree) = try read("1E400")
        #expect(sources.number(tree[0]) == .infinity)
    }

    private func read(_ text: String) throws -> (SourceMap, JSONTree) {
        var sources = SourceMap()
        let file = sources.append(path: "a.json", contents: Array(text.utf8))
        var diagnostics: [Diagnostic] = []
        return (sources, try #require(parseJSON(file: file, in: sources, reporting: &diagnostics)))
    }
}

/// SplitMix64: the same random numbers everywhere.
struct RandomTokens: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A JSON number of any shape: short ones as people write them, and long ones.
    mutating func token() -> String {
        let whole =
            Int.random(in: 0..<4, using: &self) == 0 ? next() >> 8 : UInt64.random(in: 0..<100_000, using: &self)
        var token = (Bool.random(using: &self) ? "-" : "") + String(whole)
        if Bool.random(using: &self) { token += "." + String(next() >> UInt64.random(in: 1..<60, using: &self)) }
        if Int.random(in: 0..<3, using: &self) == 0 { token += "e" + String(Int.random(in: -330...310, using: &self)) }
        return token
    }
}
