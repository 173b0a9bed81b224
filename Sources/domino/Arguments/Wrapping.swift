/// A text broken at blanks so that no line has more than `width` columns, except where a single word has.
///
/// Line breaks of the text are kept. Its first line begins at column `first`, every other one at `indent`.
func wrapped(_ text: String, to width: Int, indent: Int = 0, first: Int = 0) -> String {
    let margin = "\n" + String(repeating: " ", count: indent)
    let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false)
    var output = ""
    for (index, paragraph) in paragraphs.enumerated() {
        if index > 0 { output += paragraph.isEmpty ? "\n" : margin }
        let words = paragraph.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        output += wrapped(words, to: width, indent: indent, first: index == 0 ? first : indent)
    }
    return output
}

/// Pieces joined by blanks, with line breaks between pieces only.
func wrapped(_ pieces: [String], to width: Int, indent: Int, first: Int) -> String {
    let margin = "\n" + String(repeating: " ", count: indent)
    var output = ""
    var column = first
    for (index, piece) in pieces.enumerated() {
        let breaks = index > 0 && column + 1 + piece.count > width
        if breaks {
            output += margin
            column = indent
        } else if index > 0 {
            output += " "
            column += 1
        }
        output += piece
        column += piece.count
    }
    return output
}
