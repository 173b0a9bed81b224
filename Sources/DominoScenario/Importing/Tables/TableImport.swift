/// A table of commitments on its way to be a plan.
struct TableImport {
    var sources: SourceMap
    let options: ImportOptions
    var table: Table
    var columns: TableColumns
    var diagnostics: DiagnosticList
    var guesses: [String] = []
    /// The rows that are commitments: behind the header, without blank and closing lines.
    var rows: [Int] = []
    var dateOrder = DateOrder.ymd
    var decimals = DecimalMark.point
    var calendar = WorkCalendar.everyDay
    /// Whether days off are left out of the calendar.
    var skipsWeekends = false
    /// The currency of amounts; empty where nothing says it.
    var currency = ""
    /// How often something was assumed for want of a word, by what was assumed.
    var assumed = Assumptions()
    /// What the words met so far in columns of status and the like say; nil for nothing.
    var statuses: [String: Status?] = [:]
    /// Whether it was said how `1,234` is read.
    var assumedThousands = false
    /// How many references named nothing: only the first are compared with all names.
    var unknownReferences = 0

    /// Notes a problem.
    mutating func report(
        _ code: DiagnosticCode, _ span: Span?, _ message: String, hint: String? = nil, related: [Related] = []
    ) {
        diagnostics.append(Diagnostic(code, at: span, message, hint: hint, related: related))
    }

    /// The text of a row in a field's column; empty where there is none.
    func text(_ row: Int, _ field: TableField) -> String {
        guard let column = columns[field], let cell = table.cell(row, column) else { return "" }
        return withoutGuard(sources.text(cell))
    }

    /// Where the cell of a row in a field's column is.
    func span(_ row: Int, _ field: TableField) -> Span {
        columns[field].flatMap { table.cell(row, $0)?.span } ?? table.span(ofRow: row)
    }

    /// A text of the author in quotes, harmless and short.
    func quoted(_ text: String) -> String { "\"\(sanitized(text, limit: 60))\"" }

    /// The header of a column.
    func header(_ column: Int) -> String {
        table.cell(columns.headerRow, column).map { sources.text($0) } ?? ""
    }
}

/// How many rows were completed by an assumption.
struct Assumptions {
    var keptOnDueDate = 0
    var elapsedLags = 0
    var ownLeads = 0
    var openDeals = 0
    var unknownStatus: [String] = []
}

extension TableImport {
    /// Finds the rows that are commitments, and says what is wrong with their form.
    mutating func findRows() {
        let behind = columns.headerRow + 1..<max(columns.headerRow + 1, table.rowCount)
        let counts = behind.map { row in table.row(row).count { !sources.isBlank($0) } }
        let lastFull =
            counts.lastIndex { $0 > 1 }.map { behind.lowerBound + $0 } ?? (columns.count == 1 ? table.rowCount : -1)
        var closing: [Int] = []
        for (row, count) in zip(behind, counts) where count > 0 {
            if row > lastFull, columns.count > 1 {
                closing.append(row)
            } else if checkLength(row) {
                rows.append(row)
            }
        }
        if let first = closing.first {
            report(
                .closingLine, table.span(ofRow: first),
                "\(counted(closing.count, "line")) behind the table \(closing.count == 1 ? "has" : "have") one cell only: "
                    + "left out")
        }
        guard rows.isEmpty else { return }
        report(
            .tableEmpty, table.rowCount > columns.headerRow ? table.span(ofRow: columns.headerRow) : nil,
            "there is a header, and no row of a commitment below it", hint: "export the rows, too")
    }

    /// Whether a row has no more cells than the header.
    private mutating func checkLength(_ row: Int) -> Bool {
        let cells = table.row(row)
        if cells.count < columns.count {
            report(
                .shortRow, table.span(ofRow: row),
                "this row has \(cells.count) cells, and the header \(columns.count): the others count as empty")
            return true
        }
        guard let more = cells.dropFirst(columns.count).first(where: { !sources.isBlank($0) }) else { return true }
        report(
            .raggedRow, more.span, "this row has \(cells.count) cells, and the header \(columns.count)",
            hint: "a text that holds the delimiter stands in quotes")
        return false
    }

    /// Says which column is read as what, and asks for what is missing.
    mutating func explainColumns() {
        let headers = (0..<columns.count).map { header($0) }
        var read: [String] = []
        for column in headers.indices {
            guard let field = columns.field(of: column) else { continue }
            let words = "\(quoted(headers[column])) as \(field.name)"
            if !read.contains(words) { read.append(words) }
        }
        let unread = headers.indices.filter { columns.field(of: $0) == nil && !headers[$0].isEmpty }
        guesses.append("columns are read so: " + read.joined(separator: ", "))
        if !unread.isEmpty {
            let names = unread.prefix(12).map { quoted(headers[$0]) } + (unread.count > 12 ? ["…"] : [])
            guesses.append("columns left alone: " + names.joined(separator: ", "))
        }
        for field in [TableField.title, .due] where columns[field] == nil {
            if field == .title, columns[.id] != nil { continue }
            report(
                .missingColumn, table.span(ofRow: columns.headerRow), "no column is known as \(field.meaning)",
                hint: "name it: --map \(field.name)=\"Column\""
                    + (headers.isEmpty ? "" : "; there are " + columnNames(headers)))
        }
    }

    private func columnNames(_ headers: [String]) -> String {
        headers.prefix(8).map(quoted).joined(separator: ", ") + (headers.count > 8 ? ", …" : "")
    }
}
