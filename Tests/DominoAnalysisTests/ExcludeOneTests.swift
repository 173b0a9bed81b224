import DominoReference
import DominoScenario
import Testing

@testable import DominoAnalysis

@Suite("What an uncertain input adds is what the score falls by in a simulation without it")
struct ExcludeOneTests {
    private func simulated(
        _ reference: ReferenceScenario, replicates: Int, threads: Int, excludesOne: Bool
    ) throws -> (scenario: Scenario, answer: SimulationResult) {
        let scenario = try CheckReferenceTests().read(reference)
        let question = SimulateQuestion(
            asOf: Day(year: 2026, month: 1, day: 5), replicates: replicates, seed: 5, excludesOne: excludesOne)
        return (scenario, simulate(question, in: compile(scenario), threads: threads))
    }

    /// The scenario without what is called so in draws: `delay:ID`, `risk:ID`, `factor:ID`.
    private func without(_ name: String, _ reference: ReferenceScenario) -> ReferenceScenario {
        var rest = reference
        let id = name.drop { $0 != ":" }.dropFirst()
        if name.hasPrefix("delay:") {
            for place in rest.commitments.indices where rest.commitments[place].id == id {
                rest.commitments[place].delay = nil
            }
        } else if name.hasPrefix("risk:") {
            rest.risks.removeAll { $0.id == id }
        } else {
            rest.factors.removeAll { $0.id == id }
        }
        return rest
    }

    /// Plays a simulation without each input of an answer: the same luck for all others, so the means differ by the
    /// gain.
    private func check(
        _ reference: ReferenceScenario, _ scenario: Scenario, _ answer: SimulationResult, _ name: String
    ) throws {
        for exclusion in answer.excludeOne {
            let input = exclusion.input.name(in: scenario)
            let rest = try simulated(
                without(input, reference), replicates: answer.replicates, threads: 1, excludesOne: false)
            let fall = answer.total.mean - rest.answer.total.mean
            #expect(
                (exclusion.gain - fall).magnitude <= 1e-9 * max(1, answer.total.mean),
                "\(name), \(input): \(exclusion.gain), not \(fall)")
        }
    }

    @Test("on random scenarios of every field", arguments: 0..<30)
    func randomScenarios(_ number: Int) throws {
        var reference = randomScenario(seed: UInt64(9000 + number), commitments: 2 + number % 9)
        // They may avert a risk that is taken out.
        reference.mitigations = []
        let (scenario, answer) = try simulated(reference, replicates: 500, threads: 2, excludesOne: true)
        try check(reference, scenario, answer, "seed \(9000 + number)")
    }

    @Test("where there are too many to try, those that a first look blames most are, in any number of threads the same")
    func longChain() throws {
        // Each of 300 hurts all behind it: 45,150 dominoes in all, where 21,200 may be played again.
        var reference = ReferenceScenario(name: "chain")
        for number in 0..<300 {
            var commitment = ReferenceCommitment(
                id: "c\(number)", promisor: "us", promisee: "them", due: ReferenceDate("2026-03-02"))
            commitment.delay = ReferenceDistribution(.uniform(-1, number % 7 == 0 ? 30 : 2))
            commitment.damage = [ReferenceDamage(kind: "money", shape: .perDay(100))]
            if number > 0 {
                var need = ReferenceNeed(commitment: "c\(number - 1)")
                need.buffer = 6
                commitment.needs = [.one(need)]
            }
            reference.commitments.append(commitment)
        }
        reference.root = "c0"
        let (scenario, answer) = try simulated(reference, replicates: 1_100, threads: 1, excludesOne: true)
        let again = try simulated(reference, replicates: 1_100, threads: 2, excludesOne: true).answer
        let inputs = answer.excludeOne.map { $0.input.name(in: scenario) }
        #expect(inputs == again.excludeOne.map { $0.input.name(in: scenario) })
        #expect(answer.excludeOne.map(\.gain) == again.excludeOne.map(\.gain))
        #expect((20..<300).contains(inputs.count), "\(inputs.count)")
        // The wide ones do the harm.
        #expect((inputs.first?.dropFirst(7)).flatMap { Int($0) }.map { $0 % 7 } == 0, "\(inputs)")
        var few = answer
        few.excludeOne = Array(answer.excludeOne.prefix(5) + answer.excludeOne.suffix(5))
        try check(reference, scenario, few, "chain")
    }
}
