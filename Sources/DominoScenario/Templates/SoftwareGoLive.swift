// The text of Scenarios/software-go-live.json as one file; a test holds the two equal and writes this one anew.

let softwareGoLiveText = #"""
    {
      "$schema": "scenario.schema.json",
      "domino": 1,
      "name": "Calder Home Security: new billing live",
      "description": "We sold Calder, a listed alarm company with 190,000 subscribers, a new billing system that is to go live on 5 October. The trial migration shows that old contracts will need three more weeks of repair. Nobody at Calder knows yet: not the people who booked airtime, not those who gave notice to the old vendor, not the chief executive, who has told investors what the fourth quarter will bring. What does three weeks do, and what changes if they hear it today?",
      "root": "go-live",
      "asOf": "2026-08-10",
      "currency": "USD",
      "x-holidays": "United States federal holidays (opm.gov), those that fall on a working day",
      "calendar": {
        "workdays": ["mon", "tue", "wed", "thu", "fri"],
        "holidays": ["2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07", "2026-10-12",
                     "2026-11-11", "2026-11-26", "2026-12-25", "2027-01-01", "2027-01-18", "2027-02-15"]
      },
      "kinds": [
        { "id": "revenue" },
        { "id": "extra-cost" },
        { "id": "penalty" },
        { "id": "trust", "unit": "points", "weight": 3000 }
      ],
      "stakeholders": [
        { "id": "us", "name": "Latchwork, our company", "side": "seller" },
        { "id": "priya", "name": "Priya Raman, our implementation lead", "side": "seller" },
        { "id": "tom", "name": "Tom Okafor, chief information officer", "side": "client", "weight": 1.2 },
        { "id": "it", "name": "Calder's IT operations", "side": "client" },
        { "id": "elena", "name": "Elena Marsh, chief financial officer", "side": "client", "weight": 1.5 },
        { "id": "jo", "name": "Jo Lindqvist, head of marketing", "side": "client" },
        { "id": "ruth", "name": "Ruth Calder, chief executive", "side": "client", "weight": 1.5 },
        { "id": "board", "name": "Calder's board, which grants the budget", "side": "client" },
        { "id": "agents", "name": "340 call-centre agents", "side": "client" },
        { "id": "subscribers", "name": "190,000 subscribers", "side": "other" },
        { "id": "auditor", "name": "Calder's auditor", "side": "other" },
        { "id": "card-bank", "name": "The bank that takes card payments", "side": "other" },
        { "id": "street", "name": "The street: investors in Calder", "side": "other" }
      ],
      "commitments": [
        { "id": "migration-scope", "title": "List of accounts to migrate signed", "promisor": "tom", "promisee": "us",
          "due": "2026-07-24", "status": "kept", "keptOn": "2026-07-23" },

        { "id": "clean-contracts", "title": "Old contracts cleaned and handed over", "promisor": "it", "promisee": "us",
          "due": "2026-08-28", "firmness": 6,
          "needs": [ { "commitment": "migration-scope", "lead": 20 } ],
          "delay": { "chance": 0.35, "pert": [1, 3, 12] } },

        { "id": "card-certificate", "title": "Card payments certified", "promisor": "card-bank", "promisee": "us",
          "due": "2026-09-18", "firmness": 7,
          "delay": { "chance": 0.2, "pert": [1, 4, 10] } },

        { "id": "trial-migration", "title": "Trial migration balances to the cent", "promisor": "priya", "promisee": "elena",
          "due": "2026-09-16", "work": 9,
          "needs": [ { "commitment": "clean-contracts" } ],
          "delay": { "pert": [-3, -1, 6] } },

        { "id": "agent-training", "title": "Agents trained on the new screens", "promisor": "us", "promisee": "agents",
          "due": "2026-09-30", "work": 5,
          "needs": [ { "commitment": "trial-migration" } ],
          "delay": { "triangular": [-2, -1, 2] } },

        { "id": "go-live", "title": "New billing live for every subscriber", "promisor": "us", "promisee": "tom",
          "due": "2026-10-05", "work": 8, "breaksAfter": 60,
          "needs": [ { "commitment": "trial-migration", "relay": 1 }, { "commitment": "card-certificate", "lead": 6, "relay": 1 } ],
          "delay": { "pert": [-4, -1, 6] },
          "damage": [ { "kind": "penalty", "bearer": "us", "perDay": 2500, "grace": 5, "cap": 75000, "ifBroken": 240000 },
                      { "kind": "trust", "curve": [[1, 1], [5, 3], [15, 12], [30, 20]], "ifBroken": 40 } ],
          "notice": [[0, 1], [5, 0.8], [20, 0.45], [35, 0.3]] },

        { "id": "one-screen", "title": "Agents work on one screen, not three", "promisor": "tom", "promisee": "agents",
          "due": "2026-10-13",
          "needs": [ { "commitment": "go-live", "lead": 2 }, { "commitment": "agent-training", "lead": 3 } ],
          "damage": [ { "kind": "extra-cost", "bearer": "elena", "perDay": 1600 }, { "kind": "trust", "curve": [[5, 1], [20, 6]] } ],
          "notice": [[0, 1], [15, 0.6]] },

        { "id": "pay-by-phone", "title": "Subscribers pay by phone and see their bill", "promisor": "tom", "promisee": "subscribers",
          "due": "2026-10-19",
          "needs": [ { "commitment": "go-live", "lead": 5, "relay": 1 } ],
          "damage": [ { "kind": "revenue", "bearer": "ruth", "perDay": 2200, "cap": 90000 } ],
          "notice": [[0, 1], [10, 0.7], [25, 0.5]] },

        { "id": "old-billing-off", "title": "Old billing off before its licence renews", "promisor": "it", "promisee": "elena",
          "due": "2026-10-30",
          "needs": [ { "commitment": "go-live", "lead": 12, "relay": 1 } ],
          "damage": [ { "kind": "extra-cost", "lump": 96000 } ],
          "notice": [[0, 1], [20, 1], [40, 0.5]] },

        { "id": "bundle-price", "title": "Bundle price on every bill", "promisor": "jo", "promisee": "subscribers",
          "due": "2026-11-02",
          "needs": [ { "commitment": "go-live", "lead": 14, "relay": 1 } ],
          "damage": [ { "kind": "revenue", "bearer": "ruth", "perDay": 3400 } ],
          "notice": [[0, 1], [20, 0.85]] },

        { "id": "autumn-campaign", "title": "Autumn campaign on air with the bundle", "promisor": "jo", "promisee": "ruth",
          "due": "2026-11-09",
          "needs": [ { "commitment": "bundle-price", "lead": 4, "relay": 1 } ],
          "damage": [ { "kind": "extra-cost", "bearer": "jo", "curve": [[1, 30000], [10, 140000], [20, 180000]] } ],
          "notice": [[0, 1], [15, 0.8], [30, 0.4], [45, 0.1]] },

        { "id": "first-close", "title": "October closed on the new books", "promisor": "elena", "promisee": "auditor",
          "due": "2026-11-10",
          "needs": [ { "commitment": "go-live", "lead": 20, "fallback": 8, "relay": 2 } ],
          "damage": [ { "kind": "extra-cost", "bearer": "elena", "perDay": 2800 } ],
          "notice": [[0, 1], [20, 0.5]] },

        { "id": "controls-tested", "title": "Revenue controls tested for the annual report", "promisor": "elena", "promisee": "auditor",
          "due": "2026-12-11",
          "needs": [ { "commitment": "first-close", "lead": 12, "relay": 1 } ],
          "damage": [ { "kind": "extra-cost", "bearer": "elena", "lump": 70000, "grace": 2 } ],
          "notice": [[0, 1], [30, 0.6]] },

        { "id": "next-budget", "title": "Savings in next year's budget proven", "promisor": "elena", "promisee": "board",
          "due": "2026-11-20",
          "needs": [ { "commitment": "old-billing-off", "lead": 8, "relay": 2 } ],
          "damage": [ { "kind": "revenue", "perDay": 1500 }, { "kind": "trust", "bearer": "elena", "curve": [[5, 2], [20, 8]] } ],
          "notice": [[0, 1], [25, 0.6]] },

        { "id": "guidance", "title": "Fourth quarter as told to investors", "promisor": "ruth", "promisee": "street",
          "due": "2026-12-31",
          "needs": [ { "commitment": "autumn-campaign", "lead": 29, "share": 0.7, "relay": 2 },
                     { "commitment": "pay-by-phone", "lead": 42, "share": 0.5, "relay": 2 } ],
          "damage": [ { "kind": "revenue", "bearer": "ruth", "perDay": 12000, "cap": 240000 },
                      { "kind": "trust", "bearer": "street", "curve": [[0, 5], [5, 20], [15, 45]] } ],
          "notice": [[0, 1], [30, 0.8], [70, 0.5]] },

        { "id": "acceptance", "title": "Acceptance signed, second half of our fee due", "promisor": "tom", "promisee": "us",
          "due": "2026-11-06",
          "needs": [ { "commitment": "go-live", "lead": 20 } ],
          "damage": [ { "kind": "revenue", "perDay": 420 } ] },

        { "id": "app-order", "title": "Order for the installers' app", "promisor": "tom", "promisee": "us",
          "due": "2026-12-15", "breaksAfter": 10, "firmness": 5,
          "needs": [ { "commitment": "acceptance", "lead": 15 } ],
          "damage": [ { "kind": "revenue", "perDay": 800, "ifBroken": 210000 } ],
          "notice": [[0, 1], [30, 0.7]] },

        { "id": "stage-talk", "title": "Tom speaks at our customer day", "promisor": "tom", "promisee": "us",
          "due": "2027-01-21",
          "needs": [ { "commitment": "acceptance", "lead": 20, "share": 0.5 } ],
          "damage": [ { "kind": "revenue", "lump": 15000, "grace": 3 } ] }
      ],
      "risks": [
        { "id": "card-freeze", "title": "The bank freezes changes before the holidays", "chance": 0.15,
          "hits": [ { "commitment": "go-live", "delay": { "triangular": [3, 6, 12] } } ] },
        { "id": "agents-quit", "title": "Trained agents leave before the start", "chance": 0.1,
          "hits": [ { "commitment": "one-screen", "delay": { "triangular": [2, 4, 8] } } ] }
      ],
      "factors": [
        { "id": "crew-pace", "value": { "triangular": [0.9, 1, 1.45] }, "scales": ["trial-migration", "go-live"] }
      ],
      "mitigations": [
        { "id": "two-regions-first", "title": "Two regions with clean contracts go live on the old date",
          "cost": 26000, "leadTime": 15, "chance": 0.85,
          "effects": [ { "decouple": "bundle-price", "from": "go-live", "share": 0.4 },
                       { "decouple": "pay-by-phone", "from": "go-live", "share": 0.5 } ] },
        { "id": "licence-by-month", "title": "Old licence by the month instead of a year", "cost": 9000, "leadTime": 20,
          "effects": [ { "soften": "old-billing-off", "factor": 0.15, "kind": "extra-cost" } ] },
        { "id": "move-airtime", "title": "Airtime moved three weeks, agreed with Ruth", "cost": 12000, "leadTime": 30,
          "effects": [ { "redate": "autumn-campaign", "days": 14 } ], "excludes": ["coupon-campaign"] },
        { "id": "coupon-campaign", "title": "Campaign on the old price with a coupon", "cost": 45000, "leadTime": 15, "chance": 0.9,
          "effects": [ { "decouple": "autumn-campaign", "from": "bundle-price", "share": 0.2 } ] },
        { "id": "second-crew", "title": "A second migration crew over three weekends", "cost": 190000, "leadTime": 10,
          "effects": [ { "expedite": "go-live", "days": 3 } ] },
        { "id": "close-by-hand", "title": "October closed by hand with our accountants", "cost": 11000, "leadTime": 10,
          "effects": [ { "fallback": "first-close", "of": "go-live", "days": 2 } ] },
        { "id": "visit-tom", "title": "Our chief executive sits down with Tom", "cost": 3500, "leadTime": 2,
          "effects": [ { "soften": "go-live", "factor": 0.6, "kind": "trust" } ] }
      ],
      "policy": { "confidence": 0.8, "stretchConfidence": 0.5, "maxMean": 150000, "maxLate": { "guidance": 0.15 } },
      "slip": { "commitment": "go-live", "days": 15 }
    }

    """#
