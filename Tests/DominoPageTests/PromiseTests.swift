import DominoTestSupport
import Foundation
import Testing

@Suite(
    "The promise on the page",
    .enabled(if: Browser.program != nil, "Chromium, or node to drive it, is not on the PATH"), .serialized)
struct PromiseTests: PageSuite {
    static let scenario = "\(repositoryRoot)/Scenarios/rush-promise.json"

    /// The promise as the page judges it, as the result of a step.
    var judged: Browser.Step {
        .evaluate(
            """
            JSON.stringify((({ promise, safe, useful, best, verdict, kept, limits }, { mean, p95, cvar95 }) => {
              const day = number => number === null ? null : new Date(Date.UTC(1900, 0, 1) + number * 86400000).toISOString().slice(0, 10);
              return { promise: day(promise), safeDate: day(safe), usefulDate: day(useful), bestDate: day(best), verdict,
                pKept: kept, mean, p95, cvar95, limits: limits.map(({ value, limit, passed }) => [value, limit, passed]),
                says: document.getElementById("promise-sentence").textContent };
            })(domino.promise(), domino.odds()))
            """)
    }

    /// Holds it against a check of the command.
    func compare(_ shown: String, _ arguments: [String], _ name: String) throws {
        let page = try #require(try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [String: Any])
        let result = runProcess(dominoBinary, ["check", Self.scenario, "--format", "json"] + arguments)
        try #require(result.status <= 1, "\(result.errors)")
        let answer = try #require(try JSONSerialization.jsonObject(with: Data(result.standardOutput)) as? [String: Any])
        // The page knows no cheapest date where each of them would have to be simulated.
        if let best = page["bestDate"] as? String {
            #expect(best == answer["bestDate"] as? String, "\(name): bestDate")
        }
        for field in ["promise", "safeDate", "usefulDate", "verdict"] {
            #expect(page[field] as? String == answer[field] as? String, "\(name): \(field)")
        }
        for field in ["pKept", "mean", "p95", "cvar95"] {
            #expect(page[field] as? Double == answer[field] as? Double, "\(name): \(field)")
        }
        let limits = try #require(page["limits"] as? [[Any]])
        let thresholds = try #require(answer["thresholds"] as? [[String: Any]])
        #expect(limits.count == thresholds.count)
        for (own, threshold) in zip(limits, thresholds) {
            #expect(own[0] as? Double == threshold["value"] as? Double, "\(name)")
            #expect(own[2] as? Bool == threshold["passed"] as? Bool, "\(name)")
        }
        let text = runProcess(dominoBinary, ["check", Self.scenario] + arguments, environment: ["COLUMNS": "80"]).output
        let sentence = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
        // The command goes on with what the promise costs.
        let says = try #require(page["says"] as? String)
        #expect(!says.isEmpty && sentence.joined(separator: " ").hasPrefix(says), "\(name)")
    }

    @Test("is judged as 'check' judges it, and follows the day promised, the plan and the seed")
    func follows() throws {
        let folder = try TemporaryFolder()
        let luck = ["--replicates", "600"]
        func set(_ id: String, _ value: String) -> Browser.Step {
            .evaluate(
                "(field => { field.value = '\(value)'; field.dispatchEvent(new Event('change')); })(document.getElementById('\(id)'))"
            )
        }
        let settled = Browser.Step.until("location.hash.includes('promise=2026') && !domino.isSimulating()")
        let visit = try Browser.visit(
            page(folder, of: Self.scenario, luck[0], luck[1]),
            [
                .open(), .ready, .replayed, judged,
                set("promise", "2026-11-20"), settled,
                .until("domino.promise().ordinal !== null && !domino.isSimulating()"),
                .replayed, judged,
                .evaluate("document.querySelector('[data-mitigation]').click()"),
                .until("location.hash.includes('plan=') && domino.answer().asked.plan.length === 1"),
                .replayed, judged,
                .evaluate("document.getElementById('check-command').textContent"),
                set("seed", "7"), .until("location.hash.includes('seed=7')"),
                .replayed, judged,
            ])
        #expect(visit.errors == [])
        let texts = visit.texts
        try #require(texts.count == 5)
        try compare(texts[0], luck, "as opened")
        try compare(texts[1], luck + ["--promise", "2026-11-20"], "another day")
        // The page says itself which command that is.
        let line = texts[3].split(separator: " ").map(String.init)
        #expect(line.prefix(3) == ["domino", "check", "rush-promise.json"])
        try compare(texts[2], Array(line.dropFirst(3)), "with a plan")
        try compare(texts[4], Array(line.dropFirst(3).dropLast()) + ["7"], "another seed")
    }

    @Test("shows the plan that 'mitigate' proves to be the best, and ticks it")
    func proof() throws {
        let folder = try TemporaryFolder()
        let scenario = "\(repositoryRoot)/Scenarios/late-report.json"
        let visit = try Browser.visit(
            page(folder, of: scenario, "--replicates", "100"),
            [
                .open(), .ready, .replayed, .evaluate("document.getElementById('proof').textContent"),
                .evaluate("document.getElementById('take-plan').click()"),
                .until("domino.answer().asked.plan.length > 0 && document.getElementById('take-plan').disabled"),
                figures,
                .evaluate("document.getElementById('plan-command').textContent"),
            ])
        #expect(visit.errors == [])
        let texts = visit.texts
        try #require(texts.count == 3)
        let arguments = texts[2].split(separator: " ").map(String.init)
        #expect(arguments.prefix(3) == ["domino", "mitigate", "late-report.json"])
        let answer = runProcess(
            dominoBinary, ["mitigate", scenario, "--time-limit", "3600"] + arguments.dropFirst(3),
            environment: ["COLUMNS": "80"]
        ).output
        let sentence = answer.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
        #expect(texts[0] == sentence.joined(separator: " "))
        let best = try #require(
            try json("mitigate", scenario, "--replicates", "100", "--time-limit", "3600")["best"] as? [String: Any])
        let plan = try #require(best["plan"] as? [String])
        #expect(!plan.isEmpty)
        try compare(texts[1], with: json("whatif", scenario, "--plan", plan.joined(separator: ",")), "ticked")
    }
}
