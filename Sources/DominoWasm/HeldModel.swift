import DominoEngine

/// A deal kept on behalf of a host, the question it asked last, and the answers to it.
///
/// Everything is checked here, because a host is no part of the type checker: after a call that was refused the answers
/// are those from before it.
final class HeldModel {
    /// Longest slip that can be asked about, in days.
    static let mostDays = 100_000.0

    let deal: Model
    private(set) var question = ModelQuestion()
    private var played: Played?
    private var curve: Curve?
    private(set) var luck: HeldLuck?
    private(set) var promise: HeldPromise?

    init(_ bytes: [UInt8]) throws(DoorCode) {
        guard let deal = Model(bytes) else { throw .malformed }
        self.deal = deal
    }

    /// Plays a question through. Slips name commitments by their number.
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
            guard mitigation >= 0, Int(mitigation) < deal.mitigations.count else { throw .unknownPlace }
            for earlier in plan[..<place] where earlier == mitigation { throw .unknownPlace }
        }
        guard later.magnitude <= Self.mostDays, today.magnitude < .infinity, (toldOn ?? 0).magnitude < .infinity else {
            throw .outOfRange
        }
        played = deal.played(asked, toldThen: today)
        question = asked
    }

    /// Plays slips of 0 to `last` days of one commitment, the question's plan in force and its other slips with it.
    func playCurve(of number: Int32, last: Int32) throws(DoorCode) {
        let rank = try rank(of: number)
        guard last >= 0, Double(last) <= 10_000 else { throw .outOfRange }
        curve = deal.curve(question, of: rank, last: Int(last))
    }

    /// Begins to replay the question under luck; its slips only if `withSlips`.
    func begin(replicates: Int32, seed: UInt64, withSlips: Bool) throws(DoorCode) {
        guard replicates > 0 else { throw .outOfRange }
        var asked = question
        if !withSlips { asked.slips = [] }
        luck = try HeldLuck(deal, asked, replicates: Int(replicates), seed: seed)
    }

    /// Begins to look for the days that may be promised, as the question stands but for its promise.
    func beginPromise(replicates: Int32, seed: UInt64, withSlips: Bool, confidence: Double, perDayLater: Double?)
        throws(DoorCode)
    {
        guard replicates > 0, confidence >= 0, confidence <= 1, (perDayLater ?? 0).magnitude < .infinity else {
            throw .outOfRange
        }
        guard deal.root >= 0 else { throw .unknownPlace }
        var asked = question
        asked.promisedLater = 0
        if !withSlips { asked.slips = [] }
        guard
            let found = ModelPromise(
                deal, asked, replicates: Int(replicates), seed: seed, confidence: confidence, perDayLater: perDayLater)
        else { throw .tooManyFallible }
        promise = HeldPromise(found, due: deal.dues[Int(deal.root)])
    }

    /// The rank of a commitment's number.
    private func rank(of number: Int32) throws(DoorCode) -> Int32 {
        guard number >= 0, Int(number) < deal.graph.commitmentCount else { throw .unknownPlace }
        return deal.graph.rank[Int(number)]
    }

    /// A column of the answers.
    func column(_ column: DoorColumn) throws(DoorCode) -> [Double] {
        if column.rawValue >= DoorColumn.promiseDays.rawValue {
            guard let values = promise?.column(column) else { throw .unknownColumn }
            return values
        }
        if column.rawValue >= DoorColumn.probabilityLate.rawValue {
            guard let values = luck?.column(column) else { throw .unknownColumn }
            return values
        }
        if column.rawValue >= DoorColumn.curveScores.rawValue {
            guard let curve else { throw .unknownColumn }
            switch column {
            case .curveLate: return inFileOrder(curve.late)
            case .curveBroken: return inFileOrder(curve.broken)
            default: return curve.scores
            }
        }
        guard let played else { throw .unknownColumn }
        switch column {
        case .amounts: return played.told.amounts
        case .totals:
            return [
                played.told.total, played.play.silent.total, played.onPlanScore, played.toldThenScore,
                played.attribution.overcommitted,
            ]
        default: return outcomes(column, played)
        }
    }

    /// A column of what was played, in the order of the file.
    private func outcomes(_ column: DoorColumn, _ played: Played) -> [Double] {
        var values = [Double](repeating: 0, count: deal.graph.commitmentCount)
        for rank in values.indices {
            let slip = played.play.slips[rank]
            let value: Double
            switch column {
            case .slip: value = Double(slip)
            case .state:
                value = slip == .infinity ? 2 : isLate(slip, dueShift: played.play.parameters.dueShift[rank]) ? 1 : 0
            case .driver:
                let need = Int(played.attribution.driver[rank])
                value = need < 0 ? -1 : Double(deal.graph.index[Int(deal.graph.needs[need].source)])
            case .told: value = played.notifiedOn.isEmpty ? .infinity : played.notifiedOn[rank]
            case .notice: value = played.notice.isEmpty ? 0 : played.notice[rank]
            case .score: value = played.told.scores[rank]
            case .silentScore: value = played.play.silent.scores[rank]
            case .carried: value = played.attribution.carried[rank]
            case .blame: value = played.attribution.blame[rank]
            default: value = played.attribution.priceOfDay[rank]
            }
            values[Int(deal.graph.index[rank])] = value
        }
        return values
    }

    private func inFileOrder(_ ranked: [Int32]) -> [Double] {
        var values = [Double](repeating: 0, count: ranked.count)
        for rank in ranked.indices { values[Int(deal.graph.index[rank])] = Double(ranked[rank]) }
        return values
    }
}
