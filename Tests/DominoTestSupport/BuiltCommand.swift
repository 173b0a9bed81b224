import Foundation

/// How the command is compiled.
public enum Configuration: String, Sendable, CaseIterable {
    case debug, release
}

/// A build that failed: what the compiler said.
public struct BuildFailure: Error, CustomStringConvertible {
    /// Its output.
    public var description: String
}

extension Configuration {
    /// The command in this configuration, as the sources say it today.
    ///
    /// The tests' own is built with them. The other one is taken from `.build` where it is newer than every source,
    /// which is so where it was built just before, as in continuous integration; else it is built, once a test run, in
    /// a folder of its own, since that of the tests is in use.
    /// - Throws: `BuildFailure`.
    public var binary: String {
        get throws {
            if self == .own { return dominoBinary }
            return try (self == .debug ? builtDebug : builtRelease).get()
        }
    }

    /// What the tests were compiled with.
    #if DEBUG
        static let own = Configuration.debug
    #else
        static let own = Configuration.release
    #endif
}

/// The command as users have it, where a build for debugging takes minutes; that one where no release can be built,
/// which other tests report. Both print the same bytes: a test of its own holds them to that. Where `DOMINO_BINARY`
/// names one, that one.
public let quickBinary =
    ProcessInfo.processInfo.environment["DOMINO_BINARY"] == nil
    ? (try? Configuration.release.binary) ?? dominoBinary : dominoBinary

private let builtDebug = built(.debug)
private let builtRelease = built(.release)

private func built(_ configuration: Configuration) -> Result<String, BuildFailure> {
    let ready = "\(repositoryRoot)/.build/\(configuration.rawValue)/domino"
    if let written = modificationDate(ready), written > newestSource() { return .success(ready) }
    let folder = "\(repositoryRoot)/.build-for-tests"
    let build = runProcess(
        "swift",
        [
            "build", "-c", configuration.rawValue, "--product", "domino", "--package-path", repositoryRoot,
            "--scratch-path", folder,
        ])
    guard build.status == 0 else {
        return .failure(BuildFailure(description: "no \(configuration.rawValue) build: \(build.output)\(build.errors)"))
    }
    return .success("\(folder)/\(configuration.rawValue)/domino")
}

/// When the latest change was made to what the command is built from.
private func newestSource() -> Date {
    var newest = modificationDate("\(repositoryRoot)/Package.swift") ?? .distantFuture
    let files = FileManager.default.enumerator(atPath: "\(repositoryRoot)/Sources")
    while let file = files?.nextObject() as? String {
        newest = max(newest, modificationDate("\(repositoryRoot)/Sources/\(file)") ?? .distantPast)
    }
    return newest
}

private func modificationDate(_ path: String) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
}
