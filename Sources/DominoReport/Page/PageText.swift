import DominoAnalysis
import DominoScenario

/// A report as one page that needs nothing else: the answer, its pictures and tables, and the engine itself with the
/// scenario, so that whoever opens it plays on.
///
/// - Parameters:
///   - file: what the scenario's file is called in the commands the page shows.
///   - version: of the command.
///   - asOfIsToday: whether nothing but the clock says which day it is.
public func pageHTML(
    _ answer: Reported, in scenario: Scenario, file: String, version: String, asOfIsToday: Bool
) -> String {
    let script = pageScript
    let style = text(PackageResources.page_css)
    let facts = pageFacts(answer, in: scenario, file: file, version: version, asOfIsToday: asOfIsToday)
    let title = html(scenario.string(scenario.name), limit: 120)
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
        \(headerHTML(answer, scenario, title, asOfIsToday: asOfIsToday))
        \(controls)
        <main>
        \(sectionsHTML(answer, scenario))
        </main>
        \(footerHTML(answer, scenario, version))
        <script type="application/json" id="facts">\(scriptSafe(facts))</script>
        <script type="text/plain" id="deal">\(base64(answer.deal.deal.bytes[...]))</script>
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
        PackageResources.dominoes_js, PackageResources.plan_js, PackageResources.odds_js, PackageResources.graph_js,
        PackageResources.main_js,
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

// MARK: The frame

private func headerHTML(_ answer: Reported, _ scenario: Scenario, _ title: String, asOfIsToday: Bool) -> String {
    let whatIf = answer.whatIf
    let hurt = whatIf.stakeholders.count { $0.score > 0 }
    var odds = ""
    if answer.simulated.speaksOfRoot(in: scenario), let share = answer.simulated.keptInTime(Int(scenario.root)) {
        odds =
            "<div><dt>Odds of keeping the date, nothing slipped</dt><dd id=\"odds-kept\">\(html(likelihood(share)))</dd></div>"
    } else {
        odds = "<div hidden><dt></dt><dd id=\"odds-kept\"></dd></div>"
    }
    let sentence = html(whatIfSentence(whatIf, in: scenario, asOfIsToday: asOfIsToday))
    return """
        <header>
        <p class="eyebrow">\(title) · seen from \(whatIf.question.asOf.spoken)</p>
        <h1 id="answer" aria-live="polite">\(sentence)</h1>
        <p id="status" role="status"></p>
        <dl class="figures">
        <div><dt>Harm</dt><dd class="fall" id="figure-harm">\(html(amount(whatIf.score, scenario.currencyName)))</dd></div>
        <div><dt>Promises that fall</dt><dd id="figure-falls">\(grouped(Double(whatIf.sequence.count)))</dd></div>
        <div><dt>People hurt</dt><dd id="figure-hurt">\(grouped(Double(hurt)))</dd></div>
        \(odds)
        </dl>
        </header>
        """
}

/// What can be asked, once there is an engine to answer.
private let controls = """
    <div class="controls" role="region" aria-label="What if">
    <form>
    <fieldset class="slips"><label class="inline" for="slip-of">What if</label>
    <select id="slip-of"></select><label class="inline" for="slip-slider">slips</label>
    <input type="range" id="slip-slider" min="0" max="30" step="1" value="0">
    <label class="inline"><input id="slip-days" type="text" inputmode="decimal" aria-label="Days of slip" value="0"> days</label>
    <label class="inline"><input type="checkbox" id="slip-broken"> never kept</label>
    <span id="slip-others"></span>
    <button type="button" id="slip-add">Slip another too</button></fieldset>
    <fieldset><label class="inline">told on <input type="date" id="told"></label>
    <button type="button" id="told-today">Today</button> <button type="button" id="told-nobody">Nobody is told</button>
    <button type="button" id="reset">As in the file</button></fieldset>
    </form>
    </div>
    """

private func footerHTML(_ answer: Reported, _ scenario: Scenario, _ version: String) -> String {
    """
    <footer>
    <p>Made by Domino \(html(version)), seed \(answer.question.seed), \(grouped(Double(answer.question.replicates))) replays.
    The page holds the engine of the command and the scenario; it works without a network and asks nobody anything.</p>
    <p class="live-only">Everything shown is in the address: copy it, and who opens this file with it sees the same.</p>
    </footer>
    """
}

// MARK: Sections

/// A view with its heading, a sentence on how to read it, and the table behind it.
private func section(
    _ id: String, _ heading: String, lead: String = "", wide: Bool = false, tools: String = "", _ body: String,
    table: String = ""
) -> String {
    let details =
        table.isEmpty
        ? "" : "\n<details><summary>As a table</summary><div class=\"tables\">\(table)</div></details>"
    return """
        <section id="\(id)"\(wide ? " class=\"wide\"" : "")>
        <h2>\(heading)</h2>
        \(lead.isEmpty ? "" : "<p class=\"lead\">\(lead)</p>")
        \(tools)\(body)\(details)
        </section>
        """
}

private func view(_ id: String, _ content: String) -> String { "<div id=\"\(id)\">\(content)</div>" }

private func sectionsHTML(_ answer: Reported, _ scenario: Scenario) -> String {
    let whatIf = answer.whatIf
    var sections = [
        section(
            "dominoes", "The dominoes", lead: "In the order of their due dates, by whom they were promised to.",
            wide: true,
            tools: "<p class=\"tools live-only\"><button type=\"button\" id=\"play\">Let them fall</button></p>",
            view("dominoes-view", dominoesHTML(whatIf, in: scenario)) + legend,
            table: view("dominoes-table", whatIf.sequence.isEmpty ? "" : dominoesTable(whatIf, in: scenario))),
        section(
            "hurt", "Who is hurt",
            lead: "Harm each of them bears" + html(inCurrency(scenario)) + ", after what telling them saves.",
            view("hurt-view", hurtHTML(whatIf, in: scenario))),
    ]
    if !scenario.mitigations.isEmpty {
        sections.append(
            section(
                "plan", "What can be done",
                lead:
                    "What each saves beside the rest of the plan, and what it costs. Green where it saves more than it costs.",
                view("plan-view", planHTML(answer, in: scenario))))
    }
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
    sections.append(oddsSection(answer, scenario))
    sections.append(graphSection(answer, scenario))
    sections.append(
        section(
            "tell", "Whom to tell", lead: "News travels along the promises; those hurt most come first.", wide: true,
            "<div class=\"tables\">" + view("tell-view", tellHTML(whatIf, in: scenario)) + "</div>"))
    sections.append(
        section(
            "command", "The same from the command line", wide: true,
            "<div class=\"line live-only\"><code id=\"command-line\"></code>"
                + "<button type=\"button\" data-copy=\"command-line\">Copy</button></div>"
                + "<p class=\"note\">The command gives the same figures: it is the same engine.</p>"))
    return sections.joined(separator: "\n")
}

private func oddsSection(_ answer: Reported, _ scenario: Scenario) -> String {
    let simulated = answer.simulated
    let tables = oddsTables(simulated, in: scenario)
    let tools = """
        <p class="tools live-only"><label class="inline"\(scenario.root < 0 ? " hidden" : "")>promised for
        <input id="promise" type="date"></label>
        <label class="inline">seed <input id="seed" type="text" inputmode="numeric" size="8"></label>
        <label class="inline">replays <input id="replicates" type="text" inputmode="numeric" size="8"></label>
        <label class="inline"><input type="checkbox" id="with-slip"> with the slip above</label>
        <button type="button" id="replay">Replay</button> <span id="luck-status" role="status" class="note"></span></p>
        """
    let body = """
        <p id="odds-sentence">\(html(simulateSentence(simulated, in: scenario, asOfIsToday: false)))</p>
        <div class="two">\(view("dates-view", datesHTML(simulated, in: scenario)))
        \(view("harm-view", harmHTML(simulated, in: scenario)))</div>
        \(view("tornado-view", tornadoHTML(simulated, in: scenario)))
        """
    return section(
        "odds", "The odds",
        lead: "The plan replayed under luck, as it stands: what is uncertain is drawn anew each time.", wide: true,
        tools: tools, body,
        table: view("odds-table", tables.promises) + view("dates-table", tables.dates)
            + view("harm-table", tables.harm)
            + "<p class=\"line live-only\"><code id=\"luck-command\"></code>"
            + "<button type=\"button\" data-copy=\"luck-command\">Copy</button></p>")
}

private func graphSection(_ answer: Reported, _ scenario: Scenario) -> String {
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
            + " aria-label=\"Who needs whom\">" + view("graph-view", graphHTML(answer, in: scenario)) + "</div>")
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
