import DominoEngine

/// What a mitigation does, as the engine takes it. Effects on released commitments change nothing.
func effects(
    of mitigation: MitigationIndex, _ scenario: Scenario, _ origins: Compiled.Origins, _ followers: Followers
) -> [Model.Mitigation.Effect] {
    scenario[mitigation].effects.compactMap { place in
        EffectCompilation(scenario: scenario, origins: origins, followers: followers).effect(
            scenario.effects[Int(place)])
    }
}

/// The one place where the verbs of scenario files become changes of columns.
private struct EffectCompilation {
    let scenario: Scenario
    let origins: Compiled.Origins
    let followers: Followers

    /// An effect; nil for one that can change nothing: on what is released, or hit by nothing.
    func effect(_ effect: PlannedEffect) -> Model.Mitigation.Effect? {
        guard let place = place(of: effect.target) else { return nil }
        // On the grid of the slips, so that sums stay exact.
        func grid(_ days: Double) -> Double { Double(onGrid(days)) }
        switch effect {
        case .expedite(let commitment, let days):
            return self.effect([ColumnChange(.expedite, place, grid(days))], on: commitment)
        case .fallback(let commitment, _, let days):
            return self.effect([ColumnChange(.delayCap, place, days)], on: commitment)
        case .decouple(let commitment, _, let share):
            return self.effect([ColumnChange(.share, place, share)], on: commitment)
        case .soften(let commitment, let kind, let factor):
            return self.effect([ColumnChange(.softening, place, factor, kind: kind?.place ?? -1)], on: commitment)
        case .redate(let commitment, let days):
            let later = followers.of(commitment).flatMap { follower in
                ColumnChange.laterDate(of: origins.ranks[Int(follower)], days: days)
            }
            return self.effect(later, on: commitment, lastBite: due(commitment))
        case .extend(let commitment, let days):
            let patience = scenario.countedPatience(of: commitment)
            return self.effect(
                [ColumnChange(.breakLimit, place, days)], on: commitment, lastBite: due(commitment) + patience)
        case .avert(let risk, let factor):
            let change = ColumnChange(.eventChance, place, factor)
            guard firstDue(hitBy: risk) < .infinity else { return nil }
            return Model.Mitigation.Effect(changes: [change], lastBite: firstDue(hitBy: risk))
        }
    }

    private func effect(
        _ changes: [ColumnChange], on commitment: CommitmentIndex, lastBite: Double = .infinity
    ) -> Model.Mitigation.Effect {
        Model.Mitigation.Effect(changes: changes, due: due(commitment), lastBite: lastBite)
    }

    /// The place in the engine's columns; nil for what is released.
    private func place(of target: PlannedEffect.Target) -> Int32? {
        let place =
            switch target {
            case .commitment(let commitment): origins.ranks[Int(commitment)]
            case .need(let need, _): origins.needRanks[Int(need)]
            case .risk(let risk): risk.place
            }
        return place < 0 ? nil : place
    }

    private func due(_ commitment: CommitmentIndex) -> Double { Double(scenario.due(commitment)) }

    /// The first day on which something is due that a risk hits.
    private func firstDue(hitBy risk: RiskIndex) -> Double {
        scenario[risk].hits.lazy.map { scenario.hits[Int($0)].commitment }
            .filter { scenario[$0].status != .released }.map { due($0) }.min() ?? .infinity
    }
}

/// Whose dates are told from whose.
struct Followers {
    /// By place in the scenario's list; empty where none is.
    private var followers: [[CommitmentIndex]] = []
    private let isLive: [Bool]

    init(_ scenario: Scenario, ranks: [Int32]) {
        isLive = ranks.map { $0 >= 0 }
        for (place, commitment) in scenario.commitments.placed {
            guard let leader = commitment.follows else { continue }
            if followers.isEmpty { followers = [[CommitmentIndex]](repeating: [], count: scenario.commitments.count) }
            followers[Int(leader)].append(place)
        }
    }

    /// A commitment and all that follow it, directly or not, without released ones; the commitment comes first.
    func of(_ commitment: CommitmentIndex) -> [CommitmentIndex] {
        var found = [commitment]
        var done = 0
        while done < found.count {
            if !followers.isEmpty { found += followers[Int(found[done])] }
            done += 1
        }
        return found.filter { isLive[Int($0)] }
    }

    /// By rank, the rank of the leader, -1 for none: of a released one that of its own leader. Empty where none
    /// follows.
    func leaders(_ scenario: Scenario, ranks: [Int32], count: Int) -> [Int32] {
        guard !followers.isEmpty else { return [] }
        var leaders = [Int32](repeating: -1, count: count)
        for (place, commitment) in scenario.commitments.placed where ranks[Int(place)] >= 0 {
            var leader = commitment.follows
            while let next = leader, ranks[Int(next)] < 0 { leader = scenario[next].follows }
            if let leader { leaders[Int(ranks[Int(place)])] = ranks[Int(leader)] }
        }
        return leaders
    }
}
