import DominoTestSupport
import Foundation

/// A folder of its own for one test, gone when the test is over.
final class Playground {
    let folder: String

    /// A folder with these files in it.
    init(_ files: [String: String] = [:]) throws {
        folder = NSTemporaryDirectory() + "domino-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files { try write(text, to: name) }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Writes a file.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    /// The text of a file; nil if there is none.
    func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }

    /// The names of all files, sorted.
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }

    /// Runs `domino` in the folder, in an environment that says nothing but what is given.
    func domino(_ arguments: String..., input: String? = nil, environment: [String: String] = [:]) -> ProcessResult {
        domino(arguments, input: input, environment: environment)
    }

    /// Runs `domino` in the folder, in an environment that says nothing but what is given.
    func domino(_ arguments: [String], input: String? = nil, environment: [String: String] = [:]) -> ProcessResult {
        runProcess(
            dominoBinary, arguments, input: input.map { Array($0.utf8) },
            environment: environment.merging(["COLUMNS": "100"]) { given, _ in given }, directory: folder)
    }

    /// Runs a line of the shell in the folder, with `domino` as the variable D.
    func shell(_ line: String) -> ProcessResult {
        runProcess(
            "/bin/sh", ["-c", line],
            environment: ["D": dominoBinary, "COLUMNS": "100", "PATH": "/usr/local/bin:/usr/bin:/bin"],
            directory: folder)
    }
}

/// A small scenario: the platform needs the data, the shops need the platform.
let sampleScenario = """
    { "domino": 1, "name": "Order platform", "root": "go-live", "asOf": "2026-02-02", "currency": "USD",
      "commitments": [
        { "id": "data", "title": "Clean data", "promisor": "client", "promisee": "us", "due": "2026-02-13" },
        { "id": "kick-off", "promisor": "us", "promisee": "client", "due": "2026-02-02", "status": "kept",
          "keptOn": "2026-02-02", "damage": [ { "kind": "trust", "lump": 1 } ] },
        { "id": "go-live", "title": "Platform live", "promisor": "us", "promisee": "client", "due": "2026-03-02",
          "needs": [ { "commitment": "data", "lead": 10 } ], "damage": [ { "kind": "money", "perDay": 100 } ] },
        { "id": "launch", "promisor": "client", "promisee": "shops", "due": "2026-03-16",
          "needs": [ { "commitment": "go-live", "lead": 5 } ], "damage": [ { "kind": "money", "perDay": 1000 } ] } ],
      "mitigations": [
        { "id": "pilot", "cost": 50, "leadTime": 5,
          "effects": [ { "decouple": "launch", "from": "go-live", "share": 0.5 } ], "excludes": ["overtime"] },
        { "id": "overtime", "cost": 70, "effects": [ { "expedite": "go-live", "days": 2 } ] },
        { "id": "training", "cost": 10, "effects": [ { "expedite": "launch", "days": 1 } ], "requires": ["pilot"] } ] }

    """
