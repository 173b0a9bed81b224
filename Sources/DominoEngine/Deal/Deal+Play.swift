/// A question about a deal played through.
public struct Played: Sendable {
    /// The terms in force, the slips, and what they cost in silence.
    public var play: Play
    /// As told by the question; the silent one where nobody is told.
    public var told: Assessment
    /// The day of hearing by rank, `+inf` for never; empty where nobody is told.
    public var tellings: [Double]
    /// Days of notice by rank; empty where nobody is told.
    public var notice: [Double]
    /// Carried score, blame, price of a day, drivers.
    public var attribution: Attribution
    /// Total score if those hurt were told on a given day.
    public var toldThenScore: Double
    /// Total score without slip or plan, nobody told.
    public var onPlanScore: Double
}

extension Deal {
    /// Plays a question through: what `domino whatif` answers.
    ///
    /// - Parameter day: the ordinal of the day on which telling is also priced, mostly today.
    /// - Complexity: O(commitments + needs + damage).
    public func played(_ question: DealQuestion, toldThen day: Double) -> Played {
        let play = Play(question.slips, effects(of: question), in: graph, under: terms, damage)
        var told = play.silent
        var heard: (tellings: [Double], notice: [Double]) = ([], [])
        if let day = question.toldOn {
            heard = hearing(question, on: day)
            told = play.cost(notice: heard.notice)
        }
        let then =
            question.toldOn == day ? told.total : play.cost(notice: hearing(question, on: day).notice).total
        let onPlan = assess(slips(in: graph, under: terms), under: damage, redate: terms.redate, notice: nil)
        return Played(
            play: play, told: told, tellings: heard.tellings, notice: heard.notice,
            attribution: attribute(told, of: play.slips, in: graph, under: play.terms), toldThenScore: then,
            onPlanScore: onPlan.total)
    }

    /// The deal under a question's plan and all its slips but one, prepared for that one's slip curve.
    ///
    /// - Complexity: O(commitments + needs + damage).
    public func onPlan(_ question: DealQuestion, but rank: Int32) -> OnPlan {
        var others = question
        others.slips.removeAll { $0.rank == rank }
        let play = Play(others.slips, effects(of: question), in: graph, under: terms, damage)
        return OnPlan(
            graph: graph, terms: play.terms, damage: play.damage,
            notice: question.toldOn.map { hearing(question, on: $0).notice })
    }

    /// The effects of a question's plan, and of the date it promises.
    func effects(of question: DealQuestion) -> [Effect] {
        var effects: [Effect] = []
        for place in question.plan { effects += mitigations[Int(place)].effects }
        if root >= 0, question.promisedLater != 0 { effects.append(.redate(rank: root, days: question.promisedLater)) }
        return effects
    }

    /// When everybody hears of it, and days of notice; by rank. A slip of a fact changes nothing, and is no news.
    func hearing(_ question: DealQuestion, on day: Double) -> (tellings: [Double], notice: [Double]) {
        var origins: [Int32] = root >= 0 ? [root] : []
        for slip in question.slips where !graph.features[Int(slip.rank)].contains(.fact) { origins.append(slip.rank) }
        let told = tellings(from: origins, on: day, through: graph, relays: relays)
        return (told, noticeDays(told, dues: dues))
    }
}
