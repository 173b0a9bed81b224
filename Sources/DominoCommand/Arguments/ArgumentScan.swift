import DominoScenario

/// The arguments, read once from left to right against a table.
///
/// The scan goes on after a fault: a request for help further right matters more to the user. Only the first fault is
/// kept.
struct ArgumentScan {
    private(set) var command: Command?
    private(set) var positionals: [String] = []
    private(set) var given: [GivenOption] = []
    private(set) var fault: ArgumentFault?
    private(set) var wantsHelp = false
    private(set) var wantsVersion = false

    private let table: CommandTable
    private var options: [OptionForm]
    private var rest: ArraySlice<String>

    init(_ arguments: [String], in table: CommandTable) {
        self.table = table
        options = table.options(of: nil)
        rest = arguments[...]
        while let argument = rest.popFirst() {
            switch ArgumentShape(argument) {
            case .positional: takePositional(argument)
            case .terminator: takeTheRest()
            case .long(let name, let value): takeLong(name, value)
            case .short(let letters): takeShort(letters)
            case .malformed: keep(.malformedOption(argument))
            }
        }
    }

    private mutating func takeTheRest() {
        while let argument = rest.popFirst() { takePositional(argument) }
    }

    /// The first positional names the command, and decides which options are known from there on.
    private mutating func takePositional(_ argument: String) {
        if command != nil {
            positionals.append(argument)
        } else if let named = table.command(named: argument) {
            command = named
            options = table.options(of: named)
        } else {
            keep(.unknownCommand(argument, nearest: nearestName(to: argument, among: table.commands.map { $0.name })))
        }
    }

    private mutating func takeLong(_ name: String, _ value: String?) {
        let spelled = "--" + name
        guard let option = options.first(where: { $0.name == name }) else {
            return keep(unknownOption(spelled, name: name))
        }
        if let value, option.value == nil {
            keep(.unexpectedValue(value, of: spelled))
        } else {
            take(option, spelled: spelled, attached: value)
        }
    }

    /// Letters after one dash: flags, and last perhaps an option that takes the remaining letters as its value.
    private mutating func takeShort(_ letters: String) {
        let word = splitAtEquals(letters).name
        if word.utf8.count > 1, options.contains(where: { $0.name == word }) {
            // "-output x" would otherwise write to a file called "utput".
            return keep(unknownOption("-" + word, name: word))
        }
        var following = letters.unicodeScalars[...]
        while let letter = following.popFirst() {
            let spelled = "-" + String(letter)
            guard let option = options.first(where: { $0.short == letter }) else {
                let isFirst = following.count + 1 == letters.unicodeScalars.count
                let known = isFirst && word.unicodeScalars.count > 1 ? word : nil
                return keep(unknownOption("-" + (known ?? String(letter)), name: known))
            }
            let isAssigned = following.first == "="
            if option.value == nil {
                if isAssigned { return keep(.unexpectedValue(String(following.dropFirst()), of: spelled)) }
                take(option, spelled: spelled, attached: nil)
            } else {
                let attached = following.isEmpty ? nil : String(isAssigned ? following.dropFirst() : following)
                return take(option, spelled: spelled, attached: attached)
            }
        }
    }

    private mutating func take(_ option: OptionForm, spelled: String, attached: String?) {
        guard let form = option.value else {
            wantsHelp = wantsHelp || option.name == OptionForm.help.name
            wantsVersion = wantsVersion || option.name == OptionForm.version.name
            return given.append(GivenOption(form: option, value: nil))
        }
        var value = attached
        if value == nil, let next = rest.first, ArgumentShape.canBeValue(next) { value = rest.popFirst() }
        guard let value else {
            return keep(.missingValue(of: option, spelled: spelled, refused: rest.first.flatMap(unknown)))
        }
        guard form.allowed.isEmpty || form.allowed.contains(value) else {
            return keep(.valueNotAllowed(value, of: option, spelled: spelled))
        }
        given.append(GivenOption(form: option, value: value))
    }

    /// An argument that was probably meant as a value, because no option has that name.
    private func unknown(_ argument: String) -> String? {
        switch ArgumentShape(argument) {
        case .long(let name, _): options.contains { $0.name == name } ? nil : argument
        case .short(let letters): options.contains { $0.short == letters.unicodeScalars.first } ? nil : argument
        case .positional, .terminator, .malformed: nil
        }
    }

    /// - Parameter name: what to compare with long names; nil for a single letter, which resembles too many.
    private func unknownOption(_ spelled: String, name: String?) -> ArgumentFault {
        guard let name else { return .unknownOption(spelled, nearest: nil, owner: nil) }
        let isOption = { (option: OptionForm) in option.name == name }
        if !options.contains(where: isOption),
            let owner = table.commands.first(where: { $0.options.contains(where: isOption) })
        {
            return .unknownOption(spelled, nearest: nil, owner: owner.name)
        }
        let begun = options.first { name.utf8.count > 1 && $0.name.hasPrefix(name) }?.name
        let nearest = begun ?? nearestName(to: name, among: options.map { $0.name }, within: 3)
        return .unknownOption(spelled, nearest: nearest, owner: nil)
    }

    private mutating func keep(_ found: ArgumentFault) {
        if fault == nil { fault = found }
    }
}

/// The form of an argument, before its meaning is known.
///
/// Only dashes and the first `=` count. They are compared as bytes: for `Character`, `=` with a combining accent is
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
    /// What looks like an option is not taken as a value, so that a forgotten value does not swallow the next option. A
    /// negative number is a value: no option is a digit.
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
