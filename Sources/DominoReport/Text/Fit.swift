/// A text cut to a width in cells where it is wider; not filled where it is narrower.
func cut(_ text: String, _ width: Int) -> String { cellWidth(text) <= width ? text : fitted(text, width) }

/// Words in lines of at most `width` cells; a word wider than that is broken, as languages without spaces need it.
func wrappedToFit(_ text: String, _ width: Int) -> [String] {
    let words = text.split(separator: " ").flatMap { pieces(of: String($0), width) }
    return wrapped(words.joined(separator: " "), width)
}

/// A word in pieces of at most `width` cells.
private func pieces(of word: String, _ width: Int) -> [String] {
    guard cellWidth(word) > width else { return [word] }
    var pieces = [""]
    var used = 0
    for character in word {
        let cells = cellWidth(String(character))
        if used + cells > width, used > 0 {
            pieces.append("")
            used = 0
        }
        pieces[pieces.count - 1].append(character)
        used += cells
    }
    return pieces
}

extension TextStyle {
    /// A heading, cut to the width.
    func heading(_ text: String) -> String { bold(cut(text, width)) }

    /// A remark below a table or a chart, in as many lines as it takes; none where it is empty.
    func remark(_ text: String) -> [String] { wrappedToFit(text, width - 2).map { dim("  " + $0) } }
}
