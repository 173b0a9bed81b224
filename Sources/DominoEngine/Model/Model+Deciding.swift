extension Model {
    /// Until when a mitigation can be decided.
    public enum LastDay: Sendable, Equatable {
        /// The last day on which it changes anything if it is decided then, as an ordinal.
        case day(Int)
        /// There is none: what it works on is never kept without it.
        case never
        /// It has no effect on anything.
        case noEffect
    }

    /// Until when each mitigation can be decided (Model.md, section 6): the latest over its effects.
    ///
    /// - Parameter question: its slips and moves count, no mitigation does.
    /// - Complexity: O(commitments + needs + effects).
    public func lastDays(_ question: ModelQuestion) -> [LastDay] {
        let inForce = inForce(question, changes: [], withDecided: false)
        let slips = slips(in: inForce.graph, under: inForce.parameters)
        return mitigations.map { mitigation in
            var last: LastDay = .noEffect
            for effect in mitigation.effects where !effect.changes.isEmpty {
                guard let day = lastBite(of: effect, slips) else { return .never }
                let whole = wholeDay(day - mitigation.leadTime, isIncluded: effect.lastBite < .infinity)
                if case .day(let other) = last, other >= whole { continue }
                last = .day(whole)
            }
            return last
        }
    }

    /// The day up to which an effect may take effect; nil for no limit.
    private func lastBite(of effect: Mitigation.Effect, _ slips: [Float]) -> Double? {
        guard let change = effect.changes.first else { return nil }
        switch change.column {
        case .breakLimit, .dueShift, .eventChance: return effect.lastBite < .infinity ? effect.lastBite : nil
        case .expedite, .softening, .delayCap, .share:
            let rank = change.column.place == .need ? owner(ofNeed: Int(change.place)) : Int(change.place)
            return slips[rank] < .infinity ? effect.due + Double(max(0, slips[rank])) : nil
        }
    }

    /// The last whole day up to a point, or before it.
    private func wholeDay(_ point: Double, isIncluded: Bool) -> Int {
        let floor = Int(point.rounded(.down))
        return !isIncluded && Double(floor) == point ? floor - 1 : floor
    }

    /// The rank that has a need.
    private func owner(ofNeed need: Int) -> Int {
        firstPlace(in: 0..<commitmentCount) { Int(graph.needStart[$0 + 1]) > need }
    }

    /// Whether a mitigation has an effect whose formula shuts itself off when it is too late: it may help where
    /// something comes later than on plan.
    public func shutsItselfOff(_ mitigation: Int) -> Bool {
        mitigations[mitigation].effects.contains { effect in
            guard let change = effect.changes.first else { return false }
            switch change.column {
            case .expedite, .softening, .delayCap, .share: return true
            case .breakLimit, .dueShift, .eventChance: return false
            }
        }
    }

    /// What each mitigation changes if it is decided on a day; what is under way already counts from its own. Where it
    /// makes no difference on which day a change takes effect, it counts as always in force, so that equal days have
    /// equal changes.
    ///
    /// - Parameter least: `leastSlips`.
    package func planChanges(decidedOn day: Double, least: [Float]) -> [[ColumnChange]] {
        mitigations.indices.map { place in
            let own = decided.first { Int($0.mitigation) == place }
            return mitigations[place].changes(decidedOn: own?.on ?? day).map { change in
                var change = change
                switch change.column {
                case .expedite: if change.bite <= Double(least[Int(change.place)]) { change.bite = -.infinity }
                case .share: if change.bite <= 0 { change.bite = -.infinity }
                case .softening:
                    if change.bite <= Double(min(0, parameters.dueShift[Int(change.place)])) {
                        change.bite = -.infinity
                    }
                case .delayCap, .breakLimit, .dueShift, .eventChance: change.bite = -.infinity
                }
                return change
            }
        }
    }
}
