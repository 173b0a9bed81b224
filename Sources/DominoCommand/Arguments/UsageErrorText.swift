import DominoScenario

/// Everything that can be wrong with arguments. `UsageErrorText` has the words.
enum ArgumentFault {
    case unknownCommand(String, nearest: String?)
    case missingCommand
    /// `nearest` is a similar option of this command; `owner` is a command that has this option.
    case unknownOption(String, nearest: String?, owner: String?)
    case malformedOption(String)
    /// `refused` is the next argument, if it begins with a dash but is not an option.
    case missingValue(of: OptionForm, spelled: String, refused: String?)
    case unexpectedValue(String, of: String)
    case valueNotAllowed(String, of: OptionForm, spelled: String)
    case refusedValue(String, of: OptionForm, reason: String)
    case missingArgument(ArgumentForm)
    case missingOption(OptionForm)
    case unexpectedArguments([String])
    case custom(String)
}

/// The text of a fault: what is wrong, the help of the option concerned, the usage, and where to read more.
struct UsageErrorText {
    let table: CommandTable
    let width: Int

    func text(for fault: ArgumentFault, command: Command?) -> String {
        let help = HelpText(table: table, width: width)
        let path = ([table.name] + (command.map { [$0.name] } ?? [])).joined(separator: " ")
        let lines = [
            "Error: " + sentence(fault),
            reminder(fault).map { "Help:  " + $0 },
            "Usage: " + help.usage(of: command),
            "  See '\(path) --help' for more information.",
        ]
        return lines.compactMap { $0 }.joined(separator: "\n")
    }

    private func sentence(_ fault: ArgumentFault) -> String {
        switch fault {
        case .unknownCommand(let name, let nearest):
            "Unknown command \(quoted(name))" + suggestion(nearest)
        case .missingCommand:
            "Missing expected argument '<command>'"
        case .unknownOption(let spelled, _, let owner?):
            "Unknown option \(quoted(spelled)). It goes after '\(table.name) \(owner)'."
        case .unknownOption(let spelled, let nearest, nil):
            "Unknown option \(quoted(spelled))" + suggestion(nearest.map { "--" + $0 })
        case .malformedOption(let argument):
            "Invalid option: \(sanitized(argument, limit: longestShown))"
        case .missingValue(let option, let spelled, let refused):
            "Missing value for '\(option.synopsis(spelled: spelled))'" + (refused.map(dashHint(spelled)) ?? "")
        case .unexpectedValue(let value, let spelled):
            "The option '\(spelled)' takes no value, but \(quoted(value)) was given."
        case .valueNotAllowed(let value, let option, let spelled):
            "The value \(quoted(value)) is invalid for '\(option.synopsis(spelled: spelled))'. "
                + choice(of: option.value?.allowed ?? [])
        case .refusedValue(let value, let option, let reason):
            "The value \(quoted(value)) is invalid for '\(option.synopsis())': \(reason)"
        case .missingArgument(let argument):
            "Missing expected argument '\(argument.synopsis)'"
        case .missingOption(let option):
            "Missing expected argument '\(option.synopsis())'"
        case .unexpectedArguments(let arguments):
            unexpected(arguments)
        case .custom(let sentence):
            sentence
        }
    }

    private func reminder(_ fault: ArgumentFault) -> String? {
        switch fault {
        case .missingValue(let option, let spelled, _), .valueNotAllowed(_, let option, let spelled):
            "\(option.synopsis(spelled: spelled))  \(option.abstract)"
        case .refusedValue(_, let option, _):
            "\(option.synopsis())  \(option.abstract)"
        case .missingArgument(let argument):
            "<\(argument.value.name)>  \(argument.abstract)"
        case .missingOption(let option):
            "\(option.synopsis())  \(option.abstract)"
        case .unknownCommand, .missingCommand, .unknownOption, .malformedOption, .unexpectedValue,
            .unexpectedArguments, .custom:
            nil
        }
    }

    private func suggestion(_ nearest: String?) -> String {
        nearest.map { ". Did you mean '\($0)'?" } ?? ""
    }

    /// How to give a value that begins with a dash, if the user seems to have tried.
    private func dashHint(_ spelled: String) -> (String) -> String {
        { ". Write \(quoted("\(spelled)=\($0)")) for a value that begins with a dash." }
    }

    private func choice(of allowed: [String]) -> String {
        guard allowed.count < 6, let last = allowed.last else {
            return "Please provide one of the following:\n" + allowed.map { "  - \($0)" }.joined(separator: "\n")
        }
        guard allowed.count > 1 else { return "Please provide '\(last)'." }
        return "Please provide one of \(allowed.dropLast().map { "'\($0)'" }.joined(separator: ", ")) or '\(last)'."
    }

    private func unexpected(_ arguments: [String]) -> String {
        let named = arguments.prefix(mostNamed).map(quoted).joined(separator: ", ")
        guard arguments.count > 1 else { return "Unexpected argument \(named)" }
        let more = arguments.count > mostNamed ? " and \(arguments.count - mostNamed) more" : ""
        return "\(arguments.count) unexpected arguments: \(named)\(more)"
    }
}

/// Characters of an argument that a message repeats.
private let longestShown = 80
/// Number of surplus arguments that a message names.
private let mostNamed = 5

private func quoted(_ argument: String) -> String {
    "'" + sanitized(argument, limit: longestShown) + "'"
}
