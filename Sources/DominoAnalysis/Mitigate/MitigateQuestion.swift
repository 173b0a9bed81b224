import DominoEngine
import DominoScenario
import Synchronization

/// The figure of the total score that a plan is to make small, beside its cost.
public enum Objective: String, Sendable, CaseIterable {
    case mean, p90, p95
    /// The mean of the worst 5 % of all runs.
    case cvar95

    /// The figure as the search computes it.
    var measure: RiskMeasure.Kind {
        switch self {
        case .mean: .mean
        case .p90: .quantile(0.9)
        case .p95: .quantile(0.95)
        case .cvar95: .tailMean
        }
    }
}

/// Which mitigations are worth their cost, together?
public struct MitigateQuestion: Sendable {
    /// What slips; a commitment at most once.
    public var slips: [Slip]
    /// What is moved on purpose; a commitment at most once. It may slip as well.
    public var moves: [Move]
    /// The day of decision, on which those hurt are notified.
    public var decideOn: Day
    /// The day the question is asked.
    public var asOf: Day
    /// The most that a plan may cost, in the currency; nil for no limit.
    public var budget: Double?
    /// The figure that counts.
    public var objective: Objective
    /// Whether the best plan of every budget is wanted.
    public var wantsFrontier: Bool
    /// Whether the cost of waiting is wanted.
    public var wantsWaiting: Bool
    /// How many replicates, where anything is drawn.
    public var replicates: Int
    /// Random seed of all draws.
    public var seed: UInt64

    /// A question with the usual 10,000 replicates and seed 1.
    public init(
        slips: [Slip], moves: [Move] = [], decideOn: Day, asOf: Day, budget: Double? = nil,
        objective: Objective = .mean, wantsFrontier: Bool = false, wantsWaiting: Bool = true, replicates: Int = 10_000,
        seed: UInt64 = 1
    ) {
        self.slips = slips
        self.moves = moves
        self.decideOn = decideOn
        self.asOf = asOf
        self.budget = budget
        self.objective = objective
        self.wantsFrontier = wantsFrontier
        self.wantsWaiting = wantsWaiting
        self.replicates = replicates
        self.seed = seed
    }
}

/// How long a search may take, by a clock of the caller.
public struct SearchTime: Sendable {
    /// Seconds that a search may take.
    public var limitSeconds: Double
    /// Seconds on a clock that never goes back.
    public var clock: @Sendable () -> Double

    /// A time limit on a clock.
    public init(limitSeconds: Double, clock: @escaping @Sendable () -> Double) {
        self.limitSeconds = limitSeconds
        self.clock = clock
    }

    /// As long as it takes.
    public static let unlimited = SearchTime(limitSeconds: .infinity) { 0 }

    /// A number of steps of each search, however long they take: for answers that must be the same on every machine.
    public static func steps(_ count: Int) -> SearchTime {
        let steps = StepCount()
        return SearchTime(limitSeconds: Double(count)) { Double(steps.next()) }
    }

    /// As many steps as take some seconds on an ordinary processor: a step rates about one more plan for each option.
    public static func affordable(_ question: MitigateQuestion, in scenario: Scenario) -> SearchTime {
        let step =
            Double(question.replicates) * Double(scenario.commitments.count + scenario.needs.count)
            * Double(scenario.mitigations.count + 1)
        return steps(max(4, Int(1e9 / step)))
    }

    /// A clock that advances by 1 each time it is read.
    private final class StepCount: Sendable {
        private let count = Atomic<Int>(-1)
        func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
    }

    /// An equal part of the time.
    func divided(by parts: Double) -> SearchTime { SearchTime(limitSeconds: limitSeconds / parts, clock: clock) }

    /// Starts the clock: the result says whether a search that begins now may go on.
    func begun() -> @Sendable () -> Bool {
        let end = clock() + limitSeconds
        return { clock() < end }
    }
}
