import DominoAnalysis
import DominoScenario

/// T2: 10,000 replicates of a layered graph under luck.
///
/// `lean` gives the mean slip of all, the quantiles of ten and of the total; `full` is what `simulate` gives: P(late), P(broken), three
/// quantiles and the score of every commitment, carried, blame, price of a day and criticality, but not exclude-one. A 2
/// stands for two threads.
func simulationCases() -> [Case] {
    let sizes = [("1e2", 100), ("1e3", 1000), ("1e4", 10_000)]
    return sizes.flatMap { size, commitments in
        let shared = Shared { Luck(PeerGraph(layered: commitments)) }
        let whole = Shared { LuckScenario(PeerGraph(layered: commitments)) }
        func one(_ name: String, threads: Int, _ run: @escaping () -> Double) -> Case {
            Case(name: "T2/\(name)/\(size)", isQuick: commitments <= 1000) {
                Subject(
                    items: commitments * Luck.replicates, threads: threads, problem: { shared.value.problem() },
                    run: run)
            }
        }
        return [
            one("lean", threads: 1) { shared.value.lean(threads: 1).meanScore },
            one("lean2", threads: 2) { shared.value.lean(threads: 2).meanScore },
            one("full", threads: 1) { whole.value.full(threads: 1) },
            one("full2", threads: 2) { whole.value.full(threads: 2) },
        ]
    }
}

/// A graph under luck as a scenario that was read and compiled.
struct LuckScenario {
    private let scenario: Scenario
    private let compiled: CompiledScenario

    init(_ peer: PeerGraph) {
        let text = scenarioText(peer, hasLuck: true)
        let loaded = loadScenario(path: "luck.json", contents: text) { _ in .unreadable(reason: "") }
        guard let scenario = loaded.scenario else { preconditionFailure("such a scenario is sound") }
        self.scenario = scenario
        compiled = compile(scenario)
    }

    /// All figures but exclude-one; the mean score.
    func full(threads: Int) -> Double {
        let question = SimulateQuestion(
            asOf: Day(year: 2026, month: 1, day: 5), replicates: Luck.replicates, excludesOne: false)
        return simulate(question, in: scenario, compiled, threads: threads).total.mean
    }
}
