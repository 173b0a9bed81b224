extension CommandForm {
    static let mitigate = CommandForm(
        "mitigate", group: "Question",
        abstract: "The best plan for its cost, with a proof; what else could be done, and what waiting costs.",
        examples: [
            CommandExample("domino mitigate go-live.json", "The plan that makes damage and cost together least."),
            CommandExample(
                "domino mitigate go-live.json --slip go-live=14 --budget 20000 --objective p95 --frontier",
                "The same for another slip within a budget, with an eye on the bad cases, and the best plan of every"
                    + " smaller budget."),
        ],
        discussion:
            "A plan is decided, and those hurt are told, on the day of '--decide-on'. Where the time limit stops"
            + " the search, the answer says how far from the best it may be.",
        arguments: [
            ArgumentForm(.scenario, "The scenario; '-' reads standard input.")
        ],
        options: [
            OptionForm(
                "slip", value: ValueForm("id=days", completion: .commitment),
                "A commitment and its days of slip, or 'broken' for the days; for several, repeat the option.",
                isRepeatable: true, defaultText: "the file's slip"),
            OptionForm("budget", value: ValueForm("x"), "The most a plan may cost.", defaultText: "no limit"),
            OptionForm(
                "objective", value: ValueForm("figure", oneOf: ["mean", "p90", "p95", "cvar95"]),
                "The figure of the damage that counts, beside the cost.", defaultText: "mean"),
            OptionForm(
                "decide-on", value: ValueForm("date", completion: .date),
                "The day on which it is decided and those hurt are told, YYYY-MM-DD.", defaultText: "today"),
            OptionForm("frontier", "Find the best plan of every smaller budget, too."),
            OptionForm(
                "time-limit", value: ValueForm("s"),
                "Seconds for the search; other plans, the frontier and waiting share as many again.", defaultText: "10"),
        ] + OptionForm.simulating)
}
