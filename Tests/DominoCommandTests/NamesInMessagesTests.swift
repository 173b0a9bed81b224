import DominoScenario
import Testing

@Suite("the nearest name is the one probably meant")
struct NearestNameTests {
    private static let ids = ["go-live", "data-extract", "store-launch", "trainer-a", "trainer-b", "a", "café"]

    @Test(
        "a near name is found, a far one is not",
        arguments: [
            ("go-lvie", "go-live"), ("go-liv", "go-live"), ("gо-live", "go-live"), ("go_live", "go-live"),
            ("data-extarct", "data-extract"), ("dta-extarct", "data-extract"), ("trainer-c", "trainer-a"),
            ("trainer-B", "trainer-b"), ("DATA-EXTRACT", "data-extract"), ("cafe", "café"), ("A", "a"), ("ab", "a"),
            ("b", nil), ("", nil), ("launch", nil), ("go", nil), ("exit-date", nil),
        ])
    func near(name: String, expected: String?) {
        #expect(nearestName(to: name, among: Self.ids) == expected)
    }

    @Test("of equally near names the first is taken, and a nearer one after it wins")
    func order() {
        #expect(nearestName(to: "trainer-x", among: ["trainer-b", "trainer-a"]) == "trainer-b")
        #expect(nearestName(to: "trainer-xy", among: ["trainer-b", "trainer-x"]) == "trainer-x")
        #expect(nearestName(to: "trainer-x", among: ["trainer-b", "trainer-x"]) == "trainer-x")
    }

    @Test("a huge name, and a hundred thousand candidates, are no trouble")
    func huge() {
        let name = String(repeating: "go-live", count: 150_000)
        #expect(nearestName(to: name, among: Self.ids) == nil)
        let long = String(repeating: "go-live", count: 1_000)
        #expect(nearestName(to: long, among: ["x" + long]) == "x" + long)
        let many = (0..<100_000).lazy.map { "commitment-\($0)" }
        #expect(nearestName(to: "commitmnet-99999", among: many) == "commitment-99999")
    }

    @Test("a limit overrides that of the length")
    func limit() {
        #expect(nearestName(to: "out", among: ["output"]) == nil)
        #expect(nearestName(to: "out", among: ["output"], within: 3) == "output")
    }

    @Test("the edits found are those of the whole matrix, on every pair of short words")
    func agreesWithReference() {
        let words = shortWords(of: ["a", "b", "c"], upTo: 4)
        var disagreements: [String] = []
        for one in words {
            for other in words {
                let edits = referenceEdits(Array(one), Array(other))
                let isNear = edits == 0 || edits <= 2 && edits < max(one.count, other.count)
                if (nearestName(to: one, among: [other], within: 2) != nil) != isNear {
                    disagreements.append("\(one) \(other) \(edits)")
                }
            }
        }
        #expect(disagreements == [])
    }

    private func shortWords(of letters: [String], upTo length: Int) -> [String] {
        var words = [""]
        var longest = words
        for _ in 0..<length {
            longest = longest.flatMap { word in letters.map { word + $0 } }
            words += longest
        }
        return words
    }

    /// Restricted Damerau-Levenshtein as it is defined, without bands or bounds.
    private func referenceEdits(_ one: [Character], _ other: [Character]) -> Int {
        var cells = [[Int]](repeating: Array(0...other.count), count: one.count + 1)
        for row in 0...one.count {
            for column in 0...other.count {
                guard row > 0, column > 0 else {
                    cells[row][column] = row + column
                    continue
                }
                let replaced = cells[row - 1][column - 1] + (one[row - 1] == other[column - 1] ? 0 : 1)
                cells[row][column] = min(replaced, cells[row - 1][column] + 1, cells[row][column - 1] + 1)
                guard row > 1, column > 1 else { continue }
                if one[row - 1] == other[column - 2], one[row - 2] == other[column - 1] {
                    cells[row][column] = min(cells[row][column], cells[row - 2][column - 2] + 1)
                }
            }
        }
        return cells[one.count][other.count]
    }
}

@Suite("nothing in a shown text can disturb the line it stands in")
struct ShownTests {
    @Test(
        "hostile characters are escaped, all others stay",
        arguments: [
            ("", ""), ("go-live", "go-live"), ("Ünï 日本 🎉 é", "Ünï 日本 🎉 é"), ("a\u{301}", "a\u{301}"),
            ("a\nb\tc\rd\r\n", "a\\nb\\tc\\rd\\r\\n"), ("\u{0}\u{1B}[2J\u{7}", "\\u{0}\\u{1B}[2J\\u{7}"),
            ("\u{7F}\u{80}\u{9B}\u{9F}\u{A0}", "\\u{7F}\\u{80}\\u{9B}\\u{9F}\u{A0}"),
            ("\u{202A}\u{202E}\u{2066}\u{2069}", "\\u{202A}\\u{202E}\\u{2066}\\u{2069}"),
            ("\u{200E}\u{200F}\u{61C}", "\\u{200E}\\u{200F}\\u{61C}"),
            ("\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}", "\\u{200B}\\u{200C}\\u{200D}\\u{2060}\\u{FEFF}"),
            ("\u{2028}\u{2029}\u{85}", "\\u{2028}\\u{2029}\\u{85}"),
            ("\u{E0001}\u{E0041}\u{E007F}", "\\u{E0001}\\u{E0041}\\u{E007F}"),
            ("\u{2010}\u{2027}\u{202F}\u{2070}", "\u{2010}\u{2027}\u{202F}\u{2070}"),
            ("\u{AD}\u{3164}\u{FFFD}", "\\u{AD}\\u{3164}\u{FFFD}"),
        ])
    func escaped(text: String, expected: String) {
        #expect(sanitized(text) == expected)
    }

    @Test(
        "a text is cut at its limit, never within an escape",
        arguments: [
            ("abc", 3, "abc"), ("abcd", 3, "abc…"), ("ab\n", 3, "ab…"), ("ab\n", 4, "ab\\n"),
            ("a\u{202E}b", 9, "a\\u{202E}…"),
            ("", 0, ""), ("a", 0, "…"), ("a\u{301}\u{301}\u{301}", 2, "a\u{301}…"),
        ])
    func cut(text: String, limit: Int, expected: String) {
        #expect(sanitized(text, limit: limit) == expected)
    }

    @Test("of a huge text only the beginning is looked at")
    func huge() {
        let text = String(repeating: "\u{1B}", count: 1 << 20)
        #expect(sanitized(text, limit: 80) == String(repeating: "\\u{1B}", count: 13) + "…")
    }
}
