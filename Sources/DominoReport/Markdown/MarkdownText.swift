import DominoScenario

/// Somebody's text where Markdown is read: nothing in it is markup, a link, a table's edge or an HTML tag.
///
/// Backslashes before ASCII punctuation that means something (CommonMark, section 2.4), entities for the brackets of HTML;
/// what `shown` escapes is escaped first.
func markdown(_ text: String) -> String {
    var output = ""
    for scalar in sanitized(text).unicodeScalars {
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

/// A table in Markdown; columns that `right` names are moved to the right.
func markdownTable(_ headings: [String], right: Set<Int>, rows: [[String]]) -> [String] {
    var lines = ["| " + headings.joined(separator: " | ") + " |"]
    lines.append("|" + headings.indices.map { right.contains($0) ? "---:" : "---" }.joined(separator: "|") + "|")
    for row in rows { lines.append("| " + row.joined(separator: " | ") + " |") }
    return lines
}
