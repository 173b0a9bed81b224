import Testing

@testable import DominoScenario

@Suite("Included files")
struct IncludeTests {
    /// Reads `a.json` among these files; the problems, and the paths read in their order.
    private func check(
        _ files: [String: String], _ expected: [String], read: [String]? = nil
    ) -> LoadedScenario {
        let paths = Paths()
        let loaded = loadScenario(path: "a.json", contents: Array(files["a.json", default: ""].utf8)) { path in
            paths.read.append(path)
            return files[path].map { .contents(Array($0.utf8)) } ?? .unreadable(reason: "there is no such file")
        }
        #expect(problems(of: loaded) == expected)
        if let read { #expect(paths.read == read) }
        return loaded
    }

    private final class Paths {
        var read: [String] = []
    }

    /// A file with one commitment that includes others.
    private func file(_ id: String, including paths: String..., more: String = "") -> String {
        let include = paths.map { "\"\($0)\"" }.joined(separator: ", ")
        return scenarioText(
            [commitmentText(id, ",\"damage\":[{\"kind\":\"m\",\"lump\":1}]")], "\"include\": [\(include)]\(more)")
    }

    @Test("join their lists to the first one's, and a file reached twice is read once")
    func diamond() {
        let loaded = check(
            [
                "a.json": file("a", including: "b.json", "c.json"), "b.json": file("b", including: "d.json"),
                "c.json": file("c", including: "./d.json", "x/../d.json"), "d.json": file("d"),
            ], [], read: ["b.json", "d.json", "c.json"])
        #expect(loaded.scenario?.commitments.map { loaded.sources.string($0.id) } == ["a", "b", "d", "c"])
    }

    @Test("have paths relative to the folder of the file that names them")
    func folders() {
        _ = check(
            [
                "a.json": file("a", including: "team\\/b.json"),
                "team/b.json": file("b", including: "../c.json", "d.json"),
                "team/../c.json": file("c"), "team/d.json": file("d", including: "/e.json"), "/e.json": file("e"),
            ], [], read: ["team/b.json", "team/../c.json", "team/d.json", "/e.json"])
    }

    @Test("must not form a circle, however the paths are written")
    func circles() {
        let circle = "include-circle 4:13 in b.json"
        _ = check(["a.json": file("a", including: "b.json"), "b.json": file("b", including: "a.json")], [circle])
        _ = check(["a.json": file("a", including: "b.json"), "b.json": file("b", including: "x/../a.json")], [circle])
        let own = check(["a.json": file("a", including: "./a.json")], ["include-circle 4:13"])
        #expect(own.diagnostics.first?.message == "this file includes itself")
    }

    @Test("may be nested eight deep", arguments: [(7, 0), (8, 0), (9, 1)])
    func depth(_ files: Int, _ problems: Int) {
        #expect(chainOfFiles(files).diagnostics.filter { $0.code == .includeDepth }.count == problems)
    }

    @Test("that cannot be read are named as they are written, with the place where they were looked for")
    func missing() {
        let loaded = check(
            ["a.json": file("a", including: "team/b.json"), "team/b.json": file("b", including: "c\u{202E}.json")],
            ["unreadable-file 4:13 in team/b.json"])
        #expect(loaded.diagnostics.first?.message == "\"c\\u{202E}.json\" cannot be read: there is no such file")
        #expect(
            loaded.diagnostics.first?.hint
                == "a path is relative to the folder of the file that names it: \"team/c\\u{202E}.json\"")
    }

    @Test("may not give an id that is taken, and both places are shown")
    func collision() {
        let loaded = check(
            ["a.json": file("a", including: "b.json"), "b.json": file("a")], ["duplicate-id 2:7 in b.json"])
        let other = loaded.diagnostics.first?.related.first.flatMap { loaded.sources.position(of: $0.span.start) }
        #expect(other == SourcePosition(file: 0, line: 2, column: 7))
    }

    @Test("have their problems reported under their own names, all files in one run")
    func problemsOfAll() {
        _ = check(
            [
                "a.json": file("a", including: "b.json", "c.json", more: ", \"curency\": \"USD\""),
                "b.json": file("b", more: ", \"root\": 7"),
                "c.json": scenarioText([commitmentText("c", ",\"work\":-1")]),
            ], ["unknown-field 4:34", "out-of-range 2:73 in c.json"])
        _ = check(
            ["a.json": file("a", including: "b.json", "c.json"), "b.json": "{", "c.json": "[1,]"],
            ["json-cut-off 1:2 in b.json", "json-trailing-comma 1:3 in c.json"])
    }

    @Test("give no single values: those are the first file's")
    func singles() {
        let loaded = check(
            [
                "a.json": file("a", including: "b.json", more: ", \"currency\": \"USD\""),
                "b.json": file("b", more: ", \"currency\": \"EUR\", \"horizon\": 9, \"root\": \"b\""),
            ], [])
        #expect(loaded.scenario.map { $0.string($0.currency) } == "USD")
        #expect(loaded.scenario?.horizon == 365)
        #expect(loaded.scenario != nil && loaded.scenario?.root == nil)
    }
}
