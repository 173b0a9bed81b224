import Foundation

/// Knows when a process has ended: a pipe that the process holds open, and nobody else.
///
/// Waiting for its end with a limit is a single blocking call, so a test neither sleeps nor asks again and again.
public struct EndOfProcess: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32

    /// A pipe that no process inherits by itself; nil if there are no descriptors left.
    public init?() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    /// Gives the pipe to a process that is about to be started.
    public func give(to actions: inout posix_spawn_file_actions_t) {
        posix_spawn_file_actions_adddup2(&actions, writeEnd, heldDescriptor)
    }

    /// The process is started, or could not be: from now on it alone holds the pipe.
    public func release() { close(writeEnd) }

    /// Waits until the process has ended, but not for longer than so many milliseconds. Returns whether it has.
    public func wait(milliseconds: Int) -> Bool {
        var end = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        return poll(&end, 1, Int32(milliseconds)) > 0
    }

    /// Gives the pipe back. Nothing may be asked any more.
    public func forget() { close(readEnd) }

    /// Where the process has the pipe: a number beyond those that programs expect.
    private var heldDescriptor: Int32 { 200 }
}
