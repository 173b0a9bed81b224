extension TableImport {
    /// The rows as tasks, and for each row of the table the task it became, or -1.
    mutating func readTasks() -> (tasks: [PlanTask], taskOfRow: [Int]) {
        var tasks: [PlanTask] = []
        tasks.reserveCapacity(rows.count)
        var taskOfRow = [Int](repeating: -1, count: table.rowCount)
        var ids = PlanIDs()
        ids.reserveCapacity(rows.count)
        let usesIDs = columns[.id] != nil && rows.contains { isID(text($0, .id)) }
        for row in rows {
            let found = diagnostics.count
            guard let task = readTask(row, &ids, usesIDs: usesIDs) else {
                if diagnostics.count == found {
                    report(
                        .leftOut, span(row, columns[.title] == nil ? .id : .title),
                        "this row has no \(text(row, .title).isEmpty && text(row, .id).isEmpty ? "title" : "due date"), "
                            + "so it promises nothing: it is left out")
                }
                continue
            }
            taskOfRow[row] = tasks.count
            tasks.append(task)
        }
        if columns[.level] != nil {
            for place in tasks.indices.dropLast() where tasks[place].level < tasks[place + 1].level {
                tasks[place].isSummary = true
            }
        }
        if usesIDs, let column = columns[.id] {
            guesses.append("ids are those of the column \(quoted(header(column)))")
        } else {
            guesses.append("ids are made of titles")
        }
        return (tasks, taskOfRow)
    }

    /// One row; nil if it is no promise, or cannot be read.
    private mutating func readTask(_ row: Int, _ ids: inout PlanIDs, usesIDs: Bool) -> PlanTask? {
        let written = text(row, .id)
        let title = text(row, .title).isEmpty ? written : text(row, .title)
        guard !title.isEmpty else { return nil }
        var task = PlanTask(id: "", title: title, span: span(row, columns[.title] == nil ? .id : .title))
        task.level = Int(text(row, .level)) ?? 0
        task.isSummary = columns[.summary] != nil && statusWord(row, .summary) == .kept
        task.promisor = withoutShares(text(row, .promisor))
        task.promisee = text(row, .promisee)
        task.stage = text(row, .stage)
        task.finish = day(row, .due)
        task.due = day(row, .deadline) ?? task.finish
        task.begin = day(row, .begin)
        task.keptOn = day(row, .keptOn)
        task.dueSpan = span(row, columns[.deadline].flatMap { table.cell(row, $0) } == nil ? .due : .deadline)
        readStatus(row, &task)
        task.work = duration(row)
        if task.work == nil, columns[.milestone] != nil, statusWord(row, .milestone) == .kept {
            task.work = 0
        }
        task.firmness = firmness(row)
        task.amount = amount(row)
        if task.amount != nil { task.damageSpan = span(row, .amount) }
        guard task.due != nil || task.status == .released || task.isSummary else { return nil }
        task.id = usesIDs && isID(written) ? ids.reserve(written) : ids.id(from: title, otherwise: "row-\(row + 1)")
        return task
    }

    /// What the word in a row's column says; a table has few of them, and many rows.
    private mutating func statusWord(_ row: Int, _ field: TableField) -> Status? {
        let word = text(row, field)
        guard !word.isEmpty else { return nil }
        if let known = statuses[word] { return known }
        let found = status(called: word)
        statuses[word] = .some(found)
        return found
    }

    /// What status, stage, percentage and day of completion say together.
    private mutating func readStatus(_ row: Int, _ task: inout PlanTask) {
        let word = text(row, .status)
        if let known = statusWord(row, .status) {
            task.status = known
        } else if !isNothing(word), !assumed.unknownStatus.contains(word), assumed.unknownStatus.count < 8 {
            assumed.unknownStatus.append(word)
        }
        // A stage such as "Closed Won" is how a deal ended, and no rung of a ladder.
        if let ended = statusWord(row, .stage), ended == .kept || ended == .broken {
            task.status = ended
            task.stage = ""
        } else if !task.stage.isEmpty, word.isEmpty {
            task.status = .proposed
            assumed.openDeals += 1
        }
        if let progress = progress(row), progress >= 1, task.status == .agreed { task.status = .kept }
        if task.keptOn != nil, task.status == .agreed || task.status == .proposed { task.status = .kept }
        if task.status != .kept {
            task.keptOn = nil
        } else if task.keptOn == nil, let due = task.finish ?? task.due {
            task.keptOn = due
            assumed.keptOnDueDate += 1
        }
    }

    /// Whether people can know a row by this id: it is no mere number, and no key of a database.
    private func isID(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 256 else { return false }
        let isNumber = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        let isKey =
            (text.utf8.count == 15 || text.utf8.count == 18) && text.utf8.contains { (0x30...0x39).contains($0) }
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) }
        return !isNumber && !isKey
    }

    /// Settles what needs the calendar: work from dates, and the day a beginning would be due.
    func settleWork(_ tasks: inout [PlanTask]) {
        for place in tasks.indices {
            guard let finish = tasks[place].finish ?? tasks[place].due else { continue }
            let end = calendar.dueOrdinal(finish)
            if let begin = tasks[place].begin, begin <= finish {
                let own = max(0, end - calendar.ordinal(begin))
                tasks[place].ownLead = Double(own)
                if tasks[place].work == nil { tasks[place].work = Double(own + 1) }
            } else if let work = tasks[place].work, work < 100_000, work >= 0 {
                let own = max(0, work.rounded(.up) - 1)
                tasks[place].ownLead = own
                tasks[place].begin = calendar.day(ordinal: end - Int(own))
            }
        }
    }
}

/// Names without the shares that Microsoft Project puts behind them: `Dana[50%]`.
private func withoutShares(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return text }
    var result = ""
    var depth = 0
    for character in text.unicodeScalars {
        if character == "[" { depth += 1 }
        if depth == 0 { result.unicodeScalars.append(character) }
        if character == "]", depth > 0 { depth -= 1 }
    }
    return result
}
