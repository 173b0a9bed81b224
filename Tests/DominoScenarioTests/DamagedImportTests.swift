import DominoReference
import DominoTestSupport
import Foundation
import Testing

@testable import DominoScenario

/// Law: whatever becomes of the bytes of a table or a project file, it is imported or refused with a reason, at a place
/// in it; what is imported is a scenario that can be read and compiled. A sample of the damage here, much more with
/// `DOMINO_LARGE=1`.
@Suite("A damaged file of another program")
struct DamagedImportTests {
    private static let isWhole = ProcessInfo.processInfo.environment["DOMINO_LARGE"] != nil
    static let files =
        ForeignFile.all(in: "Tables", endingWith: ".csv") + ForeignFile.all(in: "Tables", endingWith: ".xml")

    @Test("with any byte changed, put in or left out, is imported or refused with a reason", arguments: files)
    func changes(_ file: ForeignFile) throws {
        let bytes = try #require(file.bytes(file.name))
        var random = SplitMix64(seed: 3)
        // Bytes that mean something to some reader come up more often than others.
        let telling = Array("\"';,\t\r\n<>&/=!?-.:0\u{0}".utf8) + [0x80, 0xBF, 0xC3, 0xE9, 0xEF, 0xFE, 0xFF]
        let times = Self.isWhole ? 20 : 1
        let most = Self.isWhole ? bytes.count : 120
        for _ in 0..<times {
            for round in 0..<most {
                let place = most == bytes.count ? round : random.int(0...bytes.count - 1)
                let byte =
                    random.chance(0.7) ? telling[random.int(0...telling.count - 1)] : UInt8(random.int(0...255))
                var damaged = bytes
                switch random.int(0...3) {
                case 0: damaged.insert(byte, at: place)
                case 1: damaged.remove(at: place)
                default: damaged[place] = byte
                }
                expectSense(file, damaged, "byte \(place), \(byte)")
            }
        }
    }

    @Test("cut off at any byte, is imported or refused with a reason", arguments: files)
    func prefixes(_ file: ForeignFile) throws {
        let bytes = try #require(file.bytes(file.name))
        var random = SplitMix64(seed: 4)
        for length in 0..<bytes.count where Self.isWhole || random.int(0...bytes.count / 60) == 0 {
            expectSense(file, Array(bytes[..<length]), "\(length) bytes")
        }
    }

    private func expectSense(_ file: ForeignFile, _ bytes: [UInt8], _ what: @autoclosure () -> String) {
        let source = ImportFile(path: file.name, contents: bytes)
        let imported =
            file.name.hasSuffix(".xml")
            ? importMSPDI(source)
            : importTables(
                commitments: source,
                needs: file.bytes("\(file.stem).needs.csv").map { ImportFile(path: "needs.csv", contents: $0) },
                options: ImportOptions(), include: { _ in .unreadable(reason: "there is no such file") })
        let errors = imported.diagnostics.filter { $0.severity == .error }
        let isRefused = !errors.isEmpty || imported.refusal != nil
        if (imported.text == nil) != isRefused { Issue.record("\(file.name), \(what()): neither or both") }
        let ends = imported.sources.files.map { ($0.start, $0.end) }
        let isPlaced = imported.diagnostics.allSatisfy { diagnostic in
            guard let span = diagnostic.span else { return true }
            return ends.contains { $0 <= span.start && span.start <= span.end && span.end <= $1 }
        }
        if !isPlaced { Issue.record("\(file.name), \(what()): a problem outside") }
        if imported.text != nil {
            if let scenario = readBack(imported) {
                _ = compile(scenario)
            } else {
                Issue.record("\(file.name), \(what()): not read back")
            }
        }
    }
}
