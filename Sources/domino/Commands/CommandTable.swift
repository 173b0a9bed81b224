import DominoScenario

extension CommandTable {
    /// Every command of `domino`. A new command is a new entry here and its handler; nothing else lists commands.
    static let domino = CommandTable(
        name: "domino",
        abstract: "See which promises fall when one slips, who is hurt, and by how much.",
        examples: [
            CommandExample("domino init go-live.json", "Write a starter scenario to change into your own."),
            CommandExample("domino validate go-live.json", "Check it; every problem is shown with its line."),
            CommandExample(
                "domino whatif go-live.json --slip go-live=14", "Play a slip of 14 days through, and see what falls."),
        ],
        discussion: "",
        common: [
            OptionForm(
                "format", value: ValueForm("format", oneOf: ["text", "json", "markdown"]), "How the answer is written.",
                defaultText: "text"),
            OptionForm(
                "output", short: "o", value: ValueForm("file", completion: .file),
                "Where the answer goes, whole or not at all.", defaultText: "standard output"),
            OptionForm(
                "color", value: ValueForm("when", oneOf: ["auto", "always", "never"]), "When to use colors.",
                defaultText: "auto"),
            OptionForm(
                "as-of", value: ValueForm("date", completion: .date), "The day taken as today, YYYY-MM-DD.",
                defaultText: "the file's asOf, or today"),
            OptionForm("quiet", short: "q", "Say nothing but the answer and errors."),
        ],
        commands: [
            .initialise,
            .validate,
            .whatif,
            .curve,
            .simulate,
            .merge,
            .rank,
            .mitigate,
            .report,
            .check,
            .renegotiate,
            .ladder,
            .compare,
            .importing,
            .export,
            .schema,
            .completions,
            .manual,
            .help,
        ])
}

extension CommandForm {
    fileprivate static let initialise = CommandForm(
        "init", group: "Scenario",
        abstract: "Write a small commented starter scenario that runs.",
        examples: [
            CommandExample("domino init go-live.json", "Write the scenario to a new file."),
            CommandExample("domino init | domino validate -", "Show that it is a valid one."),
            CommandExample("domino init --from late-report report.json", "Begin with a situation like yours."),
        ],
        arguments: [
            ArgumentForm(
                ValueForm("file", completion: .file), "The file to write; standard output without one.",
                isOptional: true)
        ],
        options: [
            OptionForm(
                "from", value: ValueForm("template", oneOf: ScenarioTemplate.all.map(\.name)),
                "The situation to begin with.", defaultText: "a small starter scenario")
        ])

    fileprivate static let validate = CommandForm(
        "validate", group: "Scenario",
        abstract: "Check scenarios and print every problem found.",
        examples: [
            CommandExample("domino validate go-live.json", "Check one scenario."),
            CommandExample(
                "domino validate --format json *.json", "Check all of a folder, and print the problems for a program."),
        ],
        discussion: "Exit status 0 where every file is valid, 65 where one is not, 66 where one cannot be read.",
        arguments: [
            ArgumentForm(.scenario, "Scenarios to check; '-' reads standard input.", isRepeating: true)
        ])

    fileprivate static let whatif = CommandForm(
        "whatif", group: "Question",
        abstract: "Play one slip through: which promises fall when, who is hurt, and by how much.",
        examples: [
            CommandExample("domino whatif go-live.json --slip go-live=14", "The commitment 'go-live' is 14 days late."),
            CommandExample(
                "domino whatif go-live.json --slip data-extract=broken --plan pilot --tell-on 2026-02-09",
                "A commitment is not kept at all; the mitigation 'pilot' is in force, and those hurt are told on"
                    + " that day."),
        ],
        arguments: [
            ArgumentForm(.scenario, "The scenario; '-' reads standard input.")
        ],
        options: [.slip, .plan, .tellOn])

    fileprivate static let simulate = CommandForm(
        "simulate", group: "Question",
        abstract: "Replay the scenario under luck: the odds of every promise and of the harm.",
        examples: [
            CommandExample("domino simulate go-live.json", "10,000 replays of the plan as it stands."),
            CommandExample(
                "domino simulate go-live.json --plan pilot --tell-on 2026-02-09 --replicates 100000",
                "More of them, with a mitigation in force and those hurt told on that day."),
        ],
        arguments: [
            ArgumentForm(.scenario, "The scenario; '-' reads standard input.")
        ],
        options: [
            OptionForm(
                "slip", value: ValueForm("id=days", completion: .commitment),
                "A commitment that slips whatever luck says; for several, repeat the option.",
                isRepeatable: true, defaultText: "none"),
            .plan, .tellOn,
            OptionForm(
                "target", value: ValueForm("id", completion: .commitment),
                "A commitment whose causes are looked for.", defaultText: "none"),
            OptionForm(
                "precision", value: ValueForm("p"),
                "Stop once the standard error of the mean is this share of it; --replicates is then the most.",
                defaultText: "none"),
            OptionForm(
                "shard", value: ValueForm("i/n"),
                "Run part I of N only, and write it for 'domino merge'; 'auto' asks the environment of Slurm,"
                    + " Kubernetes or AWS Batch.",
                defaultText: "the whole"),
        ] + OptionForm.simulating)

    fileprivate static let merge = CommandForm(
        "merge", group: "Question",
        abstract: "Put the shards of a simulation together: the same bytes as one run.",
        examples: [
            CommandExample(
                "domino simulate go-live.json --replicates 1000000 --shard 1/2 -o 1.shard",
                "The first half, on any machine; the second one is --shard 2/2 -o 2.shard."),
            CommandExample("domino merge 1.shard 2.shard", "Both halves as one answer."),
        ],
        discussion: "Shards carry their scenario. Exit status 65 where one is damaged or missing, or of another run.",
        arguments: [
            ArgumentForm(
                ValueForm("shard", completion: .file), "Shards in any order; '-' reads standard input.",
                isRepeating: true)
        ])

    fileprivate static let curve = CommandForm(
        "curve", group: "Question",
        abstract: "Damage against days of slip, and the day on which each domino falls.",
        examples: [
            CommandExample("domino curve go-live.json", "A slip of the root of 0 to 30 days."),
            CommandExample(
                "domino curve go-live.json --of data-extract --to 90", "Another commitment's, up to 90 days."),
        ],
        arguments: [
            ArgumentForm(.scenario, "The scenario; '-' reads standard input.")
        ],
        options: [
            OptionForm(
                "of", value: ValueForm("id", completion: .commitment), "The commitment that slips.",
                defaultText: "the file's root, or its first slip"),
            OptionForm("to", value: ValueForm("n"), "The last day of the curve.", defaultText: "30"),
        ])

    fileprivate static let rank = CommandForm(
        "rank", group: "Question",
        abstract: "Which promise hurts most when it slips, and how far each may slip for nothing.",
        examples: [
            CommandExample("domino rank go-live.json", "Each commitment 10 days late, one at a time."),
            CommandExample("domino rank go-live.json --days 3 --format json", "3 days late, for a program."),
        ],
        arguments: [
            ArgumentForm(.scenario, "The scenario; '-' reads standard input.")
        ],
        options: [
            OptionForm("days", value: ValueForm("n"), "Days of slip.", defaultText: "10")
        ] + OptionForm.simulating)

    fileprivate static let importing = CommandForm(
        "import", group: "Scenario",
        abstract: "Make a scenario from a table of promises, or from a project plan.",
        examples: [
            CommandExample(
                "domino import --commitments plan.csv -o plan.json", "A table from a spreadsheet or another program."),
            CommandExample(
                "domino import --commitments deals.csv --map due=Signature --dates dmy -o deals.json",
                "With a column of its own name for the due date, and 03/04/2026 for 3 April."),
            CommandExample(
                "domino import --mspdi plan.xml -o plan.json", "A plan that Microsoft Project saved as XML."),
        ],
        discussion:
            "Headers of Salesforce, HubSpot, Jira, Smartsheet, Asana, Microsoft Project and spreadsheets are known."
            + " Whatever is guessed is listed on standard error and kept in the scenario. A table that 'domino export"
            + " --as csv' has written comes back as it was. Exit status 65 where rows cannot be read.\n\n"
            + "Fields for --map: "
            + TableField.allCases.map { "\($0.name) (\($0.meaning))" }.joined(separator: ", ") + ".",
        options: [
            OptionForm(
                "commitments", value: ValueForm("table", completion: .file),
                "CSV with a row for each commitment; '-' reads standard input."),
            OptionForm(
                "needs", value: ValueForm("table", completion: .file),
                "CSV with a row for each need: commitment, needs, lead and so on.",
                defaultText: "the first table's predecessors"),
            OptionForm(
                "mspdi", value: ValueForm("plan", completion: .file),
                "Microsoft Project XML in the place of tables; '-' reads standard input."),
            OptionForm(
                "map", value: ValueForm("field=column"),
                "Read a column as a field, whatever its header suggests; for several, repeat the option.",
                isRepeatable: true),
            OptionForm(
                "dates", value: ValueForm("order", oneOf: ["dmy", "mdy", "ymd"]),
                "Order of day, month and year in dates.",
                defaultText: "found out, or asked for"),
            OptionForm(
                "lead", value: ValueForm("n"), "Days from a predecessor to a row without duration and start.",
                defaultText: "asked for"),
            OptionForm("name", value: ValueForm("text"), "The scenario's name.", defaultText: "the file's name"),
            OptionForm(
                "root", value: ValueForm("id"), "The commitment the scenario is about.",
                defaultText: "not stated"),
            OptionForm(
                "currency", value: ValueForm("code"), "Unit of all amounts.", defaultText: "as the table says"),
        ])

    fileprivate static let export = CommandForm(
        "export", group: "Scenario",
        abstract: "Hand a scenario to other tools: as a graph, or as a table.",
        examples: [
            CommandExample(
                "domino export go-live.json --as dot -o go-live.dot",
                "Graphviz draws it: dot -Tsvg go-live.dot -o go-live.svg"),
            CommandExample(
                "domino export go-live.json --as csv -o go-live.csv",
                "A table for a spreadsheet, from which 'domino import' makes the same scenario again."),
        ],
        discussion: "dot is for Graphviz, mermaid for Markdown pages, graphml for networkx, yEd and Gephi, csv for"
            + " spreadsheets.",
        arguments: [
            ArgumentForm(.scenario, "The scenario; '-' reads standard input.")
        ],
        options: [
            OptionForm(
                "as", value: ValueForm("format", oneOf: ["dot", "mermaid", "graphml", "csv"]), "What it is written as.",
                isRequired: true)
        ])

    fileprivate static let renegotiate = CommandForm(
        "renegotiate", group: "Question",
        abstract: "After a slip: whom to tell, in which order and by when, and which dates to offer.",
        examples: [
            CommandExample(
                "domino renegotiate go-live.json --slip go-live=14", "The talks to have about a slip of 14 days."),
            CommandExample(
                "domino renegotiate go-live.json --format markdown -o talks.md --ics talks.ics",
                "A page for each talk, and the days in a calendar."),
        ],
        arguments: [
            ArgumentForm(.scenario, "The scenario; '-' reads standard input.")
        ],
        options: [
            .slip,
            OptionForm(
                "known", value: ValueForm("date", completion: .date),
                "The day the slip is known: the first on which anybody can be told.", defaultText: "today"),
            OptionForm(
                "confidence", value: ValueForm("q"), "How likely a new date has to be kept.",
                defaultText: "the file's policy, or 0.8"),
            OptionForm(
                "ics", value: ValueForm("file", completion: .file),
                "Write the talks to a calendar file, too, on the last day for each.", defaultText: "none"),
        ] + OptionForm.simulating)

    fileprivate static let schema = CommandForm(
        "schema", group: "Scenario",
        abstract: "Print the JSON Schema of scenarios, for editors.",
        examples: [
            CommandExample(
                "domino schema -o scenario.schema.json", "Write it beside a scenario, which names it in \"$schema\".")
        ])
}

extension CommandForm {
    fileprivate static let completions = CommandForm(
        "completions", group: "Other",
        abstract: "Print what a shell needs to complete this command.",
        examples: [
            CommandExample("domino completions bash -o domino.bash", "For bash: source domino.bash in ~/.bashrc."),
            CommandExample(
                "domino completions fish -o ~/.config/fish/completions/domino.fish", "For every fish from now on."),
            CommandExample("domino completions zsh -o _domino", "For zsh: put it into a folder of $fpath."),
        ],
        discussion: "Ids of the scenario on the line are completed too: the shell asks for them with"
            + " 'domino completions ids FILE'.",
        arguments: [
            ArgumentForm(ValueForm("shell", oneOf: ["bash", "zsh", "fish"]), "The shell."),
            ArgumentForm(
                ValueForm("file", completion: .file), "Behind 'ids': the scenario whose ids are listed.",
                isOptional: true),
        ],
        options: [
            OptionForm(
                "of", value: ValueForm("list", oneOf: ["commitment", "mitigation"]), "Whose ids are listed.",
                defaultText: "commitment")
        ])

    fileprivate static let manual = CommandForm(
        "manual", group: "Other",
        abstract: "Print the manual page.",
        examples: [
            CommandExample("domino manual -o domino.1", "Read it: man -l domino.1. Or put it into a folder of man.")
        ])
}

extension CommandForm {
    fileprivate static let report = CommandForm(
        "report", group: "Question",
        abstract: "Write one page that tells it all, and plays every what-if by itself, without a network.",
        examples: [
            CommandExample("domino report go-live.json -o go-live.html", "The page for whoever has to decide."),
            CommandExample(
                "domino report go-live.json --slip go-live=14 --tell-on 2026-02-09 -o go-live.html",
                "The same, opened at another slip."),
        ],
        discussion: "The page needs no network and asks nobody anything; it holds the scenario and the engine itself.",
        arguments: [
            ArgumentForm(.scenario, "The scenario; '-' reads standard input.")
        ],
        options: [
            OptionForm(
                "slip", value: ValueForm("id=days", completion: .commitment),
                "What slips at first sight; for several, repeat the option.",
                isRepeatable: true, defaultText: "the file's slip"),
            .plan, .tellOn,
        ] + OptionForm.simulating)
}

extension ValueForm {
    static let scenario = ValueForm("file", completion: .file)
}

extension OptionForm {
    fileprivate static let slip = OptionForm(
        "slip", value: ValueForm("id=days", completion: .commitment),
        "A commitment and its days of slip, or 'broken' for the days; for several, repeat the option.",
        isRepeatable: true, defaultText: "the file's slip")

    static let plan = OptionForm(
        "plan", value: ValueForm("ids", completion: .mitigation),
        "The mitigations in force, separated by commas.", defaultText: "none")

    static let tellOn = OptionForm(
        "tell-on", value: ValueForm("date", completion: .date),
        "The day on which those hurt are told, YYYY-MM-DD.", defaultText: "the file's toldOn, or nobody is told")

    /// What every command takes that replays under luck.
    static let simulating = [
        OptionForm("replicates", value: ValueForm("n"), "How often it is replayed.", defaultText: "10,000"),
        OptionForm("seed", value: ValueForm("n"), "Seed of the luck.", defaultText: "1"),
        OptionForm(
            "threads", value: ValueForm("n"), "Threads to use; no answer depends on it.", defaultText: "all cores"),
    ]
}
