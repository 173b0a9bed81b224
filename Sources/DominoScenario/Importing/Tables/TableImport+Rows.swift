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
            let found = log.diagnostics.count
            guard let task = readTask(row, &ids, usesIDs: usesIDs) else {
                if log.diagnostics.count == found {
                    let isUntitled = text(row, .title).isEmpty && text(row, .id).isEmpty
                    log.report(
                        TableProblem.incompleteRow(lacks: isUntitled ? "title" : "due date"), titleSpan(row))
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
            log.guess(.idColumn(header(column)))
        } else {
            log.guess(.idsFromTitles)
        }
        return (tasks, taskOfRow)
    }

    /// One row; nil if it is not a commitment, or, with a problem, if it cannot be read.
    private mutating func readTask(_ row: Int, _ ids: inout PlanIDs, usesIDs: Bool) -> PlanTask? {
        let written = text(row, .id)
        let title = text(row, .title).isEmpty ? written : text(row, .title)
        guard !title.isEmpty else { return nil }
        var task = PlanTask(id: "", title: title, span: titleSpan(row))
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

    /// The place of a row's title, or of its id in a table without titles.
    private func titleSpan(_ row: Int) -> Span { span(row, columns[.title] == nil ? .id : .title) }

    /// What the word in a row's column means. A table has many rows and few such words, so they are kept.
    private mutating func statusWord(_ row: Int, _ field: TableField) -> Status? {
        let word = text(row, field)
        guard !word.isEmpty else { return nil }
        if let known = statuses[word] { return known }
        let found = status(called: word)
        statuses[word] = .some(found)
        return found
    }

    /// The status that status, stage, percentage and day of completion say together.
    private mutating func readStatus(_ row: Int, _ task: inout PlanTask) {
        let word = text(row, .status)
        if let known = statusWord(row, .status) {
            task.status = known
        } else if !isNothing(word), !assumed.unknownStatus.contains(word), assumed.unknownStatus.count < 8 {
            assumed.unknownStatus.append(word)
        }
        // A stage such as "Closed Won" is how a deal ended, not a rung of the ladder.
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
            task.keptOn = min(due, lastWeekday ?? due)
            assumed.keptOnDueDate += 1
        }
    }

    /// Today, or the Friday before a weekend, so that a day assumed says nothing about which days are worked.
    private var lastWeekday: Day? {
        (options.today ?? options.clock).map { Day(number: $0.number - Int32(max(0, $0.weekday - 4))) }
    }

    /// Whether people can know a row by this id: it is neither a mere number nor a database key.
    private func isID(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 256 else { return false }
        let isNumber = text.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") }
        let isKey =
            (text.utf8.count == 15 || text.utf8.count == 18) && text.utf8.contains(where: isDigit)
            && text.utf8.allSatisfy { isDigit($0) || (0x41...0x5A).contains($0 & 0xDF) }
        return !isNumber && !isKey
    }

    /// Computes what needs the calendar: work from dates, and the day a start would be due.
    func resolveWork(_ tasks: inout [PlanTask]) {
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

/// Names without the shares that Microsoft Project adds to them: `Dana[50%]`.
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

/// What a word in a status column means; nil for an unknown one.
///
/// Words of Salesforce, HubSpot, Jira, Asana, Smartsheet and spreadsheets, with some German and French.
func status(called word: String) -> Status? {
    word.isEmpty ? nil : statusOfWord[normalizedHeader(word)]
}

/// The first status with that word.
private let statusOfWord = {
    var statuses: [String: Status] = [:]
    for entry in statusWords {
        for word in entry.words where statuses[word] == nil { statuses[word] = entry.status }
    }
    return statuses
}()

private let statusWords: [(status: Status, words: [String])] = [
    (
        .kept,
        [
            "kept", "done", "complete", "completed", "closed", "closed won", "won", "resolved", "finished", "delivered",
            "shipped", "accepted", "yes", "true", "x", "1", "100 percent", "erledigt", "fertig", "abgeschlossen",
            "gewonnen", "ja", "terminé", "terminée", "livré", "gagné", "oui",
        ]
    ),
    (.broken, ["broken", "lost", "closed lost", "failed", "missed", "verloren", "gescheitert", "perdu"]),
    (
        .released,
        [
            "released", "cancelled", "canceled", "won t do", "won t fix", "declined", "withdrawn", "abandoned",
            "obsolete", "not needed", "inactive", "duplicate", "abgebrochen", "storniert", "entfällt", "annulé",
            "annulée",
        ]
    ),
    (
        .proposed,
        [
            "proposed", "proposal", "draft", "tentative", "idea", "requested", "pending approval", "to be confirmed",
            "tbc", "unconfirmed", "backlog", "entwurf", "vorgeschlagen", "proposé", "brouillon", "à confirmer",
        ]
    ),
    (
        .agreed,
        [
            "agreed", "open", "to do", "todo", "not started", "new", "planned", "scheduled", "committed", "confirmed",
            "in progress", "started", "doing", "active", "on track", "at risk", "late", "delayed", "overdue", "blocked",
            "on hold", "in review", "review", "reopened", "selected for development", "no", "false", "0", "offen",
            "in arbeit", "in bearbeitung", "geplant", "begonnen", "nicht begonnen", "nein", "vereinbart", "ouvert",
            "en cours", "à faire", "prévu", "non commencé", "non",
        ]
    ),
]
