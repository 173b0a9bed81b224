/// The text of bytes without white space around it.
func trimmedText(_ bytes: some BidirectionalCollection<UInt8>) -> String {
    var kept = bytes[...]
    while let first = kept.first, first == 0x20 || (0x09...0x0D).contains(first) { kept = kept.dropFirst() }
    while let last = kept.last, last == 0x20 || (0x09...0x0D).contains(last) { kept = kept.dropLast() }
    guard !kept.isEmpty else { return "" }
    let text = String(decoding: kept, as: UTF8.self)
    guard kept.first.map({ $0 >= 0x80 }) == true || kept.last.map({ $0 >= 0x80 }) == true else { return text }
    var scalars = text.unicodeScalars[...]
    while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
    while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
    return String(scalars)
}
