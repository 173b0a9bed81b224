/// A distribution of days, or of a factor (Model.md, section 4).
public struct ReferenceDistribution: Sendable, Equatable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// What is drawn.
    public var shape: Shape
    /// Probability that it is drawn at all, otherwise 0; always drawn where nil.
    public var chance: Double?

    /// What is drawn.
    public enum Shape: Sendable, Equatable {
        /// A bare number.
        case number(Double)
        /// `{"days": n}`.
        case days(Double)
        /// Least, most likely, most.
        case triangular(Double, Double, Double)
        /// Least, most likely, most (beta-PERT, lambda 4).
        case pert(Double, Double, Double)
        /// Least, most.
        case uniform(Double, Double)
        /// Mean, standard deviation.
        case normal(Double, Double)
        /// 50th and 90th percentile.
        case lognormal(Double, Double)
        /// Mean.
        case exponential(Double)
        /// Values with weights.
        case discrete([ReferencePoint])
        /// Values, each equally likely.
        case samples([Double])
    }

    /// A distribution; a bare number takes no chance.
    public init(_ shape: Shape, chance: Double? = nil) {
        self.shape = shape
        self.chance = chance
    }

    /// A bare number.
    public init(integerLiteral value: Int) { self.init(.number(Double(value))) }

    /// A bare number.
    public init(floatLiteral value: Double) { self.init(.number(value)) }

    /// The value where there is only one.
    public var constant: Double? {
        switch shape {
        case .number(let value), .days(let value): value
        default: nil
        }
    }

    init(json: ReferenceJSON) {
        if let number = json.double {
            self.init(.number(number))
            return
        }
        func numbers(_ key: String) -> [Double]? {
            json[key].map { $0.items.map(\.number) }
        }
        let chance = json["chance"]?.number
        if let p = numbers("triangular") {
            self.init(.triangular(p[0], p[1], p[2]), chance: chance)
        } else if let p = numbers("pert") {
            self.init(.pert(p[0], p[1], p[2]), chance: chance)
        } else if let p = numbers("uniform") {
            self.init(.uniform(p[0], p[1]), chance: chance)
        } else if let p = numbers("normal") {
            self.init(.normal(p[0], p[1]), chance: chance)
        } else if let p = numbers("lognormal") {
            self.init(.lognormal(p[0], p[1]), chance: chance)
        } else if let mean = json["exponential"] {
            self.init(.exponential(mean.number), chance: chance)
        } else if let p = json["discrete"] {
            self.init(.discrete(p.points), chance: chance)
        } else if let p = numbers("samples") {
            self.init(.samples(p), chance: chance)
        } else if let days = json["days"] {
            self.init(.days(days.number), chance: chance)
        } else {
            preconditionFailure("no distribution: \(json)")
        }
    }

    var json: ReferenceJSON {
        func numbers(_ values: Double...) -> ReferenceJSON {
            .array(values.map { .number($0) })
        }
        let field: (String, ReferenceJSON)
        switch shape {
        case .number(let value): return .number(value)
        case .days(let value): field = ("days", .number(value))
        case .triangular(let a, let m, let b): field = ("triangular", numbers(a, m, b))
        case .pert(let a, let m, let b): field = ("pert", numbers(a, m, b))
        case .uniform(let a, let b): field = ("uniform", numbers(a, b))
        case .normal(let mean, let sd): field = ("normal", numbers(mean, sd))
        case .lognormal(let p50, let p90): field = ("lognormal", numbers(p50, p90))
        case .exponential(let mean): field = ("exponential", .number(mean))
        case .discrete(let points): field = ("discrete", ReferenceJSON(points: points))
        case .samples(let values): field = ("samples", .array(values.map { .number($0) }))
        }
        return .object([field] + ReferenceJSON.fields(("chance", chance.map { .number($0) })))
    }
}
