import Synchronization

/// How far a long simulation is, on one line of standard error.
final class Progress: Sendable {
    private let done: Counter
    private let line: StatusLine

    /// What threads add to: they never wait and never write.
    private final class Counter: Sendable {
        let count = Atomic<Int>(0)
    }

    /// Begins to count.
    ///
    /// - Parameters:
    ///   - total: replicates of the whole run.
    ///   - isWanted: whether there may be a line at all.
    init(of total: Int, isWanted: Bool) {
        let done = Counter()
        self.done = done
        line = StatusLine(isWanted: isWanted && total > 0) { seconds in
            progressLine(done: min(total, done.count.load(ordering: .relaxed)), of: total, seconds: seconds)
        }
    }

    /// Says that so many more replicates are done. From any thread.
    func add(_ replicates: Int) { done.count.wrappingAdd(replicates, ordering: .relaxed) }

    /// Takes the line from the screen; nothing is drawn any more.
    func end() { line.end() }
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
