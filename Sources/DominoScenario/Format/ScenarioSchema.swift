/// The JSON Schema (draft 2020-12) of scenario files, pretty-printed, for editors and other tools.
///
/// It accepts every file that the reader accepts by itself: what it refuses the reader refuses too, in better words.
/// What takes more than one place to see (references, circles, curves that fall, doubled keys) is left to the
/// reader. An empty list of commitments passes, because a file that others include may hold none.
///
/// Its `$id` names no host, so that nothing is ever fetched. It is put together from the table of fields once, on
/// first use.
public let scenarioSchema: String = {
    var writer = SchemaWriter()
    writer.open("{", indent: 0)
    writer.member("$schema", #""https://json-schema.org/draft/2020-12/schema""#, indent: 2)
    writer.member("$id", #""urn:domino:scenario:1""#, indent: 2)
    writer.member("title", #""Domino scenario""#, indent: 2)
    writer.form(ScenarioField.form, indent: 2)
    writer.open("\"$defs\": {", indent: 2)
    for definition in schemaDefinitions {
        writer.open("\"\(definition.name)\": {", indent: 4)
        switch definition {
        case .form(let form): writer.form(form, indent: 6)
        case .value(_, let text): writer.raw(text, indent: 6)
        }
        writer.close("}", indent: 4)
    }
    writer.close("}", indent: 2)
    writer.close("}", indent: 0)
    return writer.text + "\n"
}()

/// One entry of the schema's `$defs`.
enum SchemaDefinition {
    case form(FormSpec)
    /// A name and the members of its definition.
    case value(String, String)

    var name: String {
        switch self {
        case .form(let form): form.name
        case .value(let name, _): name
        }
    }
}

/// Every form and value that the format knows, in the order of the schema.
var schemaDefinitions: [SchemaDefinition] {
    let verbs = EffectField.forms.map { SchemaDefinition.form($0) }
    let forms: [SchemaDefinition] = [
        .form(CommitmentField.form), .form(NeedField.form), .form(NeedField.groupForm), .form(NeedField.quorumForm),
        .value("statedNeed", SchemaText.statedNeed), .form(DamageField.form),
        .value("curvePoint", SchemaText.curvePoint), .value("noticePoint", SchemaText.noticePoint),
        .value("uncertainDays", SchemaText.uncertainDays),
        .value("uncertainSpareDays", SchemaText.uncertainSpareDays), .form(DistributionField.form),
        .value("discretePoint", SchemaText.discretePoint), .form(RiskField.form), .form(HitField.form),
        .form(FactorField.form), .form(MitigationField.form), .form(DecidedField.form),
        .value("effect", SchemaText.effect),
    ]
    let parties: [SchemaDefinition] = [
        .form(CalendarField.form), .form(KindField.form), .form(StakeholderField.form), .form(WindowField.form),
        .value("period", SchemaText.period), .form(StageField.form),
        .form(PolicyField.form), .form(SlipField.form),
    ]
    return forms + verbs + parties + SharedValue.allCases.map { .value($0.rawValue, $0.schema) }
}

/// Writes JSON in lines of at most 116 columns, a member a line as long as it fits.
private struct SchemaWriter {
    private(set) var text = ""
    /// Whether the next member needs a comma in front.
    private var needsComma = false

    /// Begins an object or a list.
    mutating func open(_ opening: String, indent: Int) {
        line(opening, indent: indent)
        needsComma = false
    }

    /// Ends it.
    mutating func close(_ closing: String, indent: Int) {
        text += "\n" + String(repeating: " ", count: indent) + closing
        needsComma = true
    }

    /// Writes a member; its value goes to a line of its own if the two do not fit on one.
    mutating func member(_ name: String, _ json: String, indent: Int) {
        let lines = json.split(separator: "\n", omittingEmptySubsequences: false)
        let isLong = lines.count == 1 && indent + name.count + json.count + 5 > 116
        if isLong {
            line("\"\(name)\":", indent: indent)
            text += "\n" + String(repeating: " ", count: indent + 2) + json
        } else {
            line("\"\(name)\": \(lines[0])", indent: indent)
            for rest in lines.dropFirst() { text += "\n" + String(repeating: " ", count: indent) + rest }
        }
    }

    /// Writes members as they stand.
    mutating func raw(_ members: String, indent: Int) {
        for (number, member) in members.split(separator: "\n").enumerated() {
            if number == 0 {
                line(String(member), indent: indent)
            } else {
                text += "\n" + String(repeating: " ", count: indent) + member
            }
        }
    }

    /// Writes the members of a form's schema.
    mutating func form(_ form: FormSpec, indent: Int) {
        member("description", quoted(form.summary), indent: indent)
        member("type", "\"object\"", indent: indent)
        let required = form.fields.filter { $0.spec.isRequired }.map { "\"\($0.name)\"" }
        if !required.isEmpty { member("required", "[" + required.joined(separator: ", ") + "]", indent: indent) }
        open("\"properties\": {", indent: indent)
        for (name, spec) in form.fields {
            open("\"\(name)\": {", indent: indent + 2)
            field(spec, indent: indent + 4)
            close("}", indent: indent + 2)
        }
        close("}", indent: indent)
        member("patternProperties", ##"{ "^x-": { "$ref": "#/$defs/own" } }"##, indent: indent)
        member("additionalProperties", "false", indent: indent)
        for (name, json) in form.rules { member(name, json, indent: indent) }
    }

    /// Writes the members of a field's schema.
    private mutating func field(_ spec: FieldSpec, indent: Int) {
        let type = spec.type.schema
        let isReference = type.first?.name == "$ref"
        if isReference { for (name, json) in type { member(name, json, indent: indent) } }
        member("description", quoted(spec.description), indent: indent)
        if !isReference { for (name, json) in type { member(name, json, indent: indent) } }
        if let value = spec.defaultValue { member("default", value, indent: indent) }
        if let examples = spec.examples { member("examples", "[\(examples)]", indent: indent) }
    }

    private func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        appendJSONString(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func line(_ content: String, indent: Int) {
        if needsComma { text += "," }
        if !text.isEmpty { text += "\n" }
        text += String(repeating: " ", count: indent) + content
        needsComma = true
    }
}

extension FieldType {
    /// The members of its schema.
    fileprivate var schema: [(name: String, json: String)] {
        switch self {
        case .shared(let value): [("$ref", "\"#/$defs/\(value.rawValue)\"")]
        case .form(let name): [("$ref", "\"#/$defs/\(name)\"")]
        case .text: [("type", "\"string\"")]
        case .choice(let words): [("enum", "[" + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]")]
        case .list(let element, let least):
            [("type", "\"array\""), ("items", element.inline)] + (least > 0 ? [("minItems", "\(least)")] : [])
        case .tuple(let types):
            [
                ("type", "\"array\""), ("prefixItems", "[" + types.map { $0.inline }.joined(separator: ", ") + "]"),
                ("items", "false"), ("minItems", "\(types.count)"),
            ]
        case .number(let range):
            [
                ("type", "\"number\""), ("minimum", plain(range.lowerBound)), ("maximum", plain(range.upperBound)),
            ]
        case .oneOf(let types): [("oneOf", "[" + types.map { $0.inline }.joined(separator: ", ") + "]")]
        case .other(let members, _): members
        }
    }

    /// Its schema as an object on one line.
    private var inline: String {
        "{ " + schema.map { "\"\($0.name)\": \($0.json)" }.joined(separator: ", ") + " }"
    }
}

/// Parts of the schema besides the forms: points, and choices between forms.
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
          },
          {
            "required": ["of"],
            "properties": {
              "of": {
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
    static let period = point("[first day, last day], both included; the last is not before the first.", .date, .date)
    static let uncertainDays = ##"""
        "description": "A number of days, or a distribution of days.",
        "oneOf": [{ "$ref": "#/$defs/days" }, { "$ref": "#/$defs/distribution" }]
        """##
    static let uncertainSpareDays = ##"""
        "description": "A number of days, or a distribution of days without a chance; none is below 0.",
        "allOf": [
          { "$ref": "#/$defs/uncertainDays" },
          {
            "minimum": 0,
            "properties": {
              "chance": false,
              "days": { "minimum": 0 },
              "triangular": { "prefixItems": [{ "minimum": 0 }] },
              "pert": { "prefixItems": [{ "minimum": 0 }] },
              "uniform": { "prefixItems": [{ "minimum": 0 }] },
              "normal": { "prefixItems": [{ "minimum": 0 }] },
              "discrete": {
                "items": { "prefixItems": [{ "minimum": 0 }] }
              },
              "samples": {
                "items": { "minimum": 0 }
              }
            }
          }
        ]
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

/// The reference of the format in Markdown: every form with its fields, then the values that many of them share.
///
/// `Scenarios/FORMAT.md` holds it between two marks.
package func fieldReference() -> String {
    var text = section(ScenarioField.form, title: "The scenario")
    var named: [(name: String, summary: String)] = []
    for definition in schemaDefinitions {
        switch definition {
        case .form(let form): text += "\n" + section(form, title: "`\(form.name)`")
        case .value(let name, let members) where SharedValue(rawValue: name) == nil && name != "statedNeed":
            named.append((name, summary(of: members)))
        case .value: break
        }
    }
    named += SharedValue.allCases.map { ($0.rawValue, $0.summary) }
    text += "\n### Values\n\n| value | what it is |\n|---|---|\n"
    for (name, summary) in named { text += "| `\(name)` | \(summary) |\n" }
    return text
}

/// One form: what it is, and a table of its fields.
private func section(_ form: FormSpec, title: String) -> String {
    var text = "### \(title)\n\n\(form.summary)\n\n| field | holds | default | meaning |\n|---|---|---|---|\n"
    for (name, spec) in form.fields {
        let standard = spec.isRequired ? "**required**" : spec.defaultWords ?? ""
        text += "| `\(name)` | \(spec.type.words) | \(standard) | \(spec.summary) |\n"
    }
    return text
}

/// The sentence that describes a value, from the members of its schema.
private func summary(of members: String) -> String {
    let parts = members.split(separator: "\"", maxSplits: 4, omittingEmptySubsequences: false)
    return parts.count > 3 ? String(parts[3]) : ""
}

extension FieldType {
    /// The type in words.
    fileprivate var words: String {
        switch self {
        case .shared(let value): value.rawValue
        case .text: "text"
        case .choice(let words): words.map { "`\"\($0)\"`" }.joined(separator: ", ")
        case .form(let name): name
        case .list(let element, _): "list of \(element.words)"
        case .tuple(let types): "[" + types.map { $0.words }.joined(separator: ", ") + "]"
        case .number(let range): "number from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
        case .oneOf(let types): listed(types.map { $0.words }, "or")
        case .other(_, let words): words
        }
    }
}
