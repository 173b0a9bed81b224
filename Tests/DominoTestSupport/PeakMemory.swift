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

/// Runs a program, drops its output, and asks the system what it cost.
///
/// The peak is read from the process every two milliseconds while it runs. The system's own figure at the end includes
/// the memory of the tests, because a new process has its parent's until it starts its own program; it serves where
/// there is no `/proc`.
public func processCost(of executable: String, _ arguments: [String]) -> ProcessCost {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in [STDOUT_FILENO, STDERR_FILENO] {
        posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
    }
    guard let end = EndOfProcess() else { return ProcessCost(status: 127, peakBytes: 0, cpuSeconds: 0) }
    defer { end.forget() }
    end.give(to: &actions)
    var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    var child: pid_t = 0
    let started = posix_spawn(&child, executable, &actions, nil, words, environ)
    end.release()
    guard started == 0 else {
        return ProcessCost(status: 127, peakBytes: 0, cpuSeconds: 0)
    }
    var (ending, usage, peak) = (Int32(0), rusage(), 0)
    repeat { peak = max(peak, residentPeak(of: child) ?? 0) } while !end.wait(milliseconds: 2)
    while wait4(child, &ending, 0, &usage) < 0, errno == EINTR {}
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    // The low seven bits are the signal that ended it, the next eight the status it gave; Linux counts kilobytes.
    return ProcessCost(
        status: ending & 0x7F == 0 ? ending >> 8 & 0xFF : 128 + ending & 0x7F,
        peakBytes: peak > 0 ? peak : usage.ru_maxrss * 1024,
        cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime))
}

/// The most memory a running process has had resident so far, in bytes; nil once it has ended, or where the system does
/// not say.
private func residentPeak(of process: pid_t) -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: { " \t".contains($0) }).dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
}
