import DominoScenario

/// The best plan of a scenario, its proof, and what else is worth knowing about the mitigations (Model.md, section 6).
/// Amounts are in the scenario's currency.
public struct MitigationResult: Sendable {
    /// A plan, its risk and its cost.
    public struct Plan: Sendable, Equatable {
        /// Places in the scenario's `mitigations`, rising.
        public var mitigations: [MitigationIndex]
        /// Their cost.
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
        /// Whether it may be chosen.
        public var isAvailable: Bool
        /// The last day on which it can be decided and still change something, everything on plan; nil where it has no
        /// effect on any commitment, or always helps.
        public var decideBy: Day?
        /// The day on which it takes effect if it is decided on the day asked.
        public var bites: Day
        /// Whether it still changes something, everything on plan, if it is decided on the day asked.
        public var stillHelps: Bool
        /// Reduction of the risk with this mitigation alone, before its cost.
        public var aloneGain: Double
        /// Reduction of the risk when it is added to the rest of the best plan, before its cost.
        public var marginalGain: Double
        /// Why it is in the best plan, or is not.
        public var standing: Standing
    }

    /// Why an option is in the best plan, or is not.
    public enum Standing: Sendable, Equatable {
        case chosen
        /// It is under way already, whatever is chosen.
        case underWay
        /// It had to be decided earlier.
        case tooLate
        /// It requires this mitigation, which is not chosen.
        case missingRequirement(MitigationIndex)
        /// It excludes this mitigation, which is chosen, or is excluded by it.
        case excluded(by: MitigationIndex)
        /// The plan with it would cost more than the budget.
        case overBudget
        /// It changes nothing, alone or added to the plan.
        case noEffect
        /// Alone it would save more than it costs, but added to the plan it does not.
        case superseded
        /// It saves less than it costs.
        case notWorthIt
    }

    /// The best plan within a budget.
    public struct BudgetPoint: Sendable {
        /// The least budget for the plan, in the currency.
        public var budget: Double
        /// The best plan within it.
        public var plan: Plan
        /// Whether it is proved to be the best.
        public var isProved: Bool
    }

    /// The best plan of a later day of decision.
    public struct WaitingPoint: Sendable {
        /// The day of decision.
        public var decideOn: Day
        /// The best plan of that day.
        public var plan: Plan
        /// Whether it is proved to be the best.
        public var isProved: Bool
        /// Mitigations for which this is the last day.
        public var expiring: [MitigationIndex]
    }

    /// The question.
    public var question: MitigateQuestion
    /// Number of replicates: 1 where nothing is drawn.
    public var replicates: Int
    /// Whether nothing is drawn.
    public var isCertain: Bool
    /// Nothing done but what is under way, those hurt notified on the day of decision where something slips.
    public var baseline: Plan
    /// The objective's figure if nobody is told and nothing is done.
    public var silent = 0.0
    /// Mean amount in the currency, unweighted: of the baseline, and under the best plan.
    public var money = (before: 0.0, after: 0.0)
    /// What each side bears on average under the best plan.
    public var sides: [SideDamage] = []
    /// The same with nothing done.
    public var sidesBefore: [SideDamage] = []
    /// Mean amounts of every kind, in its unit: of the baseline, and under the best plan.
    public var amounts: (before: [Double], after: [Double]) = ([], [])
    /// Mean amounts in the currency by place in the scenario's `stakeholders`: of the baseline, under the best plan.
    public var moneyByBearer: (before: [Double], after: [Double]) = ([], [])
    /// What is overdue.
    public var overdue: [Overdue] = []
    /// The best plan found.
    public var best: Plan
    /// No plan has a lower total.
    public var lowerBound: Double
    /// Whether the best plan is proved to be the best.
    public var isProved: Bool
    /// How many times the search bounded a node.
    public var nodeCount: Int
    /// By place in the scenario's `mitigations`.
    public var options: [Option]
    /// Plans B and C: each the best without the mitigation of the plan before that saves most beyond its cost.
    public var runnersUp: [Plan]
    /// The best plan of each budget, by rising budget; empty where it was not asked for.
    public var frontier: [BudgetPoint]
    /// The best plan of each later day of decision; empty where nothing can be done.
    public var waiting: [WaitingPoint]
    /// Mean score that each stakeholder bears with nothing done, by place in the scenario's `stakeholders`.
    public var damageBefore: [Double]
    /// The same under the best plan.
    public var damageAfter: [Double]

    /// The optimality gap: by how much the best plan found may exceed the best there is.
    public var gap: Double { max(0, best.total - lowerBound) }
}
