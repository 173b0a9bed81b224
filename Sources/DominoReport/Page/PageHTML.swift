import DominoAnalysis
import DominoScenario

/// A report as one page that needs nothing else: the answer, its pictures and tables, and the engine itself with the
/// scenario, so that whoever opens it plays on.
///
/// - Parameters:
///   - file: what the scenario's file is called in the commands the page shows.
///   - version: of the command.
package func pageHTML(_ answered: Answered<ReportResult>, file: String, version: String) -> String {
    let (answer, names) = (answered.answer, answered.names)
    let script = pageScript
    let style = text(PackageResources.page_css)
    let facts = pageFacts(answered, file: file, version: version)
    let version = SafeText(sanitizing: version)
    let title = html(names.scenarioName(limit: 120))
    // Nothing from outside, and inside only the very script and style that were written here.
    let policy =
        "default-src 'none'; script-src 'sha256-\(digest(script))' 'wasm-unsafe-eval'; style-src 'sha256-\(digest(style))';"
        + " base-uri 'none'; form-action 'none'"
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta name="generator" content="Domino \(html(version))">
        <title>\(title)</title>
        <style>\(style)</style>
        </head>
        <body>
        \(headerHTML(answered, title))
        \(controlsHTML)
        <main>
        \(sectionsHTML(answered, version: version))
        </main>
        \(footerHTML(version))
        <script type="application/json" id="facts">\(scriptSafe(facts))</script>
        <script type="text/plain" id="deal">\(base64(answer.compiled.model.bytes[...]))</script>
        <script type="text/plain" id="engine">\(base64(PackageResources.engine_wasm_gz[...]))</script>
        <script>\(script)</script>
        </body>
        </html>

        """
}

/// The parts of the script in the order they build on each other, as one function, so that no name of it gets out.
private var pageScript: String {
    let parts = [
        PackageResources.engine_js, PackageResources.words_js, PackageResources.state_js, PackageResources.draw_js,
        PackageResources.dominoes_js, PackageResources.plan_js, PackageResources.promise_js, PackageResources.odds_js,
        PackageResources.graph_js, PackageResources.main_js,
    ]
    return "\"use strict\";\n{\n" + parts.map { text($0) }.joined() + "}\n"
}

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// The SHA-256 of a text as a content security policy writes it.
private func digest(_ text: String) -> String {
    var hash = SHA256()
    hash.update(Array(text.utf8))
    return base64(hash.bytes()[...])
}

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
func sectionsHTML(_ answered: Answered<ReportResult>, version: SafeText) -> String {
    let (answer, names) = (answered.answer, answered.names)
    let whatIf = answer.whatIf
    var sections: [String] = []
    if let checked = answer.checked { sections.append(promiseSection(answered.silent.with(checked))) }
    sections += [
        section(
            "dominoes", "The dominoes",
            lead: "What falls, from top to bottom by due date, grouped by whom it was promised to.",
            wide: true,
            tools: "<p class=\"tools live-only\"><button type=\"button\" id=\"play\">Let them fall</button></p>",
            view("dominoes-view", dominoesHTML(whatIf, in: names)) + legend,
            table: view("dominoes-table", whatIf.sequence.isEmpty ? "" : dominoesTable(whatIf, in: names))),
        section(
            "hurt", "Who is hurt",
            lead: "Damage each of them bears" + html(names.inCurrency) + ", after what telling them saves.",
            view("hurt-view", hurtHTML(whatIf, in: names)),
            table: view("hurt-table", hurtTable(whatIf, in: names))),
    ]
    if let curve = answer.curve {
        let slip = whatIf.question.slips.first.flatMap { $0.days < .infinity ? $0.days : nil }
        sections.append(
            section(
                "curve", "What each day more costs",
                lead:
                    "Damage against days of slip of \(html(names.title(of: curve.question.commitment, limit: 60)))"
                    + html(names.inCurrency) + ".",
                view("curve-view", curveHTML(curve, slipping: slip, in: names)),
                table: view("curve-table", curveTables(curve, in: names))))
    }
    if !names.scenario.mitigations.isEmpty {
        sections.append(
            section(
                "plan", "What can be done",
                lead:
                    "What each saves beside the rest of the plan, and what it costs. Green where it saves more than it costs.",
                wide: true,
                "<div class=\"two\">" + view("plan-view", planHTML(answer, in: names))
                    + (answer.mitigated.map { proofHTML(answered.silent.with($0)) } ?? "") + "</div>"))
    }
    sections.append(oddsSection(answered.silent.with(answer.simulated)))
    sections.append(graphSection(answer, names))
    sections.append(
        section(
            "tell", "Whom to tell", lead: "News travels along the promises; those hurt most come first.", wide: true,
            "<div class=\"tables\">" + view("tell-view", tellHTML(whatIf, in: names)) + "</div>"))
    sections.append(
        section("rests", "What this rests on", wide: true, assumptionsHTML(answer, in: names, version: version)))
    sections.append(commandSection(answer))
    return sections.joined(separator: "\n")
}

private func promiseSection(_ checked: Answered<CheckResult>) -> String {
    let tables = promiseTables(checked)
    let tools = """
        <p class="tools live-only"><label class="inline">Promise it for <input id="promise" type="date"></label>
        <button type="button" id="promise-due">As due</button></p>
        """
    return section(
        "promised", "May it be promised?", wide: true, tools: tools,
        "<div class=\"two promise\"><div>" + verdictHTML(checked) + findingsHTML(checked.answer, in: checked.names)
            + "</div>" + view("promise-view", promiseHTML(checked)) + "</div>",
        table: view("limits-table", tables.limits) + view("dates-table", tables.dates))
}

private func oddsSection(_ answered: Answered<SimulationResult>) -> String {
    let (simulated, names) = (answered.answer, answered.names)
    let tables = oddsTables(simulated, in: names)
    let tools = """
        <p class="tools live-only"><label class="inline">Runs <input id="replicates" type="text" inputmode="numeric" size="8"></label>
        <label class="inline">seed <input id="seed" type="text" inputmode="numeric" size="8"></label>
        <label class="inline"><input type="checkbox" id="with-slip"> with the slip above</label>
        <button type="button" id="simulate">Simulate</button> <span id="runs-status" role="status" class="note"></span></p>
        """
    let body = """
        <p id="odds-sentence">\(html(answered.sentence()))</p>
        <div class="two">\(view("damage-view", damageHTML(simulated, in: names)))
        \(view("tornado-view", tornadoHTML(simulated, in: names)))</div>
        """
    return section(
        "odds", "The odds",
        lead: "The plan simulated many times, as it stands: what is uncertain is drawn anew in each run.", wide: true,
        tools: tools, body,
        table: view("odds-table", tables.promises) + view("damage-table", tables.damage))
}

private func graphSection(_ answer: ReportResult, _ names: Names) -> String {
    let members = graphMembers(answer, names)
    let note =
        members.count < answer.numbers.count
        ? "\(html(exact(members.count))) of \(html(exact(answer.numbers.count))) promises: what falls and what drives it."
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
            + " aria-label=\"Who needs whom\">" + view("graph-view", graphHTML(answer, in: names)) + "</div>",
        table: view("graph-table", graphTable(members, names)))
}

/// A line for each question the page answers.
private func commandSection(_ answer: ReportResult) -> String {
    var lines = [("command-line", "What falls, and whom it hurts")]
    if answer.checked != nil { lines.append(("check-command", "May it be promised")) }
    lines.append(("simulate-command", "The odds"))
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

// What stands around the views of a page: the answer, the controls, what it all rests on.

/// The answer in a sentence, and its four figures.
func headerHTML(_ answered: Answered<ReportResult>, _ title: String) -> String {
    let (answer, names) = (answered.answer, answered.names)
    let whatIf = answer.whatIf
    let hurt = whatIf.stakeholders.count { $0.score > 0 }
    var odds = "<div hidden><dt></dt><dd id=\"odds-kept\"></dd></div>"
    if let checked = answer.checked {
        odds =
            "<div><dt>Odds without the slip</dt><dd id=\"odds-kept\">\(html(likelihood(checked.kept)))</dd></div>"
    }
    let sentence = html(answered.with(whatIf).sentence())
    return """
        <header>
        <p class="eyebrow">\(title) · seen from \(whatIf.question.asOf.spoken)</p>
        <h1 id="answer" aria-live="polite">\(sentence)</h1>
        <p id="status" role="status"></p>
        <dl class="figures">
        <div><dt>Damage</dt><dd class="fall" id="figure-damage">\(html(names.amount(whatIf.money.told)))</dd></div>
        <div><dt>Promises that fall</dt><dd id="figure-falls">\(html(exact(whatIf.sequence.count)))</dd></div>
        <div><dt>People hurt</dt><dd id="figure-hurt">\(html(exact(hurt)))</dd></div>
        \(odds)
        </dl>
        </header>
        """
}

/// What can be asked, once there is an engine to answer. The slider stays in sight, the rest does not.
let controlsHTML = """
    <form class="controls" id="controls" role="region" aria-label="What if">
    <div class="bar-of-slip">
    <label for="slip-of">What if</label> <select id="slip-of"></select>
    <label for="slip-slider">slips</label>
    <input type="range" id="slip-slider" min="0" max="30" step="1" value="0">
    <span class="inline"><input id="slip-days" type="text" inputmode="decimal" aria-label="Days of slip" value="0"> days</span>
    <label class="inline"><input type="checkbox" id="slip-broken"> never kept</label>
    </div>
    </form>
    <form class="more-controls live-only" id="more-controls" aria-label="What else">
    <div><span id="slip-others"></span> <button type="button" id="slip-add">Slip another too</button></div>
    <div><label class="inline">Told on <input type="date" id="told"></label>
    <button type="button" id="told-today">Today</button> <button type="button" id="told-nobody">Nobody is told</button></div>
    <div><button type="button" id="reset">As in the file</button></div>
    </form>
    """

/// What the figures rest on, and who made the page.
func footerHTML(_ version: SafeText) -> String {
    """
    <footer>
    <p>Made by Domino \(html(version)). The page holds the engine of the command and the scenario; it works without a
    network and asks nobody anything. <span class="live-only">Everything shown is in the address: copy it, and who opens this
    file with it sees the same.</span></p>
    </footer>
    """
}

/// What was taken for granted: the day, the calendar, the sizes, the draws.
func assumptionsHTML(_ answer: ReportResult, in names: Names, version: SafeText) -> String {
    let weekdayNames: [SafeText] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let works = names.scenario.calendarAsWritten?.workdays ?? [Bool](repeating: true, count: 7)
    let weekdays = zip(weekdayNames, works).filter(\.1).map(\.0)
    let holidays = names.scenario.calendarAsWritten?.holidays.count ?? 0
    let week: SafeText = weekdays.count == 7 ? "every day" : weekdays.joined(separator: ", ")
    var rows: [(SafeText, SafeText)] = [
        ("Seen from", fullDate(answer.whatIf.question.asOf)),
        ("Working days", "\(week)\(holidays > 0 ? ", but for \(count(holidays, "holiday"))" : "")"),
        (
            "Weighed",
            "\(count(answer.numbers.count, "promise")) to \(count(names.scenario.stakeholders.count, "stakeholder")),"
                + " \(count(names.scenario.needs.count, "need")) between them"
        ),
        (
            "Uncertainty",
            "\(count(answer.compiled.origins.inputs.count, "uncertain input")); \(exact(answer.question.replicates)) runs,"
                + " seed \(SafeText(trusted: "\(answer.question.seed)")), the same random numbers for everything compared"
        ),
        (
            "Damage",
            "in \(names.currency.isEmpty ? "points" : names.currency), over \(dayCount(names.scenario.horizon)) days; every kind by its weight"
        ),
    ]
    if let checked = answer.checked {
        let policy = checked.question.policy
        rows.append(
            (
                "Safe, a stretch",
                "at least \(level(policy.confidence)) likely, at least \(level(policy.stretchConfidence))"
            ))
    }
    rows.append(("Version", "Domino \(version)"))
    return "<dl class=\"facts\">"
        + rows.map { "<div><dt>\(html($0))</dt><dd>\(html($1))</dd></div>" }.joined() + "</dl>"
}

extension Answered<ReportResult> {
    /// The same, without words on which day it is: the page says that once.
    fileprivate var silent: Answered<ReportResult> { Answered(answer, names: names, today: .given(today.day)) }
}
