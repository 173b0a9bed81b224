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
        if !written.workdays.contains(true) {
            written.workdays = WrittenCalendar().workdays
        }
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
        var named = false
        for element in elements(of: node, "workdays") {
            named = true
            guard let weekday = choice(element, "a working day", as: Weekday.self),
                let place = Weekday.allCases.firstIndex(of: weekday)
            else { continue }
            if written.workdays[place] {
                report(.duplicateDay, node: element, "\"\(weekday.rawValue)\" is named twice")
            }
            written.workdays[place] = true
        }
        guard !named else { return }
        report(
            .noWorkingDay, node: node, "no day of the week is a working day",
            hint: "name at least one, such as [\"mon\"], or leave the calendar out to count every day")
    }

    private mutating func readHolidays(_ node: Int, into written: inout WrittenCalendar) {
        var known: Set<Day> = []
        for element in elements(of: node, "holidays") {
            guard let day = day(element, "a holiday") else { continue }
            if known.insert(day).inserted {
                written.holidays.append(day)
            } else {
                report(.duplicateDay, node: element, "the holiday \(day) is named twice")
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
            }
        }
    }

    /// Reads `{ "store-launch": 0.1 }`, whose keys are commitments.
    private mutating func readMaxLate(_ node: Int) {
        guard tree[node].kind == .object else {
            return wrongType(node, "maxLate", expected: "an object such as { \"go-live\": 0.1 }")
        }
        var key = node + 1
        var firstKeys: [CommitmentIndex: Int] = [:]
        while key < Int(tree[node].next) {
            let value = key + 1
            if let commitment = commitment(key, "maxLate"), let most = fraction(value, "maxLate") {
                if let first = firstKeys[commitment] {
                    duplicateField(scenario[commitment].id, key: key, first: first)
                } else {
                    firstKeys[commitment] = key
                    scenario.policy.maxLate.append((commitment, most))
                }
            }
            key = Int(tree[value].next)
        }
    }

    /// Reads one slip or a list of them.
    private mutating func readSlips(_ node: Int) {
        let list =
            tree[node].kind == .array ? Array(elements(of: node, "slip")) : [node]
        var slipped: [CommitmentIndex: Span] = [:]
        for element in list { readSlip(element, &slipped) }
    }

    /// - Parameter known: where the commitments that slip already are named.
    private mutating func readSlip(_ node: Int, _ known: inout [CommitmentIndex: Span]) {
        guard var members = members(of: node, "slip", as: SlipField.self) else { return }
        var slipped: (commitment: CommitmentIndex, span: Span)?
        var days: Double?
        while let (field, value) = next(&members) {
            switch field {
            case .commitment:
                let span = tree[value].span
                slipped = commitment(value, "commitment").map { ($0, span) }
            case .days: days = slipDays(value)
            }
        }
        for field in SlipField.allCases where !members.has(field) { missing(field.rawValue, in: node, of: "this slip") }
        guard let slipped, let days else { return }
        if let first = known[slipped.commitment] {
            let id = quoted(scenario[slipped.commitment].id)
            report(
                .duplicateSlip, slipped.span, "\(id) slips twice", hint: "keep one of the two",
                related: [Related(span: first, message: "first named here")])
            return
        }
        known[slipped.commitment] = slipped.span
        scenario.slips.append(Slip(commitment: slipped.commitment, days: days))
    }

    /// A number of days or `"broken"`.
    private mutating func slipDays(_ node: Int) -> Double? {
        guard tree[node].kind == .string else { return days(node, "days") }
        guard let text = text(node, "days") else { return nil }
        if scenario.sources.equal(text, "broken") { return .infinity }
        report(.invalidChoice, node: node, "days is a number or \"broken\", and this is \(quoted(text))")
        return nil
    }
}
