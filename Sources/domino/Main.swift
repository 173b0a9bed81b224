/// The version of the command, its results and its random draws.
let version = "0.1.0"

/// Arguments in, exit status out; everything between is values.
@main
enum Main {
    static func main() {
        reserveStandardStreams()
        ignoreWriteSignals()
        endProcess(run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    /// Runs the command that the arguments ask for.
    static func run(_ arguments: [String]) -> ExitStatus {
        switch parse(arguments, in: .domino, width: min(outputWidth(), 100)) {
        case .help(let text): return show(text)
        case .version: return show(version)
        case .usageError(let text): return complain(text, .usage)
        case .run(let command):
            do {
                return try command.form.run(command)
            } catch let error as UsageError {
                return complain(error.text, .usage)
            } catch let status as ExitStatus {
                return status
            } catch {
                return complain("Error: internal error: \(error)", .internalError)
            }
        }
    }

    private static func show(_ text: String) -> ExitStatus {
        guard case .unwritable(let reason) = write(text + "\n", to: .standardOutput) else { return .done }
        return complain("Error: standard output cannot be written: \(reason)", .unwritable)
    }

    private static func complain(_ text: String, _ status: ExitStatus) -> ExitStatus {
        _ = write(text + "\n", to: .standardError)
        return status
    }
}

/// How a run of the command ends; numbers from BSD's sysexits where one fits.
///
/// A command may also throw one, once the reason is on standard error.
enum ExitStatus: Int32, Error {
    case done = 0
    /// `check` or `promise` advises against the promise date.
    case advised = 1
    case usage = 64
    case invalid = 65
    case unreadable = 66
    case internalError = 70
    case uncreatable = 73
    case unwritable = 74

    /// What each status means to whoever runs the command, in the order of their numbers.
    static let meanings: [(status: ExitStatus, meaning: String)] = [
        (.done, "Success. From check and promise: the date is safe."),
        (.advised, "From check and promise: the date is a stretch, unsafe, or nothing says how likely it is."),
        (.usage, "Wrong usage."), (.invalid, "The scenario is invalid."), (.unreadable, "A file cannot be read."),
        (.internalError, "Internal error."), (.uncreatable, "The output cannot be created."),
        (.unwritable, "The output cannot be written completely."),
    ]
}
