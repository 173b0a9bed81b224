/// Makes the scenario again of which `export --as csv` made a table.
/// - Complexity: O(bytes).
func importScenarioTable(
    file: Int, in sources: SourceMap, path: String, options: ImportOptions,
    include: @escaping (String) -> FileReading
) -> Imported {
    var diagnostics = DiagnosticList()
    let table = readTable(file: file, in: sources, delimiter: UInt8(ascii: ","), reporting: &diagnostics)
    var reading = ScenarioTableReading(sources: sources, table: table, diagnostics: diagnostics)
    if let field = options.columns.first?.field.name ?? options.statedOption {
        return Imported(
            sources: sources,
            refusal:
                "'--\(options.columns.isEmpty ? field : "map")' has no meaning for a table that domino itself has written."
        )
    }
    let writing = reading.written()
    guard !reading.diagnostics.hasErrors else {
        return Imported(diagnostics: reading.diagnostics.kept, sources: sources)
    }
    return Imported(
        writing, from: path, guesses: [], diagnostics: reading.diagnostics, sources: sources, include: include)
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
    let table: Table
    var diagnostics: DiagnosticList

    /// The scenario: the single values, then each list with its rows.
    mutating func written() -> ScenarioWriting {
        var writing = ScenarioWriting()
        let lists = rowsByList()
        writing.raw("{\n  ")
        var isFirst = true
        for row in lists[0] {
            for column in 1..<scenarioTableHeader.count {
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
                for column in 1..<scenarioTableHeader.count {
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
                let names = ["scenario"] + scenarioTableLists
                report(
                    .invalidChoice, table.cell(row, 0)?.span, "there is no list \"\(sanitized(name, limit: 60))\"",
                    hint: nearestName(to: name, among: names).map { "did you mean \"\($0)\"?" }
                        ?? "it is one of \(names.joined(separator: ", "))")
            }
            if let more = table.row(row).dropFirst(scenarioTableHeader.count).first(where: { !sources.isBlank($0) }) {
                report(
                    .raggedRow, more.span, "this row has more cells than the header",
                    hint: "a text that holds the delimiter stands in quotes")
            }
        }
        return lists
    }

    /// Writes one cell as a member of its object, or members for `more`; nothing for an empty one.
    private mutating func write(
        _ row: Int, _ column: Int, of list: String, into writing: inout ScenarioWriting, separator: String,
        _ done: () -> Void
    ) {
        guard let cell = table.cell(row, column), cell.start < cell.end else { return }
        let text = sources.exactText(cell)
        let name = scenarioTableHeader[column]
        let kind = ScenarioTableColumn(name)
        var json = ""
        if kind != .text {
            guard let found = valueKind(of: text, cell.span) else { return }
            if kind == .more {
                guard found == .object else {
                    return report(.tableJSON, cell.span, "more has to be an object { ... }")
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

    /// What the JSON of a cell is; nil, with a message, if it is none.
    private mutating func valueKind(of text: String, _ span: Span) -> JSONKind? {
        var one = SourceMap()
        one.append(path: "", contents: Array(text.utf8))
        var problems: [Diagnostic] = []
        if let tree = parseJSON(file: 0, in: one, reporting: &problems) { return tree[0].kind }
        report(
            .tableJSON, span, "this cell is no JSON: \(problems.first?.message ?? "it cannot be read")",
            hint: problems.first?.hint)
        return nil
    }

    /// The members of an object, without its braces.
    private func members(of object: String) -> String {
        guard let open = object.utf8.firstIndex(of: UInt8(ascii: "{")),
            let close = object.utf8.lastIndex(of: UInt8(ascii: "}")), open < close
        else { return "" }
        let inside = object[object.utf8.index(after: open)..<close]
        let isBlank = inside.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
        return isBlank ? "" : String(inside)
    }

    private mutating func report(_ code: DiagnosticCode, _ span: Span?, _ message: String, hint: String? = nil) {
        diagnostics.append(Diagnostic(code, at: span, message, hint: hint))
    }
}
