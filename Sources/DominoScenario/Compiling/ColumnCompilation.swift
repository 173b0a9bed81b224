import DominoEngine

// MARK: Features and parameters

/// Commitments that some mitigation expedites.
func expedited(_ scenario: Scenario) -> Set<CommitmentIndex> {
    var expedited: Set<CommitmentIndex> = []
    for effect in scenario.effects { if case .expedite(let commitment, _) = effect { expedited.insert(commitment) } }
    return expedited
}

/// Commitments whose needs some mitigation gives a fallback or a share, so that they are general ones.
func needsUnderMitigation(_ scenario: Scenario) -> Set<CommitmentIndex> {
    var changed: Set<CommitmentIndex> = []
    for effect in scenario.effects {
        if case .need(_, of: let commitment) = effect.target { changed.insert(commitment) }
    }
    return changed
}

/// What the forward pass has to look at in a commitment.
func features(
    of place: CommitmentIndex, _ scenario: Scenario, _ changed: Set<CommitmentIndex>
) -> CommitmentGraph.Features {
    let commitment = scenario[place]
    var features: CommitmentGraph.Features = []
    if commitment.status.isFact { features.insert(.fact) }
    if commitment.start == .whenReady { features.insert(.whenReady) }
    if commitment.breaksAfter < .infinity || commitment.patience != nil { features.insert(.breaks) }
    if commitment.remaining != nil || commitment.patience != nil || !commitment.windows.isEmpty,
        !features.contains(.fact)
    {
        features.insert(.adjusted)
    }
    var general = !changed.isEmpty && changed.contains(place)
    for need in commitment.needs where !general {
        let need = scenario[need]
        general = need.share < 1 || need.fallback < .infinity || need.group >= 0
    }
    if general { features.insert(.generalNeeds) }
    return features
}

/// The parameters with nothing slipped and nothing done.
///
/// - Parameters:
///   - order: the commitments in order of rank.
///   - needs: the needs as ranked.
func parameters(
    _ scenario: Scenario, _ graph: CommitmentGraph, order: [CommitmentIndex], needs: [NeedIndex]
) -> Parameters {
    let general = graph.features.contains { $0.contains(.generalNeeds) }
    var parameters = Parameters(commitments: graph.commitmentCount, needs: graph.needCount, generalNeeds: general)
    for (rank, place) in order.enumerated() {
        let commitment = scenario[place]
        parameters.baseSlip[rank] = -Float(commitment.cushion)
        parameters.breakLimit[rank] = Float(scenario.patience(of: place))
        if commitment.status == .broken {
            parameters.ownDelay[rank] = .infinity
        } else if commitment.status == .kept, let keptOn = commitment.keptOn {
            parameters.ownDelay[rank] = Float(scenario.calendar.ordinal(keptOn) - scenario.due(place))
        }
    }
    addToday(to: &parameters, scenario, order)
    parameters.windows = windowTable(scenario, order)
    guard general else { return parameters }
    for (rank, need) in needs.enumerated() {
        parameters.share[rank] = Float(scenario[need].share)
        parameters.delayCap[rank] = Float(scenario[need].fallback)
    }
    return parameters
}

extension Scenario {
    /// Days late after which a commitment is broken, on plan: the median where that is uncertain.
    func patience(of commitment: CommitmentIndex) -> Double {
        self[commitment].patience.map { Double(onGrid(self[$0].distribution.median)) } ?? self[commitment].breaksAfter
    }

    /// The same where today counts: what is still open has not been broken yet.
    func countedPatience(of commitment: CommitmentIndex) -> Double {
        let patience = patience(of: commitment)
        guard let today = todayOrdinal, !self[commitment].status.isFact else { return patience }
        let now = today - Double(due(commitment))
        return now > 0 ? max(patience, now) : patience
    }

    /// The day that counts as today, as an ordinal: a day off counts as the working day after it.
    var todayOrdinal: Double? { today.map { Double(calendar.ordinal($0)) } }
}

/// What today says of open commitments: none is kept before it, and what is left of their work begins with it.
private func addToday(to parameters: inout Parameters, _ scenario: Scenario, _ order: [CommitmentIndex]) {
    guard let today = scenario.todayOrdinal else { return }
    parameters.notBefore = [Float](repeating: -.infinity, count: order.count)
    for (rank, place) in order.enumerated() where !scenario[place].status.isFact {
        let now = Float(today - Double(scenario.due(place)))
        parameters.notBefore[rank] = now
        parameters.breakLimit[rank] = Float(scenario.countedPatience(of: place))
        guard let remaining = scenario[place].remaining else { continue }
        if parameters.holdsBase.isEmpty { parameters.holdsBase = [Bool](repeating: false, count: order.count) }
        parameters.holdsBase[rank] = true
        parameters.baseSlip[rank] = now + onGrid(scenario[remaining].distribution.median)
    }
}

// MARK: Windows

/// The days on which each commitment cannot be kept, in order of rank.
private func windowTable(_ scenario: Scenario, _ order: [CommitmentIndex]) -> WindowTable {
    var table = WindowTable()
    guard !scenario.windowUses.isEmpty else { return table }
    table.start = [0]
    for place in order {
        let commitment = scenario[place]
        let uses = scenario.windowUses[Int(commitment.windows.lowerBound)..<Int(commitment.windows.upperBound)]
        let spans = uses.flatMap { refusedDays(scenario[$0], scenario.calendar) }
        let due = scenario.due(place)
        table.spans += merged(spans).map { span in
            WindowTable.Span(
                first: span.first == .min ? -.infinity : Float(span.first - due),
                last: span.last == .max ? .infinity : Float(span.last - due))
        }
        table.isNamed.append(!uses.isEmpty)
        table.start.append(Int32(truncatingIfNeeded: table.spans.count))
    }
    return table
}

/// The days a window refuses, as ordinals: the closed periods, and those between the open days.
func refusedDays(_ window: Window, _ calendar: WorkCalendar) -> [(first: Int, last: Int)] {
    // A period that holds no working day refuses none.
    var refused = window.closed.map { (first: calendar.ordinal($0.first), last: calendar.dueOrdinal($0.last)) }
        .filter { $0.first <= $0.last }
    guard window.hasOpen else { return refused }
    // An open day off stands for the working day after it.
    var next = Int.min
    for day in Set(window.open.map { calendar.ordinal($0) }).sorted() {
        if next < day { refused.append((next, day - 1)) }
        next = day + 1
    }
    refused.append((next, .max))
    return refused
}

extension Scenario {
    /// Whether a window refuses a working day, given as an ordinal.
    public func refuses(_ window: WindowIndex, _ ordinal: Int) -> Bool {
        refusedDays(self[window], calendar).contains { $0.first <= ordinal && ordinal <= $0.last }
    }
}

/// Spans in order, joined where no day lies between them.
private func merged(_ spans: [(first: Int, last: Int)]) -> [(first: Int, last: Int)] {
    var merged: [(first: Int, last: Int)] = []
    for span in spans.sorted(by: { $0.first < $1.first }) {
        if let last = merged.last, last.last == .max || span.first <= last.last + 1 {
            merged[merged.count - 1].last = max(last.last, span.last)
        } else {
            merged.append(span)
        }
    }
    return merged
}

// MARK: Damage

extension Scenario {
    /// The shape of a damage entry as the engine takes it. Where every day is a working day, days of the calendar are
    /// days late.
    package func shape(of damage: Damage) -> DamageShape {
        switch damage.shape {
        case .perDay(let amount): .perDay(amount)
        case .perCalendarDay(let amount):
            calendarAsWritten == nil ? .perDay(amount) : .perUnit(amount, .calendarDays)
        case .perWeek(let amount): .perUnit(amount, .weeks)
        case .lump(let amount): .lump(amount)
        case .curve(let points):
            .curve(points.map { (days: curvePoints[Int($0)].days, amount: curvePoints[Int($0)].value) })
        }
    }
}

/// The damage of every commitment in order of rank, and the place of each entry in the scenario.
func damageTable(_ scenario: Scenario, order: [CommitmentIndex]) -> (table: DamageTable, origin: [DamageIndex]) {
    var table = DamageTable(commitments: 0)
    var origin: [DamageIndex] = []
    let hasNotice = !scenario.noticePoints.isEmpty
    if hasNotice { table.noticeStart = [0] }
    table.start.reserveCapacity(order.count + 1)
    table.entries.reserveCapacity(scenario.damages.count)
    origin.reserveCapacity(scenario.damages.count)
    // Each point ends a piece, and so may a cap.
    table.pieces.reserveCapacity(2 * scenario.damages.count + scenario.curvePoints.count)
    if scenario.damages.contains(where: { scenario.shape(of: $0).axis != .days }) {
        table.dues = order.map { Double(scenario.due($0)) }
        table.calendar = dayNumbers(scenario, order)
    }
    for place in order {
        for damage in scenario[place].damage {
            append(scenario[damage], of: scenario, to: &table)
            origin.append(damage)
        }
        table.start.append(Int32(truncatingIfNeeded: table.entries.count))
        guard hasNotice else { continue }
        for point in scenario[place].notice {
            let point = scenario.noticePoints[Int(point)]
            table.noticePoints.append(DamageTable.NoticePoint(days: point.days, factor: point.value))
        }
        table.noticeStart.append(Int32(truncatingIfNeeded: table.noticePoints.count))
    }
    return (table, origin)
}

/// Adds one entry: `min(shape, cap, B)` while late, `B` when broken (Model.md, section 3).
private func append(_ damage: Damage, of scenario: Scenario, to table: inout DamageTable) {
    let shape = scenario.shape(of: damage)
    let broken = damage.ifBroken ?? min(shape.amount(at: scenario.horizon), damage.cap)
    let first = table.pieces.count
    shape.append(to: &table.pieces, atMost: min(damage.cap, broken))
    table.entries.append(
        DamageTable.Entry(
            kind: damage.kind.place, bearer: damage.bearer.place, grace: damage.grace,
            pieceStart: Int32(truncatingIfNeeded: first),
            pieceCount: Int32(truncatingIfNeeded: table.pieces.count - first), broken: broken,
            weight: scenario[damage.kind].weight * scenario[damage.bearer].weight, axis: shape.axis))
}

/// Working days of the calendar's table behind the last due date: more than forty years.
private let tabledDays = 12_000

/// Working days of the calendar's table before the first due date, for what is moved or promised earlier: more than
/// four years.
private let tabledDaysBefore = 1_200

/// The dates of working days around the due dates.
private func dayNumbers(_ scenario: Scenario, _ order: [CommitmentIndex]) -> DayNumbers {
    guard let written = scenario.calendarAsWritten, let earliest = order.map({ scenario.due($0) }).min(),
        let last = order.map({ scenario.due($0) }).max()
    else { return .everyDay }
    let first = earliest - tabledDaysBefore
    let begin = Double(scenario.calendar.day(ordinal: first).number)
    let numbers = (first...last + tabledDays).map { Double(scenario.calendar.day(ordinal: $0).number) - begin }
    let perWeek = written.workdays.count { $0 }
    return DayNumbers(first: Double(first), numbers: numbers, daysApart: 7 / Double(perWeek))
}
