extension ProjectReading {
    /// Reads the tasks and their links.
    mutating func readTasks(_ plan: inout Plan) {
        guard let list = tree.child(of: 0, "Tasks", in: sources) else { return }
        let resources = readResources()
        var ids = PlanIDs()
        var placeOfUID: [Int: Int] = [:]
        var leftOut: [Int: Bool] = [:]
        var elements: [Int] = []
        for element in children(list, "Task") where !flag(element, "IsNull") {
            let uid = integer(element, "UID") ?? -1
            guard let (task, moments) = readTask(element, resources[uid] ?? [], &ids) else {
                leftOut[uid] = true
                continue
            }
            placeOfUID[uid] = plan.tasks.count
            plan.tasks.append(task)
            self.moments.append(moments)
            elements.append(element)
        }
        for (place, element) in elements.enumerated() {
            for link in children(element, "PredecessorLink") {
                readLink(link, at: place, &plan, placeOfUID, leftOut)
            }
        }
        if plan.tasks.contains(where: { $0.isSummary }) {
            log.guess(.summaryTasks)
            passOnSummaryLinks(&plan.tasks, reporting: &log.diagnostics)
        }
        log.guess(.unnamedPromisee)
    }

    /// The names of the people on each task, by its UID, in the order of the assignments.
    private mutating func readResources() -> [Int: [String]] {
        var names: [Int: String] = [:]
        for list in children(0, "Resources") {
            for resource in children(list, "Resource") where integer(resource, "Type") ?? 1 == 1 {
                if let uid = integer(resource, "UID"), let name = text(resource, "Name") { names[uid] = name }
            }
        }
        var assigned: [Int: [String]] = [:]
        var hasSeveral = false
        for list in children(0, "Assignments") {
            for assignment in children(list, "Assignment") {
                guard let task = integer(assignment, "TaskUID"),
                    let name = integer(assignment, "ResourceUID").flatMap({ names[$0] })
                else { continue }
                assigned[task, default: []].append(name)
                hasSeveral = hasSeveral || assigned[task, default: []].count > 1
            }
        }
        log.guess(assigned.isEmpty ? .noResources : .resources(hasSeveral: hasSeveral))
        return assigned
    }

    /// One task; nil, with a problem, if it has no dates.
    private mutating func readTask(
        _ element: Int, _ people: [String], _ ids: inout PlanIDs
    ) -> (PlanTask, TaskMoments)? {
        let isSummary = flag(element, "Summary")
        let name = text(element, "Name") ?? "Task \(text(element, "ID") ?? text(element, "UID") ?? "")"
        let planned = (readMoment(element, "Start"), readMoment(element, "Finish"))
        let actualStart = readMoment(element, "ActualStart")
        let actualFinish = readMoment(element, "ActualFinish")
        guard let finish = actualFinish ?? planned.1 ?? (isSummary ? 0 : nil) else {
            // A date that cannot be read has been reported.
            guard (text(element, "Finish") ?? "NA") == "NA" else { return nil }
            log.report(ProjectProblem.undatedTask(name), span(element, "Name"))
            return nil
        }
        let start = min(actualStart ?? planned.0 ?? finish, finish)
        var task = PlanTask(id: "", title: name, span: span(element, "Name"))
        task.isSummary = isSummary
        task.level = integer(element, "OutlineLevel") ?? 0
        task.promisor = people.first ?? ""
        task.finish = day(of: finish)
        task.begin = day(of: start)
        task.dueSpan = span(element, actualFinish == nil ? "Finish" : "ActualFinish")
        task.work = work(element, start, finish)
        let isDone = actualFinish != nil || integer(element, "PercentComplete") ?? 0 >= 100
        if isSummary {
            leaveOutLimits(element, task)
        } else {
            resolveDue(element, &task, finish, isDone: isDone)
            if !isDone, actualStart == nil { resolveStart(element, &task, start) }
        }
        if isDone, !isSummary, actualFinish == nil, let today {
            // Nobody says on which day: as planned, or today at the latest.
            task.keptOn = task.keptOn.map { min($0, today) }
            task.begin = task.begin.map { min($0, today) }
        }
        if text(element, "Active") == "0" { task.status = .released }
        task.hasStarted = actualStart != nil
        if !isSummary { task.id = ids.id(from: name, otherwise: "task") }
        let calendar = integer(element, "CalendarUID").flatMap { $0 >= 0 && clocks[$0] != nil ? $0 : nil }
        return (task, TaskMoments(start: start, finish: finish, clock: calendar, hasStarted: actualStart != nil))
    }

    /// The moment in an element's child; nil if there is none, or, with a problem, if it cannot be read.
    private mutating func readMoment(_ element: Int, _ name: StaticString) -> ProjectMinute? {
        guard let written = text(element, name), written != "NA" else { return nil }
        if let moment = moment(written) { return moment }
        log.report(ProjectProblem.noMoment(written), span(element, name))
        return nil
    }

    /// Days of work of a task: its duration, or the working time between its start and finish if the duration is
    /// elapsed time.
    private mutating func work(_ element: Int, _ start: ProjectMinute, _ finish: ProjectMinute) -> Double? {
        guard let written = text(element, "Duration") else { return days(max(0, clock.work(from: start, to: finish))) }
        guard let minutes = durationMinutes(written) else {
            log.report(ProjectProblem.noDuration(written), span(element, "Duration"))
            return nil
        }
        let isElapsed = [4, 6, 8, 10, 12].contains((integer(element, "DurationFormat") ?? 7) % 32)
        return days(isElapsed ? max(0, clock.work(from: start, to: finish)) : minutes)
    }

    private mutating func readLink(
        _ element: Int, at place: Int, _ plan: inout Plan, _ placeOfUID: [Int: Int], _ leftOut: [Int: Bool]
    ) {
        let span = span(element, "PredecessorUID")
        if flag(element, "CrossProject") {
            return log.report(LinkProblem.otherPlan, span)
        }
        guard let uid = integer(element, "PredecessorUID"), let predecessor = placeOfUID[uid] else {
            let uid = integer(element, "PredecessorUID")
            if let uid, leftOut[uid] == true {
                return log.report(LinkProblem.leftOutTask, span)
            }
            return log.report(LinkProblem.unknownUID(uid), span)
        }
        var link = PlanLink(predecessor: predecessor, span: span)
        switch integer(element, "Type") ?? 1 {
        case 0: link.kind = .finishToFinish
        case 1: link.kind = .finishToStart
        case 2: link.kind = .startToFinish
        case 3: link.kind = .startToStart
        default:
            return log.report(LinkProblem.projectKind, self.span(element, "Type"))
        }
        let lag = Double(integer(element, "LinkLag") ?? 0)
        // Formats of 32 and more are those of estimated lags. A lag in percent (19, elapsed 20) is written as a
        // percentage, every other one in tenths of minutes, whatever its unit.
        switch (integer(element, "LagFormat") ?? 7) % 32 {
        case 19, 20:
            link.isElapsed = integer(element, "LagFormat").map { $0 % 32 == 20 } ?? false
            link.lag = lag / 100 * (plan.tasks[predecessor].work ?? 0) * minutesPerDay
        case 4, 6, 8, 10, 12:
            link.isElapsed = true
            link.lag = lag / 10
        default: link.lag = lag / 10
        }
        guard link.lag.magnitude < 1e9 else {
            return log.report(LinkProblem.distantLag, self.span(element, "LinkLag"))
        }
        plan.tasks[place].links.append(link)
    }

    /// The due date: the latest finish that the plan allows if it states one, the baseline for a task that is done,
    /// else the finish.
    private mutating func resolveDue(_ element: Int, _ task: inout PlanTask, _ planned: ProjectMinute, isDone: Bool) {
        let baseline = children(element, "Baseline")
            .first { integer($0, "Number") ?? 0 == 0 }
            .flatMap { readMoment($0, "Finish") }
        task.due = task.finish
        if isDone {
            task.status = .kept
            task.keptOn = task.finish
            task.due = baseline.map(day) ?? task.finish
            task.finish = nil
            return
        }
        if let baseline, day(of: baseline) != task.finish {
            task.extra.append("\"x-baseline\": \"\(day(of: baseline))\"")
        }
        if let percent = integer(element, "PercentComplete"), (1...99).contains(percent) {
            task.extra.append("\"x-percentComplete\": \(percent)")
        }
        // "Must finish on" (3) and "finish no later than" (7) hold a finish as a deadline does.
        let limits = [readMoment(element, "Deadline"), constraint(element, [3, 7])]
        guard let limit = limits.compactMap({ $0 }).min() else { return }
        task.due = day(of: limit)
        task.damage = latenessDamage
        task.cushion = days(max(0, clock.work(from: planned, to: limit)))
        if let finish = task.finish, finish > day(of: limit) {
            task.splits = true
            log.report(
                ProjectProblem.lateFinish(task.title, finish, deadline: day(of: limit)), span(element, "Name"))
        }
    }

    /// Makes a start that "must start on" (2) or may "start no later than" (5) a date a commitment of its own, due on
    /// that date.
    private mutating func resolveStart(_ element: Int, _ task: inout PlanTask, _ planned: ProjectMinute) {
        guard let limit = constraint(element, [2, 5]) else { return }
        task.splits = true
        // A start planned too late has no spare time. A commitment cannot be planned late, so that is only reported.
        task.startLimit = StartLimit(
            due: max(day(of: limit), task.begin ?? day(of: limit)),
            cushion: days(max(0, clock.work(from: planned, to: limit))), damage: latenessDamage)
        if let begin = task.begin, begin > day(of: limit) {
            log.report(ProjectProblem.lateStart(task.title, begin, limit: day(of: limit)), span(element, "Name"))
        }
    }

    /// Reports that limits of a summary task are left out: none of the tasks in it has them.
    private mutating func leaveOutLimits(_ element: Int, _ task: PlanTask) {
        guard text(element, "Deadline").map({ $0 != "NA" }) ?? false || constraint(element, [2, 3, 5, 7]) != nil else {
            return
        }
        log.report(ProjectProblem.summaryLimit(task.title), span(element, "Name"))
    }

    /// The date of a task's constraint, if it is of one of these types.
    private mutating func constraint(_ element: Int, _ types: [Int]) -> ProjectMinute? {
        types.contains(integer(element, "ConstraintType") ?? 0) ? readMoment(element, "ConstraintDate") : nil
    }
}

/// Damage counted in days late.
let latenessDamage = "{ \"kind\": \"lateness\", \"perDay\": 1 }"
