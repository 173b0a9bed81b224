/// A command of `domino`: how it is written, what its help says, and what it does.
///
/// Each command is one file in `Commands`: `extension Command { static let ladder = Command(...) }`. The parser, the
/// help, the shell completions and the manual page all read the same declaration.
struct Command: Sendable {
    let name: String
    /// The heading under which the program's help lists it.
    let group: Group
    /// One sentence.
    let abstract: String
    let examples: [CommandExample]
    let discussion: String
    let arguments: [ArgumentForm]
    /// The command's own options, without the common ones.
    let options: [OptionForm]
    /// Answers, and returns how the run ends.
    ///
    let run: @Sendable (ParsedCommand) throws(EarlyEnd) -> ExitStatus

    /// What a command is about; the program's help lists the groups in this order.
    enum Group: String, CaseIterable {
        case scenario = "Scenario"
        case question = "Question"
        case other = "Other"
    }

    init(
        _ name: String, group: Group, abstract: String, examples: [CommandExample] = [], discussion: String = "",
        arguments: [ArgumentForm] = [], options: [OptionForm] = [],
        run: @escaping @Sendable (ParsedCommand) throws(EarlyEnd) -> ExitStatus
    ) {
        self.name = name
        self.group = group
        self.abstract = abstract
        self.examples = examples
        self.discussion = discussion
        self.arguments = arguments
        self.options = options
        self.run = run
    }
}

/// A line to copy, and what it does.
struct CommandExample: Sendable {
    let line: String
    let meaning: String

    init(_ line: String, _ meaning: String) {
        self.line = line
        self.meaning = meaning
    }
}

/// An argument identified by its position, such as a file.
struct ArgumentForm: Sendable {
    let value: ValueForm
    let abstract: String
    let isOptional: Bool
    /// Takes all remaining arguments; only the last argument of a command may.
    let isRepeating: Bool

    init(_ value: ValueForm, _ abstract: String, isOptional: Bool = false, isRepeating: Bool = false) {
        self.value = value
        self.abstract = abstract
        self.isOptional = isOptional
        self.isRepeating = isRepeating
    }
}

/// An argument identified by its name; a flag if it takes no value.
struct OptionForm: Sendable {
    /// The long name, without dashes.
    let name: String
    let short: Unicode.Scalar?
    let value: ValueForm?
    let abstract: String
    /// Whether every occurrence counts. If not, the last one wins.
    let isRepeatable: Bool
    let isRequired: Bool
    /// What the help says happens without the option.
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

    static let help = OptionForm("help", short: "h", "Show help.")
    static let version = OptionForm("version", "Show the version.")
}

/// The value of an argument or an option.
struct ValueForm: Sendable {
    /// The name shown in angle brackets.
    let name: String
    /// All values that are accepted; empty if any text may be one.
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

/// What a shell offers to complete a value.
enum Completion: Sendable, Equatable {
    case none
    case file
    case date
    /// The id of a commitment in the scenario on the command line.
    case commitment
    /// The id of a mitigation in the scenario on the command line.
    case mitigation
    /// The name of a command.
    case command
    case words([String])
}
