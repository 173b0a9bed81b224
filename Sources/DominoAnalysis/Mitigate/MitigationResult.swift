import DominoScenario

/// The best plan of a scenario, its proof, and what else is worth knowing about what can be done (model.md, section 6).
/// Amounts are in the scenario's currency.
public struct MitigationResult: Sendable {
    /// A plan and what it comes to.
    public struct Plan: Sendable, Equatable {
        /// Places in the scenario's `mitigations`, rising.
        public var mitigations: [MitigationIndex]
        /// What they cost.
        public var cost: Double
        /// The objective's figure of the total score.
        public var risk: Double
        /// Risk and cost.
        public var total: Double
    }

    /// What is known of one mitigation.
    public struct Option: Sendable {
        /// A place in the scenario's `mitigations`.
        public var mitigation: MitigationIndex
        /// Whether it still bites when decided on the day asked.
        public var isAvailable: Bool
        /// The last day on which it can be decided; nil where it works on nothing.
        public var decideBy: Day?
        /// How much less the risk is with it alone, before cost.
        public var aloneGain: Double
        /// How much it adds to the rest of the best plan, before cost.
        public var marginalGain: Double
        /// Why it is in the best plan, or is not.
        public var standing: Standing
    }

    /// Why an option is in the best plan, or is not.
    public enum Standing: Sendable, Equatable {
        case chosen
        /// It had to be decided earlier.
        case tooLate
        /// It requires one that is not chosen and cannot be.
        case lacks(MitigationIndex)
        /// It excludes one that is chosen, or the other way round.
        case excluded(by: MitigationIndex)
        /// The budget does not reach for it beside the plan.
        case tooDear
        /// It changes nothing, whatever else is done or not.
        case idle
        /// It brings less than it costs beside the plan, though alone it would bring more.
        case superseded
        /// It brings less than it costs.
        case notWorthIt
    }

    /// The best plan within a budget.
    public struct BudgetPoint: Sendable {
        /// The least budget for it, in the currency.
        public var budget: Double
        /// The best plan within it.
        public var plan: Plan
        /// Whether none is better.
        public var isProved: Bool
    }

    /// The best that can be done from a later day on.
    public struct WaitingPoint: Sendable {
        /// The day of deciding.
        public var decideOn: Day
        /// The best plan of that day.
        public var plan: Plan
        /// Whether none is better.
        public var isProved: Bool
        /// Mitigations that can be decided on this day for the last time.
        public var expiring: [MitigationIndex]
    }

    /// What was asked.
    public var question: MitigateQuestion
    /// Replicates played: 1 where nothing is left to luck.
    public var replicates: Int
    /// Whether luck has no say.
    public var isCertain: Bool
    /// Nothing done, those hurt told on the day of deciding.
    public var baseline: Plan
    /// The best plan found.
    public var best: Plan
    /// No plan has a lower total.
    public var lowerBound: Double
    /// Whether the best plan is proved to be the best.
    public var isProved: Bool
    /// Nodes the search has bounded.
    public var nodeCount: Int
    /// By place in the scenario's `mitigations`.
    public var options: [Option]
    /// Plans B and C: the best without what carries most of the plan before, each proved or the best found.
    public var runnersUp: [Plan]
    /// By rising budget; empty where it was not asked for.
    public var frontier: [BudgetPoint]
    /// By day, from the day asked on; empty where nothing can be done.
    public var waiting: [WaitingPoint]
    /// Mean score each stakeholder bears with nothing done, by place in the scenario's `stakeholders`.
    public var harmBefore: [Double]
    /// The same under the best plan.
    public var harmAfter: [Double]

    /// How far the best plan may be from the best there is.
    public var gap: Double { max(0, best.total - lowerBound) }
}
