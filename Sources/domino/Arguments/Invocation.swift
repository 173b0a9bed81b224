/// What the arguments ask for. Texts have no line break at the end.
enum Invocation: Sendable {
    /// Standard output, exit status 0.
    case help(String)
    case version
    case run(ParsedCommand)
    /// Standard error, exit status 64.
    case misuse(String)
}

/// A use of the command that its forms do not allow, told in full: what is wrong, how it is used, where to read more.
///
/// Belongs on standard error, with exit status 64.
struct UsageError: Error, Equatable, Sendable {
    let text: String
}

/// Arguments that fit the form of their command: options known, values among the allowed ones, arguments neither
/// missing nor too many.
struct ParsedCommand: Sendable {
    let form: CommandForm
    /// The arguments known by their place. `-` stands for standard input.
    let positionals: [String]
    private let given: [GivenOption]
    private let table: CommandTable
    private let width: Int

    init(form: CommandForm, positionals: [String], given: [GivenOption], table: CommandTable, width: Int) {
        self.form = form
        self.positionals = positionals
        self.given = given
        self.table = table
        self.width = width
    }

    var name: String { form.name }

    /// Whether the command has an option of that name.
    func takes(_ option: String) -> Bool { table.options(of: form).contains { $0.name == option } }

    /// The value of an option by its long name; the last one where it was given more than once, nil where never.
    func value(_ option: String) -> String? {
        values(option).last
    }

    /// Every value of an option, in the order given.
    func values(_ option: String) -> [String] {
        assertKnown(option)
        return given.compactMap { $0.form.name == option ? $0.value : nil }
    }

    /// Whether a flag was given.
    func flag(_ option: String) -> Bool {
        assertKnown(option)
        return given.contains { $0.form.name == option }
    }

    /// The value of an option as a reader understands it, nil where the option was not given.
    func reading<Value>(_ option: String, by read: (String) -> Reading<Value>) throws(UsageError) -> Value? {
        guard let text = value(option) else { return nil }
        return try understood(text, of: option, by: read)
    }

    /// Every value of an option as a reader understands it, in the order given.
    func readings<Value>(_ option: String, by read: (String) -> Reading<Value>) throws(UsageError) -> [Value] {
        var understood: [Value] = []
        for text in values(option) {
            understood.append(try self.understood(text, of: option, by: read))
        }
        return understood
    }

    /// What to throw when values that are right one by one do not go together.
    func misuse(_ sentence: String) -> UsageError {
        UsageError(text: MisuseText(table: table, width: width).text(for: .custom(sentence), command: form))
    }

    private func understood<Value>(
        _ text: String, of option: String, by read: (String) -> Reading<Value>
    ) throws(UsageError) -> Value {
        switch read(text) {
        case .value(let value):
            return value
        case .refused(let reason):
            guard let form = table.options(of: form).first(where: { $0.name == option }) else {
                throw misuse(reason)
            }
            let fault = ArgumentFault.refusedValue(text, of: form, reason: reason)
            throw UsageError(text: MisuseText(table: table, width: width).text(for: fault, command: self.form))
        }
    }

    /// An option the table does not have can never be given: asking for it is a spelling mistake of ours.
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
