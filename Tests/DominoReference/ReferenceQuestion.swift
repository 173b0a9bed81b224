/// What is asked of a scenario: what slips, what is moved, under which plan, told when, on which day.
public struct ReferenceQuestion: Sendable, Equatable {
    /// What slips.
    public var slips: [ReferenceSlip]
    /// Dates that are moved on purpose.
    public var moves: [ReferenceMove]
    /// Ids of mitigations, which keep `requires` and `excludes`.
    public var plan: [String]
    /// The day of telling; silent where nil.
    public var tellOn: ReferenceDate?
    /// The day on which the plan is decided, `T`; today where nil.
    public var decidedOn: ReferenceDate?
    /// The day it is; the file's `asOf` where nil.
    public var today: ReferenceDate?

    /// By default: nothing slips, nothing is done, nobody is told.
    public init(
        slips: [ReferenceSlip] = [], moves: [ReferenceMove] = [], plan: [String] = [], tellOn: ReferenceDate? = nil,
        decidedOn: ReferenceDate? = nil, today: ReferenceDate? = nil
    ) {
        self.slips = slips
        self.moves = moves
        self.plan = plan
        self.tellOn = tellOn
        self.decidedOn = decidedOn
        self.today = today
    }

    /// What the command line makes of it: the file's `slip` and `toldOn` stand in for what is not said.
    public func completed(by scenario: ReferenceScenario) -> ReferenceQuestion {
        var completed = self
        if slips.isEmpty { completed.slips = scenario.slips }
        completed.tellOn = tellOn ?? scenario.toldOn
        return completed
    }
}
