import DominoTestSupport
import Foundation
import Testing

/// Commands of documents that no test runs, by how they begin, each with the reason.
let commandsNotRun: [(prefix: String, reason: String)] = [
    ("swift build", "the tests are built from these sources; .ci/run builds the release"),
    ("swift test", "this is one"),
    ("swift format", ".ci/run checks and formats"),
    (".ci/run", "it runs the tests itself"),
    ("DOMINO_REWRITE=1 swift test", "it writes into the repository"),
    ("DOMINO_SOAK", "it runs as long as it is told to, an hour"),
    ("DOMINO_BASELINE", "it compares with a command that was built before"),
    ("DOMINO_LARGE", "an hour"),
    ("sudo install", "it changes the machine"),
    ("curl ", "it loads a release"),
    ("sha256sum --check", "it checks files of a release"),
    ("tar -xzf domino-", "it unpacks a file of a release"),
    ("sbatch", "it needs a cluster"),
    ("#!/bin/sh\ngit", "a hook, which needs a repository of its own"),
    ("PEERS_DATA", "it needs compilers and packages of the peers, and an hour"),
    ("swift run -c release Benchmarks", ".ci/run runs it with --quick"),
    (".build/release/Benchmarks", ".ci/run runs it with --quick"),
    ("Tests/coverage.sh", "42 minutes of processor time"),
    ("Tests/DominoFuzzTests/", "4 minutes to build, then as long as it is told to"),
    ("git ", "it changes the repository"),
]

@Suite("The documents are true")
struct DocumentsTests {
    /// `DOMINO_REWRITE=1 swift test --filter Documents` writes shown outputs, headlines and generated blocks again.
    static let rewrites = ProcessInfo.processInfo.environment["DOMINO_REWRITE"] == "1"

    /// Why a command is not run; nil if it is.
    static func reasonNotToRun(_ command: String) -> String? {
        commandsNotRun.first { command.hasPrefix($0.prefix) }?.reason
    }

    @Test("every command runs, and prints what is shown", arguments: Document.all)
    func commandsRun(_ document: Document) throws {
        let playground = try DocumentPlayground()
        defer { playground.remove() }
        var document = document
        var changes: [(range: Range<Int>, lines: [String])] = []
        for shown in document.commands where Self.reasonNotToRun(shown.command) == nil {
            if shown.command.hasPrefix("parallel"), !isOnPath("parallel") { continue }
            let result = playground.run(shown.command)
            let isFailing = document.lines[shown.output].contains { $0.contains(": error: ") }
            let isVerdict = shown.command.contains(/domino (check|promise)/) && result.status == 1
            #expect(isVerdict || result.status == (isFailing ? 65 : 0), "\(shown.testDescription): \(result.errors)")
            guard !shown.output.isEmpty else { continue }
            var lines = (isFailing ? result.errors : result.output).components(separatedBy: "\n").dropLast()
            // Three dots stand for all but the first paragraph.
            if document.lines[shown.output].last == "..." { lines = lines.prefix { !$0.isEmpty } + ["..."] }
            if Self.rewrites { changes.append((shown.output, Array(lines))) }
            #expect(Self.rewrites || document.lines[shown.output].elementsEqual(lines), "\(shown.testDescription)")
        }
        guard Self.rewrites, !changes.isEmpty else { return }
        for change in changes.reversed() { document.lines.replaceSubrange(change.range, with: change.lines) }
        try document.write()
    }

    @Test("a command that is not run names files, tests and commands that exist", arguments: Document.all)
    func commandsNotRunExist(_ document: Document) throws {
        let tests = try testNames()
        for shown in document.commands where Self.reasonNotToRun(shown.command) != nil {
            let words = shown.command.split(whereSeparator: { " \n".contains($0) })
            for word in words where ["Tests/", "Benchmarks/", "Sources/", "Scenarios/"].contains(where: word.hasPrefix)
            {
                #expect(FileManager.default.fileExists(atPath: "\(repositoryRoot)/\(word)"), "\(shown.testDescription)")
            }
            guard shown.command.contains("swift test"), let filter = words.firstIndex(of: "--filter") else { continue }
            for name in words[filter + 1].split(whereSeparator: { "'|".contains($0) }) {
                #expect(tests.contains { $0.contains(name) }, "\(shown.testDescription)")
            }
        }
    }

    /// What `--filter` looks at: modules and suites.
    private func testNames() throws -> [String] {
        let below = try FileManager.default.subpathsOfDirectory(atPath: "\(repositoryRoot)/Tests/")
        return below.filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }
    }

    @Test("every command named in a sentence exists", arguments: Document.all)
    func namedCommands(_ document: Document) throws {
        let known = runProcess(quickBinary, ["help"]).output.split(separator: "\n")
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }.compactMap { $0.split(separator: " ").first }
        let pattern = try Regex("`domino ([a-z]+)", as: (Substring, Substring).self)
        for (number, line) in document.lines.enumerated() {
            for match in line.matches(of: pattern) where !known.contains(match.1) {
                Issue.record("\(document.path):\(number + 1): domino \(match.1)")
            }
        }
    }

    @Test("every link leads to a file", arguments: Document.all)
    func links(_ document: Document) throws {
        let pattern = try Regex(#"\]\(([^)#\s]+)[^)]*\)"#, as: (Substring, Substring).self)
        let folder = document.path.lastIndex(of: "/").map { document.path[..<$0] } ?? "."
        for (number, line) in document.lines.enumerated() {
            // Releases are beside the files of a repository, on its web site.
            for match in line.matches(of: pattern)
            where !match.1.contains("://") && !match.1.hasPrefix("../../releases") {
                let path = "\(repositoryRoot)/\(folder)/\(match.1)"
                #expect(FileManager.default.fileExists(atPath: path), "\(document.path):\(number + 1): \(match.1)")
            }
        }
    }

    @Test("every example of a scenario is valid", arguments: Document.all)
    func examples(_ document: Document) {
        for block in document.blocks where block.language == "json" && block.lines.first?.contains("\"domino\"") == true
        {
            let result = runProcess(
                quickBinary, ["validate", "-"], input: Array(block.lines.joined(separator: "\n").utf8))
            #expect(result.status == 0, "\(document.path):\(block.first + 1): \(result.errors)")
        }
    }

    @Test("every headline in the scenarios' README is the first paragraph of the real answer")
    func headlines() throws {
        var document = Document(path: "Scenarios/README.md")
        var scenario = ""
        var count = 0
        for index in document.lines.indices {
            let line = document.lines[index]
            if line.hasPrefix("## "), let name = line.split(separator: "`").first(where: { $0.hasSuffix(".json") }) {
                scenario = "\(repositoryRoot)/Scenarios/\(name)"
            }
            guard line.hasPrefix("> ") else { continue }
            let output = runProcess(quickBinary, ["whatif", scenario], environment: ["COLUMNS": "80"]).output
            let paragraph = output.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
            let headline = "> " + paragraph.joined(separator: " ")
            if Self.rewrites { document.lines[index] = headline }
            #expect(document.lines[index] == headline)
            count += 1
        }
        #expect(count >= 6)
        if Self.rewrites { try document.write() }
    }

    @Test("the reference of commands says what help says")
    func commands() throws {
        var document = Document(path: "Scenarios/FORMAT.md")
        let range = try #require(document.generatedRange("commands"))
        let lines = commandReference(of: quickBinary)
        if Self.rewrites {
            document.lines.replaceSubrange(range, with: lines)
            try document.write()
        } else {
            #expect(document.lines[range].elementsEqual(lines))
        }
    }

    @Test("the library's example compiles", .enabled(if: modules != nil, "no modules beside the built command"))
    func libraryExample() throws {
        let modules = try #require(Self.modules)
        let blocks = Document(path: "README.md").blocks.filter { $0.language == "swift" }
        #expect(!blocks.isEmpty)
        let file = NSTemporaryDirectory() + "domino-example-\(UUID().uuidString).swift"
        defer { try? FileManager.default.removeItem(atPath: file) }
        for block in blocks {
            try block.lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
            let result = runProcess("swiftc", ["-typecheck", "-swift-version", "6", "-I", modules, file])
            #expect(result.status == 0, "README.md:\(block.first): \(result.errors)")
        }
    }

    /// Where the modules of this build are: beside the command that was built with the tests.
    static let modules: String? = {
        let folder = URL(fileURLWithPath: dominoBinary).deletingLastPathComponent().appendingPathComponent("Modules")
            .path
        return FileManager.default.fileExists(atPath: folder + "/DominoReport.swiftmodule") ? folder : nil
    }()
}

/// A folder with the scenarios in it and `domino` on the path, where commands of a document may write.
struct DocumentPlayground {
    let folder = NSTemporaryDirectory() + "domino-documents-\(UUID().uuidString)"

    init() throws {
        let files = FileManager.default
        try files.createDirectory(atPath: folder + "/bin", withIntermediateDirectories: true)
        try files.createSymbolicLink(
            atPath: folder + "/Scenarios", withDestinationPath: "\(repositoryRoot)/Scenarios")
        try files.createSymbolicLink(
            atPath: folder + "/portfolio-500.json", withDestinationPath: "Scenarios/portfolio-500.json")
        try files.createSymbolicLink(atPath: folder + "/bin/domino", withDestinationPath: quickBinary)
        try Self.invalid.write(toFile: folder + "/go-live.json", atomically: true, encoding: .utf8)
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// Runs a command of a document; with fewer replicates where it asks for very many.
    func run(_ command: String) -> ProcessResult {
        let run = command.replacing("swift run -c release domino", with: "domino")
            .replacing(/--replicates 1000000+/, with: "--replicates 1000")
        var environment = ProcessInfo.processInfo.environment
        environment["PATH"] = "\(folder)/bin:\(environment["PATH"] ?? "")"
        environment["COLUMNS"] = "80"
        // What Slurm sets for one task of an array.
        for (name, value) in [
            "SLURM_CPUS_PER_TASK": "2", "SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_COUNT": "8",
            "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_MAX": "8",
        ] where command.contains("SLURM") { environment[name] = value }
        environment["GITHUB_ACTIONS"] = nil
        return runProcess("bash", ["-c", run], environment: environment, directory: folder)
    }

    /// The file with a mistake that the README shows.
    private static let invalid = """
        { "domino": 1, "name": "Order platform", "root": "go-live",
          "commitments": [
            { "id": "go-live", "title": "Order platform live",
              "promisor": "us", "promisee": "client",
              "due": "2027-03-01",
              "damage": [ { "kind": "penalty", "perDay": 1500 } ] },
            { "id": "launch", "title": "Shops order online",
              "promisor": "client", "promisee": "shops", "due": "2027-03-15",
              "needs": [ { "commitment": "go-lvie", "lead": 5 } ],
              "damage": [ { "kind": "revenue", "perDay": 12000 } ] } ] }

        """
}
