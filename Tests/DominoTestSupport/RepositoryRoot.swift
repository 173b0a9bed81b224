import Foundation

/// The folder of the package, without a slash at its end: the one that holds `Sources`, `Tests` and `Scenarios`.
///
/// Known from where this file stood when it was compiled.
public let repositoryRoot: String = {
    var folder = URL(fileURLWithPath: #filePath)
    // This file, its folder, `Tests`.
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return folder.path
}()

/// The paths of the files in a folder of the repository whose names end so, sorted by their bytes.
///
/// - Parameters:
///   - folder: relative to the repository, such as `Scenarios`.
///   - suffix: how the names end, such as `.json`.
public func repositoryFiles(in folder: String, endingWith suffix: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(repositoryRoot)/\(folder)")) ?? []
    return names.filter { $0.hasSuffix(suffix) }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        .map { "\(repositoryRoot)/\(folder)/\($0)" }
}

/// The paths of all scenarios of the folder `Scenarios`; the schema beside them is none.
public let scenarioFiles: [String] = repositoryFiles(in: "Scenarios", endingWith: ".json")
    .filter { !$0.hasSuffix(".schema.json") }

/// Whether kept answers are written anew instead of compared: `DOMINO_REWRITE=1 swift test --filter ...`.
public let rewritesKeptAnswers = ProcessInfo.processInfo.environment["DOMINO_REWRITE"] == "1"

/// Appends a string as JSON, in quotes and escaped.
public func writeJSONString(_ text: String, into output: inout String) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let bytes = try? encoder.encode(text) else { return }
    output += String(decoding: bytes, as: UTF8.self)
}
