/// `x_j` of every commitment in a replicate, before what mitigations and the status date change: delay, risks and
/// factors, each rounded to 1/1024 day. In file order.
public func referenceOwnDelays(
    _ scenario: ReferenceScenario, _ draws: ReferenceDraws, replicate: Int
) -> [Double] {
    referenceOwnDraws(scenario, draws, replicate: replicate).map { drawn in
        drawn.reduce(0) { $0 + ReferenceModel.roundedTo1024ths($1) }
    }
}

/// How many draws of a replicate lie so near the middle between two steps of 1/1024 day that a Float may round them to
/// the other: slips may be off by as many steps.
public func referenceCloseDraws(_ scenario: ReferenceScenario, _ draws: ReferenceDraws, replicate: Int) -> Int {
    referenceCloseDraws(scenario, referenceOwnDraws(scenario, draws, replicate: replicate).flatMap { $0 })
}

/// The same of draws that are known.
func referenceCloseDraws(_ scenario: ReferenceScenario, _ drawn: [Double]) -> Int {
    let work = scenario.commitments.reduce(1) { max($0, $1.work ?? 0) }
    let own = scenario.commitments.flatMap { [$0.delay, $0.remaining, $0.breaksAfter].compactMap { $0 } }
    let delays = own + scenario.risks.flatMap { $0.hits.map(\.delay) }
    let largest = max(
        delays.reduce(1) { max($0, $1.largest) }, scenario.factors.reduce(1) { max($0, $1.value.largest) } * work)
    // Half a dozen roundings to 24 bits, of values as large as the parameters.
    let doubt = largest * 4e-7 * 1024
    return drawn.filter { ($0 * 1024 - ($0 * 1024).rounded(.down) - 0.5).magnitude < doubt }.count
}

extension ReferenceDistribution {
    /// The largest number it is given by, in size. Only distributions whose inverse is elementary.
    fileprivate var largest: Double {
        switch shape {
        case .number(let days), .days(let days): days.magnitude
        case .uniform(let a, let b), .triangular(let a, _, let b): max(a.magnitude, b.magnitude)
        // Its largest word is at 22 means.
        case .exponential(let mean): mean * 22
        case .samples(let values): values.reduce(0) { max($0, $1.magnitude) }
        case .discrete(let values): values.reduce(0) { max($0, $1.days.magnitude) }
        case .pert, .normal, .lognormal: preconditionFailure("its inverse is not elementary")
        }
    }
}

/// What `x_j` of every commitment is the sum of, not yet rounded.
private func referenceOwnDraws(
    _ scenario: ReferenceScenario, _ draws: ReferenceDraws, replicate: Int
) -> [[Double]] {
    scenario.commitments.map { commitment in
        var days: [Double] = []
        if let delay = commitment.delay {
            days.append(draws.value(delay, "delay:\(commitment.id)", replicate: replicate))
        }
        for risk in scenario.risks where draws.happens("risk:\(risk.id)", replicate: replicate, chance: risk.chance) {
            for hit in risk.hits where hit.commitment == commitment.id {
                days.append(draws.value(hit.delay, "hit:\(risk.id):\(commitment.id)", replicate: replicate))
            }
        }
        for factor in scenario.factors where factor.scales.contains(commitment.id) {
            let value = draws.value(factor.value, "factor:\(factor.id)", replicate: replicate)
            days.append((commitment.work ?? 0) * (value - 1))
        }
        return days
    }
}
