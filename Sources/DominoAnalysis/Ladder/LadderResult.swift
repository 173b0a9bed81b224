import DominoScenario

/// How far a stage of the deal is, judged by what the client's side has promised in it (Model.md, section 8).
public enum StageState: String, Sendable {
    /// The client's commitments are agreed or kept: all of them, or any one where that is enough.
    case advanced
    /// Some of them are, and all have to be.
    case begun
    /// Only the seller has promised anything.
    case oneSided = "one-sided"
    /// Nothing of the client's is agreed.
    case stalled
}

/// One stage, and who promises what in it. Lists are places in the scenario's `commitments`, in file order; released
/// ones are in none but `released`.
public struct Rung: Sendable {
    /// A place in the scenario's `stages`.
    public var stage: StageIndex
    /// How far it is.
    public var state: StageState
    /// Commitments of the client's side that are agreed or kept: what carries the stage.
    public var agreed: [CommitmentIndex] = []
    /// Commitments of the client's side that are proposed or broken.
    public var open: [CommitmentIndex] = []
    /// Commitments of the seller's side.
    public var seller: [CommitmentIndex] = []
    /// Commitments of anybody else.
    public var other: [CommitmentIndex] = []
    /// Released ones: called off.
    public var released: [CommitmentIndex] = []
}

/// Something to ask the client's side for next.
public struct Ask: Sendable, Equatable {
    /// The stage it would carry, a place in the scenario's `stages`.
    public var stage: StageIndex
    /// The commitment to be agreed, or to get a date again; nil where nobody has thought of one yet.
    public var commitment: CommitmentIndex?
    /// Whom to ask, a place in the scenario's `stakeholders`; nil where the file does not show anybody.
    public var of: StakeholderIndex?
    /// Whether all it needs is agreed or kept: it can be promised today.
    public var isReady: Bool
    /// Commitments that wait for it, directly or not.
    public var opens: Int
}

/// Where a deal stands, from commitment to commitment (Model.md, section 8).
public struct LadderResult: Sendable {
    /// One a stage, in the order of the deal.
    public var rungs: [Rung]
    /// Place in `rungs` of the last stage up to which all are advanced; nil where the first is not.
    public var standsAt: Int?
    /// Place in `rungs` of the weakest: the first of those in the worst state, or the least firm where all are
    /// advanced.
    public var weakest: Int?
    /// Open commitments of firmness 5 or below, whoever promised them; in file order.
    public var weak: [CommitmentIndex]
    /// What to ask for next, the first first.
    public var ask: [Ask]
    /// Commitments of the seller's side in stages for which the client has agreed to nothing.
    public var unreturned: [CommitmentIndex]
}

/// The firmness at or below which a commitment is weak.
public let weakFirmness: UInt8 = 5

/// Where the deal stands.
/// - Complexity: O(commitments + needs), and once more for each commitment to ask for.
public func ladder(of scenario: Scenario) -> LadderResult {
    let rungs = rungs(of: scenario)
    var standsAt: Int?
    for place in rungs.indices {
        guard rungs[place].state == .advanced else { break }
        standsAt = place
    }
    let weak = scenario.commitments.places.filter { place in
        let commitment = scenario[place]
        return (1...weakFirmness).contains(commitment.firmness)
            && (commitment.status == .proposed || commitment.status == .agreed)
    }
    return LadderResult(
        rungs: rungs, standsAt: standsAt, weakest: weakest(of: rungs, scenario),
        weak: Array(weak), ask: asks(rungs, scenario),
        unreturned: rungs.filter { $0.agreed.isEmpty }.flatMap { $0.seller }.sorted())
}

/// Sorts every commitment into its stage.
private func rungs(of scenario: Scenario) -> [Rung] {
    var rungs = scenario.stages.places.map { Rung(stage: $0, state: .stalled) }
    for (place, commitment) in scenario.commitments.placed {
        guard let stage = commitment.stage.map({ Int($0) }) else { continue }
        guard commitment.status != .released else {
            rungs[stage].released.append(place)
            continue
        }
        switch scenario[commitment.promisor].side {
        case .client where commitment.status == .kept: rungs[stage].agreed.append(place)
        // What is overdue carries nothing until it is kept.
        case .client where commitment.status == .agreed && !scenario.isOverdue(place): rungs[stage].agreed.append(place)
        case .client: rungs[stage].open.append(place)
        case .seller: rungs[stage].seller.append(place)
        case .other: rungs[stage].other.append(place)
        }
    }
    for place in rungs.indices { rungs[place].state = state(of: rungs[place], scenario) }
    return rungs
}

private func state(of rung: Rung, _ scenario: Scenario) -> StageState {
    if !rung.agreed.isEmpty {
        return rung.open.isEmpty || scenario[rung.stage].advancesByAny ? .advanced : .begun
    }
    return rung.open.isEmpty && rung.other.isEmpty && !rung.seller.isEmpty ? .oneSided : .stalled
}

/// The first rung in the worst state; where all are advanced, the one carried by the least firm commitment.
private func weakest(of rungs: [Rung], _ scenario: Scenario) -> Int? {
    for state in [StageState.stalled, .oneSided, .begun] {
        if let place = rungs.firstIndex(where: { $0.state == state }) { return place }
    }
    func firmness(_ rung: Rung) -> UInt8 {
        rung.agreed.map { scenario[$0] }.filter { $0.status == .agreed && $0.firmness > 0 }
            .map { $0.firmness }.min() ?? .max
    }
    let least = rungs.indices.min { (firmness(rungs[$0]), $0) < (firmness(rungs[$1]), $1) }
    return least.flatMap { firmness(rungs[$0]) <= weakFirmness ? $0 : nil }
}

/// What to ask for: stage by stage, first what can be promised today, the smaller effort first, and of two equal ones
/// the one that opens more.
private func asks(_ rungs: [Rung], _ scenario: Scenario) -> [Ask] {
    let dependents = dependents(in: scenario)
    var asks: [Ask] = []
    for rung in rungs where rung.state != .advanced {
        let wanted = (rung.open + rung.released.filter { isClients($0, scenario) }).map { place in
            Ask(
                stage: rung.stage, commitment: place, of: scenario[place].promisor,
                isReady: isReady(place, scenario), opens: opens(place, dependents))
        }
        func key(_ ask: Ask) -> (Int, Double, Int, CommitmentIndex) {
            let place = ask.commitment ?? CommitmentIndex(0)
            return (ask.isReady ? 0 : 1, scenario.effort(of: place), -ask.opens, place)
        }
        asks += wanted.sorted { key($0) < key($1) }
        if wanted.isEmpty {
            let hosts = rung.seller.map { scenario[$0].promisee }
            let host = hosts.first { scenario[$0].side == .client }
            asks.append(Ask(stage: rung.stage, commitment: nil, of: host, isReady: true, opens: 0))
        }
    }
    return asks
}

private func isClients(_ place: CommitmentIndex, _ scenario: Scenario) -> Bool {
    scenario[scenario[place].promisor].side == .client
}

/// Whether nothing it needs is merely proposed, broken or called off.
private func isReady(_ place: CommitmentIndex, _ scenario: Scenario) -> Bool {
    scenario[place].needs.allSatisfy { need in
        let status = scenario[scenario[need].commitment].status
        return status == .agreed || status == .kept
    }
}

/// For each commitment those that need it.
private func dependents(in scenario: Scenario) -> [[CommitmentIndex]] {
    var dependents = [[CommitmentIndex]](repeating: [], count: scenario.commitments.count)
    for (place, commitment) in scenario.commitments.placed {
        for need in commitment.needs {
            dependents[Int(scenario[need].commitment)].append(place)
        }
    }
    return dependents
}

/// How many commitments wait for one, directly or not.
private func opens(_ place: CommitmentIndex, _ dependents: [[CommitmentIndex]]) -> Int {
    var seen: Set<CommitmentIndex> = [place]
    var waiting = [place]
    while let next = waiting.popLast() {
        for dependent in dependents[Int(next)] where seen.insert(dependent).inserted { waiting.append(dependent) }
    }
    return seen.count - 1
}

extension Scenario {
    /// Whether a commitment is still open although it was due before today.
    func isOverdue(_ place: CommitmentIndex) -> Bool {
        guard let today, self[place].isOpen else { return false }
        return calendar.ordinal(today) > due(place)
    }

    /// Days somebody has to work for a commitment: its work, else the longest of its leads.
    func effort(of place: CommitmentIndex) -> Double {
        let commitment = self[place]
        return commitment.work ?? commitment.needs.compactMap { self[$0].lead }.max() ?? 0
    }
}
