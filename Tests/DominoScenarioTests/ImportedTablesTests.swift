import DominoTestSupport
import Foundation
import Testing

@testable import DominoScenario

/// A file of another program in a folder of these tests, and a table of needs where one stands beside it.
struct ForeignFile: Sendable, CustomTestStringConvertible {
    /// `Tables` or `BadTables`.
    var folder: String
    /// Its name with its end.
    var name: String

    static func all(in folder: String, endingWith suffix: String) -> [ForeignFile] {
        repositoryFiles(in: "Tests/DominoScenarioTests/\(folder)", endingWith: suffix)
            .map { ForeignFile(folder: folder, name: String($0.split(separator: "/").last ?? "")) }
            .filter { !$0.name.hasSuffix(".needs.csv") }
    }

    var testDescription: String { name }
    var stem: String { String(name.prefix { $0 != "." }) }

    /// Its bytes; nil if there are none.
    func bytes(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(repositoryRoot)/Tests/DominoScenarioTests/\(folder)/\(name)")
            .map(Array.init)
    }

    /// Where the outcome is kept.
    func expectation(_ suffix: String) -> String {
        "\(repositoryRoot)/Tests/DominoScenarioTests/\(folder)/\(stem).\(suffix)"
    }

    /// The file imported with nothing but what it says.
    func imported(_ options: ImportOptions = ImportOptions()) -> Imported {
        let file = ImportFile(path: name, contents: bytes(name) ?? [])
        if name.hasSuffix(".xml") { return importMSPDI(file, options: options) }
        let needs = bytes("\(stem).needs.csv").map { ImportFile(path: "\(stem).needs.csv", contents: $0) }
        return importTables(
            commitments: file, needs: needs, options: options,
            include: { _ in .unreadable(reason: "there is no such file") })
    }
}

/// Imports a table that is written here.
func imported(_ text: String, _ options: ImportOptions = ImportOptions(), needs: String? = nil) -> Imported {
    importTables(
        commitments: ImportFile(path: "plan.csv", contents: Array(text.utf8)),
        needs: needs.map { ImportFile(path: "needs.csv", contents: Array($0.utf8)) }, options: options,
        include: { _ in .unreadable(reason: "there is no such file") })
}

/// Imports a plan in XML that is written here.
func plan(_ xml: String, _ options: ImportOptions = ImportOptions()) -> Imported {
    importMSPDI(ImportFile(path: "plan.xml", contents: Array(xml.utf8)), options: options)
}

/// The scenario that was made; nil if there is none.
func readBack(_ imported: Imported) -> Scenario? { imported.text.flatMap { load($0).scenario } }

/// The problems of an import, a line each as those of a scenario.
func problems(of imported: Imported) -> [String] {
    problems(of: imported.failure)
}

@Suite("Tables of other programs become scenarios")
struct ImportedTablesTests {
    /// `DOMINO_REWRITE=1 swift test --filter ImportedTablesTests` writes the expectations anew.
    static let rewrites = ProcessInfo.processInfo.environment["DOMINO_REWRITE"] == "1"

    @Test(
        "each table or plan gives the scenario kept for it, and that is a valid one",
        arguments: ForeignFile.all(in: "Tables", endingWith: ".csv") + ForeignFile.all(in: "Tables", endingWith: ".xml")
    )
    func table(_ file: ForeignFile) throws {
        let imported = file.imported()
        let text = try #require(imported.text, "\(problems(of: imported))")
        if Self.rewrites { try text.write(toFile: file.expectation("json"), atomically: true, encoding: .utf8) }
        #expect(text == (try String(contentsOfFile: file.expectation("json"), encoding: .utf8)))
        #expect(load(text).scenario != nil)
        #expect(!imported.guesses.isEmpty)
        #expect(imported.diagnostics.allSatisfy { $0.severity != .error })
    }

    @Test(
        "each bad table or plan gives the problems kept for it, at their places",
        arguments: ForeignFile.all(in: "BadTables", endingWith: ".csv")
            + ForeignFile.all(in: "BadTables", endingWith: ".xml"))
    func badTable(_ file: ForeignFile) throws {
        let imported = file.imported()
        let found = problems(of: imported).map { $0 + "\n" }.joined()
        if Self.rewrites { try found.write(toFile: file.expectation("expected"), atomically: true, encoding: .utf8) }
        #expect(found == (try String(contentsOfFile: file.expectation("expected"), encoding: .utf8)))
        #expect((imported.text == nil) == imported.diagnostics.contains { $0.severity == .error })
        for diagnostic in imported.diagnostics {
            for text in [diagnostic.message, diagnostic.hint].compactMap(\.self) {
                #expect(sanitized(text) == text && !text.hasSuffix(".") && text.utf8.count < 400, "\(text)")
            }
        }
    }

    @Test("UTF-16, a workbook and zero bytes are refused with what to do")
    func encodings() {
        for bytes: [UInt8] in [
            [0xFF, 0xFE, 0x41, 0], [0xFE, 0xFF, 0, 0x41], [0x50, 0x4B, 3, 4, 20], [0x41, 0, 0x42],
        ] {
            let imported = importTables(
                commitments: ImportFile(path: "a.csv", contents: bytes), include: { _ in .unreadable(reason: "") })
            #expect(imported.diagnostics.map(\.code) == [.tableEncoding])
            #expect(imported.diagnostics.first?.hint?.contains("UTF-8") == true)
        }
    }

    @Test("a byte order mark, Excel's sep= and every delimiter are read", arguments: [",", ";", "\t", "|"])
    func delimiters(_ delimiter: String) throws {
        let lines = [["Title", "Due"], ["\"A\(delimiter) \"\"B\"\"\"", "2026-03-02"]]
        let text = lines.map { $0.joined(separator: delimiter) }.joined(separator: "\r\n")
        for start in ["", "\u{FEFF}", "\u{FEFF}sep=\(delimiter)\r\n", "sep=\(delimiter)\n"] {
            let scenario = try #require(readBack(imported(start + text)))
            #expect(scenario.title(ofCommitment: 0) == "A\(delimiter) \"B\"")
        }
    }

    @Test("the order of dates is asked for where they may be read two ways, and then kept to")
    func dateOrders() throws {
        let text = "Title,Due\nA,03/04/2026\n"
        #expect(imported(text).diagnostics.first?.hint?.contains("--dates dmy for 3 Apr 2026") == true)
        for (order, day) in [(DateOrder.dmy, "2026-04-03"), (.mdy, "2026-03-04")] {
            var options = ImportOptions()
            options.dates = order
            let scenario = try #require(readBack(imported(text, options)))
            #expect(scenario.commitments[0].due.description == day)
        }
    }

    @Test("a column is read as asked for, and one that is not there is refused with a suggestion")
    func mapping() throws {
        let text = "What,Signature,Due\nA,2026-03-02,2026-05-05\n"
        var options = ImportOptions()
        options.columns = [(.due, "signature"), (.title, "What")]
        let scenario = try #require(readBack(imported(text, options)))
        #expect(scenario.commitments[0].due.description == "2026-03-02")
        options.columns = [(.due, "Signatur")]
        #expect(imported(text, options).refusal?.contains("Did you mean \"Signature\"?") == true)
        options = ImportOptions()
        options.root = "b"
        options.columns = [(.title, "What")]
        #expect(imported(text, options).refusal?.contains("Known here: \"a\"") == true)
    }

    @Test("a guess the scenario stands on is in it, and nothing is computed from a cell")
    func guesses() throws {
        let result = imported("Title,Due\n'=1+1,2026-03-02\n'='x,2026-03-03\n'quoted',2026-03-04\n")
        let scenario = try #require(readBack(result))
        #expect((0..<3).map { scenario.title(ofCommitment: $0) } == ["=1+1", "='x", "'quoted'"])
        for guess in result.guesses { #expect(result.text?.contains(guess.replacing("\"", with: "\\\"")) == true) }
    }
}
