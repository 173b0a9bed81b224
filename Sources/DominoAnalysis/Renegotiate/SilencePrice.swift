import DominoEngine
import DominoScenario

/// What telling on a day leaves of the damage, played for many days without a pass over the graph for each.
///
/// A listener is one whose notice counts for some damage: mostly who bears it.
///
/// News starts everywhere on the same day, so it reaches a commitment a fixed time later: the shortest way of relays. The
/// notice is then a function of the day of telling alone, and the score a sum over damage entries.
struct SilencePrice {
    /// A damage entry that costs something, before notice.
    private struct Part {
        /// Whose notice counts.
        var listener: StakeholderIndex
        var rank: Int32
        /// Its score with all of the damage.
        var score: Double
        /// Its notice if told at 0 on the axis of days: due, less the days for news to come.
        var reach: Double
    }

    /// By listener, then in order of rank.
    private let parts: [Part]
    /// Where each listener's parts begin; one more than stakeholders.
    private let start: [Int]
    private let damage: DamageTable

    /// - Parameters:
    ///   - slips: what is shocked, everything else on plan.
    ///   - listener: whose notice counts for the damage that a bearer has of a commitment.
    init(
        _ slips: [Slip], in scenario: Scenario, _ compiled: CompiledScenario,
        listener: (_ bearer: StakeholderIndex, _ commitment: CommitmentIndex) -> StakeholderIndex
    ) {
        var parameters = compiled.parameters
        shock(slips, compiled, &parameters)
        let late = DominoEngine.slips(in: compiled.graph, under: parameters)
        let news = notifiedOn(
            from: compiled.newsOrigins(of: slips, in: scenario), on: 0, through: compiled.graph,
            relays: compiled.relays)
        var parts: [Part] = []
        for rank in 0..<compiled.graph.commitmentCount {
            let commitment = compiled.commitment(ofRank: rank)
            let reach = Double(scenario.due(commitment)) - news[rank]
            let slip = Double(late[rank]) - Double(parameters.dueShift[rank])
            for place in Int(compiled.damage.start[rank])..<Int(compiled.damage.start[rank + 1]) {
                let entry = compiled.damage.entries[place]
                let score = compiled.damage.amount(of: place, slip: slip) * entry.weight
                guard score != 0 else { continue }
                parts.append(
                    Part(
                        listener: listener(StakeholderIndex(Int(entry.bearer)), commitment),
                        rank: Int32(truncatingIfNeeded: rank),
                        score: score, reach: reach))
            }
        }
        var start = [Int](repeating: 0, count: scenario.stakeholders.count + 1)
        for part in parts { start[Int(part.listener) + 1] += 1 }
        for person in scenario.stakeholders.indices { start[person + 1] += start[person] }
        self.parts = parts.enumerated().sorted { ($0.element.listener, $0.offset) < ($1.element.listener, $1.offset) }
            .map(\.element)
        self.start = start
        damage = compiled.damage
    }

    /// What hangs on the notice of one, when told on a day of the axis.
    func score(of listener: Int, toldOn day: Double) -> Double {
        score(parts[start[listener]..<start[listener + 1]], day)
    }

    /// What all of it comes to.
    func score(toldOn day: Double) -> Double { score(parts[...], day) }

    /// The first day on which telling changes nothing any more: notice is 0 for all that costs anything.
    var end: Double { parts.reduce(-.infinity) { max($0, $1.reach) } }

    /// The last whole day from `known` on at which telling one costs no more than on `known`; nil if it never costs more.
    /// - Complexity: O(their parts * log days), since later news never costs less.
    func tellBy(of listener: Int, from known: Int) -> Int? {
        let parts = parts[start[listener]..<start[listener + 1]]
        return lastFreeDay(from: known, until: parts.reduce(-.infinity) { max($0, $1.reach) }) { score(parts, $0) }
    }

    /// The same for all together.
    func tellBy(from known: Int) -> Int? { lastFreeDay(from: known, until: end) { score(parts[...], $0) } }

    private func score(_ parts: ArraySlice<Part>, _ day: Double) -> Double {
        var sum = 0.0
        for part in parts {
            sum += part.score * damage.noticeFactor(of: Int(part.rank), days: max(0, part.reach - day))
        }
        return sum
    }
}

/// The last day at which a cost that never falls has not risen above that of the first; nil where it never rises.
private func lastFreeDay(from first: Int, until end: Double, cost: (Double) -> Double) -> Int? {
    guard end > Double(first) else { return nil }
    let least = cost(Double(first))
    // A hundredth of the currency's unit, or what Double sums may differ by.
    let free = least + max(0.005, 1e-9 * least)
    var low = first
    var high = Int(end.rounded(.up))
    guard cost(Double(high)) > free else { return nil }
    while high - low > 1 {
        let middle = low + (high - low) / 2
        if cost(Double(middle)) > free { high = middle } else { low = middle }
    }
    return low
}
