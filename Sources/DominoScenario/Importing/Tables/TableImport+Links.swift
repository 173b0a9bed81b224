extension TableImport {
    /// Reads the predecessors or successors of each row, and gives the links to the tasks.
    mutating func readLinks(_ tasks: inout [PlanTask], taskOfRow: [Int], _ references: TaskReferences) {
        let field: TableField = columns[.predecessors] == nil ? .successors : .predecessors
        let places = columns.all(field)
        guard !places.isEmpty else { return }
        var hasNumbers = false
        for row in rows where taskOfRow[row] >= 0 {
            for column in places {
                guard let cell = table.cell(row, column), !sources.isBlank(cell) else { continue }
                let text = sources.text(cell)
                guard !isNothing(text) else { continue }
                hasNumbers = hasNumbers || text.utf8.first.map(isDigit) == true
                for piece in pieces(of: text, references) {
                    addLink(piece, cell.span, field, at: taskOfRow[row], &tasks, references)
                }
            }
        }
        if hasNumbers {
            log.guess(references.numberColumn.map { TableGuess.predecessorColumn($0) } ?? .predecessorRows)
        }
    }

    /// The single references of a cell: `12FS+2d; 15`, or titles, which may contain commas.
    private func pieces(of text: String, _ references: TaskReferences) -> [String] {
        if references.known(text) != .nothing { return [text] }
        if let numbers = numbered(text, references) { return numbers }
        if references.task(named: text) != .nothing { return [text] }
        let separator = [UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: ",")].first { text.utf8.contains($0) }
        guard let separator else { return [text] }
        let parts = text.utf8.split(separator: separator).map { trimmedText($0) }
        var result: [String] = []
        var first = 0
        while first < parts.count {
            // The most parts, at most eight, that form one known title together.
            let joint = separator == UInt8(ascii: ",") ? min(parts.count, first + 8) : first + 1
            let end = stride(from: joint, to: first + 1, by: -1).first { end in
                references.task(named: parts[first..<end].joined(separator: ", ")) != .nothing
            }
            let next = end ?? first + 1
            result.append(parts[first..<next].joined(separator: ", "))
            first = next
        }
        return result.filter { !$0.isEmpty }
    }

    /// The single references of a cell that contains only numbers of rows: `12FS+2d; 15`. Nil for any other cell, whose
    /// commas may belong to titles.
    private func numbered(_ text: String, _ references: TaskReferences) -> [String]? {
        let parts = text.utf8.split { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n") }
            .map { trimmedText($0) }
        let isNumbered = parts.allSatisfy { part in
            let digits = part.utf8.prefix(while: isDigit)
            guard !digits.isEmpty, references.known(String(decoding: digits, as: UTF8.self)) != .nothing else {
                return false
            }
            return digits.count == part.utf8.count || readWrittenLink(part).map { isNumber($0.reference) } == true
        }
        return isNumbered && !parts.isEmpty ? parts : nil
    }

    private mutating func addLink(
        _ text: String, _ span: Span, _ field: TableField, at task: Int, _ tasks: inout [PlanTask],
        _ references: TaskReferences
    ) {
        var written = WrittenLink(reference: text, kind: .finishToStart, lag: 0)
        var found = references.known(text)
        if found == .nothing, let apart = readWrittenLink(text), isNumber(apart.reference) {
            found = references.known(apart.reference)
            if found != .nothing { written = apart }
        }
        if found == .nothing { found = references.task(named: text) }
        if found == .nothing, let apart = readWrittenLink(text), apart.reference != text {
            found = references.task(named: apart.reference)
            if found != .nothing || isNumber(apart.reference) { written = apart }
        }
        switch found {
        case .task(let other):
            let (predecessor, successor) = field == .predecessors ? (other, task) : (task, other)
            let link = PlanLink(predecessor: predecessor, kind: written.kind, span: span)
            keep(link, written, successor: successor, &tasks)
        case .leftOut:
            log.report(LinkProblem.leftOutNeed(written.reference), span)
        case .nothing:
            let hint = unknownHint(written.reference, references)
            log.report(LinkProblem.unknownNeed(written.reference, hint: hint), span)
        }
    }

    private mutating func unknownHint(_ name: String, _ references: TaskReferences) -> String {
        unknownReferences += 1
        let suggested =
            unknownReferences <= LaterChecks.suggestionLimit && !isNumber(name)
            ? suggestion(for: name, among: references.names) : nil
        let numbers = references.numberColumn.map { "number in the column \(inQuotes($0))" } ?? "number of the row"
        return suggested ?? "name a row by id, title or \(numbers), such as 12FS+2d"
    }

    /// Gives a link its lag in days and keeps it, or reports what is missing.
    private mutating func keep(_ link: PlanLink, _ written: WrittenLink, successor: Int, _ tasks: inout [PlanTask]) {
        var link = link
        link.lag = written.lag
        if written.isPercent {
            guard let work = tasks[link.predecessor].work else {
                return log.report(LinkProblem.percentOfUnknown, link.span)
            }
            link.lag *= work
        }
        if written.isElapsed {
            assumed.elapsedLags += 1
            link.lag = elapsed(link.lag)
        }
        tasks[successor].links.append(link)
    }

    /// Turns lags into leads, and reports rows whose duration is unknown.
    ///
    /// A start counts from its morning, a finish to its evening: so the days between the two of a task are its days of
    /// work less one.
    mutating func resolveLeads(_ tasks: inout [PlanTask]) {
        for place in tasks.indices where !tasks[place].isSummary {
            for number in tasks[place].links.indices where !tasks[place].links[number].isLeadStated {
                resolveLead(number, of: place, &tasks)
            }
        }
    }

    private mutating func resolveLead(_ number: Int, of place: Int, _ tasks: inout [PlanTask]) {
        let link = tasks[place].links[number]
        if link.kind.isFromStart, tasks[link.predecessor].begin == nil {
            return log.report(LinkProblem.unknownStart(tasks[link.predecessor].title), link.span)
        }
        let work = tasks[place].work
        let morning = tasks[link.predecessor].work == 0 ? 0.0 : 1.0
        switch link.kind {
        case .finishToFinish: tasks[place].links[number].lead = link.lag
        case .startToFinish: tasks[place].links[number].lead = link.lag - morning
        case .finishToStart, .startToStart:
            guard let known = work ?? options.lead else {
                return log.report(LinkProblem.noLead(tasks[place].title), link.span)
            }
            if work == nil { assumed.ownLeads += 1 }
            if link.kind == .startToStart {
                tasks[place].links[number].lead = link.lag + max(0, known.rounded(.up) - 1)
            } else if work == nil || link.lag != 0 {
                tasks[place].links[number].lead = known + link.lag
            }
        }
    }
}

/// Finds the task that a text names: by id, by row number or by title.
///
/// A class, so that titles are indexed only on first use: most tables name rows by number or by their own ids.
final class TaskReferences {
    /// What a text names.
    enum Found: Equatable {
        case task(Int)
        /// A row that became no task.
        case leftOut
        case nothing
    }

    /// Tasks by the ids of the table's own column.
    private var byID: [String: Int] = [:]
    private var byNumber: [Int: Int] = [:]
    /// Tasks by their ids and by titles in lower case.
    private lazy var byName = names(of: titles)
    private let ids: [String]
    /// The titles of all rows, and the task each became, or -1.
    private let titles: [(title: String, task: Int)]
    /// Ids and titles, for suggestions.
    private(set) lazy var names = ids + titles.filter { $0.task >= 0 && !$0.title.isEmpty }.map { $0.title }
    /// The header of the column whose numbers name rows; nil if rows are counted from 1 below the header.
    let numberColumn: String?

    /// - Parameter taskOfRow: the task that each row of the table became, or -1.
    init(_ tasks: [PlanTask], taskOfRow: [Int], of table: TableImport) {
        let numbered = [TableField.row, .id].first { field in
            table.columns[field] != nil && table.rows.contains { isNumber(table.text($0, field)) }
        }
        numberColumn = numbered.flatMap { table.columns[$0] }.map { table.header($0) }
        ids = tasks.map { $0.id }
        titles = table.rows.map { (table.text($0, .title), taskOfRow[$0]) }
        byNumber.reserveCapacity(table.rows.count)
        let hasIDs = table.columns[.id] != nil
        if hasIDs, numbered != .id { byID.reserveCapacity(table.rows.count) }
        for row in table.rows {
            let task = taskOfRow[row]
            let number = numbered.map { rowNumber(table.text(row, $0)) } ?? row - table.columns.headerRow
            if let number, byNumber[number] == nil { byNumber[number] = task }
            guard hasIDs, numbered != .id || number == nil else { continue }
            let id = table.text(row, .id)
            if !id.isEmpty, byID[id] == nil { byID[id] = task }
        }
    }

    /// What the text names.
    func task(named text: String) -> Found {
        let known = known(text)
        guard known == .nothing else { return known }
        guard let place = byName[text] ?? byName[text.lowercased()] else { return .nothing }
        return found(place)
    }

    /// What the text names as an id of the table's own column or as a number.
    func known(_ text: String) -> Found {
        if !byID.isEmpty, let place = byID[text] { return found(place) }
        guard let number = rowNumber(text), let place = byNumber[number] else { return .nothing }
        return found(place)
    }

    private func found(_ place: Int) -> Found { place < 0 ? .leftOut : .task(place) }

    /// Ids win over titles, and of equal titles that of the first row that became a task.
    private func names(of titles: [(title: String, task: Int)]) -> [String: Int] {
        var places: [String: Int] = [:]
        places.reserveCapacity(2 * titles.count)
        for (title, task) in titles where !title.isEmpty {
            let title = title.lowercased()
            if (places[title] ?? -1) < 0 { places[title] = task }
        }
        for (place, id) in ids.enumerated() { places[id] = place }
        return places
    }
}

/// The number that a text of digits means; nil for any other text and for more digits than a row number can have.
private func rowNumber(_ text: String) -> Int? {
    guard text.utf8.count <= 18, isNumber(text) else { return nil }
    return text.utf8.reduce(0) { $0 * 10 + Int($1 & 15) }
}

/// The columns of a table of needs. Raw values are places in `allCases`.
private enum NeedColumn: Int, CaseIterable {
    case commitment, needs, type, lag, lead, buffer, share, fallback, relay

    /// Its headers, as `normalizedHeader` writes them.
    var headers: [String] {
        switch self {
        case .commitment: ["commitment", "successor", "task", "to", "for", "row", "who needs", "id", "nachfolger"]
        case .needs:
            [
                "needs", "need", "predecessor", "depends on", "blocked by", "from", "on", "needed", "vorgänger",
                "prédécesseur",
            ]
        case .type: ["type", "link type", "kind", "relationship", "art"]
        case .lag: ["lag", "lag days", "delay"]
        case .lead: ["lead", "lead days", "days"]
        case .buffer: ["buffer", "buffer days", "spare", "spare days"]
        case .share: ["share"]
        case .fallback: ["fallback", "plan b", "fallback days"]
        case .relay: ["relay", "relay days"]
        }
    }
}

extension TableImport {
    /// Reads a table with a row for each need, and gives its links to the tasks.
    mutating func readNeeds(file: Int, _ tasks: inout [PlanTask], _ references: TaskReferences) {
        var best: (needs: CellTable, places: [Int?], found: Int)?
        for needs in candidateTables(file: file, in: sources, rowLimit: 1) where needs.rowCount > 0 {
            let headers = needs.row(0).map { normalizedHeader(sources.text($0)) }
            let places = NeedColumn.allCases.map { column in
                column.headers.lazy.compactMap { headers.firstIndex(of: $0) }.first
            }
            let found = places.count { $0 != nil }
            if best.map({ found > $0.found }) ?? true { best = (needs, places, found) }
        }
        guard let best, let commitment = best.places[0], let needed = best.places[1] else {
            return log.report(TableProblem.needsColumns, best.map { $0.needs.span(ofRow: 0) })
        }
        let needs = readTable(
            file: file, in: sources, delimiter: best.needs.delimiter, reporting: &log.diagnostics)
        for row in 1..<max(1, needs.rowCount) where needs.row(row).contains(where: { !sources.isBlank($0) }) {
            guard
                let successor = task(needs.cell(row, commitment) ?? needs.row(row).first, references),
                let predecessor = task(needs.cell(row, needed) ?? needs.row(row).first, references)
            else { continue }
            let span = needs.cell(row, needed)?.span ?? needs.span(ofRow: row)
            var link = PlanLink(predecessor: predecessor, span: span)
            readDetails(of: &link, needs, row, best.places)
            tasks[successor].links.append(link)
        }
    }

    /// The task that a cell names; nil, with a problem, if there is none.
    private mutating func task(_ cell: Cell?, _ references: TaskReferences) -> Int? {
        guard let cell else { return nil }
        let text = withoutGuard(sources.text(cell))
        switch references.task(named: text) {
        case .task(let place): return place
        case .leftOut: log.report(LinkProblem.leftOutNeed(text), cell.span)
        case .nothing:
            let hint = suggestion(for: text, among: references.names)
            log.report(LinkProblem.unknownRow(text, hint: hint), cell.span)
        }
        return nil
    }

    private mutating func readDetails(of link: inout PlanLink, _ needs: CellTable, _ row: Int, _ places: [Int?]) {
        func cell(_ column: NeedColumn) -> Cell? {
            places[column.rawValue].flatMap { needs.cell(row, $0) }.flatMap { sources.isBlank($0) ? nil : $0 }
        }
        if let cell = cell(.type) {
            if let kind = LinkKind(letters: sources.text(cell)) {
                link.kind = kind
            } else {
                log.report(LinkProblem.kind(sources.text(cell)), cell.span)
            }
        }
        if let lag = cell(.lag).flatMap({ days($0) }) { link.lag = lag }
        if let lead = cell(.lead).flatMap({ days($0) }) {
            link.lead = lead
            link.isLeadStated = true
        }
        if let buffer = cell(.buffer).flatMap({ days($0) }) {
            link.details.buffer = buffer
            link.isLeadStated = true
        }
        link.details.share = cell(.share).flatMap { share($0) }
        link.details.fallback = cell(.fallback).flatMap { days($0) }
        link.details.relay = cell(.relay).flatMap { days($0) }
    }

    private mutating func days(_ cell: Cell) -> Double? {
        if let number = readWrittenNumber(sources.text(cell), decimals: decimals), number.prefix.isEmpty,
            let unit = daysPerUnit(number.suffix)
        {
            return number.value * unit.days
        }
        refuse(cell, "a number of days", hint: "write digits")
        return nil
    }

    private mutating func share(_ cell: Cell) -> Double? {
        if let number = readWrittenNumber(sources.text(cell), decimals: decimals), number.prefix.isEmpty {
            if number.suffix == "%" { return number.value / 100 }
            if number.suffix.isEmpty { return number.value }
        }
        refuse(cell, "a share", hint: "write 0.5 or 50%")
        return nil
    }

    private mutating func refuse(_ cell: Cell, _ expected: String, hint: String) {
        log.report(CellProblem.noNumber(sources.text(cell), expected: expected, hint: hint), cell.span)
    }
}
