/// Ids that people can type, made of titles: `Order platform live` becomes `order-platform-live`.
struct PlanIDs {
    private var taken: Set<String> = []
    /// The number to try next for each id that was wanted more than once.
    private var next: [String: Int] = [:]

    /// Makes room for so many ids.
    mutating func reserveCapacity(_ count: Int) { taken.reserveCapacity(count) }

    /// An id made of a text; a number behind it keeps it apart from those given before.
    mutating func id(from text: String, otherwise fallback: String) -> String {
        let wanted = slug(text)
        return unique(wanted.isEmpty ? fallback : wanted)
    }

    /// A text that is an id already, which no other shall get.
    mutating func reserve(_ id: String) -> String {
        taken.insert(id)
        return id
    }

    /// The text itself where it can be an id, else one with a number behind it.
    mutating func unique(_ wanted: String) -> String {
        if taken.insert(wanted).inserted { return wanted }
        var number = next[wanted] ?? 2
        while !taken.insert("\(wanted)-\(number)").inserted { number += 1 }
        next[wanted] = number + 1
        return "\(wanted)-\(number)"
    }
}

/// Letters and digits of a text, small, with single dashes for everything between; at most 60 bytes.
func slug(_ text: String) -> String {
    var result: [UInt8] = []
    var isParted = false
    for scalar in text.unicodeScalars {
        let isKept = scalar.isASCII ? isASCIIWord(scalar) : isLetter(scalar)
        guard isKept else {
            isParted = true
            continue
        }
        if isParted, !result.isEmpty { result.append(UInt8(ascii: "-")) }
        isParted = false
        guard result.count < 56 else { break }
        if scalar.isASCII {
            result.append(UInt8(scalar.value) | ((0x41...0x5A).contains(scalar.value) ? 0x20 : 0))
        } else {
            result.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
    }
    while result.last == UInt8(ascii: "-") { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
}

private func isASCIIWord(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
}

/// A letter or digit that shows: joiners, fillers and marks of direction are none.
private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
        .nonspacingMark, .spacingMark:
        sanitized(String(scalar)).unicodeScalars.count == 1
    default: false
    }
}
