#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import DominoScenario

/// A variable of the environment; nil where it is not set.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// Whether a descriptor is a terminal.
func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

/// Columns for text: `COLUMNS` where set, else the terminal's, else 80.
func outputWidth() -> Int {
    if let columns = environment("COLUMNS").flatMap(Int.init), (20...1000).contains(columns) { return columns }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return 80 }
    return Int(size.ws_col)
}

/// Whether colour is wanted on a descriptor: as asked for, else on a terminal that can, unless `NO_COLOR` is set.
func wantsColor(_ asked: String?, on descriptor: Int32) -> Bool {
    switch asked {
    case "always": return true
    case "never": return false
    default:
        guard environment("NO_COLOR")?.isEmpty ?? true, environment("TERM") != "dumb" else { return false }
        return isTerminal(descriptor)
    }
}

/// Today, where this machine stands.
func today() -> Day {
    var now = time(nil)
    var local = tm()
    localtime_r(&now, &local)
    return Day(year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
}

/// Lets writing to a closed pipe, or beyond the largest file allowed, fail instead of ending the process.
func letWritingFail() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
}

/// Keeps the numbers of closed standard streams from going to files opened later, which would then get the answer or its errors.
///
/// Reading and writing them fails as before, with "it is closed": each is open for the wrong direction only.
func reserveStandardStreams() {
    let streams = [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    // The lowest free number is given first, so each reservation gets the number that was found free.
    for (descriptor, direction) in streams where fcntl(descriptor, F_GETFD) < 0 { _ = open("/dev/null", direction) }
}

/// Processors this process may use.
func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
