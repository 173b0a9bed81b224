import DominoScenario
import Testing

@testable import DominoAnalysis

@Suite("The worked example comes to the figures of an independent program")
struct WorkedExampleTests {
    /// The example with a question about it.
    func play(plan: [String] = [], toldOn: Day? = nil) throws -> (scenario: Scenario, answer: WhatIfResult) {
        let loaded = loadScenario(path: "worked.json", contents: Array(workedExample.utf8)) { _ in
            .unreadable(reason: "")
        }
        let scenario = try #require(loaded.scenario)
        let places = plan.compactMap { id in
            scenario.mitigations.firstIndex { scenario.string($0.id) == id }.map { MitigationIndex($0) }
        }
        let question = WhatIfQuestion(
            slips: scenario.slips, plan: places, toldOn: toldOn, asOf: Day(year: 2026, month: 2, day: 2))
        return (scenario, whatIf(question, in: compile(scenario)))
    }

    @Test("a silent slip of 14 days")
    func silent() throws {
        let (_, answer) = try play()
        #expect((answer.score - 168_900).magnitude < 0.01)
        #expect(answer.commitments.map(\.slip) == [0, 14, 9, 3, 2])
        #expect(answer.commitments[1].date == Day(year: 2026, month: 3, day: 20))
        #expect((answer.commitments[1].blame - answer.score).magnitude < 0.01)
        #expect(answer.commitments.enumerated().allSatisfy { $0 == 1 || $1.blame == 0 })
        #expect((answer.commitments[1].priceOfDay - 18_600).magnitude < 0.01)
    }

    @Test("the same, told at once: less than half")
    func told() throws {
        let (_, answer) = try play(toldOn: Day(year: 2026, month: 2, day: 2))
        #expect((answer.score - 83_760).magnitude < 0.01)
        #expect((answer.silentScore - 168_900).magnitude < 0.01)
        #expect(answer.commitments.map(\.notice) == [0, 20, 29, 40, 56])
    }

    @Test("told at once, with a pilot and a new date")
    func planned() throws {
        let (_, answer) = try play(plan: ["pilot", "new-date"], toldOn: Day(year: 2026, month: 2, day: 2))
        #expect((answer.score - 33_060).magnitude < 0.1)
        #expect((answer.silentScore - 70_500).magnitude < 0.1)
        #expect((answer.commitments[2].slip - 3.6).magnitude < 1.0 / 1024)
    }

    @Test("10,000 replays under seed 1")
    func simulated() throws {
        let scenario = try play().scenario
        let question = SimulateQuestion(asOf: Day(year: 2026, month: 2, day: 2))
        let answer = simulate(question, in: compile(scenario), threads: 2)
        #expect((answer.total.mean / 121_352.209 - 1).magnitude < 1e-4)
        #expect((answer.total.deviation / 197_469.166 - 1).magnitude < 1e-4)
        #expect((answer.total.cvar95 / 674_447.189 - 1).magnitude < 1e-4)
        let kept = answer.commitments.compactMap { $0 }
        #expect(kept.map(\.late) == [0.4017, 0.9906, 0.6827, 0.4508, 0.2041])
        #expect(kept[1].quantiles == [7.359375, 12.1171875, 17.1611328125])
        #expect(kept.map(\.criticality) == [0.4016, 0.9906, 0.6827, 0.4508, 0.1253])
        let expected = [87_034.815, 70_085.902, 32_191.668, 25_671.064]
        for (exclusion, gain) in zip(answer.excludeOne, expected) {
            #expect((exclusion.gain / gain - 1).magnitude < 1e-4)
        }
        #expect(
            answer.excludeOne.map { $0.input.name(in: scenario) } == [
                "delay:go-live", "delay:data-extract", "risk:freeze", "factor:team-pace",
            ])
    }
}

let workedExample = """
    {
      "domino": 1,
      "name": "Worked example",
      "root": "go-live",
      "asOf": "2026-02-02",
      "currency": "USD",
      "calendar": { "workdays": ["mon", "tue", "wed", "thu", "fri"], "holidays": ["2026-04-03"] },
      "kinds": [ { "id": "revenue" }, { "id": "penalty" }, { "id": "trust", "unit": "points", "weight": 4000 } ],
      "stakeholders": [
        { "id": "us", "name": "Our company", "side": "seller" },
        { "id": "dana", "name": "Dana Ruiz, VP Operations", "side": "client", "weight": 1.5 },
        { "id": "stores", "name": "The client's 40 stores" },
        { "id": "finance", "name": "The client's finance team", "side": "client" },
        { "id": "street", "name": "Investors" }
      ],
      "commitments": [
        { "id": "data-extract", "title": "Clean product data handed over", "promisor": "dana", "promisee": "us",
          "due": "2026-02-13",
          "delay": { "chance": 0.4, "triangular": [1, 3, 15] } },
        { "id": "go-live", "title": "Order platform live", "promisor": "us", "promisee": "dana", "due": "2026-03-02",
          "work": 10, "breaksAfter": 45,
          "needs": [ { "commitment": "data-extract" } ],
          "delay": { "triangular": [-1, 1, 12] },
          "damage": [ { "kind": "penalty", "bearer": "us", "perDay": 1500, "grace": 5, "cap": 60000 },
                      { "kind": "trust", "curve": [[5, 1], [20, 10]], "ifBroken": 25 } ],
          "notice": [[0, 1], [10, 0.6], [20, 0.4]] },
        { "id": "store-launch", "title": "Stores order online", "promisor": "dana", "promisee": "stores",
          "due": "2026-03-16", "breaksAfter": 30,
          "needs": [ { "commitment": "go-live", "lead": 5, "relay": 1 } ],
          "damage": [ { "kind": "revenue", "perDay": 12000, "ifBroken": 900000 } ],
          "notice": [[0, 1], [20, 0.5]] },
        { "id": "cost-saving", "title": "Old order line closed", "promisor": "dana", "promisee": "finance",
          "due": "2026-04-02",
          "needs": [ { "commitment": "store-launch", "lead": 10, "share": 0.5, "relay": 2 } ],
          "damage": [ { "kind": "revenue", "perDay": 3000 } ] },
        { "id": "guidance", "title": "Quarterly guidance met", "promisor": "finance", "promisee": "street",
          "due": "2026-04-30",
          "needs": [ { "commitment": "cost-saving", "lead": 15, "relay": 5 }, { "commitment": "store-launch",
            "lead": 25, "fallback": 8, "relay": 5 } ],
          "damage": [ { "kind": "revenue", "lump": 400000, "grace": 2 } ] }
      ],
      "risks": [ { "id": "freeze", "title": "Change freeze", "chance": 0.15, "hits": [ { "commitment": "go-live",
        "delay": { "triangular": [3, 5, 10] } } ] } ],
      "factors": [ { "id": "team-pace", "value": { "triangular": [0.9, 1, 1.4] }, "scales": ["go-live"] } ],
      "mitigations": [
        { "id": "overtime", "title": "Weekend shifts", "cost": 18000, "leadTime": 5,
          "effects": [ { "expedite": "go-live", "days": 3 } ], "excludes": ["pilot"] },
        { "id": "pilot", "title": "Pilot with two stores first", "cost": 8000, "leadTime": 5, "chance": 0.9,
          "effects": [ { "decouple": "store-launch", "from": "go-live", "share": 0.4 } ] },
        { "id": "new-date", "title": "Agree 9 March with Dana", "cost": 5000, "effects": [ { "redate": "go-live",
          "days": 5 } ] },
        { "id": "keep-old-line", "title": "Keep the old order line a month more", "cost": 30000, "leadTime": 10,
          "effects": [ { "fallback": "guidance", "of": "cost-saving", "days": 0 }, { "fallback": "guidance",
          "of": "store-launch", "days": 0 } ] },
        { "id": "executive-visit", "title": "Our CEO visits Dana", "cost": 4000, "leadTime": 2,
          "effects": [ { "soften": "go-live", "factor": 0.5, "kind": "trust" } ] }
      ],
      "slip": { "commitment": "go-live", "days": 14 }
    }
    """
