import DominoEngine
import DominoScenario

/// Something in the plan that speaks against promising, whatever the odds say.
public struct Finding: Sendable, Equatable {
    /// What it is; raw values are the stable codes.
    public enum Code: String, CaseIterable, Sendable {
        /// There is less than no time between two due dates: late before anybody is.
        case overcommitted
        /// The promise depends on a commitment that nobody has agreed to.
        case notAgreed = "not-agreed"
        /// The promise depends on a commitment that was called off and has no date.
        case noDate = "no-date"
        /// In a stage of the deal only the seller has promised anything.
        case oneSidedStage = "one-sided-stage"
        /// In a stage of the deal the client has agreed to nothing.
        case stalledStage = "stalled-stage"
        /// A need through which much of the damage may come has no fallback.
        case noFallback = "no-fallback"
        /// Several commitments in a row without a spare day between them.
        case chainWithoutBuffer = "chain-without-buffer"
        /// A commitment is still open although it was due before today.
        case overdue
        /// More time has passed than an estimate allows: it is refuted by fact.
        case estimateRefuted = "estimate-refuted"
        /// Much of the mean rests on breaking priced by the horizon, which nobody stated.
        case assumedPrice = "assumed-price"
        /// A kind of damage that `kinds` does not list counts as currency.
        case unlistedKind = "unlisted-kind"
    }

    /// What it is.
    public var code: Code
    /// How bad it is.
    public var severity: Severity
    /// The commitments it is about, places in the scenario's list: for a need the one needed, then the one that needs
    /// it; a chain from its beginning to its end.
    public var commitments: [CommitmentIndex]
    /// The stage it is about, a place in the scenario's `stages`; nil for the others.
    public var stage: StageIndex?
    /// Days that are missing, for `overcommitted`.
    public var days = 0.0
    /// Score carried through it on average, in the scenario's currency: the most that can come of it.
    public var score = 0.0
    /// The kind of damage it is about, a place in the scenario's `kinds`; nil for the others.
    public var kind: KindIndex?
    /// Share of the mean, for `assumedPrice`.
    public var share = 0.0
    /// Whether the root depends on what it is about.
    public var isOnTheWay = false
}

/// A need without fallback is a finding from this share of the most that any commitment near the root carries.
private let costlyShare = 0.2

/// Most needs without fallback that are findings: nobody arranges more before one promise.
private let costlyLimit = 3

/// Share of the mean from which a price that nobody stated is a finding.
private let assumedShare = 0.05

/// Length from which a row of commitments without buffer is a chain.
private let chainLength = 3

/// What speaks against promising the root: the worst comes first, equals in file order.
///
/// Only what the root depends on and what depends on it is looked at: other deals of a portfolio do not concern it.
/// - Parameters:
///   - carried: mean carried score, by rank.
///   - refuted: commitments whose estimate is refuted by fact.
///   - assumedPrice: share of the mean that rests on a price nobody stated, and the mean.
/// - Complexity: O(commitments + needs), and the ladder's.
func findings(
    of root: CommitmentIndex, in compiled: Compiled, carried: [Double], refuted: [Rank],
    assumedPrice: (share: Double, mean: Double)
) -> [Finding] {
    guard let rank = compiled.rank(of: root) else { preconditionFailure("a root that is not released") }
    let near = Surroundings(of: Int(rank), in: compiled.model.graph)
    let search = FindingSearch(compiled: compiled, carried: carried, near: near)
    let found =
        search.overdue() + search.refuted(refuted) + search.assumedPrice(assumedPrice.share, assumedPrice.mean)
        + search.unlistedKinds() + search.overcommitted() + search.notAgreed() + search.withoutDate()
        + search.stages() + search.withoutFallback() + search.chain()
    func key(_ place: Int) -> (Int, Double, Int) {
        // What is overdue comes first: no date holds before that is done.
        let isFirst = found[place].code == .overdue || found[place].code == .estimateRefuted
        return (isFirst ? -1 : found[place].severity == .warning ? 0 : 1, -found[place].score, place)
    }
    return found.indices.sorted { key($0) < key($1) }.map { found[$0] }
}

/// What a root depends on, and what depends on it; by rank.
private struct Surroundings {
    /// The root and all it needs, directly or not.
    var below: [Bool]
    /// The root and all that need it.
    var above: [Bool]

    init(of root: Int, in graph: CommitmentGraph) {
        below = [Bool](repeating: false, count: graph.commitmentCount)
        above = below
        below[root] = true
        above[root] = true
        for rank in stride(from: root, through: 0, by: -1) where below[rank] && !graph.features[rank].contains(.fact) {
            for need in graph.needs(of: rank) { below[Int(graph.needs[need].source)] = true }
        }
        for rank in root + 1..<max(graph.commitmentCount, root + 1) {
            above[rank] = graph.needs(of: rank).contains { above[Int(graph.needs[$0].source)] }
        }
    }

    /// Whether a commitment is one of either.
    func holds(_ rank: Int) -> Bool { below[rank] || above[rank] }
}

/// One search for each code.
private struct FindingSearch {
    let compiled: Compiled
    let carried: [Double]
    let near: Surroundings

    private var scenario: Scenario { compiled.scenario }
    private var graph: CommitmentGraph { compiled.model.graph }

    private func place(_ rank: Int) -> CommitmentIndex { compiled.commitment(at: Rank(rank)) }

    /// Ranks near the root that can still move, in file order.
    private var open: [Int] {
        compiled.origins.commitments.compactMap { compiled.rank(of: $0).map { Int($0) } }
            .filter { near.holds($0) && !graph.features[$0].contains(.fact) }
    }

    /// A need, and whether another member of its group may stand in for it.
    private func needs(ofRank rank: Int) -> [(place: Int, isAlone: Bool)] {
        graph.groups(of: rank).flatMap { group in group.map { (place: $0, isAlone: group.count == 1) } }
    }

    private func share(_ need: Int) -> Double {
        compiled.model.parameters.share.isEmpty ? 1 : Double(compiled.model.parameters.share[need])
    }

    private func cap(_ need: Int) -> Double {
        compiled.model.parameters.delayCap.isEmpty ? .infinity : Double(compiled.model.parameters.delayCap[need])
    }

    /// What is still open although it was due before today.
    func overdue() -> [Finding] {
        guard let today = compiled.model.today else { return [] }
        return open.filter { today > compiled.model.dues[$0] }.map { rank in
            Finding(
                code: .overdue, severity: .warning, commitments: [place(rank)],
                days: today - compiled.model.dues[rank], score: carried[rank], isOnTheWay: near.below[rank])
        }
    }

    /// Estimates that more time has passed than they allow.
    func refuted(_ ranks: [Rank]) -> [Finding] {
        ranks.filter { near.holds(Int($0)) }.map { rank in
            Finding(
                code: .estimateRefuted, severity: .warning, commitments: [place(Int(rank))],
                score: carried[Int(rank)], isOnTheWay: near.below[Int(rank)])
        }
    }

    /// Damage whose price of breaking nobody stated, where much of the mean rests on it.
    func assumedPrice(_ share: Double, _ mean: Double) -> [Finding] {
        guard share >= assumedShare else { return [] }
        let commitments = open.filter { rank in
            compiled.model.damage.entries(of: rank).contains {
                scenario.isPriceAssumed(scenario[compiled.origins.damages[$0]])
            } && compiled.model.parameters.breakLimit[rank] < .infinity
        }
        return [
            Finding(
                code: .assumedPrice, severity: .warning, commitments: commitments.map(place), score: share * mean,
                share: share)
        ]
    }

    /// Kinds that are not listed although others are.
    func unlistedKinds() -> [Finding] {
        guard scenario.kinds.contains(where: { $0.isListed }) else { return [] }
        return scenario.kinds.placed.filter { !$1.isListed }.compactMap { kind, _ in
            let bearing = open.filter { rank in
                compiled.model.damage.entries(of: rank).contains { entry in
                    compiled.model.damage.entries[entry].kind == kind.place
                }
            }
            guard !bearing.isEmpty else { return nil }
            return Finding(
                code: .unlistedKind, severity: .warning, commitments: bearing.map(place), kind: kind)
        }
    }

    /// Needs with less than no time, unless another member of the group has enough or a fallback absorbs it.
    func overcommitted() -> [Finding] {
        var found: [Finding] = []
        for rank in open {
            for (need, isAlone) in needs(ofRank: rank) {
                let edge = graph.needs[need]
                let days = min(cap(need), share(need) * -Double(edge.buffer))
                guard edge.buffer < 0, days > lateTolerance, isAlone || groupIsOvercommitted(need, ofRank: rank) else {
                    continue
                }
                guard !graph.features[Int(edge.source)].contains(.fact) else { continue }
                found.append(
                    Finding(
                        code: .overcommitted, severity: .warning, commitments: [place(Int(edge.source)), place(rank)],
                        days: -Double(edge.buffer), score: carried[rank]))
            }
        }
        return found
    }

    /// Whether every member of a need's group has less than no time.
    private func groupIsOvercommitted(_ need: Int, ofRank rank: Int) -> Bool {
        graph.groups(of: rank).contains { group in
            group.contains(need) && graph.needs[group].allSatisfy { $0.buffer < 0 }
        }
    }

    /// What the root depends on although nobody has agreed to it.
    func notAgreed() -> [Finding] {
        open.filter { near.below[$0] && place($0) != scenario.root }
            .filter { scenario[place($0)].status == .proposed }
            .map { Finding(code: .notAgreed, severity: .warning, commitments: [place($0)], score: carried[$0]) }
    }

    /// Needs on what was called off and has no date.
    func withoutDate() -> [Finding] {
        var found: [Finding] = []
        for rank in open {
            for need in scenario[place(rank)].needs {
                let needed = scenario[need].commitment
                let commitment = scenario[needed]
                guard commitment.status == .released, commitment.due == .first else { continue }
                found.append(Finding(code: .noDate, severity: .warning, commitments: [needed, place(rank)]))
            }
        }
        return found
    }

    /// Stages up to the root's that the client does not carry; all of them where the root belongs to none.
    func stages() -> [Finding] {
        let last = scenario.root.flatMap { scenario[$0].stage }
        return ladder(of: scenario).rungs.filter { rung in last.map { rung.stage <= $0 } ?? true }.compactMap { rung in
            switch rung.state {
            case .oneSided:
                Finding(
                    code: .oneSidedStage, severity: .warning, commitments: rung.seller, stage: rung.stage)
            case .stalled:
                Finding(
                    code: .stalledStage, severity: .warning, commitments: (rung.open + rung.released).sorted(),
                    stage: rung.stage)
            case .advanced, .begun: nil
            }
        }
    }

    /// The costliest needs that have neither a fallback nor another member of their group.
    ///
    /// What passes through a need is at most what either of its ends carries.
    func withoutFallback() -> [Finding] {
        let most = open.map { carried[$0] }.max() ?? 0
        guard most > 0 else { return [] }
        var found: [Finding] = []
        for rank in open {
            for (need, isAlone) in needs(ofRank: rank) where isAlone && cap(need) == .infinity {
                let source = Int(graph.needs[need].source)
                let score = min(carried[source], carried[rank])
                guard score >= costlyShare * most, score >= leastDamage, share(need) > 0 else { continue }
                guard !graph.features[source].contains(.fact) else { continue }
                found.append(
                    Finding(
                        code: .noFallback, severity: .note, commitments: [place(source), place(rank)], score: score))
            }
        }
        let order = found.indices.sorted { (-found[$0].score, $0) < (-found[$1].score, $1) }
        return order.prefix(costlyLimit).map { found[$0] }
    }

    /// The longest row of commitments without a spare day between them.
    func chain() -> [Finding] {
        var length = [Int](repeating: 1, count: graph.commitmentCount)
        var before = [Int](repeating: -1, count: graph.commitmentCount)
        var end = -1
        for rank in 0..<graph.commitmentCount
        where near.holds(rank) && !graph.features[rank].contains(.fact) {
            for (need, isAlone) in needs(ofRank: rank) where isAlone && graph.needs[need].buffer <= 0 && cap(need) > 0 {
                let source = Int(graph.needs[need].source)
                guard near.holds(source), !graph.features[source].contains(.fact), length[source] >= length[rank] else {
                    continue
                }
                length[rank] = length[source] + 1
                before[rank] = source
            }
            if end < 0 || length[rank] > length[end] { end = rank }
        }
        guard end >= 0, length[end] >= chainLength else { return [] }
        var chain: [Int] = []
        while end >= 0 {
            chain.append(end)
            end = before[end]
        }
        return [
            Finding(
                code: .chainWithoutBuffer, severity: .note, commitments: chain.reversed().map(place),
                score: chain.map { carried[$0] }.max() ?? 0)
        ]
    }
}
