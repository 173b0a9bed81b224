import DominoEngine
import DominoScenario

/// What the damage comes to if those hurt are told on a day, for many days without a pass over the graph for each.
///
/// A listener is somebody whose notice counts for some damage: mostly the bearer.
///
/// News starts everywhere on the same day, and reaches a commitment a fixed time later, by the shortest path of relays.
/// So the notice depends on the day of telling alone, and the score is a sum over damage entries.
struct SilencePrice {
    /// A damage entry that costs something, before notice.
    private struct Part {
        /// Whose notice counts.
        var listener: StakeholderIndex
        var rank: Rank
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
    ///   - question: what slips and what is moved, with everything else on plan.
    ///   - isMoney: whether amounts in the currency count, unweighted, and nothing else.
    ///   - listener: whose notice counts for the damage that a bearer has of a commitment.
    init(
        _ question: ModelQuestion, in compiled: Compiled, isMoney: Bool = false,
        listener: (_ bearer: StakeholderIndex, _ commitment: CommitmentIndex) -> StakeholderIndex
    ) {
        let model = compiled.model
        let inForce = model.inForce(question)
        let (parameters, table) = (inForce.parameters, inForce.damage)
        let late = DominoEngine.slips(in: inForce.graph, under: parameters)
        let notified = model.notification(question, on: 0).days
        var parts: [Part] = []
        for (rank, commitment) in compiled.ranks {
            let place = Int(rank)
            let moved = inForce.moved.isEmpty ? 0 : Double(inForce.moved[place])
            for number in table.entries(of: place) {
                let entry = table.entries[number]
                let amount = table.amount(
                    of: number, rank: place, slip: Double(late[place]), dueShift: Double(parameters.dueShift[place]))
                let isCounted = compiled.scenario.isMoney(KindIndex(Int(entry.kind)))
                let weight = isMoney ? (isCounted ? 1 : 0) : entry.weight
                let score = amount * entry.softened * weight
                guard score != 0 else { continue }
                let bearer = StakeholderIndex(Int(entry.bearer))
                parts.append(
                    Part(
                        listener: listener(bearer, commitment), rank: rank, score: score,
                        reach: model.dues[place] + moved - notified[place]))
            }
        }
        var start = [Int](repeating: 0, count: compiled.scenario.stakeholders.count + 1)
        for part in parts { start[Int(part.listener) + 1] += 1 }
        for person in compiled.scenario.stakeholders.indices { start[person + 1] += start[person] }
        self.parts = parts.enumerated().sorted { ($0.element.listener, $0.offset) < ($1.element.listener, $1.offset) }
            .map { $0.element }
        self.start = start
        damage = table
    }

    /// The score that depends on the notice of one listener, if told on a day of the axis.
    func score(of listener: Int, toldOn day: Double) -> Double {
        score(parts[start[listener]..<start[listener + 1]], day)
    }

    /// The score of all of it.
    func score(toldOn day: Double) -> Double { score(parts[...], day) }

    /// The first day on which telling changes nothing any more: notice is 0 for all that costs anything.
    var end: Double { parts.reduce(-.infinity) { max($0, $1.reach) } }

    /// The last whole day from `known` on at which telling one costs no more than on `known`; nil if it never costs
    /// more.
    /// - Complexity: O(their parts * log days), since later news never costs less.
    func tellBy(of listener: Int, from known: Int) -> Int? {
        let parts = parts[start[listener]..<start[listener + 1]]
        return lastFreeDay(from: known, until: parts.reduce(-.infinity) { max($0, $1.reach) }) { score(parts, $0) }
    }

    /// The same for all listeners together.
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
    let free = least + max(leastDamage, 1e-9 * least)
    let last = Int(end.rounded(.up))
    guard cost(Double(last)) > free else { return nil }
    return firstPlace(in: first + 1..<last) { cost(Double($0)) > free } - 1
}
