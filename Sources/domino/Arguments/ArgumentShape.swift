/// What an argument looks like, before anybody knows what it means.
///
/// Only dashes and the first `=` count, compared as bytes: to `Character`, a `=` followed by a combining accent is
/// another letter.
enum ArgumentShape: Equatable {
    /// Anything without a leading dash, the empty argument, and `-` alone.
    case positional
    /// `--`: everything after it is positional.
    case terminator
    /// `--name` or `--name=value`.
    case long(name: String, value: String?)
    /// `-x`, `-xyz` or `-xvalue`: what follows the dash.
    case short(String)
    /// Three dashes or more, or no name before the `=`.
    case malformed

    init(_ argument: String) {
        let dashes = argument.utf8.prefix { $0 == dash }.count
        let body = argument.utf8.dropFirst(dashes)
        switch (dashes, body.isEmpty) {
        case (0, _), (1, true): self = .positional
        case (2, true): self = .terminator
        case (1, false) where body.first != equals: self = .short(String(Substring(body)))
        case (2, false) where body.first != equals:
            let (name, value) = splitAtEquals(String(Substring(body)))
            self = .long(name: name, value: value)
        default: self = .malformed
        }
    }

    /// Whether an argument may be the value of the option before it.
    ///
    /// What looks like an option is not taken for a value, so that a forgotten value does not swallow the next option.
    /// A negative number is one: no option is called by a digit.
    static func canBeValue(_ argument: String) -> Bool {
        ArgumentShape(argument) == .positional || isNegativeNumber(argument)
    }

    private static func isNegativeNumber(_ argument: String) -> Bool {
        var rest = argument.utf8.dropFirst()
        if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst() }
        return argument.utf8.first == dash && rest.first.map { (0x30...0x39).contains($0) } == true
    }
}

/// A text before and after its first `=`.
func splitAtEquals(_ text: String) -> (name: String, value: String?) {
    guard let sign = text.utf8.firstIndex(of: equals) else { return (text, nil) }
    return (String(text[..<sign]), String(Substring(text.utf8[sign...].dropFirst())))
}

private let dash = UInt8(ascii: "-")
private let equals = UInt8(ascii: "=")
