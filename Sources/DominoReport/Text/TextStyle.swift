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
    func bold(_ text: String) -> String { paint(text, "1") }
    /// What falls.
    func alarm(_ text: String) -> String { paint(text, "31") }
    /// What is less important.
    func dim(_ text: String) -> String { paint(text, "2") }
    /// What helps.
    func good(_ text: String) -> String { paint(text, "32") }

    private func paint(_ text: String, _ code: String) -> String {
        color && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

/// A text cut to a width in cells, with an ellipsis where something is missing, and filled up with spaces.
func fitted(_ text: String, _ width: Int) -> String {
    let cells = cellWidth(text)
    if cells <= width { return text + String(repeating: " ", count: width - cells) }
    var cut = ""
    var used = 0
    for character in text {
        let cells = cellWidth(String(character))
        guard used + cells <= width - 1 else { break }
        cut.append(character)
        used += cells
    }
    return cut + "…" + String(repeating: " ", count: max(0, width - 1 - used))
}

/// A text moved to the right end of a width in cells.
func rightAligned(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - cellWidth(text))) + text
}

/// Words in lines of at most `width` cells; a word wider than that gets a line of its own.
func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
        if line.isEmpty {
            line = String(word)
        } else if cellWidth(line) + 1 + cellWidth(String(word)) <= width {
            line += " " + word
        } else {
            lines.append(line)
            line = String(word)
        }
    }
    return line.isEmpty ? lines : lines + [line]
}

/// A bar of `part` of `whole` in at most `width` cells, to an eighth of a cell; at least a sliver of anything above 0.
func bar(_ part: Double, of whole: Double, _ width: Int) -> String {
    guard whole > 0, part > 0 else { return "" }
    let eighths = max(1, Int((part / whole * Double(width) * 8).rounded()))
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
}
