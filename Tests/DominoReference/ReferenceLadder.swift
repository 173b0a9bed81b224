/// How far a deal is, stage by stage (Model.md, section 8).
public struct ReferenceLadder: Sendable, Equatable {
    /// What each stage is, in order.
    public var stages: [Rung]
    /// The last stage up to which all are advanced; nil where the first is not.
    public var standsAt: String?

    /// A ladder.
    public init(stages: [Rung], standsAt: String?) {
        self.stages = stages
        self.standsAt = standsAt
    }

    /// What a stage is.
    public enum Rung: String, Sendable {
        /// Enough of the client side's commitments are agreed or kept, with a date, and none of those is overdue.
        case advanced
        /// Some of all are.
        case begun
        /// None is.
        case stalled
        /// Only the seller promises anything in it.
        case oneSided
    }
}

/// The ladder of a scenario on a day.
public func referenceLadder(_ scenario: ReferenceScenario, today: ReferenceDate? = nil) -> ReferenceLadder {
    let model = ReferenceCase(scenario, ReferenceQuestion(today: today)).bare
    func side(_ person: String) -> String { scenario.stakeholders.first { $0.id == person }?.side ?? "other" }
    var ladder = ReferenceLadder(stages: [], standsAt: nil)
    for stage in scenario.stages {
        let places = scenario.commitments.indices.filter {
            scenario.commitments[$0].stage == stage.id && !scenario.commitments[$0].isReleased
        }
        let client = places.filter { side(scenario.commitments[$0].promisor) == "client" }
        let firm = client.filter { place in
            switch scenario.commitments[place].status {
            case .agreed, nil: scenario.commitments[place].due != nil && !model.isOverdue(place)
            case .kept: scenario.commitments[place].due != nil
            case .proposed, .broken, .released: false
            }
        }
        let isSellers = client.isEmpty && places.contains { side(scenario.commitments[$0].promisor) == "seller" }
        if stage.advance == "any" ? !firm.isEmpty : !firm.isEmpty && firm.count == client.count {
            ladder.stages.append(.advanced)
        } else if !firm.isEmpty {
            ladder.stages.append(.begun)
        } else {
            ladder.stages.append(isSellers ? .oneSided : .stalled)
        }
    }
    let count = ladder.stages.prefix { $0 == .advanced }.count
    if count > 0 { ladder.standsAt = scenario.stages[count - 1].id }
    return ladder
}
