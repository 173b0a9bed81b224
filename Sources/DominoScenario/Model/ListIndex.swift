/// The place of something in one of the lists of a scenario.
///
/// A number that says of what it is the number: the place of a commitment cannot be taken for that of a need, nor for
/// the rank that the engine gives a commitment. `scenario[index]` is what stands there.
@frozen
public struct ListIndex<Element>: Hashable, Comparable, Strideable, Sendable, BitwiseCopyable {
    /// The place, from 0.
    public var place: Int32

    /// The place `place` of a list of `Element`.
    /// - Precondition: it fits 31 bits, as every list of a scenario does.
    @inlinable
    public init(_ place: Int) {
        assert(place >= -1, "a place in a list")
        self.place = Int32(truncatingIfNeeded: place)
    }

    /// Not given yet, or naming nothing: only while a scenario is read.
    @inlinable
    static var missing: Self { Self(-1) }

    /// Whether it is `missing`.
    @inlinable
    var isMissing: Bool { place < 0 }

    /// Whether one stands before the other.
    @inlinable
    public static func < (left: Self, right: Self) -> Bool { left.place < right.place }

    /// How many places `other` is behind this one.
    @inlinable
    public func distance(to other: Self) -> Int { Int(other.place) - Int(place) }

    /// The place so many behind.
    @inlinable
    public func advanced(by places: Int) -> Self { Self(Int(place) + places) }
}

extension ListIndex: CustomStringConvertible {
    /// The place as a number.
    public var description: String { String(place) }
}

extension ListIndex: ExpressibleByIntegerLiteral {
    /// A place written out, as tests and examples do.
    @inlinable
    public init(integerLiteral place: Int) { self.init(place) }
}

extension Int {
    /// The place of an index, to look into a column kept beside the list.
    @inlinable
    public init<Element>(_ index: ListIndex<Element>) { self = Int(index.place) }
}

/// A place in `Scenario.commitments`.
public typealias CommitmentIndex = ListIndex<Commitment>
/// A place in `Scenario.needs`.
public typealias NeedIndex = ListIndex<Need>
/// A place in `Scenario.stakeholders`.
public typealias StakeholderIndex = ListIndex<Stakeholder>
/// A place in `Scenario.windows`.
public typealias WindowIndex = ListIndex<Window>
/// A place in `Scenario.kinds`.
public typealias KindIndex = ListIndex<Kind>
/// A place in `Scenario.stages`.
public typealias StageIndex = ListIndex<Stage>
/// A place in `Scenario.damages`.
public typealias DamageIndex = ListIndex<Damage>
/// A place in `Scenario.distributions`.
public typealias DistributionIndex = ListIndex<Uncertain>
/// A place in `Scenario.risks`.
public typealias RiskIndex = ListIndex<Risk>
/// A place in `Scenario.factors`.
public typealias FactorIndex = ListIndex<Factor>
/// A place in `Scenario.mitigations`.
public typealias MitigationIndex = ListIndex<Mitigation>

extension Scenario {
    /// The commitment at a place.
    public subscript(index: CommitmentIndex) -> Commitment { commitments[Int(index)] }
    /// The need at a place.
    public subscript(index: NeedIndex) -> Need { needs[Int(index)] }
    /// The stakeholder at a place.
    public subscript(index: StakeholderIndex) -> Stakeholder { stakeholders[Int(index)] }
    /// The window at a place.
    public subscript(index: WindowIndex) -> Window { windows[Int(index)] }
    /// The kind of damage at a place.
    public subscript(index: KindIndex) -> Kind { kinds[Int(index)] }
    /// The stage at a place.
    public subscript(index: StageIndex) -> Stage { stages[Int(index)] }
    /// The entry of damage at a place.
    public subscript(index: DamageIndex) -> Damage { damages[Int(index)] }
    /// The uncertain number at a place.
    public subscript(index: DistributionIndex) -> Uncertain { distributions[Int(index)] }
    /// The risk at a place.
    public subscript(index: RiskIndex) -> Risk { risks[Int(index)] }
    /// The factor at a place.
    public subscript(index: FactorIndex) -> Factor { factors[Int(index)] }
    /// The mitigation at a place.
    public subscript(index: MitigationIndex) -> Mitigation { mitigations[Int(index)] }
}

extension Array {
    /// The place that the next element appended will have.
    @inlinable
    public var nextPlace: ListIndex<Element> { ListIndex(count) }

    /// The places of a list, as indices.
    @inlinable
    public var places: Range<ListIndex<Element>> { ListIndex(0)..<ListIndex(count) }

    /// The elements with their places.
    @inlinable
    public var placed: Zip2Sequence<Range<ListIndex<Element>>, Self> { zip(places, self) }
}
