import DominoScenario

/// What the arguments ask for. Texts have no line break at the end.
enum Invocation: Sendable {
    /// For standard output, with exit status 0.
    case help(String)
    case version
    case run(ParsedCommand)
    /// For standard error, with exit status 64.
    case usageError(String)
}

/// What the arguments (without the program's name) ask for.
///
/// Conventions are those of swift-argument-parser: options and arguments in any order, `--option value` or
/// `--option=value`, `-o value`, `-ovalue` or `-o=value`, `--` before arguments that begin with a dash, and help
/// wherever it is asked for, even beside mistakes.
///
/// - Parameter width: columns to which help and usage are wrapped.
/// - Complexity: O(total length of the arguments).
func parse(_ arguments: [String], in table: CommandTable, width: Int = 80) -> Invocation {
    let scan = ArgumentScan(arguments, in: table)
    let help = HelpText(table: table, width: width)
    let refuse = { (fault: ArgumentFault, command: Command?) in
        Invocation.usageError(UsageErrorText(table: table, width: width).text(for: fault, command: command))
    }
    if case .unknownCommand? = scan.fault, let fault = scan.fault { return refuse(fault, nil) }
    if scan.wantsHelp || arguments.isEmpty { return .help(help.text(for: scan.command)) }
    if scan.wantsVersion { return .version }
    if let fault = scan.fault { return refuse(fault, scan.command) }
    guard let command = scan.command else { return refuse(.missingCommand, nil) }
    if let fault = wrongCount(of: scan.positionals, in: command) { return refuse(fault, command) }
    if command.name == Command.help.name {
        guard let name = scan.positionals.first else { return .help(help.text(for: nil)) }
        guard let asked = table.command(named: name) else {
            let nearest = nearestName(to: name, among: table.commands.map { $0.name })
            return refuse(.unknownCommand(name, nearest: nearest), nil)
        }
        return .help(help.text(for: asked))
    }
    let missing = command.options.first { option in
        option.isRequired && !scan.given.contains { $0.form.name == option.name }
    }
    if let missing { return refuse(.missingOption(missing), command) }
    return .run(
        ParsedCommand(form: command, positionals: scan.positionals, given: scan.given, table: table, width: width))
}

/// The fault in the number of arguments; nil if it fits.
private func wrongCount(of positionals: [String], in command: Command) -> ArgumentFault? {
    let isOpen = command.arguments.last?.isRepeating == true
    if !isOpen, positionals.count > command.arguments.count {
        return .unexpectedArguments(Array(positionals.dropFirst(command.arguments.count)))
    }
    let missing = command.arguments.dropFirst(positionals.count).first { !$0.isOptional }
    return missing.map(ArgumentFault.missingArgument)
}

/// Arguments that fit their command: all options are known, values are allowed ones, and no argument is missing or too
/// many.
struct ParsedCommand: Sendable {
    let form: Command
    /// The arguments without options. `-` stands for standard input.
    let positionals: [String]
    private let given: [GivenOption]
    private let table: CommandTable
    private let width: Int

    init(form: Command, positionals: [String], given: [GivenOption], table: CommandTable, width: Int) {
        self.form = form
        self.positionals = positionals
        self.given = given
        self.table = table
        self.width = width
    }

    var name: String { form.name }

    /// Whether the command has an option of that name.
    func takes(_ option: String) -> Bool { table.options(of: form).contains { $0.name == option } }

    /// The text of an option by its long name: the last one given, or nil.
    func value(_ option: String) -> String? { values(option).last }

    /// Every text of an option, in the order given.
    func values(_ option: String) -> [String] {
        assertKnown(option)
        return given.compactMap { $0.form.name == option ? $0.value : nil }
    }

    /// Whether a flag was given.
    func flag(_ option: String) -> Bool {
        assertKnown(option)
        return given.contains { $0.form.name == option }
    }

    /// The value of an option as a reader understands it; nil if the option was not given.
    func reading<Value>(_ option: String, by read: OptionReader<Value>) throws(EarlyEnd) -> Value? {
        guard let text = value(option) else { return nil }
        return try understand(text, of: option, by: read)
    }

    /// Every value of an option as a reader understands it, in the order given.
    func readings<Value>(_ option: String, by read: OptionReader<Value>) throws(EarlyEnd) -> [Value] {
        var values: [Value] = []
        for text in self.values(option) { values.append(try understand(text, of: option, by: read)) }
        return values
    }

    /// The error to throw for values that do not go together.
    func usageError(_ sentence: String) -> EarlyEnd { usageError(.custom(sentence)) }

    private func usageError(_ fault: ArgumentFault) -> EarlyEnd {
        .usageError(UsageErrorText(table: table, width: width).text(for: fault, command: form))
    }

    private func understand<Value>(
        _ text: String, of option: String, by read: OptionReader<Value>
    ) throws(EarlyEnd) -> Value {
        switch read(text) {
        case .success(let value):
            return value
        case .failure(let refusal):
            guard let form = table.options(of: form).first(where: { $0.name == option }) else {
                throw usageError(refusal.reason)
            }
            throw usageError(.refusedValue(text, of: form, reason: refusal.reason))
        }
    }

    /// Asking for an option that the command does not have is a spelling mistake in the program.
    private func assertKnown(_ option: String) {
        assert(takes(option), "no option '\(option)' in '\(name)'")
    }
}

/// One occurrence of an option.
struct GivenOption: Sendable {
    let form: OptionForm
    /// Nil for a flag.
    let value: String?
}
