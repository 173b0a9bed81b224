/// Makes a scenario of one table of commitments, or of one with a table of their needs.
///
/// The table that `export --as csv` writes comes back as the scenario it was made of. Any other is read by its headers;
/// what cannot be known from it is asked for, and whatever is assumed stands in `guesses` and in the scenario.
/// - Parameters:
///   - commitments: the table; a row for each commitment.
///   - needs: a table with a row for each need.
///   - include: reads a file that the scenario includes, which only a table made by `export` can ask for.
/// - Complexity: O(bytes).
public func importTables(
    commitments: ImportFile, needs: ImportFile? = nil, options: ImportOptions = ImportOptions(),
    include: @escaping (String) -> FileReading
) -> Imported {
    var sources = SourceMap()
    var diagnostics = DiagnosticList()
    guard let file = append(commitments, to: &sources, reporting: &diagnostics) else {
        return Imported(diagnostics: diagnostics.kept, sources: sources)
    }
    if isScenarioTable(file: file.number, in: sources) {
        return importScenarioTable(
            file: file.number, in: sources, path: commitments.path, options: options, include: include)
    }
    guard let layout = tableLayout(file: file.number, in: sources, asked: options.columns) else {
        let empty = Diagnostic(
            .tableEmpty, path: commitments.path, "there is nothing in it", hint: "export a table with its header")
        return Imported(diagnostics: [empty], sources: sources)
    }
    let table = readTable(
        file: file.number, in: sources, delimiter: layout.delimiter, reporting: &diagnostics)
    var reading = TableImport(
        sources: sources, options: options, table: table, columns: layout.columns, diagnostics: diagnostics)
    if let refusal = reading.unknownColumn() { return Imported(sources: sources, refusal: refusal) }
    if file.isWindows { reading.guesses.append("the text is Windows-1252, since it is no UTF-8") }
    return reading.imported(commitments, needs: needs, include: include)
}

/// Adds a table to the sources, as UTF-8; nil, with a message, if it is none or too large.
private func append(
    _ file: ImportFile, to sources: inout SourceMap, reporting diagnostics: inout DiagnosticList
) -> (number: Int, isWindows: Bool)? {
    guard let (contents, isWindows) = decodedTable(file, reporting: &diagnostics) else { return nil }
    let number = sources.append(path: file.path, contents: contents)
    if sources.files[number].isTooLarge {
        diagnostics.append(Diagnostic(.fileTooLarge, path: file.path, "the file is too large: a file may have 1 GiB"))
        return nil
    }
    return (number, isWindows)
}

extension TableImport {
    /// What `--map` names that is not there.
    func unknownColumn() -> String? {
        let headers = (0..<columns.count).map { header($0) }
        for (field, name) in options.columns where column(named: name, in: headers) == nil {
            let hint = hint(forUnknown: name, among: headers).map { ". " + $0.prefix(1).uppercased() + $0.dropFirst() }
            return "'--map \(field.name)=…': no column is called \(quoted(name))" + (hint ?? ".")
        }
        return nil
    }

    /// Reads everything and writes the scenario.
    fileprivate mutating func imported(
        _ file: ImportFile, needs: ImportFile?, include: @escaping (String) -> FileReading
    ) -> Imported {
        explainColumns()
        guard !diagnostics.hasErrors else { return stopped() }
        findRows()
        guard !rows.isEmpty else { return stopped() }
        settleDates()
        settleNumbers()
        guard !diagnostics.hasErrors else { return stopped() }
        var (tasks, taskOfRow) = readTasks()
        settleCalendar(tasks)
        settleWork(&tasks)
        let references = TaskReferences(tasks, taskOfRow: taskOfRow, of: self)
        readLinks(&tasks, taskOfRow: taskOfRow, references)
        if let needs {
            guard let appended = append(needs, to: &sources, reporting: &diagnostics) else { return stopped() }
            readNeeds(file: appended.number, &tasks, references)
        }
        if tasks.contains(where: \.isSummary) {
            guesses.append("rows that sum up others are left out, and their links passed on to those")
            passOnSummaryLinks(&tasks, reporting: &diagnostics)
        }
        settleLeads(&tasks)
        settleDamage(&tasks)
        explainAssumptions()
        guard !diagnostics.hasErrors else { return stopped() }
        var plan = Plan(
            name: options.name ?? fileStem(file.path), file: fileName(file.path),
            currency: options.currency ?? currency,
            tasks: tasks)
        if skipsWeekends { plan.calendar = WrittenCalendar() }
        if tasks.contains(where: { !$0.damage.isEmpty }) { plan.kinds = ["{ \"id\": \"revenue\" }"] }
        if let refusal = plan.settleRoot(options.root) { return Imported(sources: sources, refusal: refusal) }
        return Imported(
            plan.written(guesses: guesses), from: file.path, guesses: guesses, diagnostics: diagnostics,
            sources: sources, include: include)
    }

    private func stopped() -> Imported { Imported(guesses: guesses, diagnostics: diagnostics.kept, sources: sources) }

    /// What a deal is worth is lost if it never comes, to those who promise it.
    private mutating func settleDamage(_ tasks: inout [PlanTask]) {
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
        if hasAmounts {
            guesses.append(
                "an amount is lost by who promises, if the promise is never kept; what a day late costs is not said: "
                    + "perDay is 0")
        } else {
            guesses.append("nothing says what being late costs, so there is no damage yet: add \"damage\"")
        }
    }
}

extension Plan {
    /// Takes the root asked for; a sentence if there is none of that id.
    mutating func settleRoot(_ asked: String?) -> String? {
        guard let asked else { return nil }
        let ids = commitments().map(\.id)
        guard !ids.contains(where: { $0.utf8.elementsEqual(asked.utf8) }) else {
            root = asked
            return nil
        }
        let hint = hint(forUnknown: asked, among: ids).map { " " + $0.prefix(1).uppercased() + $0.dropFirst() } ?? ""
        return "'--root': no commitment has the id \"\(sanitized(asked, limit: 80))\".\(hint)"
    }
}

/// The last part of a path.
func fileName(_ path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
}

/// The last part of a path without what stands behind its last full stop.
func fileStem(_ path: String) -> String {
    let name = fileName(path)
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.utf8.startIndex else { return name }
    return String(name[..<dot])
}
