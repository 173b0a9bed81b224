import DominoAnalysis
import DominoEngine
import DominoScenario

/// T2: 10,000 replicates of a layered graph with random delays.
///
/// `lean` gives the mean slip of all, the quantiles of ten and of the total. `every` has P(late), P(broken), three
/// quantiles and the score of every commitment; `causes` has what `lean` has, and carried, blame, price of a day and
/// criticality of every commitment; `full` is both, what `simulate` gives but for exclude-one. A 2 stands for two
/// threads.
func simulationCases() -> [Case] {
    let sizes = [("1e2", 100), ("1e3", 1000), ("1e4", 10_000)]
    return sizes.flatMap { size, commitments in
        let shared = Shared { DrawnGraph(PeerGraph(layered: commitments)) }
        let whole = Shared { DrawnScenario(PeerGraph(layered: commitments)) }
        func one(_ name: String, threads: Int, work: (() -> Work)? = nil, _ run: @escaping () -> Double) -> Case {
            Case(name: "T2/\(name)/\(size)", isQuick: commitments <= 1000) {
                Subject(
                    items: commitments * DrawnGraph.replicates, threads: threads, problem: { shared.value.problem() },
                    run: run, work: work)
            }
        }
        return [
            one("lean", threads: 1, work: { shared.value.work() }) { shared.value.lean(threads: 1).meanScore },
            one("lean2", threads: 2) { shared.value.lean(threads: 2).meanScore },
            one("every", threads: 1) { whole.value.every(threads: 1) },
            one("causes", threads: 1) { shared.value.causes().meanScore },
            one("full", threads: 1) { whole.value.full(threads: 1) },
            one("full2", threads: 2) { whole.value.full(threads: 2) },
        ]
    }
}

/// A graph with random delays as a scenario that was read and compiled.
struct DrawnScenario {
    private let compiled: Compiled

    init(_ peer: PeerGraph) {
        let text = scenarioText(peer, hasDelays: true)
        let loaded = loadScenario(path: "draws.json", contents: text) { _ in .unreadable(reason: "") }
        guard let scenario = loaded.scenario else { preconditionFailure("such a scenario is sound") }
        compiled = compile(scenario)
    }

    private var question: SimulateQuestion {
        SimulateQuestion(asOf: Day(year: 2026, month: 1, day: 5), replicates: DrawnGraph.replicates, excludesOne: false)
    }

    /// All figures but exclude-one; the mean score.
    func full(threads: Int) -> Double {
        simulate(question, in: compiled, threads: threads).total.mean
    }

    /// What is told of every commitment without asking for causes; the mean score.
    func every(threads: Int) -> Double {
        let part = replicated(
            ModelQuestion(), replicates: question.replicates, seed: question.seed, figures: .commitments, in: compiled,
            threads: threads)
        let quantiles = part.slipQuantiles(
            [0.5, 0.8, 0.95], commitments: compiled.model.commitmentCount, threads: threads)
        precondition(quantiles.count == compiled.model.commitmentCount, "three quantiles of each")
        return ScoreFigures(cents: part.totals).mean
    }
}
