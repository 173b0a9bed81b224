import DominoAnalysis
import DominoReference
import DominoScenario
import DominoTestSupport
import Foundation
import Testing

@testable import DominoReport

/// Run for an hour: `DOMINO_SOAK_MINUTES=60 swift test --filter Soak`.
@Suite("Soak: every answer in every format, as long as one likes")
struct AnswerSoakTests {
    @Test("tables come back, JSON is JSON, threads and shards change no byte")
    func scenarios() {
        let failures = Soak("answers", count: 8).run { seed, replay in
            var random = SplitMix64(seed: seed ^ 0x7E87)
            var reference = randomScenario(seed: seed, commitments: random.int(1...24), mitigations: random.int(0...5))
            try TableRoundTripTests().check(reference.json(), replay)
            #expect(ReferenceScenario(json: Data(reference.json().utf8)) == reference, "\(replay)")
            if seed % 4 == 0 { reference = greatened(reference, &random) }
            let asked = try AskedScenario(reference, seed: seed, replay)
            let (replicates, parts) = (random.int(1...400), random.int(1...5))
            if countingProblem(replicates: 400, asked.compiled) == nil {
                try asked.checkShards(of: replicates, parts: parts)
                asked.checkThreads()
                asked.checkFormats()
            } else {
                asked.checkCertainFormats()
            }
        }
        for failure in failures { Issue.record("\(failure.command): \(failure)") }
    }
}

/// The scenario with numbers up to the limits of the format: nothing may overflow, whatever they come to.
private func greatened(_ reference: ReferenceScenario, _ random: inout SplitMix64) -> ReferenceScenario {
    var result = reference
    let factor = [1e3, 1e6, 1e9, 1e12][random.int(0...3)]
    func great(_ amount: Double) -> Double { min(1e12, amount * factor) }
    for place in result.kinds.indices { result.kinds[place].weight = great(result.kinds[place].weight ?? 1) }
    for place in result.stakeholders.indices {
        result.stakeholders[place].weight = great(result.stakeholders[place].weight ?? 1)
    }
    for place in result.mitigations.indices {
        result.mitigations[place].cost = result.mitigations[place].cost.map(great)
    }
    for place in result.commitments.indices {
        let days = Double(random.int(1...100_000))
        if random.chance(0.3) { result.commitments[place].delay?.shape = .triangular(-days, 0, days) }
        if random.chance(0.3) {
            if result.commitments[place].breaksAfter != nil {
                result.commitments[place].breaksAfter = ReferenceDistribution(.number(days))
            }
        }
        result.commitments[place].perDayLater = result.commitments[place].perDayLater.map(great)
        for entry in result.commitments[place].damage.indices {
            var damage = result.commitments[place].damage[entry]
            switch damage.shape {
            case .perDay(let amount): damage.shape = .perDay(great(amount))
            case .lump(let amount): damage.shape = .lump(great(amount))
            case .perCalendarDay(let amount): damage.shape = .perCalendarDay(great(amount))
            case .perWeek(let amount): damage.shape = .perWeek(great(amount))
            case .curve(let points): damage.shape = .curve(points.map { ReferencePoint($0.days, great($0.value)) })
            }
            damage.cap = damage.cap.map(great)
            // What breaks has to cost as much as being late did, which no amount may say any more.
            damage.ifBroken = nil
            result.commitments[place].damage[entry] = damage
        }
    }
    return result
}

/// A scenario as the command would ask it.
private struct AskedScenario {
    let replay: String
    let contents: [UInt8]
    let scenario: Scenario
    let compiled: Compiled
    let today: Day
    let seed: UInt64
    /// A plan that may be: of sure mitigations and doubtful ones.
    let plan: [MitigationIndex]

    init(_ reference: ReferenceScenario, seed: UInt64, _ replay: String) throws {
        self.replay = replay
        self.seed = seed
        contents = Array(reference.json().utf8)
        let loaded = loadScenario(path: "soak.json", contents: contents) { _ in .unreadable(reason: "") }
        var scenario = try #require(loaded.scenario, "\(replay): \(loaded.diagnostics.map(\.message))")
        if scenario.root == nil { scenario.root = try #require(scenario.slips.first, "\(replay)").commitment }
        self.scenario = scenario
        compiled = compile(scenario)
        today = try #require(scenario.asOf, "\(replay)")
        let wanted = randomQuestion(for: reference, seed: seed).plan
        plan = scenario.mitigations.places.filter { wanted.contains(scenario.string(scenario[$0].id)) }
    }

    private func answered<A: Answer>(_ answer: A) -> Answered<A> where A.Named == Names {
        Answered(answer, names: Names(scenario), today: .given(today))
    }

    private func json<A: Renderable>(_ answer: A) -> String where A.Named == Names {
        render(answered(answer), as: .json, style: TextStyle())
    }

    private func text<A: Renderable>(_ answer: A, _ style: TextStyle) -> String where A.Named == Names {
        render(answered(answer), as: .text, style: style)
    }

    private func markdown<A: Renderable>(_ answer: A) -> String where A.Named == Names {
        render(answered(answer), as: .markdown, style: TextStyle())
    }

    /// What is simulated.
    func question(_ replicates: Int) -> SimulateQuestion {
        SimulateQuestion(
            slips: seed % 2 == 0 ? scenario.slips : [], plan: plan, toldOn: scenario.toldOn, asOf: today,
            replicates: replicates, seed: seed,
            target: seed % 3 == 0 ? scenario.root : nil)
    }

    /// Shards, written down, read back and put together backwards, are the whole run.
    func checkShards(of replicates: Int, parts: Int) throws {
        let question = question(replicates)
        let files = [ShardFile(path: "soak.json", contents: contents)]
        let shards = try (1...parts).reversed().map { number in
            let place = ShardPlace(number, of: parts)
            let part = simulatePart(
                question, place.range(of: replicates), in: compiled, threads: 1 + number % 3)
            let named = ShardQuestion(question, of: scenario, files: files, asOfIsToday: false)
            let shard = Shard(version: "1", place: place, question: named, files: files, part: part)
            return try readShard(Array(shardJSON(shard).utf8), version: "1")
        }
        #expect(faults(inMerging: shards).isEmpty, "\(replay)")
        #expect(misfits(shards, question, in: compiled).isEmpty, "\(replay)")
        let answer = summary(of: merged(shards), question, in: compiled, threads: 2)
        let whole = simulate(question, in: compiled, threads: 3)
        #expect(json(answer) == json(whole), "\(replay): shards differ")
    }

    /// All answers on so many threads as JSON.
    private func answers(threads: Int) -> [String] {
        let luck = 70
        var all = [
            json(simulate(question(luck), in: compiled, threads: threads)),
            json(
                rank(
                    RankQuestion(asOf: today, replicates: luck, seed: seed), in: compiled, threads: threads)),
            json(mitigated(threads: threads)),
            json(renegotiated(threads: threads)),
        ]
        if let checked = checked(threads: threads) { all.append(json(checked)) }
        return all
    }

    private func mitigated(threads: Int) -> MitigationResult {
        let question = MitigateQuestion(
            slips: scenario.slips, decideOn: today, asOf: today,
            objective: Objective.allCases[Int(seed % 4)], wantsFrontier: true, replicates: 70, seed: seed)
        return mitigate(question, in: compiled, threads: threads)
    }

    private func renegotiated(threads: Int) -> RenegotiationResult {
        let question = RenegotiateQuestion(
            slips: scenario.slips, knownOn: today, asOf: today, plans: plan.isEmpty ? [] : [plan], replicates: 70,
            seed: seed)
        return renegotiate(question, in: compiled, threads: threads)
    }

    /// Nil where there is nothing to promise.
    private func checked(threads: Int) -> CheckResult? {
        guard let root = scenario.root, scenario[root].status != .released else { return nil }
        let question = CheckQuestion(plan: plan, asOf: today, policy: scenario.policy, replicates: 70, seed: seed)
        return DominoAnalysis.check(question, in: compiled, threads: threads)
    }

    func checkThreads() {
        let one = answers(threads: 1)
        for threads in [2, 3] {
            for (answer, other) in zip(answers(threads: threads), one) where answer != other {
                Issue.record("\(replay): \(threads) threads answer \(answer), not \(other)")
            }
        }
    }

    /// Whatever amounts come to, what needs no luck is answered and written in every format; JSON can be read by
    /// others.
    func checkCertainFormats() {
        let style = TextStyle(width: 40 + Int(seed % 100))
        let asked = WhatIfQuestion(slips: scenario.slips, plan: plan, toldOn: scenario.toldOn, asOf: today)
        let played = whatIf(asked, in: compiled)
        let curve = slipCurve(CurveQuestion(commitment: scenario.root ?? 0, asOf: today), in: compiled)
        let ladder = ladder(of: scenario)
        check(json: [
            json(played), json(curve),
            json(ladder),
        ])
        check(texts: [
            text(played, style),
            markdown(played),
            text(curve, style),
            markdown(curve),
            text(ladder, style), markdown(ladder),
            scenarioDOT(scenario), scenarioMermaid(scenario), scenarioGraphML(scenario),
        ])
    }

    /// And what does.
    func checkFormats() {
        checkCertainFormats()
        let style = TextStyle(width: 40 + Int(seed % 100))
        let asked = WhatIfQuestion(slips: scenario.slips, plan: plan, toldOn: scenario.toldOn, asOf: today)
        let side = ComparedScenario(scenario: scenario, asOf: today)
        let compared = compare(side, side, replicates: 10, seed: seed, threads: 1)
        let names = ComparedNames(
            a: Names(scenario), b: Names(scenario), files: ComparedFiles(a: "a.json", b: "b.json"))
        let both = Answered(compared, names: names, today: .given(today))
        let asWritten = answered(whatIf(asked, in: compiled))
        let replayed = simulate(question(20), in: compiled, threads: 1)
        let ranked = rank(RankQuestion(asOf: today, replicates: 20), in: compiled, threads: 1)
        let (found, talks) = (mitigated(threads: 1), renegotiated(threads: 1))
        check(json: answers(threads: 1) + [render(both, as: .json, style: style)])
        check(texts: [
            render(both, as: .text, style: style), render(both, as: .markdown, style: style),
            text(replayed, style),
            markdown(replayed),
            text(ranked, style),
            markdown(ranked),
            text(found, style),
            markdown(found),
            text(talks, style),
            markdown(talks),
            calendar(of: answered(talks), version: "1"),
        ])
        if let checked = checked(threads: 1) {
            check(texts: [
                text(checked, style),
                markdown(checked),
            ])
        }
        let page = pageHTML(
            PageContent(
                whatIf: asWritten, check: checked(threads: 1).map { answered($0) }, file: "soak.json",
                replicates: 20, seed: seed), version: "1")
        #expect(page.hasSuffix("</html>\n"), "\(replay)")
    }

    private func check(json: [String]) {
        for text in json {
            let read = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            #expect(read?["result"] is String, "\(replay): \(text)")
        }
    }

    private func check(texts: [String]) {
        for text in texts {
            #expect(!text.isEmpty && text.firstMatch(of: /\b(nan|inf|infinity)\b/) == nil, "\(replay): \(text)")
        }
    }
}
