/// A question about a deal played through.
public struct Played: Sendable {
    /// The parameters in force, the slips, and what they cost in silence.
    public var play: Play
    /// As told by the question; the silent one where nobody is told.
    public var told: Assessment
    /// The day of hearing by rank, `+inf` for never; empty where nobody is told.
    public var notifiedOn: [Double]
    /// Days of notice by rank; empty where nobody is told.
    public var notice: [Double]
    /// Carried score, blame, price of a day, drivers.
    public var attribution: Attribution
    /// Total score if those hurt were told on a given day.
    public var toldThenScore: Double
    /// Total score without slip or plan, nobody told.
    public var onPlanScore: Double
}

extension Model {
    /// Plays a question through: what `domino whatif` answers.
    ///
    /// - Parameter day: the ordinal of the day on which telling is also priced, mostly today.
    /// - Complexity: O(commitments + needs + damage).
    public func played(_ question: ModelQuestion, toldThen day: Double) -> Played {
        let play = Play(question.slips, effects(of: question), in: graph, under: parameters, damage)
        var told = play.silent
        var heard: (notifiedOn: [Double], notice: [Double]) = ([], [])
        if let day = question.toldOn {
            heard = notification(question, on: day)
            told = play.cost(notice: heard.notice)
        }
        let then =
            question.toldOn == day ? told.total : play.cost(notice: notification(question, on: day).notice).total
        let onPlan = assess(
            slips(in: graph, under: parameters), under: damage, dueShift: parameters.dueShift, notice: nil)
        return Played(
            play: play, told: told, notifiedOn: heard.notifiedOn, notice: heard.notice,
            attribution: attribute(told, of: play.slips, in: graph, under: play.parameters), toldThenScore: then,
            onPlanScore: onPlan.total)
    }

    /// The deal under a question's plan and all its slips but one, prepared for that one's slip curve.
    ///
    /// - Complexity: O(commitments + needs + damage).
    public func onPlan(_ question: ModelQuestion, but rank: Int32) -> Baseline {
        var others = question
        others.slips.removeAll { $0.rank == rank }
        let play = Play(others.slips, effects(of: question), in: graph, under: parameters, damage)
        return Baseline(
            graph: graph, parameters: play.parameters, damage: play.damage,
            notice: question.toldOn.map { notification(question, on: $0).notice })
    }

    /// The effects of a question's plan, and of the date it promises.
    func effects(of question: ModelQuestion) -> [Effect] {
        var effects: [Effect] = []
        for place in question.plan { effects += mitigations[Int(place)].effects }
        if root >= 0, question.promisedLater != 0 { effects.append(.redate(rank: root, days: question.promisedLater)) }
        return effects
    }

    /// When everybody hears of it, and days of notice; by rank. A slip of a fact changes nothing, and is no news.
    func notification(_ question: ModelQuestion, on day: Double) -> (notifiedOn: [Double], notice: [Double]) {
        var origins: [Int32] = root >= 0 ? [root] : []
        for slip in question.slips where !graph.features[Int(slip.rank)].contains(.fact) { origins.append(slip.rank) }
        let told = notifiedOn(from: origins, on: day, through: graph, relays: relays)
        return (told, noticeDays(told, dues: dues))
    }
}
