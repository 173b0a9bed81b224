import Testing

@testable import DominoScenario

/// Laws: damage to a text never crashes the reader; `readJSON` and `diagnoseJSON` agree on what is wrong.
@Suite("a damaged JSON text")
struct JSONDamageTests {
    @Test("cut off at every byte, is refused for one good reason")
    func prefixes() {
        for length in 0..<sample.count {
            let (found, isRead) = jsonProblems(of: Array(sample.prefix(length)))
            if isRead || found.isEmpty { Issue.record("\(length) bytes were read") }
        }
        #expect(jsonProblems(of: sample).found == [])
    }

    @Test("with any one byte changed, is read or refused with a reason")
    func changes() {
        let bytes: [UInt8] =
            [0, 9, 10, 13, 0x1B, 0x20] + Array("\"'\\,:;[]{}/*#+-.0eEuxN".utf8) + [0x7F, 0x80, 0xC3, 0xE2, 0xFF]
        for place in sample.indices {
            for byte in bytes where byte != sample[place] {
                var text = sample
                text[place] = byte
                expectAgreement(text)
            }
        }
    }

    @Test("with a byte removed, doubled or swapped with its neighbour, is read or refused with a reason")
    func edits() {
        for place in sample.indices.dropLast() {
            var text = sample
            text.remove(at: place)
            expectAgreement(text)
            text = sample
            text.insert(sample[place], at: place)
            expectAgreement(text)
            text = sample
            text.swapAt(place, place + 1)
            expectAgreement(text)
        }
    }

    @Test("made of random pieces of JSON, is read or refused with a reason")
    func pieces() {
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"", "1", "-", "0", ".5", "e", "true", "nul", " ", "\n", "\t", "\\",
            "\\u12", "'",
            "//", "/*", "*/", "#", "é", "“", "\u{A0}", "x", "=", ";", "\0", "\"\\ud800\"",
        ].map { Array($0.utf8) }
        var random = RandomTokens(state: 7)
        for _ in 0..<20_000 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<12, using: &random) { text += pieces.randomElement(using: &random) ?? [] }
            expectAgreement(text)
        }
    }

    private func expectAgreement(_ text: [UInt8]) {
        var sources = SourceMap()
        sources.append(path: "a.json", contents: text)
        let isRead = sources.withRawBytes { readJSON($0, from: 0, to: text.count) } != nil
        let problems = diagnoseJSON(sources.bytes, from: 0, to: text.count)
        let places = problems.allSatisfy { problem in
            guard let span = problem.span else { return false }
            return span.start <= span.end && Int(span.end) <= text.count
        }
        if isRead != problems.isEmpty || !places {
            Issue.record("disagreement on \(String(decoding: text, as: UTF8.self))")
        }
    }
}

/// A scenario with everything the format's grammar needs.
private let sample = Array(
    #"""
    {
      "domino": 1,
      "name": "Wörk\u00e9d \"example\" 😀",
      "calendar": { "workdays": ["mon", "tue"], "holidays": [] },
      "commitments": [
        { "id": "data", "promisor": "dana", "promisee": "us", "due": "2026-02-13",
          "delay": { "chance": 0.4, "triangular": [-1, 3e0, 1.5E+1] }, "x-note": null },
        { "id": "go-live", "promisor": "us", "promisee": "dana", "due": "2026-03-02",
          "needs": [ { "commitment": "data", "lead": 5 } ], "notice": [[0, 1], [10, 0.6]] }
      ],
      "x-flags": [true, false, {}]
    }
    """#.utf8)
