import DominoTestSupport
import Foundation

/// The tools that come with `swiftc`, by which the engine becomes a WebAssembly module.
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

    /// Without incremental code generation: it leaves a digest of the folder it was built in, and no build is the same.
    static let swiftFlags = [
        "-target", "wasm32-unknown-none-wasm", "-enable-experimental-feature", "Embedded", "-wmo", "-O",
        "-parse-as-library", "-swift-version", "6", "-package-name", "domino", "-warnings-as-errors", "-Xfrontend",
        "-disable-stack-protector",
        "-Xfrontend", "-disable-incremental-llvm-codegen",
        "-Xcc", "-msimd128", "-Xcc", "-mbulk-memory",
    ]

    /// Builds the engine and its door in a folder: the bytes of the module, or what a tool said.
    ///
    /// The two are compiled as modules of their own, as they are natively, so that the door cannot reach around the
    /// engine's public names.
    func build(in folder: String) throws -> [UInt8] {
        let engine = try files(of: "DominoEngine", endingWith: ".swift")
        let door = try files(of: "DominoWasm", endingWith: ".swift")
        let runtime = try files(of: "DominoWasm", endingWith: ".c")
        try run(
            swiftc,
            Self.swiftFlags + ["-module-name", "DominoEngine", "-emit-module", "-emit-module-path"]
                + ["\(folder)/DominoEngine.swiftmodule", "-c", "-o", "\(folder)/engine.o"] + engine)
        try run(
            swiftc,
            Self.swiftFlags + ["-module-name", "DominoWasm", "-I", folder, "-c", "-o", "\(folder)/door.o"] + door)
        var objects = ["\(folder)/engine.o", "\(folder)/door.o"]
        for (number, source) in runtime.enumerated() {
            objects.append("\(folder)/runtime\(number).o")
            try run(
                clang,
                ["--target=wasm32-unknown-none-wasm", "-O2", "-msimd128", "-mbulk-memory", "-fno-builtin", "-Wall"]
                    + ["-Wextra", "-Werror", "-c", source, "-o", "\(folder)/runtime\(number).o"])
        }
        // The stack comes first, so that one that overflows traps and does not write over what is held.
        try run(
            linker,
            ["--no-entry", "--gc-sections", "--strip-all", "--stack-first", "-z", "stack-size=262144"] + objects
                + ["-o", "\(folder)/domino.wasm"])
        return Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/domino.wasm")))
    }

    /// The sources of a module, in an order that does not depend on the machine.
    private func files(of module: String, endingWith suffix: String) throws -> [String] {
        let folder = "\(repositoryRoot)/Sources/\(module)"
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(suffix) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { "\(folder)/\($0)" }
    }

    /// A tool that ended badly.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private func run(_ tool: String, _ arguments: [String]) throws {
        let result = runProcess(tool, arguments)
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
