import DominoScenario
import DominoTestSupport
import Foundation
import Testing

@testable import DominoReport

/// Somebody's names that mean something to the languages a graph is written in.
private let hostileTitles = [
    "quote \" and \\ and \\N", "a\\", "end", "--> %%{init: {'theme':'dark'}}%%", "`**markdown**`", "<b>&amp;&lt;</b>",
    "]]></data><node id='x'/>", "#quot; #35;", "line\nbreak", "tab\tand \u{1} and \u{1B}[2J", "\u{FFFE}",
    "|pipe| [x](y)",
    "=1+1", "click c0 href \"javascript:alert(1)\"", "naïve — 納期 🚚",
]

@Suite("An export")
struct ExportTests {
    /// The sample with a title, an id and a name that are somebody's.
    private func hostile(_ title: String) -> String {
        var quoted = ""
        writeJSONString(title, into: &quoted)
        return """
            { "domino": 1, "name": \(quoted), "root": "b", "asOf": "2026-02-02",
              "stakeholders": [ { "id": "us", "name": \(quoted) }, { "id": "them" } ],
              "commitments": [
                { "id": "b", "title": \(quoted), "promisor": "us", "promisee": "them", "due": "2026-03-02",
                  "needs": [ { "anyOf": [ { "commitment": "c", "lead": 2, "fallback": 9 },
                                          { "commitment": "we\\"ird\\\\", "buffer": 1, "share": 0.5 } ] } ] },
                { "id": "c", "promisor": "us", "promisee": "them", "due": "2026-02-02", "status": "proposed" },
                { "id": "we\\"ird\\\\", "promisor": "us", "promisee": "them", "due": "2026-02-02" } ] }

            """
    }

    private func export(_ title: String, as format: String) throws -> String {
        let playground = try Playground(["a.json": hostile(title)])
        let result = playground.domino("export", "a.json", "--as", format)
        #expect(result.status == 0)
        #expect(result.errors == "")
        return result.output
    }

    @Test(
        "as DOT is drawn by Graphviz with every title as it is", .enabled(if: isOnPath("dot")), arguments: hostileTitles
    )
    func dot(_ title: String) throws {
        let drawn = runProcess("dot", ["-Tjson"], input: Array(try export(title, as: "dot").utf8))
        #expect(drawn.errors == "")
        let graph = try #require(try JSONSerialization.jsonObject(with: Data(drawn.standardOutput)) as? [String: Any])
        let nodes = try #require(graph["objects"] as? [[String: Any]])
        #expect(nodes.compactMap { $0["name"] as? String } == ["b", "c", "#2"])
        #expect((graph["edges"] as? [[String: Any]])?.count == 2)
        // What Graphviz draws, its own escapes undone.
        let drawing = runProcess("dot", ["-Tsvg"], input: Array(try export(title, as: "dot").utf8)).output
        let first = try #require(try texts(ofSVG: drawing).dropFirst().first)
        #expect(first == sanitized(title, limit: 60))
    }

    @Test("as Mermaid is parsed by Mermaid", .enabled(if: mermaid != nil), arguments: hostileTitles)
    func mermaidParses(_ title: String) throws {
        let chart = try export(title, as: "mermaid")
        let program = """
            const parse = require(process.argv[1]);
            const fail = (error) => { console.error(String(error)); process.exit(1); };
            const text = require("fs").readFileSync(0, "utf8");
            parse(text).then((graph) => console.log(graph), fail);
            """
        let parsed = runProcess("node", ["-e", program, mermaid ?? ""], input: Array(chart.utf8))
        #expect(parsed.status == 0, "\(parsed.errors)")
        let graph = try #require(
            try JSONSerialization.jsonObject(with: Data(parsed.standardOutput)) as? [String: Any])
        let chartData = try #require(graph["graph_data"] as? [String: Any])
        #expect((chartData["vertices"] as? [String: Any])?.keys.sorted() == ["c0", "c1", "c2"])
        #expect((chartData["edges"] as? [Any])?.count == 2)
        #expect((chartData["tooltips"] as? [String: Any])?.isEmpty ?? true)
    }

    @Test(
        "as GraphML is opened by networkx with nothing lost", .enabled(if: pythonHas("networkx")),
        arguments: hostileTitles)
    func graphML(_ title: String) throws {
        let program = """
            import json, sys, io, networkx
            graph = networkx.read_graphml(io.BytesIO(sys.stdin.buffer.read()))
            print(json.dumps([list(graph.nodes(data=True)), list(graph.edges(data=True))]))
            """
        let read = runProcess("python3", ["-c", program], input: Array(try export(title, as: "graphml").utf8))
        #expect(read.status == 0, "\(read.errors)")
        let graph = try #require(try JSONSerialization.jsonObject(with: Data(read.standardOutput)) as? [[[Any]]])
        #expect(graph[0].compactMap { $0.first as? String } == ["b", "c", "we\"ird\\"])
        let root = try #require(graph[0][0][1] as? [String: Any])
        #expect(root["title"] as? String == sanitized(title))
        #expect(root["root"] as? Bool == true)
        let needs = graph[1].compactMap { $0[2] as? [String: Double] }
        #expect(needs == [["lead": 2, "fallback": 9, "anyOf": 0], ["buffer": 1, "share": 0.5, "anyOf": 0]])
    }

    @Test("as CSV is a table of RFC 4180 in which no text is a formula", arguments: hostileTitles)
    func csv(_ title: String) throws {
        let table = try export(title, as: "csv")
        let program = "import csv, json, sys; print(json.dumps(list(csv.reader(sys.stdin, strict=True))))"
        let read = runProcess(
            "python3", ["-c", program], input: Array(table.utf8), environment: ["PYTHONIOENCODING": "utf-8"])
        #expect(read.status == 0, "\(read.errors)")
        let rows = try #require(try JSONSerialization.jsonObject(with: Data(read.standardOutput)) as? [[String]])
        #expect(Set(rows.map(\.count)) == [scenarioTableHeader.count])
        #expect(
            rows.map { $0[0] } == ["list", "scenario"] + ["stakeholders", "stakeholders"]
                + ["commitments", "commitments", "commitments"])
        let written = rows[4][2].replacingOccurrences(of: "\r\n", with: "\n")
        #expect(written == (title.hasPrefix("=") || title.hasPrefix("-") ? "'" + title : title))
        for cell in rows.flatMap({ $0 }) { #expect(!"=+-@\t\r".contains(cell.first ?? " ")) }
    }

    @Test("names what it can be written as")
    func usage() throws {
        let playground = try Playground(["a.json": sampleScenario])
        let missing = playground.domino("export", "a.json")
        #expect(missing.status == 64)
        #expect(missing.errors.hasPrefix("Error: Missing expected argument '--as <format>'\n"))
        let wrong = playground.domino("export", "a.json", "--as", "svg")
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("Please provide one of 'dot', 'mermaid', 'graphml' or 'csv'."))
        #expect(playground.domino("export", "b.json", "--as", "csv").status == 66)
    }

    /// The texts of a drawing, in order.
    private func texts(ofSVG drawing: String) throws -> [String] {
        let program = """
            import json, sys, xml.etree.ElementTree as tree
            space = "{http://www.w3.org/2000/svg}"
            print(json.dumps([text.text for text in tree.fromstring(sys.stdin.buffer.read()).iter(space + "text")]))
            """
        let read = runProcess("python3", ["-c", program], input: Array(drawing.utf8))
        let texts = try JSONSerialization.jsonObject(with: Data(read.standardOutput)) as? [String?]
        return (texts ?? []).map { ($0 ?? "").replacingOccurrences(of: "\u{A0}", with: " ") }
    }
}

/// Mermaid's own parser, as the Python package `mermaid-parser-py` carries it; nil where that or node is missing.
private let mermaid: String? = {
    let program =
        "import importlib.util; print(importlib.util.find_spec('mermaid_parser').submodule_search_locations[0])"
    let found = runProcess("python3", ["-c", program])
    guard found.status == 0, isOnPath("node") else { return nil }
    return found.output.split(separator: "\n").first.map { "\($0)/js/parser.bundle.js" }
}()
