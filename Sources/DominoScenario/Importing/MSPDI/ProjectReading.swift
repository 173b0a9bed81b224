/// A plan of Microsoft Project on its way to a `Plan`.
struct ProjectReading {
    let sources: SourceMap
    let tree: XMLTree
    let options: ImportOptions
    var log: ImportLog
    /// Minutes of a working day.
    var minutesPerDay = 480.0
    /// The working time of the plan.
    var clock = ProjectClock.usual
    /// The working times of all calendars, by their UID.
    var clocks: [Int: ProjectClock] = [:]
    /// How many days the exceptions of calendars have named so far.
    var exceptionDays = 0
    /// The day that counts as today, if one is known: nothing can have been done after it.
    var today: Day?
    /// When each task of the plan starts and finishes.
    var moments: [TaskMoments] = []

    init(sources: SourceMap, tree: XMLTree, options: ImportOptions, log: ImportLog) {
        self.sources = sources
        self.tree = tree
        self.options = options
        self.log = log
    }

    /// Reads the whole plan; nil, with a problem, if it contains no commitment.
    mutating func plan(_ file: ImportFile) -> Plan? {
        if let minutes = integer(0, "MinutesPerDay"), (1...1440).contains(minutes) { minutesPerDay = Double(minutes) }
        readCalendars()
        var plan = Plan(
            name: options.name ?? text(0, "Title") ?? text(0, "Name").map(fileStem) ?? fileStem(file.path),
            file: fileName(file.path), currency: options.currency ?? text(0, "CurrencyCode") ?? "", tasks: [])
        plan.calendar = writtenCalendar()
        if let status = text(0, "StatusDate"), let moment = moment(status) { plan.asOf = day(of: moment) }
        today = options.today ?? plan.asOf ?? options.clock
        readTasks(&plan)
        // A status date is seldom kept up to date: what is said to be done by then and later is done today.
        plan.asOf = plan.asOf.map { plan.tasks.compactMap { $0.lastFact }.reduce($0) { max($0, $1) } }
        guard !plan.tasks.isEmpty else {
            let start = tree.elements[0].start
            log.report(ProjectProblem.noDatedTask, Span(start: start, end: start + 1))
            return nil
        }
        assert(moments.count == plan.tasks.count, "each task has its moments")
        resolveLeads(&plan)
        addFinish(&plan)
        return plan
    }

    /// The text of an element's child; nil if there is none, or it is empty.
    func text(_ element: Int, _ name: StaticString) -> String? {
        guard let child = tree.child(of: element, name, in: sources) else { return nil }
        let text = sources.text(of: tree.elements[child])
        return text.isEmpty ? nil : text
    }

    /// The whole number in an element's child; nil if there is none.
    func integer(_ element: Int, _ name: StaticString) -> Int? { text(element, name).flatMap { Int($0) } }

    /// Whether an element's child says yes.
    func flag(_ element: Int, _ name: StaticString) -> Bool { ["1", "true"].contains(text(element, name) ?? "") }

    /// The place of an element's child, or of the element itself.
    func span(_ element: Int, _ name: StaticString) -> Span {
        let place = tree.child(of: element, name, in: sources) ?? element
        let found = tree.elements[place]
        let isWritten = place != element && found.content.start < found.content.end
        return isWritten
            ? found.content : Span(start: found.name.start, end: found.name.start + found.name.length)
    }

    /// The children of that name.
    func children(_ element: Int, _ name: StaticString) -> [Int] {
        tree.children(of: element).filter { sources.equal(tree.elements[$0].name, name) }
    }

    /// The working days in a number of minutes.
    func days(_ minutes: Int) -> Double { Double(minutes) / minutesPerDay }
}

/// When a task is planned to start and to finish.
struct TaskMoments {
    var start: ProjectMinute
    var finish: ProjectMinute
    /// The UID of the calendar that counts for it; nil for the plan's own.
    var clock: Int?
    /// Whether it has already started.
    var hasStarted: Bool
}

/// The moment that a text such as `2026-03-02T08:00:00` means; nil for any other text.
func moment(_ text: String) -> ProjectMinute? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, case .day(let day) = readDay(bytes[..<10]) else { return nil }
    guard bytes.count >= 16, bytes[10] == UInt8(ascii: "T") || bytes[10] == 0x20 else {
        return bytes.count == 10 ? Int(day.number) * 1440 : nil
    }
    return timeOfDay(String(decoding: bytes[11...], as: UTF8.self)).map { Int(day.number) * 1440 + $0 }
}

/// Minutes since midnight of a text such as `08:00:00`, without the seconds; nil for any other text.
func timeOfDay(_ text: String) -> Int? {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count >= 2, let hours = Int(String(Substring(parts[0]))),
        let minutes = Int(String(Substring(parts[1]))),
        (0...24).contains(hours), (0...59).contains(minutes)
    else { return nil }
    return hours * 60 + minutes
}

/// The day of a moment.
func day(of moment: ProjectMinute) -> Day { Day(number: Int32(clamping: moment / 1440)) }

/// Minutes of a duration such as `PT40H30M0S`; nil for anything else.
func durationMinutes(_ text: String) -> Int? {
    var rest = Array(text.utf8)[...]
    guard rest.starts(with: "PT".utf8) || rest.starts(with: "P".utf8) else { return nil }
    rest = rest.dropFirst()
    var minutes = 0.0
    var isTime = false
    while let first = rest.first {
        if first == UInt8(ascii: "T") {
            isTime = true
            rest = rest.dropFirst()
            continue
        }
        let digits = rest.prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
        guard let value = Double(String(decoding: digits, as: UTF8.self)), value < 1e9,
            let unit = rest.dropFirst(digits.count).first
        else { return nil }
        switch (unit, isTime) {
        case (UInt8(ascii: "D"), false): minutes += value * 1440
        case (UInt8(ascii: "H"), true): minutes += value * 60
        case (UInt8(ascii: "M"), true): minutes += value
        case (UInt8(ascii: "S"), true): minutes += value / 60
        default: return nil
        }
        rest = rest.dropFirst(digits.count + 1)
    }
    return Int(minutes.rounded())
}

extension ProjectReading {
    /// Gives each link the lead that leaves it the spare time it has in the file.
    ///
    /// The spare time is counted in working minutes, on the calendar of the task that waits. The rest of the time
    /// between the two due dates is the lead. So it does not matter that a file has hours, half days and short Fridays,
    /// and a scenario only whole days.
    mutating func resolveLeads(_ plan: inout Plan) {
        let axis = plan.axis
        let points = plan.tasks.map { task in
            (
                start: startPoint(of: task, axis),
                finish: task.keptOn.map { Double(axis.ordinal($0)) } ?? plannedPoint(of: task, axis)
            )
        }
        var started = 0
        for place in plan.tasks.indices where !plan.tasks[place].isSummary {
            plan.tasks[place].ownLead = points[place].finish - points[place].start
            let links = plan.tasks[place].links
            // A task that has started no longer waits for what its start would wait for.
            plan.tasks[place].links = links.filter { !($0.kind.isToStart && moments[place].hasStarted) }
            started += links.count - plan.tasks[place].links.count
            for number in plan.tasks[place].links.indices {
                let link = plan.tasks[place].links[number]
                let from = link.kind.isFromStart ? points[link.predecessor].start : points[link.predecessor].finish
                let lead = points[place].finish - from - slack(of: link, to: place)
                let isWork =
                    link.kind == .finishToStart && (lead - (plan.tasks[place].work ?? .infinity)).magnitude < 1e-9
                plan.tasks[place].links[number].lead = isWork ? nil : lead
            }
        }
        if started > 0 { log.guess(.startedLinks(started)) }
    }

    /// The point of the axis at which a task is planned to finish: its due date less its cushion, or its finish if that
    /// is after the due date.
    private func plannedPoint(of task: PlanTask, _ axis: WorkCalendar) -> Double {
        guard let due = task.due, let finish = task.finish else { return 0 }
        return finish > due ? Double(axis.dueOrdinal(finish)) : Double(axis.dueOrdinal(due)) - (task.cushion ?? 0)
    }

    /// The point at which a task is planned to start, likewise.
    private func startPoint(of task: PlanTask, _ axis: WorkCalendar) -> Double {
        guard let begin = task.begin else { return 0 }
        guard let limit = task.startLimit else { return Double(axis.dueOrdinal(begin)) }
        return Double(axis.dueOrdinal(limit.due)) - limit.cushion
    }

    /// The spare time of a link, in working days.
    private func slack(of link: PlanLink, to place: Int) -> Double {
        let clock = moments[place].clock.flatMap { clocks[$0] } ?? clock
        let before = moments[link.predecessor]
        let from = link.kind.isFromStart ? before.start : before.finish
        let to = link.kind.isToStart ? moments[place].start : moments[place].finish
        if link.isElapsed { return days(clock.work(from: from + Int(link.lag), to: to)) }
        return (Double(clock.work(from: from, to: to)) - link.lag) / minutesPerDay
    }

    /// Makes the plan's finish a commitment: the one task after which no other task finishes, or a new one that waits
    /// for all such tasks. A task of which only the start is waited for is one of them, too.
    mutating func addFinish(_ plan: inout Plan) {
        let last = lastTasks(of: plan)
        plan.kinds = ["{ \"id\": \"lateness\", \"unit\": \"days\" }"]
        log.guess(.lateness)
        guard let latest = last.max(by: { (moments[$0].finish, $0) < (moments[$1].finish, $1) }) else { return }
        // A deadline after the last task's finish leaves room that the plan's own finish does not have.
        if last.count == 1, plan.tasks[latest].due == plan.tasks[latest].finish, plan.tasks[latest].cushion ?? 0 == 0 {
            plan.root = plan.tasks[latest].id
            plan.tasks[latest].damage = latenessDamage
            return
        }
        var ids = PlanIDs()
        for task in plan.tasks { _ = ids.reserve(task.id) }
        var finish = PlanTask(
            id: ids.unique("plan-finished"), title: "\(plan.name): all finished", span: plan.tasks[latest].span)
        finish.due = plan.tasks[latest].finish
        finish.finish = finish.due
        finish.begin = finish.due
        finish.work = 0
        finish.damage = latenessDamage
        let axis = plan.axis
        let end = finish.due.map { Double(axis.dueOrdinal($0)) } ?? 0
        finish.links = last.map { place in
            let own = plannedPoint(of: plan.tasks[place], axis)
            let slack = days(clock.work(from: moments[place].finish, to: moments[latest].finish))
            let lead = end - own - slack
            var link = PlanLink(predecessor: place, span: plan.tasks[place].span)
            link.kind = .finishToFinish
            link.lead = lead.magnitude < 1e-9 ? nil : lead
            return link
        }
        plan.root = finish.id
        plan.tasks.append(finish)
        log.guess(.planFinish(id: finish.id, tasks: last.count))
    }

    /// The tasks after which no other task finishes.
    private func lastTasks(of plan: Plan) -> [Int] {
        var isNeeded = [Bool](repeating: false, count: plan.tasks.count)
        for task in plan.tasks where task.status == .agreed {
            for link in task.links where !link.kind.isFromStart {
                // With a negative lag the successor may finish first, unless its own work makes up for it.
                let work = link.kind == .finishToStart && !link.isElapsed ? (task.work ?? 0) * minutesPerDay : 0
                if link.lag + work >= 0 { isNeeded[link.predecessor] = true }
            }
        }
        return plan.tasks.indices.filter { place in
            !isNeeded[place] && !plan.tasks[place].isSummary && plan.tasks[place].status == .agreed
        }
    }
}
