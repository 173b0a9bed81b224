/// Answers a question about a scenario, slowly (Model.md, sections 1 to 4 and 6).
///
/// The file's own `slip` and `toldOn` play no part: see `ReferenceQuestion.completed(by:)`.
public func referenceWhatIf(_ scenario: ReferenceScenario, _ question: ReferenceQuestion) -> ReferenceWhatIf {
    precondition(scenario.keepsRules(plan: question.plan), "the plan breaks requires or excludes")
    let asked = ReferenceCase(scenario, question)
    return asked.answer(asked.model(plan: question.plan), asked.shared())
}

/// Answers a question about a scenario, slowly.
public func referenceWhatIf(
    _ scenario: ReferenceScenario, slips: [ReferenceSlip] = [], plan: [String] = [], tellOn: ReferenceDate? = nil
) -> ReferenceWhatIf {
    referenceWhatIf(scenario, ReferenceQuestion(slips: slips, plan: plan, tellOn: tellOn))
}

extension ReferenceCase {
    /// What every run of a question has in common.
    struct Shared {
        /// Score and money without slip, move or plan, silent; what is decided is in force.
        let score: Double
        let money: Double
        /// Mitigations of the plan that are decided after their decide-by.
        let tooLate: [String]
        /// `told_j`; nil where the question is silent.
        let told: [Double?]?
    }

    /// Finds it.
    func shared() -> Shared {
        let answer = ReferenceAnswer(onPlan(), told: nil)
        let decided = scenario.decided.map(\.mitigation)
        let late = options().filter { !$0.stillHelps && question.plan.contains($0.id) && !decided.contains($0.id) }
        return Shared(
            score: answer.total, money: answer.money, tooLate: late.map(\.id), told: told(on: question.tellOn))
    }

    /// What a model comes to, told as the question says.
    func answer(_ model: ReferenceModel, _ shared: Shared) -> ReferenceWhatIf {
        let answer = ReferenceAnswer(model, told: shared.told)
        let silent = shared.told == nil ? answer : ReferenceAnswer(model, told: nil)
        let decided = scenario.decided.map(\.mitigation)
        return ReferenceWhatIf(
            scenario: scenario.name, asOf: scenario.asOf, today: question.today ?? scenario.asOf, root: root,
            slips: question.slips, moves: question.moves, plan: question.plan, planCost: cost(of: question.plan),
            tooLate: shared.tooLate, alreadyDecided: question.plan.filter { decided.contains($0) },
            ignoredSlips: question.slips.map(\.commitment).filter { scenario.commitment($0).isFact },
            ignoredMoves: question.moves.map(\.commitment).filter { scenario.commitment($0).isFact },
            overdue: scenario.commitments.indices.filter { bare.isOverdue($0) }
                .map { .init(commitment: scenario.commitments[$0].id, days: bare.now($0)) },
            toldOn: question.tellOn.map { bare.calendar.firstWorkday(onOrAfter: $0) },
            score: answer.total, silentScore: silent.total, onPlanScore: shared.score, money: answer.money,
            silentMoney: silent.money, onPlanMoney: shared.money, assumedScore: answer.assumed,
            amounts: answer.amountsByKind(), sides: answer.sides(),
            commitments: scenario.commitments.indices.map { answer.outcome($0, silentScore: silent.scores[$0]) },
            stakeholders: answer.stakeholderScores(), sequence: answer.sequence(),
            overcommitted: answer.blame.overcommitted)
    }
}
