/// The fields of a scenario file.
enum ScenarioField: String, SpecifiedField {
    case schema = "$schema"
    case domino, name, description, root, asOf, currency, horizon, calendar, kinds, stakeholders, windows, stages
    case commitments, risks, factors, mitigations, decided, policy, include, slip, toldOn

    static let table = FieldTable<Self>()
    static let form = FormSpec(
        "", "Commitments that need each other, what being late costs whom, and what can be done about it.",
        of: Self.self)

    var spec: FieldSpec {
        switch self {
        case .schema:
            FieldSpec(
                .other([], words: "anything"), "Where your editor finds this schema. Domino never reads or fetches it.",
                examples: #""scenario.schema.json""#)
        case .domino: .required(.other([("const", "1")], words: "`1`"), "Version of the format. Always 1.")
        case .name:
            .required(
                .text, "What the scenario is called, as reports head it.", examples: #""Northwind order platform""#)
        case .description:
            FieldSpec(.text, "What it is about and which question it asks, in your own words.")
        case .root:
            FieldSpec(
                .id, "Id of the commitment it is about, which check looks at.",
                words: "the first commitment that slips", examples: #""go-live""#)
        case .asOf:
            FieldSpec(
                .date, "The day it is seen from, in place of today.", words: "today", examples: #""2026-02-02""#)
        case .currency:
            FieldSpec(
                .text, "Unit of amounts, costs and scores.", words: "none is printed", examples: #""USD", "EUR""#)
        case .horizon:
            FieldSpec(.spareDays, "Days late at which a broken commitment without ifBroken is priced.", default: "365")
        case .calendar:
            FieldSpec(.form("calendar"), "Which days count. Without it every day does, weekends too.")
        case .kinds:
            FieldSpec(
                .list(of: .form("kind")),
                "Kinds of damage. One that is used but not listed weighs 1 in the currency; validate warns of it.",
                examples: #"[{ "id": "revenue" }, { "id": "trust", "unit": "points", "weight": 4000 }]"#)
        case .stakeholders:
            FieldSpec(
                .list(of: .form("stakeholder")),
                "Everybody who promises, is promised or bears damage. Left out, all weigh 1; given, it lists all.")
        case .windows:
            FieldSpec(
                .list(of: .form("window")),
                "The days on which commitments that name them can be kept: board meetings, or all but a freeze.",
                examples: #"[{ "id": "freeze", "closed": [["2026-11-16", "2027-01-04"]] }]"#)
        case .stages:
            FieldSpec(.list(of: .form("stage")), "Stages of the deal in their order, as the ladder climbs them.")
        case .commitments:
            .required(
                .list(of: .form("commitment")), "Who owes what to whom by when. Reports keep this order.")
        case .risks: FieldSpec(.list(of: .form("risk")), "What may happen, once for all the commitments it hits.")
        case .factors:
            FieldSpec(
                .list(of: .form("factor")),
                "Shared causes that stretch or shorten the work of several commitments together.")
        case .mitigations:
            FieldSpec(
                .list(of: .form("mitigation")), "What could be done about it, from which the best plan is chosen.")
        case .decided:
            FieldSpec(
                .list(of: .form("decided")), "Mitigations that are under way: in force in every question, and paid.",
                examples: #"[{ "mitigation": "overtime", "on": "2026-01-28" }]"#)
        case .policy: FieldSpec(.form("policy"), "What a commitment has to keep to before check calls it safe.")
        case .include:
            FieldSpec(
                .list(of: .text),
                "Other scenario files, relative to this one, whose lists join this one's. At most 8 deep.",
                examples: #"["shared-team.json"]"#)
        case .slip:
            FieldSpec(
                .oneOf([.form("slip"), .list(of: .form("slip"))]),
                "The slip that is asked about, or a list of slips. --slip replaces it.",
                examples: #"{ "commitment": "go-live", "days": 14 }"#)
        case .toldOn:
            FieldSpec(
                .date, "The day those hurt are told.", words: "nobody is told in time", examples: #""2026-02-04""#)
        }
    }
}

/// The fields of a calendar.
enum CalendarField: String, SpecifiedField {
    case workdays, holidays

    static let table = FieldTable<Self>()
    static let form = FormSpec(
        "calendar", "Working days. Dates on other days move to a working day beside them, with a warning.",
        of: Self.self)

    var spec: FieldSpec {
        switch self {
        case .workdays:
            FieldSpec(
                .list(of: .choice(Day.weekdayNames), atLeast: 1), "Days of the week that are worked, at least one.",
                default: #"["mon", "tue", "wed", "thu", "fri"]"#, words: "Monday to Friday")
        case .holidays:
            FieldSpec(
                .list(of: .date), "Days off besides the weekly ones.", default: "[]", words: "none",
                examples: #"["2026-04-03", "2026-12-25"]"#)
        }
    }
}

/// The fields of a kind of damage.
enum KindField: String, SpecifiedField {
    case id, unit, weight

    static let table = FieldTable<Self>()
    static let form = FormSpec("kind", "A kind of damage and what one unit of it is worth.", of: Self.self)

    var spec: FieldSpec {
        switch self {
        case .id: .required(.id, "Name by which damage refers to it.", examples: #""revenue", "trust""#)
        case .unit:
            FieldSpec(.text, "What it is counted in.", words: "the currency", examples: #""points", "hours""#)
        case .weight:
            FieldSpec(
                .amount, "Score of one unit, in the currency: 4000 makes a point of trust worth 4000.", default: "1",
                examples: "4000")
        }
    }
}

/// The fields of a stakeholder.
enum StakeholderField: String, SpecifiedField {
    case id, name, side, weight, group

    static let table = FieldTable<Self>()
    static let form = FormSpec("stakeholder", "Somebody who promises, is promised or bears damage.", of: Self.self)

    var spec: FieldSpec {
        switch self {
        case .id: .required(.id, "Name by which commitments and damage refer to them.", examples: #""dana""#)
        case .name:
            FieldSpec(.text, "As people call them.", words: "the id", examples: #""Dana Ruiz, VP Operations""#)
        case .side:
            FieldSpec(
                .choice(of: Side.self), "Whose side they are on: the seller's, the client's, or neither.",
                default: #""other""#)
        case .weight:
            FieldSpec(
                .amount, "How much their damage counts: 1.5 is half as much again.", default: "1", examples: "1.5")
        case .group:
            FieldSpec(
                .other([("type", "\"boolean\"")], words: "true or false"),
                "Whether they are many, who hear news by an announcement and not in person.", default: "false",
                examples: "true")
        }
    }
}

/// The fields of a window.
enum WindowField: String, SpecifiedField {
    case id, open, closed

    static let table = FieldTable<Self>()
    static let form = FormSpec(
        "window", "Days on which what names it can be kept: open, closed or both.", of: Self.self,
        rules: [("anyOf", #"[{ "required": ["open"] }, { "required": ["closed"] }]"#)])

    var spec: FieldSpec {
        switch self {
        case .id: .required(.id, "Name by which commitments refer to it.", examples: #""freeze""#)
        case .open:
            FieldSpec(
                .list(of: .date, atLeast: 1), "The only days on which it is open; behind the last one it never is.",
                words: "every day", examples: #"["2026-03-17", "2026-04-21"]"#)
        case .closed:
            FieldSpec(
                .list(of: .form("period")), "Periods in which it is closed.", default: "[]", words: "none",
                examples: #"[["2026-11-16", "2027-01-04"]]"#)
        }
    }
}

/// How many of a stage's client commitments advance it.
enum Advance: String, CaseIterable {
    case all, any
}

/// The fields of a stage.
enum StageField: String, SpecifiedField {
    case id, title, advance

    static let table = FieldTable<Self>()
    static let form = FormSpec(
        "stage", "A stage of the deal, which commitments of the client's side advance.", of: Self.self)

    var spec: FieldSpec {
        switch self {
        case .id: .required(.id, "Name by which commitments refer to it.", examples: #""proposal""#)
        case .title: FieldSpec(.text, "As people call it.", words: "the id", examples: #""Proposal""#)
        case .advance:
            FieldSpec(
                .choice(of: Advance.self),
                "Whether all commitments of the client's side in it have to be agreed, or any one.",
                default: #""all""#)
        }
    }
}

/// The fields of the policy.
enum PolicyField: String, SpecifiedField {
    case confidence, stretchConfidence, maxMean, maxP95, maxLate, maxChance

    static let table = FieldTable<Self>()
    static let form = FormSpec(
        "policy", "Limits for check. A commitment is safe if it keeps all of them.", of: Self.self)

    var spec: FieldSpec {
        switch self {
        case .confidence:
            FieldSpec(
                .chance, "Probability of keeping the commitment from which it is safe, 0 to 1.", default: "0.8")
        case .stretchConfidence:
            FieldSpec(.chance, "Probability from which it is a stretch and no longer unsafe.", default: "0.5")
        case .maxMean:
            FieldSpec(
                .amount, "Highest mean score allowed, in the currency.", words: "no limit", examples: "50000")
        case .maxP95:
            FieldSpec(
                .amount, "Highest score allowed in 95 of 100 cases, in the currency.", words: "no limit",
                examples: "400000")
        case .maxLate:
            FieldSpec(
                Self.chances(by: .id), "Highest probability of being late, by the id of a commitment.",
                words: "no limits", examples: #"{ "store-launch": 0.1 }"#)
        case .maxChance:
            FieldSpec(
                Self.chances(by: .name), "Highest probability of any damage of a kind, by the id of the kind.",
                words: "no limits", examples: #"{ "livelihood": 0.02 }"#)
        }
    }
}

extension PolicyField {
    /// An object of probabilities by such names.
    private static func chances(by name: SharedValue) -> FieldType {
        .other(
            [
                ("type", "\"object\""), ("propertyNames", ##"{ "$ref": "#/$defs/\##(name.rawValue)" }"##),
                ("additionalProperties", ##"{ "$ref": "#/$defs/chance" }"##),
            ], words: "chance by \(name.rawValue)")
    }
}

/// The fields of a slip.
enum SlipField: String, SpecifiedField {
    case commitment, days, because, prevention

    static let table = FieldTable<Self>()
    static let form = FormSpec("slip", "A commitment that slips.", of: Self.self)

    var spec: FieldSpec {
        switch self {
        case .commitment: .required(.id, "Id of the commitment that slips.", examples: #""go-live""#)
        case .days:
            .required(
                .other(
                    [("anyOf", ##"[{ "$ref": "#/$defs/days" }, { "const": "broken" }]"##)],
                    words: "days or `\"broken\"`"),
                "Days late, less than 0 for early, or \"broken\" for never kept.", examples: #"14, "broken""#)
        case .because:
            FieldSpec(
                .text, "Why it slips, as the promisor owns it in the talks.",
                examples: #""The data came late and we did not say so""#)
        case .prevention:
            FieldSpec(
                .text, "What keeps it from happening again.", examples: #""A weekly date check with Dana""#)
        }
    }
}
