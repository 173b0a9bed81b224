/// One cell of a table: the place of its text.
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

/// The rows of a file of separated values, as they are written (RFC 4180).
///
/// Rows may differ in length. A line without anything is a row with one empty cell.
struct CellTable {
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

    /// Where a row is written: its first cell that is not empty, else its first.
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

    /// The text of a cell, without white space around it and with each doubled quote as one.
    func text(_ cell: Cell) -> String {
        let text = String(decoding: trimmed(cell), as: UTF8.self)
        return cell.hasDoubledQuotes ? unquoted(text) : text
    }

    /// The text of a cell with the white space around it.
    func exactText(_ cell: Cell) -> String {
        let text = String(decoding: bytes[Int(cell.start)..<Int(cell.end)], as: UTF8.self)
        return cell.hasDoubledQuotes ? unquoted(text) : text
    }

    /// Whether there is nothing in the cell but white space.
    func isBlank(_ cell: Cell) -> Bool { trimmed(cell).isEmpty }

    /// Bytes of the white space at `start`; nil if there is none.
    private func spaceLength(at start: Int, before end: Int) -> Int? {
        if isSpace(bytes[start]) { return 1 }
        return start + 1 < end && bytes[start] == 0xC2 && bytes[start + 1] == 0xA0 ? 2 : nil
    }
}

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

/// A text without the apostrophe that keeps a spreadsheet from evaluating it.
///
/// Careful programs write `=1+1` as `'=1+1`. So every text that begins with apostrophes followed by one of `= + - @`, a
/// tab or a carriage return has one apostrophe more than it means.
func withoutGuard(_ text: String) -> String {
    let rest = text.utf8.drop { $0 == UInt8(ascii: "'") }
    guard rest.count < text.utf8.count, let first = rest.first,
        [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first)
    else { return text }
    return String(decoding: text.utf8.dropFirst(), as: UTF8.self)
}

/// Reads a file of `sources` as separated values (RFC 4180), with any of four delimiters.
///
/// Lines end with LF, CR LF or CR. A quote inside an unquoted cell is an ordinary letter. A byte order mark and Excel's
/// `sep=;` in the first line are skipped.
/// - Complexity: O(bytes); 12 bytes a cell.
func readTable(
    file: Int, in sources: SourceMap, delimiter: UInt8, rowLimit: Int = .max,
    reporting diagnostics: inout DiagnosticList
) -> CellTable {
    var reader = TableReader(sources.files[file], CellTable(file: file, delimiter: delimiter))
    reader.read(sources.bytes, rowLimit: rowLimit)
    assert(reader.table.rowStarts.last == reader.table.cells.count, "every row has ended")
    diagnostics.append(contentsOf: reader.diagnostics.kept)
    return reader.table
}

/// Where the rows of a table file begin, after its byte order mark and a line such as `sep=;`; and that line's
/// delimiter.
func tableStart(of file: SourceFile, in bytes: [UInt8]) -> (offset: Int, delimiter: UInt8?) {
    var offset = Int(file.start)
    let end = Int(file.end)
    if end - offset >= 3, bytes[offset..<offset + 3].elementsEqual([0xEF, 0xBB, 0xBF]) { offset += 3 }
    guard end - offset >= 5, bytes[offset..<offset + 4].elementsEqual("sep=".utf8) else { return (offset, nil) }
    let delimiter = bytes[offset + 4]
    var next = offset + 5
    guard tableDelimiters.contains(delimiter), next == end || bytes[next] == 0x0D || bytes[next] == 0x0A else {
        return (offset, nil)
    }
    if next < end, bytes[next] == 0x0D { next += 1 }
    if next < end, bytes[next] == 0x0A { next += 1 }
    return (next, delimiter)
}

/// What may separate cells: comma, semicolon, tab and bar.
let tableDelimiters: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

/// The state of reading one table.
private struct TableReader {
    let source: SourceFile
    var table: CellTable
    var diagnostics = DiagnosticList()

    init(_ source: SourceFile, _ table: CellTable) {
        self.source = source
        self.table = table
    }

    mutating func read(_ bytes: [UInt8], rowLimit: Int) {
        var offset = tableStart(of: source, in: bytes).offset
        let end = Int(source.end)
        while offset < end, table.rowCount < rowLimit {
            let isOver = takeCell(bytes, &offset, end)
            guard isOver else { continue }
            table.rowStarts.append(table.cells.count)
        }
    }

    /// Takes the cell at `offset` and what follows it; true if that ended the row.
    private mutating func takeCell(_ bytes: [UInt8], _ offset: inout Int, _ end: Int) -> Bool {
        if offset < end, bytes[offset] == quote {
            takeQuoted(bytes, &offset, end)
        } else {
            let start = offset
            while offset < end, !isEnd(bytes[offset]) { offset += 1 }
            append(start, offset, false)
        }
        guard offset < end else { return true }
        let byte = bytes[offset]
        offset += 1
        if byte == table.delimiter {
            // A delimiter at the very end of the file is followed by one more, empty cell.
            if offset == end { append(end, end, false) }
            return offset == end
        }
        if byte == 0x0D, offset < end, bytes[offset] == 0x0A { offset += 1 }
        return true
    }

    private mutating func takeQuoted(_ bytes: [UInt8], _ offset: inout Int, _ end: Int) {
        let opening = offset
        offset += 1
        var hasDoubled = false
        while offset < end {
            guard bytes[offset] == quote else {
                offset += 1
                continue
            }
            if offset + 1 < end, bytes[offset + 1] == quote {
                hasDoubled = true
                offset += 2
                continue
            }
            append(opening + 1, offset, hasDoubled)
            return skipBehindQuote(bytes, &offset, end)
        }
        append(opening + 1, end, hasDoubled)
        report(.openQuote, opening..<opening + 1)
    }

    /// Skips the closing quote and any text after it.
    private mutating func skipBehindQuote(_ bytes: [UInt8], _ offset: inout Int, _ end: Int) {
        offset += 1
        let start = offset
        while offset < end, !isEnd(bytes[offset]) { offset += 1 }
        guard bytes[start..<offset].contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
        report(.textBehindQuote, start..<offset)
    }

    private mutating func report(_ problem: TableProblem, _ range: Range<Int>) {
        diagnostics.append(
            Diagnostic(problem, at: Span(start: UInt32(range.lowerBound), end: UInt32(range.upperBound))))
    }

    private func isEnd(_ byte: UInt8) -> Bool { byte == table.delimiter || byte == 0x0A || byte == 0x0D }

    private mutating func append(_ start: Int, _ end: Int, _ hasDoubledQuotes: Bool) {
        table.cells.append(Cell(start: UInt32(start), end: UInt32(end), hasDoubledQuotes: hasDoubledQuotes))
    }
}

private let quote = UInt8(ascii: "\"")

/// The bytes of a table as UTF-8, and whether they were read as Windows-1252; or why they are not text.
///
/// Spreadsheets write Windows-1252 unless they are told to write UTF-8. Hardly any text in it is valid UTF-8, except
/// ASCII, which is both.
func decodedTable(_ bytes: [UInt8]) -> Result<([UInt8], isWindows: Bool), TableProblem> {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return .failure(.utf16) }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .failure(.packedFile) }
    if bytes.contains(0) { return .failure(.zeroByte) }
    return .success(isUTF8(bytes) ? (bytes, false) : (bytes.flatMap(utf8OfWindows1252), true))
}

/// Whether the bytes of a range, or all bytes, are valid UTF-8.
func isUTF8(_ bytes: [UInt8], in range: Range<Int>? = nil) -> Bool {
    let end = range?.upperBound ?? bytes.count
    var offset = range?.lowerBound ?? 0
    func byte(_ place: Int) -> UInt8 { place < end ? bytes[place] : 0 }
    while offset < end {
        if bytes[offset] < 0x80 {
            offset += 1
            continue
        }
        let length = utf8Length(bytes[offset], byte(offset + 1), byte(offset + 2), byte(offset + 3))
        guard length > 0 else { return false }
        offset += length
    }
    return true
}

/// A byte of Windows-1252 as UTF-8; the five that mean nothing there become U+FFFD.
private func utf8OfWindows1252(_ byte: UInt8) -> [UInt8] {
    if byte < 0x80 { return [byte] }
    let value = byte < 0xA0 ? windows1252[Int(byte) - 0x80] : UInt32(byte)
    return Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
}

/// The characters 80 to 9F of Windows-1252 (WHATWG and Microsoft); U+FFFD for those that mean nothing.
private let windows1252: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
    0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0xFFFD, 0x017E, 0x0178,
]
