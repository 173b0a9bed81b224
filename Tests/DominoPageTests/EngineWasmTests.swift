import DominoTestSupport
import Foundation
import Testing

/// The module a page carries, as it is checked in.
enum CheckedInEngine {
    static let path = "\(repositoryRoot)/Sources/DominoReport/Page/engine.wasm.gz"

    /// Unpacked.
    static let module: [UInt8] = runProcess("gzip", ["-dc", path]).standardOutput
}

@Suite("The engine of the page")
struct EngineWasmTests {
    static let doors = [
        "domino_allocate", "domino_deal_ask", "domino_deal_close", "domino_deal_curve", "domino_deal_length",
        "domino_deal_luck", "domino_deal_open", "domino_deal_promise", "domino_deal_read", "domino_deal_run",
        "domino_deal_weigh", "domino_free", "memory",
    ]

    /// `DOMINO_REWRITE=1 swift test --filter EngineWasmTests` builds it anew; then the command is built once more.
    @Test(
        "is what its sources compile to, byte for byte",
        .enabled(
            if: WasmToolchain.found != nil, "swiftc, clang and wasm-ld for wasm32-unknown-none-wasm are not on the PATH"
        ))
    func isCurrent() throws {
        let folder = try TemporaryFolder()
        let built = try #require(try WasmToolchain.found?.build(in: folder.path))
        if ProcessInfo.processInfo.environment["DOMINO_REWRITE"] == "1" {
            let packed = runProcess("gzip", ["-n9c", "\(folder.path)/domino.wasm"]).standardOutput
            try Data(packed).write(to: URL(fileURLWithPath: CheckedInEngine.path))
            return
        }
        // The bytes themselves would be no help in the message.
        let isCurrent = built == CheckedInEngine.module
        #expect(isCurrent, "the engine has changed: DOMINO_REWRITE=1 swift test --filter EngineWasmTests")
    }

    @Test("asks nothing of its host and offers the door")
    func sections() throws {
        let sections = try #require(WasmSections(CheckedInEngine.module))
        #expect(sections.importCount == 0)
        #expect(sections.exports.sorted() == Self.doors)
    }

    @Test("leaves room in a page of half a megabyte")
    func size() throws {
        let packed = try Data(contentsOf: URL(fileURLWithPath: CheckedInEngine.path))
        #expect(packed.count < 200_000, "\(packed.count) bytes packed")
    }
}
