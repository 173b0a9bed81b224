/// For which days the root may be promised, before anything is simulated: what `domino check` and the page begin with.
///
/// The work does not move with the promise. So replicates in which the root's promise is ignored serve all dates; where
/// it can break, a second run in which it is broken completes them.
public struct PromiseEvaluation: Sendable {
    /// Days by which the plan agrees on a later date for the root.
    public let planShift: Double
    /// The last day after the due date on which it can be done with nothing added to the score of any other, all else
    /// on plan; nil if there is no last one.
    public let useful: Int?
    /// Whether `best` needs the totals of replicates in which the root is broken.
    public let needsBroken: Bool
    /// Whether every day has to be simulated for itself, because more depends on it than the root's own damage; `best`
    /// knows nothing then.
    public let needsEveryDay: Bool
    /// The question to replicate, with the promise of the root ignored.
    public let ignored: ModelQuestion
    /// The same with the root broken.
    public let broken: ModelQuestion

    private let damage: PromiseDamage
    private let perDayLater: Double?

    fileprivate init(_ model: Model, _ root: Rank, _ question: ModelQuestion, perDayLater: Double?) {
        let place = Int(root)
        ignored = question.counting(root: .ignored)
        broken = question.counting(root: .broken)
        var asked = question
        asked.promisedLater = 0
        let inForce = model.inForce(asked)
        planShift = Double(inForce.parameters.dueShift[place] - model.parameters.dueShift[place])
        useful = model.usefulDays(of: root, inForce, planShift: planShift, today: model.today)
        let notice = question.toldOn.map { model.notification(question, on: $0).notice[place] } ?? 0
        damage = PromiseDamage(of: place, under: inForce.parameters, inForce.damage, notice: notice)
        // A fallible mitigation changes the damage of the root from replicate to replicate.
        var isCertain = true
        for mitigation in question.plan + model.decided.map({ $0.mitigation })
        where model.mitigations[Int(mitigation)].works != nil { isCertain = false }
        // Pieces of damage move with the promise, but not those that count from a day of the calendar; and what is told
        // from the root's date moves with it too.
        let table = inForce.damage
        var movesAlone = isCertain && model.followers(of: root).count == 1
        for entry in table.entries(of: place) where table.entries[entry].axis != .days { movesAlone = false }
        for change in model.decidedChanges + model.changes(of: question)
        where change.column == .softening && change.place == root.rawValue { movesAlone = false }
        if model.uncertainty.drawsPatience(place) { movesAlone = false }
        self.perDayLater = perDayLater
        needsEveryDay = perDayLater != nil && !movesAlone
        needsBroken =
            perDayLater != nil && movesAlone && model.parameters.breakLimit[place] < .infinity
            && !model.graph.features[place].contains(.fact)
    }

    /// Whether the best day can be told.
    public var hasBest: Bool { perDayLater != nil }

    /// The days after the due date among which the best one is: between those on which it is done at the earliest and
    /// at the latest; nil where it never is.
    public static func candidates(slips: [Float]) -> ClosedRange<Int>? {
        var (least, most) = (Float.infinity, -Float.infinity)
        for slip in slips where slip < .infinity { (least, most) = (min(least, slip), max(most, slip)) }
        guard least < .infinity else { return nil }
        return Int((Double(least) - lateTolerance).rounded(.up))...Int((Double(most) - lateTolerance).rounded(.up))
    }

    /// The day after the due date that costs least on average, the earliest of equals; nil where it is not known what
    /// later days cost, or where the root is never done.
    ///
    /// - Parameters:
    ///   - slips: of the root in the replicates of `ignored`; `+inf` where it is never done.
    ///   - totals: score of each of those replicates, in 1/100, in the same order if `needsBroken`.
    ///   - brokenTotals: score of each replicate of `broken`, if `needsBroken`.
    /// - Complexity: O(replicates * log replicates + days * pieces * log replicates).
    public func best(slips: [Float], totals: [Int64], brokenTotals: [Int64]) -> Int? {
        guard let perDayLater, !needsEveryDay else { return nil }
        return PromiseCosts(
            slips: slips, totals: totals, brokenTotals: brokenTotals, damage: damage, perDayLater: perDayLater)?
            .cheapest()
    }
}

extension Model {
    /// Evaluates the promise of the root; nil without a root.
    ///
    /// - Parameter perDayLater: what each day costs by which it is promised later; nil if nobody says.
    /// - Complexity: O(commitments + needs + damage), some 20 times.
    public func evaluatePromise(_ question: ModelQuestion, perDayLater: Double?) -> PromiseEvaluation? {
        root.map { PromiseEvaluation(self, $0, question, perDayLater: perDayLater) }
    }
}

// MARK: What every date costs

/// What each date of a promise costs on average, from the replicates of a root whose promise is ignored.
///
/// Slips are sorted once. Each piece of damage then asks for a count and a sum of those between two days. Where the
/// root breaks, the commitments behind it cost what they cost in a run with the root broken.
struct PromiseCosts {
    /// Slips of the replicates in which the root is done, rising.
    private var slips: [Double] = []
    /// Sums of the slips before each, and of all.
    private var slipSums: [Double] = [0]
    /// Sums of what breaking adds to the score of the others, before each, and of all; empty where nothing can break.
    private var addedSums: [Double] = []
    /// Score of the others over all replicates, with the root not broken by its own lateness.
    private let others: Double
    /// Replicates in which the root is never done.
    private let never: Int
    private let replicates: Int
    private let damage: PromiseDamage
    private let perDayLater: Double

    /// - Returns: nil where the root is done in no replicate.
    init?(slips column: [Float], totals: [Int64], brokenTotals: [Int64], damage: PromiseDamage, perDayLater: Double) {
        replicates = totals.count
        self.damage = damage
        self.perDayLater = perDayLater
        var sum = 0.0
        for total in totals { sum += Double(total) / 100 }
        others = sum
        if brokenTotals.isEmpty {
            for slip in column.sorted() where slip < .infinity { slips.append(Double(slip)) }
        } else {
            var order: [Int] = []
            for replicate in column.indices where column[replicate] < .infinity { order.append(replicate) }
            order.sort { column[$0] != column[$1] ? column[$0] < column[$1] : $0 < $1 }
            addedSums = [0]
            for replicate in order {
                slips.append(Double(column[replicate]))
                let added = Double(brokenTotals[replicate] - totals[replicate]) / 100
                addedSums.append(addedSums[addedSums.count - 1] + added)
            }
        }
        never = replicates - slips.count
        guard !slips.isEmpty else { return nil }
        for slip in slips { slipSums.append(slipSums[slipSums.count - 1] + slip) }
    }

    /// The date, in days after the due date, that costs least; the earliest of equals.
    /// - Complexity: O(days between the earliest and the latest * pieces * log replicates).
    func cheapest() -> Int {
        let first = Int((slips[0] - lateTolerance).rounded(.up))
        let last = Int((slips[slips.count - 1] - lateTolerance).rounded(.up))
        var best = (days: first, cost: cost(first))
        for days in first...last {
            let cost = cost(days)
            if cost < best.cost - 1e-9 * max(1, best.cost.magnitude) { best = (days, cost) }
        }
        return best.days
    }

    /// Mean score of a promise so many days after the due date, and what it costs to promise it so late.
    func cost(_ days: Int) -> Double {
        let days = Double(days)
        let whole = count(upTo: days + damage.limit)
        var sum = others + Double(never + slips.count - whole) * damage.broken
        if !addedSums.isEmpty { sum += addedSums[slips.count] - addedSums[whole] }
        for piece in damage.pieces {
            let first = count(upTo: days + piece.from)
            let end = min(whole, count(upTo: days + piece.to))
            guard first < end else { continue }
            let number = Double(end - first)
            sum += number * piece.value
            sum += piece.slope * (slipSums[end] - slipSums[first] - number * (days + piece.from))
        }
        return sum / Double(replicates) + perDayLater * days
    }

    /// How many slips do not exceed a number of days.
    private func count(upTo most: Double) -> Int { firstPlace(in: 0..<slips.count) { slips[$0] > most } }
}

/// The damage of one commitment as straight pieces over the days it is done after its promise, for all bearers and
/// kinds together.
struct PromiseDamage: Sendable {
    /// `value + slope * (days - from)` for `from < days <= to`.
    struct Piece: Sendable {
        var from: Double
        var to: Double
        var value: Double
        var slope: Double
    }

    private(set) var pieces: [Piece] = []
    /// What it costs when the commitment breaks.
    private(set) var broken = 0.0
    /// Days after the promise beyond which it is broken.
    let limit: Double

    /// The damage of a commitment with so many days of notice.
    init(of rank: Int, under parameters: Parameters, _ table: DamageTable, notice days: Double) {
        // A new date moves the limit along, so counted from the promise it stays where it was.
        limit = Double(parameters.breakLimit[rank]) - Double(parameters.dueShift[rank])
        let remaining = table.noticeFactor(of: rank, days: days)
        for place in table.entries(of: rank) {
            let entry = table.entries[place]
            let factor = remaining * entry.softened * entry.weight
            broken += entry.broken * factor
            for number in entry.pieces {
                let piece = table.pieces[number]
                let isLast = number + 1 == entry.pieces.upperBound
                pieces.append(
                    Piece(
                        from: piece.from + entry.grace,
                        to: isLast ? .infinity : table.pieces[number + 1].from + entry.grace,
                        value: piece.value * factor, slope: piece.slope * factor))
            }
        }
    }
}

// MARK: The last useful day

/// More days than anybody asks about.
private let mostDays = 100_000

/// Days that are looked at one by one where dates move along with the promise.
private let searchedDays = 2000

extension Model {
    /// The last day after its due date on which a commitment can be done, all else on plan, with nothing added to the
    /// score of any other; nil if there is no last one (Model.md, section 7).
    ///
    /// Nothing is added where every other commitment costs what it costs with this one done early. So where the plan
    /// leaves less than no time after the due date, the day lies before that date. Where it holds for no day, the day
    /// before today.
    ///
    /// - Parameter planShift: days by which a plan has agreed on a later date already.
    /// - Complexity: O(commitments + needs + damage), some 20 times; some thousand times where other dates are told
    ///   from this one.
    fileprivate func usefulDays(
        of rank: Rank, _ inForce: ModelInForce, planShift: Double, today: Double?
    ) -> Int? {
        let followers = followers(of: rank).dropFirst()
        func scores(_ days: Int, promised: Double) -> [Double] {
            var (parameters, damage) = (inForce.parameters, inForce.damage)
            if !followers.isEmpty, promised != planShift {
                let later = followers.flatMap { ColumnChange.laterDate(of: $0, days: promised - planShift) }
                apply(later, of: inForce.graph, to: &parameters, and: &damage)
                // They are moved along with their work.
                for follower in followers where !parameters.holdsBase(Int(follower)) {
                    parameters.baseSlip[Int(follower)] += Float(promised - planShift)
                }
            }
            let slips = slips(in: inForce.graph, under: parameters, doneAfter: Float(days), rank: Int(rank))
            var scores = assess(slips, under: damage, dueShift: parameters.dueShift, notice: nil).scores
            scores[Int(rank)] = 0
            return scores
        }
        let dayBefore = today.map { Int(($0 - dues[Int(rank)]).rounded(.up)) - 1 } ?? -mostDays
        // As early as can be: today.
        let early = scores(max(-mostDays, dayBefore + 1), promised: planShift)
        func addsNothing(_ days: Int) -> Bool {
            let scores = scores(days, promised: Double(days))
            for rank in scores.indices where scores[rank] - early[rank] > 1e-9 * max(1, early[rank]) { return false }
            return true
        }

        if addsNothing(mostDays) { return nil }
        guard followers.isEmpty else {
            // Dates that move along make it neither rise nor fall with the day alone.
            let first = max(dayBefore + 1, -searchedDays)
            for days in (first..<first + 2 * searchedDays).reversed() where addsNothing(days) { return days }
            return dayBefore
        }
        return firstPlace(in: max(-mostDays, dayBefore) + 1..<mostDays) { !addsNothing($0) } - 1
    }
}

/// Slips where one commitment is done on a day whatever it needs. Nothing in its run reads it, so the pass goes on as
/// ever.
private func slips(in graph: CommitmentGraph, under parameters: Parameters, doneAfter days: Float, rank: Int) -> [Float]
{
    var slips = [Float](repeating: 0, count: graph.commitmentCount)
    for run in graph.runs {
        propagate(run, graph, parameters, into: &slips)
        if rank >= Int(run.first), rank < Int(run.first + run.count) { slips[rank] = days }
    }
    return slips
}
