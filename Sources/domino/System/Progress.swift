#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Dispatch
import Synchronization

/// How far a long simulation is, on one line of standard error that is rewritten in place.
///
/// Threads that work only add to a counter: they never wait and never write. A queue of its own reads it ten times a
/// second, for the first time after half a second, so that a short run shows nothing.
final class Progress: Sendable {
    private let total: Int
    private let started = now()
    private let done = Atomic<Int>(0)
    private let queue = DispatchQueue(label: "progress", qos: .userInteractive)
    /// Whether the line is on the screen, and whether it may still come there.
    private let line = Mutex(Line())

    private struct Line {
        var isShown = false
        var isOver = false
    }

    /// Begins to count.
    ///
    /// - Parameters:
    ///   - total: replicates of the whole run.
    ///   - isWanted: whether there may be a line at all; it is drawn only where standard error is a terminal that can
    ///     move its cursor.
    init(of total: Int, isWanted: Bool) {
        self.total = total
        guard isWanted, total > 0, isTerminal(STDERR_FILENO), environment("TERM") != "dumb" else { return }
        drawLater(milliseconds: 500)
    }

    /// Says that so many more replicates are done. From any thread.
    func add(_ replicates: Int) { done.wrappingAdd(replicates, ordering: .relaxed) }

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
        let text = progressLine(
            done: min(total, done.load(ordering: .relaxed)), of: total, seconds: now() - started)
        return line.withLock { line in
            guard !line.isOver else { return false }
            if !line.isShown { eraseOnInterrupt() }
            line.isShown = true
            _ = write("\r" + text + "\u{1B}[K", to: STDERR_FILENO)
            return true
        }
    }
}

/// `  43 %, 1,200,000 replays a second, 12 s left`: at most 60 columns, so that no terminal breaks the line.
func progressLine(done: Int, of total: Int, seconds: Double) -> String {
    // Below 100 until all is over: the last replicates are still to be summed up.
    let percent = min(99, Int(Double(done) / Double(total) * 100))
    guard done > 0, seconds > 0 else { return "  \(percent) %" }
    let rate = Double(done) / seconds
    let text = "  \(percent) %, \(roughly(rate)) replays a second"
    return done < total ? text + ", \(duration(Double(total - done) / rate)) left" : text + ", summing up"
}

/// A rate to two digits: more would flicker.
private func roughly(_ rate: Double) -> String {
    var unit = 1.0
    while rate / unit >= 100, unit < 1e12 { unit *= 10 }
    let value = (rate / unit).rounded() * unit
    if value >= 1e6 { return tenths(value / 1e6) + " million" }
    let whole = Int(value)
    // Two digits are left of a value in the thousands, so what follows the comma begins with one of them or is 0.
    return whole < 1000 ? "\(whole)" : "\(whole / 1000),\(whole % 1000 / 100)00"
}

/// A number with one decimal where it is below ten.
private func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 || value >= 10 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
}

/// Seconds as people say them: `8 s`, `3 min`, `2 h`; rounded up, so that waiting is not longer than it says.
private func duration(_ seconds: Double) -> String {
    if seconds < 90 { return "\(Int(seconds.rounded(.up))) s" }
    if seconds < 90 * 60 { return "\(Int((seconds / 60).rounded(.up))) min" }
    return "\(Int(min(9999, (seconds / 3600).rounded(.up)))) h"
}

/// Seconds on a clock that nobody sets.
private func now() -> Double {
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
