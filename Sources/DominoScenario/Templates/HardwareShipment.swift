// The text of Scenarios/hardware-shipment.json as one file; a test holds the two equal and writes this one anew.

let hardwareShipmentText = #"""
    {
      "$schema": "scenario.schema.json",
      "domino": 1,
      "name": "St Brannoc's: 48 bedside monitors",
      "description": "We promised St Brannoc's Hospital 48 bedside monitors for a ward that opens on 16 November. The displays have missed their ship in Shenzhen: the next one lands four weeks later. A maker in Brno has quoted displays of the same size by road, later than we need them but far sooner than the ship. Which of the two do we pay for, and by which day must we have decided?",
      "root": "delivery",
      "asOf": "2026-09-14",
      "currency": "GBP",
      "x-holidays": "Bank holidays in England and Wales (gov.uk/bank-holidays)",
      "calendar": {
        "workdays": ["mon", "tue", "wed", "thu", "fri"],
        "holidays": ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28",
                     "2027-01-01", "2027-03-26", "2027-03-29"]
      },
      "kinds": [
        { "id": "cost" },
        { "id": "margin" },
        { "id": "operations", "unit": "operations put off", "weight": 650 },
        { "id": "trust", "unit": "points", "weight": 2000 }
      ],
      "stakeholders": [
        { "id": "us", "name": "Harrow Instruments, our company", "side": "seller" },
        { "id": "ann", "name": "Ann Whitby, our supply manager", "side": "seller" },
        { "id": "osei", "name": "Dr Ama Osei, clinical lead", "side": "client", "weight": 1.2 },
        { "id": "hale", "name": "Martin Hale, finance director", "side": "client", "weight": 1.2 },
        { "id": "nurses", "name": "Nurses of the new ward", "side": "client" },
        { "id": "region", "name": "The region's purchasing office", "side": "client" },
        { "id": "patients", "name": "People waiting for a new hip or knee", "side": "other", "weight": 1.5 },
        { "id": "agency", "name": "The nursing agency", "side": "other" },
        { "id": "lumitek", "name": "Lumitek, Shenzhen", "side": "other" },
        { "id": "morava", "name": "Morava Displays, Brno", "side": "other" },
        { "id": "arm-maker", "name": "The maker of the wall arms", "side": "other" }
      ],
      "commitments": [
        { "id": "displays-by-sea", "title": "48 displays landed at Felixstowe", "promisor": "lumitek", "promisee": "ann",
          "due": "2026-10-05",
          "delay": { "discrete": [[0, 6], [2, 2], [5, 1], [20, 1]] } },

        { "id": "displays-by-road", "title": "48 displays from Brno on our dock", "promisor": "morava", "promisee": "ann",
          "due": "2026-10-19", "status": "proposed", "firmness": 5,
          "delay": { "pert": [-2, 0, 5] } },

        { "id": "wall-arms", "title": "Wall arms delivered", "promisor": "arm-maker", "promisee": "ann",
          "due": "2026-10-07", "firmness": 8,
          "delay": { "chance": 0.15, "triangular": [1, 2, 6] } },

        { "id": "assembly", "title": "48 monitors built and run for 72 hours", "promisor": "ann", "promisee": "us",
          "due": "2026-10-22", "work": 11,
          "needs": [ { "anyOf": [ { "commitment": "displays-by-sea" }, { "commitment": "displays-by-road" } ] },
                     { "commitment": "wall-arms", "lead": 6 } ],
          "delay": { "triangular": [-1, 0, 2] } },

        { "id": "delivery", "title": "48 monitors delivered and tested on the ward", "promisor": "us", "promisee": "osei",
          "due": "2026-10-29", "work": 4, "breaksAfter": 40,
          "needs": [ { "commitment": "assembly", "relay": 1 } ],
          "damage": [ { "kind": "cost", "bearer": "us", "perDay": 1200, "grace": 2, "cap": 24000, "ifBroken": 96000 },
                      { "kind": "trust", "curve": [[1, 1], [5, 5], [15, 14]], "ifBroken": 25 } ],
          "notice": [[0, 1], [10, 0.7], [25, 0.45]] },

        { "id": "ward-training", "title": "Nurses trained on the monitors", "promisor": "us", "promisee": "nurses",
          "due": "2026-11-06", "work": 3,
          "needs": [ { "commitment": "delivery" } ],
          "damage": [ { "kind": "cost", "bearer": "hale", "perDay": 500, "cap": 5000 } ],
          "notice": [[0, 1], [10, 0.5]] },

        { "id": "safety-signed", "title": "Clinical safety case signed", "promisor": "osei", "promisee": "hale",
          "due": "2026-11-10",
          "needs": [ { "commitment": "delivery", "lead": 6, "relay": 1 } ],
          "damage": [ { "kind": "trust", "curve": [[5, 2], [15, 8]] } ] },

        { "id": "ward-opens", "title": "The 32-bed recovery ward opens", "promisor": "hale", "promisee": "patients",
          "due": "2026-11-16", "breaksAfter": 60,
          "needs": [ { "commitment": "ward-training", "lead": 4, "relay": 1 },
                     { "commitment": "safety-signed", "lead": 3, "fallback": 3 } ],
          "damage": [ { "kind": "cost", "bearer": "hale", "perDay": 2400 } ],
          "notice": [[0, 1], [15, 0.8], [30, 0.6]] },

        { "id": "nurses-start", "title": "Twelve agency nurses start on the ward", "promisor": "hale", "promisee": "agency",
          "due": "2026-11-16",
          "needs": [ { "commitment": "ward-opens", "lead": 0 } ],
          "damage": [ { "kind": "cost", "bearer": "hale", "perDay": 2700 } ],
          "notice": [[0, 1], [5, 0.8], [20, 0.1]] },

        { "id": "operating-lists", "title": "Nine hip and knee operations a day", "promisor": "osei", "promisee": "patients",
          "due": "2026-11-23",
          "needs": [ { "commitment": "ward-opens", "lead": 5, "relay": 1 } ],
          "damage": [ { "kind": "operations", "perDay": 9 } ],
          "notice": [[0, 1], [10, 0.7], [30, 0.3]] },

        { "id": "waiting-list", "title": "Nobody waits more than 18 weeks at year's end", "promisor": "hale", "promisee": "region",
          "due": "2026-12-31",
          "needs": [ { "commitment": "operating-lists", "lead": 20 } ],
          "damage": [ { "kind": "cost", "bearer": "hale", "perDay": 4000 } ] },

        { "id": "invoice-paid", "title": "Our invoice paid before the year ends", "promisor": "hale", "promisee": "us",
          "due": "2026-12-18",
          "needs": [ { "commitment": "safety-signed", "lead": 22 } ],
          "damage": [ { "kind": "cost", "perDay": 90 } ] },

        { "id": "second-order", "title": "Order for the second hospital, 120 monitors", "promisor": "region", "promisee": "us",
          "due": "2026-11-27", "breaksAfter": 3, "firmness": 6,
          "needs": [ { "commitment": "delivery", "lead": 18, "relay": 2 } ],
          "damage": [ { "kind": "margin", "lump": 5000, "ifBroken": 140000 } ],
          "notice": [[0, 1], [20, 0.9], [40, 0.75]] }
      ],
      "risks": [
        { "id": "customs", "title": "Customs opens the container", "chance": 0.08,
          "hits": [ { "commitment": "displays-by-sea", "delay": { "triangular": [2, 4, 8] } } ] }
      ],
      "mitigations": [
        { "id": "order-brno", "title": "Order from Brno today, with a night shift and a van of our own",
          "cost": 9500, "leadTime": 15, "chance": 0.9,
          "effects": [ { "expedite": "displays-by-road", "days": 6 } ] },
        { "id": "air-freight", "title": "Fly the Shenzhen displays to London", "cost": 21000, "leadTime": 9, "chance": 0.95,
          "effects": [ { "expedite": "displays-by-sea", "days": 14 } ] },
        { "id": "build-twice", "title": "Second assembly shift for a fortnight", "cost": 32000, "leadTime": 5,
          "effects": [ { "expedite": "assembly", "days": 2 } ] },
        { "id": "rent-monitors", "title": "Rent 32 monitors so that the ward can open", "cost": 27000, "leadTime": 10,
          "effects": [ { "fallback": "ward-opens", "of": "safety-signed", "days": 1 },
                       { "fallback": "ward-opens", "of": "ward-training", "days": 1 } ] },
        { "id": "hold-order", "title": "Ask the region to hold the second order two weeks", "cost": 2500, "leadTime": 5, "chance": 0.7,
          "effects": [ { "extend": "second-order", "days": 10 } ] },
        { "id": "later-shifts", "title": "Start the agency nurses a week later", "cost": 1500, "leadTime": 20,
          "effects": [ { "redate": "nurses-start", "days": 5 } ] }
      ],
      "policy": { "confidence": 0.85, "stretchConfidence": 0.6, "maxLate": { "operating-lists": 0.05 } },
      "slip": { "commitment": "displays-by-sea", "days": 20 }
    }

    """#
