import DominoAnalysis
import DominoScenario
import Testing

@testable import DominoReport

/// A scenario to be asked something.
private struct Asked {
    let scenario: Scenario
    let today: Day

    /// - Parameter fields: those of the scenario besides its head.
    init(_ fields: String, asOf: String = "2027-01-04") throws {
        let text = #"{ "domino": 1, "name": "test", "asOf": "\#(asOf)", \#(fields) }"#
        let loaded = loadScenario(path: "test.json", contents: Array(text.utf8)) { _ in .unreadable(reason: "") }
        scenario = try #require(loaded.scenario, "\(loaded.diagnostics.map(\.message))")
        today = try #require(scenario.asOf)
    }

    func answered<A: Answer>(_ answer: A, isToday: Bool = false) -> Answered<A> where A.Named == Names {
        Answered(answer, names: Names(scenario), today: AskedOn(today, isToday: isToday))
    }

    func whatIf(moves: [Move] = []) -> Answered<WhatIfResult> {
        let question = WhatIfQuestion(slips: scenario.slips, moves: moves, toldOn: scenario.toldOn, asOf: today)
        return answered(DominoAnalysis.whatIf(question, in: compile(scenario)))
    }

    func check(isToday: Bool = false) -> Answered<CheckResult> {
        let question = CheckQuestion(asOf: today, policy: scenario.policy, replicates: 1000)
        return answered(DominoAnalysis.check(question, in: compile(scenario), threads: 1), isToday: isToday)
    }

    func mitigate() -> Answered<MitigationResult> {
        let question = MitigateQuestion(slips: scenario.slips, decideOn: today, asOf: today, replicates: 1000)
        return answered(DominoAnalysis.mitigate(question, in: compile(scenario), threads: 1))
    }
}

@Suite("Headlines tell the truth")
struct HeadlineTests {
    static let points = #"""
        "root": "live", "currency": "USD",
        "kinds": [ { "id": "fee" }, { "id": "trust", "unit": "points", "weight": 4000 } ],
        "stakeholders": [ { "id": "us", "name": "Us", "side": "seller" },
          { "id": "dana", "name": "Dana", "side": "client", "weight": 2 } ],
        "commitments": [ { "id": "live", "title": "Go. Live.", "promisor": "us", "promisee": "dana",
          "due": "2027-03-01", "notice": [[0, 1], [30, 0.5]],
          "damage": [ { "kind": "fee", "bearer": "us", "perDay": 1000 }, { "kind": "fee", "perDay": 500 },
            { "kind": "trust", "perDay": 1 } ] } ],
        "mitigations": [ { "id": "crew", "title": "Second crew", "cost": 1000, "leadTime": 1,
          "effects": [ { "expedite": "live", "days": 4 } ] } ],
        "slip": { "commitment": "live", "days": 10 }
        """#

    @Test("money comes first, ours and theirs, then what else is hurt; the headline is the first sentence, built so")
    func money() throws {
        let answered = try Asked(Self.points).whatIf()
        let text = answered.sentence().string
        #expect(
            text.hasPrefix(
                "If \"Go. Live.\" slips 10 days, 1 commitment falls. It costs us USD 10,000 and them USD 5,000, and 10"
                    + " points of trust."), "\(text)")
        #expect(!text.contains("score"))
        let headline = #""headline": "If \"Go. Live.\" slips 10 days, 1 commitment falls.""#
        #expect(render(answered, as: .json, style: TextStyle()).contains(headline))
        let table = render(answered, as: .markdown, style: TextStyle())
        #expect(table.contains("| Us | 10,000 | 67 % | 10,000 |") && table.contains("| Dana | 5,000 | 33 % | 90,000 |"))
        #expect(table.contains("Score\\: money plus what you said a point is worth, by your weights."))
    }

    @Test("money is all there is to say where nobody has a side and nothing has a unit")
    func plain() throws {
        let text = try Asked(
            #"""
            "root": "a", "currency": "USD", "commitments": [ { "id": "a", "promisor": "x", "promisee": "y",
              "due": "2027-03-01", "damage": [ { "kind": "k", "perDay": 10 } ] } ],
            "slip": { "commitment": "a", "days": 10 }
            """#
        ).whatIf()
        #expect(
            text.sentence().string == "If \"a\" slips 10 days, 1 commitment falls. It costs USD 100. All of it hits y.")
        #expect(!render(text, as: .text, style: TextStyle()).contains("score"))
    }

    @Test("the bridge names what it comes to untold, told and with the plan, once as score where that is no money")
    func bridge() throws {
        let text = try Asked(Self.points).mitigate().sentence().string
        #expect(
            text.hasPrefix(
                "Do \"Second crew\" today for USD 1,000: it saves us USD 2,000 and them USD 1,000, and 2 points of trust"
                    + " (proven best). The score (money plus what you said a point is worth, by your weights): nobody"
                    + " told 100,000; told today 50,000; with the plan 31,000 (of it 1,000 cost)."), "\(text)")
    }

    static let overdue = #"""
        "root": "b", "currency": "USD", "commitments": [
          { "id": "a", "title": "Data delivered", "promisor": "client", "promisee": "us", "due": "2027-03-01" },
          { "id": "b", "title": "Software live", "promisor": "us", "promisee": "client", "due": "2027-03-25",
            "needs": [ { "commitment": "a", "lead": 20 } ],
            "damage": [ { "kind": "penalty", "bearer": "us", "perDay": 10000 } ] } ]
        """#

    @Test("what is overdue comes first, and an impossible date says why")
    func impossible() throws {
        let asked = try Asked(Self.overdue, asOf: "2027-03-20")
        let first =
            "\"Data delivered\" is 19 days overdue: ask client today for a new date, or enter the day it was kept."
        let check = asked.check().sentence().string
        #expect(
            check.hasPrefix(
                "First: \(first) 25 Mar cannot be kept: \"Data delivered\" is still open, and 20 days of work follow it."
            ),
            "\(check)")
        #expect(
            asked.check(isToday: true).sentence().string.hasPrefix("As of today, 20 Mar 2027, first: \(first) 25 Mar"))
        #expect(asked.whatIf().sentence().string.hasPrefix("First: \(first) As things stand, 2 commitments fall."))
        #expect(asked.whatIf().because(0) == "still open today")
    }

    @Test("days are working days where a calendar is in force")
    func workingDays() throws {
        let answered = try Asked(#""calendar": {}, "slip": { "commitment": "b", "days": 3 }, "# + Self.overdue).whatIf()
        #expect(answered.sentence().string.hasPrefix("If \"Software live\" slips 3 working days, 1 commitment falls."))
        let text = render(answered, as: .text, style: TextStyle())
        #expect(text.contains("Damage by the day counts working days"))
        #expect(text.contains("(d: working days)"))
    }

    @Test("a date moved on purpose is told as agreed, and whoever follows it is not hurt")
    func moved() throws {
        let asked = try Asked(
            #"""
            "commitments": [ { "id": "m", "title": "Accounts migrated", "promisor": "us", "promisee": "bank",
                "due": "2027-03-01", "damage": [ { "kind": "k", "perDay": 1 } ] },
              { "id": "l", "title": "Login", "promisor": "bank", "promisee": "us", "due": "2027-03-02",
                "follows": "m", "needs": [ { "commitment": "m", "lead": 1 } ] } ]
            """#)
        let answered = asked.whatIf(moves: [Move(commitment: 0, days: 30)])
        #expect(
            answered.sentence().string
                == "If \"Accounts migrated\" is moved 30 days later by agreement, nothing falls. \"Login\" moves along and"
                + " is not hurt.")
        #expect(
            render(answered, as: .text, style: TextStyle())
                .contains("Moved by agreement by 30 days: nobody who follows it is hurt."))
    }

    @Test("a file without damage says what falls, and asks for the price")
    func priceless() throws {
        let asked = try Asked(
            #"""
            "commitments": [ { "id": "a", "promisor": "x", "promisee": "y", "due": "2027-03-01" } ],
            "slip": { "commitment": "a", "days": 2 }
            """#)
        #expect(
            asked.whatIf().sentence().string
                == "If \"a\" slips 2 days, 1 commitment falls. Nothing says what it costs: add \"damage\" to \"a\" to see"
                + " the price.")
    }

    /// A name, and how a sentence has it.
    static let peoplesNames: [(name: String, within: String)] = [
        ("1,200 stores", "1,200 stores"), ("Acme, Inc.", "Acme, Inc."), ("Dr. Lee, VP, Ops", "Dr. Lee, VP, Ops,"),
        ("Ruth Calder, chief executive", "Ruth Calder"), ("Dana Ruiz, VP Operations", "Dana Ruiz, VP Operations,"),
        ("Us", "us"),
    ]

    @Test("a name is never cut at a comma that is part of it", arguments: peoplesNames)
    func names(_ name: String, _ within: String) throws {
        let asked = try Asked(
            #"""
            "stakeholders": [ { "id": "a", "name": "\#(name)" }, { "id": "b" } ],
            "commitments": [ { "id": "c", "promisor": "a", "promisee": "b", "due": "2027-03-01" } ]
            """#)
        #expect(Names(asked.scenario).subject(0).string == within)
    }
}
