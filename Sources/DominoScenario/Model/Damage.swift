/// A kind of damage and what one unit of it is worth.
public struct Kind: Sendable {
    /// As damage names it.
    public var id: Text
    /// What it is counted in; empty for the currency.
    public var unit = Text.empty
    /// Score of one unit, in the currency.
    public var weight = 1.0
    /// Whether the file lists it.
    public var isListed: Bool
}

/// One entry of damage: what being late or broken costs one bearer in one kind (model.md, section 3).
public struct Damage: Sendable {
    /// How the amount grows with days late.
    public enum Shape: Sendable {
        case perDay(Double)
        case lump(Double)
        /// A range of `curvePoints`.
        case curve(Range<Int32>)
    }

    /// The kind, a place in `kinds`.
    public var kind: KindIndex
    /// Who bears it, a place in `stakeholders`.
    public var bearer: StakeholderIndex
    /// How it grows.
    public var shape: Shape
    /// Days late that cost nothing.
    public var grace = 0.0
    /// Most it can be while late, in the kind's unit.
    public var cap = Double.infinity
    /// What breaking costs; nil for what being late by the horizon costs.
    public var ifBroken: Double?
}

/// A point of a damage curve (days late, amount) or of a notice curve (days of notice, factor).
public struct CurvePoint: Sendable, BitwiseCopyable {
    /// Days.
    public var days: Double
    /// Amount or factor.
    public var value: Double
}
