/// Bytes as Base64 (RFC 4648, section 4), with `=` at the end.
/// - Complexity: O(bytes).
public func base64(_ bytes: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var at = bytes.startIndex
    while at < bytes.endIndex {
        let count = min(3, bytes.endIndex - at)
        let second = count > 1 ? UInt32(bytes[at + 1]) : 0
        let third = count > 2 ? UInt32(bytes[at + 2]) : 0
        let word = UInt32(bytes[at]) << 16 | second << 8 | third
        text.append(alphabet[Int(word >> 18)])
        text.append(alphabet[Int(word >> 12 & 63)])
        text.append(count > 1 ? alphabet[Int(word >> 6 & 63)] : padding)
        text.append(count > 2 ? alphabet[Int(word & 63)] : padding)
        at += 3
    }
    return String(decoding: text, as: UTF8.self)
}

/// The bytes a Base64 text stands for, behind others; false where it is none, and then nothing is right.
///
/// Only the one spelling of each piece of bytes is taken: unused bits are 0, and `=` stands where it has to.
/// - Complexity: O(text).
func appendBase64(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Bool {
    guard text.count.isMultiple(of: 4) else { return false }
    var at = text.startIndex
    while at < text.endIndex {
        let isLast = at + 4 == text.endIndex
        let missing = !isLast || text[at + 3] != padding ? 0 : text[at + 2] != padding ? 1 : 2
        var word: UInt32 = 0
        for place in 0..<4 - missing {
            let value = values[Int(text[at + place])]
            guard value < 64 else { return false }
            word |= UInt32(value) << UInt32(18 - 6 * place)
        }
        bytes.append(UInt8(truncatingIfNeeded: word >> 16))
        if missing < 2 { bytes.append(UInt8(truncatingIfNeeded: word >> 8)) }
        if missing < 1 { bytes.append(UInt8(truncatingIfNeeded: word)) }
        if missing > 0, word & (missing == 1 ? 0xFF : 0xFFFF) != 0 { return false }
        at += 4
    }
    return true
}

private let padding = UInt8(ascii: "=")
private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

/// By byte, what a letter stands for; 255 for what is no letter of the alphabet.
private let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
}()
