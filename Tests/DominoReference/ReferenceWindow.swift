/// A window of the scenario (Model.md, section 2): days on which commitments that name it can be kept, or cannot.
public struct ReferenceWindow: Sendable, Equatable {
    /// Its name in commitments.
    public var id: String
    /// The only days on which they can be kept; nil where the file leaves the list out.
    public var open: [ReferenceDate]?
    /// Periods in which they cannot, both ends included.
    public var closed: [Period]

    /// From one day to another.
    public struct Period: Sendable, Equatable {
        /// The first day that is closed.
        public var first: ReferenceDate
        /// The last day that is closed.
        public var last: ReferenceDate

        /// A period.
        public init(_ first: ReferenceDate, _ last: ReferenceDate) {
            self.first = first
            self.last = last
        }
    }

    /// A window.
    public init(id: String, open: [ReferenceDate]? = nil, closed: [Period] = []) {
        self.id = id
        self.open = open
        self.closed = closed
    }
}

/// A mitigation that is under way already (Model.md, section 6).
public struct ReferenceDecision: Sendable, Equatable {
    /// The mitigation.
    public var mitigation: String
    /// The day on which it was decided.
    public var on: ReferenceDate

    /// A decision.
    public init(_ mitigation: String, on: ReferenceDate) {
        self.mitigation = mitigation
        self.on = on
    }
}

/// A date that a question moves on purpose (Model.md, section 2).
public struct ReferenceMove: Sendable, Equatable {
    /// The commitment moved.
    public var commitment: String
    /// By how many days.
    public var days: Double

    /// A move.
    public init(_ commitment: String, days: Double) {
        self.commitment = commitment
        self.days = days
    }
}
