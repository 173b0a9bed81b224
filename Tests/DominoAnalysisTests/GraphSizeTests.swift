import DominoAnalysis
import DominoScenario
import Testing

/// Great graphs go through every step, from the text to the answer: nothing recurses, nothing takes time by the square.
///
@Suite("A great graph")
struct GraphSizeTests {
    #if DEBUG
        // A million would take a minute a test without optimisation.
        static let count = 50_000
    #else
        static let count = 1_000_000
    #endif

    /// A scenario in which commitment `n` has the id `cN` and needs those of `needs`, each with a lead of a day.
    private func scenario(_ count: Int, damage: Int, needs: (Int) -> [Int]) -> LoadedScenario {
        var text: [UInt8] = Array(#"{"domino":1,"name":"a","commitments":["#.utf8)
        text.reserveCapacity(count * 110)
        for number in 0..<count {
            text.append(contentsOf: number == 0 ? "\n".utf8 : ",\n".utf8)
            text.append(contentsOf: #"{"id":"c\#(number)","promisor":"u","promisee":"v","due":"2026-03-02""#.utf8)
            let needs = needs(number)
            if !needs.isEmpty {
                text.append(contentsOf: #","needs":["#.utf8)
                text.append(
                    contentsOf: needs.map { #"{"commitment":"c\#($0)","buffer":0}"# }.joined(separator: ",").utf8)
                text.append(UInt8(ascii: "]"))
            }
            if number == damage { text.append(contentsOf: #","damage":[{"kind":"m","perDay":1}]"#.utf8) }
            text.append(UInt8(ascii: "}"))
        }
        text.append(contentsOf: "]}".utf8)
        return loadScenario(path: "a.json", contents: text) { _ in .unreadable(reason: "nothing is included") }
    }

    /// Holds the answer to a slip of the first commitment by two days to what falls and what it costs.
    private func check(_ loaded: LoadedScenario, falls: Int, score: Double) throws {
        let scenario = try #require(loaded.scenario)
        let question = WhatIfQuestion(slips: [Slip(commitment: 0, days: 2)], asOf: Day(year: 2026, month: 2, day: 2))
        let answer = whatIf(question, in: compile(scenario))
        #expect(answer.sequence.count == falls)
        #expect(answer.score == score)
        #expect(answer.commitments.allSatisfy { $0.slip == ($0.state == .late ? 2 : 0) })
    }

    @Test("that is one chain falls to its end")
    func chain() throws {
        let loaded = scenario(Self.count, damage: Self.count - 1) { $0 == 0 ? [] : [$0 - 1] }
        try check(loaded, falls: Self.count, score: 2)
    }

    @Test("that is one chain, written last thing first, falls to its end")
    func reversedChain() throws {
        let loaded = scenario(Self.count, damage: 0) { $0 == Self.count - 1 ? [] : [$0 + 1] }
        try check(loaded, falls: 1, score: 2)
    }

    @Test("in which all need one falls at once")
    func fanOut() throws {
        let loaded = scenario(Self.count, damage: 7) { $0 == 0 ? [] : [0] }
        try check(loaded, falls: Self.count, score: 2)
    }

    @Test("in which one needs all falls with the first of them")
    func fanIn() throws {
        let last = Self.count - 1
        let loaded = scenario(Self.count, damage: last) { $0 == last ? Array(0..<last) : [] }
        try check(loaded, falls: 2, score: 2)
    }

    @Test("with 2^60 ways through it takes time by its needs")
    func ladder() throws {
        let loaded = scenario(120, damage: 118) { number in
            let pair = number / 2
            return pair == 0 ? [] : [2 * pair - 2, 2 * pair - 1]
        }
        try check(loaded, falls: 119, score: 2)
    }

    @Test("that is one circle is told with twelve of its members and their count")
    func circle() throws {
        let loaded = scenario(Self.count, damage: 0) { [($0 + Self.count - 1) % Self.count] }
        let problem = try #require(loaded.diagnostics.first)
        #expect(loaded.diagnostics.count == 1)
        #expect(problem.code == .cycle)
        let named = (1..<12).map { "\"c\(Self.count - $0)\" needs " }.joined()
        #expect(
            problem.message == "\(Self.count) commitments need each other in a circle: \"c0\" needs \(named)... "
                + "(\(Self.count - 12) more) needs \"c0\"")
        #expect(problem.related.count == 11)
    }

    @Test("of circles of every size up to fourteen has each told", arguments: 2...14)
    func circles(_ size: Int) throws {
        let loaded = scenario(size * 3, damage: 0) { [$0 / size * size + ($0 + 1) % size] }
        #expect(loaded.diagnostics.map(\.code) == [.cycle, .cycle, .cycle])
        let message = try #require(loaded.diagnostics.first?.message)
        #expect(message.hasPrefix("\(size) commitments need each other in a circle: \"c0\" needs "))
        #expect(message.hasSuffix(" needs \"c0\""))
        #expect(message.contains("more)") == (size > 12))
    }
}
