// The vocabulary of a scenario file: one enumeration for each form of object, its cases the names people write.
// The JSON Schema is held equal to these lists by a test.

enum ScenarioField: String, Field {
    case schema = "$schema"
    case domino, name, description, root, asOf, currency, horizon, calendar, kinds, stakeholders, stages, commitments
    case risks, factors, mitigations, policy, include, slip, toldOn
    static let table = FieldTable<Self>()
}

enum CalendarField: String, Field {
    case workdays, holidays
    static let table = FieldTable<Self>()
}

enum KindField: String, Field {
    case id, unit, weight
    static let table = FieldTable<Self>()
}

enum StakeholderField: String, Field {
    case id, name, side, weight
    static let table = FieldTable<Self>()
}

enum StageField: String, Field {
    case id, title, advance
    static let table = FieldTable<Self>()
}

enum CommitmentField: String, Field {
    case id, title, promisor, promisee, due, status, keptOn, stage, firmness, work, cushion, start, breaksAfter
    case perDayLater, needs, delay, damage, notice
    static let table = FieldTable<Self>()
}

enum NeedField: String, Field {
    case commitment, lead, buffer, share, fallback, relay, anyOf
    static let table = FieldTable<Self>()
}

enum DamageField: String, Field {
    case kind, bearer, perDay, lump, curve, grace, cap, ifBroken
    static let table = FieldTable<Self>()
}

enum DistributionField: String, Field {
    case chance, triangular, pert, uniform, normal, lognormal, discrete, samples, days
    static let table = FieldTable<Self>()
}

enum RiskField: String, Field {
    case id, title, chance, hits
    static let table = FieldTable<Self>()
}

enum HitField: String, Field {
    case commitment, delay
    static let table = FieldTable<Self>()
}

enum FactorField: String, Field {
    case id, title, value, scales
    static let table = FieldTable<Self>()
}

enum MitigationField: String, Field {
    case id, title, cost, leadTime, chance, effects, requires, excludes
    static let table = FieldTable<Self>()
}

enum EffectField: String, Field {
    case expedite, fallback, decouple, soften, redate, extend, avert, days, of, from, share, factor, kind
    static let table = FieldTable<Self>()
}

enum PolicyField: String, Field {
    case confidence, stretchConfidence, maxMean, maxP95, maxLate
    static let table = FieldTable<Self>()
}

enum SlipField: String, Field {
    case commitment, days
    static let table = FieldTable<Self>()
}
