/// What the formulas of Model.md look things up in: a scenario, the day it is, the effects in force, and what the
/// question says slips and moves.
///
/// A commitment is named by its place in the file, `j`, or `i` where another one needs it. Days are Doubles on the axis
/// of section 1. The extensions hold one small function for each formula.
struct ReferenceModel {
    /// What no question changes, held once.
    private let file: File
    /// Today, on the axis; minus infinity where nobody says what day it is, and then nothing is overdue.
    let today: Double
    /// Effects of the mitigations that work, in the order of the file.
    var effects: [InForce] = []
    var slips: [ReferenceSlip]
    var moves: [ReferenceMove]
    /// What chance brings; all is on plan where it is nil.
    var run: ReferenceRun?
    /// Days by which the check promises a commitment later than the file does: a redate that needs no time to bite.
    var promised: [Int: Double] = [:]
    /// Days by which the check moves a commitment, fact or not.
    var stated: [Int: Double] = [:]
    /// Slips that are stated whatever the formulas say: the check's "done on P".
    var done: [Int: Double] = [:]
    /// Commitments whose own breaking is left aside: a check's root, and what is promised anew.
    var unbreakable: Set<Int> = []

    /// What the file says, and what follows from it alone.
    private final class File: Sendable {
        let scenario: ReferenceScenario
        let calendar: ReferenceCalendar
        let order: [Int]
        let windows: [String: Window]
        let places: [String: Int]
        let dues: [Double?]

        init(_ scenario: ReferenceScenario, _ calendar: ReferenceCalendar) {
            self.scenario = scenario
            self.calendar = calendar
            order = ReferenceModel.order(of: scenario.commitments)
            dues = scenario.commitments.map { commitment in
                commitment.due.map { Double(calendar.ordinal(calendar.lastWorkday(onOrBefore: $0))) }
            }
            var places: [String: Int] = [:]
            for (place, commitment) in scenario.commitments.enumerated() { places[commitment.id] = place }
            self.places = places
            var windows: [String: Window] = [:]
            for window in scenario.windows { windows[window.id] = Window(window, calendar) }
            self.windows = windows
        }
    }

    init(
        _ scenario: ReferenceScenario, calendar: ReferenceCalendar, today: ReferenceDate?,
        slips: [ReferenceSlip] = [], moves: [ReferenceMove] = []
    ) {
        file = File(scenario, calendar)
        self.today =
            today.map { Double(calendar.ordinal(calendar.firstWorkday(onOrAfter: $0))) } ?? -Double.infinity
        self.slips = slips
        self.moves = moves
    }

    var scenario: ReferenceScenario { file.scenario }

    var calendar: ReferenceCalendar { file.calendar }

    var commitments: [ReferenceCommitment] { file.scenario.commitments }

    /// Every commitment after those it needs.
    var order: [Int] { file.order }

    var windows: [String: Window] { file.windows }

    /// The place of the commitment with that id.
    func place(of id: String) -> Int {
        guard let place = file.places[id] else { preconditionFailure("no commitment \(id)") }
        return place
    }

    /// `due_j` (section 1): a due date on a day nobody works stands for the working day before it.
    func due(_ j: Int) -> Double {
        guard let due = file.dues[j] else { preconditionFailure("no due date: \(commitments[j].id)") }
        return due
    }

    /// A day on which something was kept, told or decided (section 1): on a day nobody works, the one after it.
    func moment(_ date: ReferenceDate) -> Double {
        Double(calendar.ordinal(calendar.firstWorkday(onOrAfter: date)))
    }

    /// What the question says of `j`, unless it is a fact: a slip on a fact changes nothing (section 2).
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
