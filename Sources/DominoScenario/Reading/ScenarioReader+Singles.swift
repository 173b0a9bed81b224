extension ScenarioReader {
    /// Reads the single values of the first file. Its lists have been read.
    mutating func readSingles() {
        guard tree[0].kind == .object, var members = members(of: 0, "a scenario", as: ScenarioField.self) else {
            return
        }
        members.isSecondWalk = true
        while let (field, value) = next(&members) {
            switch field {
            case .name: scenario.name = text(value, "name") ?? .empty
            case .description: scenario.about = text(value, "description") ?? .empty
            case .root: scenario.root = commitment(value, "root")
            case .asOf: scenario.asOf = day(value, "asOf")
            case .toldOn: scenario.toldOn = day(value, "toldOn")
            case .currency: scenario.currency = text(value, "currency") ?? .empty
            case .horizon: scenario.horizon = spareDays(value, "horizon") ?? 365
            case .calendar: readCalendar(value)
            case .policy: readPolicy(value)
            case .slip: readSlips(value)
            default: break
            }
        }
    }

    private mutating func readCalendar(_ node: Int) {
        guard var members = members(of: node, "calendar", as: CalendarField.self) else { return }
        var written = WrittenCalendar()
        while let (field, value) = next(&members) {
            switch field {
            case .workdays: readWorkdays(value, into: &written)
            case .holidays: readHolidays(value, into: &written)
            }
        }
        if !written.workdays.contains(true) { written.workdays = WrittenCalendar().workdays }
        scenario.calendarAsWritten = written
        scenario.calendar = WorkCalendar(workdays: written.workdays, holidays: written.holidays)
    }

    /// The days of the week, as calendars name them.
    enum Weekday: String, CaseIterable {
        case mon, tue, wed, thu, fri, sat, sun
    }

    private mutating func readWorkdays(_ node: Int, into written: inout WrittenCalendar) {
        guard tree[node].kind == .array else { return wrongType(node, "workdays", expected: "a list [ ... ]") }
        written.workdays = [Bool](repeating: false, count: 7)
        var isNamed = false
        for element in elements(of: node, "workdays") {
            isNamed = true
            guard let weekday = choice(element, "a working day", as: Weekday.self),
                let place = Weekday.allCases.firstIndex(of: weekday)
            else { continue }
            if written.workdays[place] {
                report(PlanProblem.duplicateWeekday(weekday.rawValue), node: element)
            }
            written.workdays[place] = true
        }
        if !isNamed { report(PlanProblem.noWorkingDay, node: node) }
    }

    private mutating func readHolidays(_ node: Int, into written: inout WrittenCalendar) {
        var known: Set<Day> = []
        for element in elements(of: node, "holidays") {
            guard let day = day(element, "a holiday") else { continue }
            if known.insert(day).inserted {
                written.holidays.append(day)
            } else {
                report(PlanProblem.duplicateHoliday(day), node: element)
            }
        }
    }

    private mutating func readPolicy(_ node: Int) {
        guard var members = members(of: node, "policy", as: PolicyField.self) else { return }
        while let (field, value) = next(&members) {
            switch field {
            case .confidence: scenario.policy.confidence = fraction(value, "confidence") ?? 0.8
            case .stretchConfidence:
                scenario.policy.stretchConfidence = fraction(value, "stretchConfidence") ?? 0.5
            case .maxMean: scenario.policy.maxMean = amount(value, "maxMean")
            case .maxP95: scenario.policy.maxP95 = amount(value, "maxP95")
            case .maxLate: readMaxLate(value)
            case .maxChance: readMaxChance(value)
            }
        }
    }

    /// Reads `{ "store-launch": 0.1 }`, whose keys are commitments.
    private mutating func readMaxLate(_ node: Int) {
        guard tree[node].kind == .object else {
            return wrongType(node, "maxLate", expected: "an object such as { \"go-live\": 0.1 }")
        }
        var firstKeys: [CommitmentIndex: Int] = [:]
        for (key, value) in tree.members(of: node) {
            guard let commitment = commitment(key, "maxLate"), let most = fraction(value, "maxLate") else { continue }
            if let first = firstKeys[commitment] {
                duplicateField(scenario[commitment].id, key: key, first: first)
            } else {
                firstKeys[commitment] = key
                scenario.policy.maxLate.append((commitment, most))
            }
        }
    }

    /// Reads `{ "livelihood": 0.02 }`, whose keys are kinds of damage.
    private mutating func readMaxChance(_ node: Int) {
        guard tree[node].kind == .object else {
            return wrongType(node, "maxChance", expected: "an object such as { \"livelihood\": 0.02 }")
        }
        var firstKeys: [KindIndex: Int] = [:]
        for (key, value) in tree.members(of: node) {
            let (used, most) = (usedKind(key, "maxChance"), fraction(value, "maxChance"))
            guard let kind = used, let most else { continue }
            if let first = firstKeys[kind] {
                duplicateField(scenario[kind].id, key: key, first: first)
            } else {
                firstKeys[kind] = key
                scenario.policy.maxChance.append((kind, most))
            }
        }
    }

    /// Reads one slip or a list of them.
    private mutating func readSlips(_ node: Int) {
        let list = tree[node].kind == .array ? Array(tree.elements(of: node)) : [node]
        var slipped: [CommitmentIndex: Span] = [:]
        for element in list { readSlip(element, &slipped) }
    }

    /// - Parameter known: where the commitments that slip already are named.
    private mutating func readSlip(_ node: Int, _ known: inout [CommitmentIndex: Span]) {
        guard var members = members(of: node, "slip", as: SlipField.self) else { return }
        var slipped: (commitment: CommitmentIndex, span: Span)?
        var days: Double?
        var (because, prevention) = (Text.empty, Text.empty)
        while let (field, value) = next(&members) {
            switch field {
            case .commitment:
                let span = tree[value].span
                slipped = commitment(value, "commitment").map { ($0, span) }
            case .days: days = slipDays(value)
            case .because: because = text(value, "because") ?? .empty
            case .prevention: prevention = text(value, "prevention") ?? .empty
            }
        }
        checkRequired(members, of: "this slip")
        guard let slipped, let days else { return }
        if let first = known[slipped.commitment] {
            report(
                PlanProblem.duplicateSlip(quoted(slipped.commitment)), slipped.span,
                related: [Related(span: first, .firstSlip)])
            return
        }
        known[slipped.commitment] = slipped.span
        var slip = Slip(commitment: slipped.commitment, days: days)
        (slip.because, slip.prevention) = (because, prevention)
        scenario.slips.append(slip)
    }

    /// A number of days or `"broken"`.
    private mutating func slipDays(_ node: Int) -> Double? {
        guard tree[node].kind == .string else { return days(node, "days") }
        guard let text = text(node, "days") else { return nil }
        if scenario.sources.equal(text, "broken") { return .infinity }
        report(ValueProblem.slipDays(quoted(text)), node: node)
        return nil
    }
}

extension ScenarioReader {
    /// Reads a kind of damage.
    mutating func readKind(_ declared: Declared) {
        var kind = Kind(id: declared.id, isListed: true)
        guard var members = members(of: Int(declared.node), "a kind", as: KindField.self) else { return }
        while let (field, value) = next(&members) {
            switch field {
            case .id: break
            case .unit: kind.unit = text(value, "unit") ?? .empty
            case .weight: kind.weight = amount(value, "weight") ?? 1
            }
        }
        scenario.kinds.append(kind)
    }

    /// Reads a stakeholder.
    mutating func readStakeholder(_ declared: Declared) {
        var stakeholder = Stakeholder(id: declared.id, span: declared.span)
        guard var members = members(of: Int(declared.node), "a stakeholder", as: StakeholderField.self) else {
            return
        }
        while let (field, value) = next(&members) {
            switch field {
            case .id: break
            case .name: stakeholder.name = text(value, "name") ?? .empty
            case .side: stakeholder.side = choice(value, "side", as: Side.self) ?? .other
            case .weight: stakeholder.weight = amount(value, "weight") ?? 1
            case .group: stakeholder.isGroup = flag(value, "group") ?? false
            }
        }
        scenario.stakeholders.append(stakeholder)
    }

    /// Reads a window.
    mutating func readWindow(_ declared: Declared) {
        let node = Int(declared.node)
        var window = Window(id: declared.id, span: declared.span)
        guard var members = members(of: node, "a window", as: WindowField.self) else { return }
        var isShaped = false
        while let (field, value) = next(&members) {
            isShaped = isShaped || field != .id
            switch field {
            case .id: break
            case .open: readOpenDays(value, into: &window)
            case .closed:
                for period in elements(of: value, "closed") {
                    if let period = readPeriod(period) { window.closed.append(period) }
                }
            }
        }
        if !isShaped { report(PlanProblem.shapelessWindow(quoted(declared.id)), opening: node) }
        scenario.windows.append(window)
    }

    /// Reads the days on which a window is open.
    private mutating func readOpenDays(_ list: Int, into window: inout Window) {
        window.hasOpen = true
        var known: Set<Day> = []
        var isNamed = false
        for element in elements(of: list, "open") {
            isNamed = true
            guard let day = day(element, "a day") else { continue }
            if known.insert(day).inserted {
                later.open.append((scenario.windows.nextPlace, day, tree[element].span))
            } else {
                report(PlanProblem.duplicateOpenDay(quoted(window.id), day), node: element)
            }
        }
        if !isNamed, tree[list].kind == .array { report(PlanProblem.neverOpen(quoted(window.id)), node: list) }
        window.open = known.sorted()
    }

    /// Reads `[first day, last day]`.
    private mutating func readPeriod(_ node: Int) -> (first: Day, last: Day)? {
        let parts = Array(elements(of: node, "a period", expected: "a pair [first day, last day]"))
        guard tree[node].kind == .array else { return nil }
        guard parts.count == 2 else {
            report(PlanProblem.periodParts(count: parts.count), node: node)
            return nil
        }
        guard let first = day(parts[0], "a day"), let last = day(parts[1], "a day") else { return nil }
        guard first <= last else {
            report(PlanProblem.reversedPeriod(first, last), node: node)
            return nil
        }
        return (first, last)
    }

    /// Reads a stage of the deal.
    mutating func readStage(_ declared: Declared) {
        var stage = Stage(id: declared.id)
        guard var members = members(of: Int(declared.node), "a stage", as: StageField.self) else { return }
        while let (field, value) = next(&members) {
            switch field {
            case .id: break
            case .title: stage.title = text(value, "title") ?? .empty
            case .advance: stage.advancesByAny = choice(value, "advance", as: Advance.self) == .any
            }
        }
        scenario.stages.append(stage)
    }

    /// A stakeholder by id; where no file lists any, one not met before is added.
    mutating func stakeholder(_ node: Int, _ what: String) -> StakeholderIndex? {
        guard let id = text(node, what, expected: "the id of a stakeholder, in quotes") else { return nil }
        if let number = stakeholders.number(of: id, in: scenario.sources) { return StakeholderIndex(Int(number)) }
        guard !listsStakeholders else {
            later.unknown.append(LaterChecks.Unknown(target: .stakeholder, span: tree[node].span, id: id))
            return nil
        }
        if let problem = problem(withID: id) {
            report(problem, node: node)
            return nil
        }
        let place = scenario.stakeholders.nextPlace
        scenario.stakeholders.append(Stakeholder(id: id, span: tree[node].span))
        _ = stakeholders.insert(id, number: place.place, in: scenario.sources)
        if !scenario.sources.isASCII(id) { hasAccents = true }
        return place
    }

    /// A kind by id; one that is not listed is added, with weight 1 in the currency.
    mutating func kind(_ node: Int, _ what: String) -> KindIndex? {
        guard let id = text(node, what, expected: "the id of a kind, in quotes") else { return nil }
        if let number = kinds.number(of: id, in: scenario.sources) { return KindIndex(Int(number)) }
        if let problem = problem(withID: id) {
            report(problem, node: node)
            return nil
        }
        if listsKinds { report(ValueProblem.unlistedKind(quoted(id), hint: hint(forKind: id)), node: node) }
        let place = scenario.kinds.nextPlace
        scenario.kinds.append(Kind(id: id, isListed: false))
        _ = kinds.insert(id, number: place.place, in: scenario.sources)
        return place
    }

    /// A kind by id; nil, with a warning, for one that is neither listed nor used by any damage.
    private mutating func usedKind(_ node: Int, _ what: String) -> KindIndex? {
        guard let id = text(node, what) else { return nil }
        if let number = kinds.number(of: id, in: scenario.sources) { return KindIndex(Int(number)) }
        if let problem = problem(withID: id) {
            report(problem, node: node)
        } else {
            report(ValueProblem.unusedKind(quoted(id), hint: hint(forKind: id)), node: node)
        }
        return nil
    }

    /// The kind that is probably meant by one that is not known: a listed one, else one in use.
    private mutating func hint(forKind id: Text) -> String? {
        // Each comparison is a walk over all of them.
        guard comparedKinds < LaterChecks.suggestionLimit else { return nil }
        comparedKinds += 1
        // Listed kinds stand in front of all others.
        let known = listsKinds ? scenario.kinds.prefix { $0.isListed } : scenario.kinds[...]
        return suggestion(for: scenario.string(id), among: known.map { scenario.string($0.id) })
    }
}
