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
/// until a day after the last due date.
public func referenceSilence(
    _ scenario: ReferenceScenario, slips: [ReferenceSlip], from known: ReferenceDate
) -> [(day: ReferenceDate, harm: [ReferenceHarm])] {
    let calendar = ReferenceCalendar(scenario.calendar)
    let model = ReferenceModel(scenario, calendar: calendar, slips: slips)
    let late = model.allSlips()
    let root = scenario.root ?? slips.first?.commitment
    let first = Int(model.moment(known))
    let places = model.commitments.indices.filter { !model.commitments[$0].isReleased }
    let last = places.map { Int(model.due($0)) }.max() ?? first
    return (first...max(first, last) + 1).map { day in
        let told = model.allTold(on: Double(day), root: root)
        let harm = places.flatMap { j in
            model.hurts(j, slip: late[j], notice: model.notice(j, told: told[j])).map { hurt in
                ReferenceHarm(commitment: model.commitments[j].id, bearer: hurt.bearer, score: hurt.score)
            }
        }
        return (calendar.date(day), harm)
    }
}

/// In how many of some replicates a commitment is kept by each working day from its due date on, until it is kept in as
/// many as it ever is (Model.md, sections 4 and 7), the slips of all replicates moved by `days`.
public func referenceKept(
    _ commitment: String, slips: [Double?], movedBy days: Double, in scenario: ReferenceScenario
) -> [(day: ReferenceDate, count: Int)] {
    let calendar = ReferenceCalendar(scenario.calendar)
    let model = ReferenceModel(scenario, calendar: calendar)
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
