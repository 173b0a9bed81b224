import DominoScenario

/// Gives each talk its last day and the price of a day of silence, and puts the talks in the order in which to have them.
///
/// Who hears it through somebody cannot hear it before them: the last day of a talk is the earliest of all behind it, and
/// its silence costs what it costs them all. Within a route the earliest last day comes first, then the dearest silence.
/// - Parameter dueDays: by stakeholder, the last working day before something is due that touches them, as an ordinal.
func ordered(
    _ talks: [RenegotiationResult.Talk], by price: SilencePrice, knownOn known: Int, dueDays: [Int],
    bearing scores: [Double], in scenario: Scenario
) -> [RenegotiationResult.Talk] {
    let behind = Following(talks)
    var priced = talks.map { price.tellBy(of: Int($0.person), from: known) }
    for place in behind.lastFirst {
        if let talker = behind.talker[place], let day = priced[place] {
            priced[talker] = min(priced[talker] ?? day, day)
        }
    }
    var days = talks.indices.map { priced[$0] ?? max(known, dueDays[Int(talks[$0].person)]) }
    for place in behind.lastFirst {
        if let talker = behind.talker[place] { days[talker] = min(days[talker], days[place]) }
    }
    // Our own people hear it before anybody outside does.
    let firstOutside = talks.indices.filter { talks[$0].route == .direct }.map { days[$0] }.min()
    for place in talks.indices where talks[place].route == .inside {
        days[place] = min(days[place], firstOutside ?? days[place])
    }
    var talks = talks
    for (day, costs) in silenceCosts(of: talks, behind, on: days, by: price) {
        for place in talks.indices where days[place] == day { talks[place].silencePerDay = costs[place] }
    }
    for place in talks.indices { talks[place].tellBy = scenario.calendar.day(ordinal: days[place]) }
    return talks.indices.sorted { one, other in
        let (a, b) = (talks[one], talks[other])
        if a.route != b.route { return a.route < b.route }
        if behind.depth[one] != behind.depth[other] { return behind.depth[one] < behind.depth[other] }
        if days[one] != days[other] { return days[one] < days[other] }
        if a.silencePerDay != b.silencePerDay { return a.silencePerDay > b.silencePerDay }
        let (harm, otherHarm) = (scores[Int(a.person)], scores[Int(b.person)])
        return harm != otherHarm ? harm > otherHarm : a.person < b.person
    }.map { talks[$0] }
}

/// Who hears it through whom, as places among talks.
private struct Following {
    /// The talk with the one who tells; nil for the seller's and for those that one of ours has.
    var talker: [Int?]
    /// Talks between the seller's own people and this one.
    var depth: [Int]
    /// Places by falling depth.
    var lastFirst: [Int]

    init(_ talks: [RenegotiationResult.Talk]) {
        var places: [StakeholderIndex: Int] = [:]
        for (place, talk) in talks.enumerated() { places[talk.person] = place }
        let talker = talks.map { $0.route == .through ? $0.talker.flatMap { places[$0] } : nil }
        var depth = [Int](repeating: -1, count: talks.count)
        for first in talks.indices where depth[first] < 0 {
            var way = [first]
            while let last = way.last, let next = talker[last], depth[next] < 0 { way.append(next) }
            for place in way.reversed() { depth[place] = talker[place].map { depth[$0] + 1 } ?? 0 }
        }
        self.talker = talker
        self.depth = depth
        lastFirst = talks.indices.sorted { (-depth[$0], $0) < (-depth[$1], $1) }
    }
}

/// For each day of telling that occurs, what the day of silence after it costs each and those behind them.
/// - Complexity: O(different days * parts of the price).
private func silenceCosts(
    of talks: [RenegotiationResult.Talk], _ behind: Following, on days: [Int], by price: SilencePrice
) -> [(day: Int, costs: [Double])] {
    Set(days).sorted().map { day in
        var costs = talks.map { talk in
            let person = Int(talk.person)
            let cost =
                price.score(of: person, toldOn: Double(day + 1)) - price.score(of: person, toldOn: Double(day))
            return max(0, cost)
        }
        for place in behind.lastFirst {
            if let talker = behind.talker[place] { costs[talker] += costs[place] }
        }
        return (day, costs)
    }
}
