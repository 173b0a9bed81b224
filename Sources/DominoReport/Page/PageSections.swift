import DominoAnalysis
import DominoScenario

/// A view with its heading, a sentence on how to read it, and the table behind it.
private func section(
    _ id: String, _ heading: String, lead: String = "", wide: Bool = false, tools: String = "", _ body: String,
    table: String = ""
) -> String {
    let details =
        table.isEmpty
        ? "" : "\n<details><summary>As a table</summary><div class=\"tables\">\(table)</div></details>"
    return """
        <section id="\(id)"\(wide ? " class=\"wide\"" : "") aria-labelledby="\(id)-heading">
        <h2 id="\(id)-heading">\(heading)</h2>
        \(lead.isEmpty ? "" : "<p class=\"lead\">\(lead)</p>")
        \(tools)\(body)\(details)
        </section>
        """
}

private func view(_ id: String, _ content: String) -> String { "<div id=\"\(id)\">\(content)</div>" }

/// The views of a page from top to bottom: what may be promised, what falls, whom it hurts, what can be done, and why.
func sectionsHTML(_ answer: ReportResult, _ scenario: Scenario, version: String) -> String {
    let whatIf = answer.whatIf
    var sections: [String] = []
    if let checked = answer.checked { sections.append(promiseSection(checked, scenario)) }
    sections += [
        section(
            "dominoes", "The dominoes",
            lead: "What falls, from top to bottom by due date, grouped by whom it was promised to.",
            wide: true,
            tools: "<p class=\"tools live-only\"><button type=\"button\" id=\"play\">Let them fall</button></p>",
            view("dominoes-view", dominoesHTML(whatIf, in: scenario)) + legend,
            table: view("dominoes-table", whatIf.sequence.isEmpty ? "" : dominoesTable(whatIf, in: scenario))),
        section(
            "hurt", "Who is hurt",
            lead: "Harm each of them bears" + html(inCurrency(scenario)) + ", after what telling them saves.",
            view("hurt-view", hurtHTML(whatIf, in: scenario)),
            table: view("hurt-table", hurtTable(whatIf, in: scenario))),
    ]
    if let curve = answer.curve {
        let slip = whatIf.question.slips.first.flatMap { $0.days < .infinity ? $0.days : nil }
        sections.append(
            section(
                "curve", "What each day more costs",
                lead:
                    "Harm against days of slip of \(html(scenario.title(ofCommitment: Int(curve.question.commitment)), limit: 60))"
                    + html(inCurrency(scenario)) + ".",
                view("curve-view", curveHTML(curve, slipping: slip, in: scenario)),
                table: view("curve-table", curveTables(curve, in: scenario))))
    }
    if !scenario.mitigations.isEmpty {
        sections.append(
            section(
                "plan", "What can be done",
                lead:
                    "What each saves beside the rest of the plan, and what it costs. Green where it saves more than it costs.",
                wide: true,
                "<div class=\"two\">" + view("plan-view", planHTML(answer, in: scenario))
                    + (answer.mitigated.map { proofHTML($0, in: scenario) } ?? "") + "</div>"))
    }
    sections.append(oddsSection(answer, scenario))
    sections.append(graphSection(answer, scenario))
    sections.append(
        section(
            "tell", "Whom to tell", lead: "News travels along the promises; those hurt most come first.", wide: true,
            "<div class=\"tables\">" + view("tell-view", tellHTML(whatIf, in: scenario)) + "</div>"))
    sections.append(
        section("rests", "What this rests on", wide: true, assumptionsHTML(answer, in: scenario, version: version)))
    sections.append(commandSection(answer))
    return sections.joined(separator: "\n")
}

private func promiseSection(_ checked: CheckResult, _ scenario: Scenario) -> String {
    let tables = promiseTables(checked, in: scenario)
    let tools = """
        <p class="tools live-only"><label class="inline">Promise it for <input id="promise" type="date"></label>
        <button type="button" id="promise-due">As due</button></p>
        """
    return section(
        "promised", "May it be promised?", wide: true, tools: tools,
        "<div class=\"two promise\"><div>" + verdictHTML(checked, in: scenario) + findingsHTML(checked, in: scenario)
            + "</div>" + view("promise-view", promiseHTML(checked, in: scenario)) + "</div>",
        table: view("limits-table", tables.limits) + view("dates-table", tables.dates))
}

private func oddsSection(_ answer: ReportResult, _ scenario: Scenario) -> String {
    let simulated = answer.simulated
    let tables = oddsTables(simulated, in: scenario)
    let tools = """
        <p class="tools live-only"><label class="inline">Replays <input id="replicates" type="text" inputmode="numeric" size="8"></label>
        <label class="inline">seed <input id="seed" type="text" inputmode="numeric" size="8"></label>
        <label class="inline"><input type="checkbox" id="with-slip"> with the slip above</label>
        <button type="button" id="replay">Replay</button> <span id="luck-status" role="status" class="note"></span></p>
        """
    let body = """
        <p id="odds-sentence">\(html(simulateSentence(simulated, in: scenario, asOfIsToday: false)))</p>
        <div class="two">\(view("harm-view", harmHTML(simulated, in: scenario)))
        \(view("tornado-view", tornadoHTML(simulated, in: scenario)))</div>
        """
    return section(
        "odds", "The odds",
        lead: "The plan replayed under luck, as it stands: what is uncertain is drawn anew each time.", wide: true,
        tools: tools, body,
        table: view("odds-table", tables.promises) + view("harm-table", tables.harm))
}

private func graphSection(_ answer: ReportResult, _ scenario: Scenario) -> String {
    let members = graphMembers(answer, scenario)
    let note =
        members.count < answer.numbers.count
        ? "\(grouped(Double(members.count))) of \(grouped(Double(answer.numbers.count))) promises: what falls and what drives it."
        : ""
    let tools = """
        <p class="tools live-only"><label class="inline">Find <input type="search" id="graph-search" size="20"></label>
        <label class="inline"\(answer.numbers.count > members.count ? "" : " hidden")><input type="checkbox" id="graph-all"> show all</label>
        <span class="note">Press a promise to let it slip.</span></p>
        """
    return section(
        "graph", "Who needs whom",
        lead: "What is needed stands to the left of what needs it. Red lines drive what falls.",
        wide: true, tools: tools,
        "<p class=\"note\" id=\"graph-note\">\(note)</p><div class=\"scroll\" tabindex=\"0\" role=\"region\""
            + " aria-label=\"Who needs whom\">" + view("graph-view", graphHTML(answer, in: scenario)) + "</div>",
        table: view("graph-table", graphTable(members, scenario)))
}

/// A line for each question the page answers.
private func commandSection(_ answer: ReportResult) -> String {
    var lines = [("command-line", "What falls, and whom it hurts")]
    if answer.checked != nil { lines.append(("check-command", "May it be promised")) }
    lines.append(("luck-command", "The odds"))
    if answer.mitigated != nil { lines.append(("plan-command", "The best plan")) }
    let rows = lines.map { id, what in
        "<p class=\"line\"><span>\(what)</span><code id=\"\(id)\"></code>"
            + "<button type=\"button\" data-copy=\"\(id)\" aria-label=\"Copy: \(what)\">Copy</button></p>"
    }
    return section(
        "command", "The same from the command line", wide: true,
        "<div class=\"live-only\">" + rows.joined()
            + "</div><p class=\"note\">The commands give the same figures: it is the same engine.</p>")
}

/// What the signs of the time axis mean.
private let legend = """
    <ul class="legend">
    <li><svg aria-hidden="true"><rect class="due" x="14" y="0" width="4" height="14" rx="1"/></svg>due</li>
    <li><svg aria-hidden="true"><line class="buffer" x1="0" x2="34" y1="7" y2="7"/></svg>buffer eaten</li>
    <li><svg aria-hidden="true"><line class="slip" x1="0" x2="34" y1="7" y2="7"/></svg>days late</li>
    <li><svg aria-hidden="true"><circle class="kept" cx="17" cy="7" r="4"/></svg>kept</li>
    <li><svg aria-hidden="true"><text class="cross" x="10" y="12">✕</text></svg>never kept</li>
    </ul>
    """
