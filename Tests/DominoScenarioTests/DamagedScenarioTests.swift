import DominoReference
import DominoTestSupport
import Foundation
import Testing

@testable import DominoScenario

/// A scenario of the repository whose bytes are to be damaged.
struct DamagedSample: Sendable, CustomTestStringConvertible {
    var testDescription: String

    static let all = [
        "late-report", "software-go-live", "hardware-shipment", "deal-ladder", "rush-promise", "in-flight",
    ]
    .map { DamagedSample(testDescription: $0) }

    func bytes() throws -> [UInt8] {
        let path = "\(repositoryRoot)/Scenarios/\(testDescription).json"
        return Array(try #require(FileManager.default.contents(atPath: path)))
    }
}

/// Law: whatever becomes of a scenario's bytes, it is read or refused with a reason at a place in it; what is read can
/// be compiled. A sample of the damage here, all of it with `DOMINO_LARGE=1`.
@Suite("A damaged scenario")
struct DamagedScenarioTests {
    private static let isWhole = ProcessInfo.processInfo.environment["DOMINO_LARGE"] != nil

    @Test("cut off at any byte, is refused", arguments: DamagedSample.all)
    func prefixes(_ sample: DamagedSample) throws {
        let bytes = try sample.bytes()
        // All that belongs to the scenario is before its last brace.
        let end = try #require(bytes.lastIndex(of: UInt8(ascii: "}")))
        var random = SplitMix64(seed: 1)
        for length in 0...end where Self.isWhole || random.int(0...39) == 0 {
            let loaded = load(bytes: Array(bytes[..<length]))
            if loaded.scenario != nil { Issue.record("\(length) bytes were read") }
            expectSense(loaded, "\(length) bytes")
        }
    }

    @Test("with any byte changed to any other, is read or refused with a reason", arguments: DamagedSample.all)
    func changes(_ sample: DamagedSample) throws {
        var bytes = try sample.bytes()
        var random = SplitMix64(seed: 2)
        for place in bytes.indices {
            let whole = bytes[place]
            if Self.isWhole {
                for byte in 0...UInt8.max where byte != whole { expectSense(changing: &bytes, place, byte) }
            } else if random.int(0...19) == 0 {
                expectSense(changing: &bytes, place, UInt8(random.int(0...255)))
            }
            bytes[place] = whole
        }
    }

    private func expectSense(changing bytes: inout [UInt8], _ place: Int, _ byte: UInt8) {
        bytes[place] = byte
        let loaded = load(bytes: bytes)
        expectSense(loaded, "byte \(place) as \(byte)")
        if let scenario = loaded.scenario { _ = compile(scenario) }
    }

    private func expectSense(_ loaded: LoadedScenario, _ what: @autoclosure () -> String) {
        let file = loaded.sources.files[0]
        let isPlaced = loaded.diagnostics.allSatisfy { diagnostic in
            guard let span = diagnostic.span else { return true }
            return file.start <= span.start && span.start <= span.end && span.end <= file.end
        }
        if (loaded.scenario == nil) != loaded.hasErrors || !isPlaced { Issue.record("\(what())") }
    }
}
