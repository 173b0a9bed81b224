import DominoEngine
import DominoScenario

/// How the damage grows with the days of one commitment's slip.
public struct CurveQuestion: Sendable {
    /// What slips, a place in the scenario's `commitments`.
    public var commitment: CommitmentIndex
    /// The last day of the curve; it begins with 0.
    public var days: Int
    /// The day that counts as today.
    public var asOf: Day

    /// A question about 30 days: six weeks of work, by which most slips are known and dealt with.
    public init(commitment: CommitmentIndex, days: Int = 30, asOf: Day) {
        self.commitment = commitment
        self.days = days
        self.asOf = asOf
    }
}

/// When a commitment falls, in whole days of the slip: one that falls after 2.5 days falls at 3.
public struct Fall: Sendable, Equatable {
    /// A place in the scenario's `commitments`.
    public var commitment: CommitmentIndex
    /// The first day of slip at which it is late; nil if it is at none of the curve's.
    public var late: Int?
    /// The first day of slip at which it is broken; nil if it is at none of the curve's.
    public var broken: Int?

    /// The first day at which it is not kept; nil if it holds.
    public var first: Int? { [late, broken].compactMap { $0 }.min() }
}

/// The slip curve of a commitment, with everything else on plan and nobody told (Model.md, section 5).
public struct CurveResult: Sendable {
    /// What was asked.
    public var question: CurveQuestion
    /// Total score at each whole day of slip, from 0 on.
    public var scores: [Double]
    /// The amounts in the currency at each of these days, unweighted.
    public var money: [Double]
    /// What is overdue.
    public var overdue: [Overdue] = []
    /// All commitments but released ones, in file order; those that hold fall on no day.
    public var falls: [Fall]
}

/// Evaluates slips of 0...N days of a commitment.
///
/// - Precondition: the commitment exists, and the last day is not negative.
/// - Complexity: O(days / 64 * (commitments reached and their needs)) rows.
public func slipCurve(_ question: CurveQuestion, in compiled: Compiled) -> CurveResult {
    let curve = compiled.model.curve(of: compiled.rank(of: question.commitment), last: question.days)
    let falls = compiled.origins.commitments.compactMap { place in
        compiled.rank(of: place).map { rank in
            func day(_ number: Int32) -> Int? { number < 0 ? nil : Int(number) }
            return Fall(
                commitment: place, late: day(curve.firstLate[Int(rank)]), broken: day(curve.firstBroken[Int(rank)]))
        }
    }
    let rank = compiled.rank(of: question.commitment)
    let money = compiled.countsOnlyMoney ? curve : compiled.moneyModel.curve(of: rank, last: question.days)
    return CurveResult(
        question: question, scores: curve.scores, money: money.scores, overdue: compiled.overdue, falls: falls)
}
