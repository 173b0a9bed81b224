/// The promise of a root, judged by brute force: every date played in every replicate, silent (Model.md, section 7).
public struct ReferencePromise {
    let asked: ReferenceCase
    let root: String
    private let place: Int
    /// The runs of the file as it stands, before the root's own breaking.
    public let simulation: ReferenceSimulation
    /// The axis of days.
    public let calendar: ReferenceCalendar
    /// Days after its due date on which the root is done, before its own breaking, by replicate; infinite for never.
    public let done: [Double]
    /// Days by which the plan redates the root, rounded down: the promise is `P` and so many days.
    public let redated: Int

    /// Plays the replicates of a scenario whose root is open or a fact.
    public init(
        _ scenario: ReferenceScenario, root: String, replicates: Int, seed: UInt64,
        question: ReferenceQuestion = .init()
    ) {
        asked = ReferenceCase(scenario, question)
        self.root = root
        let place = asked.bare.place(of: root)
        self.place = place
        calendar = asked.bare.calendar
        simulation = ReferenceSimulation(asked, replicates: replicates, seed: seed) { $0.unbreakable = [place] }
        done = simulation.runs.map { $0.commitments[place].slip ?? .infinity }
        redated = Int(asked.model(plan: question.plan).redate(place).rounded(.down))
    }

    /// The day the root is due, on the axis.
    public var due: Int { Int(asked.bare.due(place)) }

    /// The date so many days after the due date.
    public func date(_ later: Int) -> ReferenceDate { calendar.date(due + later) }

    /// How many days after its due date a date is.
    public func later(_ date: String) -> Int {
        calendar.ordinal(calendar.lastWorkday(onOrBefore: ReferenceDate(date))) - due
    }

    /// `P(kept)`: the share of replicates in which it is done by so many days after its due date.
    ///
    /// Decided: a plan's redate counts, as if every mitigation worked, rounded down to a day.
    public func kept(_ later: Int) -> Double {
        Double(done.filter { $0 <= Double(later + redated) + 1e-4 }.count) / Double(done.count)
    }

    /// The first day on which the root is done with that probability, by trying every day; nil if there is none.
    public func safe(_ confidence: Double) -> Int? {
        let finite = done.filter { $0 < .infinity }
        guard let least = finite.min(), let most = finite.max() else { return nil }
        return (Int(least) - 2...Int(most) + 2).first { kept($0 - redated) >= confidence - 1e-12 }
    }

    /// The runs where the root, and with it what follows it, is promised so many days after its due date.
    public func promised(_ later: Int) -> ReferenceSimulation {
        var promised = simulation
        promised.rerun(asked) { $0.promised[place] = Double(later) }
        return promised
    }

    /// Total score of each replicate where the root is promised so many days after its due date.
    public func scores(_ later: Int) -> [Double] { promised(later).totals }

    /// Mean score of a promise, and what it costs us to promise it so late.
    public func cost(_ later: Int, perDayLater: Double) -> Double {
        let scores = scores(later)
        return scores.reduce(0, +) / Double(scores.count) + perDayLater * Double(later)
    }

    /// Every day on which the root is done in some replicate, and those between; empty if it never is.
    public var range: ClosedRange<Int>? {
        let finite = done.filter { $0 < .infinity }.map { Int(($0 - 1e-4).rounded(.up)) }
        guard let least = finite.min(), let most = finite.max() else { return nil }
        return least...most
    }

    /// The date within the range that costs least, by trying every one; the earliest on ties.
    public func best(perDayLater: Double) -> Int? {
        guard let range else { return nil }
        let costs = range.map { (day: $0, cost: cost($0, perDayLater: perDayLater)) }
        guard let least = costs.map(\.cost).min() else { return nil }
        return costs.first { $0.cost <= least + 1e-9 * max(1, least.magnitude) }?.day
    }

    /// Scores of the others, all else on plan, with the root done so many days after its due date.
    ///
    /// Decided: promised for that day, its date and that of what follows it move there, as by a move. Promised for its
    /// due date, nothing moves, and it may be done before or after that.
    private func others(done later: Double, promised: Bool) -> [Double] {
        var model = asked.model(plan: asked.question.plan)
        model.done[place] = later
        if promised { model.stated[place] = later }
        return ReferenceAnswer(model, told: nil).scores.enumerated().filter { $0.offset != place }.map(\.element)
    }

    /// Whether the root, promised for and done on that day, adds nothing to the score of another, against the root done
    /// on an early day and promised for its due date.
    public func addsNothing(_ later: Int, early: Int) -> Bool {
        addsNothing(later, to: others(done: Double(early), promised: false))
    }

    /// Whether it adds nothing to these scores of the others.
    private func addsNothing(_ later: Int, to free: [Double]) -> Bool {
        !zip(others(done: Double(later), promised: true), free).contains { $0 - $1 > 1e-9 * max(1, $1) }
    }

    /// Today, as days after the root's due date; nil where nobody says what day it is.
    public var today: Int? { asked.bare.today > -.infinity ? Int(asked.bare.now(place)) : nil }

    /// The useful date: the last of some days that adds nothing to the score of another; nil where even the last of
    /// them adds nothing, and the day before the first where none does.
    ///
    /// Decided: the days begin today, and the root cannot be done before today ("as early as can be"); without a today
    /// they begin with the first one tried. Windows and calendar days let a later day add nothing where an earlier one
    /// adds something: the latest such day counts.
    public func useful(among days: ClosedRange<Int>) -> Int? {
        let first = today ?? days.lowerBound
        let free = others(done: Double(first), promised: false)
        guard let last = (first...max(first, days.upperBound)).last(where: { addsNothing($0, to: free) }) else {
            return first - 1
        }
        return last < days.upperBound ? last : nil
    }
}
