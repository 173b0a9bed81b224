/// Commitments and needs of a random scenario. The rank of a commitment is its place in an order in which each comes
/// after those it needs; the file has them in another order.
extension ScenarioGenerator {
    mutating func makeCommitments() {
        var ranked: [ReferenceCommitment] = []
        for rank in 0..<count {
            ranked.append(commitment(rank: rank, earlier: ranked))
        }
        scenario.commitments = random.sample(count, of: ranked)
    }

    private mutating func commitment(rank: Int, earlier: [ReferenceCommitment]) -> ReferenceCommitment {
        let spread = min(8.0, 900 / Double(count))
        let due = Self.firstDue.adding(days: Int(spread * Double(rank)) + random.int(0...25))
        var result = ReferenceCommitment(
            id: "c\(rank)", promisor: random.pick(people), promisee: random.pick(people), due: due)
        result.title = random.maybe(0.3) { $0.pick(["Data handed over", "\"Live\"", "Ünïcode ✓"]) }
        result.stage = scenario.stages.isEmpty ? nil : random.maybe(0.5) { $0.pick(scenario.stages).id }
        result.firmness = random.maybe(0.3) { Double($0.int(1...10)) }
        result.work = random.maybe(0.5) { $0.days(0...15) }
        result.cushion = random.maybe(0.25) { $0.days(0...5) }
        result.start = random.maybe(0.5) { $0.pick([.asPlanned, .whenReady, .whenReady]) }
        result.breaksAfter = random.maybe(0.35) { ReferenceDistribution(.number($0.days(1...30))) }
        result.perDayLater = random.maybe(0.2) { Double($0.int(0...5000)) }
        result.delay = random.maybe(0.5) { randomDelay(&$0) }
        giveStatus(to: &result, due: due)
        makeNeeds(of: &result, earlier: earlier)
        while random.chance(0.55) && result.damage.count < 4 {
            result.damage.append(damage(breaksAfter: result.breaksAfter?.constant))
        }
        result.notice = random.chance(0.4) ? noticeCurve() : []
        return result
    }

    private mutating func giveStatus(to commitment: inout ReferenceCommitment, due: ReferenceDate) {
        if random.chance(0.04) {
            commitment.status = .broken
        } else if random.chance(0.07) {
            commitment.status = .released
            if random.chance(0.5) { commitment.due = nil }
        } else if let asOf = scenario.asOf, due < asOf.adding(days: 10), random.chance(0.5) {
            commitment.status = .kept
            commitment.keptOn = min(asOf, due.adding(days: random.int(-10...20)))
        } else if random.chance(0.3) {
            commitment.status = random.pick([.proposed, .agreed])
        }
    }

    private mutating func makeNeeds(of commitment: inout ReferenceCommitment, earlier: [ReferenceCommitment]) {
        let near = Array(earlier.suffix(8))
        var chosen = random.sample(random.pick([0, 1, 1, 1, 2, 2, 3, 5]), of: near)
        if earlier.count > near.count && random.chance(0.2) {
            chosen.append(random.pick(Array(earlier.dropLast(near.count))))
        }
        var rest = chosen.map { need($0, of: commitment) }
        while let first = rest.popLast() {
            if random.chance(0.2) {
                var group = [first]
                while group.count < 3, random.chance(0.75), let another = rest.popLast() {
                    group.append(another)
                }
                commitment.needs.append(.anyOf(group))
            } else {
                commitment.needs.append(.one(first))
            }
        }
    }

    private mutating func need(_ other: ReferenceCommitment, of commitment: ReferenceCommitment) -> ReferenceNeed {
        var need = ReferenceNeed(commitment: other.id)
        if commitment.work == nil || random.chance(0.6) {
            let spare = random.days(-4...12)
            if random.chance(0.5), let due = commitment.due, let otherDue = other.due {
                let ordinal = calendar.ordinal(calendar.lastWorkday(onOrBefore: due))
                let otherOrdinal = calendar.ordinal(calendar.lastWorkday(onOrBefore: otherDue))
                need.lead = Double(ordinal - otherOrdinal) - spare
            } else {
                need.buffer = spare
            }
        }
        need.share = random.maybe(0.3) { $0.pick([0.5, 0.25, 0.75, 1, $0.hundredths(1...100)]) }
        need.fallback = random.maybe(0.25) { $0.days(0...20) }
        need.relay = random.maybe(0.4) { $0.pick([0, 1, 2, 0.5, $0.days(0...6)]) }
        return need
    }
}

/// A distribution of days, of any shape.
func randomDelay(_ random: inout SplitMix64) -> ReferenceDistribution {
    let a = random.days(-2...3)
    let m = a + random.days(0...4)
    let b = m + random.days(1...9)
    switch random.int(0...9) {
    case 0: return ReferenceDistribution(.number(a))
    case 1: return ReferenceDistribution(.days(m), chance: random.maybe(0.7) { $0.hundredths(0...100) })
    case 2: return ReferenceDistribution(.pert(a, m, b), chance: random.maybe(0.3) { $0.hundredths(0...100) })
    case 3: return ReferenceDistribution(.uniform(a, b))
    case 4: return ReferenceDistribution(.normal(a, random.days(1...4)))
    case 5: return ReferenceDistribution(.lognormal(random.days(1...4), random.days(5...12)))
    case 6:
        let points = [ReferencePoint(a, 3), ReferencePoint(m, 1.5), ReferencePoint(b, random.days(0...2))]
        return ReferenceDistribution(.discrete(points), chance: random.maybe(0.3) { $0.hundredths(0...100) })
    case 7: return ReferenceDistribution(.samples([b, a, m, a]))
    default:
        return ReferenceDistribution(.triangular(a, m, b), chance: random.maybe(0.4) { $0.hundredths(0...100) })
    }
}
