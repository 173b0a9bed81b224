import DominoTestSupport
import Foundation
import Testing

/// What the glossary of `Sources/Style.md` rules out, as a pattern, and what to say instead.
struct BannedWord: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Case counts where it tells a word from a name.
    var pattern: String
    var instead: String
    /// Files and lines that may say it: parts of a path or of a line, each with the reason.
    var allowed: [(part: String, reason: String)] = []

    init(_ word: String, _ pattern: String, say instead: String, but allowed: [(part: String, reason: String)] = []) {
        testDescription = word
        self.pattern = pattern
        self.instead = instead
        self.allowed = allowed
    }

    static let all = [
        BannedWord(
            "luck", "(?i)luck", say: "uncertainty, chance, random seed",
            but: [("domino_deal_luck", "what the page's engine exports, until the page is rebuilt")]),
        BannedWord("harm", #"\b[Hh]arm|[a-z]Harm"#, say: "damage"),
        BannedWord("replay", "(?i)replay", say: "run in texts, replicate in code"),
        BannedWord("Deal as the compiled model", #"\bDeal\b|\bDeal[A-Z]"#, say: "Model"),
        BannedWord("chancy, doubtful", "(?i)chancy|doubtful", say: "fallible, uncertain"),
        BannedWord("misuse", "(?i)misuse", say: "usage error"),
        BannedWord("tellings", "(?i)tellings", say: "notifiedOn, notification"),
        BannedWord(
            "tidy, settle, take back", #"(?i)\btidy|\bsettle|takeBack"#, say: "normalize, resolve, undo",
            but: [("classDef settled", "a style in Mermaid output"), (":::settled", "its use")]),
        BannedWord("remedy", #"(?i)\bremed(y|ies)\b"#, say: "mitigation"),
        BannedWord("a fault of ours", "(?i)fault of ours", say: "internal error"),
        BannedWord(
            "too dear", "(?i)tooDear|too dear", say: "over budget",
            but: [("case .overBudget", "a value in JSON, which never changes")]),
        BannedWord("parted by", "(?i)parted by", say: "separated by"),
        BannedWord("is no value of", "(?i)is no value of", say: "is not a ... value"),
    ]
}

@Suite("The sources keep the rules of Sources/Style.md")
struct TidyTests {
    static let sources = (try? sourceFiles(in: "Sources")) ?? []
    static let everything = ["Sources", "Tests", "Benchmarks"].flatMap { (try? sourceFiles(in: $0)) ?? [] }
    static let scripts = ["Sources", "Tests", "Benchmarks"].flatMap {
        (try? sourceFiles(in: $0, endingWith: ".js")) ?? []
    }

    @Test("lines have at most 120 columns; in tests, benchmarks and markup the letters of strings aside")
    func columns() {
        for file in Self.everything {
            let isStrict = file.path.hasPrefix("Sources/") && !file.path.hasPrefix("Sources/DominoReport/Page/")
            let code = file.code.split(separator: "\n", omittingEmptySubsequences: false)
            for (number, line) in file.lines.enumerated() where line.utf8.count > 120 && line.count > 120 {
                // Blanked letters are blanks, so what is left without runs of them is code.
                let left = code[number].split(separator: " ").joined(separator: " ").count
                let isText = !isStrict && left < line.count - 20 && !line.contains("// ") && !line.contains("/// ")
                if !isText && !line.contains("http://") {
                    Issue.record("\(file.path):\(number + 1): \(line.count) columns")
                }
            }
        }
    }

    @Test("functions have at most 70 lines")
    func functionLengths() {
        for file in Self.everything {
            for function in file.functions where function.lines > 70 {
                Issue.record("\(file.path):\(function.line): \(function.name) has \(function.lines) lines")
            }
        }
    }

    /// Files named after something else, each with the reason.
    static let otherNames: [String: String] = [
        "Sources/DominoEngine/BinarySearch.swift": "its one function is that",
        "Sources/DominoEngine/Lanes/Philox.swift": "the generator has this name everywhere",
        "Sources/DominoReport/Diagnostics/Remarks.swift": "sentences that stand beside an answer",
        "Sources/DominoScenario/Compiling/ColumnCompilation.swift": "what compiles each column",
        "Sources/DominoModule/Door.swift": "the functions that a page calls",
        "Sources/DominoModule/System/Streams.swift": "what stands in for files, streams and the clock",
        "Sources/DominoCommand/System/Platform.swift": "all that is asked of the system",
    ]

    /// A file has the name of a type or function in it, or tells a story of several that share a word with its name.
    @Test("a file is named after what it declares")
    func fileNames() {
        for file in Self.sources where Self.otherNames[file.path] == nil {
            let name = file.path.split(separator: "/").last?.dropLast(6) ?? ""
            let stem = name.prefix { $0 != "+" }.lowercased()
            let lines = file.lines
            let names = file.declarations.filter { lines[$0.line - 1].first != " " }.map(\.name)
            let isNamed = file.declarations.contains { $0.name.lowercased() == stem }
            let tellsStory = names.contains { declared in
                camelWords(String(name)).contains { word in camelWords(declared).contains { sharesStem(word, $0) } }
            }
            #expect(
                isNamed || tellsStory, "\(file.path) declares \(Set(names).sorted().prefix(6).joined(separator: ", "))")
        }
    }

    /// `ShardReading` is shard and reading.
    private func camelWords(_ name: String) -> [String] {
        var words: [String] = []
        for character in name where character != "+" {
            if character.isUppercase || words.isEmpty { words.append("") }
            words[words.count - 1].append(contentsOf: character.lowercased())
        }
        return words
    }

    /// Whether two words are forms of one: at least four letters at their beginning are the same, and all but the last
    /// five.
    private func sharesStem(_ one: String, _ other: String) -> Bool {
        let count = zip(one, other).prefix { $0 == $1 }.count
        return count >= 4 && max(one.count, other.count) - count <= 5
    }

    /// The plan of the house asks for 36,000 lines. The sources have more; this limit keeps them from growing.
    @Test("there are at most 240 files and 46,000 lines of Swift, and at most 15 % of the files are under 60 lines")
    func amounts() {
        let lengths = Self.sources.map { $0.lines.count - 1 }
        #expect(lengths.count <= 240)
        #expect(lengths.reduce(0, +) <= 46_000)
        let short = lengths.count { $0 < 60 }
        #expect(short * 100 <= lengths.count * 15, "\(short) of \(lengths.count)")
    }

    /// Names that the sources say once, each with the reason.
    static let usedElsewhere: [String: String] = [
        "Main": "the system starts it", "Domino": "the system starts it",
        "variablesDrawn": "benchmarks count the work that was done",
        "promiseCounts": "the page reads this column by its number",
        "fieldReference": "a test writes FORMAT.md from it", "appendLiteral": "string interpolation calls it",
        "mon": "a day of the week, read by its name", "tue": "so is this", "wed": "so is this", "thu": "so is this",
        "fri": "so is this", "sat": "so is this", "sun": "so is this",
    ]

    @Test("nothing is declared that only tests name, or nobody")
    func deadDeclarations() {
        var counts: [String: Int] = [:]
        for file in Self.sources {
            for word in file.words { counts[word.text, default: 0] += 1 }
        }
        for file in Self.sources {
            let lines = file.lines
            for declaration in file.declarations where counts[declaration.name] == 1 {
                if declaration.name == "_" || Self.usedElsewhere[declaration.name] != nil { continue }
                // The page calls what is exported, by a name of its own.
                let around = lines[max(0, declaration.line - 3)..<declaration.line]
                if around.contains(where: { $0.contains("@_expose") || $0.contains("@_cdecl") }) { continue }
                Issue.record("\(file.path):\(declaration.line): \(declaration.kind) \(declaration.name) is not used")
            }
        }
    }

    /// What is written for people: sources, scripts and documents, but for the page that lists the words.
    static let written: [SourceText] =
        sources + ((try? sourceFiles(in: "Sources", endingWith: ".js")) ?? [])
        + ["Sources", "Scenarios", "Benchmarks", ".github"].flatMap { folder in
            ((try? sourceFiles(in: folder, endingWith: ".md")) ?? []).filter { $0.path != "Sources/Style.md" }
        } + [try? SourceText(path: "README.md"), try? SourceText(path: "Tests/README.md")].compactMap { $0 }

    @Test("no word is used that the glossary rules out", arguments: BannedWord.all)
    func words(_ word: BannedWord) throws {
        let pattern = try Regex(word.pattern).wordBoundaryKind(.simple)
        for file in Self.written where file.text.contains(pattern) {
            for (number, line) in file.lines.enumerated() where line.contains(pattern) {
                if word.allowed.contains(where: { file.path.contains($0.part) || line.contains($0.part) }) { continue }
                Issue.record("\(file.path):\(number + 1): say \(word.instead): \(line.prefix(120))")
            }
        }
    }

    /// Files of tests that wait for some time, each with the reason.
    static let waits: [String: String] = [
        "Tests/DominoCommandTests/FaultTests.swift": "slow writers, and ends at a random moment, are what it tests",
        "Tests/DominoTestSupport/PeakMemory.swift": "it samples the memory of a process until that ends",
        "Tests/DominoPageTests/browser.js": "it looks again until what it waits for is there",
        "Tests/DominoPageTests/SliderTests.swift": "it moves a slider as fast as a hand does",
    ]

    @Test("tests do not sleep")
    func sleeps() throws {
        let pattern = try Regex(#"\b(u|nano)?sleep\b|\bsetTimeout\b|\basyncAfter\b"#).wordBoundaryKind(.simple)
        for file in try sourceFiles(in: "Tests") + sourceFiles(in: "Tests", endingWith: ".js")
        where Self.waits[file.path] == nil && !file.path.hasSuffix("TidyTests.swift") {
            for (number, line) in file.lines.enumerated() where line.contains(pattern) {
                Issue.record("\(file.path):\(number + 1): \(line.prefix(120))")
            }
        }
    }

    @Test("every document that a comment cites exists")
    func citedDocuments() throws {
        let pattern = try Regex(#"[A-Za-z0-9_./-]+\.md\b"#).wordBoundaryKind(.simple)
        for file in Self.everything + Self.scripts {
            let folder = file.path.prefix(upTo: file.path.lastIndex(of: "/") ?? file.path.startIndex)
            for (number, line) in file.lines.enumerated() where line.drop(while: { $0 == " " }).hasPrefix("//") {
                for match in line.matches(of: pattern) {
                    let name = line[match.range]
                    let paths = [String(name), "Sources/\(name)", "\(folder)/\(name)"]
                    let exists = paths.contains { FileManager.default.fileExists(atPath: "\(repositoryRoot)/\($0)") }
                    #expect(exists, "\(file.path):\(number + 1): \(name)")
                }
            }
        }
    }

    @Test("every schema that a scenario names is there")
    func schemas() throws {
        let pattern = try Regex(#""\$schema"\s*:\s*"([^"]+)""#, as: (Substring, Substring).self)
        for file in try sourceFiles(in: "Scenarios", endingWith: ".json") where !file.path.hasSuffix(".schema.json") {
            let match = try #require(file.text.firstMatch(of: pattern), "\(file.path) names no schema")
            #expect(FileManager.default.fileExists(atPath: "\(repositoryRoot)/Scenarios/\(match.1)"), "\(file.path)")
        }
    }
}

@Suite("The tidy test finds functions and declarations")
struct SourceShapeTests {
    /// A piece of source, and the functions in it with their lines.
    static let functions: [(source: String, found: [String])] = [
        ("func a() {\n}\nfunc b() { }", ["a 2", "b 1"]),
        ("protocol P {\n  func a()\n  var b: Int { get }\n  func c() -> Int\n}", []),
        ("init?(a: [Int] = []) where B: C\n{\n}\nself.init(a: 1)", ["init 3"]),
        ("func a<T>(\n  _ b: () -> Void\n) throws(E) -> [T] {\n  if c { d { } }\n}", ["a 5"]),
        ("subscript(a: Int) -> B { get { c } }", ["subscript 1"]),
    ]

    @Test("functions are found with their lines", arguments: functions)
    func finding(_ source: String, _ found: [String]) {
        #expect(SourceText(path: "", text: source).functions.map { "\($0.name) \($0.lines)" } == found)
    }

    /// A piece of source, and the names declared in it.
    static let declarations: [(source: String, names: [String])] = [
        ("struct A { let b: Int; var c = 3 }", ["A", "b", "c"]),
        ("enum A: String {\n  case b, c = \"d\", e(Int, f: Int)\n}", ["A", "b", "c", "e"]),
        ("switch a {\ncase .b: c\ncase let d: e\n}\nif case .f = g { }", []),
        ("extension A { static func b() { } }\nclass func c() { }", ["A", "b", "c"]),
    ]

    @Test("names are found behind what declares them", arguments: declarations)
    func declaring(_ source: String, _ names: [String]) {
        let found = SourceText(path: "", text: source).declarations.map(\.name)
        #expect(found.filter { $0 != "d" } == names)
    }
}
