/// A command line as data: the program, its commands, and the options they share.
struct CommandTable: Sendable {
    /// The program, as it is typed.
    let name: String
    let abstract: String
    let examples: [CommandExample]
    let discussion: String
    /// Options that every command takes. They may also stand before the command's name.
    let common: [OptionForm]
    let commands: [Command]

    func command(named name: String) -> Command? { commands.first { $0.name == name } }

    /// Every option a command takes, its own first; for nil, those that may stand before a command's name.
    func options(of command: Command?) -> [OptionForm] { (command?.options ?? []) + common + [.help, .version] }
}

extension CommandTable {
    /// Every command of `domino`. A new command is a file in `Commands` and its entry here; nothing else lists
    /// commands.
    static let domino: CommandTable = CommandTable(
        name: "domino",
        abstract: "Find out which commitments fall when one slips, who is hurt, and what it costs.",
        examples: [
            CommandExample("domino init go-live.json", "Write a small scenario, to change into your own."),
            CommandExample("domino validate go-live.json", "Check it. Every problem is shown with its line."),
            CommandExample("domino whatif go-live.json --slip go-live=14", "See what a slip of 14 days does."),
        ],
        discussion:
            "A commitment or a mitigation is named by its id, its title or a part of its title. A date is written"
            + " as in 2027-06-12, \"12 June 2027\" or \"12 June\", which is the next one.",
        common: [
            OptionForm(
                "format", value: ValueForm("format", oneOf: ["text", "json", "markdown"]), "Format of the answer.",
                defaultText: "text"),
            OptionForm(
                "output", short: "o", value: ValueForm("file", completion: .file),
                "Write the answer to a file, completely or not at all.", defaultText: "standard output"),
            OptionForm(
                "color", value: ValueForm("when", oneOf: ["auto", "always", "never"]), "When to use colors.",
                defaultText: "auto"),
            OptionForm(
                "as-of", value: ValueForm("date", completion: .date),
                "The day that counts as today, such as 2027-06-12 or \"12 June\".",
                defaultText: "the scenario's asOf, or today"),
            OptionForm("quiet", short: "q", "Print only the answer and errors."),
        ],
        commands: [
            .initialize, .validate, .promise, .whatIf, .curve, .simulate, .merge, .rank, .mitigate, .report, .check,
            .renegotiate,
            .ladder, .compare, .import, .export, .schema, .completions, .manual, .help,
        ])
}

extension Command {
    /// `domino help` and `domino help whatif`. The parser answers it itself, so it never runs.
    static let help = Command(
        "help", group: .other, abstract: "Show help for a command.",
        arguments: [ArgumentForm(ValueForm("command", completion: .command), "The command.", isOptional: true)],
        run: { _ in .done })
}

extension ArgumentForm {
    /// The scenario that most commands read.
    static let scenario = ArgumentForm(ValueForm("file", completion: .file), "The scenario, or '-' for standard input.")
}

extension OptionForm {
    /// A slip that replaces the scenario's own.
    static let slip = OptionForm(
        "slip", value: ValueForm("id=days", completion: .commitment),
        "A commitment, by id or title, and the days it slips, or 'broken' if it is never kept. Repeat the option for"
            + " several.",
        isRepeatable: true, defaultText: "the scenario's slip")

    /// A slip on top of what chance does.
    static let certainSlip = OptionForm(
        "slip", value: ValueForm("id=days", completion: .commitment),
        "A commitment, by id or title, and the days it slips in every run, or 'broken'. Repeat the option for several.",
        isRepeatable: true, defaultText: "none")

    /// A promise that is given another date, in agreement with those affected.
    static let move = OptionForm(
        "move", value: ValueForm("id=days", completion: .commitment),
        "A commitment and the days by which its date is moved on purpose, agreed beforehand. Repeat the option for"
            + " several.",
        isRepeatable: true, defaultText: "none")

    static let plan = OptionForm(
        "plan", value: ValueForm("ids", completion: .mitigation),
        "The mitigations that are carried out, by id or title, separated by commas.", defaultText: "none")

    static let tellOn = OptionForm(
        "tell-on", value: ValueForm("date", completion: .date),
        "The day on which everyone affected is told.",
        defaultText: "the scenario's toldOn, or nobody is told")

    /// The options of every command that simulates; `RunArguments` reads them.
    static let runs = [
        OptionForm("replicates", value: ValueForm("n"), "Number of simulated runs.", defaultText: "10,000"),
        OptionForm(
            "seed", value: ValueForm("n"), "Random seed. The same seed gives the same answer.", defaultText: "1"),
        OptionForm(
            "threads", value: ValueForm("n"), "Number of threads. The answer does not depend on it.",
            defaultText: "all cores"),
    ]
}
