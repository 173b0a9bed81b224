// How a file becomes a scenario. Each kind of source has one reader:
//
// - separated values (`Tables`): bytes become a `CellTable`, and `TableImport` reads its columns into a `Plan`;
// - Microsoft Project's XML (`MSPDI`): `ProjectReading` reads the elements into a `Plan`;
// - the table that `export --as csv` writes (`ScenarioTable`): its cells are the scenario's own JSON.
//
// `Values` reads dates, numbers and durations as people write them. `Plan` writes the scenario. A reader of workbooks
// hands a `CellTable` to `TableImport`; a reader of another scheduling program's file hands a `Plan` to
// `ImportLog.imported`.

/// A file to import.
public struct ImportFile: Sendable {
    /// Its path as messages show it.
    public var path: String
    /// Its bytes.
    public var contents: [UInt8]

    /// A file and its bytes.
    public init(path: String, contents: [UInt8]) {
        self.path = path
        self.contents = contents
    }
}

/// The order of day, month and year in a date such as `03/04/26`.
public enum DateOrder: String, CaseIterable, Sendable {
    case dmy, mdy, ymd
}

/// What the user knows and the file does not say.
public struct ImportOptions: Sendable {
    /// The scenario's name; nil for the file's.
    public var name: String?
    /// The id of the commitment the scenario is about; nil for what the file suggests.
    public var root: String?
    /// Unit of amounts; nil for what the file says.
    public var currency: String?
    /// Columns by the field they are to be read as; these win over what their headers suggest.
    public var columns: [(field: TableField, column: String)] = []
    /// Order of dates; nil to infer it.
    public var dates: DateOrder?
    /// Days from a predecessor to a row that states neither its duration nor its start; nil to report such rows.
    public var lead: Double?
    /// The day that counts as today, whatever the file says.
    public var today: Day?
    /// The day that counts as today where the file does not say.
    public var clock: Day?

    /// Nothing but what the file says.
    public init() {}
}

/// The result of an import.
public struct Imported: Sendable {
    /// The scenario as JSON, checked; nil if some problem is an error.
    public var text: String?
    /// How the file was read, a sentence each, in the order of the decisions.
    public var guesses: [String] = []
    /// All problems, at their places in the imported files.
    public var diagnostics: [Diagnostic] = []
    /// The bytes the diagnostics point into.
    public var sources: SourceMap
    /// What is wrong with an option, as a sentence; there is no scenario then.
    public var refusal: String?
    /// How many commitments the scenario has.
    public var commitmentCount = 0
    /// How many needs the scenario has.
    public var needCount = 0

    /// The problems in the form in which those of a scenario are reported.
    public var failure: LoadedScenario {
        LoadedScenario(scenario: nil, diagnostics: diagnostics, sources: sources)
    }
}

/// Makes a scenario from a table of commitments, with or without a table of their needs.
///
/// The table that `export --as csv` writes comes back as the scenario it was made from. Any other table is read by its
/// headers. What cannot be known from it is reported; whatever is assumed stands in `guesses` and in the scenario.
/// - Parameters:
///   - commitments: the table; a row for each commitment.
///   - needs: a table with a row for each need.
///   - include: reads a file that the scenario includes, which only a table made by `export` can name.
/// - Complexity: O(bytes).
public func importTables(
    commitments: ImportFile, needs: ImportFile? = nil, options: ImportOptions = ImportOptions(),
    include: @escaping (String) -> FileReading
) -> Imported {
    var sources = SourceMap()
    var log = ImportLog()
    guard let file = appendTable(commitments, to: &sources, &log) else { return log.stopped(sources) }
    if let columns = scenarioTableColumns(file: file, in: sources) {
        return importScenarioTable(
            file: file, columns: columns, in: sources, path: commitments.path, options: options, include: include)
    }
    guard let layout = tableLayout(file: file, in: sources, asked: options.columns) else {
        log.diagnostics.append(Diagnostic(TableProblem.emptyFile, path: commitments.path))
        log.guesses = []
        return log.stopped(sources)
    }
    let table = readTable(file: file, in: sources, delimiter: layout.delimiter, reporting: &log.diagnostics)
    var reading = TableImport(sources: sources, options: options, table: table, columns: layout.columns, log: log)
    if let refusal = reading.unknownColumn() { return Imported(sources: sources, refusal: refusal) }
    let plan = reading.plan(commitments, needs: needs)
    return reading.log.imported(
        plan, from: commitments.path, options: options, sources: reading.sources, include: include)
}

/// Makes a scenario from a plan in Microsoft Project's XML (MSPDI).
///
/// Tasks become commitments, links become needs. Each need gets the lead that leaves its link the spare days it has in
/// the file, in the file's own working time. Damage is counted as days late of the plan's finish and of deadlines, so
/// that the tolerance of a commitment is the total slack of its task.
/// - Complexity: O(bytes).
public func importMSPDI(_ file: ImportFile, options: ImportOptions = ImportOptions()) -> Imported {
    var sources = SourceMap()
    var log = ImportLog()
    let number = sources.append(path: file.path, contents: file.contents)
    guard let tree = parseXML(file: number, in: sources, reporting: &log.diagnostics) else {
        return log.stopped(sources)
    }
    if let asked = options.columns.isEmpty
        ? options.dates.map({ _ in "dates" }) ?? options.lead.map({ _ in "lead" }) : "map"
    {
        return Imported(sources: sources, refusal: "'--\(asked)' is for tables; it does not apply to a plan in XML.")
    }
    let name = tree.elements[0].name
    guard sources.equal(name, "Project") else {
        log.report(ProjectProblem.foreignPlan, Span(start: name.start, end: name.start + name.length))
        return log.stopped(sources)
    }
    var reading = ProjectReading(sources: sources, tree: tree, options: options, log: log)
    let plan = reading.plan(file)
    return reading.log.imported(
        plan, from: file.path, options: options, sources: sources,
        include: { _ in .unreadable(reason: "no plan includes files") })
}

/// Adds a table to the sources, as UTF-8; nil, with a problem, if it is not text or too large.
func appendTable(_ file: ImportFile, to sources: inout SourceMap, _ log: inout ImportLog) -> Int? {
    let contents: [UInt8]
    let isWindows: Bool
    switch decodedTable(file.contents) {
    case .failure(let problem):
        log.diagnostics.append(Diagnostic(problem, path: file.path))
        return nil
    case .success(let decoded): (contents, isWindows) = decoded
    }
    let number = sources.append(path: file.path, contents: contents)
    guard !sources.files[number].isTooLarge else {
        log.diagnostics.append(Diagnostic(TableProblem.fileTooLarge, path: file.path))
        return nil
    }
    if isWindows, number == 0 { log.guess(.windowsText) }
    return number
}

/// What readers note on their way: problems, and how the file was read.
struct ImportLog {
    var diagnostics = DiagnosticList()
    var guesses: [String] = []

    /// Notes a problem.
    mutating func report(_ problem: some Problem, _ span: Span?, related: [Related] = []) {
        diagnostics.append(Diagnostic(problem, at: span, related: related))
    }

    /// Notes how something was read.
    mutating func guess(_ guess: TableGuess) { guesses.append(guess.sentence) }

    /// Notes how something was read.
    mutating func guess(_ guess: ProjectGuess) { guesses.append(guess.sentence) }

    /// The result where there is no scenario.
    func stopped(_ sources: SourceMap) -> Imported {
        Imported(guesses: guesses, diagnostics: diagnostics.kept, sources: sources)
    }

    /// The result of every reader: the plan written as a scenario and checked, or why there is none.
    func imported(
        _ plan: Plan?, from path: String, options: ImportOptions, sources: SourceMap,
        include: @escaping (String) -> FileReading
    ) -> Imported {
        guard var plan, !diagnostics.hasErrors else { return stopped(sources) }
        if let refusal = plan.chooseRoot(options.root) { return Imported(sources: sources, refusal: refusal) }
        return Imported(
            plan.written(guesses: guesses), from: path, log: self, options: options, sources: sources,
            include: include)
    }
}

extension Plan {
    /// Takes the root asked for, by its id or its title; a sentence if there is none of that name.
    fileprivate mutating func chooseRoot(_ asked: String?) -> String? {
        guard let asked else { return nil }
        let commitments = commitments()
        let names = NameBook(
            noun: "commitment", count: commitments.count, id: { commitments[$0].id },
            title: { [tasks] in commitments[$0].isStart ? "" : tasks[commitments[$0].task].title })
        let match = names.match(asked)
        guard case .one(let place, _) = match else { return "'--root': \(names.problem(with: asked, match))" }
        root = commitments[place].id
        return nil
    }
}

/// A hint as a sentence of its own.
func capitalized(_ hint: String?) -> String? { hint.map { $0.prefix(1).uppercased() + $0.dropFirst() } }

/// The last part of a path.
func fileName(_ path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
}

/// The last part of a path without its extension.
func fileStem(_ path: String) -> String {
    let name = fileName(path)
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.utf8.startIndex else { return name }
    return String(name[..<dot])
}
