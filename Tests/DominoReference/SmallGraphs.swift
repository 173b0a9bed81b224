/// Calls `body` with every DAG on 1, 2, ... `most` commitments: every subset of the pairs `i < j`, one scenario each
/// (1, 2, 8, 64, 1024). The other fields are small round numbers that vary with the running number of the scenario.
public func forEachSmallGraph(upTo most: Int, _ body: (ReferenceScenario) -> Void) {
    var number = 0
    for count in 1...most {
        for subset in 0..<(1 << (count * (count - 1) / 2)) {
            body(SmallGraph(number: number, count: count, subset: subset).scenario())
            number += 1
        }
    }
}

/// One of the small scenarios: commitments `a`, `b`, ..., each needing only earlier letters.
struct SmallGraph {
    let number: Int
    let count: Int
    /// Bit `j * (j - 1) / 2 + i` says that `j` needs `i`.
    let subset: Int

    private static let monday = ReferenceDate(year: 2025, month: 1, day: 6)

    func scenario() -> ReferenceScenario {
        var scenario = ReferenceScenario(name: "graph \(number)")
        scenario.root = id(0)
        scenario.currency = "EUR"
        if number % 4 == 3 { scenario.calendar = ReferenceWorkweek() }
        scenario.kinds = [ReferenceKind(id: "trust", unit: "points", weight: 10)]
        let commitments = (0..<count).map { commitment($0) }
        switch number % 3 {
        case 0: scenario.commitments = commitments
        case 1: scenario.commitments = commitments.reversed()
        default: scenario.commitments = Array(commitments[(count / 2)...] + commitments[..<(count / 2)])
        }
        scenario.mitigations = mitigations()
        scenario.slips = [ReferenceSlip(id(0), .days(5))]
        return scenario
    }

    private func id(_ j: Int) -> String {
        ["a", "b", "c", "d", "e", "f", "g", "h"][j]
    }

    private func needs(_ i: Int, of j: Int) -> Bool {
        subset >> (j * (j - 1) / 2 + i) & 1 == 1
    }

    private func commitment(_ j: Int) -> ReferenceCommitment {
        let due = Self.monday.adding(days: 7 * j)
        var commitment = ReferenceCommitment(id: id(j), promisor: "us", promisee: "client-\(j % 2)", due: due)
        switch (number + 7 * j) % 23 {
        case 5:
            commitment.status = .kept
            commitment.keptOn = due.adding(days: number % 5 - 1)
        case 6: commitment.status = .broken
        case 7: commitment.status = .released
        default: break
        }
        if (number + 2 * j) % 4 == 1 { commitment.start = .whenReady }
        if (number + j) % 3 == 1 { commitment.cushion = Double(1 + j % 2) }
        if (number + j) % 5 == 2 { commitment.breaksAfter = 6 }
        if (number + j) % 4 == 2 { commitment.notice = [ReferencePoint(0, 1), ReferencePoint(8, 0.5)] }
        commitment.needs = entries(of: j)
        commitment.damage = [ReferenceDamage(kind: "money", shape: .perDay(Double(100 * (j + 1))))]
        if (number + j) % 4 == 1 {
            var lump = ReferenceDamage(kind: "trust", shape: .lump(7))
            lump.grace = 2
            lump.ifBroken = 20
            commitment.damage.append(lump)
        }
        return commitment
    }

    /// The last two needs form a group in a third of the cases.
    private func entries(of j: Int) -> [ReferenceNeedEntry] {
        let needs = (0..<j).filter { self.needs($0, of: j) }.map { need($0, of: j) }
        if needs.count >= 2 && (number + j) % 3 == 0 {
            return needs.dropLast(2).map { .one($0) } + [.anyOf(Array(needs.suffix(2)))]
        }
        return needs.map { .one($0) }
    }

    private func need(_ i: Int, of j: Int) -> ReferenceNeed {
        var need = ReferenceNeed(commitment: id(i))
        if (number + i) % 2 == 0 {
            need.buffer = Double((number + 3 * i + 5 * j) % 6 - 2)
        } else {
            need.lead = Double(5 * (j - i) - (number + i) % 4 + 1)
        }
        if (number + i + j) % 4 == 0 { need.share = 0.5 }
        if (number + 2 * i + j) % 5 == 0 { need.fallback = 3 }
        if (number + i) % 3 == 0 { need.relay = 1 }
        return need
    }

    private func mitigations() -> [ReferenceMitigation] {
        let last = id(count - 1)
        var effects: [ReferenceEffect] = [
            .expedite(last, days: 2), .redate(last, days: 1), .extend(last, days: 3),
            .soften(last, factor: 0.5, kind: number % 2 == 0 ? "money" : nil),
        ]
        if let i = (0..<(count - 1)).last(where: { needs($0, of: count - 1) }) {
            let removable = commitment(count - 1).start != .whenReady
            effects.append(.fallback(last, of: id(i), days: 1))
            effects.append(.decouple(last, from: id(i), share: removable && number % 2 == 0 ? 0 : 0.25))
        }
        return effects.enumerated().map { k, effect in
            var mitigation = ReferenceMitigation(id: "mitigation-\(k)")
            mitigation.cost = Double(100 * (k + 1))
            mitigation.leadTime = Double(k)
            mitigation.effects = [effect]
            return mitigation
        }
    }
}
