import DominoEngine
import DominoScenario

/// Whom a slip hurts, who tells each of them, and about what.
///
/// Hurt are those who bear damage, and those to whom something was promised that falls; who has to promise anew because
/// of it is owed a talk as well. What was a fact already is no news, and calls for no talk by itself.
struct TalkPlanning {
    private let scenario: Scenario
    private let silent: WhatIfResult
    private let seller: StakeholderIndex?
    /// What falls and is no fact, in the order of falling.
    private let fallen: [CommitmentIndex]
    /// By stakeholder: of that, what was promised to them, and by them.
    private let promised: [(to: [CommitmentIndex], by: [CommitmentIndex])]
    /// By stakeholder, the commitment of whose damage they bear most; nil for none.
    private let worst: [CommitmentIndex?]

    init(_ silent: WhatIfResult, in scenario: Scenario) {
        self.scenario = scenario
        self.silent = silent
        fallen = silent.sequence.filter { !scenario[$0].status.isFact }
        seller = scenario.seller(root: scenario.root ?? fallen.first)
        var promised = [(to: [CommitmentIndex], by: [CommitmentIndex])](
            repeating: ([], []), count: scenario.stakeholders.count)
        for place in fallen {
            promised[Int(scenario[place].promisee)].to.append(place)
            promised[Int(scenario[place].promisor)].by.append(place)
        }
        self.promised = promised
        worst = heaviest(silent, in: scenario)
    }

    /// The talks by place of the person, not yet in order, without days and prices.
    /// - Complexity: O(commitments + people * length of the chains that lead to them).
    func talks() -> [RenegotiationResult.Talk] {
        let slipped = Set(silent.question.slips.map { $0.commitment })
        var talks = scenario.stakeholders.places.filter { person in
            silent.stakeholders[Int(person)].score > 0
                || promised[Int(person)].to.contains { scenario[$0].promisor != person }
                || person != seller && promised[Int(person)].by.contains { !slipped.contains($0) }
        }.map { talk(with: $0) }
        breakCircles(&talks)
        chooseWays(&talks)
        return talks
    }

    private func isOurs(_ person: StakeholderIndex) -> Bool {
        person == seller || scenario[person].side == .seller
    }

    /// Whose notice counts for damage to one of ours: that of the other side of the promise, where it is not ours, too.
    func listener(for bearer: StakeholderIndex, of commitment: CommitmentIndex) -> StakeholderIndex {
        guard isOurs(bearer) else { return bearer }
        let promise = scenario[commitment]
        return [promise.promisee, promise.promisor].first { !isOurs($0) } ?? bearer
    }

    private func talk(with person: StakeholderIndex) -> RenegotiationResult.Talk {
        let commitment = touching(person)
        var talk = RenegotiationResult.Talk(
            person: person, talker: nil, route: .own, way: .telephone, commitment: commitment,
            chain: chain(to: commitment), missed: promised[Int(person)].to, anew: promised[Int(person)].by,
            tellBy: silent.question.asOf, silencePerDay: 0, prevention: [])
        if person == seller { return talk }
        if isOurs(person) {
            talk.talker = seller
            talk.route = .inside
        } else {
            let promisor = commitment.map { scenario[$0].promisor }
            talk.talker = promisor.flatMap { $0 == person ? nil : $0 } ?? seller
            talk.route = talk.talker.map(isOurs) == true ? .direct : .through
        }
        return talk
    }

    /// The commitment by which it touches somebody: of what was promised to them and falls, the first by one of ours,
    /// else the first; else the one whose damage they bear most, or that they have to promise anew; and where that is a
    /// promise of their own, the one that makes it late.
    private func touching(_ person: StakeholderIndex) -> CommitmentIndex? {
        let missed = promised[Int(person)].to.filter { scenario[$0].promisor != person }
        if let ours = missed.first(where: { isOurs(scenario[$0].promisor) }) { return ours }
        if let first = missed.first { return first }
        let own = worst[Int(person)] ?? promised[Int(person)].by.first
        guard var place = own else { return nil }
        while scenario[place].promisor == person, let cause = cause(of: place) { place = cause }
        return place
    }

    /// What makes a commitment late: its driver; where that one is in time, a plan B that takes longer, the first late
    /// need it stands in for. Nil where nothing late does.
    private func cause(of commitment: CommitmentIndex) -> CommitmentIndex? {
        guard let driver = silent.commitments[Int(commitment)].driver else { return nil }
        func isLate(_ place: CommitmentIndex) -> Bool { silent.commitments[Int(place)].slip > lateTolerance }
        if isLate(driver) { return driver }
        return scenario[commitment].needs.lazy.map { scenario[$0].commitment }.first {
            isLate($0) && scenario[$0].status != .released
        }
    }

    /// The chain of causes that ends in a commitment, the first one first.
    private func chain(to commitment: CommitmentIndex?) -> [CommitmentIndex] {
        var chain: [CommitmentIndex] = []
        var next = commitment
        while let place = next {
            chain.append(place)
            next = cause(of: place)
        }
        return chain.reversed()
    }

    /// Lets the seller talk to those who would hear it only from one another, or from somebody who does not hear it.
    private func breakCircles(_ talks: inout [RenegotiationResult.Talk]) {
        var places: [StakeholderIndex: Int] = [:]
        for (place, talk) in talks.enumerated() { places[talk.person] = place }
        var isReached = [Bool](repeating: false, count: talks.count)
        for first in talks.indices {
            var way: [Int] = []
            var onWay: Set<Int> = []
            var next: Int? = first
            while let place = next, talks[place].route == .through, !isReached[place], onWay.insert(place).inserted {
                way.append(place)
                next = talks[place].talker.flatMap { places[$0] }
            }
            for place in way { isReached[place] = true }
            // Where the way comes back to itself, or leads to nobody, the seller steps in.
            if let place = next.map({ onWay.contains($0) ? $0 : nil }) ?? way.last {
                talks[place].talker = seller
                talks[place].route = .direct
            }
        }
    }

    /// Whoever bears at least half as much as the one who bears most is to be seen; the others are called. Those who
    /// are many hear it by an announcement.
    private func chooseWays(_ talks: inout [RenegotiationResult.Talk]) {
        func score(_ place: Int) -> Double { silent.stakeholders[Int(talks[place].person)].score }
        let most = talks.indices.reduce(0) { talks[$1].talker == nil ? $0 : max($0, score($1)) }
        for place in talks.indices where talks[place].talker != nil && most > 0 && score(place) >= most / 2 {
            talks[place].way = .inPerson
        }
        for place in talks.indices where talks[place].talker != nil && scenario[talks[place].person].isGroup {
            talks[place].way = .announcement
        }
    }
}

/// By stakeholder, the commitment of whose damage they bear most, the first on ties; nil for those who bear none.
private func heaviest(_ answer: WhatIfResult, in scenario: Scenario) -> [CommitmentIndex?] {
    var most = [Double](repeating: 0, count: scenario.stakeholders.count)
    var place = [CommitmentIndex?](repeating: nil, count: scenario.stakeholders.count)
    var scores = [Double](repeating: 0, count: scenario.stakeholders.count)
    for (commitment, outcome) in answer.commitments.enumerated() {
        for borne in outcome.amounts {
            scores[Int(borne.bearer)] += borne.amount * scenario[borne.kind].weight
        }
        for borne in outcome.amounts where scores[Int(borne.bearer)] > 0 {
            if scores[Int(borne.bearer)] > most[Int(borne.bearer)] {
                most[Int(borne.bearer)] = scores[Int(borne.bearer)]
                place[Int(borne.bearer)] = CommitmentIndex(commitment)
            }
            scores[Int(borne.bearer)] = 0
        }
    }
    return place
}

extension Scenario {
    /// Who speaks for the seller: the promisor of the root; where that is nobody of ours, the first of our own whom the
    /// root was promised to, or the first of our own at all.
    ///
    /// - Parameter root: the commitment it is about; nil for none.
    func seller(root: CommitmentIndex?) -> StakeholderIndex? {
        let ours = stakeholders.places.first { self[$0].side == .seller }
        guard let root else { return ours ?? commitments.first?.promisor }
        let (promisor, promisee) = (self[root].promisor, self[root].promisee)
        func isOurs(_ person: StakeholderIndex) -> Bool { self[person].side == .seller }
        if ours == nil || isOurs(promisor) { return promisor }
        return isOurs(promisee) ? promisee : ours
    }
}

// MARK: The order of the talks

/// Gives each talk its last day and the price of a day of silence, and puts the talks in the order in which to have
/// them.
///
/// Who hears it through somebody cannot hear it before them: the last day of a talk is the earliest of all behind it,
/// and its silence costs what it costs them all. Within a route the earliest last day comes first, then the dearest
/// silence.
/// - Parameters:
///   - money: the price of silence in money alone.
///   - dueDays: by stakeholder, the last working day before something is due that touches them, as an ordinal.
func ordered(
    _ talks: [RenegotiationResult.Talk], by price: SilencePrice, money: SilencePrice, knownOn known: Int,
    dueDays: [Int],
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
    for (day, costs) in silenceCosts(of: talks, behind, on: days, by: money) {
        for place in talks.indices where days[place] == day { talks[place].silenceMoneyPerDay = costs[place] }
    }
    for place in talks.indices { talks[place].tellBy = scenario.calendar.day(ordinal: days[place]) }
    return talks.indices.sorted { one, other in
        let (a, b) = (talks[one], talks[other])
        if a.route != b.route { return a.route < b.route }
        if behind.depth[one] != behind.depth[other] { return behind.depth[one] < behind.depth[other] }
        if days[one] != days[other] { return days[one] < days[other] }
        if a.silencePerDay != b.silencePerDay { return a.silencePerDay > b.silencePerDay }
        let (damage, otherDamage) = (scores[Int(a.person)], scores[Int(b.person)])
        return damage != otherDamage ? damage > otherDamage : a.person < b.person
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
