/// The promise of a root, judged by brute force: every date played in every replicate (Model.md, section 7).
///
/// Silent, and only distributions whose inverse is elementary.
public struct ReferencePromise {
    private let scenario: ReferenceScenario
    private let root: String
    private let place: Int
    /// The axis of days.
    public let calendar: ReferenceCalendar
    /// What every replicate shocks.
    private let shocks: [[ReferenceSlip]]
    /// Days after its due date on which the root is done, before its own breaking, by replicate; infinite for never.
    public let done: [Double]

    /// Plays the replicates of a scenario whose root is open or a fact.
    public init(_ scenario: ReferenceScenario, root: String, replicates: Int, seed: UInt64) {
        self.scenario = scenario
        self.root = root
        place = scenario.commitments.firstIndex { $0.id == root } ?? 0
        calendar = ReferenceCalendar(scenario.calendar)
        let draws = ReferenceDraws(seed: seed)
        let shocks = (0..<replicates).map { replicate in
            zip(scenario.commitments, referenceOwnDelays(scenario, draws, replicate: replicate))
                .filter { !$0.0.isFact }.map { ReferenceSlip($0.0.id, .days($0.1)) }
        }
        self.shocks = shocks
        var unbroken = scenario
        unbroken.commitments[place].breaksAfter = nil
        let at = place
        done = shocks.map { referenceWhatIf(unbroken, slips: $0).commitments[at].slip ?? .infinity }
    }

    /// The day the root is due, on the axis.
    public var due: Int {
        guard let due = scenario.commitments[place].due else { preconditionFailure("a root with a due date") }
        return calendar.ordinal(calendar.lastWorkday(onOrBefore: due))
    }

    /// The date so many days after the due date.
    public func date(_ later: Int) -> ReferenceDate { calendar.date(due + later) }

    /// How many days after its due date a date is.
    public func later(_ date: String) -> Int { calendar.ordinal(ReferenceDate(date)) - due }

    /// Share of replicates in which it is done by so many days after its due date.
    public func kept(_ later: Int) -> Double {
        Double(done.filter { $0 <= Double(later) + 1e-4 }.count) / Double(done.count)
    }

    /// The first day with that probability of being kept, by trying every day; nil if there is none.
    public func safe(_ confidence: Double) -> Int? {
        let finite = done.filter { $0 < .infinity }
        guard let least = finite.min(), let most = finite.max() else { return nil }
        return (Int(least) - 2...Int(most) + 2).first { kept($0) >= confidence - 1e-12 }
    }

    /// Total score of each replicate where the root is promised so many days after its due date.
    public func scores(_ later: Int) -> [Double] {
        var promised = scenario
        var mitigation = ReferenceMitigation(id: "the promise")
        mitigation.effects = [.redate(root, days: Double(later))]
        promised.mitigations.append(mitigation)
        return shocks.map { referenceWhatIf(promised, slips: $0, plan: ["the promise"]).score }
    }

    /// Mean score of a promise, and what it costs us to promise it so late.
    public func cost(_ later: Int, perDayLater: Double) -> Double {
        scores(later).reduce(0, +) / Double(shocks.count) + perDayLater * Double(later)
    }

    /// Every day on which the root is done in some replicate, and those between; empty if it never is.
    public var range: ClosedRange<Int>? {
        let finite = done.filter { $0 < .infinity }.map { Int(($0 - 1e-4).rounded(.up)) }
        guard let least = finite.min(), let most = finite.max() else { return nil }
        return least...most
    }

    /// Scores of the others, all else on plan, with the root done so many days after its due date.
    private func others(_ later: Int) -> [Double] {
        var known = scenario
        known.commitments[place].status = .kept
        known.commitments[place].keptOn = date(later)
        return referenceWhatIf(known).commitments.filter { $0.id != root }.map(\.score)
    }

    /// Whether being done on that day adds nothing to the score of another, compared with an early day.
    public func addsNothing(_ later: Int, early: Int) -> Bool { addsNothing(later, to: others(early)) }

    /// Whether it adds nothing to these scores of the others.
    private func addsNothing(_ later: Int, to free: [Double]) -> Bool {
        !zip(others(later), free).contains { $0 - $1 > 1e-9 * max(1, $1) }
    }

    /// The last of some days that adds nothing to the score of another; nil where even the last of them adds nothing.
    public func useful(among days: ClosedRange<Int>) -> Int? {
        let free = others(days.lowerBound)
        return days.first { !addsNothing($0, to: free) }.map { $0 - 1 }
    }
}
