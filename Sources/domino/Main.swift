import DominoCommand

/// Arguments in, exit status out.
@main
enum Main {
    static func main() {
        reserveStandardStreams()
        ignoreWriteSignals()
        endProcess(runCommand(Array(CommandLine.arguments.dropFirst())).rawValue)
    }
}
