import DominoTestSupport
import Foundation
import Testing

@testable import DominoReport

/// Names that mean something to a terminal, a browser, Markdown, or the log of a GitHub workflow.
let hostileNames = [
    "</script><script>alert(1)</script>", "<!--<script>", "]]>", "\" onmouseover=\"alert(1)",
    "<img src=x onerror=alert(1)>",
    "\u{1B}[2J\u{1B}[1;1H", "\u{1B}]0;title\u{7}", "\u{1B}]8;;http://192.0.2.1\u{1B}\\link", "\u{9B}2J", "\u{85}\u{90}",
    "\u{7}\u{8}",
    "\u{202E}live-og", "\u{2066}a\u{2069}", "go\u{200B}-live", "a\u{2028}b\u{2029}c",
    "a | b | c", "`rm -rf`", "[x](javascript:alert(1))", "![x](http://192.0.2.1)", "**bold** _it_ ~~no~~",
    "<https://192.0.2.1>",
    "# heading", "&lt;b&gt;", "a\\", "--> %%{init", "|---|", "=cmd|' /C calc'!A0", "+1", "@SUM(A1)",
    "::error::x", " ::error file=a::x", "long ::stop-commands::x", "##[error]x", "%0A::error::x",
    "\u{3000}::add-mask::USD", "${{ x }}",
]

@Suite("A hostile name")
struct HostileNamesTests {
    /// A scenario in which everything that has a name, a title or a unit has this one.
    private func scenario(_ name: String) -> String {
        var quoted = ""
        writeJSONString(name, into: &quoted)
        return """
            { "domino": 1, "name": \(quoted), "description": \(quoted), "currency": \(quoted), "asOf": "2026-02-02",
              "kinds": [ { "id": "k", "unit": \(quoted), "weight": 2 }, { "id": "m" } ],
              "stakeholders": [ { "id": "us", "name": \(quoted) }, { "id": "them", "name": \(quoted) } ],
              "commitments": [
                { "id": "a", "title": \(quoted), "promisor": "us", "promisee": "them", "due": "2026-03-02",
                  "damage": [ { "kind": "k", "perDay": 10 }, { "kind": "m", "lump": 5, "bearer": "us" } ] },
                { "id": "b", "title": \(quoted), "promisor": "us", "promisee": "them", "due": "2026-03-20",
                  "needs": [ { "commitment": "a", "buffer": 1 } ], "damage": [ { "kind": "k", "lump": 7 } ] },
                { "id": "c", "title": \(quoted), "promisor": "us", "promisee": "them", "due": "2026-03-21",
                  "needs": [ { "commitment": "a", "buffer": 99 } ] } ],
              "mitigations": [
                { "id": "p", "title": \(quoted), "cost": 3, "effects": [ { "expedite": "b", "days": 1 } ] } ] }

            """
    }

    private func answer(_ name: String, _ format: String, _ columns: String = "100") throws -> ProcessResult {
        let playground = try Playground(["a.json": scenario(name)])
        let result = playground.domino(
            "whatif", "a.json", "--slip", "a=10", "--plan", "p", "--format", format,
            environment: ["COLUMNS": columns, "GITHUB_ACTIONS": "true"])
        #expect(result.status == 0)
        #expect(result.errors == "")
        return result
    }

    @Test("is safe in text, however narrow", arguments: hostileNames, ["100", "60"])
    func text(_ name: String, _ columns: String) throws {
        #expect(disturbances(of: try answer(name, "text", columns).output) == [])
    }

    @Test("is safe in Markdown", arguments: hostileNames)
    func markdown(_ name: String) throws {
        let output = try answer(name, "markdown").output
        #expect(disturbances(of: output) == [])
        #expect(!output.contains("<") && !output.contains("&lt;b&gt;") && !output.contains("::"))
        for line in output.split(separator: "\n") {
            var marks: [Character: Int] = [:]
            var isEscaped = false
            for character in line {
                if !isEscaped { marks[character, default: 0] += 1 }
                isEscaped = character == "\\" && !isEscaped
            }
            #expect(
                marks["`"] == nil && marks["["] == nil && marks["_"] == nil && marks["~"] == nil && marks["!"] == nil,
                "\(line)")
            #expect([nil, 3, 4, 5, 6].contains(marks["|"]), "\(line)")
            #expect(marks["*"] == nil || line.hasPrefix("**") && marks["*"] == 4, "\(line)")
        }
    }

    @Test("is itself in JSON, and safe as it is written there", arguments: hostileNames)
    func json(_ name: String) throws {
        let output = try answer(name, "json").output
        #expect(disturbances(of: output.replacing("\u{200B}", with: "")) == [])
        let read = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        #expect((read["scenario"] as? String).map { Array($0.utf8) } == Array(name.utf8))
    }

    @Test("is safe in talks, as text, Markdown and JSON, and in their calendar", arguments: hostileNames)
    func talks(_ name: String) throws {
        let playground = try Playground(["a.json": scenario(name)])
        func run(_ format: String, _ columns: String) -> String {
            let result = playground.domino(
                "renegotiate", "a.json", "--slip", "a=10", "--replicates", "10", "--format", format, "--ics", "a.ics",
                environment: ["COLUMNS": columns, "GITHUB_ACTIONS": "true"])
            #expect(result.status == 0 && result.errors == "")
            return result.output.replacing("\u{200B}", with: format == "json" ? "" : "\u{200B}")
        }
        for columns in ["60", "80", "100"] {
            let text = run("text", columns)
            #expect(disturbances(of: text) == [])
        }
        #expect(disturbances(of: run("json", "80")) == [])
        let markdown = run("markdown", "80")
        #expect(disturbances(of: markdown) == [])
        #expect(!markdown.contains("<") && !markdown.contains("::"))
        for line in markdown.split(separator: "\n") {
            var marks: [Character: Int] = [:]
            var isEscaped = false
            for character in line {
                if !isEscaped { marks[character, default: 0] += 1 }
                isEscaped = character == "\\" && !isEscaped
            }
            #expect("`[_~!".allSatisfy { marks[$0] == nil }, "\(line)")
            #expect([nil, 6, 7, 8].contains(marks["|"]), "\(line)")
            #expect([nil, 4].contains(marks["*"]), "\(line)")
        }
        let calendar = try #require(playground.text("a.ics"))
        let names = Set(calendar.replacing("\r\n ", with: "").split(separator: "\r\n").map { $0.prefix { $0 != ":" } })
        #expect(
            names.subtracting([
                "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "DTSTART;VALUE=DATE",
                "DTEND;VALUE=DATE", "SUMMARY", "DESCRIPTION", "TRANSP", "ACTION", "TRIGGER",
            ]) == [])
        #expect(calendar.utf8.allSatisfy { $0 >= 0x20 || $0 == 13 || $0 == 10 })
    }

    @Test("is safe in problems and annotations, as an id and as a path", arguments: hostileNames)
    func problems(_ name: String) throws {
        var quoted = ""
        writeJSONString(name, into: &quoted)
        let text = """
            { "domino": 1, "name": "a", \(quoted): 1, "root": \(quoted),
              "stages": [ { "id": \(quoted) }, { "id": \(quoted) } ],
              "include": [],
              "commitments": [
                { "id": "a", "promisor": "us", "promisee": "them", "due": \(quoted), "status": \(quoted), "y": ##[ } ] }
            """
        let path = name.replacing("/", with: "").replacing("\u{0}", with: "") + ".json"
        let playground = try Playground([path: text, "b.json": text.replacing(", \"y\": ##[", with: "")])
        for file in [path, "b.json"] {
            for format in ["text", "markdown", "json"] {
                let result = playground.domino(
                    "validate", "--format", format, "--", file, environment: ["GITHUB_ACTIONS": "true"])
                #expect(result.status == 65)
                #expect(disturbances(of: result.errors, annotations: true) == [])
                #expect(disturbances(of: result.output.replacing("\u{200B}", with: "")) == [])
                guard format != "json" else { continue }
                for line in result.errors.split(separator: "\n") where line.hasPrefix("::") {
                    #expect(line.split(separator: "::", maxSplits: 1).first?.contains(": ") != true, "\(line)")
                    #expect(line.hasPrefix("::error "), "\(line)")
                }
                let problems = result.errors.split(separator: "\n").count { $0.contains(": error: ") }
                let annotations = result.errors.split(separator: "\n").count { $0.hasPrefix("::error ") }
                #expect(problems == annotations && problems > 0)
            }
        }
    }
}
