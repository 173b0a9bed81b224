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
        for seed in 0..<400 {
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

    @Test("later never hurts less: of slips and of moves", arguments: 0..<4)
    func later(_ part: Int) {
        for number in 0..<100 {
            let seed = UInt64(part * 100 + number)
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
        for number in 0..<150 {
            let seed = UInt64(part * 150 + number)
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
        for seed in 0..<300 {
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
        for seed in 0..<300 {
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
        for seed in 0..<200 {
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
