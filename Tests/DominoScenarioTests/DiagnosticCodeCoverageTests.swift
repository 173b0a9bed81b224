import Testing

@testable import DominoScenario

@Suite("Every kind of problem there is")
struct DiagnosticCodeCoverageTests {
    /// Problems that need files too large or too odd for the catalogue, made here.
    static let generated: [(code: DiagnosticCode, provoke: @Sendable () -> [Diagnostic])] = [
        (.fileTooLarge, { parse(limit: 10, "{ \"domino\": 1 }") }),
        (.jsonEncoding, { load(bytes: [0xFF, 0xFE, 0x7B, 0, 0x7D, 0]).diagnostics }),
        (.tableEncoding, { imported("\u{0}").diagnostics }),
        (.xmlLimit, { plan(String(repeating: "<a>", count: 129)).diagnostics }),
        (.jsonInvalidUTF8, { load(bytes: Array("{ \"name\": \"".utf8) + [0xE9] + Array("\" }".utf8)).diagnostics }),
        (.jsonNesting, { load(String(repeating: "[", count: 129)).diagnostics }),
        (.jsonStringTooLong, { load("\"" + String(repeating: "a", count: 1 << 20 + 1) + "\"").diagnostics }),
        (.jsonTooManyProblems, { load("[" + String(repeating: "+1,", count: 101) + "1]").diagnostics }),
        (.includeDepth, { chainOfFiles(9).diagnostics }),
        (.tooMany, { load(mitigations(10_001)).diagnostics }),
    ]

    /// Problems of a question and not of a file: `QuestionTests` of the command provokes them.
    static let asked: Set<DiagnosticCode> = [.slipOnFact, .lateMitigation, .alreadyDecided]

    @Test("is provoked by a case of the catalogue")
    func coverage() {
        var missing = Set(DiagnosticCode.allCases).subtracting(Self.asked)
        for input in BadInput.all { missing.subtract(input.load().diagnostics.map(\.code)) }
        for file in ForeignFile.all(in: "BadTables", endingWith: ".csv")
            + ForeignFile.all(in: "BadTables", endingWith: ".xml")
        {
            missing.subtract(file.imported().diagnostics.map(\.code))
        }
        for (code, provoke) in Self.generated {
            #expect(missing.contains(code), "a file of the catalogue provokes \(code.rawValue) already")
            missing.subtract(provoke().map(\.code))
        }
        #expect(missing.map(\.rawValue).sorted() == [])
    }

    @Test("has a code of its own in small letters, those of JSON syntax with its name in front")
    func spelling() {
        let codes = DiagnosticCode.allCases.map(\.rawValue)
        #expect(Set(codes).count == codes.count)
        for code in codes {
            #expect(code.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) })
        }
        for code in DiagnosticCode.allCases where "\(code)".hasPrefix("json") {
            #expect(code.rawValue.hasPrefix("json-"))
        }
    }

    private static func parse(limit: Int, _ text: String) -> [Diagnostic] {
        var sources = SourceMap(fileLimit: limit)
        sources.append(path: "a.json", contents: Array(text.utf8))
        var diagnostics: [Diagnostic] = []
        _ = parseJSON(file: 0, in: sources, reporting: &diagnostics)
        return diagnostics
    }
}

/// A scenario with so many mitigations.
func mitigations(_ count: Int) -> String {
    let mitigations = (0..<count).map { "{\"id\":\"m\($0)\",\"effects\":[]}" }
    return scenarioText(with: "\"mitigations\": [" + mitigations.joined(separator: ",\n") + "]")
}

/// A chain of so many files, each including the next.
func chainOfFiles(_ count: Int) -> LoadedScenario {
    let file = { (number: Int) in
        let include = number < count ? "\"include\": [\"\(number + 1).json\"]" : ""
        return Array(scenarioText([commitmentText("c\(number)")], include).utf8)
    }
    return loadScenario(path: "1.json", contents: file(1)) { path in
        .contents(file(path.split(separator: ".").first.flatMap { Int($0) } ?? 0))
    }
}
