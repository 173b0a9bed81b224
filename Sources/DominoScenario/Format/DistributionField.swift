/// The fields of a distribution of days.
enum DistributionField: String, SpecifiedField {
    case chance, triangular, pert, uniform, normal, lognormal, exponential, discrete, samples, days

    static let table = FieldTable<Self>()
    static let form = FormSpec(
        "distribution", "Uncertain days: exactly one distribution, with a chance perhaps.", of: Self.self,
        rules: [FormSpec.exactlyOne(of: allCases.dropFirst().map { $0.rawValue })])

    var spec: FieldSpec {
        switch self {
        case .chance:
            FieldSpec(
                .chance, "Probability that there is a delay at all, from 0 to 1; else it is 0.", default: "1",
                examples: "0.4")
        case .triangular:
            FieldSpec(
                .tuple([.days, .days, .days]), "[least, most likely, most] in days, straight between.",
                examples: "[1, 3, 15]")
        case .pert:
            FieldSpec(
                .tuple([.days, .days, .days]),
                "[least, most likely, most] in days, rounded: the ends are rarer than in triangular.",
                examples: "[-1, 1, 12]")
        case .uniform:
            FieldSpec(.tuple([.days, .days]), "[least, most] in days, all alike.", examples: "[3, 5]")
        case .normal:
            FieldSpec(
                .tuple([.days, .positiveDays]), "[mean, standard deviation] in days, the latter above 0.",
                examples: "[3, 1]")
        case .lognormal:
            FieldSpec(
                .tuple([.positiveDays, .positiveDays]),
                "[p50, p90] in days, above 0: half are below p50, nine in ten below p90.", examples: "[2, 8]")
        case .exponential:
            FieldSpec(
                .positiveDays, "Mean in days, above 0: mostly short, rarely much longer.", examples: "4")
        case .discrete:
            FieldSpec(
                .other(
                    [
                        ("type", "\"array\""), ("items", ##"{ "$ref": "#/$defs/discretePoint" }"##),
                        ("contains", #"{ "prefixItems": [true, { "exclusiveMinimum": 0 }] }"#),
                    ], words: "list of discretePoint"),
                "Values with weights, [[days, weight], ...]; a weight of 2 is twice as likely as 1.",
                examples: "[[0, 6], [1, 2], [7, 1]]")
        case .samples:
            FieldSpec(
                .list(of: .days, atLeast: 1),
                "Days late as they came in the past, zeros included; each is equally likely.",
                examples: "[0, 0, 1, 2, 9]")
        case .days: FieldSpec(.days, "A certain delay, in days; with a chance, all or nothing.", examples: "5")
        }
    }
}

/// The fields of a risk.
enum RiskField: String, SpecifiedField {
    case id, title, chance, hits

    static let table = FieldTable<Self>()
    static let form = FormSpec("risk", "Something that may happen, once for all it hits.", of: Self.self)

    var spec: FieldSpec {
        switch self {
        case .id: .required(.id, "Name by which mitigations refer to it.", examples: #""freeze""#)
        case .title: FieldSpec(.text, "As people call it.", words: "the id", examples: #""Change freeze""#)
        case .chance: .required(.chance, "Probability that it happens, from 0 to 1.", examples: "0.15")
        case .hits:
            .required(
                .list(of: .form("hit")), "The commitments it delays if it happens, and by how much.",
                examples: #"[{ "commitment": "go-live", "delay": { "triangular": [3, 5, 10] } }]"#)
        }
    }
}

/// The fields of what a risk does to one commitment.
enum HitField: String, SpecifiedField {
    case commitment, delay

    static let table = FieldTable<Self>()
    static let form = FormSpec("hit", "What a risk does to one commitment.", of: Self.self)

    var spec: FieldSpec {
        switch self {
        case .commitment: .required(.id, "Id of the commitment that is hit.", examples: #""go-live""#)
        case .delay:
            .required(
                .form("uncertainDays"), "Days it adds: a number or a distribution.",
                examples: #"{ "triangular": [3, 5, 10] }, 4"#)
        }
    }
}

/// The fields of a factor.
enum FactorField: String, SpecifiedField {
    case id, title, value, scales

    static let table = FieldTable<Self>()
    static let form = FormSpec(
        "factor", "A shared cause: one number that multiplies the work of several commitments.", of: Self.self)

    var spec: FieldSpec {
        switch self {
        case .id: .required(.id, "Its name in reports and in random draws.", examples: #""team-pace""#)
        case .title:
            FieldSpec(
                .other([], words: "anything"), "As people call it.", words: "the id", examples: #""Pace of the team""#)
        case .value:
            .required(
                .other(
                    [("allOf", ##"[{ "$ref": "#/$defs/uncertainDays" }, { "properties": { "chance": false } }]"##)],
                    words: "uncertainDays"),
                "How much longer the work takes: 1 as planned, 1.4 two fifths longer. It takes no chance.",
                examples: #"{ "triangular": [0.9, 1, 1.4] }"#)
        case .scales:
            .required(
                .list(of: .id), "Ids of the commitments whose work it scales.", examples: #"["go-live"]"#)
        }
    }
}

/// The fields of a mitigation.
enum MitigationField: String, SpecifiedField {
    case id, title, cost, leadTime, chance, effects, requires, excludes

    static let table = FieldTable<Self>()
    static let form = FormSpec(
        "mitigation", "Something that can be done: what it costs and what it changes.", of: Self.self)

    var spec: FieldSpec {
        switch self {
        case .id: .required(.id, "Name by which plans refer to it.", examples: #""pilot""#)
        case .title:
            FieldSpec(.text, "As people call it.", words: "the id", examples: #""Pilot with two stores first""#)
        case .cost: FieldSpec(.amount, "What it costs, in the currency.", default: "0", examples: "8000")
        case .leadTime:
            FieldSpec(.spareDays, "Days from deciding until it takes effect.", default: "0", examples: "5")
        case .chance:
            FieldSpec(.chance, "Probability that it works, from 0 to 1.", default: "1", examples: "0.9")
        case .effects:
            .required(
                .list(of: .form("effect")), "What it changes, one verb each.",
                examples: #"[{ "decouple": "store-launch", "from": "go-live", "share": 0.4 }]"#)
        case .requires:
            FieldSpec(
                .list(of: .id), "Ids of mitigations without which it cannot be done.", default: "[]", words: "none")
        case .excludes:
            FieldSpec(
                .list(of: .id), "Ids of mitigations that cannot be done with it, either way round.", default: "[]",
                words: "none", examples: #"["overtime"]"#)
        }
    }
}

/// The fields of a mitigation that is under way.
enum DecidedField: String, SpecifiedField {
    case mitigation, on

    static let table = FieldTable<Self>()
    static let form = FormSpec("decided", "A mitigation that is under way.", of: Self.self)

    var spec: FieldSpec {
        switch self {
        case .mitigation: .required(.id, "Id of the mitigation.", examples: #""overtime""#)
        case .on: .required(.date, "The day it was decided, not after today.", examples: #""2026-01-28""#)
        }
    }
}

/// The fields of an effect: its verb, which names what it works on, and what the verb takes besides.
enum EffectField: String, Field {
    case expedite, fallback, decouple, soften, redate, extend, avert, days, of, from, share, factor, kind

    static let table = FieldTable<Self>()
    /// The fields that say what an effect does.
    static let verbs: [EffectField] = [.expedite, .fallback, .decouple, .soften, .redate, .extend, .avert]
    /// One form a verb.
    static let forms = verbs.map { $0.verbForm }

    /// The fields of the form of a verb, the verb itself first; none for a field that is no verb.
    static func specs(of verb: EffectField) -> [(field: EffectField, spec: FieldSpec)] {
        func target(_ summary: String, _ example: String) -> (EffectField, FieldSpec) {
            (verb, .required(.id, summary, examples: "\"\(example)\""))
        }
        switch verb {
        case .expedite:
            return [
                target("Id of the commitment that is done sooner.", "go-live"),
                (.days, .required(.spareDays, "Days sooner.", examples: "3")),
            ]
        case .fallback:
            return [
                target("Id of the commitment that gets a plan B.", "guidance"),
                (
                    .of,
                    .required(.id, "Id of the commitment it needs, and could do without.", examples: #""cost-saving""#)
                ),
                (.days, .required(.spareDays, "Most days late that this need can still make it.", examples: "0")),
            ]
        case .decouple:
            let share = "Share of the delay still passed on, from 0 (the need is gone) to 1."
            return [
                target("Id of the commitment that comes to depend less on another.", "store-launch"),
                (.from, .required(.id, "Id of the commitment it needs.", examples: #""go-live""#)),
                (.share, .required(.chance, share, examples: "0.4")),
            ]
        case .soften:
            return [
                target("Id of the commitment whose damage hurts less.", "go-live"),
                (.factor, .required(.chance, "Share of the damage that remains, from 0 to 1.", examples: "0.5")),
                (
                    .kind,
                    FieldSpec(
                        .name, "Id of the one kind of damage that is softened.", words: "all kinds",
                        examples: #""trust""#)
                ),
            ]
        case .redate:
            return [
                target("Id of the commitment that is promised anew.", "go-live"),
                (.days, .required(.spareDays, "Days later that it is promised for.", examples: "5")),
            ]
        case .extend:
            return [
                target("Id of the commitment that breaks later.", "go-live"),
                (.days, .required(.spareDays, "Days more until it counts as broken.", examples: "10")),
            ]
        case .avert:
            return [
                target("Id of the risk that becomes less likely.", "freeze"),
                (.factor, .required(.chance, "What remains of its chance, from 0 (never) to 1.", examples: "0.5")),
            ]
        case .days, .of, .from, .share, .factor, .kind: return []
        }
    }

    /// What a verb does, in a sentence.
    private var verbSummary: String {
        switch self {
        case .expedite: "The commitment is done sooner."
        case .fallback: "A plan B for one need of a commitment."
        case .decouple: "Less of one need's delay is passed on."
        case .soften: "The damage of a commitment hurts less."
        case .redate: "A new date is agreed; the work does not move."
        case .extend: "The commitment breaks later."
        case .avert: "A risk becomes less likely."
        case .days, .of, .from, .share, .factor, .kind: ""
        }
    }

    private var verbForm: FormSpec {
        FormSpec("\(rawValue)Effect", verbSummary, Self.specs(of: self).map { ($0.field.rawValue, $0.spec) })
    }
}
