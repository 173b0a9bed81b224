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
