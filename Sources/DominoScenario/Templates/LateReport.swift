// The text of Scenarios/late-report.json as one file; a test holds the two equal and writes this one anew.

let lateReportText = #"""
    {
      "$schema": "scenario.schema.json",
      "domino": 1,
      "name": "Zuidmelk: the report that will be late",
      "description": "Femke promised Pieter the energy report for his dairy by Wednesday 10 June. The analyst is ill and it will be six working days late. A small thing, one would think. But Pieter needs two numbers out of it for his board paper, the board meets only once before a subsidy round closes, and the order for eight more plants rests on the board. He does not need the report: he needs the saving and the payback, and those two numbers are known today.",
      "root": "report",
      "asOf": "2026-06-01",
      "currency": "EUR",
      "x-holidays": "Public holidays in the Netherlands (rijksoverheid.nl), those that fall on a working day",
      "calendar": {
        "workdays": ["mon", "tue", "wed", "thu", "fri"],
        "holidays": ["2026-01-01", "2026-04-06", "2026-04-27", "2026-05-14", "2026-05-25", "2026-12-25"]
      },
      "kinds": [
        { "id": "saving" },
        { "id": "margin" },
        { "id": "trust", "unit": "points", "weight": 1500 }
      ],
      "stakeholders": [
        { "id": "femke", "name": "Femke de Wit, account manager at our company", "side": "seller" },
        { "id": "pieter", "name": "Pieter Vos, head of purchasing", "side": "client", "weight": 1.3 },
        { "id": "plant", "name": "The dairy at Deventer", "side": "client" },
        { "id": "board", "name": "Zuidmelk's board", "side": "client" },
        { "id": "agency", "name": "The subsidy office", "side": "other" }
      ],
      "commitments": [
        { "id": "meter-readings", "title": "A year of meter readings sent", "promisor": "plant", "promisee": "femke",
          "due": "2026-05-27", "status": "kept", "keptOn": "2026-05-27" },

        { "id": "report", "title": "Energy report with saving and payback", "promisor": "femke", "promisee": "pieter",
          "due": "2026-06-10", "work": 7,
          "needs": [ { "commitment": "meter-readings" } ],
          "delay": { "pert": [-2, 0, 5] },
          "damage": [ { "kind": "trust", "curve": [[0, 1], [2, 2], [6, 6], [15, 10]] } ],
          "notice": [[0, 1], [2, 0.7], [7, 0.3]] },

        { "id": "board-paper", "title": "Board paper with the two numbers handed in", "promisor": "pieter", "promisee": "board",
          "due": "2026-06-12",
          "needs": [ { "commitment": "report", "lead": 1 } ],
          "damage": [ { "kind": "trust", "bearer": "pieter", "curve": [[0, 3], [5, 8]] } ],
          "notice": [[0, 1], [3, 0.6], [9, 0.3]] },

        { "id": "board-decision", "title": "Board decides on the heat pumps", "promisor": "board", "promisee": "pieter",
          "due": "2026-06-19",
          "needs": [ { "commitment": "board-paper", "lead": 3 } ],
          "damage": [ { "kind": "saving", "bearer": "plant", "perDay": 900, "cap": 45000 } ],
          "notice": [[0, 1], [10, 0.8]] },

        { "id": "subsidy", "title": "Subsidy requested before the round closes", "promisor": "pieter", "promisee": "agency",
          "due": "2026-06-26", "breaksAfter": 0,
          "needs": [ { "commitment": "board-decision", "lead": 4 } ],
          "damage": [ { "kind": "saving", "bearer": "plant", "lump": 30000 } ],
          "notice": [[0, 1], [10, 0.9], [20, 0.5]] },

        { "id": "eight-plants", "title": "Order for the other eight plants", "promisor": "pieter", "promisee": "femke",
          "due": "2026-07-24", "firmness": 6,
          "needs": [ { "commitment": "board-decision", "lead": 22 } ],
          "damage": [ { "kind": "margin", "perDay": 1100, "cap": 30000 } ] }
      ],
      "mitigations": [
        { "id": "two-numbers", "title": "Telephone Pieter today with the saving and the payback", "cost": 60,
          "effects": [ { "decouple": "board-paper", "from": "report", "share": 0 },
                       { "soften": "report", "factor": 0.5, "kind": "trust" } ] },
        { "id": "new-date", "title": "Agree 18 June for the full report", "cost": 250,
          "effects": [ { "redate": "report", "days": 6 } ] },
        { "id": "outside-analyst", "title": "Hire an analyst for a week", "cost": 6800, "leadTime": 4, "chance": 0.8,
          "effects": [ { "expedite": "report", "days": 2 } ] },
        { "id": "special-meeting", "title": "Ask the board for an extra meeting by video", "cost": 14000, "leadTime": 8, "chance": 0.5,
          "effects": [ { "expedite": "board-decision", "days": 4 } ] }
      ],
      "slip": { "commitment": "report", "days": 6 }
    }

    """#
