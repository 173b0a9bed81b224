/// What can be judged only when everything has been read.
struct LaterChecks {
    /// How many unknown ids are compared with all others to find the one meant: each costs a walk over all ids.
    static let suggestionLimit = 20

    /// A reference to something that is not there.
    struct Unknown {
        var target: Reference
        var span: Span
        var id: Text
    }

    /// What each need is on, as written: needs of one length with `Scenario.needs`.
    var needed: [Text] = []
    /// References that name nothing.
    var unknown: [Unknown] = []
    /// Damage with `ifBroken`: its place, the commitment's `breaksAfter` and where it is written.
    var breaking: [(damage: DamageIndex, breaksAfter: Double, span: Span)] = []
    /// Commitments that a factor scales, where they are named, and the factor.
    var scaled: [(commitment: CommitmentIndex, span: Span, factor: Text)] = []
}

extension ScenarioReader {
    /// Reports what waited for the end of reading.
    mutating func reportLater() {
        reportUnknown()
        reportBreaking()
        for (commitment, span, factor) in later.scaled where (scenario[commitment].work ?? 0) == 0 {
            report(PlanProblem.factorWithoutWork(quoted(commitment), factor: quoted(factor)), span)
        }
    }

    /// Finds the commitment that each need is on, once all of them are known.
    ///
    /// One loop that does nothing else: among a million commitments each look-up waits for memory, and here the
    /// processor overlaps several.
    mutating func resolveNeeds() {
        for place in later.needed.indices {
            scenario.needs[place].commitment = CommitmentIndex(
                Int(commitments.number(of: later.needed[place], in: scenario.sources) ?? -1))
        }
        for number in scenario.commitments.places {
            for place in scenario[number].needs {
                let need = scenario[place]
                if need.commitment == number {
                    report(CommitmentProblem.selfNeed, need.span)
                } else if need.commitment.isMissing {
                    let id = later.needed[Int(place)]
                    later.unknown.append(LaterChecks.Unknown(target: .commitment, span: need.span, id: id))
                }
            }
        }
        later.needed = []
    }

    private mutating func reportUnknown() {
        var names: [Reference: [String]] = [:]
        for (place, unknown) in later.unknown.enumerated() {
            var hint: String?
            if place < LaterChecks.suggestionLimit {
                let known = names[unknown.target] ?? candidates(for: unknown.target)
                names[unknown.target] = known
                hint = DominoScenario.hint(forUnknown: scenario.string(unknown.id), among: known)
            }
            report(ValueProblem.unknownReference(unknown.target, quoted(unknown.id), hint: hint), unknown.span)
        }
    }

    /// The ids that a reference of this kind can name.
    private func candidates(for target: Reference) -> [String] {
        switch target {
        case .commitment: scenario.commitments.map { scenario.string($0.id) }
        case .stakeholder: scenario.stakeholders.map { scenario.string($0.id) }
        case .stage: scenario.stages.map { scenario.string($0.id) }
        case .risk: scenario.risks.map { scenario.string($0.id) }
        case .mitigation: scenario.mitigations.map { scenario.string($0.id) }
        }
    }

    /// Being broken never costs less than being late by the last day before it breaks.
    private mutating func reportBreaking() {
        for (place, breaksAfter, span) in later.breaking {
            let damage = scenario[place]
            guard let ifBroken = damage.ifBroken else { continue }
            let days = max(0, min(breaksAfter, 100_000) - damage.grace)
            let late = min(scenario.shape(of: damage).amount(at: days), damage.cap)
            // Figures people computed themselves are off in the last digit; that is no contradiction.
            guard breaksAfter < .infinity, ifBroken < late * (1 - 1e-9) else { continue }
            report(DamageProblem.lateWorseThanBroken(broken: ifBroken, late: late), span)
        }
    }
}

extension ScenarioReader {
    /// Checks what the needs make together. References have been found good.
    mutating func checkGraph() {
        if scenario.commitments.isEmpty {
            report(FileProblem.noCommitments, opening: 0)
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
                        CommitmentProblem.duplicateNeed(of: quoted(commitment.id), on: quoted(need.commitment)),
                        need.span,
                        related: [Related(span: scenario[lastNeed[source]].span, .firstNeed)])
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
                    report(PlanProblem.requiresItself(quoted(mitigation.id)), mitigation.span)
                } else if excludes[Int(number)].contains(required) || excludes[Int(required)].contains(number) {
                    report(
                        PlanProblem.requiresExcluded(quoted(mitigation.id), quoted(other.id)), mitigation.span)
                }
            }
            if excludes[Int(number)].contains(number) {
                report(PlanProblem.excludesItself(quoted(mitigation.id)), mitigation.span)
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
            report(CommitmentProblem.untouched(quoted(commitment.id)), commitment.span)
        }
    }

    /// Reports a circle as the loop it is, with the place of each need.
    private mutating func report(_ cycle: Cycle) {
        let most = 12
        let ids = cycle.needs.prefix(most).map { quoted($0.commitment) }
        let rest = cycle.needs.count - ids.count
        let loop = ids.joined(separator: " needs ") + (rest > 0 ? " needs ... (\(rest) more)" : "")
        let related = cycle.needs.prefix(most).dropFirst().map { step in
            Related(
                span: scenario[step.need].span,
                .need(of: quoted(step.commitment), on: quoted(scenario[step.need].commitment)))
        }
        report(
            CommitmentProblem.cycle(cycle.needs.count, loop: "\(loop) needs \(ids.first ?? "")"),
            cycle.needs.first.map { scenario[$0.need].span }, related: Array(related))
    }

    // MARK: Names and dates

    /// Warns of ids that look the same and are two: accents composed and decomposed.
    mutating func checkNames() {
        guard hasAccents else { return }
        warnOfTwins(among: scenario.commitments.lazy.map { ($0.id, $0.span) })
        warnOfTwins(among: scenario.stakeholders.lazy.map { ($0.id, $0.span) })
        warnOfTwins(among: scenario.mitigations.lazy.map { ($0.id, $0.span) })
    }

    private mutating func warnOfTwins(among ids: some Sequence<(Text, Span)>) {
        // Two strings are equal if they are canonically equivalent: exactly what makes two ids look alike.
        var known: [String: Text] = [:]
        for (id, span) in ids where !scenario.sources.isASCII(id) {
            let name = scenario.string(id)
            guard let other = known[name] else {
                known[name] = id
                continue
            }
            guard !scenario.sources.equal(other, id) else { continue }
            report(ValueProblem.similarID(quoted(id)), span)
        }
    }

    /// Warns of dates on days off, which count as a working day beside them.
    mutating func checkCalendar() {
        guard scenario.calendarAsWritten != nil else { return }
        let calendar = scenario.calendar
        for commitment in scenario.commitments where commitment.status != .released {
            if !calendar.isWorking(commitment.due) {
                let day = calendar.day(ordinal: calendar.dueOrdinal(commitment.due))
                report(
                    CommitmentProblem.dueOnDayOff(quoted(commitment.id), commitment.due, countsAs: day), commitment.span
                )
            }
            if let keptOn = commitment.keptOn, !calendar.isWorking(keptOn) {
                let day = calendar.day(ordinal: calendar.ordinal(keptOn))
                report(
                    CommitmentProblem.keptOnDayOff(quoted(commitment.id), keptOn, countsAs: day), commitment.span)
            }
        }
    }
}
