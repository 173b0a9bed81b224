import DominoEngine
import DominoScenario

/// T5: the bytes of a scenario to the engine's columns, every check on the way.
func loadingCases() -> [Case] {
    let sizes = [("1e4", 10_000), ("1e5", 100_000), ("1e6", 1_000_000)]
    return sizes.flatMap { size, commitments in
        let shared = Shared {
            let graph = PeerGraph(layered: commitments)
            return (graph: graph, text: scenarioText(graph))
        }
        func subject(_ run: @escaping ([UInt8]) -> Double) -> Subject {
            let (graph, text) = shared.value
            return Subject(
                items: commitments, bytes: text.count, problem: { loadingProblem(text, expecting: graph) },
                run: { run(text) })
        }
        let isQuick = commitments < 100_000
        return [
            Case(name: "T5/parse/\(size)", isQuick: isQuick) {
                subject { text in
                    var sources = SourceMap()
                    var diagnostics: [Diagnostic] = []
                    let file = sources.append(path: "bench.json", contents: text)
                    return Double(parseJSON(file: file, in: sources, reporting: &diagnostics)?.nodes.count ?? 0)
                }
            },
            Case(name: "T5/load/\(size)", isQuick: isQuick) {
                subject { Double(load($0).scenario?.needs.count ?? 0) }
            },
            Case(name: "T5/columns/\(size)", isQuick: isQuick) {
                subject { text in
                    guard let scenario = load(text).scenario else { return 0 }
                    return Double(compile(scenario, draws: false).model.graph.needCount)
                }
            },
        ]
    }
}

private func load(_ text: [UInt8]) -> LoadedScenario {
    loadScenario(path: "bench.json", contents: text) { _ in .unreadable(reason: "nothing is included") }
}

/// Compares the columns with the graph the text was written from.
private func loadingProblem(_ text: [UInt8], expecting graph: PeerGraph) -> String? {
    let loaded = load(text)
    guard let scenario = loaded.scenario else {
        return "it is refused: \(loaded.diagnostics.first?.message ?? "no reason")"
    }
    let compiled = compile(scenario, draws: false)
    let columns = compiled.model.graph
    guard columns.commitmentCount == graph.commitmentCount, columns.needCount == graph.needCount else {
        return "it has \(columns.commitmentCount) commitments and \(columns.needCount) needs"
    }
    for (place, need) in columns.needs.enumerated() {
        let origin = Int(compiled.origins.needs[place])
        let source = compiled.commitment(at: Rank(rawValue: need.source))
        guard Int(source) == Int(graph.source[origin]), need.buffer == graph.slack[origin] else {
            return "need \(origin) is on \(source) with a buffer of \(need.buffer)"
        }
    }
    return nil
}
