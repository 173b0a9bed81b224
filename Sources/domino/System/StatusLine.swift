#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Dispatch
import Synchronization

/// A line of standard error that is rewritten in place while something takes long.
///
/// Threads that work never wait and never write. A queue of its own asks for the text ten times a second, for the first time
/// after half a second, so that a short run shows nothing.
final class StatusLine: Sendable {
    private let text: @Sendable (_ seconds: Double) -> String
    private let started = now()
    private let queue = DispatchQueue(label: "progress", qos: .userInteractive)
    /// Whether the line is on the screen, and whether it may still come there.
    private let line = Mutex(Line())

    private struct Line {
        var isShown = false
        var isOver = false
    }

    /// Begins.
    ///
    /// - Parameters:
    ///   - isWanted: whether there may be a line at all; it is drawn only where standard error is a terminal that can
    ///     move its cursor.
    ///   - text: at most 60 columns, so that no terminal breaks the line.
    init(isWanted: Bool, text: @escaping @Sendable (_ seconds: Double) -> String) {
        self.text = text
        guard isWanted, isTerminal(STDERR_FILENO), environment("TERM") != "dumb" else { return }
        drawLater(milliseconds: 500)
    }

    /// Takes the line from the screen; nothing is drawn any more.
    func end() {
        line.withLock { line in
            line.isOver = true
            guard line.isShown else { return }
            line.isShown = false
            eraseLine()
            signal(SIGINT, SIG_DFL)
        }
    }

    private func drawLater(milliseconds: Int) {
        queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [weak self] in
            guard let self, self.draws() else { return }
            self.drawLater(milliseconds: 100)
        }
    }

    /// Draws the line; false once it is over.
    private func draws() -> Bool {
        let text = text(now() - started)
        return line.withLock { line in
            guard !line.isOver else { return false }
            if !line.isShown { eraseOnInterrupt() }
            line.isShown = true
            _ = write("\r" + text + "\u{1B}[K", to: STDERR_FILENO)
            return true
        }
    }
}

/// Seconds on a clock that nobody sets.
func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Erases the line the cursor is on.
private func eraseLine() { _ = write("\r\u{1B}[K", to: STDERR_FILENO) }

/// Lets an interrupt take the line away before it ends the process as ever.
///
/// Where interrupts are ignored (a shell's background job) they stay so.
private func eraseOnInterrupt() {
    let before = signal(SIGINT) { interrupt in
        // Nothing here may allocate: the signal can come at any point of any thread.
        let erase: StaticString = "\r\u{1B}[K"
        #if canImport(Glibc)
            _ = Glibc.write(STDERR_FILENO, erase.utf8Start, erase.utf8CodeUnitCount)
        #elseif canImport(Musl)
            _ = Musl.write(STDERR_FILENO, erase.utf8Start, erase.utf8CodeUnitCount)
        #else
            _ = Darwin.write(STDERR_FILENO, erase.utf8Start, erase.utf8CodeUnitCount)
        #endif
        signal(interrupt, SIG_DFL)
        raise(interrupt)
    }
    if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(SIGINT, SIG_IGN) }
}
