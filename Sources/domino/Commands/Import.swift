#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import DominoReport
import DominoScenario

/// `domino import`: a scenario from what people have.
func importScenario(_ command: ParsedCommand) throws(UsageError) -> ExitStatus {
    _ = try command.asOf(nil)
    var options = ImportOptions()
    options.name = command.value("name")
    options.root = command.value("root")
    options.currency = command.value("currency")
    options.columns = try command.readings("map", by: readColumn)
    options.dates = command.value("dates").flatMap(DateOrder.init)
    options.lead = try command.reading("lead", by: { readNumber($0, in: -100_000...100_000) })
    let plan = command.value("mspdi")
    guard let path = command.value("commitments") ?? plan else {
        throw command.misuse("say what to import: --commitments TABLE.csv or --mspdi PLAN.xml.")
    }
    guard plan == nil || (command.value("commitments") == nil && command.value("needs") == nil) else {
        throw command.misuse("'--mspdi' is a whole plan: it goes without '--commitments' and '--needs'.")
    }
    let paths = [path] + command.values("needs").suffix(1)
    guard paths.filter({ $0 == "-" }).count < 2 else {
        throw command.misuse("only one table can come from standard input.")
    }
    var files: [ImportFile] = []
    for path in paths {
        switch readFile(path) {
        case .contents(let contents):
            files.append(ImportFile(path: path == "-" ? standardInputLabel : path, contents: contents))
        case .unreadable(let reason):
            return command.complain("\(shownPath(path)): \(reason)", .unreadable)
        }
    }
    let imported =
        plan == nil
        ? importTables(
            commitments: files[0], needs: files.dropFirst().first, options: options,
            include: { readFile($0 == "-" ? "./-" : $0) })
        : importMSPDI(files[0], options: options)
    if let refusal = imported.refusal { throw command.misuse(refusal) }
    return command.answer(imported)
}

extension ParsedCommand {
    /// Writes the scenario, and says on standard error what was taken for what; or says why there is none.
    fileprivate func answer(_ imported: Imported) -> ExitStatus {
        let isQuiet = flag("quiet")
        report(imported.diagnostics.filter { !isQuiet || $0.severity == .error }, of: imported.sources)
        guard let text = imported.text else {
            let failure = imported.failure
            if format == .json, outputPath == nil {
                let path = imported.sources.files.first?.path ?? standardInputLabel
                _ = answer(validationJSON([CheckedFile(path: path, loaded: failure)]))
            }
            return status(of: failure)
        }
        let status = answer(text, unless: imported.sources.inputs, which: "is what is imported")
        guard status == .done, !isQuiet else { return status }
        _ = write(guessesText(imported, style: TextStyle(width: outputWidth())), to: STDERR_FILENO)
        remark(importSummary(imported) + (outputPath.map { ". Try: domino validate \(shownPath($0))" } ?? ""))
        return .done
    }
}

/// `FIELD=COLUMN`: which column is read as what.
func readColumn(_ text: String) -> Reading<(field: TableField, column: String)> {
    let (name, column) = splitAtEquals(text)
    let fields = TableField.allCases.map(\.name)
    guard let column, !column.isEmpty else {
        return .refused("write a field, '=' and a column, such as due=\"Go-live\".")
    }
    if let field = TableField(name: name) { return .value((field, column)) }
    let nearest = nearestName(to: name, among: fields).map { "did you mean '\($0)'?" }
    return .refused(
        "no field is called '\(sanitized(name, limit: 40))'; "
            + (nearest ?? "there are \(fields.joined(separator: ", ")).")
    )
}
