import DominoScenario

/// A document as HTML, for readers whose browser runs no script.
///
/// - Parameter level: of its headings; the verdict of a document with headings of level 2 is the page's own.
func html(_ document: Document, level: Int = 2) -> String {
    var lines: [String] = []
    func heading(_ text: SafeText) { lines.append("<h\(level)>\(html(text))</h\(level)>") }
    for block in document.blocks {
        switch block {
        case .verdict(let text): lines.append(level == 2 ? "<h1>\(html(text))</h1>" : "<p><b>\(html(text))</b></p>")
        case .heading(let text), .page(_, let text): heading(text)
        case .table(let table): lines.append(tableHTML(table))
        case .drawing(let drawing):
            // A picture of characters is none for a screen reader: the table that stands for it says the same.
            guard let table = drawing.table else { continue }
            heading(drawing.title)
            lines.append(tableHTML(table))
        case .list(let items): lines.append("<ul>\n" + items.map(itemHTML).joined(separator: "\n") + "\n</ul>")
        case .paragraph(let text), .remark(let text), .note(let text): lines.append("<p>\(html(text))</p>")
        }
    }
    return lines.joined(separator: "\n")
}

private func itemHTML(_ item: Item) -> String {
    let label = item.label.isEmpty ? "" : "<b>\(html(item.label))</b>: "
    let detail = item.detail.isEmpty ? "" : " \(html(item.detail))"
    return "<li>\(label)\(html(item.text))\(detail)</li>"
}

private func tableHTML(_ table: Table) -> String {
    func side(_ column: TableColumn) -> String { column.isLeft ? "" : " class=\"n\"" }
    func spaced(_ text: SafeText) -> String { html(text).replacing("\n", with: " ") }
    let heads = table.columns.map { "<th scope=\"col\"\(side($0))>\(spaced($0.heading))</th>" }
    let rows = table.names.indices.map { row in
        let cells = table.columns.map { "<td\(side($0))>\(spaced($0.cells[row]))</td>" }
        return "<tr><th scope=\"row\">\(spaced(table.names[row]))</th>\(cells.joined())</tr>"
    }
    var lines = [
        "<div class=\"box\"><table>",
        "<thead><tr><th scope=\"col\">\(spaced(table.heading))</th>\(heads.joined())</tr></thead>",
        "<tbody>\n\(rows.joined(separator: "\n"))\n</tbody></table></div>",
    ]
    if table.rest > 0 { lines.append("<p>\(html(notListed(table.rest)))</p>") }
    if let legend = legend(of: table.columns) { lines.append("<p>\(html(legend))</p>") }
    return lines.joined(separator: "\n")
}
