import Foundation
import Testing

@testable import DominoScenario

/// A limit: what holds it, made one smaller, at it, and one larger, and the problem beyond it.
struct Limit: Sendable, CustomTestStringConvertible {
    var name: String
    var code: DiagnosticCode
    /// The text with so much more than the limit.
    var text: @Sendable (Int) -> String

    init(_ name: String, _ code: DiagnosticCode, _ text: @escaping @Sendable (Int) -> String) {
        self.name = name
        self.code = code
        self.text = text
    }

    var testDescription: String { name }
}

@Suite("A limit")
struct LimitTests {
    static let all = [
        Limit("brackets inside one another: 128", .jsonNesting) {
            // The scenario itself is one.
            let depth = 127 + $0
            return scenarioText(
                with: "\"x-deep\": " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
        },
        Limit("bytes of a string: 1 MiB", .jsonStringTooLong) {
            scenarioText(name: String(repeating: "a", count: 1 << 20 + $0), [commitmentText("go-live")])
        },
        Limit("bytes of a string as it is written: 1 MiB", .jsonStringTooLong) {
            // Two bytes each as written, one each as read.
            let odd = String(repeating: "b", count: ($0 + 2) % 2)
            return scenarioText(
                name: String(repeating: "\\n", count: (1 << 20 + $0) / 2) + odd, [commitmentText("go-live")])
        },
        Limit("characters of a number: 1,024", .jsonNumberTooLong) {
            scenarioText(with: "\"x-number\": " + String(repeating: "1", count: 1024 + $0))
        },
        Limit("characters of a fraction: 1,024", .jsonNumberTooLong) {
            scenarioText(with: "\"horizon\": 0." + String(repeating: "1", count: 1022 + $0))
        },
        Limit("bytes of an id: 256", .invalidID) { scenarioText([commitmentText(id($0))]) },
        Limit("bytes of an id that is not ASCII: 256", .invalidID) {
            scenarioText([commitmentText(String(id($0).dropLast(2)) + "é")])
        },
        Limit("bytes of a promisor that is not listed: 256", .invalidID) {
            scenarioText([commitmentText("a").replacing("\"us\"", with: "\"\(id($0))\"")])
        },
        Limit("bytes of a kind that is not listed: 256", .invalidID) {
            scenarioText([commitmentText("a", ",\"damage\":[{\"kind\":\"\(id($0))\",\"lump\":1}]")])
        },
        Limit("days late: 100,000", .outOfRange) { scenarioText([commitmentText("a", ",\"delay\":\(100_000 + $0)")]) },
        Limit("days early: 100,000", .outOfRange) {
            scenarioText([commitmentText("a", ",\"delay\":\(-100_000 - $0)")])
        },
        Limit("days of work: 100,000", .outOfRange) {
            scenarioText([commitmentText("a", ",\"work\":\(100_000 + $0)")])
        },
        Limit("an amount: 1e12", .outOfRange) {
            scenarioText([
                commitmentText("a", ",\"damage\":[{\"kind\":\"money\",\"lump\":\(1_000_000_000_000 + $0)}]")
            ])
        },
        Limit("a weight: 1e12", .outOfRange) {
            scenarioText(with: "\"kinds\":[{\"id\":\"money\",\"weight\":\(1_000_000_000_000 + $0)}]")
        },
        Limit("mitigations: 10,000", .tooMany) { mitigations(10_000 + $0) },
        Limit("the last day: 2199-12-31", .invalidDate) {
            scenarioText([commitmentText("a", due: $0 > 0 ? "2200-01-01" : "2199-12-\(31 + $0)")])
        },
        Limit("the first day: 1900-01-01", .invalidDate) {
            scenarioText([commitmentText("a", due: $0 > 0 ? "1899-12-31" : "1900-01-0\(1 - $0)")])
        },
        Limit("files inside one another: 8", .includeDepth) { "\(8 + $0)" },
    ]

    @Test("accepts what is at the limit, and refuses what is beyond", arguments: all, [-1, 0, 1])
    func limit(_ limit: Limit, _ surplus: Int) {
        let text = limit.text(surplus)
        let loaded = limit.code == .includeDepth ? chainOfFiles(Int(text) ?? 0) : load(text)
        #expect(loaded.diagnostics.filter { $0.severity == .error }.map(\.code) == (surplus > 0 ? [limit.code] : []))
    }

    @Test("of file size is reported for the file", arguments: [(100, 99, true), (100, 100, true), (100, 101, false)])
    func fileSize(_ limit: Int, _ size: Int, _ isRead: Bool) {
        var sources = SourceMap(fileLimit: limit)
        let text = Array("{}".utf8)
        sources.append(path: "a.json", contents: text + [UInt8](repeating: 0x20, count: size - text.count))
        var diagnostics: [Diagnostic] = []
        #expect((parseJSON(file: 0, in: sources, reporting: &diagnostics) != nil) == isRead)
        #expect(diagnostics.map(\.code) == (isRead ? [] : [.fileTooLarge]))
        #expect(diagnostics.allSatisfy { $0.path == "a.json" })
    }

    /// Half a gigabyte of text and a minute: with `DOMINO_LARGE=1` only.
    @Test(
        "of five million commitments is told", .enabled(if: ProcessInfo.processInfo.environment["DOMINO_LARGE"] == "1"))
    func commitments() {
        let commitments = (0...5_000_000).map {
            "{\"id\":\"\($0)\",\"promisor\":\"u\",\"promisee\":\"c\",\"due\":\"2026-03-02\"}"
        }
        #expect(load(scenarioText(commitments)).diagnostics.contains { $0.code == .tooMany })
    }

    /// 700 MB of text and a minute: with `DOMINO_LARGE=1` only.
    @Test(
        "of twenty million needs is reported, and kept",
        .enabled(if: ProcessInfo.processInfo.environment["DOMINO_LARGE"] == "1"),
        arguments: [-1, 0, 1])
    func needs(_ surplus: Int) {
        // Each needs all those before it, until there are enough.
        var left = 20_000_000 + surplus
        var text = Array("{ \"domino\": 1, \"name\": \"a\", \"commitments\": [".utf8)
        text.reserveCapacity(800_000_000)
        var number = 0
        while left > 0 || number == 0 {
            if number > 0 { text.append(0x2C) }
            text += Array(
                "{\"id\":\"\(number)\",\"promisor\":\"u\",\"promisee\":\"c\",\"due\":\"2026-03-02\",\"needs\":[".utf8)
            for source in 0..<min(number, left) {
                text += Array((source > 0 ? "," : "").utf8)
                text += Array("{\"commitment\":\"\(source)\",\"buffer\":0}".utf8)
            }
            left -= min(number, left)
            text += Array("]}".utf8)
            number += 1
        }
        text += Array("] }".utf8)
        let loaded = load(bytes: text)
        #expect(loaded.diagnostics.filter { $0.severity == .error }.map(\.code) == (surplus > 0 ? [.tooMany] : []))
        if surplus <= 0 { #expect(loaded.scenario?.needs.count == 20_000_000 + surplus) }
    }
}

/// An id of so many bytes more than it may have.
private func id(_ surplus: Int) -> String { String(repeating: "x", count: 256 + surplus) }
