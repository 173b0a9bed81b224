import Foundation

/// How a process ended and what it wrote.
public struct ProcessResult: Sendable {
    /// Its exit status; 128 and the signal's number if a signal ended it; 127 if it could not be started.
    public var status: Int32
    /// All it wrote to its standard output.
    public var standardOutput: [UInt8]
    /// All it wrote to its standard error, or why it could not be started.
    public var standardError: [UInt8]

    /// Standard output as text, with what is no UTF-8 repaired.
    public var output: String { String(decoding: standardOutput, as: UTF8.self) }
    /// Standard error as text, with what is no UTF-8 repaired.
    public var errors: String { String(decoding: standardError, as: UTF8.self) }
}

/// Runs a program to its end.
///
/// Both outputs are read while the input is written, so none of the three can fill up and block the others; a program
/// that ends without reading its input is no problem.
/// - Parameters:
///   - executable: a path, or a name without a slash that is looked up in `PATH`.
///   - arguments: those after the program's own name.
///   - input: its standard input; nil for an empty one.
///   - environment: all its variables, except the one that says where coverage counts go; nil for those of the tests.
///   - directory: where it runs; nil for where the tests run.
public func runProcess(
    _ executable: String, _ arguments: [String], input: [UInt8]? = nil, environment: [String: String]? = nil,
    directory: String? = nil
) -> ProcessResult {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: located(executable))
    process.arguments = arguments
    if let environment { process.environment = environment.merging(profileVariable) { given, _ in given } }
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory, isDirectory: true) }
    let (standardInput, standardOutput, standardError) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input == nil ? FileHandle.nullDevice : standardInput
    process.standardOutput = standardOutput
    process.standardError = standardError
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
        try process.run()
    } catch {
        let reason = "cannot run \(executable): \(error.localizedDescription)\n"
        return ProcessResult(status: 127, standardOutput: [], standardError: Array(reason.utf8))
    }
    let output = Gathering(standardOutput.fileHandleForReading)
    let errors = Gathering(standardError.fileHandleForReading)
    if let input { feed(input, to: standardInput.fileHandleForWriting) }
    let result = (output.bytes(), errors.bytes())
    ended.wait()
    let killed = process.terminationReason == .uncaughtSignal
    return ProcessResult(
        status: (killed ? 128 : 0) + process.terminationStatus, standardOutput: result.0, standardError: result.1)
}

/// Where a process counts the lines it runs, if the tests do: a variable that nothing but their runtime reads.
private let profileVariable = ProcessInfo.processInfo.environment.filter { $0.key == "LLVM_PROFILE_FILE" }

/// The built `domino`: what `DOMINO_BINARY` names, else the executable file of that name in the nearest folder that
/// holds one, upwards from the running tests.
///
/// Where there is none it is the path at which one was expected first, so that running it says what is missing.
public var dominoBinary: String {
    if let named = ProcessInfo.processInfo.environment["DOMINO_BINARY"], !named.isEmpty { return named }
    // The tests are one of the arguments where a helper runs them from a bundle.
    let starts = [Bundle.main.executablePath].compactMap { $0 } + CommandLine.arguments.filter { $0.contains("/") }
    var folders: [URL] = []
    for start in starts {
        var folder = URL(fileURLWithPath: start).standardizedFileURL.deletingLastPathComponent()
        while folder.path != "/" {
            folders.append(folder)
            folder.deleteLastPathComponent()
        }
    }
    let paths = folders.map { $0.appendingPathComponent("domino").path }
    return paths.first(where: isExecutableFile) ?? paths.first ?? "domino"
}

/// Whether there is a file that can be run; folders can be entered, which is no running.
private func isExecutableFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        && FileManager.default.isExecutableFile(atPath: path)
}

/// The path of a program: itself if it has a slash, else the first in `PATH` of that name.
private func located(_ executable: String) -> String {
    guard !executable.contains("/") else { return executable }
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(executable)" }.first(where: isExecutableFile) ?? executable
}

/// Everything that comes through a pipe, read on a thread of its own.
private final class Gathering: @unchecked Sendable {
    // Written by the thread before it signals, read after: the semaphore keeps the two apart.
    private var gathered: [UInt8] = []
    private let finished = DispatchSemaphore(value: 0)

    init(_ pipe: FileHandle) {
        Thread.detachNewThread { [self] in
            gathered = Array((try? pipe.readToEnd()) ?? Data())
            // Left to Foundation, thousands of ends stay open in a long run of tests, and starting a process takes ever
            // longer.
            try? pipe.close()
            finished.signal()
        }
    }

    /// Waits for the end of the pipe. To be called once.
    func bytes() -> [UInt8] {
        finished.wait()
        return gathered
    }
}

/// Writes all bytes into a pipe on a thread of its own, then closes it.
private func feed(_ bytes: [UInt8], to pipe: FileHandle) {
    Thread.detachNewThread {
        // Writing to a program that no longer reads raises SIGPIPE in the writing thread. It is held back in this
        // thread alone and goes with it; ignored by the whole process, it would be ignored by what runs here too.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        bytes.withUnsafeBytes { all in
            var rest = all[...]
            while !rest.isEmpty {
                let count = write(pipe.fileDescriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { break }
                rest = rest.dropFirst(count)
            }
        }
        try? pipe.close()
    }
}
