import DominoScenario

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
    let misuse = { (fault: ArgumentFault, command: CommandForm?) in
        Invocation.misuse(MisuseText(table: table, width: width).text(for: fault, command: command))
    }
    if case .unknownCommand? = scan.fault, let fault = scan.fault { return misuse(fault, nil) }
    if scan.wantsHelp || arguments.isEmpty { return .help(help.text(for: scan.command)) }
    if scan.wantsVersion { return .version }
    if let fault = scan.fault { return misuse(fault, scan.command) }
    guard let command = scan.command else { return misuse(.missingCommand, nil) }
    if let fault = misplaced(scan.positionals, in: command) { return misuse(fault, command) }
    if command.name == CommandForm.help.name {
        guard let name = scan.positionals.first else { return .help(help.text(for: nil)) }
        guard let asked = table.command(named: name) else {
            let nearest = nearestName(to: name, among: table.commands.map(\.name))
            return misuse(.unknownCommand(name, nearest: nearest), nil)
        }
        return .help(help.text(for: asked))
    }
    let missing = command.options.first { option in
        option.isRequired && !scan.given.contains { $0.form.name == option.name }
    }
    if let missing { return misuse(.missingOption(missing), command) }
    return .run(
        ParsedCommand(form: command, positionals: scan.positionals, given: scan.given, table: table, width: width))
}

/// The first fault in how many arguments there are.
private func misplaced(_ positionals: [String], in command: CommandForm) -> ArgumentFault? {
    let isOpen = command.arguments.last?.isRepeating == true
    if !isOpen, positionals.count > command.arguments.count {
        return .unexpectedArguments(Array(positionals.dropFirst(command.arguments.count)))
    }
    let missing = command.arguments.dropFirst(positionals.count).first { !$0.isOptional }
    return missing.map(ArgumentFault.missingArgument)
}

extension CommandForm {
    /// `domino help` and `domino help whatif`: the parser answers it itself; a table that lists it offers it.
    static let help = CommandForm(
        "help", group: "Other", abstract: "Show help for a command.",
        arguments: [ArgumentForm(ValueForm("command", completion: .command), "The command.", isOptional: true)])
}
