import DominoAnalysis
import DominoReference
import DominoScenario
import Testing

@Suite("Laws every answer keeps, whatever the scenario")
struct LawTests {
    /// What the laws are held against; nil for the cases of every run.
    var cases: [LawCase]?

    /// Holds a law against every case, and stops at the first that breaks it.
    ///
    /// - Parameter law: what is wrong; nil where it holds.
    func check(_ law: (LawCase) -> String?) {
        #expect(LawCase.all.count == LawCase.count || cases != nil, "every scenario is read")
        for one in cases ?? LawCase.all {
            guard let wrong = law(one) else { continue }
            Issue.record("\(one.name): \(wrong)")
            return
        }
    }

    /// All of them, for a soak.
    func holdAll() {
        zeroSlip()
        laterHurtsMore()
        locality()
        sums()
        orderOfCommitments()
        orderOfNeeds()
        unrelatedEdits()
        mitigationsHelp()
        removedNeeds()
        earlierTelling()
    }

    /// Whether two sums of the same figures are equal, but for the order in which they were added up.
    func isNear(_ one: Double, _ other: Double, of scale: Double) -> Bool {
        (one - other).magnitude <= 1e-9 * max(1, scale.magnitude)
    }

    /// The first commitment that hurts more in `worse` than it may by `better`; nil where none does, nor the total.
    func rise(from better: WhatIfResult, to worse: WhatIfResult, in scenario: Scenario) -> String? {
        let slack = 1e-9 * max(1, better.score)
        for (place, (one, other)) in zip(better.commitments, worse.commitments).enumerated()
        where other.score < one.score - slack || other.slip < one.slip {
            return "\(scenario.id(ofCommitment: CommitmentIndex(place))): \(other.slip) days and \(other.score), "
                + "not at least \(one.slip) and \(one.score)"
        }
        return worse.score < better.score - slack ? "total \(worse.score), not at least \(better.score)" : nil
    }

    @Test("a slip of no days adds nothing")
    func zeroSlip() {
        check { one in
            let onPlan = one.ask([])
            // What is early on plan comes later where it is kept on its date.
            for id in one.open where one.place(of: id).map({ onPlan.commitments[$0].slip >= 0 }) ?? false {
                let answer = one.ask([ReferenceSlip(id, .days(0))])
                if answer.score != answer.onPlanScore { return "\(id): \(answer.score), not \(answer.onPlanScore)" }
            }
            return nil
        }
    }

    @Test("later never hurts less, and broken hurts most: no commitment, and not the total")
    func laterHurtsMore() {
        let shocks: [ReferenceShock] = [-20, -3.5, 0, 0.125, 2, 5.75, 11, 30, 400].map { .days($0) } + [.broken]
        check { one in
            let others = one.question.slips
            for id in one.open.prefix(2) {
                let rest = others.filter { $0.commitment != id }
                let answers = shocks.map {
                    one.ask(rest + [ReferenceSlip(id, $0)], plan: one.question.plan, tellOn: one.question.tellOn)
                }
                for (earlier, later) in zip(answers, answers.dropFirst()) {
                    if let wrong = rise(from: earlier, to: later, in: one.scenario) { return "slip of \(id): \(wrong)" }
                }
            }
            return nil
        }
    }

    @Test("a slip changes only what depends on it")
    func locality() {
        check { one in
            let onPlan = one.ask([])
            for id in one.open {
                let answer = one.ask([ReferenceSlip(id, .days(9.5))])
                let reached = one.reached(from: id)
                for (place, outcome) in answer.commitments.enumerated() {
                    let before = onPlan.commitments[place]
                    let other = one.scenario.id(ofCommitment: CommitmentIndex(place))
                    let same =
                        outcome.slip == before.slip && outcome.state == before.state && outcome.score == before.score
                        && outcome.driver == before.driver && outcome.date == before.date
                    if !same && !reached.contains(other) { return "slip of \(id) changes \(other)" }
                }
            }
            return nil
        }
    }

    @Test("blames and what the plan overcommitted sum to the total; so do stakeholders, commitments and kinds")
    func sums() {
        check { one in
            let answer = one.ask()
            let kinds = answer.commitments.lazy.flatMap(\.amounts).reduce(0.0) { sum, borne in
                sum + borne.amount * one.scenario.kinds[Int(borne.kind)].weight
                    * one.scenario.stakeholders[Int(borne.bearer)].weight
            }
            let sums = [
                ("blames", answer.commitments.reduce(answer.overcommitted) { $0 + $1.blame }),
                ("stakeholders", answer.stakeholders.reduce(0) { $0 + $1.score }),
                ("commitments", answer.commitments.reduce(0) { $0 + $1.score }), ("amounts", kinds),
            ]
            for (what, sum) in sums where !isNear(sum, answer.score, of: answer.score) {
                return "\(what) sum to \(sum), not \(answer.score)"
            }
            let blames = answer.commitments.map(\.blame) + [answer.overcommitted]
            return blames.allSatisfy { $0 >= 0 } ? nil : "somebody has less than no blame"
        }
    }

    /// Where two answers about the same commitments differ, by id.
    ///
    /// Slips, states, dates, drivers, news and scores have to be the same bits. Carried scores, blame, prices and
    /// totals are sums over others, in whatever order ranks come: they may differ by rounding.
    func differences(
        _ one: LawCase, _ answer: WhatIfResult, _ other: LawCase, _ changed: WhatIfResult, drivers: Bool = true
    )
        -> String?
    {
        for (place, outcome) in answer.commitments.enumerated() {
            let id = one.scenario.id(ofCommitment: CommitmentIndex(place))
            guard let otherPlace = other.place(of: id) else { return "\(id) is gone" }
            let now = changed.commitments[otherPlace]
            let same =
                now.slip == outcome.slip && now.state == outcome.state && now.date == outcome.date
                && now.due == outcome.due && now.told == outcome.told && now.notice == outcome.notice
                && now.score == outcome.score && now.silentScore == outcome.silentScore
            if !same { return "\(id): \(now), not \(outcome)" }
            guard drivers else { continue }
            let driver = outcome.driver.map { one.scenario.id(ofCommitment: $0) }
            let driverNow = now.driver.map { other.scenario.id(ofCommitment: $0) }
            if driver != driverNow { return "\(id) is driven by \(driverNow ?? "none"), not \(driver ?? "none")" }
            for (figure, figureNow) in [
                (outcome.carried, now.carried), (outcome.blame, now.blame), (outcome.priceOfDay, now.priceOfDay),
            ] where !isNear(figure, figureNow, of: max(answer.score, figure)) {
                return "\(id): \(figureNow), not \(figure)"
            }
        }
        return isNear(answer.score, changed.score, of: answer.score) ? nil : "\(changed.score), not \(answer.score)"
    }

    @Test("the order of commitments in the file does not matter, drivers included")
    func orderOfCommitments() {
        check { one in
            var random = SplitMix64(seed: one.seed)
            let order = one.reference.commitments.shuffled(using: &random)
            guard let shuffled = one.edited({ $0.commitments = order }) else { return "refused in another order" }
            let question = one.question
            let changed = shuffled.ask(question.slips, plan: question.plan, tellOn: question.tellOn)
            let answer = one.ask()
            if Set(changed.sequence.map { shuffled.scenario.id(ofCommitment: $0) })
                != Set(answer.sequence.map { one.scenario.id(ofCommitment: $0) })
            {
                return "others fall"
            }
            return differences(one, answer, shuffled, changed)
        }
    }

    @Test("the order of needs says which of equals drives, and nothing else")
    func orderOfNeeds() {
        check { one in
            let edited = one.edited { scenario in
                for place in scenario.commitments.indices {
                    scenario.commitments[place].needs = scenario.commitments[place].needs.reversed().map { entry in
                        if case .anyOf(let members) = entry { return .anyOf(members.reversed()) }
                        if case .atLeast(let k, let members) = entry { return .atLeast(k, members.reversed()) }
                        return entry
                    }
                }
            }
            guard let edited else { return "refused in another order" }
            let question = one.question
            let changed = edited.ask(question.slips, plan: question.plan, tellOn: question.tellOn)
            return differences(one, one.ask(), edited, changed, drivers: false)
        }
    }

    @Test("an edit elsewhere changes nothing: a commitment nobody needs, a mitigation nobody decides on, a title")
    func unrelatedEdits() {
        check { one in
            let edited = one.edited { scenario in
                let known = scenario.commitments[0]
                var lonely = ReferenceCommitment(
                    id: "lonely", promisor: known.promisor, promisee: known.promisee,
                    due: ReferenceDate(year: 2025, month: 3, day: 4))
                lonely.damage = [ReferenceDamage(kind: "money", shape: .perDay(77))]
                lonely.breaksAfter = 3
                lonely.title = "Elsewhere"
                scenario.commitments.insert(lonely, at: Int(one.seed) % (scenario.commitments.count + 1))
                var unused = ReferenceMitigation(id: "unused")
                unused.effects = [.fallback(known.id, of: known.id, days: 1)]
                if let need = known.allNeeds.first {
                    unused.effects = [.fallback(known.id, of: need.commitment, days: 1)]
                }
                if known.allNeeds.isEmpty { unused.effects = [.expedite(known.id, days: 1)] }
                scenario.mitigations.append(unused)
                scenario.description = "edited"
            }
            guard let edited else { return "refused after the edit" }
            let question = one.question
            let changed = edited.ask(question.slips, plan: question.plan, tellOn: question.tellOn)
            return differences(one, one.ask(), edited, changed)
        }
    }

    @Test("a mitigation never hurts: no commitment, and not the total, however many are in force")
    func mitigationsHelp() {
        check { one in
            var plan: [String] = []
            let question = one.question
            var before = one.ask(question.slips, tellOn: question.tellOn)
            for mitigation in one.reference.mitigations {
                plan.append(mitigation.id)
                let now = one.ask(question.slips, plan: plan, tellOn: question.tellOn)
                if let wrong = rise(from: now, to: before, in: one.scenario) {
                    return "without \(mitigation.id) in \(plan): \(wrong)"
                }
                before = now
            }
            return nil
        }
    }

    @Test("to do without a need never hurts, even without the last one a commitment began by")
    func removedNeeds() {
        check { one in
            let needs = one.reference.commitments.flatMap { commitment in
                commitment.allNeeds.map { (of: commitment.id, on: $0.commitment) }
            }
            let edited = one.edited { scenario in
                scenario.mitigations = needs.enumerated().map { number, need in
                    var cut = ReferenceMitigation(id: "cut-\(number)")
                    cut.effects = [.decouple(need.of, from: need.on, share: 0)]
                    return cut
                }
            }
            guard let edited else { return "refused after the edit" }
            var random = SplitMix64(seed: one.seed)
            let cuts = needs.indices.map { "cut-\($0)" }.shuffled(using: &random)
            var before = edited.ask(one.question.slips)
            for count in cuts.indices.prefix(12) {
                let now = edited.ask(one.question.slips, plan: Array(cuts.prefix(count + 1)))
                if let wrong = rise(from: now, to: before, in: edited.scenario) {
                    return "without \(needs[count]): \(wrong)"
                }
                before = now
            }
            return nil
        }
    }

    @Test("told earlier, nobody is hurt more; and silence hurts most")
    func earlierTelling() {
        check { one in
            let question = one.question
            guard let middle = one.reference.commitments.compactMap(\.due).min() else { return nil }
            var answers = [-60, -21, -6, -2, 0, 1, 12, 90].map { days in
                one.ask(question.slips, plan: question.plan, tellOn: middle.adding(days: days))
            }
            answers.append(one.ask(question.slips, plan: question.plan))
            for (earlier, later) in zip(answers, answers.dropFirst()) {
                if let wrong = rise(from: earlier, to: later, in: one.scenario) { return wrong }
                if earlier.silentScore != later.silentScore { return "telling changes what silence costs" }
            }
            return nil
        }
    }
}
