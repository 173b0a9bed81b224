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
    /// Damage with `ifBroken`: its place, the commitment's `breaksAfter` and due date, and where it is written.
    var breaking: [(damage: DamageIndex, breaks: (days: Double, due: Day), span: Span)] = []
    /// Commitments that a factor scales, where they are named, and the factor.
    var scaled: [(commitment: CommitmentIndex, span: Span, factor: Text)] = []
    /// Commitments that follow another, that one's id, and where it is written.
    var follows: [(commitment: CommitmentIndex, id: Text, span: Span)] = []
    /// Days on which windows are open, and where they are written.
    var open: [(window: WindowIndex, day: Day, span: Span)] = []
    /// Where each mitigation that is decided is named.
    var decided: [MitigationIndex: Span] = [:]
    /// Where the day of each element of `Scenario.decided` is written.
    var decidedOn: [Span] = []
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
        for (commitment, id, span) in later.follows {
            if let number = commitments.number(of: id, in: scenario.sources) {
                scenario.commitments[Int(commitment)].follows = CommitmentIndex(Int(number))
            } else {
                later.unknown.append(LaterChecks.Unknown(target: .commitment, span: span, id: id))
            }
        }
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
        case .window: scenario.windows.map { scenario.string($0.id) }
        case .stage: scenario.stages.map { scenario.string($0.id) }
        case .risk: scenario.risks.map { scenario.string($0.id) }
        case .mitigation: scenario.mitigations.map { scenario.string($0.id) }
        }
    }

    /// Being broken never costs less than being late by the last day before it breaks.
    private mutating func reportBreaking() {
        for (place, breaks, span) in later.breaking where breaks.days < .infinity {
            let damage = scenario[place]
            guard let ifBroken = damage.ifBroken else { continue }
            let late = min(amount(of: damage, due: breaks.due, days: breaks.days), damage.cap)
            // Figures people computed themselves are off in the last digit; that is no contradiction.
            guard ifBroken < late * (1 - 1e-9) else { continue }
            report(DamageProblem.lateWorseThanBroken(broken: ifBroken, late: late), span)
        }
    }

    /// What being so many days late costs, without the cap.
    private func amount(of damage: Damage, due: Day, days: Double) -> Double {
        let late = max(0, days - damage.grace)
        let due = Double(scenario.calendar.dueOrdinal(due))
        let calendarDays = { calendarDay(at: due + damage.grace + late) - calendarDay(at: due + damage.grace) }
        switch damage.shape {
        case .perCalendarDay(let amount): return amount * calendarDays()
        case .perWeek(let amount): return amount * ((calendarDays() - 1e-4) / 7).rounded(.up)
        case .perDay, .lump, .curve: return scenario.shape(of: damage).amount(at: late)
        }
    }

    /// The number of the day at a point on the axis of days, straight between working days.
    private func calendarDay(at point: Double) -> Double {
        let whole = point.rounded(.down)
        let (day, next) = (scenario.calendar.day(ordinal: Int(whole)), scenario.calendar.day(ordinal: Int(whole) + 1))
        return Double(day.number) + (point - whole) * Double(next.number - day.number)
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
        checkFollows()
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

    /// Dates that are told from each other in a circle could never be told.
    ///
    /// Each commitment follows at most one, so a walk along them ends, meets an earlier walk, or closes a circle.
    private mutating func checkFollows() {
        guard !later.follows.isEmpty else { return }
        /// The number of the walk that met each commitment first; 0 for none.
        var walks = [Int32](repeating: 0, count: scenario.commitments.count)
        var spans: [CommitmentIndex: Span] = [:]
        for (commitment, _, span) in later.follows { spans[commitment] = span }
        for (number, (first, _, _)) in later.follows.enumerated() {
            let walk = Int32(truncatingIfNeeded: number + 1)
            var path: [CommitmentIndex] = []
            var at = first
            while walks[Int(at)] == 0, let next = scenario[at].follows {
                walks[Int(at)] = walk
                path.append(at)
                at = next
            }
            guard walks[Int(at)] == walk, let begin = path.firstIndex(of: at) else { continue }
            reportFollows(Array(path[begin...]), spans)
        }
    }

    /// Reports a circle of commitments that follow each other.
    private mutating func reportFollows(_ circle: [CommitmentIndex], _ spans: [CommitmentIndex: Span]) {
        let ids = circle.prefix(Self.shownOfCircle).map { quoted($0) }
        let related = zip(circle, circle.dropFirst() + circle.prefix(1)).prefix(Self.shownOfCircle).dropFirst()
        report(
            CommitmentProblem.followsCycle(circle.count, loop: loop(ids, of: circle.count, "follows")),
            circle.first.flatMap { spans[$0] },
            related: related.compactMap { commitment, next in
                spans[commitment].map { Related(span: $0, .follows(quoted(commitment), quoted(next))) }
            })
    }

    /// Most commitments of a circle that a message names.
    private static var shownOfCircle: Int { 12 }

    /// A circle in words: `"a" needs "b" needs "a"`.
    private func loop(_ ids: [String], of count: Int, _ verb: String) -> String {
        let rest = count - ids.count
        return ids.joined(separator: " \(verb) ") + (rest > 0 ? " \(verb) ... (\(rest) more)" : "")
            + " \(verb) \(ids.first ?? "")"
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
        let ids = cycle.needs.prefix(Self.shownOfCircle).map { quoted($0.commitment) }
        let related = cycle.needs.prefix(Self.shownOfCircle).dropFirst().map { step in
            Related(
                span: scenario[step.need].span,
                .need(of: quoted(step.commitment), on: quoted(scenario[step.need].commitment)))
        }
        report(
            CommitmentProblem.cycle(cycle.needs.count, loop: loop(ids, of: cycle.needs.count, "needs")),
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
        for (window, day, span) in later.open where !calendar.isWorking(day) {
            let next = calendar.day(ordinal: calendar.ordinal(day))
            report(PlanProblem.openOnDayOff(quoted(scenario[window].id), day, countsAs: next), span)
        }
        for (decided, span) in zip(scenario.decided, later.decidedOn) where !calendar.isWorking(decided.on) {
            let next = calendar.day(ordinal: calendar.ordinal(decided.on))
            let id = quoted(scenario[decided.mitigation].id)
            report(PlanProblem.decidedOnDayOff(id, decided.on, countsAs: next), span)
        }
    }

    // MARK: Today

    /// Warns of open commitments that were due before today, and of those that were to be broken by now.
    mutating func checkToday() {
        guard let today = scenario.today else { return }
        let calendar = scenario.calendar
        let ordinal = calendar.ordinal(today)
        // What is due before the working day that today counts as is overdue: one comparison a commitment.
        let first = calendar.day(ordinal: ordinal)
        let unit = scenario.calendarAsWritten == nil ? "day" : "working day"
        for commitment in scenario.commitments where commitment.due < first && commitment.isOpen {
            // The first day stands for a date that could not be read.
            guard commitment.due > .first else { continue }
            let days = ordinal - calendar.dueOrdinal(commitment.due)
            report(.overdue, commitment.span) {
                CommitmentProblem.overdue($0.quoted(commitment.id), commitment.due, days: days, unit: unit)
            }
            guard commitment.breaksAfter < Double(days) else { continue }
            report(.patienceOver, commitment.span) {
                let breaksAfter = commitment.breaksAfter
                return CommitmentProblem.patienceOver(
                    $0.quoted(commitment.id), days: days, unit: unit, breaksAfter: breaksAfter)
            }
        }
    }

    /// Notes a problem of which a file may have millions: those that will not be kept are only counted.
    private mutating func report(_ code: DiagnosticCode, _ span: Span, _ problem: (Self) -> some Problem) {
        if !diagnostics.countsOnly(code) { report(problem(self), span) }
    }

    /// Warns of mitigations that are under way together though they exclude each other.
    mutating func checkDecided() {
        for decided in scenario.decided {
            for other in scenario[decided.mitigation].excludes where other != decided.mitigation {
                guard later.decided[other] != nil else { continue }
                report(
                    PlanProblem.decidedExcluded(
                        quoted(scenario[decided.mitigation].id), quoted(scenario[other].id)), decided.span)
            }
        }
    }
}
