import DominoTestSupport
import Foundation
import Testing

/// The module a page carries, as it is checked in.
enum CheckedInEngine {
    static let folder = "\(repositoryRoot)/Sources/DominoReport/Page"
    static let path = "\(folder)/engine.wasm.gz"
    static let textPath = "\(folder)/PageEngine.swift"

    /// Unpacked.
    static let module: [UInt8] = runProcess("gzip", ["-dc", path]).standardOutput

    /// The source that holds a packed module as text.
    static func source(of packed: Data) -> String {
        let text = Array(packed.base64EncodedString().utf8)
        let lines = stride(from: 0, to: text.count, by: 112).map { start in
            "    " + String(decoding: text[start..<min(text.count, start + 112)], as: UTF8.self) + "\n"
        }
        return #"""
            // Written from engine.wasm.gz, and long for that reason. A text compiles in a second; the same bytes as
            // an embedded resource, which is a list of numbers, take minutes.

            /// The command as WebAssembly, packed, in Base64. A browser overlooks the line ends.
            let packedEngine = """
            \#(lines.joined())    """

            """#
    }
}

@Suite("The engine of the page")
struct EngineWasmTests {
    static let doors = [
        "domino_allocate", "domino_file", "domino_free", "domino_length", "domino_read", "domino_run", "memory",
    ]
    /// A clock, and somebody to tell how far a run is: nothing by which a module could reach further.
    static let imports = ["host.progress", "host.seconds"]

    /// `DOMINO_REWRITE=1 swift test --filter EngineWasmTests` builds it anew, in minutes; then the command has to be
    /// built again.
    @Test(
        "is what its sources compile to, byte for byte",
        .enabled(
            if: WasmToolchain.found != nil, "swiftc, clang and wasm-ld for wasm32-unknown-none-wasm are not on the PATH"
        ))
    func isCurrent() throws {
        let folder = try TemporaryFolder()
        let built = try #require(try WasmToolchain.found?.build(in: folder.path))
        if rewritesKeptAnswers {
            let packed = Data(runProcess("gzip", ["-n9c", "\(folder.path)/domino.wasm"]).standardOutput)
            try packed.write(to: URL(fileURLWithPath: CheckedInEngine.path))
            try CheckedInEngine.source(of: packed).write(
                toFile: CheckedInEngine.textPath, atomically: true, encoding: .utf8)
            return
        }
        // The bytes themselves would be no help in the message.
        let isCurrent = built == CheckedInEngine.module
        #expect(isCurrent, "the engine has changed: DOMINO_REWRITE=1 swift test --filter EngineWasmTests")
    }

    @Test("is the one that the command writes into its pages", .enabled(if: !rewritesKeptAnswers))
    func text() throws {
        let packed = try Data(contentsOf: URL(fileURLWithPath: CheckedInEngine.path))
        let isCurrent =
            try String(contentsOfFile: CheckedInEngine.textPath, encoding: .utf8) == CheckedInEngine.source(of: packed)
        #expect(isCurrent, "PageEngine.swift is not that of engine.wasm.gz")
    }

    @Test("asks its host for a clock and an ear, and offers the door")
    func sections() throws {
        let sections = try #require(WasmSections(CheckedInEngine.module))
        #expect(sections.imports.sorted() == Self.imports)
        #expect(sections.exports.sorted() == Self.doors)
    }

    @Test("is at most so large, packed")
    func size() throws {
        let packed = try Data(contentsOf: URL(fileURLWithPath: CheckedInEngine.path))
        #expect(packed.count < 1_500_000, "\(packed.count) bytes packed")
    }
}
