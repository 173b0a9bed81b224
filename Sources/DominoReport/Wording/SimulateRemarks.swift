import DominoAnalysis
import DominoScenario

/// Below the curve of the harm: how often there is any, how bad the worst of it is, what of it is not drawn.
func harmRemark(_ answer: SimulationResult) -> String {
    let total = answer.total
    var remark = "There is harm \(ofReplays(total.probabilityOfDamage, answer.replicates));"
    remark += " the worst 5 of 100 average \(grouped(total.cvar95))"
    if let most = total.exceedance.last?.amount, most > answer.drawnHarm {
        remark += "; 1 of 100 goes beyond \(grouped(answer.drawnHarm)), up to \(grouped(most))"
    }
    return remark + "."
}

/// Below the tornado: what the sign of a gain means, and what is not listed. Empty where nothing is to be said.
func tornadoRemark(listed: [SimulationResult.Exclusion], of answer: SimulationResult) -> String {
    var remarks: [String] = []
    if listed.contains(where: { $0.gain < -2 * $0.standardError }) {
        remarks.append("Below zero it helps: what it gains on good days is more than it costs on bad ones.")
    }
    if listed.contains(where: { $0.gain.magnitude < 2 * $0.standardError }) {
        remarks.append("What is less than twice its ± may be chance.")
    }
    if answer.causes.count > listed.count { remarks.append("And \(answer.causes.count - listed.count) more.") }
    let idle = answer.excludeOne.count - answer.causes.count
    if idle > 0 { remarks.append("\(idle == 1 ? "1 more changes" : "\(idle) more change") nothing.") }
    return remarks.joined(separator: " ")
}

/// What of the harm no commitment is to blame for; nil where there is none.
func overcommitment(_ answer: SimulationResult, in scenario: Scenario) -> String? {
    guard answer.overcommitted >= 0.005 else { return nil }
    return "\(amount(answer.overcommitted, scenario.currencyName)) of the average is nobody's delay: due dates stand"
        + " closer together than the days between them."
}

/// What the figures of a target's chain mean.
let linksLegend =
    "in chain: in how many replays it is on the chain that decides the date; SSI: that, weighed by how widely its own"
    + " delay varies; cruciality: how closely its own delay and that date move together, 0 to 1."
