/// The fields of a commitment.
enum CommitmentField: String, SpecifiedField {
    case id, title, promisor, promisee, due, follows, status, keptOn, stage, firmness, work, cushion, start, window
    case breaksAfter, perDayLater, needs, delay, remaining, damage, notice

    static let table = FieldTable<Self>()
    static let form = FormSpec(
        "commitment", "What somebody has promised to somebody, due on a day.", of: Self.self,
        rules: [("allOf", conditions)])

    var spec: FieldSpec {
        switch self {
        case .id: .required(.id, "Name by which everything else refers to it.", examples: #""go-live""#)
        case .title: FieldSpec(.text, "As people call it.", words: "the id", examples: #""Order platform live""#)
        case .promisor: .required(.name, "Id of the stakeholder who promises.", examples: #""us""#)
        case .promisee: .required(.name, "Id of the stakeholder who is promised.", examples: #""dana""#)
        case .due:
            FieldSpec(
                .date, "The day it is promised for. Only a released commitment may go without.",
                examples: #""2026-03-02""#)
        case .follows:
            FieldSpec(
                .id, "Id of the commitment from whose date its own is told: when that date moves, its own does.",
                words: "none", examples: #""go-live""#)
        case .status:
            FieldSpec(
                .choice(of: Status.self), "How things stand. kept and broken are facts; released costs nothing.",
                default: #""agreed""#)
        case .keptOn:
            FieldSpec(
                .date, "The day it was kept: given exactly if the status is kept.", examples: #""2026-02-27""#)
        case .stage:
            FieldSpec(
                .id, "Id of the stage of the deal it belongs to.", words: "none", examples: #""proposal""#)
        case .firmness:
            FieldSpec(
                .number(NumberRange.firmness),
                "How committed the promisor is, from 1 to 10; 5 or below is called weak.", words: "not said",
                examples: "4")
        case .work:
            FieldSpec(
                .spareDays, "Days of work once all it needs is there; needs without a lead take it as theirs.",
                examples: "10")
        case .cushion:
            FieldSpec(
                .spareDays, "Days before due that the promisor plans to be done.", default: "0", examples: "1")
        case .start:
            FieldSpec(
                .choice(of: Start.self), "Whether early inputs bring it forward (when-ready) or not.",
                default: #""as-planned""#)
        case .window:
            FieldSpec(
                .list(of: .id), "Ids of the windows it can be kept in; all of them have to be open.", default: "[]",
                words: "none, any day will do", examples: #"["freeze"]"#)
        case .breaksAfter:
            FieldSpec(
                .form("uncertainSpareDays"),
                "Days late after which it counts as broken: a number or a distribution.",
                words: "it never breaks", examples: #"45, { "lognormal": [20, 45] }"#)
        case .perDayLater:
            FieldSpec(
                .amount, "What each day it is promised later costs us, in the currency.", words: "not said",
                examples: "2000")
        case .needs:
            FieldSpec(
                .list(
                    of: .oneOf([.form("need"), .form("needGroup"), .form("someOf")])),
                "What has to be kept first, each with its lead or buffer.", default: "[]", words: "nothing",
                examples: #"[{ "commitment": "data-extract", "lead": 10 }]"#)
        case .delay:
            FieldSpec(
                .form("uncertainDays"), "Days late of its own making: a number or a distribution.", default: "0",
                examples: #"{ "pert": [-1, 1, 12] }, { "chance": 0.4, "pert": [1, 3, 15] }"#)
        case .remaining:
            FieldSpec(
                .form("uncertainSpareDays"),
                "Days of work still to do from today on, in the place of delay.",
                words: "not said", examples: #"{ "triangular": [2, 3, 6] }"#)
        case .damage:
            FieldSpec(
                .list(of: .form("damage")), "What it costs if this one is late or broken, one entry a bearer and kind.",
                default: "[]", words: "nothing",
                examples: #"[{ "kind": "revenue", "perDay": 12000, "ifBroken": 900000 }]"#)
        case .notice:
            FieldSpec(
                .list(of: .form("noticePoint"), atLeast: 1),
                "Share of the damage that remains with so many days' notice before due.", default: "[[0, 1]]",
                words: "all of it", examples: "[[0, 1], [10, 0.6], [20, 0.4]]")
        }
    }

    /// What dates, status, work and leads have to say together.
    private static let conditions = ##"""
        [
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
        """##
}

/// The fields of a need, and of a group of needs of which one or some are enough.
enum NeedField: String, SpecifiedField {
    case commitment, lead, buffer, share, fallback, relay, anyOf, atLeast, of

    static let table = FieldTable<Self>()
    static let form = FormSpec(
        "need", "One commitment that this one needs.", fields(allCases.dropLast(3)),
        rules: [("not", #"{ "required": ["lead", "buffer"] }"#)])
    static let groupForm = FormSpec("needGroup", "Several commitments of which any one is enough.", fields([.anyOf]))
    static let quorumForm = FormSpec(
        "someOf", "Several commitments of which some number is enough.", fields([.atLeast, .of]))

    var spec: FieldSpec {
        switch self {
        case .commitment:
            .required(.id, "Id of the commitment that has to be kept first.", examples: #""data-extract""#)
        case .lead:
            FieldSpec(
                .days, "Days from that one being kept to this one being kept; below 0 they overlap.",
                words: "the work", examples: "5")
        case .buffer:
            FieldSpec(
                .days, "Spare days between the two; give it instead of lead, never with it.", examples: "2, 0")
        case .share:
            FieldSpec(
                .other(
                    [("type", "\"number\""), ("exclusiveMinimum", "0"), ("maximum", "1")],
                    words: "number above 0, at most 1"),
                "Share of a delay that is passed on, above 0 and at most 1.", default: "1", words: "1, all of it",
                examples: "0.5")
        case .fallback:
            FieldSpec(
                .spareDays, "Plan B: most days that this need can make it late.", words: "no plan B", examples: "20")
        case .relay:
            FieldSpec(.spareDays, "Days for news of that one to reach this one.", default: "0", examples: "1")
        case .anyOf:
            .required(
                .list(of: .form("need"), atLeast: 1),
                "Needs of which the one that comes through best counts. At least one.",
                examples: #"[{ "commitment": "trainer-a", "lead": 2 }, { "commitment": "trainer-b", "buffer": 0 }]"#)
        case .atLeast:
            .required(
                .other([("type", "\"integer\""), ("minimum", "1")], words: "whole number from 1"),
                "How many of them are enough, at most all.", examples: "2")
        case .of:
            .required(
                .list(of: .form("need"), atLeast: 1), "Needs of which that many that come through best count.",
                examples: #"[{ "commitment": "trainer-a", "lead": 2 }, { "commitment": "trainer-b", "buffer": 0 }]"#)
        }
    }

    private static func fields(_ fields: [NeedField]) -> [(name: String, spec: FieldSpec)] {
        fields.map { ($0.rawValue, $0.spec) }
    }
}

/// The fields of an entry of damage.
enum DamageField: String, SpecifiedField {
    case kind, bearer, perDay, perCalendarDay, perWeek, lump, curve, grace, cap, ifBroken

    static let table = FieldTable<Self>()
    /// The fields of which an entry has exactly one.
    static let shapes: [Self] = [.perDay, .perCalendarDay, .perWeek, .lump, .curve]
    static let form = FormSpec(
        "damage", "What being late or broken costs one bearer in one kind, with exactly one shape: perDay to curve.",
        of: Self.self, rules: [FormSpec.exactlyOne(of: shapes.map { $0.rawValue })])

    var spec: FieldSpec {
        switch self {
        case .kind: .required(.name, "Id of the kind of damage.", examples: #""revenue", "trust""#)
        case .bearer:
            FieldSpec(.name, "Id of the stakeholder who is hurt.", words: "the promisee", examples: #""us""#)
        case .perDay:
            FieldSpec(
                .amount, "Amount for each day late, in the kind's unit; working days where a calendar is given.",
                examples: "1500")
        case .perCalendarDay:
            FieldSpec(
                .amount, "Amount for each day late, days off too, in the kind's unit.", examples: "900")
        case .perWeek:
            FieldSpec(
                .amount, "Amount for each seven days late that have begun, days off too, in the kind's unit.",
                examples: "2500")
        case .lump:
            FieldSpec(.amount, "Amount as soon as it is late at all, in the kind's unit.", examples: "400000")
        case .curve:
            FieldSpec(
                .list(of: .form("curvePoint"), atLeast: 1),
                "Points [days late, amount], rising from (0, 0), straight between and flat after the last.",
                examples: "[[5, 1], [20, 10]]")
        case .grace:
            FieldSpec(
                .spareDays, "Days late that cost nothing; the rest is counted from there.", default: "0",
                examples: "5")
        case .cap:
            FieldSpec(
                .amount, "Most it can be while late, in the kind's unit.", words: "no limit", examples: "60000")
        case .ifBroken:
            FieldSpec(
                .amount, "Amount if never kept, in the kind's unit.", words: "what being late by the horizon costs",
                examples: "900000")
        }
    }
}
