import DominoEngine
import DominoScenario

/// A scenario on one side of a comparison.
public struct ComparedScenario: Sendable {
    /// The scenario.
    public var scenario: Scenario
    /// The day that counts as today for it.
    public var asOf: Day

    /// A side.
    public init(scenario: Scenario, asOf: Day) {
        self.scenario = scenario
        self.asOf = asOf
    }
}

/// Simulates two scenarios on the same draws, and says what differs.
///
/// A draw belongs to the name of a variable and to a replicate. So what both scenarios have gets the same draws in
/// both: the difference is known replicate by replicate, and its standard error is mostly far below that of either
/// mean.
/// - Complexity: as simulating and checking each.
public func compare(
    _ a: ComparedScenario, _ b: ComparedScenario, replicates: Int, seed: UInt64, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
) -> ComparisonResult {
    let one = ComparedSide(a, replicates: replicates, seed: seed, threads: threads, progress: progress)
    let other = ComparedSide(b, replicates: replicates, seed: seed, threads: threads, progress: progress)
    let totals = (one.total, other.total)
    return ComparisonResult(
        replicates: replicates, seed: seed,
        changes: changes(from: outline(of: a.scenario), to: outline(of: b.scenario)),
        mean: Pair(a: totals.0.mean, b: totals.1.mean, standardError: pairedError(one.part.totals, other.part.totals)),
        money: Pair(a: one.sums.money, b: other.sums.money),
        p95: Pair(a: totals.0[.p95], b: totals.1[.p95]),
        cvar95: Pair(a: totals.0.cvar95, b: totals.1.cvar95),
        probabilityOfDamage: Pair(a: totals.0.probabilityOfDamage, b: totals.1.probabilityOfDamage),
        slip: slip(a, b, one, other), commitments: commitments(one, other), stakeholders: bearers(one, other),
        checks: (one.check, other.check))
}

/// One scenario, simulated.
private struct ComparedSide {
    let compiled: Compiled
    let part: SimulationPart
    let total: SimulationResult.Total
    let check: CheckResult?

    init(
        _ side: ComparedScenario, replicates: Int, seed: UInt64, threads: Int,
        progress: @escaping @Sendable (Int) -> Void
    ) {
        compiled = compile(side.scenario)
        let scenario = side.scenario
        part = replicated(
            compiled.question(toldOn: scenario.toldOn), replicates: replicates, seed: seed, figures: .commitments,
            in: compiled, threads: threads, progress: progress)
        total = ScoreFigures(cents: part.totals)
        if compiled.model.root != nil {
            let asked = CheckQuestion(
                toldOn: scenario.toldOn, asOf: side.asOf, policy: scenario.policy, replicates: replicates, seed: seed)
            check = DominoAnalysis.check(asked, in: compiled, threads: threads, progress: progress)
        } else {
            check = nil
        }
    }

    var scenario: Scenario { compiled.scenario }

    /// Mean amounts.
    var sums: DamageSums { DamageSums(part.tally, in: compiled) }

    /// Slips of a commitment by replicate; empty where they were only counted.
    func slips(of rank: Rank) -> [Float] { part.slips.isEmpty ? [] : part.slips.column(of: rank) }

    /// The share of replicates in which a commitment is kept in time.
    func kept(_ rank: Rank) -> Double {
        1 - Double(part.tally.late[Int(rank)] + part.tally.broken[Int(rank)]) / Double(part.totals.count)
    }

    /// Expected score of a commitment.
    func score(_ rank: Rank) -> Double {
        let entries = compiled.model.damage.entries(of: Int(rank))
        return Double(entries.reduce(0) { $0 + part.tally.score[$1] }) / 100 / Double(part.totals.count)
    }

    /// The day by which a commitment is kept in 80 of 100 replicates.
    func day80(_ place: CommitmentIndex, _ rank: Rank) -> Day? {
        part.slipQuantile(of: rank, at: 0.8).map { scenario.calendar.day(at: Double(scenario.due(place)) + $0) }
    }

    /// Expected score of each stakeholder.
    var bearers: [Double] {
        var cents = [Int128](repeating: 0, count: scenario.stakeholders.count)
        for (place, entry) in compiled.model.damage.entries.enumerated() {
            cents[Int(entry.bearer)] += part.tally.score[place]
        }
        return cents.map { Double($0) / 100 / Double(part.totals.count) }
    }
}

/// Standard error of the mean difference of amounts in 1/100, replicate by replicate.
private func pairedError(_ a: [Int64], _ b: [Int64]) -> Double {
    let count = Double(a.count)
    var (sum, squares) = (Int128(0), Int128(0))
    for (one, other) in zip(a, b) {
        let difference = Int128(other - one)
        sum += difference
        squares += difference * difference
    }
    let variance = Double(squares * Int128(a.count) - sum * sum) / count / count
    return (max(0, variance) / count).squareRoot() / 100
}

/// What the slip of each file costs.
private func slip(_ a: ComparedScenario, _ b: ComparedScenario, _ one: ComparedSide, _ other: ComparedSide) -> Pair? {
    guard !a.scenario.slips.isEmpty || !b.scenario.slips.isEmpty else { return nil }
    func score(_ side: ComparedScenario, _ compiled: Compiled) -> Double {
        let question = WhatIfQuestion(slips: side.scenario.slips, toldOn: side.scenario.toldOn, asOf: side.asOf)
        return whatIf(question, in: compiled).score
    }
    return Pair(a: score(a, one.compiled), b: score(b, other.compiled))
}

/// Commitments that are live in both.
private func commitments(_ one: ComparedSide, _ other: ComparedSide) -> [ComparisonResult.Commitment] {
    let places = firstPlaces(other.scenario.commitments.places.map { other.scenario.id(ofCommitment: $0) })
    return one.scenario.commitments.places.compactMap { place -> ComparisonResult.Commitment? in
        guard let match = places[one.scenario.id(ofCommitment: place)].map({ CommitmentIndex($0) }) else { return nil }
        guard let rank = one.compiled.rank(of: place), let otherRank = other.compiled.rank(of: match) else {
            return nil
        }
        var kept = Pair(a: one.kept(rank), b: other.kept(otherRank))
        kept.standardError = oddsError(one.slips(of: rank), other.slips(of: otherRank), kept)
        return ComparisonResult.Commitment(
            a: place, b: match, kept: kept,
            score: Pair(a: one.score(rank), b: other.score(otherRank)),
            day80: (one.day80(place, rank), other.day80(match, otherRank)))
    }
}

/// Standard error of a difference of odds: from the replicates in which the two differ. Nil where slips are not kept.
private func oddsError(_ a: [Float], _ b: [Float], _ kept: Pair) -> Double? {
    guard !a.isEmpty, a.count == b.count else { return nil }
    let differing = zip(a, b).count { (Double($0) <= lateTolerance) != (Double($1) <= lateTolerance) }
    let count = Double(a.count)
    return (max(0, Double(differing) / count - kept.difference * kept.difference) / count).squareRoot()
}

/// Stakeholders of both.
private func bearers(_ one: ComparedSide, _ other: ComparedSide) -> [ComparisonResult.Bearer] {
    let (scores, otherScores) = (one.bearers, other.bearers)
    let (money, otherMoney) = (one.sums.moneyByBearer, other.sums.moneyByBearer)
    let places = firstPlaces(other.scenario.stakeholders.map { other.scenario.string($0.id) })
    return one.scenario.stakeholders.enumerated().compactMap { place, stakeholder in
        places[one.scenario.string(stakeholder.id)].map { match in
            ComparisonResult.Bearer(
                a: StakeholderIndex(place), b: StakeholderIndex(match),
                score: Pair(a: scores[place], b: otherScores[match]),
                money: Pair(a: money[place], b: otherMoney[match]))
        }
    }
}

/// The place where each id stands first.
private func firstPlaces(_ ids: [String]) -> [String: Int] {
    var places: [String: Int] = [:]
    for (place, id) in ids.enumerated() where places[id] == nil { places[id] = place }
    return places
}

/// What the files of a scenario say.
private func outline(of scenario: Scenario) -> JSONOutline {
    var sources = scenario.sources
    var outline = JSONOutline()
    var ignored: [Diagnostic] = []
    for file in sources.files.indices {
        if let tree = parseJSON(file: file, in: sources, reporting: &ignored) { outline.add(tree, of: &sources) }
    }
    return outline
}
