#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import DominoReport
import DominoScenario

/// What messages call standard input.
let standardInputLabel = "<standard input>"

extension SourceMap {
    /// The paths of all files read, as the system knows them.
    var inputs: [String] { files.map { $0.path == standardInputLabel ? "/dev/stdin" : $0.path } }
}

/// What came of opening a scenario for a question.
enum Opening {
    case scenario(Scenario)
    case failed(ExitStatus)
}

extension ParsedCommand {
    /// Reads a file and what it includes.
    func check(_ path: String) -> CheckedFile { check(path, readFile(path)) }

    /// Reads what a file includes.
    private func check(_ path: String, _ file: FileReading) -> CheckedFile {
        switch file {
        case .unreadable(let reason): return CheckedFile(path: path, loaded: nil, unreadable: reason)
        case .contents(let contents):
            let label = path == "-" ? standardInputLabel : path
            // Only on the command line does "-" stand for standard input.
            let include = { (path: String) in readFile(path == "-" ? "./-" : path) }
            return CheckedFile(path: label, loaded: loadScenario(path: label, contents: contents, include: include))
        }
    }

    /// Opens a scenario; says on standard error what is wrong with it, and what it may not mean.
    func openScenario(_ path: String) -> Opening { openScenario(path, readFile(path)) }

    /// Opens a scenario whose file has been read.
    func openScenario(_ path: String, _ file: FileReading) -> Opening {
        let file = check(path, file)
        guard let loaded = file.loaded else {
            return .failed(complainUnreadable(file))
        }
        guard let scenario = loaded.scenario else {
            // A file asked for is not written: the answer it may hold from before is worth more than these problems.
            if format == .json, outputPath == nil { _ = answer(validationJSON([file])) }
            report(loaded.diagnostics, of: loaded.sources)
            return .failed(status(of: loaded))
        }
        // Notes are for whoever checks a file, not for whoever asks it something.
        if !flag("quiet") { report(loaded.diagnostics.filter { $0.severity == .warning }, of: loaded.sources) }
        return .scenario(scenario)
    }

    /// Says why a file cannot be read, and what to do where it is not there.
    func complainUnreadable(_ file: CheckedFile) -> ExitStatus {
        let reason = file.unreadable ?? "it cannot be read"
        let hint = reason == noSuchFile ? ". Check the name; 'domino init' writes a scenario to begin with" : ""
        return complain("\(shownPath(file.path)): \(reason)\(hint)", .unreadable)
    }

    /// The status an invalid scenario ends with.
    func status(of loaded: LoadedScenario) -> ExitStatus {
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        if errors.isEmpty { return .done }
        return errors.allSatisfy { $0.code == .unreadableFile } ? .unreadable : .invalid
    }

    /// Prints problems to standard error, and as annotations where a GitHub workflow reads along.
    func report(_ diagnostics: [Diagnostic], of sources: SourceMap) {
        guard !diagnostics.isEmpty else { return }
        let color = wantsColor(value("color"), on: STDERR_FILENO)
        var text = diagnosticText(diagnostics, of: sources, width: min(outputWidth(), 160), color: color)
        if environment("GITHUB_ACTIONS") == "true" { text += diagnosticAnnotations(diagnostics, of: sources) }
        _ = write(text, to: STDERR_FILENO)
    }

    /// Prints a warning that belongs to the question, not to a place in a file.
    func warn(_ diagnostic: Diagnostic) {
        if !flag("quiet") { report([diagnostic], of: SourceMap()) }
    }

    /// Says something on standard error that is neither wrong nor doubtful.
    func remark(_ sentence: String) { _ = write("note: \(sentence)\n", to: STDERR_FILENO) }
}
