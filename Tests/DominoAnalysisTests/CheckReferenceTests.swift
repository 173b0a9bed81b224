import DominoReference
import DominoScenario
import Testing

@testable import DominoAnalysis

@Suite("A check equals brute force over all dates")
struct CheckReferenceTests {
    /// A scenario as the product reads it.
    func read(_ reference: ReferenceScenario) throws -> Scenario {
        let json = Array(reference.json().utf8)
        let loaded = loadScenario(path: "check.json", contents: json) { _ in .unreadable(reason: "") }
        return try #require(loaded.scenario, "\(loaded.diagnostics.map(\.message))")
    }

    /// A random scenario with a root that can be promised, what later days cost, and elementary distributions.
    func random(_ number: Int) -> (scenario: ReferenceScenario, root: String) {
        var scenario = SimulationReferenceTests.elementary(
            randomScenario(seed: UInt64(number), commitments: 2 + number % 7))
        let open = scenario.commitments.indices.filter { !scenario.commitments[$0].isFact }
        let root = open.isEmpty ? 0 : open[number * 7 % open.count]
        scenario.commitments[root].status =
            scenario.commitments[root].isReleased ? nil : scenario.commitments[root].status
        if scenario.commitments[root].due == nil { scenario.commitments[root].due = ReferenceDate("2026-03-02") }
        scenario.root = scenario.commitments[root].id
        scenario.commitments[root].perDayLater = Double(number * 977 % 3000)
        return (scenario, scenario.commitments[root].id)
    }

    // The last two are the soak's: others are hurt there only later than every day that is tried one by one.
    @Test(
        "on random scenarios: P(kept), safe, useful and best date, mean, P95, CVaR95",
        arguments: Array(0..<16) + [979_325_183_395, 979_325_185_694])
    func randomScenarios(_ number: Int) throws { try check(number, "scenario \(number)") }

    /// Plays both, for the promise of four dates, and for the best one.
    func check(_ number: Int, _ scenarioName: String) throws {
        let (reference, root) = random(number)
        let scenario = try read(reference)
        let brute = ReferencePromise(reference, root: root, replicates: 20, seed: 3)
        let compiled = compile(scenario)
        let asOf = try #require(scenario.asOf)
        let perDayLater = try #require(reference.commitment(root).perDayLater)
        for later in [-4, 0, 3, 11] {
            var policy = Policy()
            policy.confidence = [0.8, 0.5, 0.95, 0.33][abs(later) % 4]
            let question = CheckQuestion(
                asOf: asOf, promise: day("\(brute.date(later))"), policy: policy, replicates: 20, seed: 3)
            let answer = DominoAnalysis.check(question, in: compiled, threads: 1)
            let name = "\(scenarioName), \(later) days later"
            #expect("\(answer.promise)" == "\(brute.date(later))", "\(name)")
            // A draw may round to the next 1/1024 day, and so past a whole one.
            let near = brute.done.filter { ($0 - Double(later)).magnitude < 2.0 / 1024 }.count
            #expect((answer.kept - brute.kept(later)).magnitude * 20 <= Double(near) + 1e-9, "\(name)")
            let scores = brute.scores(later).sorted()
            let scale = max(1, scores.last ?? 1)
            let mean = scores.reduce(0, +) / 20
            #expect(
                (answer.total.mean - mean).magnitude <= 2e-3 * scale + 0.1, "\(name): \(answer.total.mean), not \(mean)"
            )
            #expect((answer.total[.p95] - scores[18]).magnitude <= 2e-3 * scale + 0.1, "\(name)")
            #expect((answer.total.cvar95 - scores[19]).magnitude <= 2e-3 * scale + 0.1, "\(name)")
            if near == 0 {
                let safe = brute.safe(policy.confidence).map { "\(brute.date($0))" } ?? "none"
                let sure = brute.done.allSatisfy { ($0 - $0.rounded()).magnitude > 2.0 / 1024 || $0 == $0.rounded() }
                if sure { #expect(answer.safeDate.map { "\($0)" } ?? "none" == safe, "\(name)") }
            }
        }
        let answer = DominoAnalysis.check(
            CheckQuestion(asOf: asOf, policy: Policy(), replicates: 20, seed: 3), in: compiled, threads: 2)
        // Nothing is done before today.
        let today = brute.later("\(asOf)")
        let known = answer.usefulDate.map { brute.later("\($0)") }
        let name = "\(scenarioName): \(known.map { "\($0) days later" } ?? "none")"
        if let useful = brute.useful(among: max(-100, today)...max(160, today + 60)) {
            #expect(known == useful, "\(name)")
        } else if let known, known < today {
            #expect(known == today - 1 && !brute.addsNothing(today, early: today), "\(name)")
        } else {
            // Outside the days tried: the day itself, and the one after it.
            let early = max(today, min(-100, (known ?? 0) - 100))
            #expect(brute.addsNothing(known ?? 2000, early: early), "\(name)")
            if let known { #expect(!brute.addsNothing(known + 1, early: early), "\(name)") }
        }
        guard let range = brute.range else {
            #expect(answer.bestDate == nil)
            return
        }
        let best = try #require(answer.bestDate)
        let chosen = try #require(range.first { "\(brute.date($0))" == "\(best)" }, "\(scenarioName): \(best)")
        // All dates, or of a long range the best one's neighbours and fifty others.
        let stride = max(1, range.count / 50)
        let tried = range.filter { ($0 - chosen).magnitude <= 5 || ($0 - range.lowerBound) % stride == 0 }
        let least = tried.map { brute.cost($0, perDayLater: perDayLater) }.min() ?? 0
        let own = brute.cost(chosen, perDayLater: perDayLater)
        #expect(own - least <= 2e-3 * max(1, least.magnitude) + 0.1, "\(scenarioName): \(own), not \(least)")
    }

    @Test("the best date is the newsvendor's quantile where damage is linear", arguments: [100.0, 250, 500, 900])
    func newsvendor(_ perDayLater: Double) throws {
        var root = ReferenceCommitment(
            id: "a", promisor: "us", promisee: "them", due: ReferenceDate("2026-03-02"))
        root.delay = ReferenceDistribution(.triangular(-5, 4, 60))
        root.damage = [ReferenceDamage(kind: "money", shape: .perDay(1000))]
        root.perDayLater = perDayLater
        var reference = ReferenceScenario(name: "newsvendor")
        reference.commitments = [root]
        reference.root = "a"
        let scenario = try read(reference)
        let question = CheckQuestion(asOf: Day(year: 2026, month: 1, day: 5), policy: Policy())
        let answer = DominoAnalysis.check(question, in: compile(scenario), threads: 2)
        // Promising a day later costs c, and saves b with the probability of being late: P(late) = c / b.
        let best = answer.bestDate ?? .first
        let before = answer.distribution.last { $0.day < best }?.probability ?? 0
        let by = answer.distribution.last { $0.day <= best }?.probability ?? 0
        #expect(before < 1 - perDayLater / 1000 + 0.02 && by > 1 - perDayLater / 1000 - 0.02)
        let draws = ReferenceDraws(seed: 1)
        let done = (0..<10_000).map { referenceOwnDelays(reference, draws, replicate: $0)[0] }
        func cost(_ later: Int) -> Double {
            done.reduce(0) { $0 + max(0, $1 - Double(later)) } / 10_000 * 1000 + perDayLater * Double(later)
        }
        let cheapest = (-5...60).min { cost($0) < cost($1) } ?? 0
        #expect(best == Day(number: Day(year: 2026, month: 3, day: 2).number + Int32(cheapest)))
    }

    @Test("the worked example comes to the figures of an independent program")
    func worked() throws {
        let loaded = loadScenario(path: "worked.json", contents: Array(workedExample.utf8)) { _ in
            .unreadable(reason: "")
        }
        let scenario = try #require(loaded.scenario)
        let question = CheckQuestion(
            asOf: Day(year: 2026, month: 2, day: 2), promise: Day(year: 2026, month: 3, day: 16), policy: Policy())
        let answer = DominoAnalysis.check(question, in: compile(scenario), threads: 2)
        #expect(answer.verdict == .stretch)
        #expect(answer.kept == 0.6854)
        #expect(answer.safeDate == Day(year: 2026, month: 3, day: 19))
        #expect(answer.usefulDate == Day(year: 2026, month: 3, day: 9))
        #expect(answer.window == nil && answer.bestDate == nil)
        #expect((answer.total.mean / 100_071.154941 - 1).magnitude < 1e-4)
        #expect((answer.total[.p95] / 576_697.070312 - 1).magnitude < 1e-4)
        #expect((answer.total.cvar95 / 626_372.245703 - 1).magnitude < 1e-4)
    }
}
