/// The header of the table that `export --as csv` writes, and that comes back as the scenario it was made of: the
/// fields of a commitment between the list and everything else.
public let scenarioTableHeader = ["list"] + CommitmentField.allCases.map { $0.rawValue } + ["more"]

/// The lists of a scenario that have rows in its table, in their order; a row of the list `scenario` holds the single
/// values.
public let scenarioTableLists = ScenarioField.allCases.filter { $0.spec.type.isListOfForms }.map { $0.rawValue }

/// What a column of the table holds.
enum ScenarioTableColumn {
    case text, json, more

    init(_ name: String) {
        if name == "more" {
            self = .more
        } else {
            self = CommitmentField(rawValue: name).map { $0.spec.type.isText } == false ? .json : .text
        }
    }
}

/// The columns of such a table; nil if a file is none.
///
/// A table is known by its first line: it begins with `list`, has `id` and `more`, and no column twice or that the
/// header does not have. So a table that was exported before a field was added is still read.
func scenarioTableColumns(file: Int, in sources: SourceMap) -> [String]? {
    let start = tableStart(of: sources.files[file], in: sources.bytes).offset
    let line = sources.bytes[start..<Int(sources.files[file].end)].prefix { $0 != 0x0A && $0 != 0x0D }
    // No longer line can be one: a file without line ends is not searched through for commas.
    guard line.count <= scenarioTableHeader.reduce(0, { $0 + $1.utf8.count + 1 }) else { return nil }
    let columns = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
    guard columns.first == "list", columns.contains("id"), columns.contains("more"),
        Set(columns).count == columns.count, columns.allSatisfy({ scenarioTableHeader.contains($0) })
    else { return nil }
    return columns
}

/// Makes the scenario again from the table that `export --as csv` made.
/// - Complexity: O(bytes).
func importScenarioTable(
    file: Int, columns: [String], in sources: SourceMap, path: String, options: ImportOptions,
    include: @escaping (String) -> FileReading
) -> Imported {
    var log = ImportLog()
    let table = readTable(file: file, in: sources, delimiter: UInt8(ascii: ","), reporting: &log.diagnostics)
    if let option = options.columns.isEmpty ? options.statedOption : "map" {
        return Imported(
            sources: sources, refusal: "'--\(option)' does not apply to a table that domino itself has written.")
    }
    var reading = ScenarioTableReading(sources: sources, columns: columns, table: table, log: log)
    let writing = reading.written()
    guard !reading.log.diagnostics.hasErrors else { return reading.log.stopped(sources) }
    return Imported(writing, from: path, log: reading.log, options: options, sources: sources, include: include)
}

extension ImportOptions {
    /// An option that changes what is read, if one is given.
    fileprivate var statedOption: String? {
        if name != nil { return "name" }
        if root != nil { return "root" }
        if currency != nil { return "currency" }
        if dates != nil { return "dates" }
        return lead == nil ? nil : "lead"
    }
}

/// The rows of a scenario's table on their way back to JSON.
private struct ScenarioTableReading {
    let sources: SourceMap
    /// The names of its columns.
    let columns: [String]
    let table: CellTable
    var log: ImportLog

    /// The scenario: the single values, then each list with its rows.
    mutating func written() -> ScenarioWriting {
        var writing = ScenarioWriting()
        let lists = rowsByList()
        writing.raw("{\n  ")
        var isFirst = true
        for row in lists[0] {
            for column in 1..<columns.count {
                write(row, column, of: "scenario", into: &writing, separator: isFirst ? "" : ",\n  ") {
                    isFirst = false
                }
            }
        }
        for (list, rows) in zip(scenarioTableLists, lists.dropFirst()) where !rows.isEmpty || list == "commitments" {
            writing.from(nil)
            writing.raw((isFirst ? "" : ",\n  ") + "\"\(list)\": [")
            isFirst = false
            for (number, row) in rows.enumerated() {
                writing.raw(number == 0 ? "\n    { " : ",\n    { ")
                var isEmpty = true
                for column in 1..<columns.count {
                    write(row, column, of: list, into: &writing, separator: isEmpty ? "" : ", ") { isEmpty = false }
                }
                writing.raw(isEmpty ? "}" : " }")
            }
            writing.from(nil)
            writing.raw("\n  ]")
        }
        writing.raw("\n}\n")
        return writing
    }

    /// The rows of the scenario itself and of each list, in order.
    private mutating func rowsByList() -> [[Int]] {
        var lists = [[Int]](repeating: [], count: scenarioTableLists.count + 1)
        for row in 1..<max(1, table.rowCount) where table.row(row).contains(where: { !sources.isBlank($0) }) {
            let name = table.cell(row, 0).map { sources.text($0) } ?? ""
            if name == "scenario" {
                lists[0].append(row)
            } else if let place = scenarioTableLists.firstIndex(of: name) {
                lists[place + 1].append(row)
            } else {
                log.report(
                    TableProblem.unknownList(name, lists: ["scenario"] + scenarioTableLists), table.cell(row, 0)?.span)
            }
            if let more = table.row(row).dropFirst(columns.count).first(where: { !sources.isBlank($0) }) {
                let cells = table.row(row).count
                log.report(TableProblem.longRow(cells: cells, header: columns.count), more.span)
            }
        }
        return lists
    }

    /// Writes one cell as a member of its object, or as members for `more`; nothing for an empty cell.
    private mutating func write(
        _ row: Int, _ column: Int, of list: String, into writing: inout ScenarioWriting, separator: String,
        _ done: () -> Void
    ) {
        guard let cell = table.cell(row, column), cell.start < cell.end else { return }
        let text = sources.exactText(cell)
        let name = columns[column]
        let kind = ScenarioTableColumn(name)
        var json = ""
        if kind != .text {
            guard let found = valueKind(of: text, cell.span) else { return }
            if kind == .more {
                guard found == .object else {
                    return log.report(TableProblem.moreIsNoObject, cell.span)
                }
                json = members(of: text)
                guard !json.isEmpty else { return }
            } else {
                json = text
            }
        }
        writing.raw(separator)
        writing.from(cell.span)
        switch kind {
        case .text:
            writing.key(name == "title" && list == "stakeholders" ? "name" : name)
            writing.string(withoutGuard(text))
        case .json:
            writing.key(name)
            writing.raw(json)
        case .more: writing.raw(json)
        }
        done()
    }

    /// The kind of the JSON in a cell; nil, with a problem, if it is not JSON.
    private mutating func valueKind(of text: String, _ span: Span) -> JSONKind? {
        var one = SourceMap()
        one.append(path: "", contents: Array(text.utf8))
        var problems: [Diagnostic] = []
        if let tree = parseJSON(file: 0, in: one, reporting: &problems) { return tree[0].kind }
        let problem = problems.first
        log.report(TableProblem.noJSON(problem?.message ?? "it cannot be read", hint: problem?.hint), span)
        return nil
    }

    /// The members of an object, without its braces.
    private func members(of object: String) -> String {
        guard let open = object.utf8.firstIndex(of: UInt8(ascii: "{")),
            let close = object.utf8.lastIndex(of: UInt8(ascii: "}")), open < close
        else { return "" }
        let inside = object[object.utf8.index(after: open)..<close]
        let isBlank = inside.utf8.allSatisfy(isSpace)
        return isBlank ? "" : String(inside)
    }
}
