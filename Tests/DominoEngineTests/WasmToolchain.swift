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

    static let swiftFlags = [
        "-target", "wasm32-unknown-none-wasm", "-enable-experimental-feature", "Embedded", "-wmo", "-O",
        "-parse-as-library", "-swift-version", "6", "-warnings-as-errors", "-Xfrontend", "-disable-stack-protector",
        "-Xcc", "-msimd128", "-Xcc", "-mbulk-memory",
    ]

    /// Builds the engine and its door in a folder: the bytes of the module, or what a tool said.
    ///
    /// The two are compiled as modules of their own, as they are natively, so that the door cannot reach around the
    /// engine's public names.
    func build(in folder: String) throws -> [UInt8] {
        let sources = "\(repositoryRoot)/Sources"
        let engine = try sourceFiles(in: "Sources/DominoEngine").map { "\(repositoryRoot)/\($0.path)" }
        let door = try sourceFiles(in: "Sources/DominoWasm").map { "\(repositoryRoot)/\($0.path)" }
        try run(
            swiftc,
            Self.swiftFlags + ["-module-name", "DominoEngine", "-emit-module", "-emit-module-path"]
                + ["\(folder)/DominoEngine.swiftmodule", "-c", "-o", "\(folder)/engine.o"] + engine)
        try run(
            swiftc,
            Self.swiftFlags + ["-module-name", "DominoWasm", "-I", folder, "-c", "-o", "\(folder)/door.o"] + door)
        try run(
            clang,
            [
                "--target=wasm32-unknown-none-wasm", "-O2", "-msimd128", "-mbulk-memory", "-fno-builtin", "-Wall",
                "-Wextra", "-Werror", "-c", "\(sources)/DominoWasm/Runtime/runtime.c", "-o", "\(folder)/runtime.o",
            ])
        // The stack comes first, so that one that overflows traps and does not write over what is held.
        try run(
            linker,
            ["--no-entry", "--gc-sections", "--strip-all", "--stack-first", "-z", "stack-size=262144"]
                + ["engine", "door", "runtime"].map { "\(folder)/\($0).o" } + ["-o", "\(folder)/domino.wasm"])
        return Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/domino.wasm")))
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
