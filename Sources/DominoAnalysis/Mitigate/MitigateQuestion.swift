import DominoScenario
import Synchronization

/// Which figure of the total score a plan is to make small.
public enum Objective: String, Sendable, CaseIterable {
    case mean, p90, p95, cvar95
}

/// What can be done about a scenario, and what is worth its cost?
public struct MitigateQuestion: Sendable {
    /// What slips; a commitment at most once.
    public var slips: [Slip]
    /// The day it is decided on, and those hurt are told.
    public var decideOn: Day
    /// The day it is asked on.
    public var asOf: Day
    /// Most a plan may cost; nil for no limit.
    public var budget: Double?
    /// What counts.
    public var objective: Objective
    /// Whether the best plan of every budget is wanted.
    public var wantsFrontier: Bool
    /// Whether what waiting costs is wanted.
    public var wantsWaiting: Bool
    /// How many replicates, where anything is left to luck.
    public var replicates: Int
    /// Seed of all draws.
    public var seed: UInt64

    /// A question with the usual 10,000 replicates and seed 1.
    public init(
        slips: [Slip], decideOn: Day, asOf: Day, budget: Double? = nil, objective: Objective = .mean,
        wantsFrontier: Bool = false, wantsWaiting: Bool = true, replicates: Int = 10_000, seed: UInt64 = 1
    ) {
        self.slips = slips
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

/// How long a search may take, by a clock of the asker's.
public struct SearchTime: Sendable {
    /// Seconds a search may take.
    public var limitSeconds: Double
    /// Seconds by a clock that only goes forward.
    public var clock: @Sendable () -> Double

    /// Time for a search.
    public init(limitSeconds: Double, clock: @escaping @Sendable () -> Double) {
        self.limitSeconds = limitSeconds
        self.clock = clock
    }

    /// As long as it takes.
    public static let unlimited = SearchTime(limitSeconds: .infinity) { 0 }

    /// So many steps of each search, however long they take: for answers that have to be the same on any machine.
    public static func steps(_ count: Int) -> SearchTime {
        let steps = StepCount()
        return SearchTime(limitSeconds: Double(count)) { Double(steps.next()) }
    }

    /// As many steps as take some seconds of an ordinary processor: each rates about one more plan for every option.
    public static func affordable(_ question: MitigateQuestion, in scenario: Scenario) -> SearchTime {
        let step =
            Double(question.replicates) * Double(scenario.commitments.count + scenario.needs.count)
            * Double(scenario.mitigations.count + 1)
        return steps(max(4, Int(1e9 / step)))
    }

    /// A clock that ticks whenever somebody looks at it.
    private final class StepCount: Sendable {
        private let count = Atomic<Int>(-1)
        func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
    }

    /// A part of it.
    func divided(by parts: Double) -> SearchTime { SearchTime(limitSeconds: limitSeconds / parts, clock: clock) }

    /// Whether a search that begins now may still go on.
    func begun() -> @Sendable () -> Bool {
        let end = clock() + limitSeconds
        return { clock() < end }
    }
}
