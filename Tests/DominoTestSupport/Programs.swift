import Foundation

/// Whether a program can be run by its name: some tests use other people's tools, and are left out where they are
/// missing.
public func isOnPath(_ program: String) -> Bool {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map(String.init) ?? []
    return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
}

/// Whether Python has a module.
public func pythonHas(_ module: String) -> Bool {
    runProcess("python3", ["-c", "import \(module)"]).status == 0
}
