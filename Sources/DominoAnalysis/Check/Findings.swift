import DominoEngine
import DominoScenario

/// Share of the most that any commitment near the root carries, from which on a need without plan B is a finding.
private let costlyShare = 0.2

/// Most needs without plan B that are findings: nobody arranges more plans before one promise.
private let costlyLimit = 3

/// Commitments of a row without buffer from which it is a chain.
private let chainLength = 3

/// What speaks against promising the root: the worst first, equals in file order.
///
/// Only what the root rests on and what rests on it is looked at: in a portfolio other deals are not its matter.
/// - Parameter carried: mean carried score, by rank.
/// - Complexity: O(commitments + needs), and the ladder's.
func findings(
    of root: CommitmentIndex, in scenario: Scenario, _ compiled: CompiledScenario, carried: [Double]
) -> [Finding] {
    let near = Surroundings(of: Int(compiled.ranks[Int(root)]), in: compiled)
    let search = FindingSearch(scenario: scenario, compiled: compiled, carried: carried, near: near)
    let found =
        search.overcommitted() + search.notAgreed() + search.withoutDate() + search.stages() + search.withoutFallback()
        + search.chain()
    func key(_ place: Int) -> (Int, Double, Int) {
        (found[place].severity == .warning ? 0 : 1, -found[place].score, place)
    }
    return found.indices.sorted { key($0) < key($1) }.map { found[$0] }
}

/// What a root rests on, and what rests on it; by rank.
private struct Surroundings {
    /// The root and all it needs, directly or not.
    var below: [Bool]
    /// The root and all that need it.
    var above: [Bool]

    init(of root: Int, in compiled: CompiledScenario) {
        let graph = compiled.graph
        below = [Bool](repeating: false, count: graph.commitmentCount)
        above = below
        below[root] = true
        above[root] = true
        for rank in stride(from: root, through: 0, by: -1) where below[rank] && !graph.features[rank].contains(.fact) {
            for need in graph.needs(ofRank: rank) { below[Int(need.source)] = true }
        }
        for rank in root + 1..<max(graph.commitmentCount, root + 1) {
            above[rank] = graph.needs(ofRank: rank).contains { above[Int($0.source)] }
        }
    }

    /// Whether a commitment is one of either.
    func holds(_ rank: Int) -> Bool { below[rank] || above[rank] }
}

extension CommitmentGraph {
    /// The needs of a commitment.
    fileprivate func needs(ofRank rank: Int) -> ArraySlice<Need> {
        needs[Int(needStart[rank])..<Int(needStart[rank + 1])]
    }
}

/// One look for each code.
private struct FindingSearch {
    let scenario: Scenario
    let compiled: CompiledScenario
    let carried: [Double]
    let near: Surroundings

    private var graph: CommitmentGraph { compiled.graph }

    private func place(_ rank: Int) -> CommitmentIndex { compiled.commitment(ofRank: rank) }

    /// Ranks near the root that can still move, in file order.
    private var open: [Int] {
        scenario.commitments.indices.compactMap { place in
            let rank = Int(compiled.ranks[place])
            return rank >= 0 && near.holds(rank) && !graph.features[rank].contains(.fact) ? rank : nil
        }
    }

    /// A need, and whether another member of its group may stand in for it.
    private func needs(ofRank rank: Int) -> [(place: Int, isAlone: Bool)] {
        let range = Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1])
        return range.map { place in
            let joins = !graph.joins.isEmpty
            let next = place + 1 < range.upperBound && joins && graph.joins[place + 1]
            return (place, !next && !(joins && graph.joins[place]))
        }
    }

    private func share(_ need: Int) -> Double {
        compiled.parameters.share.isEmpty ? 1 : Double(compiled.parameters.share[need])
    }

    private func cap(_ need: Int) -> Double {
        compiled.parameters.delayCap.isEmpty ? .infinity : Double(compiled.parameters.delayCap[need])
    }

    /// Needs with less than no time, unless another member of the group has enough or a plan B takes it all.
    func overcommitted() -> [Finding] {
        var found: [Finding] = []
        for rank in open {
            for (need, isAlone) in needs(ofRank: rank) {
                let edge = graph.needs[need]
                let days = min(cap(need), share(need) * -Double(edge.buffer))
                guard edge.buffer < 0, days > 0.0001, isAlone || groupIsOvercommitted(need, ofRank: rank) else {
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
        var first = need
        while graph.joins[first] { first -= 1 }
        var end = need + 1
        while end < Int(graph.needStart[rank + 1]), graph.joins[end] { end += 1 }
        return graph.needs[first..<end].allSatisfy { $0.buffer < 0 }
    }

    /// What the root rests on, and nobody has agreed to.
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

    /// The costliest needs that have neither a plan B nor a member of a group to stand in.
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
                guard score >= costlyShare * most, score >= 0.005, share(need) > 0 else { continue }
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
