import DominoTestSupport
import Foundation
import Testing

@Suite("domino import")
struct ImportCommandTests {
    private let table = "Task,Owner,Due,Duration,Blocked by\nSurvey,Ana,2026-03-02,2,\nOrder,Bo,2026-03-04,2,Survey\n"

    @Test("writes a scenario that every other command reads, and says on standard error what it guessed")
    func imports() throws {
        let playground = try Playground(["plan.csv": table])
        let result = playground.domino("import", "--commitments", "plan.csv", "-o", "plan.json")
        #expect(result.status == 0)
        #expect(result.output == "")
        let words = result.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("\"Blocked by\" as predecessors"))
        #expect(result.errors.hasSuffix("note: 2 commitments and 1 need. Try: domino validate plan.json\n"))
        #expect(playground.domino("validate", "plan.json").status == 0)
        let answer = playground.domino("whatif", "plan.json", "--slip", "survey=3", "--as-of", "2026-03-01")
        #expect(answer.output.contains("Order"))
    }

    @Test("reads standard input, and says nothing when asked to")
    func standardInput() throws {
        let playground = try Playground()
        let result = playground.domino("import", "--commitments", "-", "--quiet", "--name", "Plan", input: table)
        #expect(result.status == 0)
        #expect(result.errors == "")
        #expect(result.output.contains("\"name\": \"Plan\""))
        #expect(playground.domino("import", "--commitments", "-", "--needs", "-", input: table).status == 64)
    }

    @Test("ends as the table of statuses says")
    func statuses() throws {
        let playground = try Playground(["plan.csv": table, "bad.csv": "Task,Due\nA,soon\nB,2026-02-30\n"])
        #expect(playground.domino("import").status == 64)
        #expect(playground.domino("import", "--commitments", "plan.csv", "--map", "dew=Due").status == 64)
        #expect(playground.domino("import", "--commitments", "plan.csv", "--map", "due=Date").status == 64)
        #expect(playground.domino("import", "--commitments", "plan.csv", "--root", "ordr").status == 64)
        #expect(playground.domino("import", "--commitments", "none.csv").status == 66)
        #expect(playground.domino("import", "--commitments", "plan.csv", "--needs", "none.csv").status == 66)
        let bad = playground.domino("import", "--commitments", "bad.csv", "-o", "bad.json")
        #expect(bad.status == 65)
        #expect(bad.errors.contains("bad.csv:2:3: error: ") && bad.errors.contains("bad.csv:3:3: error: "))
        #expect(playground.text("bad.json") == nil)
        let told = playground.domino("import", "--commitments", "bad.csv", "--format", "json")
        let json = try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [String: Any]
        #expect((json?["diagnostics"] as? [Any])?.count == 2)
    }

    @Test(
        "makes the same scenario of what export writes as a table",
        arguments: scenarioFiles)
    func roundTrip(_ path: String) throws {
        let playground = try Playground()
        #expect(playground.domino("export", path, "--as", "csv", "-o", "a.csv").status == 0)
        let result = playground.domino("import", "--commitments", "a.csv", "-o", "a.json")
        #expect(result.status == 0, "\(result.errors)")
        let answers = [path, "a.json"].map { playground.domino("whatif", $0, "--format", "json").output }
        #expect(answers[0] == answers[1])
        #expect(playground.domino("export", "a.json", "--as", "csv").output == playground.text("a.csv"))
    }

    @Test("does not write over the table it reads")
    func overwriting() throws {
        let playground = try Playground(["plan.csv": table])
        let result = playground.domino("import", "--commitments", "plan.csv", "-o", "plan.csv")
        #expect(result.status == 73)
        #expect(playground.text("plan.csv") == table)
    }

    @Test("reads a plan in XML, and refuses what does not go with one")
    func plans() throws {
        let task =
            "<Task><UID>1</UID><Name>A &lt;b&gt; &#x1b2; C</Name><Start>2026-03-02T08:00:00</Start>"
            + "<Finish>2026-03-03T17:00:00</Finish><Duration>PT16H0M0S</Duration></Task>"
        let playground = try Playground([
            "plan.xml": "<Project><Tasks>\(task)</Tasks></Project>", "bad.xml": "<!DOCTYPE a><Project/>",
            "plan.csv": table,
        ])
        #expect(playground.domino("import", "--mspdi", "plan.xml", "-o", "plan.json").status == 0)
        #expect(playground.domino("whatif", "plan.json", "--slip", "a-b-\u{28B}-c=3").status == 0)
        #expect(playground.domino("import", "--mspdi", "bad.xml").status == 65)
        #expect(playground.domino("import", "--mspdi", "none.xml").status == 66)
        #expect(playground.domino("import", "--mspdi", "plan.xml", "--commitments", "plan.csv").status == 64)
        #expect(playground.domino("import", "--mspdi", "plan.xml", "--dates", "dmy").status == 64)
    }

    @Test("is safe to the terminal whatever cells and headers hold", arguments: hostileNames)
    func hostileCells(_ name: String) throws {
        let cell = "\"" + name.replacing("\"", with: "\"\"").replacing("\u{0}", with: "") + "\""
        let playground = try Playground([
            "a.csv": "Title,Due,Owner,\(cell)\n\(cell),2026-03-02,\(cell),x\n",
            "b.csv":
                "Title,Due,Predecessors,Amount,Duration\n"
                + "\(cell),\(cell),\(cell),\(cell),\(cell)\nB,2026-03-02,\(cell),,\n",
        ])
        for file in ["a.csv", "b.csv"] {
            let result = playground.domino("import", "--commitments", file, environment: ["GITHUB_ACTIONS": "true"])
            #expect([0, 65].contains(result.status))
            #expect(disturbances(of: result.errors, annotations: true) == [])
            #expect(disturbances(of: result.output.replacing("\u{200B}", with: "")) == [])
        }
    }
}
