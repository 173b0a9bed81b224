/// What one bears of one commitment.
public struct ReferenceHarm: Sendable {
    /// The commitment.
    public var commitment: String
    /// Who bears it.
    public var bearer: String
    /// In the scenario's currency.
    public var score: Double
}

/// The damage when those hurt are told on each working day from one on, played day by day (Model.md, sections 3 and 9),
/// until a day after the last (moved) due date. Everything else is on plan; what is decided is in force.
public func referenceSilence(
    _ scenario: ReferenceScenario, slips: [ReferenceSlip], moves: [ReferenceMove] = [], from known: ReferenceDate,
    today: ReferenceDate? = nil
) -> [(day: ReferenceDate, harm: [ReferenceHarm])] {
    let asked = ReferenceCase(
        scenario, ReferenceQuestion(slips: slips, moves: moves, decidedOn: known, today: today))
    let model = asked.model(plan: [])
    let late = model.allSlips()
    let first = Int(model.moment(known))
    let places = model.commitments.indices.filter { !model.commitments[$0].isReleased }
    let last = places.map { Int((model.due($0) + model.moved($0)).rounded(.up)) }.max() ?? first
    return (first...max(first, last) + 1).map { day in
        let told = model.hasNews ? model.allTold(on: Double(day), root: asked.root) : late.map { _ in nil }
        let harm = places.flatMap { j in
            model.hurts(j, slip: late[j], notice: model.notice(j, told: told[j])).map { hurt in
                ReferenceHarm(commitment: model.commitments[j].id, bearer: hurt.bearer, score: hurt.score)
            }
        }
        return (model.calendar.date(day), harm)
    }
}

/// A new date to offer (Model.md, section 9).
public struct ReferenceNewDate: Sendable {
    /// What is promised anew.
    public var commitment: String
    /// The slip of each replicate, before its own breaking; nil for never.
    public var slips: [Double?]
    /// The earliest date that is kept as often as asked, never before the due date; nil where none is.
    public var date: ReferenceDate?
    /// The share of replicates in which that date is kept.
    public var kept: Double
}

/// New dates for all that is late or broken and no fact, with the slips as stated and the plan in force.
///
/// Decided: late or broken in the what-if of the slip alone, before any plan. What the plan puts back on time
/// needs a date too: the one it has, and how often that is kept. Taken before the breaking of all of these together.
public func referenceNewDates(
    _ scenario: ReferenceScenario, _ question: ReferenceQuestion, confidence: Double, replicates: Int, seed: UInt64
) -> [ReferenceNewDate] {
    let asked = ReferenceCase(scenario, question)
    var withoutPlan = question
    withoutPlan.plan = []
    let whatIf = referenceWhatIf(scenario, withoutPlan)
    let places = scenario.commitments.indices.filter { place in
        let state = whatIf.commitments[place].state
        return !scenario.commitments[place].isFact && (state == .late || state == .broken)
    }
    let runs = ReferenceSimulation(asked, replicates: replicates, seed: seed) { $0.unbreakable = Set(places) }.runs
    return places.map { place in
        let slips = runs.map { $0.commitments[place].slip }
        let id = scenario.commitments[place].id
        let kept = referenceKept(id, slips: slips, movedBy: 0, in: scenario)
        let wanted = Int((confidence * Double(replicates) - 1e-9).rounded(.up))
        let day = kept.first { $0.count >= wanted }
        return ReferenceNewDate(
            commitment: id, slips: slips, date: day?.day, kept: Double(day?.count ?? 0) / Double(replicates))
    }
}

/// In how many of some replicates a commitment is kept by each working day from its due date on, until it is kept in as
/// many as it ever is (Model.md, sections 4 and 7), the slips of all replicates moved by `days`.
public func referenceKept(
    _ commitment: String, slips: [Double?], movedBy days: Double, in scenario: ReferenceScenario
) -> [(day: ReferenceDate, count: Int)] {
    let calendar = ReferenceCalendar(scenario.calendar)
    let model = ReferenceModel(scenario, calendar: calendar, today: scenario.asOf)
    let due = Int(model.due(model.place(of: commitment)))
    let finite = slips.compactMap { $0.map { $0 + days } }
    var kept: [(day: ReferenceDate, count: Int)] = []
    var day = due
    repeat {
        let latest = Double(day - due) + 1e-4
        kept.append((calendar.date(day), finite.count { $0 <= latest }))
        day += 1
    } while kept.last.map { $0.count < finite.count } ?? false
    return kept
}
