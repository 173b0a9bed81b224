/// Who and when: the calendar, kinds, stakeholders, stages, the policy and slips.
let partyDefinitions: String = #"""
        "calendar": {
          "description": "Working days. Dates on other days move to a working day beside them, with a warning.",
          "type": "object",
          "properties": {
            "workdays": {
              "description": "Days of the week that are worked, at least one. Default: Monday to Friday.",
              "type": "array",
              "items": { "enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] },
              "minItems": 1,
              "default": ["mon", "tue", "wed", "thu", "fri"]
            },
            "holidays": {
              "description": "Days off besides the weekly ones. Default: none.",
              "type": "array",
              "items": { "$ref": "#/$defs/date" },
              "default": [],
              "examples": [["2026-04-03", "2026-12-25"]]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "kind": {
          "description": "A kind of damage and what one unit of it is worth.",
          "type": "object",
          "required": ["id"],
          "properties": {
            "id": {
              "$ref": "#/$defs/id",
              "description": "Name by which damage refers to it.",
              "examples": ["revenue", "trust"]
            },
            "unit": {
              "description": "What it is counted in. Default: the currency.",
              "type": "string",
              "examples": ["points", "hours"]
            },
            "weight": {
              "$ref": "#/$defs/amount",
              "description": "Score of one unit, in the currency: 4000 makes a point of trust worth 4000. Default: 1.",
              "default": 1,
              "examples": [4000]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "stakeholder": {
          "description": "Somebody who promises, is promised or bears damage.",
          "type": "object",
          "required": ["id"],
          "properties": {
            "id": {
              "$ref": "#/$defs/id",
              "description": "Name by which commitments and damage refer to them.",
              "examples": ["dana"]
            },
            "name": {
              "description": "As people call them. Default: the id.",
              "type": "string",
              "examples": ["Dana Ruiz, VP Operations"]
            },
            "side": {
              "description": "Whose side they are on: the seller's, the client's, or neither. Default: other.",
              "enum": ["seller", "client", "other"],
              "default": "other"
            },
            "weight": {
              "$ref": "#/$defs/amount",
              "description": "How much their harm counts: 1.5 is half as much again. Default: 1.",
              "default": 1,
              "examples": [1.5]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "stage": {
          "description": "A stage of the deal, which commitments of the client's side advance.",
          "type": "object",
          "required": ["id"],
          "properties": {
            "id": {
              "$ref": "#/$defs/id",
              "description": "Name by which commitments refer to it.",
              "examples": ["proposal"]
            },
            "title": {
              "description": "As people call it. Default: the id.",
              "type": "string",
              "examples": ["Proposal"]
            },
            "advance": {
              "description":
                "Whether all commitments of the client's side in it have to be agreed, or any one. Default: all.",
              "enum": ["all", "any"],
              "default": "all"
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "policy": {
          "description": "Limits for check. A promise is safe if it keeps all of them.",
          "type": "object",
          "properties": {
            "confidence": {
              "$ref": "#/$defs/chance",
              "description": "Probability of keeping the promise from which it is safe, 0 to 1. Default: 0.8.",
              "default": 0.8
            },
            "stretchConfidence": {
              "$ref": "#/$defs/chance",
              "description": "Probability from which it is a stretch and no longer unsafe. Default: 0.5.",
              "default": 0.5
            },
            "maxMean": {
              "$ref": "#/$defs/amount",
              "description": "Highest mean score allowed, in the currency. Default: no limit.",
              "examples": [50000]
            },
            "maxP95": {
              "$ref": "#/$defs/amount",
              "description": "Highest score allowed in 95 of 100 cases, in the currency. Default: no limit.",
              "examples": [400000]
            },
            "maxLate": {
              "description": "Highest probability of being late, by the id of a commitment. Default: no limits.",
              "type": "object",
              "propertyNames": { "$ref": "#/$defs/id" },
              "additionalProperties": { "$ref": "#/$defs/chance" },
              "examples": [{ "store-launch": 0.1 }]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "slip": {
          "description": "A commitment that slips.",
          "type": "object",
          "required": ["commitment", "days"],
          "properties": {
            "commitment": {
              "$ref": "#/$defs/id",
              "description": "Id of the commitment that slips.",
              "examples": ["go-live"]
            },
            "days": {
              "description": "Days late, less than 0 for early, or \"broken\" for never kept.",
              "anyOf": [{ "$ref": "#/$defs/days" }, { "const": "broken" }],
              "examples": [14, "broken"]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        }
    """#
