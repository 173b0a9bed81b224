import DominoScenario

/// Text that may go to a terminal, a document or a log as it is: nothing in it moves the cursor, hides, or breaks a
/// line.
///
/// The words of the program are safe, and names from a scenario once they are sanitized. A `String` cannot be put into
/// one by interpolation, and writers take nothing else: to forget to sanitize a name is a type error. A format escapes
/// the text once more in its own way (Markdown, HTML, DOT).
///
/// ```swift
/// let sentence: SafeText = "\(names.title(of: commitment)) slips \(days(slip.days))."
/// ```
package struct SafeText: Sendable, Hashable, Comparable {
    /// The text itself.
    package let string: String

    /// A text that is known to be safe: made of parts of safe texts, of figures, or of the program's own signs.
    init(trusted string: String) { self.string = string }

    /// Somebody else's text, sanitized; at most `limit` characters of it, an ellipsis not counted.
    init(sanitizing text: String, limit: Int? = nil) {
        let safe = sanitized(text, limit: limit)
        let kept = safe.dropLast()
        // A number is never cut: "190,000 subscribers" would become "190".
        if limit != nil, safe.last == "…", text.count > safe.count, text.hasPrefix(kept) {
            string = kept.withoutCutNumber(before: text.dropFirst(kept.count).first ?? " ") + "…"
        } else {
            string = safe
        }
    }

    /// Whether there is nothing in it.
    var isEmpty: Bool { string.isEmpty }

    /// Both texts in a row.
    package static func + (one: SafeText, other: SafeText) -> SafeText { SafeText(trusted: one.string + other.string) }

    /// Appends a text.
    package static func += (text: inout SafeText, other: SafeText) { text = text + other }

    /// By Unicode scalars, as strings are compared.
    package static func < (one: SafeText, other: SafeText) -> Bool { one.string < other.string }
}

extension SafeText: ExpressibleByStringInterpolation {
    /// A text of the program.
    package init(stringLiteral text: String) { string = text }

    /// The program's words with safe texts between them.
    package init(stringInterpolation parts: Parts) { string = parts.text }

    /// What an interpolation may be made of: literals, safe texts and whole numbers.
    package struct Parts: StringInterpolationProtocol {
        fileprivate var text = ""

        /// Nothing yet.
        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(2 * literalCapacity) }

        /// The program's words.
        package mutating func appendLiteral(_ literal: String) { text += literal }

        /// A safe text.
        package mutating func appendInterpolation(_ part: SafeText) { text += part.string }

        /// The digits of a number, without grouping.
        package mutating func appendInterpolation(_ number: Int) { text += String(number) }
    }
}

extension Sequence<SafeText> {
    /// All of them in a row, with `separator` between two.
    func joined(separator: SafeText = "") -> SafeText {
        SafeText(trusted: map { $0.string }.joined(separator: separator.string))
    }
}

extension Array<SafeText> {
    /// The items in a sentence: `A, B and C`; those behind the first `limit` are counted.
    func listed(limit: Int = .max, separator: SafeText = ", ") -> SafeText {
        let rest = count - Swift.min(limit, count)
        guard rest == 0 else { return "\(prefix(limit).joined(separator: separator)) and \(rest) more" }
        guard count > 1, let last else { return first ?? "" }
        return "\(dropLast().joined(separator: separator)) and \(last)"
    }
}

extension StringProtocol {
    /// The beginning of a text that goes on with `next`, without a number that would be cut.
    func withoutCutNumber(before next: Character) -> String {
        func isOfNumber(_ character: Character) -> Bool {
            character.isNumber || character == "," || character == "."
        }
        guard isOfNumber(next), let end = lastIndex(where: { !isOfNumber($0) }),
            self[end...].contains(where: { $0.isNumber })
        else { return String(self) }
        return String(self[...end])
    }
}

extension SafeText {
    /// The text with its first letter large.
    var capitalized: SafeText { SafeText(trusted: string.prefix(1).uppercased() + string.dropFirst()) }

    /// The text in double quotes: a title from a file, set apart from the words around it.
    var quoted: SafeText { "\"\(self)\"" }

    /// The text with spaces that do not break a line before every `%`.
    var withUnbrokenPercent: SafeText { SafeText(trusted: string.replacingEach(" %", with: "\u{A0}%")) }
}
