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

    /// Amounts of the currency, unweighted.
    var money: Double { hurts.joined().map(\.money).reduce(0, +) }

    /// Score of what is broken at an assumed price.
    var assumed: Double { hurts.joined().filter(\.isAssumed).map(\.score).reduce(0, +) }

    /// `seller`, `client` or `other`; `other` for those not listed.
    func sides() -> [ReferenceWhatIf.SideScore] {
        ["seller", "client", "other"].map { side in
            let borne = hurts.joined().filter { hurt in
                side == model.scenario.stakeholders.first { $0.id == hurt.bearer }?.side ?? "other"
            }
            return .init(
                side: side, score: borne.map(\.score).reduce(0, +), money: borne.map(\.money).reduce(0, +))
        }
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
        outcome.moved = model.moved(j)
        outcome.shift = model.shift(j)
        outcome.unbroken = slips[j]
        if !commitment.isFact && model.done[j] == nil {
            let steps = model.steps(j, slips: slips)
            outcome.heldBy = steps.heldBy
            outcome.unbroken = steps.beforePatience
        }
        if outcome.unbroken == .infinity { outcome.unbroken = nil }
        outcome.money = hurts[j].map(\.money).reduce(0, +)
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
                line.money += hurts[j].filter { $0.bearer == id }.map(\.money).reduce(0, +)
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
