/// A command line as data: what may be said to it, and what each thing means.
///
/// The parser, the help, the shell completions and the manual page are all made from this one table, so that they
/// cannot disagree. A table has one level: the program and its commands.
struct CommandTable: Sendable {
    /// The program, as it is typed.
    let name: String
    let abstract: String
    let examples: [CommandExample]
    let discussion: String
    /// Options that every command takes, and that may also stand before the command's name.
    let common: [OptionForm]
    let commands: [CommandForm]

    func command(named name: String) -> CommandForm? {
        commands.first { $0.name == name }
    }

    /// Every option a command takes, its own first; for nil, those that may stand before a command's name.
    func options(of command: CommandForm?) -> [OptionForm] {
        (command?.options ?? []) + common + [.help, .version]
    }
}

/// One command of a table.
struct CommandForm: Sendable {
    let name: String
    /// The heading under which the program's help lists it.
    let group: String
    /// One sentence.
    let abstract: String
    let examples: [CommandExample]
    let discussion: String
    let arguments: [ArgumentForm]
    /// The command's own options, without the common ones.
    let options: [OptionForm]

    init(
        _ name: String, group: String, abstract: String, examples: [CommandExample] = [], discussion: String = "",
        arguments: [ArgumentForm] = [], options: [OptionForm] = []
    ) {
        self.name = name
        self.group = group
        self.abstract = abstract
        self.examples = examples
        self.discussion = discussion
        self.arguments = arguments
        self.options = options
    }
}

/// A line somebody can copy, and what it does.
struct CommandExample: Sendable {
    let line: String
    let meaning: String

    init(_ line: String, _ meaning: String) {
        self.line = line
        self.meaning = meaning
    }
}

/// An argument known by its place, such as a file.
struct ArgumentForm: Sendable {
    let value: ValueForm
    let abstract: String
    let isOptional: Bool
    /// Takes every argument from its place on; only the last argument of a command may.
    let isRepeating: Bool

    init(_ value: ValueForm, _ abstract: String, isOptional: Bool = false, isRepeating: Bool = false) {
        self.value = value
        self.abstract = abstract
        self.isOptional = isOptional
        self.isRepeating = isRepeating
    }
}

/// An argument known by its name; a flag where it takes no value.
struct OptionForm: Sendable {
    /// The long name, without dashes.
    let name: String
    let short: Unicode.Scalar?
    let value: ValueForm?
    let abstract: String
    /// Whether every occurrence counts. Of an option that is not repeatable the last one does.
    let isRepeatable: Bool
    /// Whether the command cannot do without it.
    let isRequired: Bool
    /// What is done without the option, as the help says it.
    let defaultText: String?

    init(
        _ name: String, short: Unicode.Scalar? = nil, value: ValueForm? = nil, _ abstract: String,
        isRepeatable: Bool = false, isRequired: Bool = false, defaultText: String? = nil
    ) {
        self.name = name
        self.short = short
        self.value = value
        self.abstract = abstract
        self.isRepeatable = isRepeatable
        self.isRequired = isRequired
        self.defaultText = defaultText
    }

    static let help = OptionForm("help", short: "h", "Show help information.")
    static let version = OptionForm("version", "Show the version.")
}

/// What stands where a value is expected.
struct ValueForm: Sendable {
    /// The name shown in angle brackets.
    let name: String
    /// The only values there are, or empty where others are possible.
    let allowed: [String]
    let completion: Completion

    init(_ name: String, completion: Completion = .none) {
        self.name = name
        self.allowed = []
        self.completion = completion
    }

    init(_ name: String, oneOf allowed: [String]) {
        self.name = name
        self.allowed = allowed
        self.completion = .words(allowed)
    }
}

/// What a shell may offer for a value.
enum Completion: Sendable, Equatable {
    case none
    case file
    case date
    /// The id of a commitment of the file given.
    case commitment
    /// The id of a mitigation of the file given.
    case mitigation
    /// The name of a command of the table.
    case command
    case words([String])
}
