import DominoAnalysis
import DominoScenario
import Testing

@testable import DominoReport

@Suite("The brief for a talk")
struct TalkBriefTests {
    /// A report of ours that a client hands on, late by six days, with plans to offer.
    private func answer(
        plans: [[MitigationIndex]], chance: Double = 1, changes: (String) -> String = { $0 }
    ) throws -> (scenario: Scenario, answer: RenegotiationResult) {
        let text = changes(
            """
            { "domino": 1, "name": "a", "asOf": "2027-01-04", "root": "report", "currency": "EUR",
              "stakeholders": [ { "id": "us", "name": "Femke, our seller", "side": "seller" },
                { "id": "pieter", "name": "Pieter, purchasing", "side": "client" }, { "id": "board", "name": "The board" } ],
              "commitments": [
                { "id": "report", "title": "Energy report", "promisor": "us", "promisee": "pieter", "due": "2027-01-20",
                  "damage": [ { "kind": "k", "perDay": 100 } ], "notice": [[0, 1], [16, 0.5]] },
                { "id": "paper", "title": "Board paper", "promisor": "pieter", "promisee": "board", "due": "2027-01-25",
                  "needs": [ { "commitment": "report", "lead": 4 } ], "damage": [ { "kind": "k", "perDay": 40 } ] } ],
              "mitigations": [
                { "id": "analyst", "title": "Hire an analyst", "cost": 200, "leadTime": 6, "chance": \(chance),
                  "effects": [ { "expedite": "report", "days": 4 } ] },
                { "id": "numbers", "title": "Telephone the two numbers", "cost": 10,
                  "effects": [ { "decouple": "paper", "from": "report", "share": 0 } ] } ],
              "slip": { "commitment": "report", "days": 6 } }
            """)
        let loaded = loadScenario(path: "a.json", contents: Array(text.utf8)) { _ in .unreadable(reason: "") }
        let scenario = try #require(loaded.scenario, "\(loaded.diagnostics.map(\.message))")
        let today = try #require(scenario.asOf)
        let question = RenegotiateQuestion(
            slips: scenario.slips, knownOn: today, asOf: today, plans: plans, replicates: 1000)
        return (scenario, renegotiate(question, in: compile(scenario), threads: 1))
    }

    private func lines(_ person: Int, _ made: (scenario: Scenario, answer: RenegotiationResult)) -> [String] {
        let answered = answered(made)
        return answered.brief(for: made.answer.talks[person]).map { $0.labelled.string }
    }

    private func answered(
        _ made: (scenario: Scenario, answer: RenegotiationResult)
    ) -> Answered<RenegotiationResult> {
        Answered(made.answer, names: Names(made.scenario), today: .given(made.answer.question.asOf))
    }

    @Test("owns the slip, says what it means for them, and offers plans with what each does for them")
    func plans() throws {
        let made = try answer(plans: [[0, 1], [1], [0]])
        let pieter = lines(0, made)
        #expect(
            pieter[0]
                == "Say: I want you to hear this from me: \"Energy report\" will not be ready on 20 Jan. As things "
                + "stand, it will be 6 days late, on 26 Jan. I gave you that date, and I am sorry.")
        #expect(pieter[2] == "For them: It costs them EUR 600 if nobody speaks, 300 if told today, 100 with plan A.")
        #expect(
            pieter[3]
                == "Plan A: Hire an analyst; Telephone the two numbers (EUR 210, to be decided by 19 Jan): \"Energy "
                + "report\" on 22 Jan; it costs them EUR 100, not 300.")
        #expect(!pieter.contains { $0.hasPrefix("Plan B") }, "the numbers alone do nothing for him")
        #expect(pieter.contains { $0.hasPrefix("Plan C: Hire an analyst (EUR 200") })
        #expect(
            pieter.contains(
                "In turn: They have promised others: \"Board paper\" to The board holds with plan A (100\u{A0}%)."
            ))
        let board = lines(1, made)
        #expect(
            board[0].hasPrefix("News: Pieter promised \"Board paper\" for 25 Jan; it will be 5 days late, on 30 Jan."))
        #expect(board.contains("New date: 25 Jan holds with plan A: kept in all 1,000 runs."))
    }

    @Test("offers the date that is kept often enough, and says how likely a second miss is")
    func secondMiss() throws {
        let sure = lines(0, try answer(plans: [[0]], chance: 0.9))
        #expect(
            sure.contains {
                $0.hasPrefix("New date: Offer 22 Jan, no earlier: ") && $0.hasSuffix("risk of a second miss.")
            })
        #expect(sure.contains { $0.contains("% likely, so a ") })
        let doubtful = lines(0, try answer(plans: [[0]], chance: 0.5))
        #expect(
            doubtful.contains {
                $0.hasPrefix("New date: Offer 26 Jan, no earlier: kept in all 1,000 runs. It is as sure")
            })
    }

    @Test("owns the reason the file states, and tells those who are many by an announcement")
    func stated() throws {
        let made = try answer(plans: []) {
            $0.replacing(
                "\"days\": 6 }",
                with: "\"days\": 6, \"because\": \"The data came late\", \"prevention\": \"A weekly date check\" }"
            )
            .replacing("\"name\": \"The board\"", with: "\"name\": \"The board\", \"group\": true")
            .replacing(
                "\"slip\":", with: "\"decided\": [ { \"mitigation\": \"numbers\", \"on\": \"2027-01-02\" } ], \"slip\":"
            )
        }
        let pieter = lines(0, made)
        #expect(pieter.contains { $0.hasPrefix("Own it: The data came late. Say since when you know it.") })
        #expect(pieter.contains { $0.hasPrefix("Next time: A weekly date check.") })
        #expect(pieter.contains("Under way: Telephone the two numbers, since 2 Jan."))
        let talks = calendar(of: answered(made), version: "1")
        #expect(talks.contains("The data came late") && talks.contains("A weekly date check"))
        let text = render(
            answered(
                try answer(plans: []) {
                    $0.replacing("\"name\": \"The board\"", with: "\"name\": \"The board\", \"group\": true")
                }), as: .text, style: TextStyle(width: 80))
        #expect(text.contains("By an announcement that names somebody to turn to"))
    }

    @Test("offers a date for what a new promise saves, and none for what is never kept")
    func lost() throws {
        let saved = lines(
            1,
            try answer(plans: []) {
                $0.replacing("\"due\": \"2027-01-25\",", with: "\"due\": \"2027-01-25\", \"breaksAfter\": 2,")
            })
        #expect(saved[0].contains("it is lost"))
        #expect(saved.contains { $0.hasPrefix("New date: Offer 30 Jan, no earlier") })
        let made = try answer(plans: []) { $0.replacing("\"days\": 6 }", with: "\"days\": \"broken\" }") }
        let board = lines(1, made)
        #expect(board.contains { $0.hasPrefix("New date: None: no date is 80\u{A0}% likely.") })
        let text = render(answered(made), as: .text, style: TextStyle(width: 80))
        #expect(!text.contains("plan A") && !text.contains("What we can offer"))
    }

    @Test("says nothing of an excuse where the promise was the other one's own")
    func theirs() throws {
        let made = try answer(plans: []) {
            $0.replacing(
                "\"promisor\": \"us\", \"promisee\": \"pieter\"", with: "\"promisor\": \"pieter\", \"promisee\": \"us\""
            )
        }
        let pieter = try #require(made.answer.talks.firstIndex { $0.person == 1 })
        #expect(
            lines(pieter, made)[0].hasPrefix("Say: Your \"Energy report\", promised for 20 Jan, will be 6 days late"))
    }

    @Test("fits every width, with long and with wide names", arguments: [60, 80, 120], [Hostile.long, Hostile.wide])
    func fit(width: Int, name: String) throws {
        let made = try answer(plans: [[0, 1], [1]]) {
            $0.replacing("Energy report", with: name).replacing("Hire an analyst", with: name)
                .replacing("Pieter, purchasing", with: name).replacing("The board", with: name)
        }
        let text = render(answered(made), as: .text, style: TextStyle(width: width))
        for line in text.split(separator: "\n") { #expect(cellWidth(String(line)) <= width, "\(line)") }
    }
}
