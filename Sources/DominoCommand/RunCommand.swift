/// The version of the command, its results and its random draws.
let version = "0.1.0"

/// Runs the command that the arguments ask for: arguments in, exit status out; everything between is values.
///
/// - Parameter arguments: without the program's name.
package func runCommand(_ arguments: [String]) -> ExitStatus {
    switch parse(arguments, in: .domino, width: min(outputWidth(), 100)) {
    case .help(let text): return show(text)
    case .version: return show(version)
    case .usageError(let text): return complain(text, .usage)
    case .run(let command):
        do throws(EarlyEnd) {
            return try command.form.run(command)
        } catch {
            switch error {
            case .usageError(let text): return complain(text, .usage)
            case .explained(let status): return status
            }
        }
    }
}

private func show(_ text: String) -> ExitStatus {
    guard case .unwritable(let reason) = write(text + "\n", to: .standardOutput) else { return .done }
    return complain("Error: standard output cannot be written: \(reason)", .unwritable)
}

private func complain(_ text: String, _ status: ExitStatus) -> ExitStatus {
    _ = write(text + "\n", to: .standardError)
    return status
}

/// Why a command ends before its answer.
enum EarlyEnd: Error, Equatable {
    /// Wrong usage, with its complete text: what is wrong, how the command is used, where to read more. For standard
    /// error, with exit status 64.
    case usageError(String)
    /// The reason is on standard error already.
    case explained(ExitStatus)
}

/// How a run of the command ends; numbers from BSD's sysexits where one fits.
package enum ExitStatus: Int32, Error {
    case done = 0
    /// `check` or `promise` advises against the promise date.
    case advised = 1
    case usage = 64
    case invalid = 65
    case unreadable = 66
    case uncreatable = 73
    case unwritable = 74

    /// What each status means to whoever runs the command, in the order of their numbers.
    static let meanings: [(status: ExitStatus, meaning: String)] = [
        (.done, "Success. From check and promise: the date is safe."),
        (.advised, "From check and promise: the date is a stretch, unsafe, or nothing says how likely it is."),
        (.usage, "Wrong usage."), (.invalid, "The scenario is invalid."), (.unreadable, "A file cannot be read."),
        (.uncreatable, "The output cannot be created."),
        (.unwritable, "The output cannot be written completely."),
    ]
}
