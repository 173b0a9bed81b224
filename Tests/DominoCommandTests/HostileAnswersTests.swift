import DominoReport
import DominoTestSupport
import Foundation
import Testing

@Suite("A hostile name in the answers about dates")
struct HostileAnswersTests {
    /// A deal in which everything that has a name has this one, with a finding of most kinds.
    static func scenario(_ name: String) -> String {
        var quoted = ""
        writeJSONString(name, into: &quoted)
        return """
            { "domino": 1, "name": \(quoted), "currency": \(quoted), "asOf": "2026-02-02", "root": "b",
              "stakeholders": [ { "id": "us", "name": \(quoted), "side": "seller" },
                                { "id": "them", "name": \(quoted), "side": "client" } ],
              "stages": [ { "id": "s", "title": \(quoted) }, { "id": "t", "title": \(quoted) } ],
              "commitments": [
                { "id": "a", "title": \(quoted), "promisor": "them", "promisee": "us", "due": "2026-03-02",
                  "status": "proposed", "stage": "s", "firmness": 3, "delay": { "uniform": [0, 9] } },
                { "id": "gone", "title": \(quoted), "promisor": "them", "promisee": "us", "status": "released" },
                { "id": "b", "title": \(quoted), "promisor": "us", "promisee": "them", "due": "2026-03-20",
                  "stage": "t", "needs": [ { "commitment": "a", "buffer": -1 }, { "commitment": "gone", "lead": 1 } ],
                  "damage": [ { "kind": "k", "perDay": 7 } ], "perDayLater": 2 },
                { "id": "c", "title": \(quoted), "promisor": "them", "promisee": "us", "due": "2026-03-21",
                  "needs": [ { "commitment": "b", "buffer": 0 } ], "damage": [ { "kind": "k", "lump": 70 } ] } ],
              "policy": { "maxLate": { "c": 0.1 }, "maxMean": 1 },
              "mitigations": [
                { "id": "p", "title": \(quoted), "cost": 3, "effects": [ { "expedite": "b", "days": 1 } ] } ] }

            """
    }

    /// The deal with another date, and a commitment and a field of that name.
    static func changed(_ name: String) -> String {
        var quoted = ""
        writeJSONString("x-" + name, into: &quoted)
        return scenario(name).replacing("2026-03-20", with: "2026-03-19").replacing(
            "\"root\": \"b\",", with: "\"root\": \"b\", \(quoted): \(quoted),")
    }

    /// Questions and the status each ends with.
    static let questions: [(arguments: [String], status: Int32)] = [
        (["check", "a.json", "--replicates", "100"], 1), (["ladder", "a.json"], 0),
        (["compare", "a.json", "b.json", "--replicates", "100"], 0),
    ]

    @Test("is safe in text, Markdown, JSON and annotations", arguments: hostileNames)
    func answers(_ name: String) throws {
        for (arguments, status) in Self.questions {
            for format in ["text", "markdown", "json"] {
                let playground = try Playground(["a.json": Self.scenario(name), "b.json": Self.changed(name)])
                let result = playground.domino(
                    arguments + ["--format", format], environment: ["GITHUB_ACTIONS": "true", "COLUMNS": "80"])
                let what = "\(arguments[0]) \(format)"
                #expect(result.status == status, "\(what): \(result.errors)")
                let output = format == "json" ? result.output.replacing("\u{200B}", with: "") : result.output
                #expect(disturbances(of: output) == [], "\(what)")
                #expect(disturbances(of: result.errors, annotations: true) == [], "\(what)")
                if format == "markdown" { #expect(!output.contains("<") && !output.contains("::"), "\(what)") }
                if format == "markdown" { expectPlain(output, what) }
                if format == "json" { _ = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) }
            }
        }
    }

    /// No link, image, code or strike is in it, but a sparkline in code.
    private func expectPlain(_ output: String, _ what: String) {
        for line in output.split(separator: "\n") where !line.hasPrefix("`") {
            var isEscaped = false
            for character in line {
                let isMark = "`[~!".contains(character)
                #expect(!isMark || isEscaped, "\(what): \(line)")
                isEscaped = character == "\\" && !isEscaped
            }
        }
    }
}
