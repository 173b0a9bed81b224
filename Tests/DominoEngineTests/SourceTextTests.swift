import Testing

@Suite("The structure test reads code, not comments or the letters of strings")
struct SourceTextTests {
    /// A piece of source and what is left of it, with runs of blanks as one.
    static let blanked: [(source: String, code: String)] = [
        ("let a = 1 // x!", "let a = 1 "),
        ("a /* b /* c */ d */ e", "a e"),
        (#"let a = "b! // c""#, #"let a = " ""#),
        (#"let a = "b \"c\" d""#, #"let a = " ""#),
        (#"f("a \(b!) c")"#, #"f(" (b!) ")"#),
        (#"f("a \(g("x!", (1))) c") + d"#, #"f(" (g(" ", (1))) ") + d"#),
        ("#\"a \\(b) \" c\"#", "#\" \"#"),
        ("\"\"\"\n  a \"b\" \\(c)\n  \"\"\" d", "\"\"\"\n (c)\n \"\"\" d"),
        ("#if os(Linux)\n#endif", "#if os(Linux)\n#endif"),
    ]

    @Test("comments and letters are blanked, interpolations stay", arguments: blanked)
    func blanking(_ source: String, _ code: String) {
        let left = SourceText(path: "", text: source).code
        #expect(left.utf8.count == source.utf8.count)
        var short = ""
        for character in left where !(character == " " && short.last == " ") { short.append(character) }
        #expect(short == code)
    }

    /// A piece of source and the lines on which something is forced.
    static let forced: [(source: String, lines: [Int])] = [
        ("a!.b", [1]), ("a()!", [1]), ("a[0]!", [1]), ("\nlet a = try! b()", [2]), ("a as! B", [1]),
        ("var a: Int!", [1]),
        ("a != b", []), ("!a", []), ("(!a)", []), ("if !(a) { }", []), ("// a!", []), (#"f("a!")"#, []),
        (#"f("\(a!)")"#, [1]), ("a!=b", []), ("a?.b! + c!", [1, 1]),
    ]

    @Test("forced values are found by line", arguments: forced)
    func forcing(_ source: String, _ lines: [Int]) {
        #expect(SourceText(path: "", text: source).forcedLines == lines)
    }

    /// A line and what it imports.
    static let imports: [(source: String, modules: [String])] = [
        ("import A", ["A"]), ("@testable import A", ["A"]), ("    internal import struct A.B", ["A"]),
        ("// import A", []), ("let imported = 1", []), ("@_exported import A\nimport B", ["A", "B"]),
    ]

    @Test("imports are found in whatever dress", arguments: imports)
    func importing(_ source: String, _ modules: [String]) {
        #expect(SourceText(path: "", text: source).imports == modules)
    }
}
