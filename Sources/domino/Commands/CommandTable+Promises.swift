/// The commands about a promise and the deal around it.
extension CommandForm {
    static let check = CommandForm(
        "check", group: "Question",
        abstract: "Before promising: is the date safe, and which days may be promised.",
        examples: [
            CommandExample("domino check go-live.json", "The root by the day it is due."),
            CommandExample(
                "domino check go-live.json --promise 2026-03-16 --max-late launch=0.1 --format markdown",
                "Another day, which must not make the commitment 'launch' late more than one time in ten."),
        ],
        discussion: "Exit status 0 where the date is safe, 1 where it is a stretch or unsafe: a gate for scripts and"
            + " workflows. A date is safe if it is kept with the confidence asked for, a stretch if with the lower one,"
            + " and neither if a limit is exceeded. The scenario's policy may say all this; options win.",
        arguments: [
            ArgumentForm(.scenario, "The scenario; '-' reads standard input.")
        ],
        options: [
            OptionForm(
                "promise", value: ValueForm("date", completion: .date), "The day to be promised, YYYY-MM-DD.",
                defaultText: "the day the root is due"),
            OptionForm(
                "confidence", value: ValueForm("q"), "Probability of keeping the promise from which it is safe.",
                defaultText: "the policy's, or 0.8"),
            OptionForm(
                "stretch", value: ValueForm("q"), "Probability from which it is a stretch.",
                defaultText: "the policy's, or 0.5"),
            OptionForm(
                "max-mean", value: ValueForm("x"), "Most harm on average.", defaultText: "the policy's, or none"),
            OptionForm(
                "max-p95", value: ValueForm("x"), "Most harm in 95 of 100 replays.",
                defaultText: "the policy's, or none"),
            OptionForm(
                "max-late", value: ValueForm("id=q", completion: .commitment),
                "A commitment, and how likely it may at most be late or broken; for several, repeat the option.",
                isRepeatable: true, defaultText: "the policy's, or none"),
            OptionForm(
                "allow", value: ValueForm("verdict", oneOf: ["stretch"]),
                "Exit with 0 where the date is a stretch, too.",
                defaultText: "none"),
            OptionForm(
                "slip", value: ValueForm("id=days", completion: .commitment),
                "A commitment that slips whatever luck says; for several, repeat the option.",
                isRepeatable: true, defaultText: "none"),
            .plan, .tellOn,
        ] + OptionForm.simulating)

    static let ladder = CommandForm(
        "ladder", group: "Question",
        abstract: "Where the deal really stands: which stages the client's own promises carry.",
        examples: [CommandExample("domino ladder go-live.json", "The stages, and what to ask the client for next.")],
        arguments: [
            ArgumentForm(.scenario, "The scenario; '-' reads standard input.")
        ])

    static let compare = CommandForm(
        "compare", group: "Question",
        abstract: "Two scenarios, or two saved answers, side by side: what changed, and what it does.",
        examples: [
            CommandExample(
                "domino compare before.json after.json", "Both on the same luck, with the error of the difference."),
            CommandExample(
                "domino compare monday.json friday.json --format markdown",
                "Two answers that 'domino simulate --format json' wrote, or two scenarios."),
        ],
        arguments: [
            ArgumentForm(ValueForm("a", completion: .file), "A scenario, or an answer saved as JSON."),
            ArgumentForm(ValueForm("b", completion: .file), "Another one of the same sort."),
        ],
        options: OptionForm.simulating)
}
