extension ProjectReading {
    /// The day that is promised: the latest finish the plan allows where it says one, the baseline for what is done, else
    /// the finish.
    mutating func settleDue(_ element: Int, _ task: inout PlanTask, _ planned: ProjectMinute, isDone: Bool) {
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
        guard let limit = limits.compactMap(\.self).min() else { return }
        task.due = day(of: limit)
        task.damage = latenessDamage
        task.cushion = days(max(0, clock.work(from: planned, to: limit)))
        if let finish = task.finish, finish > day(of: limit) {
            task.splits = true
            reportLate(
                element, "\(quoted(task)) is planned to finish on \(finish), after its deadline on \(day(of: limit))")
        }
    }

    /// Holds a beginning that "must start on" (2) or may "start no later than" (5) a date: it becomes a commitment of its
    /// own, with the date for its deadline.
    mutating func settleBeginning(_ element: Int, _ task: inout PlanTask, _ planned: ProjectMinute) {
        guard let limit = constraint(element, [2, 5]) else { return }
        task.splits = true
        // What is planned to begin too late has nothing to spare; that it is late is told, and cannot be said of a promise.
        task.beginLimit = BeginLimit(
            due: max(day(of: limit), task.begin ?? day(of: limit)),
            cushion: days(max(0, clock.work(from: planned, to: limit))), damage: latenessDamage)
        if let begin = task.begin, begin > day(of: limit) {
            reportLate(
                element, "\(quoted(task)) is planned to begin on \(begin), and has to begin by \(day(of: limit))")
        }
    }

    /// Says that limits of a summary task are not read: they are none of the tasks in it.
    mutating func leaveLimitsOut(_ element: Int, _ task: PlanTask) {
        guard text(element, "Deadline").map({ $0 != "NA" }) ?? false || constraint(element, [2, 3, 5, 7]) != nil else {
            return
        }
        report(
            .leftOut, span(element, "Name"),
            "\(quoted(task)) sums up other tasks, and has a deadline or a fixed date, which is left out",
            hint: "give the deadline to a milestone in it")
    }

    /// The date of a task's constraint, if it is of one of these types.
    private mutating func constraint(_ element: Int, _ types: [Int]) -> ProjectMinute? {
        types.contains(integer(element, "ConstraintType") ?? 0) ? readMoment(element, "ConstraintDate") : nil
    }

    private mutating func reportLate(_ element: Int, _ message: String) {
        report(.lateAsPlanned, span(element, "Name"), message)
    }

    private func quoted(_ task: PlanTask) -> String { "\"\(sanitized(task.title, limit: 60))\"" }
}

/// Harm counted in days late.
let latenessDamage = "{ \"kind\": \"lateness\", \"perDay\": 1 }"
