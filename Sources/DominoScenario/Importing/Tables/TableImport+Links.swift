extension TableImport {
    /// Reads what each row needs first, or what needs it, and gives the links to the tasks.
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
                hasNumbers = hasNumbers || text.utf8.first.map { (0x30...0x39).contains($0) } == true
                for piece in pieces(of: text, references) {
                    addLink(piece, cell.span, field, at: taskOfRow[row], &tasks, references)
                }
            }
        }
        if hasNumbers { guesses.append("numbers of predecessors are \(references.numbering)") }
    }

    /// The single references of a cell: `12FS+2d; 15`, or titles, which may hold commas themselves.
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
            // The most parts, at most eight, that make one known title together.
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

    /// The single references of a cell that holds numbers of rows and nothing else: `12FS+2d; 15`. Nil for any other, whose
    /// commas may be those of titles.
    private func numbered(_ text: String, _ references: TaskReferences) -> [String]? {
        let parts = text.utf8.split { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n") }
            .map { trimmedText($0) }
        let isNumbered = parts.allSatisfy { part in
            let digits = part.utf8.prefix { (0x30...0x39).contains($0) }
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
            report(.leftOut, span, "\(quoted(written.reference)) was left out, so this need is, too")
        case .nothing:
            report(
                .unknownCommitment, span, "there is no row \(quoted(written.reference)) to need",
                hint: unknownHint(written.reference, references))
        }
    }

    private mutating func unknownHint(_ name: String, _ references: TaskReferences) -> String {
        unknownReferences += 1
        let suggested =
            unknownReferences <= LaterChecks.suggestionLimit && !isNumber(name)
            ? suggestion(for: name, among: references.names) : nil
        return suggested ?? "rows are named by id, by title or by \(references.numbering), such as 12FS+2d"
    }

    /// Gives a link its lag in days and keeps it, or says what is missing.
    mutating func keep(_ link: PlanLink, _ written: WrittenLink, successor: Int, _ tasks: inout [PlanTask]) {
        var link = link
        link.lag = written.lag
        if written.isPercent {
            guard let work = tasks[link.predecessor].work else {
                return report(
                    .invalidLink, link.span,
                    "a lag in percent is a share of the predecessor's duration, which is not known",
                    hint: "write the lag in days, such as 12FS+2d")
            }
            link.lag *= work
        }
        if written.isElapsed {
            assumed.elapsedLags += 1
            link.lag = elapsed(link.lag)
        }
        tasks[successor].links.append(link)
    }

    /// Turns lags into leads, and asks where nothing says how long a row takes.
    ///
    /// A day of beginning is counted from its morning, a day of finishing to its evening: so between the two of a
    /// task lie its days of work less one.
    mutating func settleLeads(_ tasks: inout [PlanTask]) {
        for place in tasks.indices where !tasks[place].isSummary {
            for number in tasks[place].links.indices where !tasks[place].links[number].isSettled {
                settleLead(number, of: place, &tasks)
            }
        }
    }

    private mutating func settleLead(_ number: Int, of place: Int, _ tasks: inout [PlanTask]) {
        let link = tasks[place].links[number]
        if link.kind.isFromStart, tasks[link.predecessor].begin == nil {
            return report(
                .invalidLink, link.span,
                "this waits for the beginning of \(quoted(tasks[link.predecessor].title)), and nothing says when that is",
                hint: "give that row a start or a duration")
        }
        let work = tasks[place].work
        let morning = tasks[link.predecessor].work == 0 ? 0.0 : 1.0
        switch link.kind {
        case .finishToFinish: tasks[place].links[number].lead = link.lag
        case .startToFinish: tasks[place].links[number].lead = link.lag - morning
        case .finishToStart, .startToStart:
            guard let known = work ?? options.lead else { return missingLead(link, tasks[place]) }
            if work == nil { assumed.ownLeads += 1 }
            if link.kind == .startToStart {
                tasks[place].links[number].lead = link.lag + max(0, known.rounded(.up) - 1)
            } else if work == nil || link.lag != 0 {
                tasks[place].links[number].lead = known + link.lag
            }
        }
    }

    private mutating func missingLead(_ link: PlanLink, _ task: PlanTask) {
        report(
            .needWithoutLead, link.span,
            "nothing says how many days \(quoted(task.title)) takes once it has what it needs",
            hint: "give it a duration or a start; --lead 5 says five days wherever both are missing")
    }
}
