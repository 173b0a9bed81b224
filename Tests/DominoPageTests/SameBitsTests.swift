import DominoTestSupport
import Foundation
import Testing

@Suite(
    "WebAssembly computes what the native engine computes",
    .enabled(if: WasmToolchain.onPath("node") != nil, "node, which would run the module, is not on the PATH"))
struct SameBitsTests {
    @Test("what-ifs, curves and replays of 150 random scenarios, bit for bit")
    func sameBits() throws {
        let plays = (0..<150).compactMap { RandomModel(seed: UInt64($0))?.play }
        let folder = try TemporaryFolder()
        let module = "\(folder.path)/engine.wasm"
        try Data(CheckedInEngine.module).write(to: URL(fileURLWithPath: module))
        let input: [String: Any] = ["columns": DoorPlay.columns, "plays": plays.map(\.json)]
        let inputBytes = Array(try JSONSerialization.data(withJSONObject: input))
        func played(in surroundings: [String: String]) throws -> [UInt8] {
            let result = runProcess(
                "node",
                [
                    "\(repositoryRoot)/Tests/DominoPageTests/door.js", module,
                    "\(repositoryRoot)/Sources/DominoReport/Page/engine.js",
                ], input: inputBytes, environment: surroundings)
            try #require(result.status == 0, "\(result.errors)")
            return result.standardOutput
        }
        let output = try played(in: ["TZ": "UTC", "LANG": "C"])
        // Compared by itself: a million numbers would be no help in a message.
        let isSame = try played(in: ["TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8"]) == output
        #expect(isSame, "another time zone and language")
        var expected: [UInt64] = []
        for play in plays {
            let columns = try play.played()
            for column in DoorPlay.columns { expected += (columns[column] ?? []).map(\.bitPattern) }
        }
        let found = output.withUnsafeBytes { Array($0.bindMemory(to: UInt64.self)) }
        #expect(found.count == expected.count)
        let differing = zip(found, expected).filter { pair in
            // One NaN is as good as another: no bits of it mean anything.
            pair.0 != pair.1 && !(Double(bitPattern: pair.0).isNaN && Double(bitPattern: pair.1).isNaN)
        }
        #expect(
            differing.isEmpty,
            "\(differing.count) differ, such as \(differing.prefix(3).map { (Double(bitPattern: $0.0), Double(bitPattern: $0.1)) })"
        )
    }
}
