import DominoTestSupport
import Foundation
import Testing

@testable import DominoScenario

@Suite("A scenario written as a table comes back whole")
struct ScenarioTableTests {
    static let scenarios = scenarioFiles

    @Test("every scenario of the repository", arguments: scenarios)
    func repository(_ path: String) throws {
        let json = try #require(FileManager.default.contents(atPath: path))
        let original = try #require(try JSONSerialization.jsonObject(with: json) as? NSDictionary)
        let folder = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
        let imported = importTables(
            commitments: ImportFile(path: "\(folder)/table.csv", contents: Array(scenarioTable(of: original).utf8)),
            include: {
                FileManager.default.contents(atPath: $0).map { .contents(Array($0)) } ?? .unreadable(reason: "")
            })
        let text = try #require(imported.text, "\(problems(of: imported))")
        #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary == original)
        #expect(imported.guesses.isEmpty)
    }

    @Test("titles that a spreadsheet would compute, quotes, line breaks and blanks")
    func hostileTexts() throws {
        let titles = [
            "=1+1", "'=1+1", "''-x", "@a", "+", "-", "\ta", "\ra", "'quoted'", " a ", "a\"b", "a\nb", "a,b;c",
            "ä\u{301}",
        ]
        let commitments = titles.enumerated().map { place, title in
            ["id": "c\(place)", "title": title, "promisor": "us", "promisee": "them", "due": "2026-03-02"]
        }
        let original: NSDictionary = ["domino": 1, "name": "=a", "commitments": commitments]
        let imported = imported(scenarioTable(of: original))
        let text = try #require(imported.text, "\(problems(of: imported))")
        #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary == original)
    }

    @Test("one that was exported before version 2 of the model, with fewer columns")
    func olderHeader() throws {
        let table = """
            list,id,title,promisor,promisee,due,status,keptOn,stage,firmness,work,cushion,start,breaksAfter,perDayLater,\
            needs,delay,damage,notice,more
            scenario,,,,,,,,,,,,,,,,,,,"{""domino"":1,""name"":""Old""}"
            commitments,data,Data,client,us,2026-02-13,,,,,,,,,,,,,,
            commitments,go-live,,us,client,2026-03-02,,,,,,1,,45,,"[{""commitment"":""data"",""lead"":10}]",,,,"{""x-a"":1}"
            """
        let imported = imported(table)
        let text = try #require(imported.text, "\(problems(of: imported))")
        let expected: NSDictionary = [
            "domino": 1, "name": "Old",
            "commitments": [
                ["id": "data", "title": "Data", "promisor": "client", "promisee": "us", "due": "2026-02-13"],
                [
                    "id": "go-live", "promisor": "us", "promisee": "client", "due": "2026-03-02", "cushion": 1,
                    "breaksAfter": 45, "needs": [["commitment": "data", "lead": 10]], "x-a": 1,
                ],
            ],
        ]
        #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary == expected)
    }

    /// A first line, and whether it is that of such a table.
    static let firstLines: [(line: String, isOurs: Bool)] = [
        ("list,id,more", true), ("list,more,due,id", true), ("list,id,due", false), ("id,list,more", false),
        ("list,id,id,more", false), ("list,id,owner,more", false), ("list,id,more,", false), ("List,id,more", false),
    ]

    @Test("a table is one of ours by its first line alone", arguments: firstLines)
    func firstLine(_ header: (line: String, isOurs: Bool)) {
        var sources = SourceMap()
        let file = sources.append(path: "a.csv", contents: Array((header.line + "\r\nscenario\n").utf8))
        #expect((scenarioTableColumns(file: file, in: sources) != nil) == header.isOurs)
    }

    @Test("options that change what is read are refused for it")
    func options() {
        var options = ImportOptions()
        options.name = "other"
        let original: NSDictionary = ["domino": 1, "name": "a", "commitments": []]
        #expect(DominoScenarioTests.imported(scenarioTable(of: original), options).refusal?.contains("--name") == true)
    }
}

/// A scenario as the table that `export --as csv` promises to write.
func scenarioTable(of scenario: NSDictionary) -> String {
    let lists = scenarioTableLists
    var rows = [scenarioTableHeader]
    var singles = scenario as? [String: Any] ?? [:]
    for list in lists { singles[list] = nil }
    var first = [String](repeating: "", count: scenarioTableHeader.count)
    first[0] = "scenario"
    first[first.count - 1] = json(singles)
    rows.append(first)
    for list in lists {
        for case var element as [String: Any] in scenario[list] as? [Any] ?? [] {
            if list == "stakeholders" {
                element["title"] = element["name"]
                element["name"] = nil
            }
            rows.append(row(element, of: list))
        }
    }
    return rows.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
}

private func row(_ element: [String: Any], of list: String) -> [String] {
    var rest = element
    var cells = [list]
    for column in scenarioTableHeader.dropFirst().dropLast() {
        // A row of a list other than the commitments has its id and title, and the rest in "more".
        guard list == "commitments" || column == "id" || column == "title", let value = rest.removeValue(forKey: column)
        else {
            cells.append("")
            continue
        }
        if let text = value as? String, ScenarioTableColumn(column) == .text {
            cells.append(guarded(text))
        } else {
            cells.append(json(value))
        }
    }
    return cells + [rest.isEmpty ? "" : json(rest)]
}

private func guarded(_ text: String) -> String {
    let first = text.utf8.first { $0 != UInt8(ascii: "'") }
    return first.map { "=+-@\t\r".utf8.contains($0) } == true ? "'" + text : text
}

private func json(_ value: Any) -> String {
    let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys]
    return (try? JSONSerialization.data(withJSONObject: value, options: options))
        .map { String(decoding: $0, as: UTF8.self) } ?? ""
}

private func quoted(_ cell: String) -> String {
    cell.utf8.contains { ",\"\r\n".utf8.contains($0) } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
}
