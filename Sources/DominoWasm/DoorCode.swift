/// How a call through the door ended. The host reads the raw value; 0 is well.
///
/// Numbers are never reused or renumbered: a page built against an older module has to understand a newer one.
public enum DoorCode: Int32, Error, Sendable {
    /// Done.
    case done = 0
    /// An address that has to be given is null, or a count is negative.
    case missing = 1
    /// The rows do not add up, or a need is on a commitment that does not exist.
    case malformed = 2
    /// Some commitments need each other in a circle.
    case cyclic = 3
    /// A column has another length than the graph asks for.
    case wrongLength = 4
    /// A value is no number, or outside of what the column can hold.
    case outOfRange = 5
    /// A value asks for a feature the graph was not told of, so the pass would not look at it.
    case unannounced = 6
    /// There is no column of that number.
    case unknownColumn = 7
}

/// The columns a host may set, by the number it names them with; `Terms` says what each holds.
public enum DoorColumn: Int32, Sendable {
    case floor = 0
    case own = 1
    case limit = 2
    case redate = 3
    case share = 4
    case cap = 5

    /// Whether it has one value a need, rather than one a commitment.
    var isOfNeeds: Bool { self == .share || self == .cap }
}
