import DominoEngine
import DominoScenario

/// Simulates a scenario: draws delays, risks and the success of mitigations at random, as likely as the file says.
///
/// - Precondition: the places that the question names exist, and at most `Replication.fallibleLimit` mitigations of its
///   plan are fallible.
/// - Complexity: O(replicates * (commitments + needs)), divided by the threads; exclude-one as often again as inputs
///   matter.
public func simulate(
    _ question: SimulateQuestion, in compiled: Compiled, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> SimulationResult {
    let whole = ReplicateRange(first: 0, count: question.replicates)
    let (replication, options) = prepared(question, in: compiled)
    let keepsSlips = keepsSamples(commitments: compiled.model.commitmentCount, replicates: question.replicates)
    func part(_ range: ReplicateRange) -> SimulationPart {
        run(replication, range, options, keepsSlips: keepsSlips, threads: threads, progress: progress)
    }
    guard let precision = question.precision else {
        return summary(of: part(whole).renumbered(question, compiled), question, in: compiled, threads: threads)
    }
    var parts: [SimulationPart] = []
    var first = 0
    while first < question.replicates {
        let range = ReplicateRange(first: first, count: min(wave(after: first), question.replicates - first))
        parts.append(part(range))
        first += range.count
        if isPrecise(parts.lazy.map({ $0.totals }).joined(), precision) { break }
    }
    return summary(
        of: SimulationPart.joined(parts).renumbered(question, compiled), question, in: compiled, threads: threads)
}

/// Replicates until precision is judged again. The steps grow, and do not depend on the number of threads.
private func wave(after replicates: Int) -> Int { max(8192, replicates / 8 / Row.count * Row.count) }

/// Whether the standard error of the mean has come down to so much of the mean.
private func isPrecise(_ totals: some Sequence<Int64>, _ precision: Double) -> Bool {
    var count = 0.0
    var sum = 0.0
    var squares = 0.0
    for cents in totals {
        count += 1
        sum += Double(cents)
        squares += Double(cents) * Double(cents)
    }
    let variance = max(0, squares / count - sum / count * (sum / count))
    return (variance / count).squareRoot() <= precision * (sum / count)
}

/// Simulates a range of replicates: what one shard does.
public func simulatePart(
    _ question: SimulateQuestion, _ range: ReplicateRange, in compiled: Compiled, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> SimulationPart {
    let (replication, options) = prepared(question, in: compiled)
    let keepsSlips = keepsSamples(commitments: compiled.model.commitmentCount, replicates: question.replicates)
    return run(replication, range, options, keepsSlips: keepsSlips, threads: threads, progress: progress)
        .renumbered(question, compiled)
}

/// The simulations of a question, and what its answer needs of them: the same for every range of its replicates.
private func prepared(
    _ question: SimulateQuestion, in compiled: Compiled
) -> (replication: Replication, options: RunOptions) {
    let asked = question.asked(of: compiled)
    let replication = replication(of: asked, seed: question.seed, figures: .causes, countsKinds: true, in: compiled)
    let open = Set(compiled.openInputs(slips: question.slips))
    return (
        replication,
        RunOptions(
            slips: .all,
            cones: question.excludesOne
                ? exclusionCones(for: replication.whole).filter { open.contains($0.input) } : [],
            target: question.target.flatMap { compiled.rank(of: $0) })
    )
}

extension SimulateQuestion {
    /// The question as the model takes it.
    fileprivate func asked(of compiled: Compiled) -> ModelQuestion {
        compiled.question(slips: slips, moves: moves, plan: plan, toldOn: toldOn)
    }
}

extension Compiled {
    /// The uncertain inputs that slips leave open, as the model numbers them, rising: what slips draws nothing.
    func openInputs(slips: [Slip]) -> [Int32] {
        let slipping = Set(slips.map { $0.commitment })
        return origins.inputs.enumerated().compactMap { number, input in
            if case .delay(let commitment) = input, slipping.contains(commitment) { return nil }
            return Int32(truncatingIfNeeded: number)
        }
    }
}

extension SimulationPart {
    /// The same with its inputs numbered among the open ones, as shards have them.
    fileprivate func renumbered(_ question: SimulateQuestion, _ compiled: Compiled) -> SimulationPart {
        let open = compiled.openInputs(slips: question.slips)
        var part = self
        for place in part.exclusions.indices {
            let input = part.exclusions[place].input
            part.exclusions[place].input = Int32(firstPlace(in: 0..<open.count) { open[$0] >= input })
        }
        return part
    }
}

/// The figures of all replicates. The threads look for quantiles.
public func summary(
    of part: SimulationPart, _ question: SimulateQuestion, in compiled: Compiled, threads: Int
) -> SimulationResult {
    let (scenario, model) = (compiled.scenario, compiled.model)
    let count = Double(part.totals.count)
    func mean(_ cents: Int128) -> Double { Double(cents) / 100 / count }
    var commitments = [SimulationResult.Commitment?](repeating: nil, count: scenario.commitments.count)
    let quantiles = part.slipQuantiles([0.5, 0.8, 0.95], commitments: model.commitmentCount, threads: threads)
    let tally = part.tally
    let sums = DamageSums(tally, in: compiled)
    for (rank, commitment) in compiled.ranks {
        let rank = Int(rank)
        let broken = tally.broken[rank]
        let kept = tally.replicates - broken
        let entries = model.damage.entries(of: rank)
        commitments[Int(commitment)] = SimulationResult.Commitment(
            late: Double(tally.late[rank]) / count, broken: Double(broken) / count,
            meanSlip: kept > 0 ? Double(tally.slip[rank]) / 1024 / Double(kept) : nil,
            quantiles: quantiles[rank],
            score: mean(entries.reduce(0) { model.damage.entries[$1].weight > 0 ? $0 + tally.score[$1] : $0 }),
            money: sums.money(of: Rank(rank)), carried: mean(tally.carried[rank]),
            blame: mean(tally.blame[rank]), priceOfDay: mean(tally.priceOfDay[rank]),
            criticality: Double(tally.critical[rank]) / count)
    }
    var stakeholders = [Int128](repeating: 0, count: scenario.stakeholders.count)
    for (place, entry) in model.damage.entries.enumerated() where entry.weight > 0 {
        stakeholders[Int(entry.bearer)] += part.tally.score[place]
    }
    var answer = SimulationResult(
        question: question, replicates: part.totals.count, total: ScoreFigures(cents: part.totals),
        commitments: commitments,
        stakeholders: stakeholders.map(mean), excludeOne: excludeOne(part, question, compiled),
        overcommitted: mean(part.tally.overcommitted))
    answer.money = sums.money
    answer.stakeholderMoney = sums.moneyByBearer
    answer.sides = sums.sides
    answer.kinds = sums.kinds(tally)
    answer.overdue = compiled.overdue
    let asked = question.asked(of: compiled)
    answer.assumedPriceShare = assumedPriceShare(
        broken: tally.broken, replicates: tally.replicates, mean: answer.total.mean,
        notice: asked.toldOn.map { model.notification(asked, on: $0).notice }, damage: model.inForce(asked).damage,
        in: compiled)
    if let root = scenario.root { answer.rootDates = dates(of: root, part, in: compiled) }
    answer.target = part.target.map { target($0, part.totals.count, in: compiled) }
    return answer
}

/// The uncertain inputs, those without which the mean falls most first.
private func excludeOne(
    _ part: SimulationPart, _ question: SimulateQuestion, _ compiled: Compiled
) -> [SimulationResult.Exclusion] {
    let open = compiled.openInputs(slips: question.slips)
    let exclusions = part.exclusions.map { exclusion in
        let (gain, standardError) = exclusion.reduction(replicates: part.totals.count)
        return SimulationResult.Exclusion(
            input: compiled.origins.inputs[Int(open[Int(exclusion.input)])], gain: gain, standardError: standardError)
    }
    return exclusions.enumerated().sorted { ($1.element.gain, $0.offset) < ($0.element.gain, $1.offset) }
        .map { $0.element }
}

// MARK: What makes a target late

/// Figures of what makes a target late, from their sums (Model.md, section 4).
private func target(
    _ tally: TargetTally, _ replicates: Int, in compiled: Compiled
) -> SimulationResult.Target {
    let none = [Double?](repeating: nil, count: compiled.scenario.commitments.count)
    var figures = SimulationResult.Target(
        commitment: compiled.commitment(at: Rank(rawValue: tally.target)),
        criticalityIndex: none, ssi: none, cruciality: none)
    let slipSpread = spread(tally.finite, tally.slip, tally.slipSquares)
    for (rank, commitment) in compiled.ranks {
        let (rank, place) = (Int(rank), Int(commitment))
        let index = Double(tally.onChain[rank]) / Double(replicates)
        let ownSpread = spread(tally.finite, tally.own[rank], tally.ownSquares[rank])
        figures.criticalityIndex[place] = index
        figures.ssi[place] = slipSpread > 0 ? index * ownSpread / slipSpread : 0
        figures.cruciality[place] =
            slipSpread > 0 && ownSpread > 0
            ? min(1, (covariance(tally, rank) / ownSpread / slipSpread).magnitude) : 0
    }
    return figures
}

/// Standard deviation, divided by the number, of sums of exact integers.
private func spread(_ count: Int64, _ sum: Int128, _ squares: Int128) -> Double {
    guard count > 0 else { return 0 }
    let difference = difference(squares, count, sum, sum)
    return max(0, difference / Double(count) / Double(count)).squareRoot()
}

/// Covariance of a commitment's own delay and the target's slip.
private func covariance(_ tally: TargetTally, _ rank: Int) -> Double {
    difference(tally.products[rank], tally.finite, tally.own[rank], tally.slip)
        / Double(tally.finite) / Double(tally.finite)
}

/// `products * count - one * other`: exact in integers while it fits, where a difference of Doubles would lose its
/// digits.
private func difference(_ products: Int128, _ count: Int64, _ one: Int128, _ other: Int128) -> Double {
    let (minuend, isLarge) = products.multipliedReportingOverflow(by: Int128(count))
    let (subtrahend, isHuge) = one.multipliedReportingOverflow(by: other)
    let (difference, isOver) = minuend.subtractingReportingOverflow(subtrahend)
    guard isLarge || isHuge || isOver else { return Double(difference) }
    return Double(products) * Double(count) - Double(one) * Double(other)
}

/// Most days of a distribution of dates.
private let dateLimit = 60

/// The probability that a commitment is kept by each of some days: all on which it is, or 60 spread over them.
func dates(
    of commitment: CommitmentIndex, _ part: SimulationPart, in compiled: Compiled
) -> [(day: Day, probability: Double)] {
    guard let rank = compiled.rank(of: commitment) else { return [] }
    let scenario = compiled.scenario
    let due = Double(scenario.due(commitment))
    var counts: [Day: Int] = [:]
    for (slip, count) in part.slipCounts(of: rank) where slip < .infinity {
        counts[scenario.calendar.day(at: due + Double(slip)), default: 0] += count
    }
    var below = 0
    let all = counts.sorted { $0.key < $1.key }.map { day, count in
        below += count
        return (day: day, probability: Double(below) / Double(part.totals.count))
    }
    guard all.count > dateLimit else { return all }
    return (0..<dateLimit).map { all[$0 * (all.count - 1) / (dateLimit - 1)] }
}
