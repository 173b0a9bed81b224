/// A place on a chart's axis that is named below it.
struct ChartMark {
    /// The column, from 0.
    var column: Int
    /// What stands there.
    var label: String
}

/// Shares drawn as columns over an axis, to an eighth of a cell.
///
/// Full is only what is certain, empty only what never happens: a column between touches neither edge.
struct ColumnChart {
    /// Cells left of the first column: an indent, the label of a row, the axis.
    static let margin = 9
    /// Most lines of names below the axis.
    private static let nameLines = 2

    /// One column each, 0...1.
    var values: [Double]
    /// Names below the axis; where two would touch, the earlier one of the list stays.
    var marks: [ChartMark] = []
    /// How many lines the columns take.
    var rows = 5
    /// The column from which on it is bad news; all of them where not said.
    var turn = 0

    /// The chart, `margin + values.count` cells wide.
    func lines(_ style: TextStyle) -> [String] {
        let rows = (0..<rows).reversed().map { row in
            let label = "\(Int((Double(row + 1) / Double(self.rows) * 100).rounded())) %"
            return "  " + style.dim(rightAligned(label, 5) + " ┤") + painted(row, style)
        }
        let (names, named) = names()
        let axis = values.indices.map { named.contains($0) ? "┬" : "─" }.joined()
        return rows + [style.dim("  " + rightAligned("0 %", 5) + " └" + axis)] + names.map { style.dim($0) }
    }

    /// One line of the columns, counted from the axis.
    private func painted(_ row: Int, _ style: TextStyle) -> String {
        let cells = values.map { cell($0, row) }
        let end = (cells.lastIndex { $0 != " " } ?? -1) + 1
        let border = min(max(0, turn), end)
        return style.good(cells[..<border].joined()) + style.alarm(cells[border..<end].joined())
    }

    /// What a column shows in a line.
    private func cell(_ value: Double, _ row: Int) -> String {
        let all = rows * 8
        let height =
            value <= 0 ? 0 : value >= 1 ? all : min(all - 1, max(1, Int((value * Double(all)).rounded())))
        return eighthBlocks[min(8, max(0, height - row * 8))]
    }

    /// The names below the axis, and the columns that have one.
    private func names() -> (lines: [String], named: Set<Int>) {
        let width = Self.margin + values.count
        var lines = [[Character]](repeating: [Character](repeating: " ", count: width), count: Self.nameLines)
        var named: Set<Int> = []
        for mark in marks where values.indices.contains(mark.column) && !named.contains(mark.column) {
            let at = Self.margin + mark.column
            let label = Array(mark.label)
            let start = max(2, min(at - label.count / 2, width - label.count))
            guard start + label.count <= width else { continue }
            let room = max(0, start - 2)..<min(width, start + label.count + 2)
            let free = lines.indices.first { line in
                lines[line][room].allSatisfy { $0 == " " }
                    && lines[..<line].allSatisfy { $0[(at - 1)..<min(width, at + 2)].allSatisfy { $0 == " " } }
            }
            guard let free else { continue }
            // A name on a lower line hangs on its tick by a thread.
            for line in 0..<free { lines[line][at] = "│" }
            lines[free].replaceSubrange(start..<start + label.count, with: label)
            named.insert(mark.column)
        }
        let texts = lines.map { String($0[..<(($0.lastIndex { $0 != " " } ?? -1) + 1)]) }
        return (texts.filter { !$0.isEmpty }, named)
    }
}
