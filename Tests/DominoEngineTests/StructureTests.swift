import DominoTestSupport
import Foundation
import Testing

@Suite("The house stands as its plan says")
struct StructureTests {
    /// What each folder of sources may import: the arrows of the plan, and no others.
    struct Arrows: Sendable, CustomTestStringConvertible {
        var folder: String
        var mayImport: [String]
        var testDescription: String { folder }
    }

    static let system = ["Glibc", "Musl", "Darwin"]
    static let modules = [
        Arrows(folder: "Sources/DominoEngine", mayImport: []),
        Arrows(folder: "Sources/DominoScenario", mayImport: ["DominoEngine"]),
        Arrows(
            folder: "Sources/DominoAnalysis",
            mayImport: ["DominoEngine", "DominoScenario", "Dispatch", "Synchronization"]),
        Arrows(folder: "Sources/DominoReport", mayImport: ["DominoEngine", "DominoAnalysis", "DominoScenario"]),
        Arrows(
            folder: "Sources/DominoCommand",
            mayImport: ["DominoAnalysis", "DominoReport", "DominoScenario", "Dispatch", "Synchronization"] + system),
        Arrows(folder: "Sources/DominoModule", mayImport: ["DominoCommand", "DominoScenario"]),
        Arrows(folder: "Sources/domino", mayImport: ["DominoCommand"]),
    ]
    static let benchmarks = Arrows(
        folder: "Benchmarks",
        mayImport: [
            "DominoEngine", "DominoScenario", "DominoAnalysis", "DominoReport", "Dispatch", "Synchronization",
        ] + system)

    @Test("modules import along the arrows only", arguments: modules + [benchmarks])
    func imports(_ arrows: Arrows) throws {
        for file in try sourceFiles(in: arrows.folder) {
            for module in file.imports where !arrows.mayImport.contains(module) {
                Issue.record("\(file.path) imports \(module)")
            }
        }
    }

    @Test("every module is known to this test and has sources")
    func modulesAreKnown() throws {
        let folders = try subfolders(of: "Sources").filter { !$0.contains("/") && $0 != "Decisions" }
        #expect(folders.map { "Sources/\($0)" }.sorted() == Self.modules.map(\.folder).sorted())
        for module in Self.modules { #expect(try !sourceFiles(in: module.folder).isEmpty, "\(module.folder)") }
    }

    /// What has no place in the engine, as a pattern over code without comments and the letters of strings.
    struct Ban: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var pattern: String
        /// Lines that are caught.
        var caught: [String]
        /// Lines like them that are not.
        var free: [String] = []

        /// With words as programs have them: by default a full stop between two letters ends none.
        func regex() throws -> Regex<AnyRegexOutput> { try Regex(pattern).wordBoundaryKind(.simple) }
    }

    /// Embedded Swift has no existentials and no untyped errors; dictionaries and strings would double the module, and
    /// the order of a dictionary or set differs at each start.
    static let bans = [
        Ban(testDescription: "imports", pattern: #"\bimport\b"#, caught: ["import Glibc"]),
        Ban(
            testDescription: "existentials", pattern: #"\bany\s"#, caught: ["let a: any Error"],
            free: ["anyOf (", "many "]),
        Ban(
            testDescription: "errors of no type", pattern: #"\bthrows\b(?!\()"#, caught: ["func f() throws -> Int {"],
            free: ["func f() throws(Failure) {"]),
        Ban(
            testDescription: "dictionaries",
            pattern: #"\bDictionary\b|(^|[^A-Za-z0-9_)\]])\[\s*[A-Za-z0-9_.]*\s*:[^\]]*\]"#,
            caught: ["let a: [Int32: Float]", "var a = [:]", "f([a: b])", "Dictionary(grouping: a)"],
            free: ["a[unchecked: 3]", "[a ? b : c]", "f()[at: 3]"]),
        Ban(testDescription: "sets", pattern: #"\bSet\b"#, caught: ["Set<Int>()"], free: ["OptionSet"]),
        Ban(testDescription: "strings", pattern: #"\b(String|Substring|Character)\b"#, caught: ["var a: String"]),
        Ban(
            testDescription: "printing", pattern: #"\b(print|debugPrint|dump)\("#,
            caught: ["print(3)", "Swift.print(3)"],
            free: ["footprint(3)"]),
        Ban(
            testDescription: "clocks and chance from outside",
            pattern: #"\b(ContinuousClock|SuspendingClock|SystemRandomNumberGenerator)\b|\brandom\(in:"#,
            caught: ["ContinuousClock()", "Int.random(in: 0..<3)"]),
    ]

    @Test("a ban catches what it names", arguments: bans)
    func bansCatch(_ ban: Ban) throws {
        let pattern = try ban.regex()
        for line in ban.caught { #expect(line.contains(pattern), "\(line)") }
        for line in ban.free { #expect(!line.contains(pattern), "\(line)") }
    }

    @Test("the engine does without", arguments: bans)
    func engineBans(_ ban: Ban) throws {
        let pattern = try ban.regex()
        for file in try sourceFiles(in: "Sources/DominoEngine") {
            for (number, line) in file.code.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            where line.contains(pattern) {
                Issue.record("\(file.path):\(number + 1): \(line)")
            }
        }
    }

    @Test("the engine puts no text together, but to say which precondition failed")
    func engineText() throws {
        for file in try sourceFiles(in: "Sources/DominoEngine") {
            for (number, line) in file.lines.enumerated() where line.contains("\\(") {
                let says = ["precondition(", "preconditionFailure(", "assert("].contains { line.contains($0) }
                #expect(says, "\(file.path):\(number + 1): \(line)")
            }
        }
    }

    /// All Swift of the repository.
    func everything() throws -> [SourceText] {
        try ["Sources", "Tests", "Benchmarks"].flatMap { try sourceFiles(in: $0) } + [SourceText(path: "Package.swift")]
    }

    @Test("nothing is unwrapped by force")
    func forceUnwraps() throws {
        for file in try everything() {
            for line in file.forcedLines { Issue.record("\(file.path):\(line)") }
        }
    }

    @Test("no file knows the machine it was written on")
    func machinePaths() throws {
        // A path begins a word: a pointer into a document may well have a member of that name further on.
        let pattern = try Regex(#"(^|[^A-Za-z0-9_.)\]}/])/(work|tmp|root|home|Users)/"#)
        let kinds = [
            ".swift", ".c", ".h", ".js", ".css", ".html", ".py", ".sh", ".json", ".md", ".yml", ".txt", ".svg",
        ]
        for folder in ["Sources", "Tests", "Scenarios", "Benchmarks", ".ci", ".github"] {
            for kind in kinds {
                for file in try sourceFiles(in: folder, endingWith: kind) where file.text.contains(pattern) {
                    for (number, line) in file.lines.enumerated() where line.contains(pattern) {
                        Issue.record("\(file.path):\(number + 1): \(line.prefix(120))")
                    }
                }
            }
        }
        for path in ["Package.swift", "README.md"]
        where FileManager.default.fileExists(atPath: "\(repositoryRoot)/\(path)") {
            #expect(try !SourceText(path: path).text.contains(pattern), "\(path)")
        }
    }

    @Test("a file of more than 400 lines says at its head why it is one file")
    func longFiles() throws {
        for file in try everything() where !file.isGenerated && file.lines.count > 400 {
            let head = file.lines.prefix(20).filter { $0.hasPrefix("//") }
            #expect(head.contains { $0.contains("one file") }, "\(file.path): \(file.lines.count) lines")
        }
    }

    @Test("the top of the repository holds what the plan names, and nothing else")
    func topLevel() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: repositoryRoot)
        let plan = ["Benchmarks", "Package.swift", "README.md", "Scenarios", "Sources", "Tests"]
        #expect(names.filter { !$0.hasPrefix(".") }.sorted() == plan)
    }

    @Test("there are no packages but this one, so nothing to resolve")
    func noPackages() throws {
        #expect(try !SourceText(path: "Package.swift").code.contains(".package("))
        #expect(try SourceText(path: ".gitignore").lines.contains("Package.resolved"))
    }

    @Test("the map of the sources names every folder")
    func map() throws {
        let map = try SourceText(path: "Sources/README.md").text
        for folder in try subfolders(of: "Sources") {
            let name = folder.split(separator: "/").last ?? ""
            if !map.contains(name) { Issue.record("Sources/\(folder) is not on the map") }
        }
    }

    /// Every folder below one of the repository, relative to it.
    private func subfolders(of folder: String) throws -> [String] {
        let root = "\(repositoryRoot)/\(folder)/"
        return try FileManager.default.subpathsOfDirectory(atPath: root).filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: root + path, isDirectory: &isFolder)
                && isFolder.boolValue
        }
    }
}
