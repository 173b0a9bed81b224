import Dispatch
import Synchronization

/// The progress of a long simulation, on one line of standard error.
final class Progress: Sendable {
    private let done: Counter
    private let line: StatusLine

    private final class Counter: Sendable {
        let count = Atomic<Int>(0)
    }

    /// Starts to count.
    ///
    /// - Parameter total: replicates of the whole run.
    init(of total: Int, isWanted: Bool) {
        let done = Counter()
        self.done = done
        line = StatusLine(isWanted: isWanted && total > 0) { seconds in
            progressLine(done: min(total, done.count.load(ordering: .relaxed)), of: total, seconds: seconds)
        }
    }

    /// Counts replicates that are done. From any thread.
    func add(_ replicates: Int) { done.count.wrappingAdd(replicates, ordering: .relaxed) }

    /// Erases the line. Nothing is drawn any more.
    func end() { line.end() }
}

/// `  43 %, 1.2 million runs per second, 12 s left`: at most 60 columns, so that no terminal breaks the line.
func progressLine(done: Int, of total: Int, seconds: Double) -> String {
    // Below 100 until the end: the last replicates still have to be summed up.
    let percent = min(99, Int(Double(done) / Double(total) * 100))
    guard done > 0, seconds > 0 else { return "  \(percent) %" }
    let rate = Double(done) / seconds
    let text = "  \(percent) %, \(roughly(rate)) runs per second"
    return done < total ? text + ", \(duration(Double(total - done) / rate)) left" : text + ", summing up"
}

/// A rate to two digits; more would flicker.
private func roughly(_ rate: Double) -> String {
    var unit = 1.0
    while rate / unit >= 100, unit < 1e12 { unit *= 10 }
    let value = (rate / unit).rounded() * unit
    if value >= 1e6 { return tenths(value / 1e6) + " million" }
    let whole = Int(value)
    // Only two digits are not 0, so those after the comma end in 00.
    return whole < 1000 ? "\(whole)" : "\(whole / 1000),\(whole % 1000 / 100)00"
}

/// A number with one decimal if it is below ten.
private func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 || value >= 10 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
}

/// A time: `8 s`, `3 min`, `2 h`. Rounded up, so that nobody waits longer than it says.
private func duration(_ seconds: Double) -> String {
    if seconds < 90 { return "\(Int(seconds.rounded(.up))) s" }
    if seconds < 90 * 60 { return "\(Int((seconds / 60).rounded(.up))) min" }
    return "\(Int(min(9999, (seconds / 3600).rounded(.up)))) h"
}

/// The progress of a search for the best plan, on one line of standard error.
final class SearchProgress: Sendable {
    private let state: State
    private let line: StatusLine

    private final class State: Sendable {
        let figures = Mutex<(best: Double, lowerBound: Double)?>(nil)
    }

    /// Starts; `limitSeconds` is nil for a search that is limited in steps.
    init(isWanted: Bool, limitSeconds: Double?) {
        let state = State()
        self.state = state
        line = StatusLine(isWanted: isWanted) { seconds in
            searchLine(state.figures.withLock { $0 }, seconds: seconds, limitSeconds: limitSeconds)
        }
    }

    /// Shows the best total and the lower bound so far.
    func show(best: Double, lowerBound: Double) {
        state.figures.withLock { $0 = (best, lowerBound) }
    }

    /// Erases the line. Nothing is drawn any more.
    func end() { line.end() }
}

/// `  best 76,116, at least 71,200, 4 of 10 s`: at most 60 columns.
func searchLine(_ figures: (best: Double, lowerBound: Double)?, seconds: Double, limitSeconds: Double?) -> String {
    let clock =
        limitSeconds.map { seconds < $0 ? "\(Int(seconds)) of \(Int($0.rounded(.up))) s" : "summing up" }
        ?? "\(Int(seconds)) s"
    guard let figures else { return "  looking for a first plan, \(Int(seconds)) s" }
    func short(_ value: Double) -> String { value.magnitude < 1e12 ? "\(Int(value.rounded()))" : "much" }
    return "  best \(short(figures.best)), at least \(short(max(0, figures.lowerBound))), \(clock)"
}

/// A line of standard error that is redrawn in place during a long run.
///
/// Working threads never wait and never write. A separate queue asks for the text ten times a second, beginning after
/// half a second, so that a short run shows nothing.
final class StatusLine: Sendable {
    private let text: @Sendable (_ seconds: Double) -> String
    private let started = now()
    private let queue = DispatchQueue(label: "progress", qos: .userInteractive)
    private let line = Mutex(Line())

    private struct Line {
        var isShown = false
        /// Whether nothing may be drawn any more.
        var isOver = false
    }

    /// Starts the line.
    ///
    /// - Parameters:
    ///   - isWanted: whether there may be a line. It is only drawn on a terminal that can move its cursor.
    ///   - text: at most 60 columns, so that no terminal breaks the line.
    init(isWanted: Bool, text: @escaping @Sendable (_ seconds: Double) -> String) {
        self.text = text
        guard isWanted, Descriptor.standardError.isTerminal, environment("TERM") != "dumb" else { return }
        drawLater(milliseconds: 500)
    }

    /// Erases the line. Nothing is drawn any more.
    func end() {
        line.withLock { line in
            line.isOver = true
            guard line.isShown else { return }
            line.isShown = false
            _ = write("\r\u{1B}[K", to: .standardError)
            stopErasingOnInterrupt()
        }
    }

    private func drawLater(milliseconds: Int) {
        queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [weak self] in
            guard let self, self.draws() else { return }
            self.drawLater(milliseconds: 100)
        }
    }

    /// Draws the line; false once it has ended.
    private func draws() -> Bool {
        let text = text(now() - started)
        return line.withLock { line in
            guard !line.isOver else { return false }
            if !line.isShown { eraseLineOnInterrupt() }
            line.isShown = true
            _ = write("\r" + text + "\u{1B}[K", to: .standardError)
            return true
        }
    }
}
