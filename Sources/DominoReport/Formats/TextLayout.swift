/// How text goes to a terminal: how wide it may be, and whether it may use colour.
public struct TextStyle: Sendable {
    /// Columns.
    public var width: Int
    /// Whether escape sequences for colour are wanted.
    public var color: Bool

    /// At least 60 columns: narrower tables could not be read.
    public init(width: Int = 80, color: Bool = false) {
        self.width = max(60, width)
        self.color = color
    }

    /// A heading.
    func bold(_ text: SafeText) -> SafeText { paint(text, "1") }
    /// What falls.
    func alarm(_ text: SafeText) -> SafeText { paint(text, "31") }
    /// What is less important.
    func dim(_ text: SafeText) -> SafeText { paint(text, "2") }
    /// What helps.
    func good(_ text: SafeText) -> SafeText { paint(text, "32") }

    /// A text with the attention it wants.
    func toned(_ text: SafeText, _ tone: Tone) -> SafeText {
        switch tone {
        case .plain: text
        case .good: good(text)
        case .alarm: alarm(text)
        case .dim: dim(text)
        }
    }

    private func paint(_ text: SafeText, _ code: String) -> SafeText {
        color && !text.isEmpty ? SafeText(trusted: "\u{1B}[\(code)m\(text.string)\u{1B}[0m") : text
    }
}

// MARK: Cells

/// Columns a text takes in a terminal.
func cellWidth(_ text: some StringProtocol) -> Int { text.unicodeScalars.reduce(0) { $0 + cellWidth(of: $1) } }

/// Columns a text takes in a terminal.
func cellWidth(_ text: SafeText) -> Int { cellWidth(text.string) }

/// The widest of some texts.
func cellWidth(ofWidest texts: [SafeText]) -> Int { texts.reduce(0) { max($0, cellWidth($1)) } }

/// The cells a scalar takes on a terminal: 2 for wide ones (Unicode Standard Annex 11), 0 for marks on the character
/// before, else 1. Scalars that are not shown at all are no matter of this function.
func cellWidth(of scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: return isWide(scalar) ? 2 : 1
    }
}

private func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD:
        true
    default: scalar.properties.isEmojiPresentation
    }
}

// MARK: Fitting

/// So many spaces.
func spaces(_ count: Int) -> SafeText { SafeText(trusted: String(repeating: " ", count: max(0, count))) }

/// The same sign so often.
func repeated(_ sign: String, _ count: Int) -> SafeText {
    SafeText(trusted: String(repeating: sign, count: max(0, count)))
}

/// A text cut to a width in cells, with an ellipsis where something is missing; not filled where it is narrower.
func cut(_ text: SafeText, _ width: Int) -> SafeText {
    guard cellWidth(text) > width else { return text }
    var cut = ""
    var used = 0
    for character in text.string {
        let cells = cellWidth(String(character))
        guard used + cells <= width - 1 else { break }
        cut.append(character)
        used += cells
    }
    let next = text.string.dropFirst(cut.count).first ?? " "
    return SafeText(trusted: cut.withoutCutNumber(before: next).trimmingSpaces() + "…")
}

extension StringProtocol {
    /// The text without the spaces at its end.
    fileprivate func trimmingSpaces() -> String { lastIndex { $0 != " " }.map { String(self[...$0]) } ?? "" }
}

/// A text cut to a width in cells, and filled up with spaces.
func fitted(_ text: SafeText, _ width: Int) -> SafeText {
    let cut = cut(text, width)
    return cut + spaces(width - cellWidth(cut))
}

/// A text moved to the right end of a width in cells.
func rightAligned(_ text: SafeText, _ width: Int) -> SafeText { spaces(width - cellWidth(text)) + text }

/// A line without the spaces at its end.
func trimmed(_ line: SafeText) -> SafeText { SafeText(trusted: line.string.trimmingSpaces()) }

/// Words in lines of at most `width` cells; a word wider than that is broken, as languages without spaces need it.
func wrapped(_ text: SafeText, _ width: Int) -> [SafeText] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.string.split(separator: " ").flatMap({ pieces(of: $0, width) }) {
        let cells = cellWidth(word)
        if !line.isEmpty, used + 1 + cells <= width {
            line += " " + word
            used += 1 + cells
        } else {
            if !line.isEmpty { lines.append(line) }
            (line, used) = (word, cells)
        }
    }
    return (line.isEmpty ? lines : lines + [line]).map { SafeText(trusted: $0) }
}

/// A word in pieces of at most `width` cells.
private func pieces(of word: Substring, _ width: Int) -> [String] {
    guard cellWidth(word) > width else { return [String(word)] }
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

// MARK: Bars

/// A bar of `part` of `whole` in at most `width` cells, to an eighth of a cell; at least a sliver of anything above 0.
func bar(_ part: Double, of whole: Double, _ width: Int) -> SafeText {
    guard whole > 0, part > 0 else { return "" }
    let eighths = max(1, Int((part / whole * Double(width) * 8).rounded()))
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return SafeText(trusted: String(repeating: "█", count: eighths / 8) + rest)
}

/// Nothing to all of a cell, in eighths from below.
let eighthBlocks = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

/// Values of 0...1 as one line of small columns, a cell each; 0 is a line at the foot.
func sparkline(_ values: [Double]) -> SafeText {
    SafeText(trusted: values.map { eighthBlocks[1 + Int((min(1, max(0, $0)) * 7).rounded())] }.joined())
}
