/// Parts of the schema that are no forms: points, and what stands for one of several forms.
enum SchemaText {
    static let statedNeed = ##"""
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
        """##
    static let curvePoint = point(
        "[days late, amount]: days rise from point to point, amounts do not fall.", .spareDays, .amount)
    static let noticePoint = point(
        "[days of notice, factor]: days rise from point to point, factors do not rise.", .spareDays, .chance)
    static let discretePoint = point("[days, weight], the weight 0 or more.", .days, .amount)
    static let uncertainDays = ##"""
        "description": "A number of days, or a distribution of days.",
        "oneOf": [{ "$ref": "#/$defs/days" }, { "$ref": "#/$defs/distribution" }]
        """##
    static var effect: String {
        let forms = EffectField.forms.map { "  { \"$ref\": \"#/$defs/\($0.name)\" }" }
        return """
            "description": "What a mitigation changes: one verb with what it works on.",
            "oneOf": [
            \(forms.joined(separator: ",\n"))
            ]
            """
    }

    private static func point(_ summary: String, _ first: SharedValue, _ second: SharedValue) -> String {
        ##"""
        "description": "\##(summary)",
        "type": "array",
        "prefixItems": [{ "$ref": "#/$defs/\##(first.rawValue)" }, { "$ref": "#/$defs/\##(second.rawValue)" }],
        "items": false,
        "minItems": 2
        """##
    }
}

extension SharedValue {
    /// The members of its schema.
    var schema: String {
        switch self {
        case .id:
            #"""
            "description": "\#(summary)",
            "type": "string",
            "maxLength": 256,
            "pattern": "^ *[^\\u0000-\\u0020\\u007f][^\\u0000-\\u001f\\u007f]*$"
            """#
        case .name:
            """
            "description": "\(summary)",
            "type": "string",
            "minLength": 1,
            "maxLength": 256
            """
        case .date:
            """
            "description": "\(summary)",
            "type": "string",
            "format": "date",
            "pattern": "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
            "not": { "pattern": "-(02-3[01]|(04|06|09|11)-31)$" },
            "if": { "pattern": "-02-29$" },
            "then": { "pattern": "^(2000|(19|20|21)(0[48]|[2468][048]|[13579][26]))-" }
            """
        case .days: number(NumberRange.days)
        case .spareDays: number(NumberRange.spareDays)
        case .positiveDays: number(NumberRange.spareDays, isOpen: true)
        case .amount: number(NumberRange.amount)
        case .chance: number(NumberRange.fraction)
        case .own: "\"description\": \"\(summary)\""
        }
    }

    /// What it is, in a sentence.
    var summary: String {
        switch self {
        case .id: "A short name: at most 256 bytes, not blank, no line breaks."
        case .name: "The id of a stakeholder or a kind, which need not be listed: at most 256 bytes."
        case .date: "A day YYYY-MM-DD, from 1900-01-01 to 2199-12-31."
        case .days: "Days of either sign; fractions are allowed."
        case .spareDays: "Days, not negative; fractions are allowed."
        case .positiveDays: "Days above 0; fractions are allowed."
        case .amount: "An amount, a weight or a cost: not negative."
        case .chance: "A probability or a share, from 0 to 1."
        case .own: "A field of your own: Domino does not read it."
        }
    }

    private func number(_ range: ClosedRange<Double>, isOpen: Bool = false) -> String {
        """
        "description": "\(summary)",
        "type": "number",
        "\(isOpen ? "exclusiveMinimum" : "minimum")": \(plain(range.lowerBound)),
        "maximum": \(plain(range.upperBound))
        """
    }
}
