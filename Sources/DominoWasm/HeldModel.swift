import DominoEngine

/// A model kept on behalf of a host, the question it asked last, and the answers to it.
///
/// Everything is checked here, because a host is no part of the type checker: after a call that was refused the answers
/// are those from before it.
final class HeldModel {
    /// Longest slip that can be asked about, in days.
    static let mostDays = 100_000.0

    let model: Model
    private(set) var question = ModelQuestion()
    private var evaluation: Evaluation?
    private var curve: Curve?
    private(set) var runs: HeldRuns?
    private(set) var promise: HeldPromise?

    init(_ bytes: [UInt8]) throws(DoorCode) {
        guard let model = Model(bytes) else { throw .malformed }
        self.model = model
    }

    /// Evaluates a question. Slips name commitments by their number.
    func ask(_ slips: [(number: Int32, days: Double)], plan: [Int32], toldOn: Double?, today: Double, later: Double)
        throws(DoorCode)
    {
        var asked = ModelQuestion(plan: plan, toldOn: toldOn, promisedLater: later)
        for (number, days) in slips {
            let rank = try rank(of: number)
            guard days.magnitude <= Self.mostDays || days == .infinity else { throw .outOfRange }
            for slip in asked.slips where slip.rank == rank { throw .unknownPlace }
            asked.slips.append((rank, days))
        }
        for (place, mitigation) in plan.enumerated() {
            guard mitigation >= 0, Int(mitigation) < model.mitigations.count else { throw .unknownPlace }
            for earlier in plan[..<place] where earlier == mitigation { throw .unknownPlace }
        }
        guard later.magnitude <= Self.mostDays, today.magnitude < .infinity, (toldOn ?? 0).magnitude < .infinity else {
            throw .outOfRange
        }
        // What is under way already is no part of a plan.
        asked.plan = plan.filter { asked in !model.decided.contains { $0.mitigation == asked } }
        evaluation = model.evaluate(asked, toldThen: today)
        question = asked
    }

    /// Evaluates slips of 0 to `last` days of one commitment, under the question's plan and with its other slips.
    func evaluateCurve(of number: Int32, last: Int32) throws(DoorCode) {
        let rank = try rank(of: number)
        guard last >= 0, last <= 10_000 else { throw .outOfRange }
        curve = model.curve(question, of: rank, last: Int(last))
    }

    /// Begins to simulate the question; its slips only if `withSlips`.
    func beginRuns(replicates: Int32, seed: UInt64, withSlips: Bool) throws(DoorCode) {
        guard replicates > 0 else { throw .outOfRange }
        runs = try HeldRuns(model, asked(withSlips: withSlips), replicates: Int(replicates), seed: seed)
    }

    /// Begins to look for the days that may be promised, as the question stands but for its promise.
    func beginPromise(replicates: Int32, seed: UInt64, withSlips: Bool, confidence: Double, perDayLater: Double?)
        throws(DoorCode)
    {
        guard replicates > 0, confidence >= 0, confidence <= 1, (perDayLater ?? 0).magnitude < .infinity else {
            throw .outOfRange
        }
        var asked = asked(withSlips: withSlips)
        asked.promisedLater = 0
        promise = try HeldPromise(
            model, asked, replicates: Int(replicates), seed: seed, confidence: confidence, perDayLater: perDayLater)
    }

    private func asked(withSlips: Bool) -> ModelQuestion {
        var asked = question
        if !withSlips { asked.slips = [] }
        return asked
    }

    /// The rank of a commitment's number.
    private func rank(of number: Int32) throws(DoorCode) -> Rank {
        guard number >= 0, Int(number) < model.commitmentCount else { throw .unknownPlace }
        return Rank(rawValue: model.graph.rank[Int(number)])
    }

    /// A column of the answers.
    func column(_ column: DoorColumn) throws(DoorCode) -> [Double] {
        let values: [Double]? =
            switch column.rawValue {
            case DoorColumn.promiseDays.rawValue...: promise?.column(column)
            case DoorColumn.probabilityLate.rawValue...: runs?.column(column)
            case DoorColumn.curveScores.rawValue...: curveColumn(column)
            default: evaluation.map { evaluationColumn(column, $0) }
            }
        guard let values else { throw .unknownColumn }
        return values
    }

    private func curveColumn(_ column: DoorColumn) -> [Double]? {
        guard let curve else { return nil }
        switch column {
        case .curveLate: return model.graph.inFileOrder { Double(curve.firstLate[$0]) }
        case .curveBroken: return model.graph.inFileOrder { Double(curve.firstBroken[$0]) }
        default: return curve.scores
        }
    }

    private func evaluationColumn(_ column: DoorColumn, _ evaluation: Evaluation) -> [Double] {
        let graph = model.graph
        switch column {
        case .amounts: return evaluation.told.amounts
        case .totals:
            return [
                evaluation.told.total, evaluation.silent.total, evaluation.baseline.total, evaluation.toldThen.total,
                evaluation.attribution.overcommitted,
            ]
        case .slip: return graph.inFileOrder { Double(evaluation.slips[$0]) }
        case .state:
            return graph.inFileOrder { rank in
                let slip = evaluation.slips[rank]
                if slip == .infinity { return 2 }
                return isLate(slip, dueShift: evaluation.parameters.dueShift[rank]) ? 1 : 0
            }
        case .driver:
            return graph.inFileOrder { rank in
                let need = Int(evaluation.attribution.driver[rank])
                return need < 0 ? -1 : Double(graph.index[Int(graph.needs[need].source)])
            }
        case .told:
            return graph.inFileOrder { evaluation.notifiedOn.isEmpty ? .infinity : evaluation.notifiedOn[$0] }
        case .notice: return graph.inFileOrder { evaluation.notice.isEmpty ? 0 : evaluation.notice[$0] }
        case .score: return graph.inFileOrder { evaluation.told.scores[$0] }
        case .silentScore: return graph.inFileOrder { evaluation.silent.scores[$0] }
        case .carried: return graph.inFileOrder { evaluation.attribution.carried[$0] }
        case .blame: return graph.inFileOrder { evaluation.attribution.blame[$0] }
        default: return graph.inFileOrder { evaluation.attribution.priceOfDay[$0] }
        }
    }
}

extension CommitmentGraph {
    /// What `value` gives for each rank, in the order of the file.
    func inFileOrder(_ value: (_ rank: Int) -> Double) -> [Double] {
        var values: [Double] = []
        values.reserveCapacity(commitmentCount)
        for rank in rank { values.append(value(Int(rank))) }
        return values
    }
}
