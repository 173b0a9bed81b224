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
/// Spreadsheets compute a cell that begins with one of `= + - @`, a tab or a carriage return (OWASP, "CSV Injection"). An
/// apostrophe in front makes it text; one that stands there already gets another, so that taking one away gives the
/// text back.
func spreadsheetText(_ text: String) -> String {
    let behind = text.utf8.drop { $0 == UInt8(ascii: "'") }.first
    guard let behind, "=+-@\t\r".utf8.contains(behind) else { return text }
    return "'" + text
}
