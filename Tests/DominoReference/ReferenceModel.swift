/// What the formulas of Model.md look things up in: a scenario, the effects in force and the shocks asked about.
///
/// A commitment is named by its place in the file, `j`, or `i` where another one needs it. Days are Doubles on the axis
/// of section 1. The extensions hold one small function for each formula.
struct ReferenceModel {
    let scenario: ReferenceScenario
    let calendar: ReferenceCalendar
    /// Effects of the mitigations that work, in the order of the file.
    var effects: [ReferenceEffect]
    var slips: [ReferenceSlip]
    /// Every commitment after those it needs.
    let order: [Int]

    private let places: [String: Int]
    private let dues: [Double?]

    init(
        _ scenario: ReferenceScenario, calendar: ReferenceCalendar, effects: [ReferenceEffect] = [],
        slips: [ReferenceSlip] = []
    ) {
        self.scenario = scenario
        self.calendar = calendar
        self.effects = effects
        self.slips = slips
        var places: [String: Int] = [:]
        for (place, commitment) in scenario.commitments.enumerated() {
            places[commitment.id] = place
        }
        self.places = places
        dues = scenario.commitments.map { commitment in
            commitment.due.map { Double(calendar.ordinal(calendar.lastWorkday(onOrBefore: $0))) }
        }
        order = Self.order(of: scenario.commitments)
    }

    var commitments: [ReferenceCommitment] {
        scenario.commitments
    }

    /// The place of the commitment with that id.
    func place(of id: String) -> Int {
        guard let place = places[id] else { preconditionFailure("no commitment \(id)") }
        return place
    }

    /// `due_j` (section 1): a due date on a day nobody works stands for the working day before it.
    func due(_ j: Int) -> Double {
        guard let due = dues[j] else { preconditionFailure("no due date: \(commitments[j].id)") }
        return due
    }

    /// A day on which something was kept, told or decided (section 1): on a day nobody works, the one after it.
    func moment(_ date: ReferenceDate) -> Double {
        Double(calendar.ordinal(calendar.firstWorkday(onOrAfter: date)))
    }

    /// The shock to `j`, unless it is a fact: a shock on a fact changes nothing (section 2).
    func shock(_ j: Int) -> ReferenceShock? {
        if commitments[j].isFact { return nil }
        return slips.first { $0.commitment == commitments[j].id }?.shock
    }

    /// Places of the commitments, each after all it needs; traps on a cycle.
    private static func order(of commitments: [ReferenceCommitment]) -> [Int] {
        var order: [Int] = []
        var done: Set<String> = []
        while order.count < commitments.count {
            let before = order.count
            for (j, commitment) in commitments.enumerated() where !done.contains(commitment.id) {
                if commitment.allNeeds.allSatisfy({ done.contains($0.commitment) }) {
                    order.append(j)
                    done.insert(commitment.id)
                }
            }
            precondition(order.count > before, "the needs form a cycle")
        }
        return order
    }
}
