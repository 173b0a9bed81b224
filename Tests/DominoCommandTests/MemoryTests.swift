import DominoTestSupport
import Foundation
import Testing

@Suite("A great simulation fits an ordinary machine")
struct MemoryTests {
    /// Commitments of 3 needs each on those before, each with luck and damage of its own.
    private func greatScenario(_ count: Int) -> String {
        var text = #"{"domino":1,"name":"great","asOf":"2026-01-05","commitments":["#
        text.reserveCapacity(count * 300)
        var state: UInt64 = 1
        func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for place in 0..<count {
            // Half of the later ones have needs on the thousand before them.
            let sources = place < 1000 ? [] : Set((0..<3).map { _ in place - 1 - below(1000) }).sorted()
            let needs = sources.map { #"{"commitment":"c\#($0)","buffer":\#(below(9))}"# }.joined(separator: ",")
            text += place == 0 ? "\n" : ",\n"
            text += #"{"id":"c\#(place)","promisor":"p","promisee":"q","due":"2026-06-01","needs":[\#(needs)],"#
            text +=
                #""delay":{"triangular":[0,1,\#(2 + below(9))]},"damage":[{"kind":"k","perDay":\#(1 + below(50))}]}"#
        }
        return text + "]}\n"
    }

    /// Simulates 100,000 commitments with quantiles of all.
    private func check(replicates: Int, threads: Int) throws {
        let yard = try Playground(["great.json": greatScenario(100_000)])
        let answer = "\(yard.folder)/answer.json"
        let cost = processCost(
            of: try Configuration.release.binary,
            [
                "simulate", "\(yard.folder)/great.json", "--replicates", "\(replicates)", "--threads", "\(threads)",
                "--format", "json", "--output", answer, "--quiet",
            ])
        #expect(cost.status == 0)
        #expect(cost.peakBytes < 1_000_000_000, "\(cost.peakBytes / 1_000_000) MB")
        #expect(try String(contentsOfFile: answer, encoding: .utf8).contains(#""replicates": \#(replicates)"#))
    }

    // The most whose slips are all kept; more are counted on a grid, which takes half the memory.
    @Test("670 replicates of 100,000 commitments, every slip kept, stay below 1 GB")
    func keptSlips() throws { try check(replicates: 670, threads: 2) }

    @Test(
        "10,000 replicates of 100,000 commitments, quantiles of all, stay below 1 GB",
        .enabled(if: ProcessInfo.processInfo.environment["DOMINO_LARGE"] != nil), arguments: [1, 2])
    func allReplicates(threads: Int) throws { try check(replicates: 10_000, threads: threads) }
}
