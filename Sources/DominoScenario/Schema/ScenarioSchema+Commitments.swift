/// What is promised: commitments, their needs, damage and notice.
let commitmentDefinitions: String = #"""
        "commitment": {
          "description": "A promise by somebody to somebody, due on a day.",
          "type": "object",
          "required": ["id", "promisor", "promisee"],
          "properties": {
            "id": {
              "$ref": "#/$defs/id",
              "description": "Name by which everything else refers to it.",
              "examples": ["go-live"]
            },
            "title": {
              "description": "As people call it. Default: the id.",
              "type": "string",
              "examples": ["Order platform live"]
            },
            "promisor": {
              "$ref": "#/$defs/name",
              "description": "Id of the stakeholder who promises.",
              "examples": ["us"]
            },
            "promisee": {
              "$ref": "#/$defs/name",
              "description": "Id of the stakeholder who is promised.",
              "examples": ["dana"]
            },
            "due": {
              "$ref": "#/$defs/date",
              "description": "The day it is promised for. Only a released commitment may go without.",
              "examples": ["2026-03-02"]
            },
            "status": {
              "description": "How things stand. kept and broken are facts; released costs nothing. Default: agreed.",
              "enum": ["proposed", "agreed", "kept", "broken", "released"],
              "default": "agreed"
            },
            "keptOn": {
              "$ref": "#/$defs/date",
              "description": "The day it was kept: given exactly if the status is kept.",
              "examples": ["2026-02-27"]
            },
            "stage": {
              "$ref": "#/$defs/id",
              "description": "Id of the stage of the deal it belongs to. Default: none.",
              "examples": ["proposal"]
            },
            "firmness": {
              "description":
                "How committed the promisor is, from 1 to 10; 5 or below is called weak. Default: not said.",
              "type": "number",
              "minimum": 1,
              "maximum": 10,
              "examples": [4]
            },
            "work": {
              "$ref": "#/$defs/spareDays",
              "description": "Days of work once all it needs is there; needs without a lead take it as theirs.",
              "examples": [10]
            },
            "cushion": {
              "$ref": "#/$defs/spareDays",
              "description": "Days before due that the promisor plans to be done. Default: 0.",
              "default": 0,
              "examples": [1]
            },
            "start": {
              "description": "Whether early inputs bring it forward (when-ready) or not. Default: as-planned.",
              "enum": ["as-planned", "when-ready"],
              "default": "as-planned"
            },
            "breaksAfter": {
              "$ref": "#/$defs/spareDays",
              "description": "Days late after which it counts as broken, never kept. Default: it never breaks.",
              "examples": [45]
            },
            "perDayLater": {
              "$ref": "#/$defs/amount",
              "description": "What each day it is promised later costs us, in the currency. Default: not said.",
              "examples": [2000]
            },
            "needs": {
              "description": "What has to be kept first, each with its lead or buffer. Default: nothing.",
              "type": "array",
              "items": { "oneOf": [{ "$ref": "#/$defs/need" }, { "$ref": "#/$defs/needGroup" }] },
              "default": [],
              "examples": [[{ "commitment": "data-extract", "lead": 10 }]]
            },
            "delay": {
              "$ref": "#/$defs/uncertainDays",
              "description": "Days late of its own making: a number or a distribution. Default: 0.",
              "default": 0,
              "examples": [{ "pert": [-1, 1, 12] }, { "chance": 0.4, "pert": [1, 3, 15] }]
            },
            "damage": {
              "description":
                "What it costs if this one is late or broken, one entry a bearer and kind. Default: nothing.",
              "type": "array",
              "items": { "$ref": "#/$defs/damage" },
              "default": [],
              "examples": [[{ "kind": "revenue", "perDay": 12000, "ifBroken": 900000 }]]
            },
            "notice": {
              "description":
                "Share of the damage that remains with so many days' notice before due. Default: all of it.",
              "type": "array",
              "items": { "$ref": "#/$defs/noticePoint" },
              "minItems": 1,
              "default": [[0, 1]],
              "examples": [[[0, 1], [10, 0.6], [20, 0.4]]]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false,
          "allOf": [
            {
              "$comment": "Only a released commitment may go without a date.",
              "if": { "required": ["status"], "properties": { "status": { "const": "released" } } },
              "else": { "required": ["due"] }
            },
            {
              "$comment": "The day it was kept is given exactly if it was.",
              "if": { "required": ["status"], "properties": { "status": { "const": "kept" } } },
              "then": { "required": ["keptOn"] },
              "else": { "properties": { "keptOn": false } }
            },
            {
              "$comment": "Buffers are never guessed: without work, every need states its lead or its buffer.",
              "if": { "required": ["work"] },
              "else": {
                "properties": {
                  "needs": { "items": { "$ref": "#/$defs/statedNeed" } }
                }
              }
            }
          ]
        },
        "need": {
          "description": "One commitment that this one needs.",
          "type": "object",
          "required": ["commitment"],
          "properties": {
            "commitment": {
              "$ref": "#/$defs/id",
              "description": "Id of the commitment that has to be kept first.",
              "examples": ["data-extract"]
            },
            "lead": {
              "$ref": "#/$defs/days",
              "description":
                "Days from that one being kept to this one being kept; below 0 they overlap. Default: the work.",
              "examples": [5]
            },
            "buffer": {
              "$ref": "#/$defs/days",
              "description": "Spare days between the two; give it instead of lead, never with it.",
              "examples": [2, 0]
            },
            "share": {
              "description": "Share of a delay that is passed on, above 0 and at most 1. Default: 1, all of it.",
              "type": "number",
              "exclusiveMinimum": 0,
              "maximum": 1,
              "default": 1,
              "examples": [0.5]
            },
            "fallback": {
              "$ref": "#/$defs/spareDays",
              "description": "Plan B: most days that this need can make it late. Default: no plan B.",
              "examples": [20]
            },
            "relay": {
              "$ref": "#/$defs/spareDays",
              "description": "Days for news of that one to reach this one. Default: 0.",
              "default": 0,
              "examples": [1]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false,
          "not": { "required": ["lead", "buffer"] }
        },
        "needGroup": {
          "description": "Several commitments of which any one is enough.",
          "type": "object",
          "required": ["anyOf"],
          "properties": {
            "anyOf": {
              "description": "Needs of which the one that comes through best counts. At least one.",
              "type": "array",
              "items": { "$ref": "#/$defs/need" },
              "minItems": 1,
              "examples": [[{ "commitment": "trainer-a", "lead": 2 }, { "commitment": "trainer-b", "buffer": 0 }]]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "statedNeed": {
          "description": "A need that states its lead or its buffer, or a group of such needs.",
          "anyOf": [
            { "required": ["lead"] },
            { "required": ["buffer"] },
            {
              "required": ["anyOf"],
              "properties": {
                "anyOf": {
                  "items": {
                    "anyOf": [{ "required": ["lead"] }, { "required": ["buffer"] }]
                  }
                }
              }
            }
          ]
        },
        "damage": {
          "description": "What being late or broken costs one bearer in one kind: perDay, lump or curve.",
          "type": "object",
          "required": ["kind"],
          "properties": {
            "kind": {
              "$ref": "#/$defs/name",
              "description": "Id of the kind of damage.",
              "examples": ["revenue", "trust"]
            },
            "bearer": {
              "$ref": "#/$defs/name",
              "description": "Id of the stakeholder who is hurt. Default: the promisee.",
              "examples": ["us"]
            },
            "perDay": {
              "$ref": "#/$defs/amount",
              "description": "Amount for each day late, in the kind's unit.",
              "examples": [1500]
            },
            "lump": {
              "$ref": "#/$defs/amount",
              "description": "Amount as soon as it is late at all, in the kind's unit.",
              "examples": [400000]
            },
            "curve": {
              "description":
                "Points [days late, amount], rising from (0, 0), straight between and flat after the last.",
              "type": "array",
              "items": { "$ref": "#/$defs/curvePoint" },
              "minItems": 1,
              "examples": [[[5, 1], [20, 10]]]
            },
            "grace": {
              "$ref": "#/$defs/spareDays",
              "description": "Days late that cost nothing; the rest is counted from there. Default: 0.",
              "default": 0,
              "examples": [5]
            },
            "cap": {
              "$ref": "#/$defs/amount",
              "description": "Most it can be while late, in the kind's unit. Default: no limit.",
              "examples": [60000]
            },
            "ifBroken": {
              "$ref": "#/$defs/amount",
              "description": "Amount if never kept, in the kind's unit. Default: what being late by the horizon costs.",
              "examples": [900000]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false,
          "oneOf": [{ "required": ["perDay"] }, { "required": ["lump"] }, { "required": ["curve"] }]
        },
        "curvePoint": {
          "description": "[days late, amount]: days rise from point to point, amounts do not fall.",
          "type": "array",
          "prefixItems": [{ "$ref": "#/$defs/spareDays" }, { "$ref": "#/$defs/amount" }],
          "items": false,
          "minItems": 2
        },
        "noticePoint": {
          "description": "[days of notice, factor]: days rise from point to point, factors do not rise.",
          "type": "array",
          "prefixItems": [{ "$ref": "#/$defs/spareDays" }, { "$ref": "#/$defs/chance" }],
          "items": false,
          "minItems": 2
        }
    """#
