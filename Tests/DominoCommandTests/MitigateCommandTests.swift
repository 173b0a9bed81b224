import DominoTestSupport
import Foundation
import Testing

@testable import DominoReport

@Suite("The best plan at the command line")
struct MitigateCommandTests {
    /// A scenario without uncertainty in which everything that has a name has this one.
    private func scenario(_ name: String) -> String {
        var quoted = ""
        writeJSONString(name, into: &quoted)
        return """
            { "domino": 1, "name": \(quoted), "currency": \(quoted), "asOf": "2026-02-02",
              "stakeholders": [ { "id": "us", "name": \(quoted) }, { "id": "them", "name": \(quoted) } ],
              "commitments": [
                { "id": "a", "title": \(quoted), "promisor": "us", "promisee": "them", "due": "2026-03-02",
                  "damage": [ { "kind": "money", "perDay": 100 } ] },
                { "id": "b", "title": \(quoted), "promisor": "them", "promisee": "us", "due": "2026-03-20",
                  "needs": [ { "commitment": "a", "buffer": 1 } ],
                  "damage": [ { "kind": "money", "perDay": 70 } ] } ],
              "mitigations": [
                { "id": "p", "title": \(quoted), "cost": 3, "effects": [ { "expedite": "b", "days": 4 } ] },
                { "id": "q", "title": \(quoted), "cost": 300, "effects": [ { "redate": "a", "days": 4 } ],
                  "excludes": ["p"] },
                { "id": "r", "title": \(quoted), "cost": 1, "leadTime": 900,
                  "effects": [ { "soften": "a", "factor": 0.5 } ] } ],
              "slip": { "commitment": "a", "days": 10 } }

            """
    }

    @Test(
        "a hostile name is safe in it",
        arguments: [
            "\u{1B}[2J\u{1B}[1;1H", "\u{202E}live-og", "</script><script>alert(1)</script>", "a | b | c",
            "[x](javascript:alert(1))", "**bold** _it_", "::error::x", "`rm -rf`",
        ], ["text", "markdown", "json"])
    func hostile(_ name: String, _ format: String) throws {
        let playground = try Playground(["a.json": scenario(name)])
        let result = playground.domino(
            "mitigate", "a.json", "--frontier", "--format", format, environment: ["GITHUB_ACTIONS": "true"])
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(disturbances(of: result.output) == [])
        if format == "markdown" { #expect(!result.output.contains("<") && !result.output.contains("](")) }
    }

    @Test("its JSON has the fields of the contract, and the figures of a what-if under the plan")
    func json() throws {
        let playground = try Playground(["a.json": scenario("plain")])
        let output = playground.domino("mitigate", "a.json", "--frontier", "--format", "json").output
        let read = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        #expect(read["result"] as? String == "mitigate" && read["proved"] as? Bool == true)
        #expect(read["objective"] as? String == "mean" && read["decideOn"] as? String == "2026-02-02")
        let best = try #require(read["best"] as? [String: Any])
        #expect(best["plan"] as? [String] == ["p"])
        #expect(best["total"] as? Double == read["lowerBound"] as? Double && read["gap"] as? Double == 0)
        let whatIf = playground.domino(
            "whatif", "a.json", "--plan", "p", "--tell-on", "2026-02-02", "--format", "json")
        let told = try #require(try JSONSerialization.jsonObject(with: Data(whatIf.output.utf8)) as? [String: Any])
        let total = try #require(told["total"] as? [String: Any])
        #expect(best["risk"] as? Double == total["score"] as? Double)
        let options = try #require(read["options"] as? [[String: Any]])
        #expect(options.map { $0["standing"] as? String } == ["chosen", "excluded", "tooLate"])
        #expect(options.map { $0["available"] as? Bool } == [true, true, false])
        for field in ["id", "cost", "decideBy", "aloneGain", "marginalGain", "chosen"] {
            #expect(options.allSatisfy { $0[field] != nil }, "\(field)")
        }
        let points = try #require(read["frontier"] as? [[String: Any]])
        #expect(points.map { $0["budget"] as? Double } == [0, 3])
        let waiting = try #require(read["waiting"] as? [[String: Any]])
        #expect(waiting.allSatisfy { $0["decideOn"] != nil && $0["total"] != nil && $0["plan"] != nil })
    }

    @Test(
        "what cannot be asked is wrong usage",
        arguments: [
            "--budget -1", "--budget x", "--objective median", "--decide-on 2026-02-30", "--time-limit 0",
            "--slip c=3", "--plan p",
        ])
    func usageError(_ line: String) throws {
        let playground = try Playground(["a.json": scenario("plain")])
        let result = playground.domino(["mitigate", "a.json"] + line.split(separator: " ").map(String.init))
        #expect(result.status == 64)
        #expect(result.output == "")
    }
}
