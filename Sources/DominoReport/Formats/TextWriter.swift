/// A document for the terminal of a sales leader.
func text(_ document: Document, _ style: TextStyle) -> String {
    var writer = TextWriter(style: style)
    for block in document.blocks { writer.write(block) }
    return writer.lines.map { $0.string + "\n" }.joined()
}

/// The lines while they grow.
private struct TextWriter {
    let style: TextStyle
    var lines: [SafeText] = []

    mutating func write(_ block: Document.Block) {
        switch block {
        case .verdict(let text): lines += wrapped(text, style.width).map(style.bold)
        case .heading(let text): lines += ["", style.bold(cut(text, style.width))]
        case .page(let number, let text): lines += ["", style.bold(cut("\(number)  \(text)", style.width))]
        case .table(let table):
            lines += textTable(table, style)
            if table.rest > 0 { lines.append(style.dim("  \(notListed(table.rest))")) }
            if let legend = legend(of: table.columnsWithRoom(style.width)) { write(.remark(legend)) }
        case .drawing(let drawing):
            write(.heading(drawing.title))
            lines += drawing.lines(style)
        case .list(let items):
            let labels = items.reduce(0) { max($0, cellWidth($1.label)) }
            for item in items { write(item, labels) }
        case .paragraph(let text): lines += wrapped(text, style.width - 2).map { "  \($0)" }
        case .remark(let text): lines += wrapped(text, style.width - 2).map { style.dim("  \($0)") }
        case .note(let text): lines += [""] + wrapped(text, style.width).map(style.dim)
        }
    }

    private mutating func write(_ item: Item, _ labels: Int) {
        let (mark, tone): (SafeText, Tone) =
            switch item.mark {
            case .point(.alarm): ("! ", .alarm)
            case .point(let tone): ("· ", tone)
            case .number(let number): ("\(number). ", .plain)
            case .label(let label): (fitted(label, labels + 2), .dim)
            }
        let indent = 2 + cellWidth(mark)
        for (place, line) in wrapped(item.text, style.width - indent).enumerated() {
            lines.append((place == 0 ? "  " + style.toned(mark, tone) : spaces(indent)) + line)
        }
        lines += wrapped(item.detail, style.width - indent).map { style.dim(spaces(indent) + $0) }
    }
}

/// Least cells of a table's names, if they need so many.
private let leastName = 31

/// Least and most cells of a bar.
private let barWidths = 8...48

/// Names, columns and bars under their headings.
///
/// Names take what the columns leave, up to what the longest needs; bars get what is left then, 8 cells at least. Where
/// there is too little room, expendable columns go, then the bars, then names are cut.
func textTable(_ table: Table, _ style: TextStyle) -> [SafeText] {
    let longest = table.longestName
    let columns = table.columnsWithRoom(style.width).map(Laid.init)
    let taken = columns.reduce(2) { $0 + 2 + $1.width }
    let hasBar = table.bar != nil && taken + min(longest, leastName) + 2 + barWidths.lowerBound <= style.width
    let room = style.width - taken - (hasBar ? 2 + barWidths.lowerBound : 0)
    let name = min(longest, max(8, room))
    let barWidth = min(barWidths.upperBound, style.width - taken - name - 2)
    var lines: [SafeText] = []
    // Headings stand on the last line; those of two lines begin above it.
    let height = columns.map { $0.heading.count }.max() ?? 0
    for line in 0..<max(height, table.heading.isEmpty ? 0 : 1) {
        let isLast = line + 1 >= height
        let cells = columns.map { column -> SafeText in
            let place = line - height + column.heading.count
            let text = place >= 0 ? column.heading[place] : ""
            return "  \(column.aligned(text, text))"
        }
        lines.append(style.dim(trimmed("  \(fitted(isLast ? table.heading : "", name))\(cells.joined())")))
    }
    for row in table.names.indices {
        let cells = columns.map { column -> SafeText in
            let cell = column.column.cells[row]
            return "  " + column.aligned(cell, style.toned(cell, column.column.tone(row)))
        }
        let bar = hasBar ? table.bar.map { "  " + $0.drawn(row, barWidth, style) } ?? "" : ""
        lines.append(trimmed("  " + fitted(table.names[row], name) + cells.joined() + bar))
    }
    return lines
}

/// A column with its heading broken into lines.
private struct Laid {
    let column: TableColumn
    let heading: [SafeText]
    let width: Int

    init(_ column: TableColumn) {
        self.column = column
        heading = headingLines(column.heading)
        width = max(cellWidth(ofWidest: heading), cellWidth(ofWidest: column.cells))
    }

    /// Spaces stand outside what is painted.
    func aligned(_ text: SafeText, _ painted: SafeText) -> SafeText {
        let spaces = spaces(width - cellWidth(text))
        return column.isLeft ? painted + spaces : spaces + painted
    }
}

private func headingLines(_ heading: SafeText) -> [SafeText] {
    heading.string.split(separator: "\n").map { SafeText(trusted: String($0)) }
}

extension Table {
    /// Cells of the longest name.
    fileprivate var longestName: Int { max(cellWidth(heading), cellWidth(ofWidest: names)) }

    /// The columns for which there is room beside the names: as given, without the most expendable ones.
    func columnsWithRoom(_ width: Int) -> [TableColumn] {
        var kept = Array(columns.indices)
        let widths = columns.map { Laid($0).width }
        func taken() -> Int { kept.reduce(2 + min(leastName, longestName)) { $0 + 2 + widths[$1] } }
        while taken() > width, let last = kept.max(by: { columns[$0].expendable < columns[$1].expendable }) {
            kept.removeAll { $0 == last }
        }
        return kept.map { columns[$0] }
    }
}

/// What some columns mean, in a sentence; nil where their headings say so.
func legend(of columns: [TableColumn]) -> SafeText? {
    let parts = columns.filter { !$0.legend.isEmpty }.map { column in
        "\(headingLines(column.heading).joined(separator: " ")): \(column.legend)" as SafeText
    }
    return parts.isEmpty ? nil : "\(parts.joined(separator: "; "))."
}

extension TableBar {
    /// The bar of a row in at most so many cells.
    fileprivate func drawn(_ row: Int, _ width: Int, _ style: TextStyle) -> SafeText {
        let most = max(values.reduce(0) { max($0, $1.magnitude) }, wholes.max() ?? 0)
        guard most > 0 else { return "" }
        if values[row] < 0 {
            return style.good(repeated("░", max(1, Int((-values[row] / most * Double(width)).rounded()))))
        }
        let filled = bar(values[row], of: most, width)
        guard !wholes.isEmpty, wholes[row] > 0 else { return style.alarm(filled) }
        let whole = max(1, Int((wholes[row] / most * Double(width)).rounded()))
        return style.alarm(filled) + style.good(repeated("░", whole - cellWidth(filled)))
    }
}
