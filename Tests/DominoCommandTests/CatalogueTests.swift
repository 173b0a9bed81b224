import DominoTestSupport
import Foundation
import Testing

/// The catalogues of bad input, given to the command: what the libraries' tests say of places, this says of the way
/// out.
@Suite("A file of the catalogue of bad input, given to the command,")
struct CatalogueTests {
    private static let scenarios = repositoryFiles(in: "Tests/DominoScenarioTests/BadInput", endingWith: ".json")
    private static let tables =
        repositoryFiles(in: "Tests/DominoScenarioTests/BadTables", endingWith: ".csv")
        .filter { !$0.hasSuffix(".needs.csv") }
        + repositoryFiles(in: "Tests/DominoScenarioTests/BadTables", endingWith: ".xml")

    @Test("ends with the status kept for it, and what is told can be shown", arguments: scenarios)
    func scenario(_ path: String) throws {
        let expected = try String(contentsOfFile: path.replacing(".json", with: ".expected"), encoding: .utf8)
        let lines = expected.split(separator: "\n")
        let status = try #require(lines.first?.split(separator: " ").last.flatMap { Int32($0) })
        // Where the file does not say which day it is, all that is open is overdue, whatever the clock shows.
        let isDated = try String(contentsOfFile: path, encoding: .utf8).contains("\"asOf\"")
        let result = runProcess(dominoBinary, ["validate", path] + (isDated ? [] : ["--as-of", "2199-12-31"]))
        #expect(result.status == status)
        #expect(disturbances(of: result.output + result.errors) == [])
        let told = result.errors.split(separator: "\n").filter { line in
            ["error: ", "warning: ", "note: "].contains(where: line.contains) && line.hasSuffix("]")
                && (isDated || !line.hasSuffix("[overdue]") && !line.hasSuffix("[patience-over]"))
        }
        #expect(told.isEmpty == (lines.count == 1))
        for line in lines.dropFirst() {
            let words = line.split(separator: " ")
            #expect(result.errors.contains("\(words[0]): ") && result.errors.contains("[\(words[1])]"), "\(line)")
        }
    }

    @Test("leaves the file it was to write as it was", arguments: tables)
    func table(_ path: String) throws {
        let expected = try String(
            contentsOfFile: path.prefix { $0 != "." } + ".expected", encoding: .utf8)
        let playground = try Playground(["old.json": "old"])
        let kind = path.hasSuffix(".xml") ? "--mspdi" : "--commitments"
        let needs = path.replacing(".csv", with: ".needs.csv")
        let second = needs != path && FileManager.default.fileExists(atPath: needs) ? ["--needs", needs] : []
        let result = runProcess(
            dominoBinary, ["import", kind, path, "-o", "old.json"] + second, directory: playground.folder)
        #expect(result.status == 0 || result.status == 65)
        #expect((result.status == 65) == (playground.text("old.json") == "old"))
        #expect(result.errors.contains(": error: ") == (result.status == 65))
        #expect(disturbances(of: result.output + result.errors) == [])
        for line in expected.split(separator: "\n") {
            #expect(result.errors.contains("[\(line.prefix { $0 != " " })]"), "\(line)")
        }
        #expect(playground.names == ["old.json"])
    }
}
