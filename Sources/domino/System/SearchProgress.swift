import DominoReport
import Synchronization

/// How far a search for the best plan is, on one line of standard error.
final class SearchProgress: Sendable {
    private let state: State
    private let line: StatusLine

    /// The best total and the lower bound, as the search tells them.
    private final class State: Sendable {
        let figures = Mutex<(best: Double, lowerBound: Double)?>(nil)
    }

    /// Begins; without a limit for a search of so many steps.
    init(isWanted: Bool, limitSeconds: Double?) {
        let state = State()
        self.state = state
        line = StatusLine(isWanted: isWanted) { seconds in
            searchLine(state.figures.withLock { $0 }, seconds: seconds, limitSeconds: limitSeconds)
        }
    }

    /// Tells how far the search is.
    func show(best: Double, lowerBound: Double) {
        state.figures.withLock { $0 = (best, lowerBound) }
    }

    /// Takes the line from the screen; nothing is drawn any more.
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
