extension ProjectReading {
    /// Gives each link the lead that leaves it the spare time it has in the file.
    ///
    /// The spare time is counted in working minutes, on the calendar of the task that waits; what lies between two due
    /// dates beyond it is the lead. So it does not matter that the file knows hours, half days and short Fridays,
    /// and a scenario whole days.
    mutating func settleLeads(_ plan: inout Plan) {
        let axis = plan.axis
        let points = plan.tasks.map { task in
            (
                start: beginningPoint(of: task, axis),
                finish: task.keptOn.map { Double(axis.ordinal($0)) } ?? plannedPoint(of: task, axis)
            )
        }
        var begun = 0
        for place in plan.tasks.indices where !plan.tasks[place].isSummary {
            plan.tasks[place].ownLead = points[place].finish - points[place].start
            let links = plan.tasks[place].links
            // What has begun waits for nothing any more that its beginning would wait for.
            plan.tasks[place].links = links.filter { !($0.kind.isToStart && moments[place].hasBegun) }
            begun += links.count - plan.tasks[place].links.count
            for number in plan.tasks[place].links.indices {
                let link = plan.tasks[place].links[number]
                let from = link.kind.isFromStart ? points[link.predecessor].start : points[link.predecessor].finish
                let lead = points[place].finish - from - slack(of: link, to: place)
                let isWork =
                    link.kind == .finishToStart && (lead - (plan.tasks[place].work ?? .infinity)).magnitude < 1e-9
                plan.tasks[place].links[number].lead = isWork ? nil : lead
            }
        }
        if begun > 0 {
            guesses.append(
                "\(counted(begun, "link")) to tasks that have begun already no longer \(begun == 1 ? "counts" : "count")"
            )
        }
    }

    /// The point of the axis at which a task is planned to be done: its due date less its cushion, or its finish where
    /// that comes after the due date.
    private func plannedPoint(of task: PlanTask, _ axis: WorkCalendar) -> Double {
        guard let due = task.due, let finish = task.finish else { return 0 }
        return finish > due ? Double(axis.dueOrdinal(finish)) : Double(axis.dueOrdinal(due)) - (task.cushion ?? 0)
    }

    /// The point at which a task is planned to begin, likewise.
    private func beginningPoint(of task: PlanTask, _ axis: WorkCalendar) -> Double {
        guard let begin = task.begin else { return 0 }
        guard let limit = task.beginLimit else { return Double(axis.dueOrdinal(begin)) }
        return Double(axis.dueOrdinal(limit.due)) - limit.cushion
    }

    /// Days of work that a link has to spare.
    private func slack(of link: PlanLink, to place: Int) -> Double {
        let clock = moments[place].clock.flatMap { clocks[$0] } ?? clock
        let before = moments[link.predecessor]
        let from = link.kind.isFromStart ? before.start : before.finish
        let to = link.kind.isToStart ? moments[place].start : moments[place].finish
        if link.isElapsed { return days(clock.work(from: from + Int(link.lag), to: to)) }
        return (Double(clock.work(from: from, to: to)) - link.lag) / minutesPerDay
    }

    /// Makes the plan's finish a commitment: the one task behind whose finish nothing else has to finish, or one that
    /// waits for all of these. A task of which only the beginning is waited for is one of them, too.
    mutating func addFinish(_ plan: inout Plan) {
        var isNeeded = [Bool](repeating: false, count: plan.tasks.count)
        for task in plan.tasks where task.status == .agreed {
            for link in task.links where !link.kind.isFromStart {
                // A negative lag may let the one that waits finish first, unless its own work makes up for it.
                let work = link.kind == .finishToStart && !link.isElapsed ? (task.work ?? 0) * minutesPerDay : 0
                if link.lag + work >= 0 { isNeeded[link.predecessor] = true }
            }
        }
        let last = plan.tasks.indices.filter { place in
            !isNeeded[place] && !plan.tasks[place].isSummary && plan.tasks[place].status == .agreed
        }
        plan.kinds = ["{ \"id\": \"lateness\", \"unit\": \"days\" }"]
        guesses.append(
            "harm is counted as days late of the plan's finish and of deadlines, in the kind \"lateness\": put what it costs "
                + "in its place")
        guard let latest = last.max(by: { (moments[$0].finish, $0) < (moments[$1].finish, $1) }) else { return }
        // A deadline behind the last task's finish leaves room that the plan's own finish does not have.
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
        moments.append(
            TaskMoments(start: moments[latest].finish, finish: moments[latest].finish, clock: nil, hasBegun: false))
        plan.root = finish.id
        plan.tasks.append(finish)
        guesses.append(
            "\"\(finish.id)\" waits for \(last.count == 1 ? "the task" : "the \(last.count) tasks") behind which nothing finishes"
        )
    }
}
