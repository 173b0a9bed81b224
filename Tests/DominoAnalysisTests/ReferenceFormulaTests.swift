import DominoReference
import Foundation
import Testing

/// A commitment of us to them.
private func commitment(_ id: String, _ due: String) -> ReferenceCommitment {
    ReferenceCommitment(id: id, promisor: "us", promisee: "them", due: ReferenceDate(due))
}

/// A scenario of some commitments, on a day.
private func scenario(_ today: String, _ commitments: [ReferenceCommitment]) -> ReferenceScenario {
    var scenario = ReferenceScenario(name: "formulas")
    scenario.asOf = ReferenceDate(today)
    scenario.commitments = commitments
    scenario.root = commitments.first?.id
    return scenario
}

private func need(_ id: String, buffer: Double = 0) -> ReferenceNeed {
    var need = ReferenceNeed(commitment: id)
    need.buffer = buffer
    return need
}

@Suite("The slow reference draws what is still possible, as closed forms say")
struct ReferenceTruncationTests {
    /// A distribution and its distribution function.
    private static var closedForms: [(ReferenceDistribution, (Double) -> Double)] {
        [
            (ReferenceDistribution(.uniform(0, 10)), { min(1, max(0, $0 / 10)) }),
            (ReferenceDistribution(.exponential(6)), { 1 - exp(-max(0, $0) / 6) }),
            // A chance counts as happened.
            (ReferenceDistribution(.exponential(6), chance: 0.1), { 1 - exp(-max(0, $0) / 6) }),
            (
                ReferenceDistribution(.triangular(-2, 3, 12)),
                { x in
                    if x <= -2 { return 0 }
                    if x >= 12 { return 1 }
                    return x < 3 ? (x + 2) * (x + 2) / 70 : 1 - (12 - x) * (12 - x) / 126
                }
            ),
        ]
    }

    @Test("of delays and of patience", arguments: 0..<4, [0, 1, 4, 8])
    func distributions(_ form: Int, _ overdue: Int) {
        let (distribution, cumulative) = Self.closedForms[form]
        var late = commitment("a", "2027-03-01")
        late.delay = distribution
        // As long as something else is awaited, nothing is known of its patience but that it has lasted until now.
        var waits = commitment("b", "2027-03-01")
        waits.breaksAfter = distribution
        waits.breaksAfter?.chance = nil
        let asked = scenario("2027-03-\(1 + overdue < 10 ? "0" : "")\(1 + overdue)", [late, waits])
        let runs = ReferenceSimulation(asked, ReferenceQuestion(), replicates: 1500, seed: 5)
        let y = Double(overdue)
        let before = y > 0 ? cumulative(y) : 0
        var worst = 0.0
        for point in 0..<60 {
            let x = Double(point) / 3 - 2.03
            // It is kept today at the earliest, whatever is drawn.
            let expected = x < y ? 0 : max(0, (cumulative(x) - before) / (1 - before))
            let drawn = runs.share { ($0.outcome(of: "a").slip ?? .infinity) <= x }
            if y > 0 || distribution.chance == nil { worst = max(worst, (drawn - expected).magnitude) }
        }
        // Kolmogorov's distance, exceeded once in a million.
        #expect(worst < 2.7 / 1500.0.squareRoot(), "\(worst)")
    }

    @Test("an exponential delay has no memory, word by word")
    func memory() throws {
        var late = commitment("a", "2027-03-01")
        late.delay = ReferenceDistribution(.exponential(6))
        let fresh = ReferenceSimulation(
            scenario("2027-03-01", [late]), ReferenceQuestion(), replicates: 500, seed: 3)
        let later = ReferenceSimulation(
            scenario("2027-03-08", [late]), ReferenceQuestion(), replicates: 500, seed: 3)
        for (one, other) in zip(fresh.runs, later.runs) {
            let (slip, rest) = try (#require(one.commitments[0].slip), #require(other.commitments[0].slip))
            #expect((slip + 7 - rest).magnitude <= 1.5 / 1024)
        }
    }

    @Test("only where its needs are facts, where nothing is stated in its place, and where it is not too late already")
    func conditions() throws {
        var late = commitment("a", "2027-03-01")
        late.delay = ReferenceDistribution(.uniform(0, 10))
        func least(
            _ change: (inout ReferenceCommitment) -> Void, _ other: ReferenceCommitment? = nil,
            _ question: ReferenceQuestion = .init()
        ) -> Double {
            var changed = late
            change(&changed)
            let asked = scenario("2027-03-06", [changed] + (other.map { [$0] } ?? []))
            let slips = ReferenceSimulation(asked, question, replicates: 400, seed: 2).runs
                .map { $0.commitments[0].slip ?? .infinity }
            return Double(slips.count { $0 == 5 }) / 400
        }
        // Drawn from beyond five days, or drawn as ever and kept today at the earliest.
        #expect(least { _ in } == 0)
        var open = commitment("b", "2027-02-20")
        #expect((0.4...0.6).contains(least({ $0.needs = [.one(need("b", buffer: 30))] }, open)))
        open.status = .kept
        open.keptOn = ReferenceDate("2027-02-20")
        #expect(least({ $0.needs = [.one(need("b", buffer: 30))] }, open) == 0)
        // What it needs was kept three days late, and it has two days of delay so far: a fifth is over.
        open.keptOn = ReferenceDate("2027-02-23")
        var runs: [Double] = []
        var changed = late
        changed.needs = [.one(need("b"))]
        runs = ReferenceSimulation(scenario("2027-03-06", [changed, open]), .init(), replicates: 400, seed: 2).runs
            .map { $0.commitments[0].slip ?? .infinity }
        #expect((runs.min() ?? 0) >= 5 && (runs.max() ?? 0) > 12.9)
        open.status = .broken
        #expect(
            ReferenceSimulation(scenario("2027-03-06", [changed, open]), .init(), replicates: 3, seed: 2).runs
                .allSatisfy { $0.commitments[0].state == .broken })
        // What slips is as late as it is said to be, and no later.
        let slipped = ReferenceQuestion(slips: [ReferenceSlip("a", .days(2))])
        #expect(least({ _ in }, nil, slipped) == 1)
        #expect(least({ $0.remaining = 0 }) == 1)
    }

    @Test("an estimate is refuted where fewer than 2^12 words are left, and the value is the day itself")
    func refuted() {
        var late = commitment("a", "2027-03-01")
        for (delay, refuted) in [(4.999, true), (5.0, false), (6.0, false)] {
            late.delay = ReferenceDistribution(.days(delay))
            let runs = ReferenceSimulation(
                scenario("2027-03-06", [late]), .init(), replicates: 2, seed: 1)
            #expect(runs.refuted == (refuted ? ["a"] : []))
            #expect(runs.runs.allSatisfy { $0.commitments[0].slip == max(5, delay) })
        }
        // The last 4096 words of a uniform delay of 0 to 2^20 days, so that a word is 2^-12 days.
        late.delay = ReferenceDistribution(.uniform(0, 1_048_576))
        let day = ReferenceDate("2027-03-01")
        for (before, refuted) in [(2, false), (1, false), (0, true)] {
            let today = day.adding(days: 1_048_576 - before)
            let runs = ReferenceSimulation(
                scenario("2027-03-01", [late]), ReferenceQuestion(today: today), replicates: 2, seed: 1)
            #expect(runs.refuted == (refuted ? ["a"] : []), "\(before)")
        }
    }

    @Test("medians are exact, to 1/1024 day, and one that is over counts as today")
    func medians() {
        let medians: [(ReferenceDistribution, Double)] = [
            (5, 5), (ReferenceDistribution(.uniform(2, 7)), 4.5), (ReferenceDistribution(.normal(3.25, 2)), 3.25),
            (ReferenceDistribution(.lognormal(20, 45)), 20), (ReferenceDistribution(.triangular(0, 5, 10)), 5),
            (ReferenceDistribution(.pert(1, 4, 7)), 4), (ReferenceDistribution(.samples([9, 1, 4, 2])), 2),
            (ReferenceDistribution(.discrete([ReferencePoint(3, 1), ReferencePoint(8, 1.5)])), 8),
            (ReferenceDistribution(.exponential(8)), (8 * log(2.0) * 1024).rounded() / 1024),
        ]
        for (distribution, median) in medians {
            #expect((distribution.median - median).magnitude < 1e-9, "\(distribution)")
            var left = commitment("a", "2027-03-11")
            left.remaining = distribution
            let answer = referenceWhatIf(scenario("2027-03-10", [left]))
            #expect(answer.commitments[0].slip == median - 1, "\(distribution)")
        }
        var waits = commitment("a", "2027-03-01")
        waits.breaksAfter = ReferenceDistribution(.uniform(0, 10))
        for (today, slip, state) in [
            ("2027-02-01", 5.0, ReferenceState.late), ("2027-02-01", 5.125, .broken), ("2027-03-08", 3, .late),
            ("2027-03-08", 7, .late), ("2027-03-08", 7.125, .broken),
        ] {
            let answer = referenceWhatIf(scenario(today, [waits]), slips: [ReferenceSlip("a", .days(slip))])
            #expect(answer.commitments[0].state == state, "\(today), \(slip)")
        }
    }
}

@Suite("Windows, groups, moves and damage of the slow reference, counted in another way")
struct ReferenceFormulaTests {
    @Test("a window is the next day that allows it, found by walking the calendar", arguments: 0..<60)
    func windows(_ number: Int) {
        var random = SplitMix64(seed: UInt64(4000 + number))
        var asked = scenario("2027-01-04", [commitment("a", "2027-03-10")])
        let first = ReferenceDate("2027-03-01")
        if number % 3 > 0 {
            asked.calendar = ReferenceWorkweek(
                holidays: (0..<8).map { _ in first.adding(days: random.int(0...60)) })
        }
        let calendar = ReferenceCalendar(asked.calendar)
        for k in 0...1 {
            var window = ReferenceWindow(id: "w\(k)")
            if random.chance(0.5) {
                window.open = (0...20).map { _ in first.adding(days: random.int(0...70)) }
            }
            if window.open == nil || random.chance(0.5) {
                let from = first.adding(days: random.int(0...40))
                window.closed = [.init(from, from.adding(days: random.int(0...15)))]
            }
            asked.windows.append(window)
        }
        asked.commitments[0].window = ["w1", "w0"]
        func allows(_ window: ReferenceWindow, _ day: ReferenceDate) -> Bool {
            let open = window.open.map { days in days.contains { calendar.firstWorkday(onOrAfter: $0) == day } } ?? true
            return open && !window.closed.contains { $0.first <= day && day <= $0.last }
        }
        for days in [-3.5, 0, 0.00005, 0.001, 1, 2.25, 7, 11.9999, 30] {
            let answer = referenceWhatIf(asked, slips: [ReferenceSlip("a", .days(days))])
            let rounded = (days * 1024).rounded() / 1024
            let due = calendar.ordinal(calendar.lastWorkday(onOrBefore: ReferenceDate("2027-03-10")))
            let ready = calendar.date(reporting: Double(due) + rounded)
            var day = ready
            while day < ReferenceDate("2028-01-01"),
                !calendar.isWorkday(day) || !asked.windows.allSatisfy({ allows($0, day) })
            {
                day = day.adding(days: 1)
            }
            let outcome = answer.commitments[0]
            let refuses = ["w1", "w0"].first { id in asked.windows.contains { $0.id == id && !allows($0, ready) } }
            #expect(outcome.heldBy == refuses)
            if day == ReferenceDate("2028-01-01") {
                #expect(outcome.state == .broken, "seed \(4000 + number), \(days)")
            } else {
                #expect(outcome.date == day && outcome.slip == Double(calendar.ordinal(day) - due))
                #expect((outcome.priceOfDay == 0) || outcome.heldBy == nil)
            }
        }
    }

    @Test("k of n is the least over all k of them of the latest", arguments: 1...4)
    func groups(_ k: Int) {
        let values = [0.0, 3, 5, 5.5]
        for code in 0..<256 {
            let slips = (0..<4).map { values[code >> (2 * $0) & 3] }
            var members = (0..<4).map { commitment("m\($0)", "2027-03-01") }
            if code % 7 == 0 { members[code % 4].status = .released }
            var goal = commitment("goal", "2027-03-01")
            goal.needs = [.atLeast(k, members.map { need($0.id) })]
            let asked = scenario("2027-01-01", [goal] + members)
            let answer = referenceWhatIf(
                asked, slips: zip(members, slips).map { ReferenceSlip($0.0.id, .days($0.1)) })
            let live = members.indices.filter { !members[$0].isReleased }
            let least = max(1, k - (4 - live.count))
            let subsets = (0..<16).map { set in live.filter { set >> $0 & 1 == 1 } }.filter { $0.count == least }
            let expected = subsets.map { $0.map { slips[$0] }.max() ?? 0 }.min() ?? 0
            #expect(answer.commitments[0].slip == expected, "\(k) of \(slips)")
            if expected > 0, let driver = answer.commitments[0].driver {
                #expect(driver == live.first { slips[$0] == expected }.map { "m\($0)" })
            }
        }
    }

    @Test("a group with a removed need: it counts as the smallest")
    func removedMember() {
        let members = (0..<3).map { commitment("m\($0)", "2027-03-01") }
        for (k, slip) in [(1, 0.0), (2, 5.0), (3, 9.0)] {
            var goal = commitment("goal", "2027-03-01")
            goal.needs = [.atLeast(k, members.map { need($0.id) })]
            var asked = scenario("2027-01-01", [goal] + members)
            var cut = ReferenceMitigation(id: "cut")
            cut.effects = [.decouple("goal", from: "m1", share: 0)]
            asked.mitigations = [cut]
            let slips = [5.0, 7, 9].enumerated().map { ReferenceSlip("m\($0.offset)", .days($0.element)) }
            #expect(referenceWhatIf(asked, slips: slips, plan: ["cut"]).commitments[0].slip == slip, "\(k) of 3")
        }
    }

    @Test("moves: those who follow move along, notice counts to the moved date, facts stay")
    func moves() {
        var first = commitment("a", "2027-03-01")
        first.damage = [ReferenceDamage(kind: "m", shape: .perDay(10))]
        first.notice = [ReferencePoint(0, 1), ReferencePoint(100, 0)]
        var second = commitment("b", "2027-03-05")
        second.follows = "a"
        second.needs = [.one(need("a"))]
        second.damage = [ReferenceDamage(kind: "m", shape: .perDay(1))]
        var third = commitment("c", "2027-02-20")
        third.follows = "b"
        third.status = .kept
        third.keptOn = ReferenceDate("2027-02-26")
        third.damage = [ReferenceDamage(kind: "m", shape: .perDay(100))]
        let asked = scenario("2027-02-26", [first, second, third])
        func answer(_ moves: [ReferenceMove], _ slips: [ReferenceSlip] = [], tell: String? = nil) -> ReferenceWhatIf {
            referenceWhatIf(
                asked, ReferenceQuestion(slips: slips, moves: moves, tellOn: tell.map { ReferenceDate($0) }))
        }
        #expect(answer([]).score == 600)
        let moved = answer([ReferenceMove("a", days: 4)], [ReferenceSlip("a", .days(3))], tell: "2027-02-26")
        #expect(moved.commitments.map(\.slip) == [7, 7, 6] && moved.commitments.map(\.shift) == [4, 4, 4])
        #expect(moved.commitments.map(\.notice) == [7, 11, 0])
        #expect(abs(moved.score - (3 * 10 * 0.93 + 3 + 200)) < 1e-9)
        let both = answer([ReferenceMove("a", days: 4), ReferenceMove("b", days: 2)])
        #expect(both.commitments.map(\.moved) == [4, 6, 6] && both.commitments.map(\.score) == [0, 0, 0])
        let fact = answer([ReferenceMove("c", days: 9)])
        #expect(fact.ignoredMoves == ["c"] && fact.score == 600)
    }

    @Test("per week and per calendar day, counted by walking from day to day", arguments: 0..<40)
    func calendarDamage(_ number: Int) {
        var random = SplitMix64(seed: UInt64(600 + number))
        var late = commitment("a", "2027-03-01")
        let grace = random.int(0...6)
        late.damage = [
            ReferenceDamage(kind: "days", shape: .perCalendarDay(7)),
            ReferenceDamage(kind: "weeks", shape: .perWeek(5)),
        ]
        for place in 0...1 { late.damage[place].grace = Double(grace) }
        var asked = scenario("2027-01-04", [late])
        if number % 4 > 0 {
            asked.calendar = ReferenceWorkweek(
                holidays: (0..<9).map { _ in ReferenceDate("2027-03-02").adding(days: random.int(0...40)) })
        }
        let calendar = ReferenceCalendar(asked.calendar)
        for days in 0...30 {
            let answer = referenceWhatIf(asked, slips: [ReferenceSlip("a", .days(Double(days)))])
            // From the last day that costs nothing to the day on which it is kept.
            var day = ReferenceDate("2027-03-01")
            var worked = 0
            var count = 0
            while worked < days {
                day = day.adding(days: 1)
                if worked >= grace { count += 1 }
                if calendar.isWorkday(day) { worked += 1 }
            }
            #expect(answer.amounts[0].amount == Double(7 * count), "\(days) days, \(grace) of grace")
            #expect(answer.amounts[1].amount == Double(5 * ((count + 6) / 7)), "\(days) days, \(grace) of grace")
        }
        let broken = referenceWhatIf(asked, slips: [ReferenceSlip("a", .broken)])
        #expect(broken.amounts.map(\.amount) == [7 * 365, 5 * 53] && broken.assumedScore == broken.score)
    }
}
