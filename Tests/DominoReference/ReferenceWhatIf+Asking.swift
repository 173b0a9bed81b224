/// Answers a question about a scenario, slowly. The file's own `slip` and `toldOn` play no part: see
/// `ReferenceQuestion.completed(by:)`.
public func referenceWhatIf(_ scenario: ReferenceScenario, _ question: ReferenceQuestion) -> ReferenceWhatIf {
    referenceWhatIf(scenario, slips: question.slips, plan: question.plan, tellOn: question.tellOn)
}

/// Answers a question about a scenario, slowly (Model.md, sections 1 to 4 and 6).
public func referenceWhatIf(
    _ scenario: ReferenceScenario, slips: [ReferenceSlip] = [], plan: [String] = [], tellOn: ReferenceDate? = nil
) -> ReferenceWhatIf {
    precondition(scenario.keepsRules(plan: plan), "the plan breaks requires or excludes")
    let calendar = ReferenceCalendar(scenario.calendar)
    let decidedOn = tellOn ?? scenario.asOf
    let chosen = scenario.mitigations.filter { plan.contains($0.id) }
    let tooLate = chosen.filter { scenario.isTooLate($0, decidedOn: decidedOn, calendar: calendar) }
    let model = ReferenceModel(scenario, calendar: calendar, effects: chosen.flatMap(\.effects), slips: slips)
    let root = scenario.root ?? slips.first?.commitment
    let told = tellOn.map { model.allTold(on: model.moment($0), root: root) }
    let answer = ReferenceAnswer(model, told: told)
    let silent = ReferenceAnswer(model, told: nil)
    let onPlan = ReferenceAnswer(ReferenceModel(scenario, calendar: calendar), told: nil)
    return ReferenceWhatIf(
        scenario: scenario.name, asOf: scenario.asOf, root: root, slips: slips, plan: plan,
        planCost: chosen.map { $0.cost ?? 0 }.reduce(0, +),
        tooLate: tooLate.map(\.id),
        ignoredSlips: slips.map(\.commitment).filter { scenario.commitment($0).isFact },
        toldOn: tellOn.map { calendar.firstWorkday(onOrAfter: $0) }, score: answer.total, silentScore: silent.total,
        onPlanScore: onPlan.total, amounts: answer.amountsByKind(),
        commitments: scenario.commitments.indices.map { answer.outcome($0, silentScore: silent.scores[$0]) },
        stakeholders: answer.stakeholderScores(), sequence: answer.sequence(),
        overcommitted: answer.blame.overcommitted)
}

/// The columns of one answer, and how they are added up.
struct ReferenceAnswer {
    let model: ReferenceModel
    /// Slips, in file order, like all that follow.
    let slips: [Double]
    let told: [Double?]
    let notices: [Double]
    let hurts: [[ReferenceModel.Hurt]]
    let scores: [Double]
    let blame: ReferenceModel.Blame
    let prices: [Double]

    /// Silent where `told` is nil.
    init(_ model: ReferenceModel, told: [Double?]?) {
        let places = model.commitments.indices
        let told = told ?? places.map { _ in nil }
        let slips = model.allSlips()
        let notices = places.map { told[$0] == nil ? 0 : model.notice($0, told: told[$0]) }
        let hurts = places.map { model.hurts($0, slip: slips[$0], notice: notices[$0]) }
        let scores = hurts.map { $0.map(\.score).reduce(0, +) }
        self.model = model
        self.slips = slips
        self.told = told
        self.notices = notices
        self.hurts = hurts
        self.scores = scores
        blame = model.blame(scores: scores, slips: slips)
        prices = model.pricesOfDay(slopes: hurts.map { $0.map(\.slope).reduce(0, +) }, slips: slips)
    }

    var total: Double {
        scores.reduce(0, +)
    }

    func outcome(_ j: Int, silentScore: Double) -> ReferenceWhatIf.Outcome {
        let commitment = model.commitments[j]
        let state = model.state(j, slip: slips[j])
        var outcome = ReferenceWhatIf.Outcome(id: commitment.id, state: state)
        if state == .released { return outcome }
        outcome.due = commitment.due.map { model.calendar.lastWorkday(onOrBefore: $0) }
        if state != .broken {
            outcome.slip = slips[j]
            outcome.date = model.calendar.date(reporting: model.due(j) + slips[j])
        }
        outcome.driver = model.driver(j, slips: slips)?.need.commitment
        outcome.told = told[j].map { model.calendar.date(reporting: $0) }
        outcome.notice = notices[j]
        outcome.score = scores[j]
        outcome.silentScore = silentScore
        outcome.carried = blame.carried[j]
        outcome.blame = blame.kept[j]
        outcome.priceOfDay = prices[j]
        outcome.amounts = amountsByKindAndBearer(j)
        return outcome
    }

    func amountsByKindAndBearer(_ j: Int) -> [ReferenceWhatIf.BearerAmount] {
        var amounts: [ReferenceWhatIf.BearerAmount] = []
        for hurt in hurts[j] {
            if let k = amounts.firstIndex(where: { $0.kind == hurt.kind && $0.bearer == hurt.bearer }) {
                amounts[k].amount += hurt.amount
            } else {
                amounts.append(.init(kind: hurt.kind, bearer: hurt.bearer, amount: hurt.amount))
            }
        }
        return amounts
    }

    func amountsByKind() -> [ReferenceWhatIf.KindAmount] {
        var amounts: [ReferenceWhatIf.KindAmount] = []
        for hurt in hurts.flatMap({ $0 }) {
            if let k = amounts.firstIndex(where: { $0.kind == hurt.kind }) {
                amounts[k].amount += hurt.amount
            } else {
                let unit = model.scenario.kinds.first { $0.id == hurt.kind }?.unit ?? model.scenario.currency
                amounts.append(.init(kind: hurt.kind, unit: unit, amount: hurt.amount))
            }
        }
        return amounts
    }

    /// Scores go to the bearers; late and broken commitments count for the promisee.
    func stakeholderScores() -> [ReferenceWhatIf.StakeholderScore] {
        stakeholderIDs().map { id in
            var line = ReferenceWhatIf.StakeholderScore(id: id, score: 0, late: 0, broken: 0)
            for j in model.commitments.indices {
                line.score += hurts[j].filter { $0.bearer == id }.map(\.score).reduce(0, +)
                if model.commitments[j].promisee != id { continue }
                if model.state(j, slip: slips[j]) == .late { line.late += 1 }
                if model.state(j, slip: slips[j]) == .broken { line.broken += 1 }
            }
            return line
        }
    }

    private func stakeholderIDs() -> [String] {
        if !model.scenario.stakeholders.isEmpty { return model.scenario.stakeholders.map(\.id) }
        var ids: [String] = []
        for commitment in model.commitments {
            let named = [commitment.promisor, commitment.promisee] + commitment.damage.compactMap(\.bearer)
            for id in named where !ids.contains(id) {
                ids.append(id)
            }
        }
        return ids
    }

    /// Late and broken commitments by due date, then in file order.
    func sequence() -> [ReferenceWhatIf.Fall] {
        let fallen = model.commitments.indices.filter {
            let state = model.state($0, slip: slips[$0])
            return state == .late || state == .broken
        }
        let sorted = fallen.sorted { (model.due($0), $0) < (model.due($1), $1) }
        return sorted.map { j in
            let date = model.calendar.date(Int(model.due(j)))
            return .init(commitment: model.commitments[j].id, date: date, state: model.state(j, slip: slips[j]))
        }
    }
}
