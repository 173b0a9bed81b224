import DominoReference
import Foundation
import Testing

/// A random scenario with everything of version 2.
private func random(_ seed: UInt64, mitigations: Int? = nil) -> ReferenceScenario {
    randomScenario(seed: seed, commitments: 1 + Int(seed % 13), mitigations: mitigations, features: .version2)
}

/// The score of a what-if.
private func score(_ scenario: ReferenceScenario, _ question: ReferenceQuestion) -> Double {
    referenceWhatIf(scenario, question).score
}

@Suite("The slow reference keeps the laws of the model")
struct ReferenceLawTests {
    @Test("a scenario is the same when it is written and read again")
    func reading() {
        for seed in 0..<150 {
            let scenario = random(UInt64(seed))
            #expect(ReferenceScenario(json: Data(scenario.json().utf8)) == scenario, "seed \(seed)")
        }
    }

    @Test("features leave the rest of a scenario as it was")
    func features() {
        for seed in 0..<50 {
            let old = randomScenario(seed: UInt64(seed), commitments: 6)
            var new = randomScenario(seed: UInt64(seed), commitments: 6, features: .patience)
            for place in new.commitments.indices {
                new.commitments[place].breaksAfter = old.commitments[place].breaksAfter
            }
            #expect(new == old)
        }
    }

    @Test("a later slip never hurts less, whatever is moved", arguments: 0..<4)
    func later(_ part: Int) {
        for number in 0..<60 {
            let seed = UInt64(part * 60 + number)
            let scenario = random(seed)
            var question = randomQuestion(for: scenario, seed: seed, moves: true)
            guard let slip = question.slips.first, case .days(let days) = slip.shock else { continue }
            let before = score(scenario, question)
            question.slips[0].shock = .days(days + 3.25)
            let after = score(scenario, question)
            #expect(after >= before - 1e-6 * max(1, before), "seed \(seed), slip of \(slip.commitment)")
        }
    }

    @Test("a mitigation more never hurts", arguments: 0..<4)
    func mitigations(_ part: Int) {
        for number in 0..<50 {
            let seed = UInt64(part * 50 + number)
            let scenario = random(seed, mitigations: 5)
            var question = randomQuestion(for: scenario, seed: seed, moves: true)
            let before = score(scenario, question)
            let rest = scenario.mitigations.map(\.id).filter { !question.plan.contains($0) }
            for id in rest where scenario.keepsRules(plan: question.plan + [id]) {
                var more = question
                more.plan.append(id)
                let after = score(scenario, more)
                #expect(after <= before + 1e-6 * max(1, before), "seed \(seed), \(id): \(after), not \(before)")
            }
            question.plan = []
            let nothing = score(scenario, question)
            #expect(before <= nothing + 1e-6 * max(1, nothing), "seed \(seed)")
        }
    }

    @Test("what is told as too late does nothing, and what still helps may")
    func decideBy() {
        for seed in 0..<120 {
            let scenario = random(UInt64(seed), mitigations: 4)
            var question = randomQuestion(for: scenario, seed: UInt64(seed), moves: true)
            question.plan = []
            guard let today = scenario.asOf else { continue }
            let before = score(scenario, question)
            for mitigation in scenario.mitigations where scenario.keepsRules(plan: [mitigation.id]) {
                if scenario.decided.contains(where: { $0.mitigation == mitigation.id }) { continue }
                guard scenario.isTooLate(mitigation, decidedOn: today, question: question) else { continue }
                var late = question
                late.plan = [mitigation.id]
                let after = score(scenario, late)
                #expect(abs(after - before) <= 1e-6 * max(1, before), "seed \(seed), \(mitigation.id)")
            }
        }
    }

    @Test("blame and overcommitted sum to the score, money and weights make it up", arguments: [false, true])
    func sums(_ isDrawn: Bool) {
        for seed in 0..<120 {
            let scenario = random(UInt64(seed))
            var question = randomQuestion(for: scenario, seed: UInt64(seed), moves: true)
            if isDrawn { question.slips = Array(question.slips.dropFirst()) }
            let answers =
                isDrawn
                ? ReferenceSimulation(scenario, question, replicates: 4, seed: 9).runs
                : [referenceWhatIf(scenario, question)]
            for answer in answers {
                let close = 1e-9 * max(1, answer.score)
                let blame = answer.commitments.map(\.blame).reduce(0, +) + answer.overcommitted
                #expect(abs(blame - answer.score) <= 1e3 * close, "seed \(seed): \(blame), not \(answer.score)")
                var (score, money) = (0.0, 0.0)
                for amount in answer.commitments.flatMap(\.amounts) {
                    let kind = scenario.kinds.first { $0.id == amount.kind }
                    let bearer = scenario.stakeholders.first { $0.id == amount.bearer }
                    score += amount.amount * (kind?.weight ?? 1) * (bearer?.weight ?? 1)
                    if (kind?.unit ?? scenario.currency) == scenario.currency { money += amount.amount }
                }
                #expect(abs(score - answer.score) <= close && abs(money - answer.money) <= 1e-9 * max(1, money))
                let sides = answer.sides
                #expect(abs(sides.map(\.score).reduce(0, +) - answer.score) <= close)
                #expect(abs(sides.map(\.money).reduce(0, +) - answer.money) <= 1e-9 * max(1, money))
            }
        }
    }

    @Test("nothing open is kept before today, nor in a closed window; a run on plan is the what-if")
    func floors() {
        for seed in 0..<80 {
            let scenario = random(UInt64(seed))
            guard let today = scenario.asOf else { continue }
            let question = randomQuestion(for: scenario, seed: UInt64(seed), moves: true)
            for run in ReferenceSimulation(scenario, question, replicates: 5, seed: 4).runs {
                for (outcome, commitment) in zip(run.commitments, scenario.commitments) where !commitment.isFact {
                    guard let date = outcome.date, outcome.state != .released else { continue }
                    #expect(date >= ReferenceCalendar(scenario.calendar).firstWorkday(onOrAfter: today), "seed \(seed)")
                    let windows = scenario.windows.filter { commitment.window.contains($0.id) }
                    #expect(
                        !windows.contains { $0.closed.contains { $0.first <= date && date <= $0.last } },
                        "seed \(seed)")
                }
            }
        }
    }
}

@Suite("The slow reference decides, checks and ranks as the model says")
struct ReferenceDecisionTests {
    /// One commitment due on 1 March 2027, at 100 a day, that slips 20 days.
    private func late(_ today: String, _ effects: [ReferenceEffect], lead: Double = 0) -> ReferenceScenario {
        var scenario = ReferenceScenario(name: "decisions")
        scenario.asOf = ReferenceDate(today)
        var commitment = ReferenceCommitment(
            id: "a", promisor: "us", promisee: "them", due: ReferenceDate("2027-03-01"))
        commitment.damage = [ReferenceDamage(kind: "m", shape: .perDay(100))]
        commitment.breaksAfter = 30
        scenario.commitments = [commitment]
        scenario.slips = [ReferenceSlip("a", .days(20))]
        var mitigation = ReferenceMitigation(id: "m")
        mitigation.cost = 50
        mitigation.leadTime = lead
        mitigation.effects = effects
        scenario.mitigations = [mitigation]
        return scenario
    }

    private func score(_ scenario: ReferenceScenario, plan: [String] = ["m"]) -> Double {
        referenceWhatIf(scenario, ReferenceQuestion(slips: scenario.slips, plan: plan)).score
    }

    @Test("each effect from the day on which it bites")
    func effects() {
        #expect(score(late("2027-02-01", [.expedite("a", days: 6)])) == 1400)
        #expect(score(late("2027-02-01", [.expedite("a", days: 6)], lead: 45)) == 1700)
        #expect(score(late("2027-02-01", [.expedite("a", days: 6)], lead: 60)) == 2000)
        // Two of them: the one that bites first comes first, and the second has less left to do.
        #expect(score(late("2027-02-01", [.expedite("a", days: 6), .expedite("a", days: 9)], lead: 38)) == 1000)
        #expect(score(late("2027-02-01", [.soften("a", factor: 0.5, kind: nil)])) == 1000)
        #expect(score(late("2027-02-01", [.soften("a", factor: 0.5, kind: nil)], lead: 36)) == 1400)
        #expect(score(late("2027-02-01", [.soften("a", factor: 0.5, kind: "m"), .redate("a", days: 4)])) == 800)
        #expect(score(late("2027-02-01", [.redate("a", days: 4)], lead: 28)) == 1600)
        #expect(score(late("2027-02-01", [.redate("a", days: 4)], lead: 29)) == 2000)
        let lump = ReferenceDamage(kind: "m", shape: .lump(500))
        for (lead, amount) in [(28.0, 250.0), (29, 500)] {
            var scenario = late("2027-02-01", [.soften("a", factor: 0.5, kind: nil)], lead: lead)
            scenario.commitments[0].damage = [lump]
            #expect(score(scenario) == amount)
        }
    }

    @Test("effect by effect, in time or too late; the latest is the decide-by")
    func lastDays() {
        func decideBy(_ effects: [ReferenceEffect], lead: Double) -> String? {
            var scenario = late("2027-02-01", effects, lead: lead)
            scenario.risks = [ReferenceRisk(id: "r", chance: 1, hits: [.init(commitment: "a", delay: 1)])]
            let all = ReferenceEnumeration(
                scenario, slips: scenario.slips, decidedOn: ReferenceDate("2027-02-01"), seed: 1, replicates: 1)
            return all.options[0].decideBy.map { "\($0)" }
        }
        #expect(decideBy([.redate("a", days: 3)], lead: 5) == "2027-02-24")
        #expect(decideBy([.avert("r", factor: 0)], lead: 5) == "2027-02-24")
        #expect(decideBy([.extend("a", days: 3)], lead: 5) == "2027-03-26")
        #expect(decideBy([.soften("a", factor: 0, kind: nil)], lead: 5) == "2027-03-15")
        #expect(decideBy([.expedite("a", days: 3)], lead: 5.5) == "2027-03-15")
        #expect(decideBy([.expedite("a", days: 3)], lead: 4.5) == "2027-03-16")
        #expect(decideBy([.redate("a", days: 3), .soften("a", factor: 0, kind: nil)], lead: 5) == "2027-03-15")
    }

    @Test("what is decided is in force, spent, and no choice")
    func decided() throws {
        var scenario = late("2027-02-01", [.expedite("a", days: 6)], lead: 45)
        scenario.decided = [ReferenceDecision("m", on: ReferenceDate("2027-01-10"))]
        let answer = referenceWhatIf(scenario, ReferenceQuestion(slips: scenario.slips, plan: ["m"]))
        #expect(answer.score == 1400 && answer.planCost == 0 && answer.alreadyDecided == ["m"])
        let all = ReferenceEnumeration(
            scenario, slips: scenario.slips, decidedOn: ReferenceDate("2027-02-01"), seed: 1, replicates: 1)
        #expect(all.plans.count == 1 && all.plans[0].totals == [1400] && !all.options[0].isAvailable)
        var other = ReferenceMitigation(id: "n")
        other.requires = ["m"]
        other.effects = [.redate("a", days: 1)]
        scenario.mitigations.append(other)
        #expect(scenario.keepsRules(plan: ["n"]))
        scenario.mitigations[1].requires = []
        scenario.mitigations[0].excludes = ["n"]
        #expect(!scenario.keepsRules(plan: ["n"]))
    }

    @Test("nobody is told where there is nothing to tell")
    func news() {
        for (today, silent, told) in [("2027-02-19", 500.0, 500.0), ("2027-03-06", 500, 500)] {
            var scenario = late(today, [.redate("a", days: 1)])
            scenario.commitments[0].delay = 5
            scenario.commitments[0].notice = [ReferencePoint(0, 1), ReferencePoint(10, 0.5)]
            let day = ReferenceDate(today)
            let calm = ReferenceEnumeration(scenario, slips: [], decidedOn: day, seed: 1, replicates: 1)
            #expect(calm.silentBaseline == [silent] && calm.toldBaseline == [told])
            let slipped = ReferenceEnumeration(scenario, slips: scenario.slips, decidedOn: day, seed: 1, replicates: 1)
            #expect(slipped.silentBaseline == [2000])
            #expect(slipped.toldBaseline == [today < "2027-03-01" ? 1000 : 2000])
        }
    }

    @Test("thresholds, among them the chance of any damage of a kind")
    func thresholds() {
        var scenario = late("2027-02-01", [])
        scenario.mitigations = []
        scenario.commitments[0].delay = ReferenceDistribution(.samples([0, 2, 4, 6]))
        scenario.root = "a"
        let promise = ReferencePromise(scenario, root: "a", replicates: 2000, seed: 4)
        var policy = ReferencePolicy()
        policy.maxChance = ["m": 0.3]
        policy.maxLate = ["a": 0.3]
        #expect(promise.verdict(2, policy: policy).verdict == "unsafe")
        let safe = promise.verdict(4, policy: policy)
        #expect(safe.verdict == (safe.kept >= 0.8 ? "safe" : "stretch"))
        #expect(safe.thresholds.map(\.name) == ["maxLate:a", "maxChance:m"])
        #expect(
            safe.thresholds.allSatisfy { abs($0.value - 0.25) < 0.04 } && promise.verdict(6, policy: policy).kept == 1)
        #expect(promise.safe(0.95) == 6 && promise.best(perDayLater: 60) == 2)
    }

    @Test("tolerance, curve and blast radius with a status date and a window")
    func sweeps() {
        var scenario = late("2027-03-06", [])
        scenario.mitigations = []
        scenario.windows = [
            ReferenceWindow(id: "w", closed: [.init(ReferenceDate("2027-03-08"), ReferenceDate("2027-03-11"))])
        ]
        scenario.commitments[0].window = ["w"]
        let sweep = ReferenceSweep(scenario)
        #expect(sweep.onPlan.score == 500 && sweep.tolerance("a") == 5)
        #expect(
            sweep.curve("a", to: 13).map(\.score) == [5, 5, 5, 5, 5, 5, 6, 11, 11, 11, 11, 11, 12, 13].map { $0 * 100 })
        #expect(sweep.blast("a", days: 7) == .init(score: 600, late: 0, broken: 0, reached: ["them"]))
        #expect(sweep.blast("a", days: 31).broken == 1)
        #expect(ReferenceSweep.falls("a", in: sweep.curve("a", to: 31)) == (0, 31))
    }

    @Test("an overdue commitment of the client does not advance its stage")
    func ladder() {
        var scenario = late("2027-02-01", [])
        scenario.stakeholders = [
            ReferenceStakeholder(id: "us", side: "client"), ReferenceStakeholder(id: "them", side: "seller"),
        ]
        scenario.stages = [ReferenceStage(id: "first"), ReferenceStage(id: "second")]
        scenario.commitments[0].stage = "first"
        #expect(referenceLadder(scenario) == ReferenceLadder(stages: [.advanced, .stalled], standsAt: "first"))
        let later = referenceLadder(scenario, today: ReferenceDate("2027-03-02"))
        #expect(later == ReferenceLadder(stages: [.stalled, .stalled], standsAt: nil))
    }
}
