import DominoReference
import Testing

@testable import DominoEngine

/// A random scenario, and the slow way to ask it: a whole pass for every shock.
struct SweepCase {
    let graph: CommitmentGraph
    let parameters: Parameters
    let damage: DamageTable
    let plan: Baseline
    /// Total score and slips on plan.
    let total: Double
    let slips: [Float]

    init(seed: UInt64, commitments: Int) throws {
        let (graph, made) = try Network.random(seed: seed, commitments: commitments).compiled()
        var parameters = made
        // On plan nothing has a delay of its own, but for facts and what is broken.
        for rank in 0..<graph.commitmentCount
        where !graph.features[rank].contains(.fact) && parameters.ownDelay[rank] < .infinity {
            parameters.ownDelay[rank] = 0
        }
        (self.graph, self.parameters) = (graph, parameters)
        damage = randomDamage(seed: seed ^ 0xDA, commitments: commitments)
        plan = Baseline(graph: graph, parameters: parameters, damage: damage)
        slips = DominoEngine.slips(in: graph, under: parameters)
        total = assess(slips, under: damage, dueShift: parameters.dueShift, notice: nil).total
    }

    /// Slips and assessment with one commitment that begins so late at least.
    func played(_ rank: Int, _ days: Double) -> (slips: [Float], assessment: Assessment) {
        var parameters = parameters
        if !graph.features[rank].contains(.fact) { parameters.holdBase(rank, at: onGrid(days)) }
        let slips = DominoEngine.slips(in: graph, under: parameters)
        return (slips, assess(slips, under: damage, dueShift: parameters.dueShift, notice: nil))
    }

    /// Commitments newly late and newly broken, and whom all of it reaches.
    func fallen(
        _ slips: [Float], _ assessment: Assessment, promisees: [Int32]
    ) -> (late: Int, broken: Int, reached: [Bool]) {
        let before = assess(self.slips, under: damage, dueShift: parameters.dueShift, notice: nil)
        var (late, broken) = (0, 0)
        var reached = [Bool](repeating: false, count: 5)
        for rank in slips.indices {
            let wasLate = isLate(self.slips[rank], dueShift: parameters.dueShift[rank])
            let isNewlyLate = isLate(slips[rank], dueShift: 0) && !wasLate
            let isNew = slips[rank] == .infinity ? self.slips[rank] < .infinity : isNewlyLate
            if isNew, slips[rank] == .infinity { broken += 1 }
            if isNew, slips[rank] < .infinity { late += 1 }
            if isNew { reached[Int(promisees[rank])] = true }
        }
        for (place, entry) in damage.entries.enumerated()
        where entry.weight > 0 && assessment.amounts[place] > before.amounts[place] {
            reached[Int(entry.bearer)] = true
        }
        return (late, broken, reached)
    }
}

@Suite("Shocks side by side come to what each comes to alone")
struct SweepTests {
    /// Whether a score is right to one part in a million.
    func isRight(_ score: Double, _ expected: Double) -> Bool {
        (score - expected).magnitude <= 1e-6 * max(1, expected.magnitude)
    }

    @Test("blast radii, what falls, and whom it reaches", arguments: 0..<300)
    func sources(_ seed: Int) throws {
        let one = try SweepCase(seed: UInt64(seed), commitments: 1 + seed % 140)
        let promisees = one.slips.indices.map { Int32($0 * 7 % 5) }
        let days = [10, 0.5, 90, 3.25][seed % 4]
        var sweep = SourceSweep(of: one.plan, promisees: promisees, stakeholders: 5)
        let order = sourceOrder(of: one.plan)
        #expect(order.sorted() == one.slips.indices.filter(one.plan.canMove).map { Int32($0) })
        for first in stride(from: 0, to: order.count, by: 64) {
            let batch = order[first..<min(order.count, first + 64)]
            sweep.run(batch.map { Shock(Int($0), days: days) }, in: one.plan)
            for (lane, rank) in batch.enumerated() {
                let (slips, assessment) = one.played(Int(rank), days)
                let (late, broken, reached) = one.fallen(slips, assessment, promisees: promisees)
                let radius = sweep.radius(ofLane: lane, in: one.plan)
                #expect(isRight(radius.score, assessment.total - one.total), "rank \(rank): \(radius.score)")
                #expect(Int(radius.late) == late && Int(radius.broken) == broken, "rank \(rank)")
                for stakeholder in 0..<5 {
                    #expect(sweep.reaches(stakeholder, fromLane: lane) == reached[stakeholder], "rank \(rank)")
                }
            }
        }
    }

    @Test("what nothing can move has no blast radius")
    func facts() throws {
        let one = try SweepCase(seed: 12, commitments: 140)
        var sweep = SourceSweep(of: one.plan)
        for rank in one.slips.indices where !one.plan.canMove(rank) {
            sweep.run([Shock(rank, days: 50)], in: one.plan)
            #expect(sweep.radius(ofLane: 0, in: one.plan).score == 0)
        }
    }

    @Test("slip curves, and the first shock at which each commitment falls", arguments: 0..<60)
    func slips(_ seed: Int) throws {
        let one = try SweepCase(seed: UInt64(seed) &+ 999, commitments: 1 + seed)
        let rank = seed * 31 % one.slips.count
        var sweep = SlipSweep(of: one.plan)
        var added: [Double] = []
        for first in stride(from: 0, to: 100, by: 64) {
            let days = first..<min(100, first + 64)
            added += sweep.run(days.map { Shock(rank, days: Double($0)) }, from: first, in: one.plan)
        }
        var late = one.slips.map { _ in Int32(-1) }
        var broken = late
        for day in 0..<100 {
            let (slips, assessment) = one.played(rank, Double(day))
            #expect(isRight(added[day], assessment.total - one.total), "day \(day)")
            for place in slips.indices {
                if late[place] < 0, isLate(slips[place], dueShift: 0) { late[place] = Int32(day) }
                if broken[place] < 0, slips[place] == .infinity { broken[place] = Int32(day) }
            }
        }
        #expect(sweep.firstLate == late)
        #expect(sweep.firstBroken == broken)
    }

    @Test("a shock of the tolerance adds nothing, and 1/1024 day more does", arguments: 0..<300)
    func tolerance(_ seed: Int) throws {
        let one = try SweepCase(seed: UInt64(seed) &+ 77, commitments: 1 + seed % 90)
        let tolerances = tolerances(of: one.plan)
        for rank in one.slips.indices {
            let most = min(tolerances[rank], 100_000)
            // Being kept on the due date and no earlier may cost something already.
            guard one.played(rank, 0).assessment.total == one.total else {
                #expect(tolerances[rank] == 0, "rank \(rank)")
                continue
            }
            #expect(one.played(rank, most).assessment.total == one.total, "rank \(rank): \(tolerances[rank])")
            guard tolerances[rank] < .infinity else { continue }
            #expect(one.played(rank, most + 1.0 / 1024).assessment.total > one.total, "rank \(rank): \(most)")
        }
    }

    @Test("a small addition to a large score is kept")
    func smallOnLarge() throws {
        let (graph, parameters) = try Network([.init(own: 40), .init(needs: [.init(on: 0, buffer: 40)])]).compiled()
        var damage = DamageTable(commitments: 0)
        for (rank, slope) in [1e9, 0.001].enumerated() {
            damage.pieces += DamageShape.perDay(slope).pieces(atMost: .infinity)
            damage.entries.append(
                DamageTable.Entry(
                    kind: 0, bearer: 0, grace: 0, pieceStart: Int32(rank), pieceCount: 1, broken: 1e12, weight: 1))
            damage.start.append(Int32(rank + 1))
        }
        let plan = Baseline(graph: graph, parameters: parameters, damage: damage)
        var sweep = SourceSweep(of: plan)
        sweep.run([Shock(1, days: 0.5)], in: plan)
        #expect(isRight(sweep.radius(ofLane: 0, in: plan).score * 1e6, 500))
    }

    @Test("scores beyond what a Float holds are scores")
    func greatScores() throws {
        let (graph, parameters) = try Network(needing: [[], [0]]).compiled()
        var damage = DamageTable(commitments: 0)
        for rank in 0..<2 {
            damage.pieces += DamageShape.perDay(1e200).pieces(atMost: 1e203)
            damage.entries.append(
                DamageTable.Entry(
                    kind: 0, bearer: 0, grace: 0, pieceStart: Int32(2 * rank), pieceCount: 2, broken: 1e203, weight: 1))
            damage.start.append(Int32(rank + 1))
        }
        let plan = Baseline(graph: graph, parameters: parameters, damage: damage)
        var sweep = SourceSweep(of: plan)
        sweep.run([Shock(0, days: 2)], in: plan)
        #expect(isRight(sweep.radius(ofLane: 0, in: plan).score / 1e200, 4))
    }
}
