import DominoScenario
import Testing

@testable import DominoAnalysis

@Suite("Before a promise, a check finds")
struct FindingTests {
    /// A deal of three promises in a row with room between them; in the case's text some words are replaced.
    private static let sound = """
        { "domino": 1, "name": "a", "root": "live", "asOf": "2026-02-02",
          "stakeholders": [ { "id": "us", "side": "seller" }, { "id": "them", "side": "client" } ],
          "stages": [ { "id": "trial" } ],
          "commitments": [
            { "id": "data", "promisor": "them", "promisee": "us", "due": "2026-02-13", "stage": "trial",
              "delay": { "uniform": [0, 30] } },
            { "id": "other", "promisor": "us", "promisee": "them", "due": "2026-02-13" },
            { "id": "live", "promisor": "us", "promisee": "them", "due": "2026-03-02",
              "needs": [ { "commitment": "data", "buffer": 3, "fallback": 20 } ],
              "damage": [ { "kind": "money", "perDay": 100 } ] },
            { "id": "launch", "promisor": "them", "promisee": "us", "due": "2026-03-16",
              "needs": [ { "commitment": "live", "buffer": 2, "fallback": 20 } ] } ] }
        """

    /// A change of the sound deal, and the one finding it provokes.
    struct Case: Sendable, CustomTestStringConvertible {
        var code: Finding.Code
        var replaced: String
        var by: String
        var commitments: [String]
        var testDescription: String { code.rawValue }
    }

    static let cases = [
        Case(code: .overcommitted, replaced: "\"buffer\": 3", by: "\"buffer\": -3", commitments: ["data", "live"]),
        Case(
            code: .notAgreed, replaced: "\"stage\": \"trial\",\n", by: "\"status\": \"proposed\",\n",
            commitments: ["data"]),
        Case(
            code: .noDate, replaced: "\"due\": \"2026-02-13\" }", by: "\"status\": \"released\" }",
            commitments: ["other", "live"]),
        Case(
            code: .oneSidedStage, replaced: "\"promisee\": \"them\", \"due\": \"2026-02-13\" }",
            by: "\"promisee\": \"them\", \"due\": \"2026-02-13\", \"stage\": \"trial\" }", commitments: ["other"]),
        Case(code: .stalledStage, replaced: "\"stage\": \"trial\",\n", by: "\n", commitments: []),
        Case(
            code: .noFallback, replaced: "\"buffer\": 3, \"fallback\": 20", by: "\"buffer\": 3",
            commitments: ["data", "live"]),
        Case(
            code: .chainWithoutBuffer, replaced: "\"buffer\": 2", by: "\"buffer\": 0",
            commitments: ["data", "live", "launch"]),
    ]

    /// The findings of a deal.
    func found(_ text: String) throws -> (findings: [Finding], scenario: Scenario) {
        let loaded = loadScenario(path: "a.json", contents: Array(text.utf8)) { _ in .unreadable(reason: "") }
        let scenario = try #require(loaded.scenario, "\(loaded.diagnostics.map(\.message))")
        let question = CheckQuestion(asOf: Day(year: 2026, month: 2, day: 2), policy: Policy(), replicates: 200)
        return (check(question, in: compile(scenario), threads: 1).findings, scenario)
    }

    @Test("nothing where promises are agreed, both sides have made some, and there is room and a plan B")
    func sound() throws {
        #expect(try found(Self.sound).findings == [])
    }

    @Test("what is wrong, once it is", arguments: cases)
    func provoked(_ one: Case) throws {
        var text = Self.sound.replacing(one.replaced, with: one.by)
        if one.code == .noDate {
            text = text.replacing(
                "\"buffer\": 3, \"fallback\": 20 }",
                with: "\"buffer\": 3, \"fallback\": 20 }, { \"commitment\": \"other\", \"lead\": 1 }")
        }
        if one.code == .notAgreed { text = text.replacing("\"stages\": [ { \"id\": \"trial\" } ],", with: "") }
        if one.code == .oneSidedStage { text = text.replacing("\"stage\": \"trial\",\n", with: "\n") }
        if one.code == .chainWithoutBuffer { text = text.replacing("\"buffer\": 3", with: "\"buffer\": 0") }
        #expect(text != Self.sound)
        let (findings, scenario) = try found(text)
        #expect(findings.map(\.code) == [one.code], "\(findings)")
        #expect(findings.first?.commitments.map { scenario.id(ofCommitment: $0) } == one.commitments)
    }

    /// What time and prices bring to light, each in a deal of its own.
    static let others: [(code: Finding.Code, text: String)] = [
        (.overdue, deal(#""due": "2026-01-30""#)),
        (.estimateRefuted, deal(#""due": "2026-01-05", "delay": { "uniform": [0, 7] }"#)),
        (.assumedPrice, deal(#""due": "2026-02-10", "delay": { "uniform": [0, 30] }, "breaksAfter": 9"#)),
        (.unlistedKind, deal(#""due": "2026-02-10""#, #""kinds": [ { "id": "trust" } ],"#)),
    ]

    /// A deal of one promise that costs something each day.
    private static func deal(_ fields: String, _ more: String = "") -> String {
        """
        { "domino": 1, "name": "a", "root": "a", "asOf": "2026-02-02", \(more)
          "commitments": [ { "id": "a", "promisor": "us", "promisee": "them", \(fields),
            "damage": [ { "kind": "money", "perDay": 100 } ] } ] }
        """
    }

    @Test("what is overdue, refuted by fact, priced by nobody, or not listed", arguments: others)
    func ofTimeAndPrices(_ code: Finding.Code, _ text: String) throws {
        #expect(try found(text).findings.contains { $0.code == code })
    }

    @Test("every code has a case")
    func complete() {
        #expect(Set(Self.cases.map(\.code) + Self.others.map(\.code)) == Set(Finding.Code.allCases))
    }

    @Test("nothing about another deal in the same file")
    func otherDeal() throws {
        let text = Self.sound.replacing(
            "\"due\": \"2026-02-13\" },",
            with: """
                "due": "2026-02-13", "status": "proposed" },
                { "id": "far", "promisor": "us", "promisee": "them", "due": "2026-02-14",
                  "needs": [ { "commitment": "other", "buffer": -5 } ], "damage": [ { "kind": "money", "lump": 9999 } ] },
                """)
        #expect(try found(text).findings == [])
    }

    @Test("an overcommitted need only where no other of its group has enough time, and no plan B takes it all")
    func overcommittedGroups() throws {
        let group = Self.sound.replacing(
            "{ \"commitment\": \"data\", \"buffer\": 3, \"fallback\": 20 }",
            with:
                "{ \"anyOf\": [ { \"commitment\": \"data\", \"buffer\": -3 }, { \"commitment\": \"other\", \"buffer\": 1 } ] }"
        )
        #expect(try found(group).findings == [])
        let none = group.replacing("\"buffer\": 1 }", with: "\"buffer\": -1 }")
        #expect(try found(none).findings.map(\.code) == [.overcommitted, .overcommitted])
        let covered = Self.sound.replacing("\"buffer\": 3, \"fallback\": 20", with: "\"buffer\": -3, \"fallback\": 0")
        #expect(try found(covered).findings == [])
    }
}
