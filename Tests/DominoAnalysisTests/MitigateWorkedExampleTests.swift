import DominoReference
import DominoScenario
import Foundation
import Testing

@testable import DominoAnalysis

@Suite("The best plan of the worked example is that of an independent program")
struct MitigateWorkedExampleTests {
    static func answer(
        _ objective: Objective = .mean, budget: Double? = nil, decideOn: Day = Day(year: 2026, month: 2, day: 2),
        frontier: Bool = false, threads: Int = 2
    ) throws -> (scenario: Scenario, answer: MitigationResult) {
        let scenario = try WorkedExampleTests().play().scenario
        let question = MitigateQuestion(
            slips: scenario.slips, decideOn: decideOn, asOf: Day(year: 2026, month: 2, day: 2), budget: budget,
            objective: objective, wantsFrontier: frontier)
        return (scenario, mitigate(question, in: compile(scenario), threads: threads))
    }

    func isNear(_ one: Double, _ other: Double) -> Bool { (one - other).magnitude <= 1e-4 * max(1, other.magnitude) }

    @Test("plan, figures, gains and last days")
    func published() throws {
        let (scenario, answer) = try Self.answer()
        // A slip of 14 days says how late it is: what is drawn before it comes to less in every run.
        #expect(isNear(answer.silent, 168_900) && isNear(answer.baseline.total, 83_760))
        #expect(
            answer.best.mitigations.map { scenario.string(scenario.mitigations[Int($0)].id) }
                == ["pilot", "new-date", "executive-visit"])
        #expect(answer.best.cost == 17_000)
        #expect(answer.lowerBound == answer.best.total && answer.gap == 0 && answer.isProved)
        let reference = ReferenceScenario(json: Data(workedExample.utf8))
        let slow = ReferenceEnumeration(
            reference, slips: reference.slips, decidedOn: ReferenceDate("2026-02-02"), seed: 1, replicates: 10_000)
        let mean = ReferenceEnumeration.mean
        #expect(isNear(answer.best.total, slow.best(budget: nil, mean)))
        let best = try #require(slow.winner(budget: nil, mean))
        func risk(_ plan: [Int]) -> Double { slow.plans.first { $0.plan == plan }.map { mean($0.totals) } ?? .nan }
        for (place, (option, expected)) in zip(answer.options, slow.options).enumerated() {
            #expect(option.decideBy.map { "\($0)" } == expected.decideBy.map { "\($0)" })
            #expect(isNear(option.aloneGain, risk([]) - risk([place])), "\(expected.id)")
            #expect(option.isAvailable)
            // Its gain beside the pilot is told too, but no plan has both.
            guard expected.id != "overtime" else { continue }
            let others = best.plan.filter { $0 != place }
            #expect(isNear(option.marginalGain, risk(others) - risk((others + [place]).sorted())), "\(expected.id)")
        }
    }
}
