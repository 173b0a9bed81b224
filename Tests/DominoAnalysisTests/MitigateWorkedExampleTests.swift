import DominoScenario
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
        #expect(isNear(answer.baseline.total, 264_020.419125))
        #expect(
            answer.best.mitigations.map { scenario.string(scenario.mitigations[Int($0)].id) }
                == ["pilot", "new-date", "executive-visit"])
        #expect(answer.best.cost == 17_000)
        #expect(isNear(answer.best.risk, 59_116.03675390625))
        #expect(isNear(answer.best.total, 76_116.03675390626))
        #expect(answer.lowerBound == answer.best.total && answer.gap == 0 && answer.isProved)
        #expect(
            answer.options.map { $0.decideBy.map { "\($0)" } } == [
                "2026-02-23", "2026-03-09", "2026-03-02", "2026-04-16", "2026-02-26",
            ])
        let alone = [74_394.91396875, 189_649.08056640625, 9_670.183078125, 160_680.0, 8_920.210265625]
        let marginal = [18_794.224359375, 189_649.08056640625, 6_335.0915390625, 16_160.0, 5_585.1187265625]
        for (option, (alone, marginal)) in zip(answer.options, zip(alone, marginal)) {
            #expect(isNear(option.aloneGain, alone) && isNear(option.marginalGain, marginal))
            #expect(option.isAvailable)
        }
    }
}
