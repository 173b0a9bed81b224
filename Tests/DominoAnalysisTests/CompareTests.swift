import DominoReference
import DominoScenario
import Testing

@testable import DominoAnalysis

@Suite("Two scenarios side by side")
struct CompareTests {
    static let before = """
        { "domino": 1, "name": "a", "root": "live", "asOf": "2026-02-02",
          "commitments": [
            { "id": "data", "promisor": "them", "promisee": "us", "due": "2026-02-13", "delay": { "uniform": [0, 9] } },
            { "id": "live", "promisor": "us", "promisee": "them", "due": "2026-03-02",
              "needs": [ { "commitment": "data", "buffer": 3 } ], "delay": { "triangular": [-2, 1, 6] },
              "damage": [ { "kind": "money", "perDay": 100 } ] },
            { "id": "launch", "promisor": "them", "promisee": "shops", "due": "2026-03-16",
              "needs": [ { "commitment": "live", "buffer": 2 } ], "damage": [ { "kind": "money", "lump": 900 } ] } ],
          "slip": { "commitment": "data", "days": 9 } }
        """

    private func side(_ text: String) throws -> ComparedScenario {
        let loaded = loadScenario(path: "a.json", contents: Array(text.utf8)) { path in
            path == "team.json"
                ? .contents(
                    Array(
                        """
                        { "domino": 1, "name": "team", "commitments": [
                          { "id": "crew", "promisor": "us", "promisee": "them", "due": "2026-02-01" } ] }
                        """.utf8)) : .unreadable(reason: "")
        }
        let scenario = try #require(loaded.scenario, "\(loaded.diagnostics.map(\.message))")
        return ComparedScenario(scenario: scenario, asOf: Day(year: 2026, month: 2, day: 2))
    }

    private func compared(_ a: String, _ b: String, replicates: Int = 500) throws -> ComparisonResult {
        compare(try side(a), try side(b), replicates: replicates, seed: 5, threads: 2)
    }

    @Test("give the difference and its error replicate by replicate")
    func paired() throws {
        let after = Self.before.replacing("\"buffer\": 3", with: "\"buffer\": 5")
        let answer = try compared(Self.before, after)
        func replicates(_ text: String) throws -> (totals: [Double], launch: [Bool]) {
            let scenario = try side(text).scenario
            let compiled = compile(scenario)
            let question = SimulateQuestion(asOf: Day(year: 2026, month: 2, day: 2), replicates: 500, seed: 5)
            let part = simulatePart(
                question, ReplicateRange(first: 0, count: 500), in: compiled, threads: 1)
            let rank = try #require(compiled.rank(of: 2))
            return (
                part.totals.map { Double($0) / 100 }, part.slips.column(of: rank).map { $0 <= 0.0001 }
            )
        }
        let (one, other) = (try replicates(Self.before), try replicates(after))
        func error(_ differences: [Double]) -> Double {
            let mean = differences.reduce(0, +) / 500
            return (differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 500 / 500).squareRoot()
        }
        let differences = zip(one.totals, other.totals).map { $1 - $0 }
        #expect((answer.mean.difference - differences.reduce(0, +) / 500).magnitude < 1e-6)
        #expect(((answer.mean.standardError ?? 0) - error(differences)).magnitude < 1e-6)
        let odds = zip(one.launch, other.launch).map { ($1 ? 1.0 : 0) - ($0 ? 1.0 : 0) }
        let kept = answer.commitments[2].kept
        #expect((kept.difference - odds.reduce(0, +) / 500).magnitude < 1e-9 && kept.difference > 0)
        #expect(((kept.standardError ?? 0) - error(odds)).magnitude < 1e-9)
        #expect(answer.mean.difference < 0)
        #expect(answer.slip.map { $0.a > $0.b } == true)
        #expect(answer.checks.a?.safeDate ?? .first > answer.checks.b?.safeDate ?? .last)
    }

    @Test("are the same where they say the same, wherever it stands in the file")
    func same() throws {
        let first =
            "{ \"id\": \"data\", \"promisor\": \"them\", \"promisee\": \"us\", \"due\": \"2026-02-13\", \"delay\": { \"uniform\": [0, 9] } },"
        let moved = Self.before.replacing(first, with: "").replacing(
            "\"lump\": 900 } ] } ]", with: "\"lump\": 900 } ] },\n" + first.dropLast() + " ]")
        #expect(moved != Self.before)
        let answer = try compared(Self.before, moved)
        #expect(answer.changes == [])
        #expect(answer.mean.difference == 0 && answer.mean.standardError == 0)
        #expect(answer.commitments.allSatisfy { $0.kept.difference == 0 && $0.score.difference == 0 })
    }

    @Test("say what changed, came and went, by id and field")
    func changes() throws {
        var after = Self.before.replacing("\"due\": \"2026-03-16\"", with: "\"due\": \"2026-03-18\"")
        after = after.replacing("\"uniform\": [0, 9]", with: "\"uniform\": [0, 4]")
        after = after.replacing("\"lump\": 900 } ] } ]", with: "\"perDay\": 9 } ] } ], \"include\": [\"team.json\"]")
        after = after.replacing("\"perDay\": 100 }", with: "\"perDay\": 100, \"grace\": 2 }")
        let answer = try compared(Self.before, after)
        let found = answer.changes.map { "\($0.path.joined(separator: " ")) \($0.kind.rawValue)" }
        #expect(
            found == [
                "commitments data delay uniform changed", "commitments launch due changed",
                "commitments launch damage 0 lump removed", "commitments live damage 0 grace added",
                "commitments launch damage 0 perDay added", "include added", "commitments crew added",
            ])
        #expect(answer.changes[0].before == .list("[0, 9]") && answer.changes[0].after == .list("[0, 4]"))
    }

    @Test("match commitments by id, and leave out what one of them lacks")
    func matching() throws {
        let after = Self.before.replacing("\"id\": \"launch\"", with: "\"id\": \"start\"")
        let answer = try compared(Self.before, after)
        #expect(answer.commitments.map(\.a) == [0, 1] && answer.commitments.map(\.b) == [0, 1])
        #expect(answer.changes.map(\.path) == [["commitments", "launch"], ["commitments", "start"]])
    }
}

@Suite("Two saved results side by side")
struct CompareResultTests {
    private func result(_ text: String) throws -> SavedResult { try #require(SavedResult(Array(text.utf8))) }

    @Test("give what differs, and the error as of two that have nothing to do with each other")
    func figures() throws {
        let a = try result(
            #"{ "result": "simulate", "version": 1, "scenario": "x", "total": { "mean": 10, "standardError": 3 }, "commitments": [ { "id": "a", "pLate": 0.5 } ] }"#
        )
        let b = try result(
            #"{ "result": "simulate", "version": 1, "scenario": "y", "total": { "mean": 4, "standardError": 4 }, "commitments": [ { "id": "a", "pLate": 0.25 } ] }"#
        )
        let answer = compare(a, b)
        #expect(answer.mean == Pair(a: 10, b: 4, standardError: 5))
        #expect(answer.scenarios == ("x", "y"))
        #expect(
            answer.changes.map(\.path) == [
                ["scenario"], ["total", "mean"], ["total", "standardError"], ["commitments", "a", "pLate"],
            ])
    }

    @Test(
        "are recognised by what they say they are",
        arguments: [
            "[]", "{}", "", "{ \"domino\": 1, \"name\": \"a\" }", "{ \"result\": 3, \"version\": 1 }", "not JSON",
        ])
    func noResult(_ text: String) {
        #expect(SavedResult(Array(text.utf8)) == nil)
    }
}
