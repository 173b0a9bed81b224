import DominoAnalysis
import DominoScenario

// What can be done, and the plan that is proved to be the best.

/// Before and after, and what each mitigation is worth.
func planHTML(_ answer: ReportResult, in scenario: Scenario) -> String {
    let most = max(1, answer.options.map(\.gain.magnitude).max() ?? 0)
    return answer.options.enumerated().map { place, option in
        let mitigation = scenario.mitigations[place]
        var notes: [String] = []
        if answer.whatIf.question.plan.contains(MitigationIndex(place)) { notes.append("in force") }
        if let day = option.decideBy { notes.append("decide by \(day.spoken)") }
        if mitigation.chance < 1 { notes.append("works \(html(likelihood(mitigation.chance))) of the time") }
        let gain = option.gain < 0.005 ? "saves nothing" : "saves \(grouped(option.gain))"
        return "<div class=\"row option static\"><span class=\"what\">"
            + html(scenario.title(ofMitigation: place), limit: 90)
            + "<small>\(notes.joined(separator: " · "))</small></span><span class=\"gain\">"
            + barHTML(option.gain / most, option.gain > mitigation.cost ? "good" : "weak")
            + "</span><span class=\"n\">\(gain)<small>for \(grouped(mitigation.cost))</small></span></div>"
    }.joined(separator: "\n")
}

/// The plan that `mitigate` would choose for the file's slip, its proof, before and after, and why not the others.
func proofHTML(_ answer: MitigationResult, in scenario: Scenario) -> String {
    let whole = max(answer.baseline.risk, answer.best.total, 1e-9)
    let kind = answer.isCertain ? "Harm" : "Average harm"
    let before = measureHTML(
        "\(kind), nothing done", barHTML(answer.baseline.risk / whole, "fall"), grouped(answer.baseline.risk))
    let bar =
        "<svg class=\"bar\" aria-hidden=\"true\"><rect class=\"fall\" x=\"0\" y=\"0\" width=\"\(percentage(answer.best.risk / whole))\""
        + " height=\"100%\"/><rect class=\"cost\" x=\"\(percentage(answer.best.risk / whole))\" y=\"0\""
        + " width=\"\(percentage(answer.best.cost / whole))\" height=\"100%\"/></svg>"
    let after = measureHTML(
        "\(kind), with the best plan", bar, grouped(answer.best.risk),
        answer.best.cost > 0 ? "+ \(grouped(answer.best.cost)) cost" : "")
    let table = tableHTML(
        "Every option, beside the best plan", ["Option", "Cost", "Saves alone", "Beside", "In the plan"],
        numeric: [1, 2, 3],
        answer.rankedOptions.prefix(60).map { option in
            [
                html(scenario.title(ofMitigation: Int(option.mitigation)), limit: 90),
                grouped(scenario.mitigations[Int(option.mitigation)].cost), grouped(option.aloneGain),
                grouped(option.marginalGain), reason(option.standing, scenario).map { "no: " + html($0) } ?? "yes",
            ]
        })
    return """
        <div class="proof"><h3>The best plan for \(slipWords(answer, scenario))</h3>
        <p id="proof">\(html(mitigateSentence(answer, in: scenario, asOfIsToday: false)))</p>
        \(answer.best.mitigations.isEmpty ? "" : before + after)
        <p class="live-only" id="take-plan-line"><button type="button" id="take-plan">Tick this plan</button>
        <span class="note" id="proof-remark"></span></p>
        <p class="note">\(html(mitigateFootnote(answer)))</p>
        <details><summary>Why these, and not the others</summary><div class="tables">\(table)</div></details></div>
        """
}

/// What the best plan is for.
private func slipWords(_ answer: MitigationResult, _ scenario: Scenario) -> String {
    let day = answer.question.asOf.spoken
    guard let slip = answer.question.slips.first else { return "the plan as it stands, told and decided on \(day)" }
    let title = html(scenario.title(ofCommitment: Int(slip.commitment)), limit: 60)
    let late = slip.days == .infinity ? "never kept" : "slipping \(days(slip.days))"
    let more = answer.question.slips.count > 1 ? " and \(answer.question.slips.count - 1) more" : ""
    return "\(title) \(late)\(more), told and decided on \(day)"
}
