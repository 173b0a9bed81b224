/// What a what-if asks: which slips, under which plan, told when.
public struct ReferenceQuestion: Sendable, Equatable {
    /// The shocks.
    public var slips: [ReferenceSlip]
    /// Ids of mitigations, which keep `requires` and `excludes`.
    public var plan: [String]
    /// The day of telling; silent where nil.
    public var tellOn: ReferenceDate?

    /// By default: nothing slips, nothing is done, nobody is told.
    public init(slips: [ReferenceSlip] = [], plan: [String] = [], tellOn: ReferenceDate? = nil) {
        self.slips = slips
        self.plan = plan
        self.tellOn = tellOn
    }

    /// What the command line makes of it: the file's `slip` and `toldOn` stand in for what is not said.
    public func completed(by scenario: ReferenceScenario) -> ReferenceQuestion {
        ReferenceQuestion(
            slips: slips.isEmpty ? scenario.slips : slips, plan: plan, tellOn: tellOn ?? scenario.toldOn)
    }
}
