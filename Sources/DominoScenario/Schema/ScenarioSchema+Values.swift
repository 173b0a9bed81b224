/// Values that many forms share: ids, dates, days, amounts and chances.
let valueDefinitions: String = #"""
        "id": {
          "description": "A short name: at most 256 bytes, not blank, no line breaks.",
          "type": "string",
          "maxLength": 256,
          "pattern": "^ *[^\\u0000-\\u0020\\u007f][^\\u0000-\\u001f\\u007f]*$"
        },
        "name": {
          "description": "The id of a stakeholder or a kind, which need not be listed: at most 256 bytes.",
          "type": "string",
          "minLength": 1,
          "maxLength": 256
        },
        "date": {
          "description": "A day YYYY-MM-DD, from 1900-01-01 to 2199-12-31.",
          "type": "string",
          "format": "date",
          "pattern": "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
          "not": { "pattern": "-(02-3[01]|(04|06|09|11)-31)$" },
          "if": { "pattern": "-02-29$" },
          "then": { "pattern": "^(2000|(19|20|21)(0[48]|[2468][048]|[13579][26]))-" }
        },
        "days": {
          "description": "Days of either sign; fractions are allowed.",
          "type": "number",
          "minimum": -100000,
          "maximum": 100000
        },
        "spareDays": {
          "description": "Days, not negative; fractions are allowed.",
          "type": "number",
          "minimum": 0,
          "maximum": 100000
        },
        "positiveDays": {
          "description": "Days above 0; fractions are allowed.",
          "type": "number",
          "exclusiveMinimum": 0,
          "maximum": 100000
        },
        "amount": {
          "description": "An amount, a weight or a cost: not negative.",
          "type": "number",
          "minimum": 0,
          "maximum": 1000000000000
        },
        "chance": {
          "description": "A probability or a share, from 0 to 1.",
          "type": "number",
          "minimum": 0,
          "maximum": 1
        },
        "own": {
          "description": "A field of your own: Domino does not read it."
        }
    """#
