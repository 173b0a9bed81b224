import DominoScenario

/// A document as Markdown, for a ticket, a wiki, a pull request or the summary of a workflow.
func markdown(_ document: Document) -> String {
    var lines: [String] = []
    for block in document.blocks {
        if case .drawing(let drawing) = block, drawing.sparkline.isEmpty, drawing.table == nil { continue }
        if !lines.isEmpty { lines.append("") }
        switch block {
        case .verdict(let text): lines.append("**\(markdown(text))**")
        case .heading(let text): lines.append("### \(markdown(text))")
        // A rule is where a page ends: Markdown has no page break of its own.
        case .page(let number, let text): lines += ["---", "", "### \(number)\\. \(markdown(text))"]
        case .table(let table):
            lines += markdownTable(table)
            if table.rest > 0 { lines += ["", markdown(notListed(table.rest))] }
            if let legend = legend(of: table.columns) { lines += ["", markdown(legend)] }
        case .drawing(let drawing):
            lines.append("### \(markdown(drawing.title))")
            if !drawing.sparkline.isEmpty {
                lines += ["", "`\(sparkline(drawing.sparkline).string)` \(markdown(drawing.span))"]
            }
            if let table = drawing.table { lines += [""] + markdownTable(table) }
        case .list(let items): lines += items.map(listItem)
        case .paragraph(let text), .remark(let text): lines.append(markdown(text))
        case .note(let text): lines.append(markdown(text))
        }
    }
    return lines.map { $0 + "\n" }.joined()
}

private func listItem(_ item: Item) -> String {
    let text = markdown(item.text)
    let detail = item.detail.isEmpty ? "" : " \(markdown(item.detail))"
    switch item.mark {
    case .point(.alarm): return "- **\(text)**\(detail)"
    case .point: return "- \(text)\(detail)"
    case .number(let number): return "\(number). \(text)\(detail)"
    case .label(let label): return "- **\(markdown(label))**: \(text)\(detail)"
    }
}

private func markdownTable(_ table: Table) -> [String] {
    let headings = [table.heading] + table.columns.map { $0.heading }
    let edges = table.columns.map { $0.isLeft ? "---" : "---:" }
    return [row(headings), "|---|" + edges.joined(separator: "|") + (edges.isEmpty ? "" : "|")]
        + table.names.indices.map { place in row([table.names[place]] + table.columns.map { $0.cells[place] }) }
}

private func row(_ cells: [SafeText]) -> String {
    "| " + cells.map { markdown(SafeText(trusted: $0.string.replacingEach("\n", with: " "))) }.joined(separator: " | ")
        + " |"
}

/// A safe text where Markdown is read: nothing in it is markup, a link, a table's edge or an HTML tag.
///
/// Backslashes before ASCII punctuation that means something (CommonMark, section 2.4), entities for the brackets of
/// HTML.
func markdown(_ text: SafeText) -> String {
    var output = ""
    for scalar in text.string.unicodeScalars {
        switch scalar {
        case "<": output += "&lt;"
        case ">": output += "&gt;"
        case "&": output += "&amp;"
        case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "!", "|", "~", "@", ":":
            output += "\\"
            output.unicodeScalars.append(scalar)
        default: output.unicodeScalars.append(scalar)
        }
    }
    return output
}
