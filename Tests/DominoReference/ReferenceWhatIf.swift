/// What one question about one scenario comes to: the figures of `whatif` in Scenarios/FORMAT.md.
public struct ReferenceWhatIf: Sendable, Equatable {
    /// The scenario's name.
    public var scenario: String
    /// The day on which the file is true, as given.
    public var asOf: ReferenceDate?
    /// The day it is: the question's, or the file's.
    public var today: ReferenceDate?
    /// The commitment the question is about.
    public var root: String?
    /// What slips, as asked.
    public var slips: [ReferenceSlip]
    /// What is moved, as asked.
    public var moves: [ReferenceMove]
    /// The plan, as asked.
    public var plan: [String]
    /// Cost of the whole plan, of what is too late as well; what is decided is spent and no part of it.
    public var planCost: Double
    /// Mitigations of the plan that are decided after their decide-by; what they still do is played all the same.
    public var tooLate: [String]
    /// Mitigations of the plan that are decided already: naming them changes nothing.
    public var alreadyDecided: [String]
    /// Facts that were to slip: that changes nothing.
    public var ignoredSlips: [String]
    /// Facts that were to move: that changes nothing.
    public var ignoredMoves: [String]
    /// Open commitments due before today, and by how many days, in file order.
    public var overdue: [Overdue]
    /// The (working) day on which those hurt are told; nil if silent.
    public var toldOn: ReferenceDate?
    /// Total score.
    public var score: Double
    /// Total score if nobody were told in time.
    public var silentScore: Double
    /// Total score without slip or plan, silent.
    public var onPlanScore: Double
    /// Amounts of the currency, unweighted.
    public var money: Double
    /// The same if nobody were told in time.
    public var silentMoney: Double
    /// The same without slip, move or plan, silent.
    public var onPlanMoney: Double
    /// Score of what is broken at an assumed price.
    public var assumedScore: Double
    /// Total amounts by kind, in order of first appearance among the commitments.
    public var amounts: [KindAmount]
    /// By the side of the bearer: `seller`, `client`, `other`.
    public var sides: [SideScore]
    /// All commitments, in file order.
    public var commitments: [Outcome]
    /// Those listed in the scenario; if it lists none, those named, in order of first appearance.
    public var stakeholders: [StakeholderScore]
    /// The order in which dominoes fall.
    public var sequence: [Fall]
    /// Score that stays with the plan itself.
    public var overcommitted: Double

    /// A commitment that should have been kept.
    public struct Overdue: Sendable, Equatable {
        /// Which.
        public var commitment: String
        /// By how many days.
        public var days: Double
    }

    /// What one side bears.
    public struct SideScore: Sendable, Equatable {
        /// `seller`, `client` or `other`.
        public var side: String
        /// Score of the damage borne.
        public var score: Double
        /// Amounts of the currency, unweighted.
        public var money: Double
    }

    /// An amount in the kind's unit.
    public struct KindAmount: Sendable, Equatable {
        /// The kind.
        public var kind: String
        /// The kind's unit, or the currency; nil if the scenario states neither.
        public var unit: String?
        /// The amount.
        public var amount: Double
    }

    /// An amount in the kind's unit, and who bears it.
    public struct BearerAmount: Sendable, Equatable {
        /// The kind.
        public var kind: String
        /// Who bears it.
        public var bearer: String
        /// The amount.
        public var amount: Double
    }

    /// One commitment; a released one has no figures (nil, 0, empty).
    public struct Outcome: Sendable, Equatable {
        /// Its id.
        public var id: String
        /// Kept, late, broken or released.
        public var state: ReferenceState
        /// The (working) day it is due.
        public var due: ReferenceDate?
        /// Days after due; nil if broken.
        public var slip: Double?
        /// The date it is kept; nil if broken.
        public var date: ReferenceDate?
        /// Days by which its date, or that of one it follows, is moved on purpose.
        public var moved: Double = 0
        /// `R`: days by which its date is moved or agreed anew.
        public var shift: Double = 0
        /// `today`, or the window that makes it wait; nil if nothing holds it.
        public var heldBy: String?
        /// Before its own patience ends; nil for never.
        public var unbroken: Double?
        /// The commitment that drives it; nil if it drives itself.
        public var driver: String?
        /// The date news reaches it; nil if never.
        public var told: ReferenceDate?
        /// Days of notice.
        public var notice: Double = 0
        /// Score of its own damage.
        public var score: Double = 0
        /// The same if nobody were told in time.
        public var silentScore: Double = 0
        /// Amounts of the currency, unweighted.
        public var money: Double = 0
        /// Its own score and what its dependents pass back.
        public var carried: Double = 0
        /// What stays with it of `carried`.
        public var blame: Double = 0
        /// What one more day of delay costs.
        public var priceOfDay: Double = 0
        /// Amounts by kind and bearer, in order of first appearance.
        public var amounts: [BearerAmount] = []
    }

    /// What one stakeholder bears.
    public struct StakeholderScore: Sendable, Equatable {
        /// Who.
        public var id: String
        /// Score of the damage borne.
        public var score: Double
        /// Amounts of the currency, unweighted.
        public var money: Double = 0
        /// Number of commitments to them that are late.
        public var late: Int
        /// Number of commitments to them that are broken.
        public var broken: Int
    }

    /// One domino that falls.
    public struct Fall: Sendable, Equatable {
        /// Which.
        public var commitment: String
        /// The day the promise is missed: when it was due.
        public var date: ReferenceDate
        /// Late or broken.
        public var state: ReferenceState
    }

    /// The outcome of one commitment; traps where there is none.
    public func outcome(of id: String) -> Outcome {
        guard let found = commitments.first(where: { $0.id == id }) else {
            preconditionFailure("no commitment \(id)")
        }
        return found
    }
}

/// What has become of a commitment.
public enum ReferenceState: String, Sendable {
    /// Kept by its date.
    case kept
    /// Kept after its date.
    case late
    /// Never kept.
    case broken
    /// Removed.
    case released
}
