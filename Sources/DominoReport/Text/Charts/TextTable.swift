/// One column of a table for the terminal.
struct TableColumn {
    /// Above it.
    var heading: String
    /// One a row.
    var cells: [String]
    /// Whether its cells begin on the left; figures end on the right.
    var isLeft = false
    /// How a row's cell is painted; not at all where nil.
    var paint: (@Sendable (_ row: Int, _ cell: String, TextStyle) -> String)?
    /// Whether it goes first where there is no room: higher goes earlier.
    var expendable = 0
    /// What the heading means; empty where it says so itself.
    var legend = ""

    /// Cells of its widest line.
    var width: Int { max(cellWidth(heading), cells.map { cellWidth($0) }.max() ?? 0) }
}

/// Least cells of a table's names.
private let leastName = 24

/// The columns that a width has room for beside names: as given, without the most expendable ones.
func columnsWithRoom(
    _ columns: [TableColumn], beside names: [String], under heading: String, width: Int
) -> [TableColumn] {
    let name = min(leastName, ([heading] + names).map { cellWidth($0) }.max() ?? 0)
    var kept = Array(columns.indices)
    func taken() -> Int { kept.reduce(2 + name) { $0 + 2 + columns[$1].width } }
    while taken() > width, let last = kept.max(by: { columns[$0].expendable < columns[$1].expendable }) {
        kept.removeAll { $0 == last }
    }
    return kept.map { columns[$0] }
}

/// Names and columns under their headings; names take what the columns leave, up to what the longest needs.
func textTable(_ heading: String, _ names: [String], _ columns: [TableColumn], _ style: TextStyle) -> [String] {
    let longest = ([heading] + names).map { cellWidth($0) }.max() ?? 0
    let name = max(8, min(longest, columns.reduce(style.width - 2) { $0 - 2 - $1.width }))
    /// Spaces stand outside what is painted.
    func aligned(_ text: String, _ column: TableColumn, _ painted: String) -> String {
        let spaces = String(repeating: " ", count: max(0, column.width - cellWidth(text)))
        return "  " + (column.isLeft ? painted + spaces : spaces + painted)
    }
    let headings = columns.map { aligned($0.heading, $0, $0.heading) }.joined()
    var lines = [style.dim(trimmed("  " + fitted(heading, name) + headings))]
    for row in names.indices {
        let cells = columns.map { column in
            let cell = column.cells[row]
            return aligned(cell, column, column.paint?(row, cell, style) ?? cell)
        }
        lines.append(trimmed("  " + fitted(names[row], name) + cells.joined()))
    }
    return lines
}

/// A line without the spaces at its end.
private func trimmed(_ line: String) -> String {
    var line = Substring(line)
    while line.last == " " { line.removeLast() }
    return String(line)
}
