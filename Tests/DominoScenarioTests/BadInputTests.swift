import DominoTestSupport
import Foundation
import Testing

@testable import DominoScenario

/// A file of the catalogue and its expectation: `NAME.json` and `NAME.expected` in `BadInput`.
///
/// `BadInput/README.md` says which cases cover which kind of bad input. An expectation is the status that
/// `domino validate` ends with, and a line for each problem in reading order:
/// `SEVERITY CODE LINE:COLUMN, also LINE:COLUMN: HINT`.
struct BadInput: Sendable, CustomTestStringConvertible {
    /// The name of both files without their ends.
    var name: String

    static let folder = "Tests/DominoScenarioTests/BadInput"
    static let all = repositoryFiles(in: folder, endingWith: ".json").map { path in
        BadInput(name: String(path.split(separator: "/").last?.dropLast(5) ?? ""))
    }

    var testDescription: String { name }
    var expectation: String { "\(repositoryRoot)/\(Self.folder)/\(name).expected" }

    /// The file and what it includes, read as the command reads them.
    func load() -> LoadedScenario {
        let path = "\(name).json"
        return loadScenario(path: path, contents: Self.bytes(path) ?? [], include: Self.read)
    }

    private static func read(_ path: String) -> FileReading {
        bytes(path).map { .contents($0) } ?? .unreadable(reason: "there is no such file")
    }

    /// The expectation that a file with this result should have.
    static func expected(of loaded: LoadedScenario) -> String {
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        let status = errors.isEmpty ? 0 : errors.allSatisfy { $0.code == .unreadableFile } ? 66 : 65
        let places = zip(inReadingOrder(loaded.diagnostics), problems(of: loaded))
        return places.reduce("status \(status)\n") { text, problem in
            let (diagnostic, place) = problem
            let related = diagnostic.related.compactMap { loaded.sources.position(of: $0.span.start) }
            let also = related.map { ", also \($0.line):\($0.column)" }.joined()
            return text + "\(diagnostic.severity.rawValue) \(place)\(also)" + (diagnostic.hint.map { ": " + $0 } ?? "")
                + "\n"
        }
    }

    private static func bytes(_ path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(repositoryRoot)/\(folder)/\(path)").map(Array.init)
    }
}

/// The problems of a scenario in reading order, a line each: `CODE LINE:COLUMN`, then the file if it is not the first;
/// the code alone if there is no place.
func problems(of loaded: LoadedScenario) -> [String] {
    let lines = loaded.sources.files.indices.map { LineIndex(file: $0, of: loaded.sources) }
    return inReadingOrder(loaded.diagnostics).map { diagnostic in
        let code = diagnostic.code.rawValue
        guard let start = diagnostic.span?.start, let file = loaded.sources.file(at: start),
            let place = lines[file].position(of: start, in: loaded.sources)
        else { return code }
        return "\(code) \(place.line):\(place.column)" + (file == 0 ? "" : " in \(loaded.sources.files[file].path)")
    }
}

/// By place; problems of one place in the order they were found.
private func inReadingOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated()
        .sorted { ($0.element.span?.start ?? 0, $0.offset) < ($1.element.span?.start ?? 0, $1.offset) }
        .map(\.element)
}

@Suite("The catalogue of bad input")
struct BadInputTests {
    /// `DOMINO_REWRITE=1 swift test --filter BadInputTests` writes the expectations anew; a reviewer reads the
    /// difference.
    @Test("each file gives the problems kept for it, at their places", arguments: BadInput.all)
    func file(_ input: BadInput) throws {
        let loaded = input.load()
        let text = BadInput.expected(of: loaded)
        if rewritesKeptAnswers { try text.write(toFile: input.expectation, atomically: true, encoding: .utf8) }
        let kept = try String(contentsOfFile: input.expectation, encoding: .utf8)
        #expect(text == kept)
        #expect((loaded.scenario == nil) == loaded.hasErrors)
    }

    @Test(
        "each message names what is wrong in one short sentence, and every error can be acted on",
        arguments: BadInput.all)
    func wording(_ input: BadInput) {
        for diagnostic in input.load().diagnostics {
            for text in [diagnostic.message, diagnostic.hint].compactMap(\.self) + diagnostic.related.map(\.message) {
                #expect(sanitized(text) == text, "a message can be shown as it is")
                #expect(!text.isEmpty && !text.hasSuffix(".") && text.utf8.count < 400, "\(text)")
            }
            #expect(diagnostic.message.first?.isUppercase == false || diagnostic.code.rawValue.hasPrefix("json"))
            for place in [diagnostic.span].compactMap(\.self) + diagnostic.related.map(\.span) {
                #expect(place.start <= place.end)
            }
        }
    }

    @Test("no expectation is kept for a file that is gone")
    func nothingIsLeftOver() {
        let known = Set(BadInput.all.map(\.expectation))
        for path in repositoryFiles(in: BadInput.folder, endingWith: ".expected") {
            #expect(known.contains(path), "\(path)")
        }
    }

    @Test("every case that the list of phrases names is there")
    func phrases() throws {
        let list = try String(contentsOfFile: "\(repositoryRoot)/\(BadInput.folder)/README.md", encoding: .utf8)
        let known = Set(BadInput.all.map(\.name))
        let families = ["date-", "fact-", "graph-", "id-", "json-", "key-", "odd-", "value-"]
        let words = list.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init)
        let named = words.filter { word in families.contains { word.hasPrefix($0) } }
        #expect(named.count > 120)
        for name in named { #expect(known.contains(name), "\(name)") }
    }
}
