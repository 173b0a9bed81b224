/// What nobody is sure of: distributions, risks and factors.
let uncertaintyDefinitions: String = #"""
        "uncertainDays": {
          "description": "A number of days, or a distribution of days.",
          "oneOf": [{ "$ref": "#/$defs/days" }, { "$ref": "#/$defs/distribution" }]
        },
        "distribution": {
          "description": "Days that nobody is sure of: exactly one distribution, with a chance perhaps.",
          "type": "object",
          "properties": {
            "chance": {
              "$ref": "#/$defs/chance",
              "description": "Probability that there is a delay at all, from 0 to 1; else it is 0. Default: 1.",
              "default": 1,
              "examples": [0.4]
            },
            "triangular": {
              "description": "[least, most likely, most] in days, straight between.",
              "type": "array",
              "prefixItems": [{ "$ref": "#/$defs/days" }, { "$ref": "#/$defs/days" }, { "$ref": "#/$defs/days" }],
              "items": false,
              "minItems": 3,
              "examples": [[1, 3, 15]]
            },
            "pert": {
              "description": "[least, most likely, most] in days, rounded: the ends are rarer than in triangular.",
              "type": "array",
              "prefixItems": [{ "$ref": "#/$defs/days" }, { "$ref": "#/$defs/days" }, { "$ref": "#/$defs/days" }],
              "items": false,
              "minItems": 3,
              "examples": [[-1, 1, 12]]
            },
            "uniform": {
              "description": "[least, most] in days, all alike.",
              "type": "array",
              "prefixItems": [{ "$ref": "#/$defs/days" }, { "$ref": "#/$defs/days" }],
              "items": false,
              "minItems": 2,
              "examples": [[3, 5]]
            },
            "normal": {
              "description": "[mean, standard deviation] in days, the latter above 0.",
              "type": "array",
              "prefixItems": [{ "$ref": "#/$defs/days" }, { "$ref": "#/$defs/positiveDays" }],
              "items": false,
              "minItems": 2,
              "examples": [[3, 1]]
            },
            "lognormal": {
              "description": "[p50, p90] in days, above 0: half are below p50, nine in ten below p90.",
              "type": "array",
              "prefixItems": [{ "$ref": "#/$defs/positiveDays" }, { "$ref": "#/$defs/positiveDays" }],
              "items": false,
              "minItems": 2,
              "examples": [[2, 8]]
            },
            "discrete": {
              "description": "Values with weights, [[days, weight], ...]; a weight of 2 is twice as likely as 1.",
              "type": "array",
              "items": { "$ref": "#/$defs/discretePoint" },
              "contains": { "prefixItems": [true, { "exclusiveMinimum": 0 }] },
              "examples": [[[0, 6], [1, 2], [7, 1]]]
            },
            "samples": {
              "description": "Days late as they came in the past, zeros included; each is equally likely.",
              "type": "array",
              "items": { "$ref": "#/$defs/days" },
              "minItems": 1,
              "examples": [[0, 0, 1, 2, 9]]
            },
            "days": {
              "$ref": "#/$defs/days",
              "description": "A delay without doubt, in days; with a chance, all or nothing.",
              "examples": [5]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false,
          "oneOf": [
            { "required": ["triangular"] },
            { "required": ["pert"] },
            { "required": ["uniform"] },
            { "required": ["normal"] },
            { "required": ["lognormal"] },
            { "required": ["discrete"] },
            { "required": ["samples"] },
            { "required": ["days"] }
          ]
        },
        "discretePoint": {
          "description": "[days, weight], the weight 0 or more.",
          "type": "array",
          "prefixItems": [{ "$ref": "#/$defs/days" }, { "$ref": "#/$defs/amount" }],
          "items": false,
          "minItems": 2
        },
        "risk": {
          "description": "Something that may happen, once for all it hits.",
          "type": "object",
          "required": ["id", "chance", "hits"],
          "properties": {
            "id": {
              "$ref": "#/$defs/id",
              "description": "Name by which mitigations refer to it.",
              "examples": ["freeze"]
            },
            "title": {
              "description": "As people call it. Default: the id.",
              "type": "string",
              "examples": ["Change freeze"]
            },
            "chance": {
              "$ref": "#/$defs/chance",
              "description": "Probability that it happens, from 0 to 1.",
              "examples": [0.15]
            },
            "hits": {
              "description": "The commitments it delays if it happens, and by how much.",
              "type": "array",
              "items": { "$ref": "#/$defs/hit" },
              "examples": [[{ "commitment": "go-live", "delay": { "triangular": [3, 5, 10] } }]]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "hit": {
          "description": "What a risk does to one commitment.",
          "type": "object",
          "required": ["commitment", "delay"],
          "properties": {
            "commitment": {
              "$ref": "#/$defs/id",
              "description": "Id of the commitment that is hit.",
              "examples": ["go-live"]
            },
            "delay": {
              "$ref": "#/$defs/uncertainDays",
              "description": "Days it adds: a number or a distribution.",
              "examples": [{ "triangular": [3, 5, 10] }, 4]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        },
        "factor": {
          "description": "A shared cause: one number that multiplies the work of several commitments.",
          "type": "object",
          "required": ["id", "value", "scales"],
          "properties": {
            "id": {
              "$ref": "#/$defs/id",
              "description": "Its name in reports, by which its luck is drawn.",
              "examples": ["team-pace"]
            },
            "title": {
              "description": "As people call it. Default: the id.",
              "examples": ["Pace of the team"]
            },
            "value": {
              "description": "How much longer the work takes: 1 as planned, 1.4 two fifths longer. It takes no chance.",
              "allOf": [{ "$ref": "#/$defs/uncertainDays" }, { "properties": { "chance": false } }],
              "examples": [{ "triangular": [0.9, 1, 1.4] }]
            },
            "scales": {
              "description": "Ids of the commitments whose work it scales.",
              "type": "array",
              "items": { "$ref": "#/$defs/id" },
              "examples": [["go-live"]]
            }
          },
          "patternProperties": { "^x-": { "$ref": "#/$defs/own" } },
          "additionalProperties": false
        }
    """#
