// The text of Scenarios/shared-team.json as one file; a test holds the two equal and writes this one anew.

let sharedTeamText = #"""
    {
      "$schema": "scenario.schema.json",
      "domino": 1,
      "name": "Grace's implementation crew",
      "description": "The crew that every deal needs. Their job at Petawa Foods comes first, then they are free; the software release and the test bench serve all deals. Deals include this file, so that the crew's promises stand in one place.",
      "root": "petawa-live",
      "asOf": "2026-04-13",
      "currency": "CAD",
      "x-holidays": "Public holidays in Ontario (ontario.ca), those that fall on a working day",
      "calendar": {
        "workdays": ["mon", "tue", "wed", "thu", "fri"],
        "holidays": ["2026-01-01", "2026-02-16", "2026-04-03", "2026-05-18", "2026-07-01", "2026-09-07", "2026-10-12", "2026-12-25"]
      },
      "kinds": [
        { "id": "cost" },
        { "id": "trust", "unit": "points", "weight": 2000 }
      ],
      "stakeholders": [
        { "id": "us", "name": "Clearlabel Systems, our company", "side": "seller" },
        { "id": "crew", "name": "Grace Liu's implementation crew", "side": "seller" },
        { "id": "developers", "name": "Our software developers", "side": "seller" },
        { "id": "petawa", "name": "Petawa Foods", "side": "client" }
      ],
      "commitments": [
        { "id": "base-release", "title": "Release 4 of the inspection software", "promisor": "developers", "promisee": "crew",
          "due": "2026-05-06",
          "delay": { "chance": 0.6, "lognormal": [1.5, 5] } },

        { "id": "petawa-live", "title": "Petawa's second line inspected by camera", "promisor": "crew", "promisee": "petawa",
          "due": "2026-05-01", "work": 10,
          "delay": { "pert": [-3, -1, 6] },
          "damage": [ { "kind": "cost", "perDay": 1800, "cap": 36000 }, { "kind": "trust", "curve": [[2, 1], [10, 8]] } ],
          "notice": [[0, 1], [5, 0.7], [15, 0.5]] },

        { "id": "crew-free", "title": "Crew free for the next line", "promisor": "crew", "promisee": "us",
          "due": "2026-05-08",
          "needs": [ { "commitment": "petawa-live", "lead": 5 } ] },

        { "id": "test-bench", "title": "Test bench with four cameras free", "promisor": "developers", "promisee": "crew",
          "due": "2026-05-11",
          "needs": [ { "commitment": "base-release", "lead": 2 } ],
          "delay": { "discrete": [[0, 7], [2, 2], [5, 1]] } }
      ],
      "risks": [
        { "id": "engineer-away", "title": "The only vision engineer falls ill", "chance": 0.1,
          "hits": [ { "commitment": "petawa-live", "delay": { "triangular": [2, 4, 10] } },
                    { "commitment": "test-bench", "delay": 2 } ] }
      ],
      "slip": { "commitment": "petawa-live", "days": 15 }
    }

    """#
