#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Whole commands on small scenarios, from the start of the process to its end: the `domino` beside this program, if it
/// is there.
func commandCases() -> [Case] {
    let folder = thisBinary().split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let domino = folder + "/domino"
    guard access(domino, X_OK) == 0 else {
        complain("there is no \(domino), so no whole command is measured")
        return []
    }
    return [
        commandCase("command/whatif/18", domino, commitments: 18, ["whatif", "--slip", "N0000000=10"]),
        commandCase(
            "command/simulate/30", domino, commitments: 30, ["simulate", "--replicates", "100000", "--format", "json"],
            replicates: 100_000),
        commandCase(
            "command/simulate/30x1e4", domino, commitments: 30, ["simulate", "--format", "json"], replicates: 10_000),
    ]
}

private func commandCase(
    _ name: String, _ domino: String, commitments: Int, _ arguments: [String], replicates: Int = 1
) -> Case {
    Case(name: name, isQuick: true) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? P_tmpdir
        let path = "\(folder)/domino-benchmark-\(getpid())-\(commitments).json"
        let isWritten = write(scenarioText(PeerGraph(layered: commitments), hasDelays: true), to: path)
        let program = Program(words: [domino, arguments[0], path] + arguments.dropFirst(), scenario: path)
        return Subject(
            items: commitments * replicates, clock: childSeconds,
            problem: { isWritten ? program.problem() : "\(path) cannot be written" }, run: { program.run() },
            peakBytes: { program.peakBytes })
    }
}

/// A command and what its runs came to so far. Its scenario goes with it.
private final class Program {
    private let words: [String]
    private let scenario: String
    private(set) var peakBytes = 0

    init(words: [String], scenario: String) {
        self.words = words
        self.scenario = scenario
    }

    deinit { unlink(scenario) }

    /// Runs it to its end, what it says thrown away; its exit status.
    func run() -> Double {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        defer { arguments.forEach { free($0) } }
        var child: pid_t = 0
        guard posix_spawn(&child, words[0], &actions, nil, arguments, environ) == 0 else { return -1 }
        var (ending, usage) = (Int32(0), rusage())
        while wait4(child, &ending, 0, &usage) < 0, errno == EINTR {}
        // Linux counts kilobytes.
        peakBytes = max(peakBytes, usage.ru_maxrss * 1024)
        return Double(ending)
    }

    /// The command must do its work, and say the same of it each time.
    func problem() -> String? {
        guard run() == 0 else { return "\(words.joined(separator: " ")) fails" }
        guard let first = output(of: words[0], Array(words.dropFirst())), !first.isEmpty,
            first == output(of: words[0], Array(words.dropFirst()))
        else { return "\(words.joined(separator: " ")) says nothing, or something else each time" }
        return nil
    }
}

/// Processor seconds of all programs that this one has run, the system's work for them included.
private func childSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}
