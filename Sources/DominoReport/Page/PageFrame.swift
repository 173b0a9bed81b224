import DominoAnalysis
import DominoScenario

// What stands around the views of a page: the answer, the controls, what it all rests on.

/// The answer in a sentence, and its four figures.
func headerHTML(_ answer: ReportResult, _ scenario: Scenario, _ title: String, asOfIsToday: Bool) -> String {
    let whatIf = answer.whatIf
    let hurt = whatIf.stakeholders.count { $0.score > 0 }
    var odds = "<div hidden><dt></dt><dd id=\"odds-kept\"></dd></div>"
    if let checked = answer.checked {
        odds =
            "<div><dt>Odds without the slip</dt><dd id=\"odds-kept\">\(html(likelihood(checked.kept)))</dd></div>"
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
func footerHTML(_ answer: ReportResult, _ scenario: Scenario, _ version: String) -> String {
    """
    <footer>
    <p>Made by Domino \(html(version)). The page holds the engine of the command and the scenario; it works without a
    network and asks nobody anything. <span class="live-only">Everything shown is in the address: copy it, and who opens this
    file with it sees the same.</span></p>
    </footer>
    """
}

/// What was taken for granted: the day, the calendar, the sizes, the luck.
func assumptionsHTML(_ answer: ReportResult, in scenario: Scenario, version: String) -> String {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let works = scenario.calendarAsWritten?.workdays ?? [Bool](repeating: true, count: 7)
    let weekdays = zip(names, works).filter(\.1).map(\.0)
    let holidays = scenario.calendarAsWritten?.holidays.count ?? 0
    let week = weekdays.count == 7 ? "every day" : weekdays.joined(separator: ", ")
    var rows: [(String, String)] = [
        ("Seen from", answer.whatIf.question.asOf.spoken),
        ("Working days", week + (holidays > 0 ? ", but for \(count(holidays, "holiday"))" : "")),
        (
            "Weighed",
            "\(count(answer.numbers.count, "promise")) to \(count(scenario.stakeholders.count, "stakeholder")),"
                + " \(count(scenario.needs.count, "need")) between them"
        ),
        (
            "Luck",
            "\(count(answer.compiled.origins.inputs.count, "uncertain input")); \(grouped(Double(answer.question.replicates))) replays,"
                + " seed \(answer.question.seed), the same luck for everything compared"
        ),
        (
            "Harm",
            "in \(scenario.currencyName.isEmpty ? "points" : scenario.currencyName), over \(dayCount(scenario.horizon)) days; every kind by its weight"
        ),
    ]
    if let checked = answer.checked {
        let policy = checked.question.policy
        rows.append(
            (
                "Safe, a stretch",
                "kept in at least \(ofHundred(policy.confidence)) replays, in at least \(ofHundred(policy.stretchConfidence))"
            ))
    }
    rows.append(("Version", "Domino \(version)"))
    return "<dl class=\"facts\">"
        + rows.map { "<div><dt>\($0)</dt><dd>\(html($1, limit: 300))</dd></div>" }.joined() + "</dl>"
}
