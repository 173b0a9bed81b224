import DominoReport
import DominoScenario

extension Command {
    static let `import` = Command(
        "import", group: .scenario,
        abstract: "Make a scenario from a table of commitments, or from a project plan.",
        examples: [
            CommandExample(
                "domino import --commitments plan.csv -o plan.json", "A table from a spreadsheet or another program."),
            CommandExample(
                "domino import --commitments deals.csv --map due=Signature --dates dmy -o deals.json",
                "The column 'Signature' holds the due dates, and 03/04/2026 is 3 April."),
            CommandExample(
                "domino import --mspdi plan.xml -o plan.json", "A plan that Microsoft Project saved as XML."),
        ],
        discussion:
            "The column names of Salesforce, HubSpot, Jira, Smartsheet, Asana, Microsoft Project and spreadsheets are"
            + " known. All guesses are listed on standard error and kept in the scenario. A table from 'domino export"
            + " --as csv' gives the same scenario again. Exit status 65 if rows cannot be read.\n\n"
            + "Fields for --map: "
            + TableField.allCases.map { "\($0.name) (\($0.meaning))" }.joined(separator: ", ") + ".",
        options: [
            OptionForm(
                "commitments", value: ValueForm("table", completion: .file),
                "CSV with one row per commitment, or '-' for standard input."),
            OptionForm(
                "needs", value: ValueForm("table", completion: .file),
                "CSV with one row per need: commitment, needs, lead and so on.",
                defaultText: "the predecessors in the first table"),
            OptionForm(
                "mspdi", value: ValueForm("plan", completion: .file),
                "Microsoft Project XML instead of tables, or '-' for standard input."),
            OptionForm(
                "map", value: ValueForm("field=column"),
                "Read a column as this field, whatever its name suggests. Repeat the option for several.",
                isRepeatable: true),
            OptionForm(
                "dates", value: ValueForm("order", oneOf: ["dmy", "mdy", "ymd"]),
                "Order of day, month and year in dates.", defaultText: "detected, or required if it is unclear"),
            OptionForm(
                "lead", value: ValueForm("n"), "Days from a predecessor to a row without duration and start.",
                defaultText: "required if there is such a row"),
            OptionForm("name", value: ValueForm("text"), "The scenario's name.", defaultText: "the file's name"),
            OptionForm(
                "root", value: ValueForm("id"), "The commitment the scenario is about.", defaultText: "none"),
            OptionForm(
                "currency", value: ValueForm("code"), "Unit of all amounts.", defaultText: "the table's"),
        ],
        run: importScenario)
}

/// `domino import`: a scenario from a table or a plan.
private func importScenario(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    var options = ImportOptions()
    (options.today, options.clock) = try command.today()
    options.name = command.value("name")
    options.root = command.value("root")
    options.currency = command.value("currency")
    options.columns = try command.readings("map", by: readColumn)
    options.dates = command.value("dates").flatMap(DateOrder.init)
    options.lead = try command.reading("lead", by: { readNumber($0, in: -100_000...100_000) })
    let plan = command.value("mspdi")
    guard let path = command.value("commitments") ?? plan else {
        throw command.usageError("say what to import: --commitments TABLE.csv or --mspdi PLAN.xml.")
    }
    guard plan == nil || (command.value("commitments") == nil && command.value("needs") == nil) else {
        throw command.usageError("'--mspdi' is a whole plan: leave out '--commitments' and '--needs'.")
    }
    let paths = [path] + command.values("needs").suffix(1)
    guard paths.filter({ $0 == "-" }).count < 2 else {
        throw command.usageError("standard input, '-', can be read only once.")
    }
    var files: [ImportFile] = []
    for path in paths {
        switch readFile(path) {
        case .contents(let contents):
            files.append(ImportFile(path: path == "-" ? standardInputLabel : path, contents: contents))
        case .unreadable(let reason):
            return command.fail("\(quotedPath(path)): \(reason)", .unreadable)
        }
    }
    let imported =
        plan == nil
        ? importTables(
            commitments: files[0], needs: files.dropFirst().first, options: options,
            include: { readFile($0 == "-" ? "./-" : $0) })
        : importMSPDI(files[0], options: options)
    if let refusal = imported.refusal { throw command.usageError(refusal) }
    return command.emit(imported)
}

extension ParsedCommand {
    /// Writes the scenario and lists all guesses on standard error, or says why there is no scenario.
    fileprivate func emit(_ imported: Imported) -> ExitStatus {
        report(imported.diagnostics.filter { !isQuiet || $0.severity == .error }, of: imported.sources)
        guard let text = imported.text else {
            let failure = imported.failure
            if format == .json, outputPath == nil {
                let path = imported.sources.files.first?.path ?? standardInputLabel
                _ = emit(validationJSON([CheckedFile(path: path, loaded: failure)]))
            }
            return status(of: failure)
        }
        let status = emit(text, unless: imported.sources.inputs, because: "is the file to import")
        guard status == .done, !isQuiet else { return status }
        _ = write(guessesText(imported, style: TextStyle(width: outputWidth())), to: .standardError)
        note(importSummary(imported) + (outputPath.map { ". Try: domino validate \(quotedPath($0))" } ?? ""))
        return .done
    }
}

/// `FIELD=COLUMN`: the field that a column is read as.
func readColumn(_ text: String) -> Result<(field: TableField, column: String), Refusal> {
    let (name, column) = splitAtEquals(text)
    guard let column, !column.isEmpty else {
        return .failure("write a field, '=' and a column, such as due=\"Go-live\".")
    }
    if let field = TableField(name: name) { return .success((field, column)) }
    let fields = TableField.allCases.map { $0.name }
    let nearest = nearestName(to: name, among: fields).map { "did you mean '\($0)'?" }
    let hint = nearest ?? "the fields are \(fields.joined(separator: ", "))."
    return .failure("there is no field '\(sanitized(name, limit: 40))'; \(hint)")
}
