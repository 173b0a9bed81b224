import Testing

@testable import DominoScenario

@Suite("a source map")
struct SourceMapTests {
    @Test(
        "counts lines and columns as an editor does",
        arguments: [
            ("", 0, 1, 1), ("ab", 0, 1, 1), ("ab", 1, 1, 2), ("ab", 2, 1, 3), ("a\nb", 1, 1, 2), ("a\nb", 2, 2, 1),
            ("a\n", 2, 2, 1),
            ("a\r\nb", 2, 1, 3), ("a\r\nb", 3, 2, 1), ("a\rb", 2, 2, 1), ("a\r\rb", 3, 3, 1), ("é日😀x", 2, 1, 2),
            ("é日😀x", 9, 1, 4),
            ("\u{FEFF}ab", 0, 1, 1), ("\u{FEFF}ab", 3, 1, 1), ("\u{FEFF}ab", 4, 1, 2),
        ])
    func positions(_ text: String, _ offset: UInt32, _ line: Int, _ column: Int) {
        var sources = SourceMap()
        sources.append(path: "other.json", contents: Array("x\ny\n".utf8))
        let file = sources.append(path: "a.json", contents: Array(text.utf8))
        let place = sources.position(of: sources.files[file].start + offset)
        #expect(place == SourcePosition(file: file, line: line, column: column))
    }

    @Test("knows the column in a line of many blocks")
    func longLine() {
        let text = Array("\n".utf8) + Array(String(repeating: "é1", count: 10_000).utf8)
        var sources = SourceMap()
        sources.append(path: "a.json", contents: text)
        let lines = LineIndex(file: 0, of: sources)
        for index in stride(from: 0, to: 10_000, by: 7) {
            let place = lines.position(of: UInt32(1 + index * 3), in: sources)
            #expect(place == SourcePosition(file: 0, line: 2, column: 1 + index * 2))
        }
        #expect(lines.lineSpan(at: 5, in: sources) == Span(start: 1, end: UInt32(text.count)))
    }

    @Test("has no place for padding and unescaped texts")
    func outside() {
        var sources = SourceMap()
        sources.append(path: "a.json", contents: [0x31])
        let text = sources.append(text: "abc".utf8)
        #expect(sources.position(of: 1) == SourcePosition(file: 0, line: 1, column: 2))
        #expect(sources.position(of: 2) == nil)
        #expect(sources.position(of: text.start) == nil)
        #expect(sources.position(of: .max) == nil)
        #expect(sources.string(text) == "abc")
    }

    @Test("compares texts byte by byte")
    func equality() {
        var sources = SourceMap()
        #expect(sources.equal(.empty, .empty) && sources.equal(.empty, ""))
        for length in [1, 7, 8, 9, 16, 100] {
            let bytes = [UInt8](repeating: 0x61, count: length)
            let text = sources.append(text: bytes)
            let same = sources.append(text: bytes)
            #expect(sources.equal(text, same))
            for place in 0..<length {
                var changed = bytes
                changed[place] ^= 1
                let other = sources.append(text: changed)
                #expect(!sources.equal(text, other))
            }
        }
        let id = sources.append(text: "commitment".utf8)
        #expect(sources.equal(id, "commitment"))
        #expect(!sources.equal(id, "commitments") && !sources.equal(id, "commitmenT") && !sources.equal(id, ""))
        let composed = sources.append(text: "é".utf8)
        #expect(!sources.equal(composed, "e\u{301}"))
    }

    @Test(
        "leaves out a file above the limit, and the parser says so",
        arguments: [(9, true), (10, true), (11, false)])
    func tooLarge(_ size: Int, _ isRead: Bool) {
        #expect(SourceMap.fileLimit == 1_073_741_824)
        var sources = SourceMap(fileLimit: 10)
        let contents = Array("[]".utf8) + [UInt8](repeating: 0x20, count: size - 2)
        let file = sources.append(path: "big.json", contents: contents)
        var diagnostics: [Diagnostic] = []
        let tree = parseJSON(file: file, in: sources, reporting: &diagnostics)
        #expect((tree != nil) == isRead)
        #expect(diagnostics.map(\.code) == (isRead ? [] : [.fileTooLarge]))
        #expect(diagnostics.allSatisfy { $0.path == "big.json" && $0.span == nil })
        #expect(sources.bytes.count == (isRead ? size : 0) + SourceMap.padding)
    }
}
