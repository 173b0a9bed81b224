import DominoScenario

/// Somebody's text where HTML or SVG is read, between tags or in a quoted attribute: nothing in it is markup.
///
/// What `shown` escapes is escaped first; then the five characters that mean something (HTML, section 13.1.2).
func html(_ text: String, limit: Int? = nil) -> String {
    var output = ""
    for scalar in sanitized(text, limit: limit).unicodeScalars {
        switch scalar {
        case "<": output += "&lt;"
        case ">": output += "&gt;"
        case "&": output += "&amp;"
        case "\"": output += "&quot;"
        case "'": output += "&#39;"
        default: output.unicodeScalars.append(scalar)
        }
    }
    return output
}

/// JSON that may stand in a script element: no tag and no comment can begin in it, since strings are all that could hold
/// one, and there `<` may be written as an escape.
func scriptSafe(_ json: String) -> String {
    json.replacing("<", with: "\\u003c").replacing("\u{2028}", with: "\\u2028").replacing("\u{2029}", with: "\\u2029")
}

/// A table behind a chart: its heading, its columns, its rows; cells are HTML already.
///
/// - Parameter numeric: columns that are moved to the right.
func tableHTML(_ caption: String, _ headings: [String], numeric: Set<Int>, _ rows: [[String]]) -> String {
    func side(_ column: Int) -> String { numeric.contains(column) ? " class=\"n\"" : "" }
    var lines = ["<table><caption>\(caption)</caption>", "<thead><tr>"]
    for (column, heading) in headings.enumerated() { lines.append("<th scope=\"col\"\(side(column))>\(heading)</th>") }
    lines.append("</tr></thead><tbody>")
    for row in rows {
        let cells = row.enumerated().map { column, cell in
            column == 0 ? "<th scope=\"row\">\(cell)</th>" : "<td\(side(column))>\(cell)</td>"
        }
        lines.append("<tr>\(cells.joined())</tr>")
    }
    lines.append("</tbody></table>")
    return lines.joined(separator: "\n")
}

/// A number in an attribute: at most two decimals, no exponent.
func coordinate(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    return dayCount(min(1e7, max(-1e7, value)))
}
