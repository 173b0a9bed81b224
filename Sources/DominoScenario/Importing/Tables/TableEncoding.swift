/// The bytes of a table as UTF-8, and whether they were taken for Windows-1252; nil, with a message, if they are no text.
///
/// Spreadsheets write Windows-1252 where they are not asked for UTF-8. Nearly no text in it is valid UTF-8, unless it
/// is ASCII, which both are.
func decodedTable(
    _ file: ImportFile, reporting diagnostics: inout DiagnosticList
) -> (contents: [UInt8], isWindows: Bool)? {
    let bytes = file.contents
    func refuse(_ message: String, _ hint: String) {
        diagnostics.append(Diagnostic(.tableEncoding, path: file.path, message, hint: hint))
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
        refuse("this looks like UTF-16", "save it as \"CSV UTF-8\"")
        return nil
    }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
        refuse("this is a workbook or another packed file, and no table of text", "save the sheet as \"CSV UTF-8\"")
        return nil
    }
    if bytes.contains(0) {
        refuse("there is a zero byte in it, so it is no text, or is UTF-16", "save it as \"CSV UTF-8\"")
        return nil
    }
    if isUTF8(bytes) { return (bytes, false) }
    return (bytes.flatMap(utf8OfWindows1252), true)
}

/// Whether all bytes are valid UTF-8.
func isUTF8(_ bytes: [UInt8]) -> Bool {
    var offset = 0
    func byte(_ place: Int) -> UInt8 { place < bytes.count ? bytes[place] : 0 }
    while offset < bytes.count {
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

/// What 80 to 9F are in Windows-1252 (the WHATWG's and Microsoft's table; holes as U+FFFD).
private let windows1252: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
    0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0xFFFD, 0x017E, 0x0178,
]
