extension ScenarioReader {
    /// Checks what the needs make together. References have been found good.
    mutating func checkGraph() {
        if scenario.commitments.isEmpty {
            report(
                .missingField, Span(start: tree[0].start, end: tree[0].start + 1), "this scenario has no commitments",
                hint: "begin with the promise you worry about")
            return
        }
        checkDuplicateNeeds()
        checkMitigationRules()
        for cycle in cycles(in: scenario) { report(cycle) }
        noteUntouched()
    }

    /// The same need twice would leave unclear which lead holds.
    private mutating func checkDuplicateNeeds() {
        var last = [CommitmentIndex](repeating: .missing, count: scenario.commitments.count)
        var lastNeed = [NeedIndex](repeating: .missing, count: scenario.commitments.count)
        for (number, commitment) in scenario.commitments.placed {
            for place in commitment.needs {
                let need = scenario[place]
                let source = Int(need.commitment)
                if last[source] == number {
                    report(
                        .duplicateNeed, need.span,
                        "\(quoted(commitment.id)) needs \(quoted(scenario.commitments[source].id)) twice",
                        hint: "keep one of the two",
                        related: [
                            Related(span: scenario[lastNeed[source]].span, message: "first needed here")
                        ])
                } else {
                    last[source] = number
                    lastNeed[source] = place
                }
            }
        }
    }

    /// A mitigation cannot require itself, nor what it excludes.
    private mutating func checkMitigationRules() {
        let excludes = scenario.mitigations.map { Set($0.excludes) }
        for (number, mitigation) in scenario.mitigations.placed {
            for required in mitigation.requires {
                let other = scenario[required]
                if required == number {
                    report(
                        .impossibleRequirement, mitigation.span, "\(quoted(mitigation.id)) requires itself",
                        hint: "take it out of \"requires\"")
                } else if excludes[Int(number)].contains(required) || excludes[Int(required)].contains(number) {
                    report(
                        .impossibleRequirement, mitigation.span,
                        "\(quoted(mitigation.id)) requires \(quoted(other.id)), and the two exclude each other",
                        hint: "take one of the two rules out")
                }
            }
            if excludes[Int(number)].contains(number) {
                report(
                    .impossibleRequirement, mitigation.span, "\(quoted(mitigation.id)) excludes itself",
                    hint: "take it out of \"excludes\"")
            }
        }
    }

    /// Commitments without needs, dependents and damage change nothing, and nothing changes them.
    private mutating func noteUntouched() {
        guard scenario.commitments.count > 1 else { return }
        var needed = [Bool](repeating: false, count: scenario.commitments.count)
        for need in scenario.needs { needed[Int(need.commitment)] = true }
        for (number, commitment) in scenario.commitments.enumerated()
        where !needed[number] && commitment.needs.isEmpty && commitment.damage.isEmpty
            && commitment.status != .released
        {
            report(
                .untouchedCommitment, commitment.span,
                "\(quoted(commitment.id)) needs nothing, nothing needs it, and it costs nothing if it is late")
        }
    }

    /// Says a circle as the loop it is, with the place of each need.
    private mutating func report(_ cycle: Cycle) {
        let most = 12
        let ids = cycle.needs.prefix(most).map { quoted(scenario[$0.commitment].id) }
        let loop = ids.joined(separator: " needs ")
        let rest = cycle.needs.count - ids.count
        let end = rest > 0 ? " needs ... (\(rest) more) needs \(ids.first ?? "")" : " needs \(ids.first ?? "")"
        let related = cycle.needs.prefix(most).dropFirst().map { need in
            let source = scenario[need.need].commitment
            return Related(
                span: scenario[need.need].span,
                message: "\(quoted(scenario[need.commitment].id)) needs "
                    + "\(quoted(scenario[source].id)) here")
        }
        report(
            .cycle, cycle.needs.first.map { scenario[$0.need].span },
            "\(cycle.needs.count) commitments need each other in a circle: \(loop)\(end)",
            hint: "none of them could ever be kept: take out the need that is not real", related: Array(related))
    }
}
