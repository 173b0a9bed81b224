/// A scenario and a question about it, with what every answer and every run shares.
struct ReferenceCase {
    let scenario: ReferenceScenario
    let question: ReferenceQuestion
    /// Under the question's slips and moves, with no mitigation in force, on plan.
    let bare: ReferenceModel
    /// `T`, on the axis; minus infinity where nobody says what day it is.
    let decidedOn: Double
    let root: String?

    init(_ scenario: ReferenceScenario, _ question: ReferenceQuestion) {
        self.scenario = scenario
        self.question = question
        bare = ReferenceModel(
            scenario, calendar: ReferenceCalendar(scenario.calendar), today: question.today ?? scenario.asOf,
            slips: question.slips, moves: question.moves)
        decidedOn = question.decidedOn.map { [bare] in bare.moment($0) } ?? bare.today
        root = scenario.root ?? question.slips.first?.commitment
    }

    /// What is decided already and what the plan adds, each with its day, in the order of the file.
    func chosen(_ plan: [String]) -> [(mitigation: ReferenceMitigation, on: Double)] {
        scenario.mitigations.compactMap { mitigation in
            if let decision = scenario.decided.first(where: { $0.mitigation == mitigation.id }) {
                return (mitigation, bare.moment(decision.on))
            }
            return plan.contains(mitigation.id) ? (mitigation, decidedOn) : nil
        }
    }

    /// Cost of what the plan adds, of what is too late as well; what is decided is spent.
    func cost(of plan: [String]) -> Double {
        let decided = scenario.decided.map(\.mitigation)
        return scenario.mitigations.filter { plan.contains($0.id) && !decided.contains($0.id) }
            .map { $0.cost ?? 0 }.reduce(0, +)
    }

    /// Everything on plan: mitigations work.
    func model(plan: [String]) -> ReferenceModel {
        var model = bare
        model.decide(chosen(plan))
        return model
    }

    /// One run: those mitigations that work in it, and what it draws.
    func model(plan: [String], in replicate: ReferenceReplicate) -> ReferenceModel {
        var model = bare
        model.decide(chosen(plan).filter { replicate.works($0.mitigation) })
        model.run = replicate.run(model.effects)
        return model
    }

    /// Without slips and moves; what is decided is in force.
    func onPlan() -> ReferenceModel {
        var model = model(plan: [])
        model.slips = []
        model.moves = []
        // Patience beyond which something is still open depends on moves.
        model.decide(chosen([]))
        return model
    }

    /// `told_j` of the day of telling; nil where the question is silent.
    func told(on day: ReferenceDate?) -> [Double?]? { day.map { bare.allTold(on: bare.moment($0), root: root) } }

    /// What each mitigation can still do, in the order of the file.
    func options() -> [ReferenceOption] {
        let plain = bare.allSlips()
        let calendar = bare.calendar
        return scenario.mitigations.map { mitigation in
            let last = bare.decideBy(mitigation, plain: plain)
            let bites = decidedOn + (mitigation.leadTime ?? 0)
            let stillHelps = decidedOn <= last
            let isShut = mitigation.effects.contains { $0.biteCounts && bare.worksOnAnything($0) }
            return ReferenceOption(
                id: mitigation.id, cost: mitigation.cost ?? 0,
                bites: bites.isFinite ? calendar.date(reporting: bites) : nil,
                decideBy: last.isFinite ? calendar.date(Int(last)) : nil, stillHelps: stillHelps,
                isAvailable: (stillHelps || isShut && scenario.drawsAnything)
                    && !scenario.decided.contains { $0.mitigation == mitigation.id })
        }
    }
}
