/// The columns of a table of needs.
private enum NeedColumn: CaseIterable {
    case commitment, needs, type, lag, lead, buffer, share, fallback, relay

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
        var best: (needs: Table, places: [Int?], found: Int)?
        for delimiter in tableStart(of: sources.files[file], in: sources.bytes).delimiter.map({ [$0] })
            ?? tableDelimiters
        {
            var ignored = DiagnosticList()
            let needs = readTable(file: file, in: sources, delimiter: delimiter, rowLimit: 1, reporting: &ignored)
            guard needs.rowCount > 0 else { continue }
            let headers = needs.row(0).map { normalizedHeader(sources.text($0)) }
            let places = NeedColumn.allCases.map { column in
                column.headers.lazy.compactMap { headers.firstIndex(of: $0) }.first
            }
            let found = places.count { $0 != nil }
            if best.map({ found > $0.found }) ?? true { best = (needs, places, found) }
        }
        guard let best, let commitment = best.places[0], let needed = best.places[1] else {
            return report(
                .missingColumn, best.map { $0.needs.span(ofRow: 0) },
                "the table of needs has to say which commitment needs which",
                hint:
                    "call its columns commitment and needs; lead, buffer, lag, type, share, fallback and relay may follow"
            )
        }
        let needs = readTable(
            file: file, in: sources, delimiter: best.needs.delimiter, reporting: &diagnostics)
        for row in 1..<max(1, needs.rowCount) where needs.row(row).contains(where: { !sources.isBlank($0) }) {
            guard
                let successor = task(needs.cell(row, commitment) ?? needs.row(row).first, references),
                let predecessor = task(needs.cell(row, needed) ?? needs.row(row).first, references)
            else { continue }
            let span = needs.cell(row, needed)?.span ?? needs.span(ofRow: row)
            var link = PlanLink(predecessor: predecessor, span: span)
            readTerms(of: &link, needs, row, best.places)
            tasks[successor].links.append(link)
        }
    }

    /// The task a cell names; nil, with a message, for none.
    private mutating func task(_ cell: Cell?, _ references: TaskReferences) -> Int? {
        guard let cell else { return nil }
        let text = withoutGuard(sources.text(cell))
        switch references.task(named: text) {
        case .task(let place): return place
        case .leftOut: report(.leftOut, cell.span, "\(quoted(text)) was left out, so this need is, too")
        case .nothing:
            report(
                .unknownCommitment, cell.span, "there is no row \(quoted(text)) in the table of commitments",
                hint: suggestion(for: text, among: references.names))
        }
        return nil
    }

    private mutating func readTerms(of link: inout PlanLink, _ needs: Table, _ row: Int, _ places: [Int?]) {
        func cell(_ column: NeedColumn) -> Cell? {
            let number = NeedColumn.allCases.firstIndex(of: column) ?? 0
            return places[number].flatMap { needs.cell(row, $0) }.flatMap { sources.isBlank($0) ? nil : $0 }
        }
        if let cell = cell(.type) {
            if let kind = LinkKind(letters: sources.text(cell)) {
                link.kind = kind
            } else {
                report(.invalidLink, cell.span, "a link is FS, SS, FF or SF, and this is \(quoted(sources.text(cell)))")
            }
        }
        if let lag = cell(.lag).flatMap({ days($0) }) { link.lag = lag }
        if let lead = cell(.lead).flatMap({ days($0) }) {
            link.lead = lead
            link.isSettled = true
        }
        if let buffer = cell(.buffer).flatMap({ days($0) }) {
            link.terms.buffer = buffer
            link.isSettled = true
        }
        link.terms.share = cell(.share).flatMap { share($0) }
        link.terms.fallback = cell(.fallback).flatMap { days($0) }
        link.terms.relay = cell(.relay).flatMap { days($0) }
    }

    private mutating func days(_ cell: Cell) -> Double? {
        if let number = readWrittenNumber(sources.text(cell), decimals: decimals), number.prefix.isEmpty,
            let unit = daysPerUnit(number.suffix)
        {
            return number.value * unit.days
        }
        report(.invalidNumber, cell.span, "\(quoted(sources.text(cell))) is no number of days", hint: "write digits")
        return nil
    }

    private mutating func share(_ cell: Cell) -> Double? {
        if let number = readWrittenNumber(sources.text(cell), decimals: decimals), number.prefix.isEmpty {
            if number.suffix == "%" { return number.value / 100 }
            if number.suffix.isEmpty { return number.value }
        }
        report(.invalidNumber, cell.span, "\(quoted(sources.text(cell))) is no share", hint: "write 0.5 or 50%")
        return nil
    }
}
