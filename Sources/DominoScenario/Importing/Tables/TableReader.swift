/// Reads a file of `sources` as separated values (RFC 4180), with any of four delimiters.
///
/// Lines end with LF, CR LF or CR; a quote inside an unquoted cell is a letter like any other. A byte order mark and
/// Excel's `sep=;` in the first line are stepped over.
/// - Complexity: O(bytes); 12 bytes a cell.
func readTable(
    file: Int, in sources: SourceMap, delimiter: UInt8, rowLimit: Int = .max,
    reporting diagnostics: inout DiagnosticList
) -> Table {
    var reader = TableReader(sources.files[file], Table(file: file, delimiter: delimiter))
    reader.read(sources.bytes, rowLimit: rowLimit)
    diagnostics.append(contentsOf: reader.diagnostics.kept)
    return reader.table
}

/// Where the rows of a table file begin: behind its byte order mark and a line such as `sep=;`, whose delimiter is
/// told, too.
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

/// What may stand between cells: comma, semicolon, tab and bar.
let tableDelimiters: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

/// The state of reading one table.
private struct TableReader {
    let source: SourceFile
    var table: Table
    var diagnostics = DiagnosticList()

    init(_ source: SourceFile, _ table: Table) {
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
            // A delimiter at the very end of the file has one more, empty cell behind it.
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
        diagnostics.append(
            Diagnostic(
                .tableQuotes, at: Span(start: UInt32(opening), end: UInt32(opening + 1)), "this quote is never closed",
                hint: "close it before the next delimiter; a quote inside quotes is written twice"))
    }

    /// Steps over the closing quote and what should not stand behind it.
    private mutating func skipBehindQuote(_ bytes: [UInt8], _ offset: inout Int, _ end: Int) {
        offset += 1
        let start = offset
        while offset < end, !isEnd(bytes[offset]) { offset += 1 }
        guard bytes[start..<offset].contains(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
        diagnostics.append(
            Diagnostic(
                .tableQuotes, at: Span(start: UInt32(start), end: UInt32(offset)),
                "text stands behind a closing quote", hint: "a quote inside quotes is written twice"))
    }

    private func isEnd(_ byte: UInt8) -> Bool { byte == table.delimiter || byte == 0x0A || byte == 0x0D }

    private mutating func append(_ start: Int, _ end: Int, _ hasDoubledQuotes: Bool) {
        table.cells.append(Cell(start: UInt32(start), end: UInt32(end), hasDoubledQuotes: hasDoubledQuotes))
    }
}

private let quote = UInt8(ascii: "\"")
