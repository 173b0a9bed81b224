/// A table of commitments on its way to a plan.
struct TableImport {
    var sources: SourceMap
    let options: ImportOptions
    var table: CellTable
    var columns: TableColumns
    var log: ImportLog
    /// The rows that are commitments: below the header, without blank and closing lines.
    var rows: [Int] = []
    var dateOrder = DateOrder.ymd
    var decimals = DecimalMark.point
    var calendar = WorkCalendar.everyDay
    /// Whether the calendar leaves out weekends.
    var skipsWeekends = false
    /// The currency of amounts; empty if it is not stated.
    var currency = ""
    /// How often something was assumed.
    var assumed = Assumptions()
    /// What the words found so far in status columns mean; nil for an unknown one.
    var statuses: [String: Status?] = [:]
    /// Whether `1,234` has been noted as a guess.
    var assumedThousands = false
    /// How many references named nothing: only the first are compared with all names.
    var unknownReferences = 0

    init(sources: SourceMap, options: ImportOptions, table: CellTable, columns: TableColumns, log: ImportLog) {
        self.sources = sources
        self.options = options
        self.table = table
        self.columns = columns
        self.log = log
    }

    /// The text of a row in a field's column; empty if there is none.
    func text(_ row: Int, _ field: TableField) -> String {
        guard let column = columns[field], let cell = table.cell(row, column) else { return "" }
        return withoutGuard(sources.text(cell))
    }

    /// The place of a row's cell in a field's column.
    func span(_ row: Int, _ field: TableField) -> Span {
        columns[field].flatMap { table.cell(row, $0)?.span } ?? table.span(ofRow: row)
    }

    /// The header of a column.
    func header(_ column: Int) -> String {
        table.cell(columns.headerRow, column).map { sources.text($0) } ?? ""
    }

    /// The headers of all columns.
    private var headers: [String] { (0..<columns.count).map { header($0) } }
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
    /// What is wrong with `--map`: a column that is not there.
    func unknownColumn() -> String? {
        let headers = headers
        for (field, name) in options.columns where column(named: name, in: headers) == nil {
            return "'--map \(field.name)=…': no column is called \(inQuotes(name))"
                + (capitalized(hint(forUnknown: name, among: headers)).map { ". " + $0 } ?? ".")
        }
        return nil
    }

    /// Reads everything; nil if there is a problem that leaves no plan.
    mutating func plan(_ file: ImportFile, needs: ImportFile?) -> Plan? {
        explainColumns()
        guard !log.diagnostics.hasErrors else { return nil }
        findRows()
        guard !rows.isEmpty else { return nil }
        resolveDateOrder()
        resolveDecimals()
        guard !log.diagnostics.hasErrors else { return nil }
        var (tasks, taskOfRow) = readTasks()
        resolveCalendar(tasks)
        resolveWork(&tasks)
        let references = TaskReferences(tasks, taskOfRow: taskOfRow, of: self)
        readLinks(&tasks, taskOfRow: taskOfRow, references)
        if let needs {
            guard let number = appendTable(needs, to: &sources, &log) else { return nil }
            readNeeds(file: number, &tasks, references)
        }
        if tasks.contains(where: { $0.isSummary }) {
            log.guess(.summaryRows)
            passOnSummaryLinks(&tasks, reporting: &log.diagnostics)
        }
        resolveLeads(&tasks)
        addDamage(&tasks)
        explainAssumptions()
        var plan = Plan(
            name: options.name ?? fileStem(file.path), file: fileName(file.path),
            currency: options.currency ?? currency, tasks: tasks)
        if skipsWeekends { plan.calendar = WrittenCalendar() }
        if tasks.contains(where: { !$0.damage.isEmpty }) { plan.kinds = ["{ \"id\": \"revenue\" }"] }
        return plan
    }

    /// The amount of a deal is damage to its promisor if the commitment is never kept.
    private mutating func addDamage(_ tasks: inout [PlanTask]) {
        let parties = PlanParties(tasks)
        var hasAmounts = false
        for place in tasks.indices {
            guard let amount = tasks[place].amount else { continue }
            hasAmounts = true
            var entry = ScenarioWriting()
            entry.raw("{ \"kind\": \"revenue\"")
            entry.member("bearer", parties.promisor(of: tasks[place]))
            entry.raw(", \"perDay\": 0")
            entry.member("ifBroken", amount)
            entry.raw(" }")
            tasks[place].damage = String(decoding: entry.bytes, as: UTF8.self)
        }
        log.guess(hasAmounts ? .amounts : .noDamage)
    }

    /// Finds the rows that are commitments, and reports what is wrong with their form.
    private mutating func findRows() {
        let below = columns.headerRow + 1..<max(columns.headerRow + 1, table.rowCount)
        let counts = below.map { row in table.row(row).count { !sources.isBlank($0) } }
        let lastFull =
            counts.lastIndex { $0 > 1 }.map { below.lowerBound + $0 } ?? (columns.count == 1 ? table.rowCount : -1)
        var closing: [Int] = []
        for (row, count) in zip(below, counts) where count > 0 {
            if row > lastFull, columns.count > 1 {
                closing.append(row)
            } else if checkLength(row) {
                rows.append(row)
            }
        }
        if let first = closing.first {
            log.report(TableProblem.closingLines(closing.count), table.span(ofRow: first))
        }
        guard rows.isEmpty else { return }
        log.report(
            TableProblem.noRows, table.rowCount > columns.headerRow ? table.span(ofRow: columns.headerRow) : nil)
    }

    /// Whether a row has no more cells than the header.
    private mutating func checkLength(_ row: Int) -> Bool {
        let cells = table.row(row)
        if cells.count < columns.count {
            log.report(TableProblem.shortRow(cells: cells.count, header: columns.count), table.span(ofRow: row))
            return true
        }
        guard let more = cells.dropFirst(columns.count).first(where: { !sources.isBlank($0) }) else { return true }
        log.report(TableProblem.longRow(cells: cells.count, header: columns.count), more.span)
        return false
    }

    /// Notes how each column is read, and reports what is missing.
    private mutating func explainColumns() {
        let headers = headers
        var read: [(header: String, field: TableField)] = []
        for (column, header) in headers.enumerated() {
            guard let field = columns.field(of: column) else { continue }
            if !read.contains(where: { $0.header == header && $0.field == field }) { read.append((header, field)) }
        }
        log.guess(.columns(read))
        let unused = headers.indices.filter { columns.field(of: $0) == nil && !headers[$0].isEmpty }
        if !unused.isEmpty { log.guess(.unusedColumns(unused.map { headers[$0] })) }
        for field in [TableField.title, .due] where columns[field] == nil {
            if field == .title, columns[.id] != nil { continue }
            log.report(TableProblem.missingColumn(field, headers: headers), table.span(ofRow: columns.headerRow))
        }
    }

    /// Notes what was assumed because the table does not say it.
    private mutating func explainAssumptions() {
        if !currency.isEmpty, options.currency == nil { log.guess(.currency(currency)) }
        for (field, id) in [
            (TableField.promisor, PlanParties.unnamedPromisor), (.promisee, PlanParties.unnamedPromisee),
        ] {
            let missing = rows.count { text($0, field).isEmpty }
            guard missing > 0 else { continue }
            log.guess(missing == rows.count ? .unnamed(field, id: id) : .unnamedRows(missing, field, id: id))
        }
        if assumed.openDeals > 0 { log.guess(.openDeals) }
        if assumed.keptOnDueDate > 0 { log.guess(.keptOnDueDate(assumed.keptOnDueDate)) }
        if !assumed.unknownStatus.isEmpty { log.guess(.unknownStatus(assumed.unknownStatus)) }
        if assumed.elapsedLags > 0 { log.guess(.elapsedDays(skipsWeekends: skipsWeekends)) }
        if assumed.ownLeads > 0, let lead = options.lead { log.guess(.ownLeads(assumed.ownLeads, lead: lead)) }
    }
}
