/// What version 2 of the model adds to the damage, the mitigations and the words of a random scenario.
extension ScenarioGenerator {
    mutating func addCalendarDamage() {
        for place in scenario.commitments.indices where random.chance(0.45) {
            let amount = random.pick([0, 10, 250, 1500, Double(random.int(1...400_000)) / 100])
            var entry = ReferenceDamage(
                kind: random.pick(kinds), shape: random.chance(0.5) ? .perWeek(amount * 5) : .perCalendarDay(amount))
            entry.bearer = random.maybe(0.4) { $0.pick(people) }
            entry.grace = random.maybe(0.3) { $0.days(0...6) }
            if random.chance(0.3) { entry.cap = amount * 12.5 }
            if random.chance(0.3) { entry.ifBroken = amount * 40 }
            scenario.commitments[place].damage.append(entry)
        }
    }

    /// Effects whose mitigation bites around the due date or after it.
    mutating func addLateMitigations() {
        let today = scenario.asOf?.serial ?? Self.firstDue.serial
        for k in scenario.mitigations.indices where random.chance(0.7) {
            let worked = scenario.mitigations[k].effects
                .flatMap { scenario.commitmentsWorkedOn(by: $0) }.compactMap { scenario.commitment($0).due?.serial }
            let due = worked.max() ?? today
            let lead = Double(due - today + random.int(-4...15)) * (scenario.calendar == nil ? 1 : 0.7)
            scenario.mitigations[k].leadTime = random.chance(0.8) ? max(0, lead.rounded()) : max(0, lead)
            let commitment = random.pick(scenario.commitments)
            let needs = commitment.allNeeds.map(\.commitment)
            switch random.int(0...4) {
            case 0: scenario.mitigations[k].effects.append(.expedite(commitment.id, days: random.days(0...12)))
            case 1: scenario.mitigations[k].effects.append(.soften(commitment.id, factor: 0.5, kind: nil))
            case 2 where !needs.isEmpty:
                scenario.mitigations[k].effects.append(
                    .decouple(commitment.id, from: random.pick(needs), share: random.pick([0, 0, 0.25, 0.5])))
            case 3 where !needs.isEmpty:
                scenario.mitigations[k].effects.append(
                    .fallback(commitment.id, of: random.pick(needs), days: random.days(0...6)))
            default: break
            }
        }
    }

    /// Up to two that neither require nor exclude anything, nor are excluded.
    mutating func addDecided() {
        guard let today = scenario.asOf else { return }
        let free = scenario.mitigations.filter { mitigation in
            mitigation.requires.isEmpty && mitigation.excludes.isEmpty
                && !scenario.mitigations.contains { $0.excludes.contains(mitigation.id) }
        }.map(\.id)
        for id in random.sample(random.int(0...2), of: free) {
            scenario.decided.append(ReferenceDecision(id, on: today.adding(days: -random.int(0...25))))
        }
    }

    mutating func addWords() {
        for place in scenario.kinds.indices where random.chance(0.3) {
            scenario.kinds[place].unit = scenario.currency
        }
        for place in scenario.stakeholders.indices where random.chance(0.2) {
            scenario.stakeholders[place].group = random.chance(0.8)
        }
        for place in scenario.slips.indices where random.chance(0.3) {
            scenario.slips[place].because = "The data came late"
            scenario.slips[place].prevention = "A weekly check"
        }
        if scenario.policy != nil, random.chance(0.5) {
            scenario.policy?.maxChance[random.pick(kinds)] = random.hundredths(0...100)
        }
    }
}
