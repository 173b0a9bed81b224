import DominoReport
import DominoScenario

let belongsToScenario = "belongs to the scenario"

extension ParsedCommand {
    /// The format asked for.
    var format: OutputFormat { value("format").flatMap(OutputFormat.init) ?? .text }

    /// The file the answer goes to; nil for standard output, which `-` means too.
    var outputPath: String? { value("output").flatMap { $0 == "-" ? nil : $0 } }

    var isQuiet: Bool { flag("quiet") }

    /// Width and color of text where the answer goes.
    var style: TextStyle {
        let color = outputPath == nil || value("color") == "always"
        return TextStyle(
            width: min(outputWidth(), 160), color: color && wantsColor(value("color"), on: .standardOutput))
    }

    /// Writes an answer in the format asked for.
    ///
    /// - Parameters:
    ///   - inputs: files it must not overwrite.
    ///   - reason: why not, to follow the name of one.
    func emit<A: Renderable>(
        _ answered: Answered<A>, unless inputs: [String], because reason: String = belongsToScenario
    ) -> ExitStatus {
        emit(render(answered, as: format, style: style), unless: inputs, because: reason)
    }

    /// Writes an answer to the output, standard output or a file.
    ///
    /// - Parameters:
    ///   - inputs: files it must not overwrite.
    ///   - reason: why not, to follow the name of one.
    func emit(
        _ text: String, unless inputs: [String] = [], because reason: String = belongsToScenario
    ) -> ExitStatus {
        if let path = outputPath { return save(text, to: path, unless: inputs, because: reason) }
        guard case .unwritable(let reason) = write(text, to: .standardOutput) else { return .done }
        return fail("standard output cannot be written: \(reason)", .unwritable)
    }

    /// Writes a file, unless it is one of the inputs.
    func save(
        _ text: String, to path: String, unless inputs: [String] = [], because reason: String = belongsToScenario
    ) -> ExitStatus {
        if inputs.contains(where: { isSameFile($0, path) }) {
            return fail("\(quotedPath(path)) \(reason), and is not overwritten. Give another name.", .uncreatable)
        }
        switch writeFile(text, to: path) {
        case .written, .closed: return .done
        case .uncreatable(let reason): return fail("\(quotedPath(path)) cannot be written: \(reason)", .uncreatable)
        case .unwritable(let reason): return fail("\(quotedPath(path)) cannot be written: \(reason)", .unwritable)
        }
    }

    /// Says on standard error why there is no answer.
    func fail(_ sentence: String, _ status: ExitStatus) -> ExitStatus {
        _ = write("Error: \(sentence)\n", to: .standardError)
        return status
    }

    /// Says something on standard error that is neither an error nor a warning; nothing if the run is quiet.
    func note(_ sentence: String, evenIfQuiet: Bool = false) {
        if !isQuiet || evenIfQuiet { _ = write("note: \(sentence)\n", to: .standardError) }
    }

    /// Prints problems to standard error, and as annotations in a GitHub workflow.
    func report(_ diagnostics: [Diagnostic], of sources: SourceMap) {
        guard !diagnostics.isEmpty else { return }
        let color = wantsColor(value("color"), on: .standardError)
        var text = diagnosticText(diagnostics, of: sources, width: min(outputWidth(), 160), color: color)
        if environment("GITHUB_ACTIONS") == "true" { text += diagnosticAnnotations(diagnostics, of: sources) }
        _ = write(text, to: .standardError)
    }

    /// Prints a warning about the question, not about a place in a file; nothing if the run is quiet.
    func warn(_ diagnostic: Diagnostic) {
        if !isQuiet { report([diagnostic], of: SourceMap()) }
    }

    /// Shows the progress of a simulation while `body` runs.
    ///
    /// - Parameters:
    ///   - total: replicates of the whole run.
    ///   - body: is given what to call with the number of replicates done, from any thread.
    func withProgress<Answer>(of total: Int, _ body: (@escaping @Sendable (Int) -> Void) -> Answer) -> Answer {
        let progress = Progress(of: total, isWanted: !isQuiet)
        defer { progress.end() }
        return body { progress.add($0) }
    }
}

/// A path in a message: safe to print, short, and visible even if it is empty.
func quotedPath(_ path: String) -> String { path.isEmpty ? "\"\"" : sanitized(path, limit: 200) }

/// Columns for text: `COLUMNS` if it is set, else the terminal's, else 80.
func outputWidth() -> Int {
    if let columns = environment("COLUMNS").flatMap(Int.init), (20...1000).contains(columns) { return columns }
    return terminalColumns().flatMap { $0 >= 20 ? $0 : nil } ?? 80
}

/// Whether to use color: as asked for, else on a terminal that can, unless `NO_COLOR` is set.
private func wantsColor(_ asked: String?, on descriptor: Descriptor) -> Bool {
    switch asked {
    case "always": return true
    case "never": return false
    default:
        guard environment("NO_COLOR")?.isEmpty ?? true, environment("TERM") != "dumb" else { return false }
        return descriptor.isTerminal
    }
}
