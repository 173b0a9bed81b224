import DominoAnalysis
import DominoScenario
import Testing

@testable import DominoReport

@Suite("simulations as text and Markdown")
struct SimulateTextTests {
    @Test("say the odds, the harm and what matters in the first sentences")
    func opening() throws {
        let fields = #"""
            "root": "live", "currency": "USD",
            "commitments": [
              { "id": "live", "title": "iOS app live", "promisor": "us", "promisee": "client", "due": "2027-03-01",
                "delay": { "discrete": [[0, 1], [10, 1]] },
                "damage": [ { "kind": "penalty", "perDay": 1000 } ] } ]
            """#
        let page = try SimulatedPage(fields)
        #expect(
            page.sentence.hasPrefix(
                "\"iOS app live\" is 51 % likely to be on time, by 1 Mar, and at least 80 % likely by 11 Mar. "))
        #expect(page.sentence.contains("Average damage is USD 4,920, and never more than 10,000."))
        #expect(page.sentence.hasSuffix("The biggest cause is its own delay: without it there is no damage."))
        #expect(page.today.hasPrefix("As of today, 1 Jan 2027: \"iOS app live\" is 51 % likely"))
    }

    @Test("have words for every special case", arguments: SpecialCase.all)
    func special(_ special: SpecialCase) throws {
        let page = try SimulatedPage(special.fields, replicates: special.replicates)
        #expect(page.sentence == special.sentence)
    }

    @Test("fit every width, with long and with wide names", arguments: [60, 80, 120], [Hostile.long, Hostile.wide])
    func fit(width: Int, name: String) throws {
        let page = try SimulatedPage(Hostile.fields(name), target: 1)
        for line in page.text(width: width).split(separator: "\n") {
            #expect(cellWidth(String(line)) <= width, "\(line)")
        }
    }

    @Test("words wider than a line are broken, others are not")
    func breaking() {
        #expect(wrapped("so 注文プラット then", 6) == ["so", "注文プ", "ラット", "then"])
        #expect(wrapped("abcdefgh ij k", 5) == ["abcde", "fgh", "ij k"])
        #expect(wrapped("", 5).isEmpty)
    }

    @Test("are made harmless", arguments: Hostile.names)
    func harmless(_ name: String) throws {
        let page = try SimulatedPage(Hostile.fields(name), target: 1)
        let text = page.text(width: 80)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || sanitized(String($0)) == String($0) })
        let source = page.source
        #expect(source.unicodeScalars.allSatisfy { $0 == "\n" || sanitized(String($0)) == String($0) })
        #expect(!source.contains("<"))
        // Every table keeps its columns: a `|` of somebody's text is escaped.
        var columns = 0
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("|") else {
                columns = 0
                continue
            }
            let edges = line.replacing("\\|", with: "").count { $0 == "|" }
            #expect(columns == 0 || edges == columns, "\(line)")
            columns = edges
        }
    }

    @Test("colour changes no character")
    func colour() throws {
        let page = try SimulatedPage(Hostile.fields("name"), target: 1)
        let colored = page.text(width: 80, color: true)
        #expect(colored.contains("\u{1B}["))
        #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == page.text(width: 80))
    }

    @Test("count what is not listed")
    func limits() throws {
        let many = (0..<30).map { place in
            #"""
            { "id": "c\#(place)", "promisor": "us", "promisee": "p\#(place)", "due": "2027-03-01",
              "delay": { "uniform": [-1, \#(place + 1)] }, "damage": [ { "kind": "money", "perDay": 10 } ] }
            """#
        }
        let page = try SimulatedPage("\"commitments\": [ \(many.joined(separator: ", ")) ]")
        let text = page.text(width: 80)
        #expect(text.contains("18 more are not shown."))
        #expect(text.components("and 10 more (--format json lists all)") == 2)
        #expect(text.contains("On average, 27 of 30 commitments are late or broken"))
    }

    @Test("name the target's chain and what its figures mean")
    func target() throws {
        let page = try SimulatedPage(Hostile.fields("First"), target: 1)
        #expect(page.text(width: 80).contains("What makes Second late\n"))
        #expect(page.text(width: 80).contains("in chain   SSI  cruciality"))
        #expect(page.source.contains("### What makes Second late"))
    }
}

/// A scenario played, to be shown.
struct SimulatedPage {
    var scenario: Scenario
    var answer: SimulationResult

    /// - Parameter fields: those of the scenario besides its head.
    init(_ fields: String, replicates: Int = 10_000, target: CommitmentIndex? = nil) throws {
        let text = "{ \"domino\": 1, \"name\": \"test\", \"asOf\": \"2027-01-01\", \(fields) }"
        let loaded = loadScenario(path: "test.json", contents: Array(text.utf8)) { _ in
            .unreadable(reason: "no includes here")
        }
        scenario = try #require(loaded.scenario, "\(loaded.diagnostics.map(\.message))")
        let question = SimulateQuestion(
            asOf: Day(year: 2027, month: 1, day: 1), replicates: replicates, target: target)
        answer = simulate(question, in: compile(scenario), threads: 2)
    }

    func answered(_ today: (Day) -> AskedOn = { .given($0) }) -> Answered<SimulationResult> {
        Answered(answer, names: Names(scenario), today: today(answer.question.asOf))
    }

    var sentence: String { answered().sentence().string }
    var today: String { answered { .today($0) }.sentence().string }
    var source: String { render(answered(), as: .markdown, style: TextStyle()) }

    func text(width: Int, color: Bool = false) -> String {
        render(answered(), as: .text, style: TextStyle(width: width, color: color))
    }
}

/// A scenario that has no usual answer, and what is said of it.
struct SpecialCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var fields: String
    var sentence: String
    var replicates = 10_000

    private static func one(_ rest: String) -> String {
        #""commitments": [ { "id": "live", "promisor": "us", "promisee": "client", "due": "2027-03-01"\#(rest) } ]"#
    }

    static let all = [
        SpecialCase(
            testDescription: "no root", fields: one(#", "delay": { "discrete": [[0, 3], [4, 1]] }"#),
            sentence: "On average, 0.2 of 1 commitment is late or broken. Nothing says what it costs: add \"damage\"."),
        SpecialCase(
            testDescription: "no root, certain", fields: one(""),
            sentence:
                "All 10,000 runs are the same: no commitment is late or broken; nothing says what it costs: add \"damage\"."
        ),
        SpecialCase(
            testDescription: "certain",
            fields: #""root": "live", "# + one(#", "damage": [{ "kind": "a", "perDay": 5 }]"#),
            sentence: "All 10,000 runs are the same: \"live\" is kept on time, by 1 Mar; there is no damage."),
        SpecialCase(
            testDescription: "certainly late",
            fields: #""root": "live", "currency": "USD", "#
                + one(#", "delay": 2, "damage": [{ "kind": "a", "perDay": 5 }]"#),
            sentence:
                "All 10,000 runs are the same: \"live\" is kept 2 days late, on 3 Mar; the damage is USD 10. The biggest"
                + " cause is its own delay: without it there is no damage."),
        SpecialCase(
            testDescription: "always broken",
            fields: #""root": "live", "#
                + one(
                    #", "breaksAfter": 1, "delay": { "uniform": [3, 9] }, "#
                        + #""damage": [{ "kind": "a", "lump": 0, "ifBroken": 7 }]"#),
            sentence:
                "All 10,000 runs are the same: \"live\" is never kept; the damage is 7. The biggest cause is its own delay:"
                + " without it there is no damage."),
        SpecialCase(
            testDescription: "broken already", fields: #""root": "live", "# + one(#", "status": "broken""#),
            sentence:
                "All 10,000 runs are the same: \"live\" is already broken; nothing says what it costs: add \"damage\"."),
        SpecialCase(
            testDescription: "kept already",
            fields: #""root": "live", "# + one(#", "status": "kept", "keptOn": "2026-12-30""#),
            sentence: "All 10,000 runs are the same: \"live\" was kept on 30 Dec 2026; there is no damage."),
        SpecialCase(
            testDescription: "one run",
            fields: #""root": "live", "# + one(#", "delay": { "uniform": [3, 9] }"#),
            sentence: "\"live\" is not on time, by 1 Mar, in the one run. Nothing says what it costs: add \"damage\".",
            replicates: 1),
    ]
}

/// Names that may do harm, in every place a name has.
enum Hostile {
    static let long = String(repeating: "a very long name of something promised ", count: 12)
    static let wide = String(repeating: "注文プラットフォームの稼働開始", count: 8)
    static let names = [
        "\u{1B}[31mred\u{1B}]0;title\u{7}", "\u{202E}reversed\u{2066}", "a | b || c \\|", "<script>alert(1)</script>",
        "`code` [x](javascript:alert(1)) ![y](z)", "line\nbreak\r\n| row |", "\u{200B}\u{FEFF}\u{9B}31m",
    ]

    /// A scenario in which everything that has a name has this one.
    static func fields(_ name: String) -> String {
        var json = JSONText()
        json.value(name)
        let text = json.text
        return """
            "root": "a", "currency": \(text),
            "stakeholders": [ { "id": "us", "name": \(text) }, { "id": "them", "name": \(text) } ],
            "commitments": [
              { "id": "a", "title": \(text), "promisor": "us", "promisee": "them", "due": "2027-03-01", "work": 10,
                "delay": { "pert": [-1, 2, 12] }, "damage": [ { "kind": "money", "perDay": 123456 } ] },
              { "id": "b", "title": "Second", "promisor": "them", "promisee": "us", "due": "2027-03-08",
                "needs": [ { "commitment": "a", "lead": 5 } ], "breaksAfter": 9, "delay": { "uniform": [-3, 3] },
                "damage": [ { "kind": "money", "bearer": "us", "perDay": 1, "ifBroken": 1000000 } ] } ],
            "risks": [ { "id": "r", "title": \(text), "chance": 0.2,
                         "hits": [ { "commitment": "a", "delay": 5 } ] } ],
            "factors": [ { "id": "f", "value": { "triangular": [0.9, 1, 1.4] }, "scales": ["a"] } ]
            """
    }
}

extension String {
    /// How often another text occurs.
    fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
