import DominoReference
import DominoScenario
import Foundation
import Testing

@testable import DominoReport

@Suite("A scenario that goes out as a table and comes back")
struct TableRoundTripTests {
    /// Every field of the format is in these sooner or later.
    @Test("is the same, number for number and text for text, for random scenarios", arguments: 0..<200)
    func random(_ seed: Int) throws {
        try check(randomScenario(seed: UInt64(seed), commitments: 1 + seed % 23).json(), "seed \(seed)")
    }

    @Test("is the same with texts that no cell can hold, or that would be formulas there")
    func texts() throws {
        let texts = [
            "", #"a\u0000b"#, #"\u0000"#, "=1+1", "'=1", "'", " ", #"\r\n"#, #"\u200B"#, #"\""#, ",", #"\t"#,
        ]
        for text in texts {
            let json = """
                { "domino": 1, "name": "\(text)a", "asOf": "2026-01-05", "root": "a",
                  "stakeholders": [ { "id": "us", "name": "\(text)" }, { "id": "them" } ],
                  "commitments": [ { "id": "a", "title": "\(text)", "promisor": "us", "promisee": "them", "due": "2026-03-02",
                    "damage": [ { "kind": "money", "perDay": 1 } ] } ] }
                """
            try check(json, text)
        }
    }

    /// Sends a scenario out and takes it in again.
    func check(_ json: String, _ name: String) throws {
        let table = scenarioCSV(try #require(read(json), "\(name)"))
        let imported = importTables(
            commitments: ImportFile(path: "a.csv", contents: Array(table.utf8)),
            include: { _ in .unreadable(reason: "") })
        let text = try #require(imported.text, "\(name): \(imported.diagnostics.map(\.message))")
        #expect(try object(text) == object(json), "\(name)")
        #expect(imported.guesses.isEmpty, "\(name)")
        #expect(scenarioCSV(try #require(read(text))) == table, "\(name)")
    }

    private func read(_ json: String) -> Scenario? {
        loadScenario(path: "a.json", contents: Array(json.utf8)) { _ in .unreadable(reason: "") }.scenario
    }

    private func object(_ json: String) throws -> NSDictionary? {
        try JSONSerialization.jsonObject(with: Data(json.utf8)) as? NSDictionary
    }
}
