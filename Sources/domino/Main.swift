#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The version of the command, its results and its draws.
let version = "0.1.0"

/// Arguments in, exit status out; everything between is values.
@main
enum Main {
    static func main() {
        reserveStandardStreams()
        letWritingFail()
        exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    /// Runs the command that the arguments ask for.
    static func run(_ arguments: [String]) -> ExitStatus {
        switch parse(arguments, in: .domino, width: min(outputWidth(), 100)) {
        case .help(let text): return show(text)
        case .version: return show(version)
        case .misuse(let text): return complain(text)
        case .run(let command):
            do throws(UsageError) {
                return try dispatch(command)
            } catch {
                return complain(error.text)
            }
        }
    }

    private static func dispatch(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
        switch command.name {
        case "init": try initialise(command)
        case "schema": try printSchema(command)
        case "import": try importScenario(command)
        case "validate": try validate(command)
        case "whatif": try playWhatIf(command)
        case "simulate": try simulate(command)
        case "merge": try merge(command)
        case "rank": try rank(command)
        case "curve": try curve(command)
        case "mitigate": try mitigate(command)
        case "check": try check(command)
        case "ladder": try ladder(command)
        case "compare": try compare(command)
        case "export": try export(command)
        case "completions": try completions(command)
        case "manual": try manual(command)
        case "renegotiate": try renegotiate(command)
        case "report": try writeReport(command)
        default: preconditionFailure("every command of the table has its function here: \(command.name)")
        }
    }

    private static func show(_ text: String) -> ExitStatus {
        if case .unwritable(let reason) = write(text + "\n", to: STDOUT_FILENO) {
            _ = write("Error: standard output cannot be written: \(reason)\n", to: STDERR_FILENO)
            return .unwritable
        }
        return .done
    }

    private static func complain(_ text: String) -> ExitStatus {
        _ = write(text + "\n", to: STDERR_FILENO)
        return .usage
    }
}
