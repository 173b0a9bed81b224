import DominoReference
import DominoTestSupport
import Foundation
import Testing

/// A small input whose right answers are known (the folder Probes beside this file).
func probe(_ name: String) throws -> ReferenceScenario {
    let path = "\(repositoryRoot)/Tests/DominoAnalysisTests/Probes/\(name).json"
    return ReferenceScenario(json: try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Whether two figures are the same but for the last digits of a Double.
private func isSame(_ one: Double?, _ other: Double) -> Bool {
    guard let one else { return false }
    return (one - other).magnitude <= 1e-9 * max(1, other.magnitude)
}

@Suite("The slow reference answers the probes")
struct ReferenceProbeTests {
    /// The answer to slips such as `paper=4`.
    private func whatIf(
        _ scenario: ReferenceScenario, _ slips: [String: Double], moves: [ReferenceMove] = []
    ) -> ReferenceWhatIf {
        let slips = slips.sorted { $0.key < $1.key }.map { ReferenceSlip($0.key, .days($0.value)) }
        return referenceWhatIf(scenario, ReferenceQuestion(slips: slips, moves: moves))
    }

    @Test("overdue and certain: kept today at the earliest, and what needs it waits")
    func overdueFixed() throws {
        let scenario = try probe("overdue-fixed")
        let answer = whatIf(scenario, [:])
        #expect(answer.overdue.map(\.commitment) == ["a"] && answer.overdue.map(\.days) == [19])
        #expect(answer.outcome(of: "a").heldBy == "today" && answer.outcome(of: "a").slip == 19)
        #expect(answer.outcome(of: "b").slip == 15 && answer.outcome(of: "b").driver == "a")
        #expect(answer.score == 150_000 && answer.money == 150_000)
        // Waiting for today is a's own, and so is all the damage; one more day of delay changes nothing yet.
        #expect(answer.outcome(of: "a").blame == 150_000 && answer.outcome(of: "a").priceOfDay == 0)
        let promise = ReferencePromise(scenario, root: "b", replicates: 1, seed: 1)
        #expect(promise.kept(0) == 0)
        #expect(promise.safe(0.8).map { promise.date($0) } == ReferenceDate("2027-04-09"))
        #expect(promise.verdict(0, policy: ReferencePolicy()).verdict == "unsafe")
    }

    @Test("overdue and drawn: what is left of the estimate")
    func overdueDrawn() throws {
        let scenario = try probe("overdue-drawn")
        let promise = ReferencePromise(scenario, root: "b", replicates: 10_000, seed: 1)
        let kept = 0.3213
        #expect((promise.kept(0) - kept).magnitude <= 4 * (kept * (1 - kept) / 10_000).squareRoot())
        let runs = promise.simulation
        for (quantile, slip) in [(0.5, 20.72), (0.8, 22.56), (0.95, 24.66)] {
            // The density there times the slip's error is the quantile's standard error.
            #expect(((runs.slip("a", quantile: quantile) ?? 0) - slip).magnitude <= 0.12, "P\(quantile)")
        }
        #expect(runs.refuted.isEmpty)
    }

    @Test(
        "as days pass without the data, its odds change, until the estimate is refuted",
        arguments: [
            ("2026-06-15", 0.9997, 7.31), ("2026-06-18", 0.9974, 9.27), ("2026-06-20", 0.950, 10.62),
            // Kept on the very day: 0 but for the step of 1/1024 day that counts as that day.
            ("2026-06-21", 0.0043, 11.31), ("2026-06-22", 0, nil),
        ])
    func overdueGolden(_ today: String, _ kept: Double, _ p80: Double?) throws {
        let question = ReferenceQuestion(today: ReferenceDate(today))
        let promise = ReferencePromise(
            try probe("overdue-golden"), root: "go-live", replicates: 5000, seed: 1, question: question)
        #expect((promise.kept(0) - kept).magnitude <= 4 * (kept * (1 - kept) / 5000).squareRoot() + 5e-5)
        let runs = promise.simulation
        if let p80 {
            #expect(((runs.slip("data", quantile: 0.8) ?? 0) - p80).magnitude <= 0.12)
            #expect(runs.refuted.isEmpty)
        } else {
            #expect(runs.refuted == ["data"] && promise.refutedOnTheWay == ["data"])
            #expect(runs.slip("data", quantile: 0.01) == 12 && runs.slip("data", quantile: 1) == 12)
            #expect(promise.verdict(30, policy: ReferencePolicy()).verdict == "stretch")
        }
    }

    @Test("a mitigation helps after the due date, from the day on which it bites")
    func lateMitigation() throws {
        let scenario = try probe("remedy-after-due")
        let day = ReferenceDate("2027-02-25")
        let all = ReferenceEnumeration(scenario, slips: scenario.slips, decidedOn: day, seed: 1, replicates: 1)
        let best = try #require(all.winner(budget: nil, ReferenceEnumeration.mean))
        #expect(best.plan == [0] && best.cost == 1000 && best.totals == [200_000])
        #expect(all.silentBaseline == [300_000] && all.toldBaseline == [300_000])
        #expect(all.options[0].bites == ReferenceDate("2027-03-05"))
        #expect(all.options[0].decideBy == ReferenceDate("2027-03-22"))
        for (decided, helps) in [("2027-03-22", true), ("2027-03-23", false)] {
            let late = ReferenceEnumeration(
                scenario, slips: scenario.slips, decidedOn: ReferenceDate(decided), seed: 1, replicates: 1)
            #expect(late.options[0].stillHelps == helps && late.plans.count == (helps ? 2 : 1))
        }
        // Decided on 22 Mar it bites on 30 Mar, a day before it comes anyway.
        let last = referenceWhatIf(
            scenario,
            ReferenceQuestion(slips: scenario.slips, plan: ["crew"], decidedOn: ReferenceDate("2027-03-22")))
        #expect(last.score == 290_000 && last.tooLate.isEmpty)
    }

    @Test("a slip says how late it is, and not how much later")
    func slipIsTotal() throws {
        let scenario = try probe("slip-is-total")
        let question = ReferenceQuestion().completed(by: scenario)
        let answer = referenceWhatIf(scenario, question)
        #expect(answer.outcome(of: "b").slip == 20 && answer.score == 2000)
        #expect(answer.outcome(of: "b").date == ReferenceDate("2027-03-31"))
        let runs = ReferenceSimulation(scenario, question, replicates: 3, seed: 1)
        #expect(runs.totals == [2000, 2000, 2000])
        let dates = referenceNewDates(scenario, question, confidence: 0.8, replicates: 3, seed: 1)
        #expect(dates.map(\.commitment) == ["b"] && dates[0].date == ReferenceDate("2027-03-31") && dates[0].kept == 1)
    }

    @Test("a date that slips hurts those who follow it, a date that is moved does not")
    func follows() throws {
        let scenario = try probe("follows")
        #expect(whatIf(scenario, ["migration": 30]).score == 1_537_000)
        let moved = whatIf(scenario, [:], moves: [ReferenceMove("migration", days: 30)])
        #expect(moved.score == 7000 && moved.onPlanScore == 0)
        #expect(moved.commitments.map(\.moved) == [30, 30, 0] && moved.commitments.map(\.slip) == [30, 30, 16])
        #expect(moved.commitments.map(\.state) == [.kept, .kept, .late])
        // A slip in the same question counts from the moved date.
        let both = whatIf(scenario, ["migration": 2], moves: [ReferenceMove("migration", days: 30)])
        #expect(both.outcome(of: "migration").slip == 32 && both.score == 2000 + 100_000 + 7000)
        let promise = ReferencePromise(scenario, root: "migration", replicates: 1, seed: 1)
        #expect(promise.useful(among: -10...200).map { promise.date($0) } == ReferenceDate("2027-03-15"))
    }

    @Test("weeks, calendar days and windows")
    func weeksAndWindows() throws {
        let scenario = try probe("weeks-and-windows")
        let penalties: [Double: [Double]] = [1: [1000, 100], 4: [1000, 400], 6: [2000, 800], 30: [6000, 4200]]
        for (days, penalty) in penalties {
            let answer = whatIf(scenario, ["paper": days])
            #expect(answer.outcome(of: "paper").amounts.map(\.amount) == penalty, "paper=\(days)")
            let decision = answer.outcome(of: "decision")
            #expect(decision.heldBy == "board")
            if days == 30 {
                #expect(decision.state == .broken)
            } else {
                #expect(decision.slip == 25 && decision.date == ReferenceDate("2027-04-06"))
            }
            if days <= 4 {
                let hall = answer.outcome(of: "hall")
                #expect(hall.slip == 11 && hall.date == ReferenceDate("2027-03-22") && hall.heldBy == "freeze")
            }
        }
    }

    @Test("two of three are enough")
    func twoOfThree() throws {
        let scenario = try probe("two-of-three")
        #expect(whatIf(scenario, ["a": 20]).outcome(of: "board").state == .kept)
        let both = whatIf(scenario, ["a": 20, "b": 5])
        #expect(both.outcome(of: "board").slip == 5 && both.score == 500 && both.outcome(of: "board").driver == "b")
    }

    @Test("money beside score, by side")
    func money() throws {
        let scenario = try probe("money-and-points")
        let answer = referenceWhatIf(scenario, ReferenceQuestion().completed(by: scenario))
        #expect(answer.money == 15_030 && answer.score == 100_060)
        #expect(answer.amounts.first { $0.kind == "trust" }.map { [$0.amount] } == [10])
        #expect(answer.sides.map(\.side) == ["seller", "client", "other"])
        #expect(answer.sides.map(\.money) == [10_000, 5030, 0] && answer.sides.map(\.score) == [10_000, 90_060, 0])
    }

    @Test("working days, names with commas, and a file without root or damage")
    func others() throws {
        let days = whatIf(try probe("working-days"), ["a": 20])
        #expect(days.score == 20_000 && days.outcome(of: "a").date == ReferenceDate("2027-03-29"))
        let names = try probe("names")
        #expect(names.stakeholders.map(\.name) == ["Acme, Inc.", "Dr. Lee, VP, Ops", "1,200 stores"])
        #expect(referenceWhatIf(names, ReferenceQuestion().completed(by: names)).score == 1600)
        let bare = whatIf(try probe("no-root-no-damage"), ["a": 15])
        #expect(bare.root == "a" && bare.outcome(of: "b").slip == 6 && bare.outcome(of: "b").state == .late)
        #expect(bare.score == 0)
        let future = try probe("fact-in-future")
        #expect(future.commitment("a").keptOn.map { $0 > ReferenceDate("2027-03-20") } == true)
    }
}
