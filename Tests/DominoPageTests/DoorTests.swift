import DominoAnalysis
import DominoEngine
import DominoReference
import DominoScenario
import DominoTestSupport
import DominoWasm
import Foundation
import Testing

@Suite("The engine's door")
struct DoorTests {
    /// A deal of two commitments, the second needing the first.
    static func small() throws -> [UInt8] {
        let text = """
            { "domino": 1, "name": "a", "root": "a", "asOf": "2026-02-02",
              "commitments": [
                { "id": "a", "promisor": "us", "promisee": "them", "due": "2026-03-02", "breaksAfter": 40,
                  "delay": { "pert": [0, 1, 5] }, "damage": [ { "kind": "k", "perDay": 10 } ],
                  "notice": [[0, 1], [10, 0.5]] },
                { "id": "b", "promisor": "us", "promisee": "them", "due": "2026-03-20",
                  "needs": [ { "commitment": "a", "buffer": 1 } ], "damage": [ { "kind": "k", "lump": 7 } ] } ],
              "risks": [ { "id": "r", "chance": 0.5, "hits": [ { "commitment": "a", "delay": { "days": 2 } } ] } ],
              "mitigations": [ { "id": "m", "cost": 1, "chance": 0.5, "effects": [ { "expedite": "b", "days": 1 } ] } ] }
            """
        let loaded = loadScenario(path: "a", contents: Array(text.utf8)) { _ in .unreadable(reason: "") }
        let scenario = try #require(loaded.scenario)
        return compile(scenario).model.bytes
    }

    @Test("answers a what-if as the library does, to the bit", arguments: 0..<4)
    func whatIfs(_ part: Int) throws {
        for seed in UInt64(part * 100)..<UInt64(part * 100 + 100) {
            guard let deal = RandomModel(seed: seed) else { continue }
            let columns = try deal.play.played()
            let answer = whatIf(deal.question, in: deal.compiled)
            let outcomes = deal.compiled.origins.commitments.map { answer.commitments[Int($0)] }
            func check(_ column: DoorColumn, _ expected: [Double]) {
                #expect(columns[column.rawValue] == expected, "seed \(seed), \(column)")
            }
            check(.slip, outcomes.map(\.slip))
            check(.state, outcomes.map { $0.state == .broken ? 2 : $0.state == .late ? 1 : 0 })
            check(
                .driver,
                outcomes.map { outcome in
                    outcome.driver.flatMap { deal.compiled.origins.commitments.firstIndex(of: $0) }.map(Double.init)
                        ?? -1
                })
            check(.notice, outcomes.map(\.notice))
            check(.score, outcomes.map(\.score))
            check(.silentScore, outcomes.map(\.silentScore))
            check(.carried, outcomes.map(\.carried))
            check(.blame, outcomes.map(\.blame))
            check(.priceOfDay, outcomes.map(\.priceOfDay))
            check(
                .totals,
                [answer.score, answer.silentScore, answer.onPlanScore, answer.toldTodayScore, answer.overcommitted])
        }
    }

    @Test("replays as a simulation does, to the bit", arguments: 0..<4)
    func simulations(_ part: Int) throws {
        for seed in UInt64(part * 40)..<UInt64(part * 40 + 40) {
            guard let deal = RandomModel(seed: seed) else { continue }
            let columns = try deal.play.played()
            let answer = simulate(
                SimulateQuestion(
                    slips: deal.play.withSlips ? deal.question.slips : [], plan: deal.question.plan,
                    toldOn: deal.question.toldOn, asOf: deal.question.asOf, replicates: Int(deal.play.replicates),
                    seed: deal.play.seed), in: deal.compiled, threads: 2)
            let figures = deal.compiled.origins.commitments.compactMap { answer.commitments[Int($0)] }
            func check(_ column: DoorColumn, _ expected: [Double]) {
                #expect(columns[column.rawValue] == expected, "seed \(seed), \(column)")
            }
            check(.probabilityLate, figures.map(\.late))
            check(.probabilityBroken, figures.map(\.broken))
            check(.runScore, figures.map(\.score))
            check(.runCarried, figures.map(\.carried))
            check(.runBlame, figures.map(\.blame))
            check(.runPriceOfDay, figures.map(\.priceOfDay))
            check(.criticality, figures.map(\.criticality))
            let total = answer.total
            check(
                .runTotals,
                [Double(answer.replicates), total.mean, total.deviation] + total.quantiles
                    + [total.cvar95, total.probabilityOfDamage, total.standardError, answer.overcommitted])
            check(.exceedanceAmounts, total.exceedance.map(\.amount))
            check(.exceedanceProbabilities, total.exceedance.map(\.probability))
            // The door numbers inputs that a slip silences too; they add nothing.
            let gains = answer.excludeOne.map(\.gain).filter { $0 != 0 }
            #expect(columns[DoorColumn.exclusionGains.rawValue]?.filter { $0 != 0 } == gains, "seed \(seed)")
        }
    }

    @Test("judges a promise as a check does, to the bit", arguments: 0..<4)
    func promises(_ part: Int) throws {
        for seed in UInt64(part * 40)..<UInt64(part * 40 + 40) {
            guard let deal = RandomModel(seed: seed), let root = deal.scenario.root, deal.compiled.model.root != nil
            else {
                continue
            }
            let columns = try deal.play.played()
            var scenario = deal.scenario
            scenario.commitments[Int(root)].perDayLater = deal.play.perDayLater
            let answer = DominoAnalysis.check(
                CheckQuestion(
                    slips: deal.play.withSlips ? deal.question.slips : [], plan: deal.question.plan,
                    toldOn: deal.question.toldOn, asOf: deal.question.asOf, policy: Policy(),
                    replicates: Int(deal.play.replicates), seed: deal.play.seed), in: compile(scenario), threads: 1)
            let figures = try #require(columns[DoorColumn.promiseFigures.rawValue])
            let due = Double(scenario.due(root))
            func day(_ later: Double) -> Day? { later.isFinite ? scenario.calendar.day(at: due + later) : nil }
            #expect(day(figures[2]) == answer.safeDate, "seed \(seed)")
            #expect(day(figures[3]) == answer.usefulDate, "seed \(seed)")
            // The door knows no cheapest date where each of them would have to be simulated.
            if let best = day(figures[4]) { #expect(best == answer.bestDate, "seed \(seed)") }
            let days = try #require(columns[DoorColumn.promiseDays.rawValue])
            let counts = try #require(columns[DoorColumn.promiseCounts.rawValue])
            let kept = zip(days, counts).filter { $0.0 <= due + figures[1] }.last?.1 ?? 0
            #expect(kept / figures[0] == answer.kept, "seed \(seed)")
        }
    }

    @Test("gives the slip curve that 'curve' gives, where nothing is in force and nobody is told")
    func curves() throws {
        for seed in UInt64(0)..<150 {
            guard let deal = RandomModel(seed: seed) else { continue }
            let first = deal.question.slips[0].commitment
            let door = try NativeDoor(deal.play.deal)
            try door.ask([(deal.play.slips[0].number, 1)])
            try door.check(evaluateCurve(door.handle, deal.play.slips[0].number, 70))
            let curve = slipCurve(
                CurveQuestion(commitment: first, days: 70, asOf: deal.question.asOf), in: deal.compiled)
            #expect(try door.read(DoorColumn.curveScores.rawValue) == curve.scores, "seed \(seed)")
            let late = curve.falls.map { $0.late.map(Double.init) ?? -1 }
            #expect(try door.read(DoorColumn.curveLate.rawValue) == late, "seed \(seed)")
        }
    }

    @Test("refuses what a host may get wrong, and keeps its last answer")
    func refusals() throws {
        let door = try NativeDoor(try Self.small())
        #expect(lengthOfColumn(door.handle, 0) == -1, "nothing was asked yet")
        try door.ask([(0, 5)])
        let answer = try door.read(0)
        func code(_ slips: [(number: Int32, days: Double)], plan: [Int32] = [], today: Double = 0, later: Double = 0)
            -> Int32
        {
            do { try door.ask(slips, plan: plan, today: today, later: later) } catch {
                return (error as? NativeDoor.Refusal)?.code ?? -1
            }
            return 0
        }
        #expect(code([(2, 1)]) == DoorCode.unknownPlace.rawValue)
        #expect(code([(-1, 1)]) == DoorCode.unknownPlace.rawValue)
        #expect(code([(0, 1), (0, 2)]) == DoorCode.unknownPlace.rawValue)
        #expect(code([(0, .nan)]) == DoorCode.outOfRange.rawValue)
        #expect(code([(0, -.infinity)]) == DoorCode.outOfRange.rawValue)
        #expect(code([(0, 100_001)]) == DoorCode.outOfRange.rawValue)
        #expect(code([], plan: [1]) == DoorCode.unknownPlace.rawValue)
        #expect(code([], plan: [0, 0]) == DoorCode.unknownPlace.rawValue)
        #expect(code([], later: .infinity) == DoorCode.outOfRange.rawValue)
        #expect(code([], today: .nan) == DoorCode.outOfRange.rawValue)
        #expect(try door.read(0) == answer)
        #expect(evaluateCurve(door.handle, 9, 3) == DoorCode.unknownPlace.rawValue)
        #expect(evaluateCurve(door.handle, 0, -1) == DoorCode.outOfRange.rawValue)
        #expect(beginRuns(door.handle, 0, 1, 0, 0) == DoorCode.outOfRange.rawValue)
        #expect(continueRuns(door.handle, 1) == -1)
        #expect(beginPromise(door.handle, 0, 1, 0, 0, 0.8, .nan) == DoorCode.outOfRange.rawValue)
        #expect(beginPromise(door.handle, 9, 1, 0, 0, .nan, .nan) == DoorCode.outOfRange.rawValue)
        #expect(beginPromise(door.handle, 9, 1, 0, 0, 0.8, .infinity) == DoorCode.outOfRange.rawValue)
        #expect(continuePromise(door.handle, 1) == -1)
        #expect(readColumn(door.handle, 52, nil, 1) == DoorCode.missing.rawValue)
        var values = [0.0]
        #expect(readColumn(door.handle, 0, &values, 1) == DoorCode.wrongLength.rawValue)
        #expect(readColumn(door.handle, 99, &values, 1) == DoorCode.unknownColumn.rawValue)
        #expect(readColumn(door.handle, 30, &values, 1) == DoorCode.unknownColumn.rawValue)
        #expect(askModel(nil, 0, nil, nil, 0, nil, .nan, 0, 0) == DoorCode.missing.rawValue)
        #expect(askModel(door.handle, 1, nil, nil, 0, nil, .nan, 0, 0) == DoorCode.missing.rawValue)
        #expect(openModel(nil, 0, nil) == DoorCode.missing.rawValue)
        closeModel(nil)
        freeMemory(nil)
        #expect(allocateMemory(-1) == nil)
    }

    @Test("a deal survives being written and read, and damaged bytes are refused or harmless")
    func damagedBytes() throws {
        let bytes = try Self.small()
        #expect(Model(bytes)?.bytes == bytes)
        for count in 0..<bytes.count { #expect(Model(Array(bytes[..<count])) == nil, "cut off at \(count)") }
        #expect(Model(bytes + [0, 0, 0, 0]) == nil)
        var random = SplitMix64(seed: 9)
        for _ in 0..<3000 {
            var damaged = bytes
            damaged[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            _ = Model(damaged)
        }
    }
}
