import DominoTestSupport
import Foundation

/// The tools that come with `swiftc`, by which the command becomes a WebAssembly module.
struct WasmToolchain: Sendable {
    let swiftc: String
    let clang: String
    let linker: String

    /// The one on the `PATH`, its links followed; nil where a tool is missing or Swift lacks the target.
    static let found: WasmToolchain? = {
        guard let swiftc = onPath("swiftc") else { return nil }
        let folder = URL(fileURLWithPath: swiftc).resolvingSymlinksInPath().deletingLastPathComponent().path
        func beside(_ name: String) -> String? {
            let own = "\(folder)/\(name)"
            return FileManager.default.isExecutableFile(atPath: own) ? own : onPath(name)
        }
        guard let clang = beside("clang"), let linker = beside("wasm-ld") else { return nil }
        let toolchain = WasmToolchain(swiftc: swiftc, clang: clang, linker: linker)
        return toolchain.hasTarget ? toolchain : nil
    }()

    /// The first program of that name on the `PATH`.
    static func onPath(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Whether an empty file compiles: a compiler without the standard library for the target does not get that far.
    private var hasTarget: Bool {
        guard let folder = try? TemporaryFolder() else { return false }
        let empty = "\(folder.path)/Empty.swift"
        guard FileManager.default.createFile(atPath: empty, contents: Data()) else { return false }
        let arguments = ["-typecheck", empty] + Self.swiftFlags
        return runProcess(swiftc, arguments).status == 0
            && runProcess(clang, ["--target=wasm32-unknown-none-wasm", "-fsyntax-only", "-x", "c", empty]).status == 0
    }

    /// Without incremental code generation: it leaves a digest of the folder it was built in, so no two builds are the
    /// same.
    static let swiftFlags = [
        "-target", "wasm32-unknown-none-wasm", "-enable-experimental-feature", "Embedded",
        "-enable-experimental-feature", "Extern", "-wmo", "-Osize", "-parse-as-library", "-swift-version", "6",
        "-package-name", "domino", "-suppress-warnings", "-Xfrontend", "-disable-stack-protector", "-Xfrontend",
        "-disable-incremental-llvm-codegen", "-Xcc", "-msimd128", "-Xcc", "-mbulk-memory",
    ]

    /// The one module that the modules of the package become.
    static let joinedModule = "DominoModule"
    /// What becomes part of it.
    static let modules = [
        "DominoEngine", "DominoScenario", "DominoAnalysis", "DominoReport", "DominoCommand", "DominoModule",
    ]
    /// What does not: a page has no system but its host, and no second page in it.
    static let nativeFolders = ["DominoCommand/System", "DominoReport/Page"]

    /// Builds the command and its door in a folder: the bytes of the module, or what a tool said.
    ///
    /// All sources are compiled as one module, in copies that import none of the others. Tools run in the folder and
    /// see short names only, so that the bytes do not depend on where it is.
    func build(in folder: String) throws -> [UInt8] {
        let sources = try joinSources(in: folder)
        try run(
            swiftc, Self.swiftFlags + ["-module-name", Self.joinedModule, "-c", "-o", "domino.o"] + sources, in: folder)
        var objects = ["domino.o"]
        for (number, source) in try files(of: "DominoModule", endingWith: ".c").enumerated() {
            objects.append("runtime\(number).o")
            try run(
                clang,
                ["--target=wasm32-unknown-none-wasm", "-O2", "-msimd128", "-mbulk-memory", "-fno-builtin", "-Wall"]
                    + ["-Wextra", "-Werror", "-c", "\(repositoryRoot)/Sources/\(source)", "-o", "runtime\(number).o"],
                in: folder)
        }
        // The stack comes first, so that one that overflows traps and does not write over what is held.
        try run(
            linker,
            ["--no-entry", "--gc-sections", "--strip-all", "--stack-first", "-z", "stack-size=1048576"] + objects
                + [unicodeTables, "-o", "domino.wasm"], in: folder)
        return Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/domino.wasm")))
    }

    /// What comparing and splitting texts takes.
    private var unicodeTables: String {
        let tools = URL(fileURLWithPath: swiftc).resolvingSymlinksInPath().deletingLastPathComponent()
        return tools.deletingLastPathComponent()
            .appendingPathComponent("lib/swift/embedded/wasm32-unknown-none-wasm/libswiftUnicodeDataTables.a").path
    }

    /// Writes the sources of all modules as those of one: the names of the files.
    private func joinSources(in folder: String) throws -> [String] {
        let others = "Domino(Engine|Scenario|Analysis|Report|Command)"
        var names: [String] = []
        for path in try Self.modules.flatMap({ try files(of: $0, endingWith: ".swift") })
        where !Self.nativeFolders.contains(where: { path.hasPrefix("\($0)/") }) {
            var text = try String(contentsOfFile: "\(repositoryRoot)/Sources/\(path)", encoding: .utf8)
            for (pattern, replacement) in [
                ("(?m)^import \(others)\n", ""), ("\\b\(others)\\.", "\(Self.joinedModule)."),
                // A name given on from one module to the next is the name itself.
                ("(?m)^.*typealias (\\w+) = \(Self.joinedModule)\\.\\1\n", ""),
            ] {
                text = text.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
            }
            names.append(path.replacingOccurrences(of: "/", with: "-"))
            try text.write(toFile: "\(folder)/\(names[names.count - 1])", atomically: false, encoding: .utf8)
        }
        try resources().write(toFile: "\(folder)/Resources.swift", atomically: false, encoding: .utf8)
        return names + ["Resources.swift"]
    }

    /// The embedded scenarios, by the names that the package manager gives. As texts, which compile at once; lists of
    /// numbers take minutes.
    private func resources() throws -> String {
        let manifest = try String(contentsOfFile: "\(repositoryRoot)/Package.swift", encoding: .utf8)
        let members = try manifest.matches(of: #/"([^"]+\.json)"/#).map { found in
            let file = URL(fileURLWithPath: "\(repositoryRoot)/Sources/DominoScenario/\(found.1)").standardizedFileURL
            let name = file.lastPathComponent.replacing(#/[-.]/#, with: "_")
            let text = try String(contentsOf: file, encoding: .utf8)
            return """
                    static var \(name): [UInt8] {
                        Array(
                ###\"\"\"
                \(text)
                \"\"\"###.utf8)
                    }

                """
        }
        return "enum PackageResources {\n\(members.joined())}\n"
    }

    /// The sources of a module, from `Sources` on, in an order that does not depend on the machine.
    private func files(of module: String, endingWith suffix: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: "\(repositoryRoot)/Sources/\(module)")
            .filter { $0.hasSuffix(suffix) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .map { "\(module)/\($0)" }
    }

    /// A tool that ended badly.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private func run(_ tool: String, _ arguments: [String], in folder: String) throws {
        let result = runProcess(tool, arguments, directory: folder)
        guard result.status != 0 else { return }
        throw Failure(description: "\(tool): \((result.errors + result.output).prefix(2000))")
    }
}

/// A folder of a test's own, gone when the test is over.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("domino-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
