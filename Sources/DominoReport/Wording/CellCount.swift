/// Columns a text takes in a terminal.
func cellWidth(_ text: String) -> Int {
    var cells = 0
    for scalar in text.unicodeScalars { cells += cellWidth(of: scalar) }
    return cells
}
