import DominoReference
import DominoScenario
import Foundation
import Testing

@testable import DominoAnalysis
@testable import DominoEngine

/// Every question about random scenarios with all that version 2 of the model brings (status date, remaining work,
/// windows, patience, groups, followers, weeks, decided mitigations ...), against the reference that was written from
/// the model alone.
///
/// `DOMINO_LARGE=1` tries ten times as many.
@Suite("With everything new, each question equals the slow reference")
struct Version2ReferenceTests {
    static let factor = ProcessInfo.processInfo.environment["DOMINO_LARGE"] == "1" ? 10 : 1

    /// A random scenario with elementary distributions, and a question about it as both have it.
    struct Case {
        let reference: ReferenceScenario
        let question: ReferenceQuestion
        let product: ProductQuestion
        let seed: UInt64

        /// - Returns: nil where breaking costs less than being late by a longer horizon, which the reader refuses.
        init?(
            _ number: Int, commitments: Int, mitigations: Int = 0,
            change: (inout ReferenceQuestion) -> Void = { _ in }
        ) throws {
            seed = UInt64(number)
            let scenario = randomScenario(
                seed: seed, commitments: commitments, mitigations: mitigations, features: .version2)
            reference = SimulationReferenceTests.elementary(scenario)
            var question = randomQuestion(for: scenario, seed: seed &* 31 &+ 7, moves: true)
            change(&question)
            self.question = question
            let json = reference.json()
            guard let product = ProductQuestion(json, question) else {
                let loaded = loadScenario(path: "test.json", contents: Array(json.utf8)) { _ in
                    .unreadable(reason: "no includes")
                }
                let errors = loaded.diagnostics.filter { $0.severity == .error }
                #expect(!errors.isEmpty && errors.allSatisfy { $0.code == .lateWorseThanBroken })
                return nil
            }
            self.product = product
        }

        var scenario: Scenario { product.scenario }
        var today: Day { scenario.today ?? Day(year: 2026, month: 1, day: 5) }
        var toldOn: Day? { question.tellOn.flatMap { day("\($0)") } }
        /// Whether the plan keeps `requires` and `excludes`: else the command refuses it.
        var planStands: Bool { fallibleProblem(product.plan, in: scenario) == nil }
    }

    /// Whether two figures agree to a part of the larger, or of a figure that they are differences of.
    static func near(_ own: Double, _ other: Double, scale: Double = 0, part: Double = 2e-3) -> Bool {
        abs(own - other) <= 0.06 + part * max(abs(other), scale)
    }

    @Test("simulate: slip by slip, and every mean", arguments: 0..<(40 * factor))
    func simulations(_ number: Int) throws {
        guard let one = try Case(number, commitments: 1 + number % 12) else { return }
        guard one.planStands else { return }
        let replicates = 70
        let compiled = compile(one.scenario)
        let question = SimulateQuestion(
            slips: one.product.slips, moves: one.product.moves, plan: one.product.plan, toldOn: one.toldOn,
            asOf: one.today, replicates: replicates, seed: one.seed)
        let part = simulatePart(question, ReplicateRange(first: 0, count: replicates), in: compiled, threads: 1)
        let slow = ReferenceSimulation(one.reference, one.question, replicates: replicates, seed: one.seed)
        for (replicate, expected) in slow.runs.enumerated() {
            for (place, outcome) in expected.commitments.enumerated() where outcome.state != .released {
                let rank = try #require(compiled.rank(of: CommitmentIndex(place)))
                let slip = part.slips.column(of: rank)[replicate]
                // Draws that lie between two steps of 1/1024 day may be rounded each to the other one.
                let steps = 1.01 + Double(slow.closeDraws[replicate])
                let isSame = outcome.slip.map { abs(Double(slip) - $0) * 1024 <= steps } ?? (slip == .infinity)
                #expect(isSame, "run \(replicate), \(outcome.id): \(slip), not \(outcome.slip ?? .infinity)")
            }
            let steepness = expected.commitments.reduce(0) { $0 + $1.priceOfDay }
            let total = Double(part.totals[replicate]) / 100
            #expect(
                abs(total - expected.score) <= 0.05 + 2e-4 * expected.score + steepness / 512,
                "run \(replicate): \(total), not \(expected.score)")
        }
        compareMeans(summary(of: part, question, in: compiled, threads: 1), slow, one)
        let plan = compiled.question(slips: question.slips, moves: question.moves)
        let refuted = compiled.refuted(plan, replicates: replicates)
            .map { one.scenario.id(ofCommitment: compiled.commitment(at: $0)) }
        #expect(refuted.sorted() == slow.refuted.sorted())
    }

    func compareMeans(_ answer: SimulationResult, _ slow: ReferenceSimulation, _ one: Case) {
        let scale = slow.mean { $0.score }
        func expectNear(_ what: String, _ own: Double, _ other: Double, scale: Double = 0) {
            #expect(Self.near(own, other, scale: scale), "\(what): \(own), not \(other)")
        }
        expectNear("mean", answer.total.mean, scale)
        expectNear("money", answer.money, slow.mean { $0.money })
        expectNear("assumed price", answer.assumedPriceShare, slow.assumedPriceShare)
        expectNear("overcommitted", answer.overcommitted, slow.mean { $0.overcommitted }, scale: scale)
        for kind in answer.kinds {
            let id = one.scenario.string(one.scenario[kind.kind].id)
            let expected = slow.kind(id)
            expectNear(id, kind.mean, expected.mean)
            #expect(abs(kind.any - expected.any) <= 1e-9, "any \(id): \(kind.any), not \(expected.any)")
        }
        for side in answer.sides {
            let expected = slow.side(side.side.rawValue)
            expectNear("\(side.side)", side.score, expected.score)
            expectNear("money, \(side.side)", side.money, expected.money)
        }
        for (place, outcome) in answer.commitments.enumerated() {
            guard let outcome else { continue }
            let id = one.reference.commitments[place].id
            expectNear("\(id) carried", outcome.carried, slow.mean { $0.commitments[place].carried }, scale: scale)
            expectNear("\(id) blame", outcome.blame, slow.mean { $0.commitments[place].blame }, scale: scale)
            expectNear("\(id) price", outcome.priceOfDay, slow.mean { $0.commitments[place].priceOfDay }, scale: scale)
            expectNear("\(id) money", outcome.money, slow.mean { $0.commitments[place].money }, scale: scale)
        }
    }

    @Test("rank: blast radius, what falls, tolerance", arguments: 0..<(30 * factor))
    func sweeps(_ number: Int) throws {
        let made = try Case(number, commitments: 1 + number % 12) { $0 = ReferenceQuestion() }
        guard let one = made else { return }
        let sweep = ReferenceSweep(one.reference)
        let answer = rank(
            RankQuestion(days: 10, asOf: one.today, replicates: 64), in: compile(one.scenario), threads: 1)
        for ranked in answer.commitments {
            let id = one.scenario.id(ofCommitment: ranked.commitment)
            let expected = sweep.blast(id)
            #expect(
                abs(ranked.blastRadius - expected.score) <= 0.01 + 1e-4 * max(1, abs(expected.score)),
                "\(id): \(ranked.blastRadius), not \(expected.score)")
            #expect(ranked.late == expected.late && ranked.broken == expected.broken, "\(id)")
            let tolerance = sweep.tolerance(id)
            #expect(
                abs(min(ranked.tolerance, 99_999) - min(tolerance, 99_999)) <= 2.0 / 1024,
                "\(id): \(ranked.tolerance), not \(tolerance)")
        }
    }

    @Test("check: P(kept), safe, useful and best date, verdict", arguments: 0..<(40 * factor))
    func checks(_ number: Int) throws {
        let made = try Case(number, commitments: 1 + number % 12) { question in
            if number % 2 == 0 { question.slips = [] }
            question.moves = []
        }
        guard let one = made, one.planStands, let root = one.scenario.root, !one.scenario[root].status.isFact,
            one.scenario[root].status != .released
        else { return }
        let policy = one.scenario.policy
        let question = CheckQuestion(
            slips: one.product.slips, plan: one.product.plan, toldOn: one.toldOn, asOf: one.today, policy: policy,
            replicates: 64, seed: one.seed)
        let answer = DominoAnalysis.check(question, in: compile(one.scenario), threads: 1)
        let slow = ReferencePromise(
            one.reference, root: one.scenario.id(ofCommitment: root), replicates: 64, seed: one.seed,
            question: one.question)
        let due = one.scenario.due(root)
        func later(_ day: Day?) -> Int? { day.map { one.scenario.calendar.dueOrdinal($0) - due } }
        let shift = try #require(later(answer.promise))
        #expect(abs(slow.kept(shift) - answer.kept) <= 1e-9)
        #expect(later(answer.safeDate) == slow.safe(policy.confidence))
        if let perDay = one.scenario[root].perDayLater, let best = slow.best(perDayLater: perDay),
            later(answer.bestDate) != best
        {
            let own = later(answer.bestDate).map { slow.cost($0, perDayLater: perDay) } ?? -1
            let least = slow.cost(best, perDayLater: perDay)
            #expect(abs(own - least) <= 1e-3 * max(1, least), "best date: \(own), not \(least)")
        }
        if let useful = later(answer.usefulDate), abs(useful) < 400 {
            let today = one.scenario.calendar.ordinal(one.today) - due
            if let expected = slow.useful(among: max(-450, today)...450) {
                #expect(useful == expected)
            } else {
                #expect(useful < today)
            }
        }
        let verdict = slow.verdict(shift, policy: one.reference.policy ?? ReferencePolicy())
        #expect("\(verdict.verdict)" == answer.verdict.rawValue)
    }

    @Test("mitigate: baselines, best plan, and what each option can still do", arguments: 0..<(30 * factor))
    func plans(_ number: Int) throws {
        let made = try Case(number, commitments: 1 + number % 9, mitigations: number % 6) { question in
            question.plan = []
            if number % 3 == 0 { question.slips = [] }
        }
        guard let one = made else { return }
        let question = MitigateQuestion(
            slips: one.product.slips, moves: one.product.moves, decideOn: one.today, asOf: one.today,
            wantsWaiting: number % 4 == 0, replicates: 40, seed: one.seed)
        let answer = mitigate(question, in: compile(one.scenario), threads: 1)
        let slow = ReferenceEnumeration(
            one.reference, slips: one.question.slips, moves: one.question.moves,
            decidedOn: try #require(one.reference.asOf), seed: one.seed, replicates: 40)
        let mean = ReferenceEnumeration.mean
        #expect(Self.near(answer.silent, mean(slow.silentBaseline), part: 1e-3))
        #expect(Self.near(answer.baseline.risk, mean(slow.toldBaseline), part: 1e-3))
        #expect(Self.near(answer.best.total, slow.best(budget: nil, mean), part: 1e-3))
        #expect(answer.isProved)
        for (option, expected) in zip(answer.options, slow.options) {
            let own = option.decideBy.map { "\($0)" } ?? "never"
            #expect(own == expected.decideBy.map { "\($0)" } ?? "never", "\(expected.id), decide by")
            #expect(option.stillHelps == expected.stillHelps, "\(expected.id), still helps")
            #expect(option.isAvailable == expected.isAvailable, "\(expected.id), available")
            if !one.reference.decided.contains(where: { $0.mitigation == expected.id }) {
                #expect("\(option.bites)" == expected.bites.map { "\($0)" } ?? "", "\(expected.id), bites")
            }
        }
    }
}
