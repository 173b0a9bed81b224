/// One cell of a table: where its text stands.
struct Cell {
    /// The first byte in the source map, quotes left out.
    var start: UInt32
    /// The byte after the last one.
    var end: UInt32
    /// Whether it holds doubled quotes, each of which stands for one.
    var hasDoubledQuotes: Bool

    /// Where it is written.
    var span: Span { Span(start: start, end: end) }
}

/// The rows of a file of separated values, as they stand there (RFC 4180).
///
/// Rows may differ in length. A line without anything is a row with one empty cell.
struct Table {
    /// Its number in the source map.
    let file: Int
    /// The cells of all rows, one after another.
    var cells: [Cell] = []
    /// The first cell of each row, and behind them the count of all cells.
    var rowStarts: [Int] = [0]
    /// What separates the cells.
    var delimiter: UInt8

    /// How many rows.
    var rowCount: Int { rowStarts.count - 1 }

    /// The cells of a row.
    func row(_ row: Int) -> ArraySlice<Cell> { cells[rowStarts[row]..<rowStarts[row + 1]] }

    /// The cell of a row in a column; nil where the row is too short.
    func cell(_ row: Int, _ column: Int) -> Cell? {
        let place = rowStarts[row] + column
        return place < rowStarts[row + 1] ? cells[place] : nil
    }

    /// Where a row is written: its first cell that says something, else its first.
    func span(ofRow row: Int) -> Span {
        let cells = row < rowCount ? self.row(row) : []
        return (cells.first { $0.start < $0.end } ?? cells.first)?.span ?? Span(start: 0, end: 0)
    }
}

extension SourceMap {
    /// The bytes of a cell as they stand, without white space around them.
    func trimmed(_ cell: Cell) -> ArraySlice<UInt8> {
        var start = Int(cell.start)
        var end = Int(cell.end)
        while start < end, let length = spaceLength(at: start, before: end) { start += length }
        while start < end, isSpace(bytes[end - 1]) { end -= 1 }
        // A no-break space (C2 A0) at the end, as spreadsheets leave them.
        while end - start >= 2, bytes[end - 1] == 0xA0, bytes[end - 2] == 0xC2 { end -= 2 }
        return bytes[start..<end]
    }

    /// The text of a cell, without white space around it and with single quotes where they were doubled.
    func text(_ cell: Cell) -> String {
        let text = String(decoding: trimmed(cell), as: UTF8.self)
        return cell.hasDoubledQuotes ? unquoted(text) : text
    }

    /// The text of a cell to the last blank.
    func exactText(_ cell: Cell) -> String {
        let text = String(decoding: bytes[Int(cell.start)..<Int(cell.end)], as: UTF8.self)
        return cell.hasDoubledQuotes ? unquoted(text) : text
    }

    /// Whether there is nothing in the cell but white space.
    func isBlank(_ cell: Cell) -> Bool { trimmed(cell).isEmpty }

    /// Bytes of the white space at `start`, nil where there is none.
    private func spaceLength(at start: Int, before end: Int) -> Int? {
        if isSpace(bytes[start]) { return 1 }
        return start + 1 < end && bytes[start] == 0xC2 && bytes[start + 1] == 0xA0 ? 2 : nil
    }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

/// A text with each doubled quote as one.
private func unquoted(_ text: String) -> String {
    var result: [UInt8] = []
    var isHalf = false
    for byte in text.utf8 {
        isHalf = byte == UInt8(ascii: "\"") && !isHalf
        if !isHalf { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
}

/// A text without the apostrophe that keeps a spreadsheet from computing it.
///
/// `'=1+1` is how `=1+1` leaves a program that takes care; so every text that begins with apostrophes and one of
/// `= + - @`, a tab or a carriage return carries one apostrophe more than it means.
func withoutGuard(_ text: String) -> String {
    let rest = text.utf8.drop { $0 == UInt8(ascii: "'") }
    guard rest.count < text.utf8.count, let first = rest.first,
        [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first)
    else { return text }
    return String(decoding: text.utf8.dropFirst(), as: UTF8.self)
}
