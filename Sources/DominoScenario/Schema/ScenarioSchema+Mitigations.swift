/// What can be done: mitigations and their effects, one form a verb.
let mitigationDefinitions: String = #"""
        "mitigation": {
          "description": "Something that can be done: what it costs and what it changes.",
          "type": "object",
          "required": ["id", "effects"],
          "properties": {
            "id": {
              "$ref": "#/$defs/id",
              "description": "Name by which plans refer to it.",
              "examples": ["pilot"]
            },
            "title": {
              "description": "As people call it. Default: the id.",
              "type": "string",
              "examples": ["Pilot with two stores first"]
            },
            "cost": {
              "$ref": "#/$defs/amount",
              "description": "What it costs, in the currency. Default: 0.",
              "default": 0,
              "examples": [8000]
            },
            "leadTime": {
              "$ref": "#/$defs/spareDays",
              "description": "Days from deciding until it bites. Default: 0.",
              "default": 0,
              "examples": [5]
            },
            "chance": {
              "$ref": "#/$defs/chance",
              "description": "Probability that it works, from 0 to 1. Default: 1.",
              "default": 1,
              "examples": [0.9]
            },
            "effects": {
              "description": "What it changes, one verb each.",
              "type": "array",
              "items": { "$ref": "#/$defs/effect" },
              "examples": [[{ "decouple": "store-launch", "from": "go-live", "share": 0.4 }]]
            },
            "requires": {
              "description": "Ids of mitigations without which it cannot be done. Default: none.",
              "type": "array",
              "items": { "$ref": "#/$defs/id" },
              "default": []
            },
            "excludes": {
              "description": "Ids of mitigations that cannot be done with it, either way round. Default: none.",
              "type": "array",
              "items": { "$ref": "#/$defs/id" },
              "default": [],
              "examples": [["overtime"]]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "effect": {
          "description": "What a mitigation changes: one verb with what it works on.",
          "oneOf": [
            { "$ref": "#/$defs/expediteEffect" },
            { "$ref": "#/$defs/fallbackEffect" },
            { "$ref": "#/$defs/decoupleEffect" },
            { "$ref": "#/$defs/softenEffect" },
            { "$ref": "#/$defs/redateEffect" },
            { "$ref": "#/$defs/extendEffect" },
            { "$ref": "#/$defs/avertEffect" }
          ]
        },
        "expediteEffect": {
          "description": "The commitment is done sooner.",
          "type": "object",
          "required": ["expedite", "days"],
          "properties": {
            "expedite": {
              "$ref": "#/$defs/id",
              "description": "Id of the commitment that is done sooner.",
              "examples": ["go-live"]
            },
            "days": {
              "$ref": "#/$defs/spareDays",
              "description": "Days sooner.",
              "examples": [3]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "fallbackEffect": {
          "description": "A plan B for one need of a commitment.",
          "type": "object",
          "required": ["fallback", "of", "days"],
          "properties": {
            "fallback": {
              "$ref": "#/$defs/id",
              "description": "Id of the commitment that gets a plan B.",
              "examples": ["guidance"]
            },
            "of": {
              "$ref": "#/$defs/id",
              "description": "Id of the commitment it needs, and could do without.",
              "examples": ["cost-saving"]
            },
            "days": {
              "$ref": "#/$defs/spareDays",
              "description": "Most days late that this need can still make it.",
              "examples": [0]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "decoupleEffect": {
          "description": "Less of one need's delay is passed on.",
          "type": "object",
          "required": ["decouple", "from", "share"],
          "properties": {
            "decouple": {
              "$ref": "#/$defs/id",
              "description": "Id of the commitment that comes to depend less on another.",
              "examples": ["store-launch"]
            },
            "from": {
              "$ref": "#/$defs/id",
              "description": "Id of the commitment it needs.",
              "examples": ["go-live"]
            },
            "share": {
              "$ref": "#/$defs/chance",
              "description": "Share of the delay still passed on, from 0 (the need is gone) to 1.",
              "examples": [0.4]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "softenEffect": {
          "description": "The damage of a commitment hurts less.",
          "type": "object",
          "required": ["soften", "factor"],
          "properties": {
            "soften": {
              "$ref": "#/$defs/id",
              "description": "Id of the commitment whose damage hurts less.",
              "examples": ["go-live"]
            },
            "factor": {
              "$ref": "#/$defs/chance",
              "description": "Share of the damage that remains, from 0 to 1.",
              "examples": [0.5]
            },
            "kind": {
              "$ref": "#/$defs/name",
              "description": "Id of the one kind of damage that is softened. Default: all kinds.",
              "examples": ["trust"]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "redateEffect": {
          "description": "A new date is agreed; the work does not move.",
          "type": "object",
          "required": ["redate", "days"],
          "properties": {
            "redate": {
              "$ref": "#/$defs/id",
              "description": "Id of the commitment that is promised anew.",
              "examples": ["go-live"]
            },
            "days": {
              "$ref": "#/$defs/spareDays",
              "description": "Days later that it is promised for.",
              "examples": [5]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "extendEffect": {
          "description": "The commitment breaks later.",
          "type": "object",
          "required": ["extend", "days"],
          "properties": {
            "extend": {
              "$ref": "#/$defs/id",
              "description": "Id of the commitment that breaks later.",
              "examples": ["go-live"]
            },
            "days": {
              "$ref": "#/$defs/spareDays",
              "description": "Days more until it counts as broken.",
              "examples": [10]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "avertEffect": {
          "description": "A risk becomes less likely.",
          "type": "object",
          "required": ["avert", "factor"],
          "properties": {
            "avert": {
              "$ref": "#/$defs/id",
              "description": "Id of the risk that becomes less likely.",
              "examples": ["freeze"]
            },
            "factor": {
              "$ref": "#/$defs/chance",
              "description": "What remains of its chance, from 0 (never) to 1.",
              "examples": [0.5]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        }
    """#
