/// A text that is safe to show in a message: nothing in it can move the cursor, reorder, hide or break the line.
///
/// Text from files and arguments is not trusted. Control characters could drive the terminal, bidirectional controls
/// could make a name read as another, and characters without width could make two names look the same. They become
/// `\u{202E}`, the common ones as `\n`, `\t`, `\r`. Everything visible stays as it is, in every language, except what a
/// GitHub workflow would take for a command in its log: `::` where a line could begin with it, and `##[`.
///
/// - Parameter limit: the most scalars of output, an ellipsis not counted; nil for no limit. An escape is written whole
///   or not at all.
/// - Complexity: O(limit), however long the text is.
public func sanitized(_ text: String, limit: Int? = nil) -> String {
    var output = ""
    var room = limit ?? Int.max
    let scalars = text.unicodeScalars
    for place in scalars.indices {
        let scalar = scalars[place]
        if let escape = escape(for: scalar) ?? escapedCommand(at: place, in: scalars) {
            // An escape is ASCII: as many scalars as bytes.
            room -= escape.utf8.count
            guard room >= 0 else { return output + "…" }
            output += escape
        } else {
            room -= 1
            guard room >= 0 else { return output + "…" }
            output.unicodeScalars.append(scalar)
        }
    }
    return output
}

/// How the character is written that would complete a command to a GitHub workflow; nil for any other.
///
/// The runner trims white space before it looks for `::` at the beginning of a line, and finds `##[` anywhere in it
/// (actions/runner, ActionCommand.cs).
private func escapedCommand(at place: String.Index, in scalars: String.UnicodeScalarView) -> String? {
    switch scalars[place] {
    case ":":
        let next = scalars.index(after: place)
        guard next < scalars.endIndex, scalars[next] == ":" else { return nil }
        let isBegin = place == scalars.startIndex || scalars[scalars.index(before: place)].properties.isWhitespace
        return isBegin ? "\\u{3A}" : nil
    case "[": return scalars[..<place].suffix(2).elementsEqual("##".unicodeScalars) ? "\\u{5B}" : nil
    default: return nil
    }
}

/// How a scalar that must not reach a terminal is written; nil if it may be shown as it is.
private func escape(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x0A: "\\n"
    case 0x09: "\\t"
    case 0x0D: "\\r"
    case 0x20...0x7E: nil
    case let value where isHostile(value): "\\u{" + String(value, radix: 16, uppercase: true) + "}"
    default: nil
    }
}

private func isHostile(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x00...0x1F, 0x7F...0x9F: true  // C0, DEL and C1 controls
    case 0x061C, 0x200E...0x200F, 0x202A...0x202E: true  // bidirectional marks, embeddings and overrides
    case 0x200B...0x200D, 0xFEFF: true  // zero width: space, joiners, byte order mark
    case 0x2060...0x206F: true  // word joiner, invisible operators, bidirectional isolates, deprecated controls
    case 0x2028...0x2029: true  // line and paragraph separators
    case 0x00AD, 0x034F, 0x180B...0x180F: true  // soft hyphen, grapheme joiner, Mongolian selectors: no width
    case 0x115F...0x1160, 0x17B4...0x17B5, 0x3164, 0xFFA0: true  // letters that fill without showing
    case 0xFDD0...0xFDEF: true  // no characters at all
    case let value where value & 0xFFFE == 0xFFFE: true  // the last two of each plane, which XML cannot hold
    case 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A: true  // annotation and format controls
    case 0xE0000...0xE0FFF: true  // tags and the rest of the plane kept for invisible scalars
    default: false
    }
}
