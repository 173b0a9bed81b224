/// The JSON Schema (draft 2020-12) of scenario files, pretty-printed, for editors and other tools.
///
/// It accepts every file that the reader accepts by itself: what it refuses the reader refuses too, in better words.
/// What takes more than one place to see (references, circles, curves that fall, doubled keys) is left to the
/// reader. An empty list of commitments passes, because a file that others include may hold none.
///
/// Its `$id` names no host, so that nothing is ever fetched. It is put together once, on first use.
public let scenarioSchema: String = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:domino:scenario:1",
      "title": "Domino scenario",
      "description": "Promises that need each other, what being late costs whom, and what can be done about it.",
      "type": "object",
      "required": ["domino", "name", "commitments"],
      "properties": {
        "$schema": {
          "description": "Where your editor finds this schema. Domino never reads or fetches it.",
          "examples": ["scenario.schema.json"]
        },
        "domino": {
          "description": "Version of the format. Always 1.",
          "const": 1
        },
        "name": {
          "description": "What the scenario is called, as reports head it.",
          "type": "string",
          "examples": ["Northwind order platform"]
        },
        "description": {
          "description": "What it is about and which question it asks, in your own words.",
          "type": "string"
        },
        "root": {
          "$ref": "#/$defs/id",
          "description":
            "Id of the promise it is about, which check looks at. Default: the first commitment that slips.",
          "examples": ["go-live"]
        },
        "asOf": {
          "$ref": "#/$defs/date",
          "description": "The day it is seen from, in place of today. Default: today.",
          "examples": ["2026-02-02"]
        },
        "currency": {
          "description": "Unit of amounts, costs and scores. Default: none is printed.",
          "type": "string",
          "examples": ["USD", "EUR"]
        },
        "horizon": {
          "$ref": "#/$defs/spareDays",
          "description": "Days late at which a broken promise without ifBroken is priced. Default: 365.",
          "default": 365
        },
        "calendar": {
          "$ref": "#/$defs/calendar",
          "description": "Which days count. Without it every day does, weekends too."
        },
        "kinds": {
          "description": "Kinds of damage. A kind used but not listed weighs 1 in the currency.",
          "type": "array",
          "items": { "$ref": "#/$defs/kind" },
          "examples": [[{ "id": "revenue" }, { "id": "trust", "unit": "points", "weight": 4000 }]]
        },
        "stakeholders": {
          "description":
            "Everybody who promises, is promised or bears damage. Left out, all weigh 1; given, it lists all.",
          "type": "array",
          "items": { "$ref": "#/$defs/stakeholder" }
        },
        "stages": {
          "description": "Stages of the deal in their order, as the ladder climbs them.",
          "type": "array",
          "items": { "$ref": "#/$defs/stage" }
        },
        "commitments": {
          "description": "The promises: who owes what to whom by when. Reports keep this order.",
          "type": "array",
          "items": { "$ref": "#/$defs/commitment" }
        },
        "risks": {
          "description": "What may happen, once for all the commitments it hits.",
          "type": "array",
          "items": { "$ref": "#/$defs/risk" }
        },
        "factors": {
          "description": "Shared causes that stretch or shorten the work of several commitments together.",
          "type": "array",
          "items": { "$ref": "#/$defs/factor" }
        },
        "mitigations": {
          "description": "What could be done about it, from which the best plan is chosen.",
          "type": "array",
          "items": { "$ref": "#/$defs/mitigation" }
        },
        "policy": {
          "$ref": "#/$defs/policy",
          "description": "What a promise has to keep to before check calls it safe."
        },
        "include": {
          "description": "Other scenario files, relative to this one, whose lists join this one's. At most 8 deep.",
          "type": "array",
          "items": { "type": "string" },
          "examples": [["shared-team.json"]]
        },
        "slip": {
          "description": "The slip that is asked about, or a list of slips. --slip replaces it.",
          "oneOf": [{ "$ref": "#/$defs/slip" }, { "type": "array", "items": { "$ref": "#/$defs/slip" } }],
          "examples": [{ "commitment": "go-live", "days": 14 }]
        },
        "toldOn": {
          "$ref": "#/$defs/date",
          "description": "The day those hurt are told. Default: nobody is told in time.",
          "examples": ["2026-02-04"]
        }
      },
      "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
      "additionalProperties": false,
      "$defs": {
    \#(commitmentDefinitions),
    \#(uncertaintyDefinitions),
    \#(mitigationDefinitions),
    \#(partyDefinitions),
    \#(valueDefinitions)
      }
    }

    """#
