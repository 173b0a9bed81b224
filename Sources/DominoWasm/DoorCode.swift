/// How a call through the door ended. The host reads the raw value; 0 is well.
///
/// Numbers are never reused or renumbered: a page built against an older module has to understand a newer one.
public enum DoorCode: Int32, Error, Sendable {
    /// Done.
    case done = 0
    /// An address that has to be given is null, or a count is negative.
    case missing = 1
    /// The bytes are no deal, or one whose columns do not fit each other.
    case malformed = 2
    /// A commitment or mitigation does not exist, or is named twice.
    case unknownPlace = 3
    /// A column has another length than the host asks for.
    case wrongLength = 4
    /// A value is no number, or outside of what can be asked.
    case outOfRange = 5
    /// There is no column of that number, or nothing was asked yet that would fill it.
    case unknownColumn = 7
    /// More mitigations of the plan may fail than can be replayed together.
    case tooManyFallible = 8
}
