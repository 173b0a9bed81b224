// The text of Scenarios/rush-promise.json as one file; a test holds the two equal and writes this one anew.

let rushPromiseText = #"""
    {
      "$schema": "scenario.schema.json",
      "domino": 1,
      "name": "Kingsbrook Dairy: a promise for 5 June?",
      "description": "Kingsbrook has won a place in 120 Norden shops, which want every label inspected before the first delivery on 26 June. A competitor offers 12 June; Marc would like to say 5 June and close today. The crew that would do it is still at Petawa Foods. May he promise the day, which day may he promise, and what becomes of the deal if Petawa takes three weeks longer?",
      "include": ["shared-team.json"],
      "root": "line-live",
      "asOf": "2026-04-13",
      "currency": "CAD",
      "x-holidays": "Public holidays in Ontario (ontario.ca), those that fall on a working day",
      "calendar": {
        "workdays": ["mon", "tue", "wed", "thu", "fri"],
        "holidays": ["2026-01-01", "2026-02-16", "2026-04-03", "2026-05-18", "2026-07-01", "2026-09-07", "2026-10-12", "2026-12-25"]
      },
      "kinds": [
        { "id": "margin" }
      ],
      "stakeholders": [
        { "id": "marc", "name": "Marc Tremblay, account manager", "side": "seller" },
        { "id": "dawn", "name": "Dawn Ferreira, plant manager at Kingsbrook", "side": "client", "weight": 1.3 },
        { "id": "electricians", "name": "Kingsbrook's electricians", "side": "client" },
        { "id": "inspectors", "name": "Kingsbrook's night inspectors", "side": "client" },
        { "id": "norden", "name": "Norden, 120 grocery shops", "side": "other" },
        { "id": "lens-maker", "name": "The camera maker in Kitchener", "side": "other" }
      ],
      "commitments": [
        { "id": "label-photos", "title": "2,000 photos of good and bad labels", "promisor": "dawn", "promisee": "us",
          "due": "2026-05-04", "status": "proposed", "firmness": 6,
          "delay": { "samples": [0, 0, 0, 1, 2, 2, 4, 9] } },

        { "id": "cameras", "title": "Six cameras and lights delivered", "promisor": "lens-maker", "promisee": "crew",
          "due": "2026-05-11",
          "delay": { "chance": 0.3, "triangular": [1, 3, 12] } },

        { "id": "power", "title": "Power and network at line 4", "promisor": "electricians", "promisee": "crew",
          "due": "2026-05-12", "status": "proposed", "firmness": 5,
          "delay": { "discrete": [[0, 6], [1, 2], [3, 2], [7, 1]] } },

        { "id": "labels-learned", "title": "The software tells good labels from bad", "promisor": "developers", "promisee": "crew",
          "due": "2026-05-21", "work": 9,
          "needs": [ { "commitment": "label-photos" }, { "commitment": "base-release" } ],
          "delay": { "lognormal": [0.5, 2] } },

        { "id": "cameras-mounted", "title": "Cameras mounted and aligned at line 4", "promisor": "crew", "promisee": "dawn",
          "due": "2026-05-26", "work": 8, "cushion": 1,
          "needs": [ { "commitment": "crew-free" }, { "commitment": "cameras" }, { "commitment": "power" },
                     { "commitment": "test-bench", "lead": 6 } ],
          "delay": { "pert": [-3, -1, 4] } },

        { "id": "line-live", "title": "Line 4 inspects every label", "promisor": "us", "promisee": "dawn",
          "due": "2026-06-05", "work": 7, "cushion": 1, "breaksAfter": 40, "perDayLater": 1500,
          "needs": [ { "commitment": "cameras-mounted" }, { "commitment": "labels-learned", "lead": 9, "share": 0.8 } ],
          "delay": { "triangular": [-2, 0, 4] },
          "damage": [ { "kind": "cost", "bearer": "us", "perDay": 2000, "cap": 30000, "ifBroken": 90000 },
                      { "kind": "trust", "curve": [[1, 2], [5, 6], [15, 15]], "ifBroken": 25 } ],
          "notice": [[0, 1], [10, 0.7], [30, 0.4]] },

        { "id": "night-shift", "title": "Night inspectors move to packing", "promisor": "dawn", "promisee": "inspectors",
          "due": "2026-06-22",
          "needs": [ { "commitment": "line-live", "lead": 2 } ],
          "damage": [ { "kind": "cost", "bearer": "dawn", "perDay": 700 } ],
          "notice": [[0, 1], [15, 0.2]] },

        { "id": "first-delivery", "title": "First inspected delivery to 120 shops", "promisor": "dawn", "promisee": "norden",
          "due": "2026-06-26", "breaksAfter": 15,
          "needs": [ { "commitment": "line-live", "lead": 6, "relay": 1 } ],
          "damage": [ { "kind": "margin", "bearer": "dawn", "perDay": 4200, "ifBroken": 320000 } ],
          "notice": [[0, 1], [15, 0.7], [40, 0.5]] },

        { "id": "shelf-launch", "title": "Launch week with tasting in the shops", "promisor": "norden", "promisee": "dawn",
          "due": "2026-07-03",
          "needs": [ { "commitment": "first-delivery", "lead": 4, "relay": 1 } ],
          "damage": [ { "kind": "cost", "lump": 18000 } ],
          "notice": [[0, 1], [10, 0.9], [40, 0.2]] },

        { "id": "lines-five-six", "title": "Order for lines 5 and 6", "promisor": "dawn", "promisee": "marc",
          "due": "2026-07-17", "firmness": 5,
          "needs": [ { "commitment": "line-live", "lead": 18 } ],
          "damage": [ { "kind": "margin", "perDay": 600, "cap": 12000 } ] }
      ],
      "risks": [
        { "id": "line-stays-up", "title": "Line 4 cannot be stopped that weekend", "chance": 0.2,
          "hits": [ { "commitment": "cameras-mounted", "delay": { "uniform": [3, 5] } } ] },
        { "id": "dust", "title": "Condensation on the lenses", "chance": 0.12,
          "hits": [ { "commitment": "line-live", "delay": { "normal": [3, 1] } } ] }
      ],
      "factors": [
        { "id": "team-pace", "value": { "triangular": [0.9, 1, 1.3] },
          "scales": ["petawa-live", "labels-learned", "cameras-mounted", "line-live"] }
      ],
      "mitigations": [
        { "id": "crew-from-london", "title": "Two fitters from our London, Ontario, office", "cost": 7500, "leadTime": 15, "chance": 0.9,
          "effects": [ { "decouple": "cameras-mounted", "from": "crew-free", "share": 0.4 } ] },
        { "id": "photos-ourselves", "title": "Photograph the labels ourselves, one day on site", "cost": 1400, "leadTime": 5,
          "effects": [ { "decouple": "labels-learned", "from": "label-photos", "share": 0.2 } ] },
        { "id": "rented-inspection", "title": "Rent a hand-fed inspection table for the first deliveries", "cost": 9000, "leadTime": 10,
          "effects": [ { "fallback": "first-delivery", "of": "line-live", "days": 2 } ] },
        { "id": "night-commissioning", "title": "Commission line 4 in three nights", "cost": 16000, "leadTime": 8,
          "effects": [ { "expedite": "line-live", "days": 2 } ] },
        { "id": "second-bench", "title": "Build a second test bench", "cost": 34000, "leadTime": 15,
          "effects": [ { "decouple": "cameras-mounted", "from": "test-bench", "share": 0.1 } ] }
      ],
      "policy": { "confidence": 0.8, "stretchConfidence": 0.5, "maxMean": 40000, "maxLate": { "first-delivery": 0.15 } },
      "slip": { "commitment": "petawa-live", "days": 15 }
    }

    """#
