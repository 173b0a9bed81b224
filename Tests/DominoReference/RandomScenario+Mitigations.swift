/// Risks, factors and mitigations of a random scenario.
extension ScenarioGenerator {
    private var ids: [String] {
        scenario.commitments.map(\.id)
    }

    mutating func makeRisks() {
        for k in 0..<random.int(0...3) {
            let hits = random.sample(random.int(1...3), of: ids).map {
                ReferenceRisk.Hit(commitment: $0, delay: randomDelay(&random))
            }
            scenario.risks.append(
                ReferenceRisk(
                    id: "risk-\(k)", title: random.maybe(0.4) { _ in "Risk \(k)" }, chance: random.hundredths(0...100),
                    hits: hits))
        }
    }

    mutating func makeFactors() {
        let workers = scenario.commitments.filter { $0.work != nil }.map(\.id)
        if workers.isEmpty { return }
        for k in 0..<random.int(0...2) {
            let least = random.hundredths(70...95)
            let shapes: [ReferenceDistribution.Shape] = [
                .triangular(least, 1, 1.4), .uniform(least, 1.25), .number(1.1),
            ]
            scenario.factors.append(
                ReferenceFactor(
                    id: "factor-\(k)", value: ReferenceDistribution(random.pick(shapes)),
                    scales: random.sample(random.int(1...4), of: workers)))
        }
    }

    mutating func makeMitigations() {
        for k in 0..<(mitigationCount ?? random.int(0...6)) {
            var mitigation = ReferenceMitigation(id: "mitigation-\(k)")
            mitigation.title = random.maybe(0.4) { _ in "Mitigation \(k)" }
            mitigation.cost = random.maybe(0.9) { Double($0.int(0...20_000)) }
            mitigation.leadTime = random.maybe(0.6) { $0.pick([0, 2, 5, 40, 400, $0.days(0...20)]) }
            mitigation.chance = random.maybe(0.4) { $0.hundredths(1...100) }
            for _ in 0..<random.pick([1, 1, 1, 2, 3]) {
                mitigation.effects.append(effect())
            }
            scenario.mitigations.append(mitigation)
            tie(k)
        }
    }

    /// Lets mitigation `k` require or exclude an earlier one, if every mitigation can still be part of some plan.
    private mutating func tie(_ k: Int) {
        if k == 0 || random.chance(0.5) { return }
        let other = random.pick(scenario.mitigations[0..<k].map(\.id))
        let untied = scenario.mitigations[k]
        if random.chance(0.5) {
            scenario.mitigations[k].requires = [other]
        } else {
            scenario.mitigations[k].excludes = [other]
        }
        if !scenario.mitigations.allSatisfy({ scenario.keepsRules(plan: scenario.required(by: [$0.id])) }) {
            scenario.mitigations[k] = untied
        }
    }

    private mutating func effect() -> ReferenceEffect {
        let commitment = random.pick(scenario.commitments)
        let needs = commitment.allNeeds
        switch random.int(0...8) {
        case 0: return .expedite(commitment.id, days: random.days(0...6))
        case 1, 2:
            if needs.isEmpty { return .expedite(commitment.id, days: random.days(0...6)) }
            return .fallback(commitment.id, of: random.pick(needs).commitment, days: random.days(0...8))
        case 3, 4:
            if needs.isEmpty { return .extend(commitment.id, days: random.days(0...10)) }
            let need = random.pick(needs)
            let least = mayRemove(need, of: commitment) ? 0 : 1
            let share = random.pick([Double(least) / 2, 0.5, random.hundredths(least...100)])
            return .decouple(commitment.id, from: need.commitment, share: share)
        case 5:
            let kind = random.maybe(0.6) { $0.pick(kinds) }
            return .soften(commitment.id, factor: random.pick([0, 0.5, 1, random.hundredths(0...100)]), kind: kind)
        case 6: return .redate(commitment.id, days: random.days(0...10))
        case 7: return .extend(commitment.id, days: random.days(0...10))
        default:
            if scenario.risks.isEmpty { return .redate(commitment.id, days: random.days(0...10)) }
            return .avert(random.pick(scenario.risks).id, factor: random.hundredths(0...100))
        }
    }

    /// Whether `decouple` may take the share of a need down to 0.
    ///
    /// A `when-ready` commitment that loses its last need falls back to its plan, which may be later: so the first need
    /// stays, and has to be one that constrains.
    private func mayRemove(_ need: ReferenceNeed, of commitment: ReferenceCommitment) -> Bool {
        if commitment.start != .whenReady { return true }
        guard case .one(let first)? = commitment.needs.first, first.commitment != need.commitment else { return false }
        return !scenario.commitment(first.commitment).isReleased
    }
}

extension ReferenceScenario {
    /// The mitigations and all they require, directly or not, in file order.
    func required(by ids: [String]) -> [String] {
        var plan = ids
        while let missing = plan.flatMap({ mitigation($0).requires }).first(where: { !plan.contains($0) }) {
            plan.append(missing)
        }
        return mitigations.map(\.id).filter { plan.contains($0) }
    }
}
