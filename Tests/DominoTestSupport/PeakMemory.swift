import Foundation

/// What a program came to that ran to its end.
public struct ProcessCost: Sendable {
    /// Its exit status; 128 and the signal's number if a signal ended it; 127 if it could not be started.
    public var status: Int32
    /// The most memory it had resident, in bytes.
    public var peakBytes: Int
    /// Processor seconds, of itself and the system for it.
    public var cpuSeconds: Double
}

/// Runs a program, its standard output thrown away, and asks the system what it cost.
///
/// Until a new process begins its own program the system counts its parent's memory for it: no figure is below what
/// the tests themselves have resident.
public func processCost(of executable: String, _ arguments: [String]) -> ProcessCost {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    var child: pid_t = 0
    guard posix_spawn(&child, executable, &actions, nil, words, environ) == 0 else {
        return ProcessCost(status: 127, peakBytes: 0, cpuSeconds: 0)
    }
    var (ending, usage) = (Int32(0), rusage())
    while wait4(child, &ending, 0, &usage) < 0, errno == EINTR {}
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    // The low seven bits are the signal that ended it, the next eight the status it gave; Linux counts kilobytes.
    return ProcessCost(
        status: ending & 0x7F == 0 ? ending >> 8 & 0xFF : 128 + ending & 0x7F, peakBytes: usage.ru_maxrss * 1024,
        cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime))
}
