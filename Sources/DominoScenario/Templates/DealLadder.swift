// The text of Scenarios/deal-ladder.json as one file; a test holds the two equal and writes this one anew.

let dealLadderText = #"""
    {
      "$schema": "scenario.schema.json",
      "domino": 1,
      "name": "Ruhrkamp Logistik: from promise to promise",
      "description": "Katja's forecast says that Ruhrkamp signs in July. She has held every date of hers; the question is what Ruhrkamp has promised in return. Stefan in IT has agreed to nothing, the business case is hers alone, and the works council, which German law gives a say in software that measures people's work, has no date at all. If Stefan's security answers come four weeks late, is peak season still safe for Ruhrkamp's largest customer?",
      "root": "halls-live",
      "asOf": "2026-05-11",
      "currency": "EUR",
      "x-holidays": "Public holidays in North Rhine-Westphalia (Feiertagsgesetz NW), those that fall on a working day",
      "calendar": {
        "workdays": ["mon", "tue", "wed", "thu", "fri"],
        "holidays": ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-06-04", "2026-12-25",
                     "2027-01-01", "2027-03-26", "2027-03-29"]
      },
      "kinds": [
        { "id": "cost" },
        { "id": "revenue" },
        { "id": "trust", "unit": "points", "weight": 2500 }
      ],
      "stakeholders": [
        { "id": "us", "name": "Falkenrath Systeme, our company", "side": "seller" },
        { "id": "katja", "name": "Katja Brandt, account manager", "side": "seller" },
        { "id": "jens", "name": "Jens Ruhrkamp, managing director", "side": "client", "weight": 1.5 },
        { "id": "aylin", "name": "Aylin Demir, head of the warehouses", "side": "client" },
        { "id": "stefan", "name": "Stefan Kolb, head of IT", "side": "client" },
        { "id": "maas", "name": "Dr Irene Maas, Ruhrkamp's lawyer", "side": "client" },
        { "id": "works-council", "name": "Ruhrkamp's works council", "side": "client" },
        { "id": "hartmann", "name": "Hartmann Sport, Ruhrkamp's largest customer", "side": "other" }
      ],
      "stages": [
        { "id": "problem", "title": "The problem has a name and a figure" },
        { "id": "sponsor", "title": "Somebody with a budget stands behind it" },
        { "id": "trial", "title": "A trial in one hall", "advance": "any" },
        { "id": "business-case", "title": "The business case is theirs" },
        { "id": "workforce", "title": "The works council has agreed" },
        { "id": "contract", "title": "The contract is signed" },
        { "id": "live", "title": "Four halls are live" }
      ],
      "commitments": [
        { "id": "problem-named", "title": "Aylin names her worst hall and why", "promisor": "aylin", "promisee": "katja",
          "due": "2026-03-18", "status": "kept", "keptOn": "2026-03-17", "stage": "problem", "firmness": 8 },

        { "id": "figures-sent", "title": "Picks and errors of the last year sent", "promisor": "aylin", "promisee": "katja",
          "due": "2026-04-02", "status": "kept", "keptOn": "2026-04-02", "stage": "problem", "firmness": 8,
          "needs": [ { "commitment": "problem-named", "lead": 8 } ] },

        { "id": "budget-frame", "title": "Jens names himself sponsor and a budget", "promisor": "jens", "promisee": "katja",
          "due": "2026-04-24", "status": "kept", "keptOn": "2026-04-22", "stage": "sponsor", "firmness": 7 },

        { "id": "site-visit", "title": "Jens visits a warehouse of ours in Venlo", "promisor": "jens", "promisee": "us",
          "due": "2026-05-20", "status": "agreed", "stage": "sponsor", "firmness": 7,
          "needs": [ { "commitment": "budget-frame", "lead": 5 } ] },

        { "id": "hall-free", "title": "Hall 3 free for a two-week trial", "promisor": "aylin", "promisee": "us",
          "due": "2026-05-29", "status": "agreed", "stage": "trial", "firmness": 7,
          "needs": [ { "commitment": "figures-sent", "lead": 20 } ],
          "delay": { "chance": 0.2, "triangular": [1, 3, 8] } },

        { "id": "test-server", "title": "Test server and interface opened", "promisor": "stefan", "promisee": "us",
          "due": "2026-05-22", "status": "proposed", "stage": "trial", "firmness": 4,
          "delay": { "chance": 0.5, "pert": [1, 4, 15] } },

        { "id": "trial-run", "title": "Trial: a sixth more picks an hour in hall 3", "promisor": "us", "promisee": "aylin",
          "due": "2026-06-17", "work": 10, "stage": "trial", "firmness": 8,
          "needs": [ { "commitment": "hall-free" }, { "commitment": "test-server" } ],
          "delay": { "triangular": [-1, 0, 4] } },

        { "id": "payback-paper", "title": "Paper that shows the payback", "promisor": "katja", "promisee": "jens",
          "due": "2026-06-26", "work": 3, "stage": "business-case", "firmness": 9,
          "needs": [ { "commitment": "trial-run" }, { "commitment": "figures-sent", "lead": 10 } ] },

        { "id": "council-hearing", "title": "Hearing before the works council on 16 June", "promisor": "works-council", "promisee": "jens",
          "status": "released", "stage": "workforce" },

        { "id": "security-answers", "title": "Security questionnaire answered", "promisor": "stefan", "promisee": "us",
          "due": "2026-06-24", "status": "proposed", "stage": "contract", "firmness": 3,
          "delay": { "chance": 0.6, "pert": [2, 6, 25] } },

        { "id": "contract-draft", "title": "Contract in Ruhrkamp's own form", "promisor": "us", "promisee": "maas",
          "due": "2026-06-30", "work": 4, "stage": "contract", "firmness": 8,
          "needs": [ { "commitment": "site-visit" }, { "commitment": "council-hearing", "lead": 2 } ] },

        { "id": "legal-review", "title": "Contract read and returned", "promisor": "maas", "promisee": "us",
          "due": "2026-07-17", "status": "agreed", "stage": "contract", "firmness": 5,
          "needs": [ { "commitment": "contract-draft", "lead": 10 }, { "commitment": "security-answers", "lead": 13 } ],
          "delay": { "chance": 0.3, "pert": [1, 3, 10] } },

        { "id": "signature", "title": "Jens signs", "promisor": "jens", "promisee": "us",
          "due": "2026-07-24", "status": "proposed", "stage": "contract", "firmness": 6, "breaksAfter": 45,
          "needs": [ { "commitment": "legal-review", "lead": 3 }, { "commitment": "payback-paper", "lead": 10 } ],
          "damage": [ { "kind": "revenue", "perDay": 450, "ifBroken": 180000 } ],
          "notice": [[0, 1], [20, 0.8]] },

        { "id": "kick-off", "title": "Kick-off in hall 1 as soon as the ink is dry", "promisor": "us", "promisee": "aylin",
          "due": "2026-08-03", "start": "when-ready", "stage": "live", "firmness": 8,
          "needs": [ { "commitment": "signature", "lead": 4 } ],
          "damage": [ { "kind": "cost", "bearer": "us", "perDay": 900, "cap": 9000 } ],
          "notice": [[0, 1], [10, 0.3]] },

        { "id": "test-data", "title": "Item master and test orders handed over", "promisor": "stefan", "promisee": "us",
          "due": "2026-08-14", "status": "proposed", "stage": "live", "firmness": 4,
          "needs": [ { "commitment": "kick-off", "lead": 8 } ],
          "delay": { "chance": 0.4, "pert": [1, 3, 12] } },

        { "id": "halls-live", "title": "Halls 1 to 4 live before peak season", "promisor": "us", "promisee": "aylin",
          "due": "2026-10-02", "work": 40, "breaksAfter": 30, "stage": "live", "firmness": 8,
          "needs": [ { "commitment": "kick-off" }, { "commitment": "test-data", "lead": 32 } ],
          "delay": { "pert": [-4, -1, 8] },
          "damage": [ { "kind": "cost", "bearer": "us", "perDay": 1600, "cap": 40000, "ifBroken": 120000 },
                      { "kind": "trust", "curve": [[1, 1], [5, 4], [15, 12]], "ifBroken": 25 } ],
          "notice": [[0, 1], [20, 0.6], [60, 0.3]] },

        { "id": "temps-not-needed", "title": "No temporary pickers from October on", "promisor": "aylin", "promisee": "jens",
          "due": "2026-10-12",
          "needs": [ { "commitment": "halls-live", "lead": 5, "relay": 1 } ],
          "damage": [ { "kind": "cost", "perDay": 2600, "cap": 60000 } ],
          "notice": [[0, 1], [30, 0.8], [70, 0.5]] },

        { "id": "peak-season", "title": "Christmas orders leave within 24 hours", "promisor": "jens", "promisee": "hartmann",
          "due": "2026-10-23",
          "needs": [ { "commitment": "halls-live", "lead": 10, "relay": 2 } ],
          "damage": [ { "kind": "cost", "bearer": "jens", "perDay": 7000, "cap": 140000 },
                      { "kind": "trust", "bearer": "hartmann", "curve": [[1, 2], [10, 15]] } ],
          "notice": [[0, 1], [40, 0.7], [90, 0.4]] },

        { "id": "contract-renewed", "title": "Hartmann renews with Ruhrkamp for three years", "promisor": "hartmann", "promisee": "jens",
          "due": "2026-12-18", "breaksAfter": 20,
          "needs": [ { "commitment": "peak-season", "lead": 30 } ],
          "damage": [ { "kind": "revenue", "perDay": 2000, "ifBroken": 600000 } ] }
      ],
      "risks": [
        { "id": "council-objects", "title": "The works council asks for talks before go-live", "chance": 0.35,
          "hits": [ { "commitment": "halls-live", "delay": { "pert": [5, 12, 40] } } ] }
      ],
      "mitigations": [
        { "id": "answer-together", "title": "Our security engineer fills in the questionnaire with Stefan",
          "cost": 1200, "leadTime": 3, "chance": 0.9,
          "effects": [ { "expedite": "security-answers", "days": 9 } ] },
        { "id": "read-in-parallel", "title": "Dr Maas reads while the answers are open", "cost": 2500, "leadTime": 5,
          "effects": [ { "decouple": "legal-review", "from": "security-answers", "share": 0.4 } ] },
        { "id": "council-early", "title": "Show the works council the trial in June", "cost": 3000, "leadTime": 20,
          "effects": [ { "avert": "council-objects", "factor": 0.3 } ] },
        { "id": "two-halls-first", "title": "Hartmann's two halls first, the others in January", "cost": 16000, "leadTime": 10,
          "effects": [ { "decouple": "peak-season", "from": "halls-live", "share": 0.3 } ] },
        { "id": "weekend-rollout", "title": "Six weekends of roll-out", "cost": 64000, "leadTime": 15,
          "effects": [ { "expedite": "halls-live", "days": 3 } ] }
      ],
      "policy": { "confidence": 0.75, "stretchConfidence": 0.5, "maxLate": { "peak-season": 0.1 } },
      "slip": { "commitment": "security-answers", "days": 20 }
    }

    """#
