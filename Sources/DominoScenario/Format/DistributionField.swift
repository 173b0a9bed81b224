/// The fields of a distribution of days.
enum DistributionField: String, SpecifiedField {
    case chance, triangular, pert, uniform, normal, lognormal, discrete, samples, days

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
        case .discrete:
            FieldSpec(
                .other(
                    ##""type": "array", "items": { "$ref": "#/$defs/discretePoint" }, "##
                        + #""contains": { "prefixItems": [true, { "exclusiveMinimum": 0 }] }"#,
                    words: "list of discretePoint"),
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
                .other("", words: "anything"), "As people call it.", words: "the id", examples: #""Pace of the team""#)
        case .value:
            .required(
                .other(
                    ##""allOf": [{ "$ref": "#/$defs/uncertainDays" }, { "properties": { "chance": false } }]"##,
                    words: "uncertainDays"),
                "How much longer the work takes: 1 as planned, 1.4 two fifths longer. It takes no chance.",
                examples: #"{ "triangular": [0.9, 1, 1.4] }"#)
        case .scales:
            .required(
                .list(of: .id), "Ids of the commitments whose work it scales.", examples: #"["go-live"]"#)
        }
    }
}
