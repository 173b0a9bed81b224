/// The progress of a long simulation, told to the host.
final class Progress: @unchecked Sendable {
    private var done = 0
    private let total: Int

    /// - Parameters:
    ///   - total: replicates of the whole run.
    ///   - isWanted: of no account: a host that wants none does not listen.
    init(of total: Int, isWanted: Bool) { self.total = total }

    /// Counts replicates that are done.
    func add(_ replicates: Int) {
        done += replicates
        hostProgress(Double(min(total, done)), Double(total))
    }

    func end() {}
}

/// The progress of a search for the best plan, told to the host.
final class SearchProgress: @unchecked Sendable {
    private let started = now()
    private let limitSeconds: Double?

    init(isWanted: Bool, limitSeconds: Double?) { self.limitSeconds = limitSeconds }

    func show(best: Double, lowerBound: Double) { hostProgress(now() - started, limitSeconds ?? .infinity) }

    func end() {}
}
