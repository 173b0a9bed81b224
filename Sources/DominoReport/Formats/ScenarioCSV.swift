import DominoScenario

/// A scenario as one table of RFC 4180, from which `import` makes the same scenario again.
///
/// The column `list` says what a row is: the first row is the `scenario` itself, the others are elements of its lists,
/// included files' too. A commitment has a column for each field; texts stand as they are, numbers and what is nested
/// as JSON. Of the others the columns are `id` and `title`; all other fields are one JSON object in `more`, as are
/// fields of the owner's own (`x-`), and texts that no cell can hold. What a file says is carried over as it is
/// written, so nothing is lost by rounding.
/// - Complexity: O(bytes of the files).
public func scenarioCSV(_ scenario: Scenario) -> String {
    var sources = scenario.sources
    var csv = CSVText()
    csv.row(columns)
    var rows: [[String]] = []
    for file in sources.files.indices {
        var problems: [Diagnostic] = []
        guard let tree = parseJSON(file: file, in: sources, reporting: &problems) else { continue }
        var table = ScenarioTable(sources: sources, tree: tree)
        let single = table.scenarioRow()
        if file == 0 { csv.row(single) }
        rows += table.rows
        sources = table.sources
    }
    for list in scenarioTableLists { for row in rows where row[0] == list { csv.row(row) } }
    return csv.text
}

/// The header.
private let columns = scenarioTableHeader

/// The rows of one file.
private struct ScenarioTable {
    var sources: SourceMap
    let tree: JSONTree
    /// Rows of the lists, as they come.
    var rows: [[String]] = []

    init(sources: SourceMap, tree: JSONTree) {
        self.sources = sources
        self.tree = tree
    }

    /// The row of the file's single values; its lists go to `rows`. Included files are in the table themselves.
    mutating func scenarioRow() -> [String] {
        var single: [(name: String, value: Int)] = []
        for member in members(of: 0) {
            if scenarioTableLists.contains(member.name) {
                var element = member.value + 1
                while element < Int(tree[member.value].next) {
                    rows.append(row(of: member.name, element))
                    element = Int(tree[element].next)
                }
            } else if member.name != "include" {
                single.append(member)
            }
        }
        var cells = [String](repeating: "", count: columns.count)
        cells[0] = "scenario"
        cells[columns.count - 1] = object(single)
        return cells
    }

    /// The row of one element of a list.
    private mutating func row(of list: String, _ node: Int) -> [String] {
        var cells = [String](repeating: "", count: columns.count)
        cells[0] = list
        var others: [(name: String, value: Int)] = []
        for member in members(of: node) {
            let name = list == "stakeholders" && member.name == "name" ? "title" : member.name
            let place = columns.dropFirst().dropLast().firstIndex(of: name)
            if let place, list == "commitments" || place <= 2, list == "stakeholders" || name == member.name,
                let cell = cell(tree[member.value])
            {
                cells[place] = cell
            } else {
                others.append(member)
            }
        }
        if !others.isEmpty { cells[columns.count - 1] = object(others) }
        return cells
    }

    /// A value as a cell; nil for a text that no cell can hold: an empty one would be no field at all, and with a zero
    /// byte the table would be no text. JSON holds both.
    private mutating func cell(_ value: JSONNode) -> String? {
        guard value.kind == .string else { return json(value) }
        let text = string(value)
        return text.isEmpty || text.utf8.contains(0) ? nil : spreadsheetText(text)
    }

    /// The members of an object.
    private mutating func members(of object: Int) -> [(name: String, value: Int)] {
        var found: [(name: String, value: Int)] = []
        guard tree[object].kind == .object else { return found }
        var key = object + 1
        while key < Int(tree[object].next) {
            found.append((string(tree[key]), key + 1))
            key = Int(tree[key + 1].next)
        }
        return found
    }

    private mutating func string(_ node: JSONNode) -> String {
        // Unescaping may add to the sources: they are read after it.
        let text = sources.text(of: node)
        return sources.string(text)
    }

    /// Members as a JSON object on one line.
    private func object(_ members: [(name: String, value: Int)]) -> String {
        "{" + members.map { json(tree[$0.value - 1]) + ":" + json(tree[$0.value]) }.joined(separator: ",") + "}"
    }

    /// A value as it is written, without the white space between its tokens.
    private func json(_ node: JSONNode) -> String {
        var bytes: [UInt8] = []
        var isInString = false
        var isEscaped = false
        for byte in sources.bytes[Int(node.start)..<Int(node.end)] {
            if isInString {
                if !isEscaped, byte == UInt8(ascii: "\"") { isInString = false }
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            } else if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                continue
            } else if byte == UInt8(ascii: "\"") {
                isInString = true
            }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A table of RFC 4180 being written: commas, line ends of CR LF, and quotes where a cell needs them.
struct CSVText {
    private(set) var text = ""

    /// Adds a row.
    mutating func row(_ cells: [String]) {
        text += cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    private func quoted(_ cell: String) -> String {
        let isPlain = cell.utf8.allSatisfy {
            $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n")
        }
        // Some readers trim what is not in quotes.
        if isPlain, cell.utf8.first != 0x20, cell.utf8.last != 0x20 { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

/// Somebody's text as a spreadsheet shall take it: never as a formula.
///
/// Spreadsheets compute a cell that begins with one of `= + - @`, a tab or a carriage return (OWASP, "CSV Injection").
/// An apostrophe in front makes it text; one that stands there already gets another, so that taking one away gives the
/// text back.
func spreadsheetText(_ text: String) -> String {
    let behind = text.utf8.drop { $0 == UInt8(ascii: "'") }.first
    guard let behind, "=+-@\t\r".utf8.contains(behind) else { return text }
    return "'" + text
}
