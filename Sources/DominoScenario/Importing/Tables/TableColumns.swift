/// Which columns of a table are read as what.
struct TableColumns {
    /// The row that names the columns.
    var headerRow: Int
    /// The columns of each field, by its raw value; several only where several say the same kind of thing.
    private var places: [[Int]] = Array(repeating: [], count: TableField.allCases.count)
    /// The first of them, or -1: it is asked for in every row.
    private var firsts: [Int] = []
    /// How many columns the header names.
    private(set) var count = 0

    /// The column of a field.
    subscript(field: TableField) -> Int? {
        let first = firsts[field.rawValue]
        return first < 0 ? nil : first
    }

    /// All columns of a field.
    func all(_ field: TableField) -> [Int] { places[field.rawValue] }

    /// The field a column is read as.
    func field(of column: Int) -> TableField? { TableField.allCases.first { all($0).contains(column) } }

    /// How many fields have a column.
    var recognized: Int { places.count { !$0.isEmpty } }

    /// Reads a row as the names of columns.
    /// - Parameter asked: columns by the field they are to be read as.
    init(row: Int, of table: Table, in sources: SourceMap, asked: [(field: TableField, column: String)]) {
        headerRow = row
        let headers = table.row(row).map { sources.text($0) }
        count = headers.count
        var isFree = headers.map { !$0.isEmpty }
        for (field, name) in asked {
            guard let column = column(named: name, in: headers) else { continue }
            isFree[column] = false
            places[field.rawValue].append(column)
        }
        let names = headers.map { (normalizedHeader($0), normalizedHeader(withoutParentheses($0))) }
        for field in TableField.allCases where all(field).isEmpty {
            let takesAll = field == .predecessors || field == .successors
            for header in field.headers {
                let found = names.indices.filter { isFree[$0] && (names[$0].0 == header || names[$0].1 == header) }
                guard let first = found.first else { continue }
                places[field.rawValue] = takesAll ? found : [first]
                for column in all(field) { isFree[column] = false }
                break
            }
        }
        // A table whose one date is called a deadline means that.
        if all(.due).isEmpty {
            places[TableField.due.rawValue] = all(.deadline)
            places[TableField.deadline.rawValue] = []
        }
        firsts = places.map { $0.first ?? -1 }
    }
}

/// The column of that name: exactly so, or else but for capitals and marks.
func column(named name: String, in headers: [String]) -> Int? {
    let wanted = normalizedHeader(name)
    return headers.firstIndex { $0.utf8.elementsEqual(name.utf8) }
        ?? headers.firstIndex { !wanted.isEmpty && normalizedHeader($0) == wanted }
}

/// A header without a remark in parentheses at its end, such as a unit.
private func withoutParentheses(_ header: String) -> String {
    guard header.hasSuffix(")"), let open = header.lastIndex(of: "("), open > header.startIndex else { return header }
    return String(header[..<open])
}

/// The delimiter of a table and the row that names its columns: those under which most columns are known.
///
/// Reports often have a title above the header, so the first 20 rows are looked at. Of equals the delimiter that occurs
/// more often in the first row is taken, then the earlier row.
/// - Complexity: O(bytes of the first 20 rows).
func tableLayout(
    file: Int, in sources: SourceMap, asked: [(field: TableField, column: String)]
) -> (delimiter: UInt8, columns: TableColumns)? {
    let stated = tableStart(of: sources.files[file], in: sources.bytes).delimiter
    var best: (delimiter: UInt8, columns: TableColumns, rank: (Int, Int))?
    for delimiter in stated.map({ [$0] }) ?? tableDelimiters {
        var ignored = DiagnosticList()
        let table = readTable(file: file, in: sources, delimiter: delimiter, rowLimit: 20, reporting: &ignored)
        for row in 0..<table.rowCount where table.row(row).contains(where: { !sources.isBlank($0) }) {
            let columns = TableColumns(row: row, of: table, in: sources, asked: asked)
            let rank = (columns.recognized, columns.count)
            if let best, best.rank >= rank { continue }
            best = (delimiter, columns, rank)
        }
    }
    return best.map { ($0.delimiter, $0.columns) }
}
