import DominoScenario

/// One reading of the arguments from left to right, against a table.
///
/// The reading goes on after a fault, because help asked for further right is worth more to the reader than the
/// fault; only the first fault is kept.
struct ArgumentScan {
    private(set) var command: CommandForm?
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

    /// The first positional names the command, and so decides what is an option from there on.
    private mutating func takePositional(_ argument: String) {
        if command != nil {
            positionals.append(argument)
        } else if let named = table.command(named: argument) {
            command = named
            options = table.options(of: named)
        } else {
            keep(.unknownCommand(argument, nearest: nearestName(to: argument, among: table.commands.map(\.name))))
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

    /// Letters after one dash: flags, of which the last may be an option that takes the remaining letters as its value.
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

    /// An argument that may have been meant as a value, since no option is called so.
    private func unknown(_ argument: String) -> String? {
        switch ArgumentShape(argument) {
        case .long(let name, _): options.contains { $0.name == name } ? nil : argument
        case .short(let letters): options.contains { $0.short == letters.unicodeScalars.first } ? nil : argument
        case .positional, .terminator, .malformed: nil
        }
    }

    /// - Parameter name: what to look for among long names; nil for a single letter, which is near to everything.
    private func unknownOption(_ spelled: String, name: String?) -> ArgumentFault {
        guard let name else { return .unknownOption(spelled, nearest: nil, owner: nil) }
        let isOption = { (option: OptionForm) in option.name == name }
        if !options.contains(where: isOption),
            let owner = table.commands.first(where: { $0.options.contains(where: isOption) })
        {
            return .unknownOption(spelled, nearest: nil, owner: owner.name)
        }
        let nearest = nearestName(to: name, among: options.map(\.name), within: 3)
        return .unknownOption(spelled, nearest: nearest, owner: nil)
    }

    private mutating func keep(_ found: ArgumentFault) {
        if fault == nil { fault = found }
    }
}
