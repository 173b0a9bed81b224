/// Something that can be done about it, as the search sees it: what it changes, and whether it is sure to work.
public struct PlanOption: Sendable {
    /// What it changes.
    public var effects: [Effect]
    /// The draw on which its working hangs; nil where it is sure.
    public var event: Uncertainty.Event?

    /// An option.
    public init(effects: [Effect], event: Uncertainty.Event?) {
        self.effects = effects
        self.event = event
    }
}
