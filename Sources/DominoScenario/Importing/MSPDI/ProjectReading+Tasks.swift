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
        if plan.tasks.contains(where: \.isSummary) {
            guesses.append("summary tasks are left out, and their links passed on to the tasks in them")
            passOnSummaryLinks(&plan.tasks, reporting: &diagnostics)
        }
        guesses.append("nothing says who is promised: it is \"\(PlanParties.unnamedPromisee)\"")
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
        guesses.append(
            assigned.isEmpty
                ? "no one is assigned to tasks: who promises is \"\(PlanParties.unnamedPromisor)\""
                : "who is assigned to a task promises it" + (hasSeveral ? ", the first of several" : ""))
        return assigned
    }

    /// One task; nil if it has no dates, which is said.
    private mutating func readTask(
        _ element: Int, _ people: [String], _ ids: inout PlanIDs
    ) -> (PlanTask, TaskMoments)? {
        let isSummary = flag(element, "Summary")
        let name = text(element, "Name") ?? "Task \(text(element, "ID") ?? text(element, "UID") ?? "")"
        let planned = (readMoment(element, "Start"), readMoment(element, "Finish"))
        let actualStart = readMoment(element, "ActualStart")
        let actualFinish = readMoment(element, "ActualFinish")
        guard let finish = actualFinish ?? planned.1 ?? (isSummary ? 0 : nil) else {
            // What is written and cannot be read has been told.
            guard (text(element, "Finish") ?? "NA") == "NA" else { return nil }
            report(
                .leftOut, span(element, "Name"),
                "\"\(sanitized(name, limit: 60))\" has no dates, so it promises nothing: it is left out")
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
            leaveLimitsOut(element, task)
        } else {
            settleDue(element, &task, finish, isDone: isDone)
            if !isDone, actualStart == nil { settleBeginning(element, &task, start) }
        }
        if text(element, "Active") == "0" { task.status = .released }
        task.hasBegun = actualStart != nil
        if !isSummary { task.id = ids.id(from: name, otherwise: "task") }
        let calendar = integer(element, "CalendarUID").flatMap { $0 >= 0 && clocks[$0] != nil ? $0 : nil }
        return (task, TaskMoments(start: start, finish: finish, clock: calendar, hasBegun: actualStart != nil))
    }

    mutating func readMoment(_ element: Int, _ name: StaticString) -> ProjectMinute? {
        guard let written = text(element, name), written != "NA" else { return nil }
        if let moment = moment(written) { return moment }
        report(
            .invalidDate, span(element, name), "\"\(sanitized(written, limit: 40))\" is no date and time",
            hint: "it is written as 2026-03-02T08:00:00, from 1900 to 2199")
        return nil
    }

    /// Days of work of a task: its duration, or the time between its ends where that runs through nights.
    private mutating func work(_ element: Int, _ start: ProjectMinute, _ finish: ProjectMinute) -> Double? {
        guard let written = text(element, "Duration") else { return days(max(0, clock.work(from: start, to: finish))) }
        guard let minutes = durationMinutes(written) else {
            report(
                .invalidNumber, span(element, "Duration"), "\"\(sanitized(written, limit: 40))\" is no duration",
                hint: "it is written as PT40H0M0S")
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
            return report(.leftOut, span, "this link leads to another plan: it is left out")
        }
        guard let uid = integer(element, "PredecessorUID"), let predecessor = placeOfUID[uid] else {
            let uid = integer(element, "PredecessorUID")
            if let uid, leftOut[uid] == true {
                return report(.leftOut, span, "this link leads to a task that was left out, so it is, too")
            }
            return report(
                .unknownCommitment, span, "no task has the UID \(uid.map(String.init) ?? "that this link asks for")",
                hint: "save the plan as XML again")
        }
        var link = PlanLink(predecessor: predecessor, span: span)
        switch integer(element, "Type") ?? 1 {
        case 0: link.kind = .finishToFinish
        case 1: link.kind = .finishToStart
        case 2: link.kind = .startToFinish
        case 3: link.kind = .startToStart
        default:
            return report(.invalidLink, self.span(element, "Type"), "a link's type is 0 (FF), 1 (FS), 2 (SF) or 3 (SS)")
        }
        let lag = Double(integer(element, "LinkLag") ?? 0)
        // Units of 32 and more are those of a lag somebody is unsure of. A lag in per cent (19, elapsed 20) is written as
        // such, and every other one in tenths of minutes, whatever its unit.
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
            return report(.invalidNumber, self.span(element, "LinkLag"), "this lag is beyond all plans")
        }
        plan.tasks[place].links.append(link)
    }
}
