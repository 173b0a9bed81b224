import DominoAnalysis
import DominoReference
import DominoScenario
import Testing

/// The slow reference's answer to one slip, nobody told.
private func slip(_ one: LawCase, _ id: String, _ days: Double) -> ReferenceWhatIf {
    referenceWhatIf(one.reference, slips: [ReferenceSlip(id, .days(days))])
}

/// What a question compares an answer with: everything on plan.
private func onPlan(_ one: LawCase) -> ReferenceWhatIf { referenceWhatIf(one.reference) }

/// Where a ranked commitment differs from the reference; nil where it does not.
///
/// Slips are Floats, so scores behind a share differ from the reference's in the sixth digit, as every what-if's do;
/// from the product's own what-if, which computes them in another way, they may not.
private func difference(_ ranked: Ranked, _ one: LawCase, days: Double, _ plan: ReferenceWhatIf) -> String? {
    let id = one.scenario.id(ofCommitment: ranked.commitment)
    let slipped = slip(one, id, days)
    let added = slipped.score - plan.score
    if (ranked.blastRadius - added).magnitude > 1e-5 * max(1, slipped.score) {
        return "\(id): \(ranked.blastRadius), not \(added)"
    }
    let own = one.ask([ReferenceSlip(id, .days(days))])
    let ownAdded = own.score - own.onPlanScore
    if (ranked.blastRadius - ownAdded).magnitude > 1e-6 * max(1, ownAdded) + 1e-12 * own.score {
        return "\(id): \(ranked.blastRadius), not a what-if's \(ownAdded)"
    }
    let changes = zip(slipped.commitments, plan.commitments).filter { $0.state != $1.state }.map(\.0)
    let (late, broken) = (changes.filter { $0.state == .late }.count, changes.filter { $0.state == .broken }.count)
    if ranked.late != late || ranked.broken != broken {
        return "\(id): \(ranked.late) late and \(ranked.broken) broken, not \(late) and \(broken)"
    }
    var reached = Set(
        changes.compactMap { change in
            change.state == .kept ? nil : one.reference.commitment(change.id).promisee
        })
    reached.formUnion(hurt(slipped, plan, one.scenario))
    let named = Set((ranked.stakeholders ?? []).map { one.scenario.string(one.scenario.stakeholders[Int($0)].id) })
    return named == reached ? nil : "\(id) reaches \(named.sorted()), not \(reached.sorted())"
}

/// Bearers of whom any damage that counts rises: looked at one by one, for in a great sum a small one drowns.
private func hurt(_ slipped: ReferenceWhatIf, _ plan: ReferenceWhatIf, _ scenario: Scenario) -> Set<String> {
    var hurt: Set<String> = []
    for (now, before) in zip(slipped.commitments, plan.commitments) {
        for (amount, other) in zip(now.amounts, before.amounts) where amount.amount > other.amount {
            let kind = scenario.kinds.first { scenario.string($0.id) == amount.kind }?.weight ?? 1
            let bearer = scenario.stakeholders.first { scenario.string($0.id) == amount.bearer }?.weight ?? 1
            if kind * bearer > 0 { hurt.insert(amount.bearer) }
        }
    }
    return hurt
}

@Suite("Rank and curve equal the slow reference, slip by slip")
struct RankCurveTests {
    /// Every fifth of the cases that laws are held against, and some random ones with more commitments.
    static let cases: [LawCase] =
        LawCase.all.enumerated().filter { $0.offset % 5 == 0 }.map(\.element)
        + (0..<10).compactMap { number in
            let seed = UInt64(number) &+ 0xCAFE
            return LawCase(randomScenario(seed: seed, commitments: 40), name: "large \(number)", seed: seed)
        }

    func ranking(_ one: LawCase, days: Double) -> RankResult {
        rank(
            RankQuestion(days: days, asOf: one.asOf, replicates: 64), in: one.compiled,
            threads: 1 + Int(one.seed % 3))
    }

    @Test("blast radius, newly late, newly broken, and whom it reaches")
    func blastRadii() {
        #expect(Self.cases.count > 400)
        for one in Self.cases {
            let days = [10, 3, 0.5, 40][Int(one.seed % 4)]
            let plan = onPlan(one)
            let answer = ranking(one, days: days)
            #expect(answer.commitments.count == one.reference.commitments.filter { $0.status != .released }.count)
            for ranked in answer.commitments {
                if let wrong = difference(ranked, one, days: days, plan) { Issue.record("\(one.name), \(wrong)") }
            }
            let radii = answer.commitments.map(\.blastRadius)
            for (larger, smaller) in zip(radii, radii.dropFirst()) { #expect(larger >= smaller * (1 - 1e-5)) }
        }
    }

    @Test("a what-if of the tolerance adds nothing, of 1/1024 day more it does")
    func tolerances() {
        for one in Self.cases {
            let plan = one.ask([]).score
            for ranked in ranking(one, days: 1).commitments {
                let id = one.scenario.id(ofCommitment: ranked.commitment)
                // One that is kept early may hurt as soon as it is kept on its due date.
                guard one.ask([ReferenceSlip(id, .days(0))]).score == plan else {
                    #expect(ranked.tolerance == 0, "\(one.name), \(id)")
                    continue
                }
                let most = min(ranked.tolerance, 100_000)
                let within = one.ask([ReferenceSlip(id, .days(most))]).score
                #expect(within == plan, "\(one.name), \(id): \(ranked.tolerance)")
                guard ranked.tolerance < .infinity else { continue }
                let beyond = one.ask([ReferenceSlip(id, .days(most + 1.0 / 1024))]).score
                #expect(beyond > plan, "\(one.name), \(id): \(ranked.tolerance)")
            }
        }
    }

    @Test("tolerances are the reference's, but for a step of rounding")
    func referenceTolerances() {
        for one in Self.cases.filter({ $0.reference.commitments.count <= 6 }) {
            let plan = onPlan(one).score
            for ranked in ranking(one, days: 1).commitments where ranked.tolerance < .infinity {
                let id = one.scenario.id(ofCommitment: ranked.commitment)
                let below = slip(one, id, max(0, ranked.tolerance - 1.0 / 512)).score
                let above = slip(one, id, ranked.tolerance + 1.0 / 512).score
                // One that is kept early may hurt as soon as it is kept on its due date.
                guard ranked.tolerance > 0 || slip(one, id, 0).score <= plan * (1 + 1e-12) else { continue }
                #expect(below <= plan * (1 + 1e-12), "\(one.name), \(id): \(ranked.tolerance)")
                #expect(above > plan, "\(one.name), \(id): \(ranked.tolerance)")
            }
        }
    }

    @Test("a slip curve is its what-ifs, and each domino falls on the first day at which it does")
    func curves() {
        for one in Self.cases where one.reference.commitments.count <= 20 {
            let place = Int(one.seed) % one.scenario.commitments.count
            let last = [12, 70, 1][Int(one.seed % 3)]
            let question = CurveQuestion(commitment: CommitmentIndex(place), days: last, asOf: one.asOf)
            let curve = slipCurve(question, in: one.compiled)
            #expect(curve.scores.count == last + 1)
            var falls: [String: (late: Int?, broken: Int?)] = [:]
            for day in 0...last {
                let expected = slip(one, one.scenario.id(ofCommitment: CommitmentIndex(place)), Double(day))
                #expect(
                    (curve.scores[day] - expected.score).magnitude <= 1e-5 * max(1, expected.score),
                    "\(one.name), day \(day)")
                let shock = ReferenceSlip(one.scenario.id(ofCommitment: CommitmentIndex(place)), .days(Double(day)))
                let own = one.ask([shock]).score
                #expect((curve.scores[day] - own).magnitude <= 1e-6 * max(1, own), "\(one.name), day \(day)")
                for outcome in expected.commitments {
                    if outcome.state == .late, falls[outcome.id]?.late == nil {
                        falls[outcome.id, default: (nil, nil)].late = day
                    }
                    if outcome.state == .broken, falls[outcome.id]?.broken == nil {
                        falls[outcome.id, default: (nil, nil)].broken = day
                    }
                }
            }
            for fall in curve.falls {
                let id = one.scenario.id(ofCommitment: fall.commitment)
                #expect(fall.late == falls[id]?.late && fall.broken == falls[id]?.broken, "\(one.name), \(id)")
            }
        }
    }

    @Test("carried score, blame and price of a day are the simulation's")
    func carried() {
        for one in Self.cases.prefix(60) {
            let question = SimulateQuestion(asOf: one.asOf, replicates: 64, excludesOne: false)
            let simulated = simulate(question, in: one.compiled, threads: 1)
            for ranked in ranking(one, days: 2).commitments {
                let figures = simulated.commitments[Int(ranked.commitment)]
                #expect(figures?.carried == ranked.carried && figures?.blame == ranked.blame)
                #expect(figures?.priceOfDay == ranked.priceOfDay)
            }
        }
    }

    @Test("the worked example's ranking, as an independent program computed it")
    func workedExample() throws {
        let text = Array(workedScenario.utf8)
        let loaded = loadScenario(path: "test.json", contents: text) { _ in .unreadable(reason: "no includes") }
        let scenario = try #require(loaded.scenario)
        let answer = rank(RankQuestion(asOf: .first, replicates: 64), in: compile(scenario), threads: 2)
        let rows = answer.commitments.map { ranked in
            let id = scenario.id(ofCommitment: ranked.commitment)
            let reached = ranked.stakeholders ?? []
            let names = reached.map { scenario.string(scenario.stakeholders[Int($0)].id) }.joined(separator: " ")
            return "\(id) \(ranked.blastRadius) \(ranked.late) \(ranked.broken) \(ranked.tolerance) \(names)"
        }
        #expect(
            rows == [
                "store-launch 530500.0 3 0 0.0 stores finance street",
                "cost-saving 430000.0 2 0 0.0 finance street",
                "guidance 400000.0 1 0 2.0 street",
                "go-live 94500.0 3 0 0.0 us dana stores finance",
                "data-extract 75900.0 4 0 1.0 us dana stores finance",
            ])
    }

    @Test("what is released is not ranked, and what is a fact can slip for ever")
    func factsAndReleased() throws {
        var found = 0
        for one in Self.cases {
            for ranked in ranking(one, days: 10).commitments {
                let commitment = one.reference.commitments[Int(ranked.commitment)]
                #expect(commitment.status != .released)
                guard commitment.isFact else { continue }
                found += 1
                #expect(ranked.blastRadius == 0 && ranked.tolerance == .infinity && ranked.stakeholders == [])
            }
        }
        #expect(found > 20)
    }
}

/// The example that the design's documents work through: promises of a sales team, from data to investors.
private let workedScenario = """
    { "domino": 1, "name": "Worked example", "root": "go-live", "asOf": "2026-02-02", "currency": "USD",
      "calendar": { "workdays": ["mon", "tue", "wed", "thu", "fri"], "holidays": ["2026-04-03"] },
      "kinds": [ { "id": "revenue" }, { "id": "penalty" }, { "id": "trust", "unit": "points", "weight": 4000 } ],
      "stakeholders": [ { "id": "us" }, { "id": "dana", "weight": 1.5 }, { "id": "stores" }, { "id": "finance" },
        { "id": "street" } ],
      "commitments": [
        { "id": "data-extract", "promisor": "dana", "promisee": "us", "due": "2026-02-13" },
        { "id": "go-live", "promisor": "us", "promisee": "dana", "due": "2026-03-02", "work": 10, "breaksAfter": 45,
          "needs": [ { "commitment": "data-extract" } ],
          "damage": [ { "kind": "penalty", "bearer": "us", "perDay": 1500, "grace": 5, "cap": 60000 },
                      { "kind": "trust", "curve": [[5, 1], [20, 10]], "ifBroken": 25 } ] },
        { "id": "store-launch", "promisor": "dana", "promisee": "stores", "due": "2026-03-16", "breaksAfter": 30,
          "needs": [ { "commitment": "go-live", "lead": 5, "relay": 1 } ],
          "damage": [ { "kind": "revenue", "perDay": 12000, "ifBroken": 900000 } ] },
        { "id": "cost-saving", "promisor": "dana", "promisee": "finance", "due": "2026-04-02",
          "needs": [ { "commitment": "store-launch", "lead": 10, "share": 0.5, "relay": 2 } ],
          "damage": [ { "kind": "revenue", "perDay": 3000 } ] },
        { "id": "guidance", "promisor": "finance", "promisee": "street", "due": "2026-04-30",
          "needs": [ { "commitment": "cost-saving", "lead": 15, "relay": 5 },
                     { "commitment": "store-launch", "lead": 25, "fallback": 8, "relay": 5 } ],
          "damage": [ { "kind": "revenue", "lump": 400000, "grace": 2 } ] } ] }
    """
